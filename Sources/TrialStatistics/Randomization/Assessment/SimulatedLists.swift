import TrialNumerics

/// Lists of a scheme, each from the seed and its number from 1; number 0 is the list of the trial itself.
struct SimulatedLists: Sendable {
    let scheme: AllocationScheme
    let subjects: Int
    let arrivals: LevelArrivals
    let seed: UInt64
    fileprivate let law: AllocationLaw
    fileprivate let purposes: [RandomStream.Purpose]
    /// For each factor the index of its first level among all levels.
    fileprivate let firstLevel: [Int]
    fileprivate let levelCount: Int

    init(_ scheme: AllocationScheme, subjects: Int, arrivals: LevelArrivals, seed: UInt64) {
        self.scheme = scheme
        self.subjects = subjects
        self.arrivals = arrivals
        self.seed = seed
        law = AllocationLaw(scheme.method, scheme.ratio, factors: scheme.factors)
        purposes = AllocationRun.purposes(scheme)
        var (first, next) = ([Int](), 0)
        for factor in scheme.factors {
            first.append(next)
            next += factor.levels.count
        }
        (firstLevel, levelCount) = (first, next)
    }

    /// The sums over so many lists.
    func tally(_ lists: Int, cores: Int?) -> BalanceTally {
        let parts = Lanes(cores: cores).map(lists, inBlocksOf: 256) { numbers in
            var tally = BalanceTally(scheme.ratio, subjects: subjects, levels: levelCount)
            for number in numbers {
                var walk = ListWalk(self, number: UInt64(number) + 1)
                for subject in 0..<subjects { walk.step(subject, &tally) }
                walk.finish(&tally)
            }
            return tally
        }
        var whole = BalanceTally(scheme.ratio, subjects: subjects, levels: levelCount)
        for part in parts { whole.merge(part) }
        return whole
    }
}

/// One simulated list, subject by subject.
private struct ListWalk {
    private let lists: SimulatedLists
    private let ratio: AllocationRatio
    private let number: UInt64
    private let arms: Int
    private var run: AllocationRun
    private var counts: [Int]
    /// The number of subjects by stratum and arm, and by level and arm.
    private var strata: [Int], margins: [Int]
    private var levels: [Int]
    private var excesses: [Int]
    private var (guessed, best, certain, worst) = (0.0, 0.0, 0, 0)

    init(_ lists: SimulatedLists, number: UInt64) {
        self.lists = lists
        self.number = number
        ratio = lists.scheme.ratio
        arms = ratio.parts.count
        run = AllocationRun(
            lists.scheme, law: lists.law, purposes: lists.purposes, seed: lists.seed, replicate: number)
        counts = ratio.parts.map { _ in 0 }
        excesses = counts
        strata = [Int](repeating: 0, count: lists.purposes.count * arms)
        margins = [Int](repeating: 0, count: lists.levelCount * arms)
        levels = lists.scheme.factors.map { _ in 0 }
    }

    /// One more subject comes and is allocated.
    mutating func step(_ subject: Int, _ tally: inout BalanceTally) {
        var stream = RandomStream(
            seed: lists.seed, purpose: "levels of simulated subjects", replicate: number, subject: UInt64(subject))
        lists.arrivals.draw(&levels, from: &stream)
        let stratum = lists.scheme.stratum(of: levels)
        observe(stratum)
        let arm = run.next(levels: levels)
        let top = run.armChances.max() ?? 0
        guessed += BalanceTally.guess(excesses, run.armChances, ratio)
        best += top
        certain += top >= 1 - 1e-12 ? 1 : 0
        for arm in 0..<arms { tally.arms[subject][arm] += run.armChances[arm] }
        counts[arm] += 1
        strata[stratum * arms + arm] += 1
        for (factor, level) in levels.enumerated() { margins[(lists.firstLevel[factor] + level) * arms + arm] += 1 }
        let imbalance = ratio.imbalance(counts, of: subject + 1)
        worst = max(worst, imbalance)
        tally.course[subject] += Double(imbalance) / Double(ratio.sum)
    }

    /// What an observer sees who knows the subject: the excesses in its stratum, in minimisation those of its levels together.
    private mutating func observe(_ stratum: Int) {
        for arm in 0..<arms { excesses[arm] = 0 }
        guard case .minimization = lists.scheme.method else { return addExcesses(of: strata, row: stratum) }
        for (factor, level) in levels.enumerated() { addExcesses(of: margins, row: lists.firstLevel[factor] + level) }
    }

    private mutating func addExcesses(of numbers: [Int], row: Int) {
        var total = 0
        for arm in 0..<arms { total += numbers[row * arms + arm] }
        for arm in 0..<arms { excesses[arm] += ratio.excess(arm, numbers[row * arms + arm], of: total) }
    }

    /// Adds up the list.
    func finish(_ tally: inout BalanceTally) {
        let subjects = lists.subjects
        tally.add(final: ratio.imbalance(counts, of: subjects), worst: worst)
        tally.add(BalanceTally.loss(counts, of: subjects, ratio), to: .loss)
        tally.add(guessed / Double(subjects), to: .guessed)
        tally.add(best / Double(subjects), to: .bestGuessed)
        tally.add(Double(certain) / Double(subjects), to: .certain)
        let worst = lists.purposes.indices.reduce(0.0) { max($0, imbalance(strata, row: $1).imbalance) }
        tally.add(worst, to: .stratum)
        for level in tally.levelSums.indices {
            let (total, imbalance) = imbalance(margins, row: level)
            tally.levelSums[level] += SIMD4(Double(total), imbalance, imbalance * imbalance, 0)
        }
    }

    private func imbalance(_ numbers: [Int], row: Int) -> (total: Int, imbalance: Double) {
        let counts = numbers[row * arms..<(row + 1) * arms]
        let total = counts.reduce(0, +)
        return (total, Double(ratio.imbalance(counts, of: total)) / Double(ratio.sum))
    }
}
