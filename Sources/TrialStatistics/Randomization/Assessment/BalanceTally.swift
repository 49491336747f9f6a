/// Sums over lists, each with its weight: the probability of a path, or 1 for a simulated list.
struct BalanceTally: Sendable {
    /// What is summed once a list.
    enum Sum: Int, CaseIterable { case final, worst, loss, guessed, bestGuessed, certain, stratum }

    let ratio: AllocationRatio
    /// The weight of all lists.
    var weight = 0.0
    /// Σ and Σ of squares of what is summed once a list.
    private(set) var sums: [Double]
    private(set) var squares: [Double]
    /// The weight of lists by S·D at the end, and by the largest.
    var finals: [Double] = []
    var worsts: [Double] = []
    /// After each subject Σ of D.
    var course: [Double]
    /// For each subject Σ of the chances of the arms.
    var arms: [[Double]]
    /// For each level of each factor Σ of the subjects, of D and of D².
    var levelSums: [SIMD4<Double>]

    init(_ ratio: AllocationRatio, subjects: Int, levels: Int) {
        self.ratio = ratio
        sums = Sum.allCases.map { _ in 0 }
        squares = sums
        course = [Double](repeating: 0, count: subjects)
        arms = [[Double]](repeating: ratio.parts.map { _ in 0 }, count: subjects)
        levelSums = [SIMD4<Double>](repeating: .zero, count: levels)
    }

    mutating func add(_ value: Double, to sum: Sum, weight: Double = 1) {
        sums[sum.rawValue] += weight * value
        squares[sum.rawValue] += weight * value * value
    }

    /// Takes in the imbalances of a list as whole numbers.
    mutating func add(final: Int, worst: Int, weight: Double = 1) {
        self.weight += weight
        Self.count(final, weight, in: &finals)
        Self.count(worst, weight, in: &worsts)
        add(Double(final) / Double(ratio.sum), to: .final, weight: weight)
        add(Double(worst) / Double(ratio.sum), to: .worst, weight: weight)
    }

    private static func count(_ value: Int, _ weight: Double, in weights: inout [Double]) {
        if value >= weights.count { weights += [Double](repeating: 0, count: value + 1 - weights.count) }
        weights[value] += weight
    }

    /// L of the counts of a list.
    static func loss(_ counts: [Int], of total: Int, _ ratio: AllocationRatio) -> Double {
        var loss = 0.0
        for (arm, count) in counts.enumerated() {
            let expected = Double(total) * ratio.share(arm)
            loss += (Double(count) - expected) * (Double(count) - expected) / expected
        }
        return loss
    }

    /// The chance that the arm guessed is right, where the guess is the arm with least excess: the largest of those that tie, any of
    /// them where they are as large.
    static func guess(_ excesses: [Int], _ chances: [Double], _ ratio: AllocationRatio) -> Double {
        let least = excesses.min() ?? 0
        var largest = 0
        for arm in excesses.indices where excesses[arm] == least { largest = max(largest, ratio.parts[arm]) }
        var (sum, count) = (0.0, 0)
        for arm in excesses.indices where excesses[arm] == least && ratio.parts[arm] == largest {
            sum += chances[arm]
            count += 1
        }
        return sum / Double(count)
    }

    mutating func merge(_ other: BalanceTally) {
        weight += other.weight
        for index in sums.indices {
            sums[index] += other.sums[index]
            squares[index] += other.squares[index]
        }
        for (value, weight) in other.finals.enumerated() { Self.count(value, weight, in: &finals) }
        for (value, weight) in other.worsts.enumerated() { Self.count(value, weight, in: &worsts) }
        for subject in course.indices {
            course[subject] += other.course[subject]
            for arm in arms[subject].indices { arms[subject][arm] += other.arms[subject][arm] }
        }
        for level in levelSums.indices { levelSums[level] += other.levelSums[level] }
    }

    // MARK: Answers

    func measure(_ sum: Sum, isExact: Bool) -> AllocationAssessment.Measure {
        measure(sums[sum.rawValue], squares[sum.rawValue], isExact: isExact)
    }

    private func measure(_ sum: Double, _ squares: Double, isExact: Bool) -> AllocationAssessment.Measure {
        let mean = sum / weight
        guard !isExact else { return .init(estimate: mean, standardError: nil) }
        let variance = max(0, squares - weight * mean * mean) / (weight - 1)
        return .init(estimate: mean, standardError: (variance / weight).squareRoot())
    }

    func probabilities(_ weights: [Double]) -> [AllocationAssessment.Probability] {
        weights.enumerated().filter { $0.element > 0 }.map {
            .init(imbalance: Double($0.offset) / Double(ratio.sum), probability: $0.element / weight)
        }
    }

    func levels(_ scheme: AllocationScheme, isExact: Bool) -> [AllocationAssessment.Level] {
        var index = 0
        return scheme.factors.enumerated().flatMap { factor, levels in
            levels.levels.indices.map { level in
                defer { index += 1 }
                let sums = levelSums[index]
                return .init(
                    factor: factor, level: level, subjects: sums[0] / weight,
                    imbalance: measure(sums[1], sums[2], isExact: isExact))
            }
        }
    }
}
