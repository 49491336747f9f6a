import TrialNumerics

/// The exact tests of a planned comparison of two proportions.
public enum ExactProportionsTest: String, Sendable, Hashable, CaseIterable {
    /// Fisher's, given the total of events.
    case fisher
    /// Barnard's with the pooled z: the largest region, in its order, whose size is at most the level at any common proportion.
    case barnard
    /// Boschloo's: the same, in the order of Fisher's p-values.
    case boschloo
}

/// The true power of an exact test of two proportions, by enumeration of all tables.
///
/// The test is of the tail in the direction of the effect, at α of a one-sided and α/2 of a two-sided level. A region R has
///
/// ```
/// power = Σ_R C(n₁,x)C(n₀,y) p₁ˣ(1 − p₁)ⁿ¹⁻ˣ p₀ʸ(1 − p₀)ⁿ⁰⁻ʸ,   size = max over p₁ = p₀
/// ```
///
/// The size is a polynomial of the common proportion, whose maximum is found with a proof.
///
/// ```swift
/// let exact = try ExactProportionsPower(
///     treatment: 0.7, control: 0.4, groups: (42, 42), test: .boschloo, level: .twoSided(0.05))
/// exact.power
/// ```
///
/// ## Edge cases
/// A level so small that no table reaches it: power 0, size 0.
///
/// ## References
/// Barnard, *Biometrika* 34 (1947) 123–138. Boschloo, *Stat Neerl* 24 (1970) 1–35. Suissa & Shuster, *JRSS A* 148 (1985) 317–327.
public struct ExactProportionsPower: Sendable, Hashable {
    /// The probability to reject with the expected proportions.
    public let power: Double
    /// The largest probability to reject where both proportions are the same.
    public let size: Double

    /// The power with two groups of given size.
    ///
    /// - Throws: ``StatisticsError`` for empty groups, groups above 2,000, proportions outside 0…1 or equal.
    public init(
        treatment: Double, control: Double, groups: (treatment: Int, control: Int), test: ExactProportionsTest,
        level: TestLevel
    ) throws(StatisticsError) {
        _ = try ProportionsPower(treatment: treatment, control: control, level: level)
        for (name, count) in [("treatmentSubjects", groups.treatment), ("controlSubjects", groups.control)]
        where !(1...2000).contains(count) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(count); expected a number from 1 to 2000")
        }
        // More events on treatment count as evidence; else the events are turned into their absence.
        let isMore = treatment > control
        let (one, zero) = isMore ? (treatment, control) : (1 - treatment, 1 - control)
        let tables = RejectionRegion(groups.treatment, groups.control, test, tail: level.tail)
        power = tables.probability(one, zero)
        size = tables.size
    }

    /// The least total of subjects at which the exact power reaches a target, from a starting point; the power is a saw-tooth.
    ///
    /// - Returns: the number of controls is raised one by one from far below the normal formula's until the power is reached.
    public static func subjects(
        treatment: Double, control: Double, ratio: TwoArmRatio, test: ExactProportionsTest, level: TestLevel,
        power: Double
    ) throws(StatisticsError) -> (groups: (treatment: Int, control: Int), power: ExactProportionsPower) {
        let normal = try ProportionsPower(
            treatment: treatment, control: control, ratio: ratio, formula: .unpooled, level: level
        ).subjects(power: power)
        let arm = normal * max(ratio.treatmentShare, ratio.controlShare)
        let most = test == .fisher ? 1000.0 : 400
        guard arm <= most else {
            throw StatisticsError(
                .invalidValue, argument: "search",
                "by the normal formula the larger arm has \(TwoArmRatio.whole(arm)) subjects; the search by this test goes up to \(Int(most)), beyond which the power of a given number can be asked for"
            )
        }
        var controls = max(2, Int(normal * ratio.controlShare * 0.6))
        while true {
            let groups = (TwoArmRatio.up(Double(controls) * ratio.ratio), controls)
            let exact = try ExactProportionsPower(
                treatment: treatment, control: control, groups: groups, test: test, level: level)
            if exact.power >= power { return (groups, exact) }
            controls += 1
        }
    }
}

/// The tables that a one-sided exact test rejects: for each number of controls with the event, the least number treated.
private struct RejectionRegion {
    let treated: Int, controls: Int
    /// For each y the least x that is rejected; treated + 1 where none is.
    private(set) var least: [Int]
    private(set) var size = 0.0
    private let logs: [Double]

    init(_ treated: Int, _ controls: Int, _ test: ExactProportionsTest, tail: Double) {
        self.treated = treated
        self.controls = controls
        least = Array(repeating: treated + 1, count: controls + 1)
        var logs = [0.0]
        for k in 1...(treated + controls) { logs.append(logs[k - 1] + Elementary.logarithm(Double(k))) }
        self.logs = logs
        let fisher = fisherTails()
        switch test {
        case .fisher:
            for (y, row) in fisher.enumerated() {
                least[y] = row.firstIndex { $0 <= tail * (1 + 1e-12) } ?? treated + 1
            }
        case .boschloo: enlarge(tail) { fisher[$1][$0] }
        case .barnard:
            let counts = self
            enlarge(tail) { -counts.pooledZ($0, $1) }
        }
        size = supremum()
    }

    /// Σ over the region of the product of two binomials.
    func probability(_ one: Double, _ zero: Double) -> Double {
        let upper = tails(treated, one)
        let masses = masses(controls, zero)
        return zip(masses, least).reduce(0) { $0 + $1.0 * upper[$1.1] }
    }

    /// Takes tables into the region in the order of a statistic, smaller ones first, ties together, as long as the size allows.
    private mutating func enlarge(_ tail: Double, _ statistic: (Int, Int) -> Double) {
        var order: [(value: Double, x: Int, y: Int)] = []
        for y in 0...controls {
            for x in 0...treated where x * controls > y * treated { order.append((statistic(x, y), x, y)) }
        }
        order.sort { $0.value < $1.value }
        var ends: [Int] = [0]
        for index in order.indices.dropFirst() where order[index].value > order[index - 1].value + 1e-11 {
            ends.append(index)
        }
        ends.append(order.count)
        // The size grows with the region: the last end whose region is within the level.
        var (low, high) = (0, ends.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            take(order[..<ends[middle]])
            if supremum() <= tail * (1 + 1e-12) { low = middle } else { high = middle }
        }
        take(order[..<ends[low]])
    }

    private mutating func take(_ tables: ArraySlice<(value: Double, x: Int, y: Int)>) {
        least = Array(repeating: treated + 1, count: controls + 1)
        for table in tables { least[table.y] = min(least[table.y], table.x) }
    }

    /// The largest probability of the region where both proportions are the same.
    private func supremum() -> Double {
        var coefficients = Array(repeating: 0.0, count: treated + controls + 1)
        for y in 0...controls where least[y] <= treated {
            for x in least[y]...treated { coefficients[x + y] += hypergeometric(x, y) }
        }
        return BernsteinMaximum(coefficients: coefficients, precision: 1e-9).value
    }

    private func choose(_ n: Int, _ k: Int) -> Double { logs[n] - logs[k] - logs[n - k] }

    private func hypergeometric(_ x: Int, _ y: Int) -> Double {
        Elementary.exponential(choose(treated, x) + choose(controls, y) - choose(treated + controls, x + y))
    }

    /// P(X ≥ x given x + y), for each y and x.
    private func fisherTails() -> [[Double]] {
        var tails = Array(repeating: Array(repeating: 0.0, count: treated + 1), count: controls + 1)
        for total in 0...(treated + controls) {
            var sum = 0.0
            for x in stride(from: min(treated, total), through: max(0, total - controls), by: -1) {
                sum += hypergeometric(x, total - x)
                tails[total - x][x] = min(1, sum)
            }
        }
        return tails
    }

    private func pooledZ(_ x: Int, _ y: Int) -> Double {
        let (n1, n0) = (Double(treated), Double(controls))
        let pooled = Double(x + y) / (n1 + n0)
        return (Double(x) / n1 - Double(y) / n0) / (pooled * (1 - pooled) * (1 / n1 + 1 / n0)).squareRoot()
    }

    private func masses(_ n: Int, _ p: Double) -> [Double] {
        if p <= 0 || p >= 1 { return (0...n).map { $0 == (p <= 0 ? 0 : n) ? 1 : 0 } }
        return (0...n).map {
            Elementary.exponential(
                choose(n, $0) + Double($0) * Elementary.logarithm(p) + Double(n - $0) * Elementary.logarithm(1 - p))
        }
    }

    /// P(X ≥ x) for x from 0 to n + 1.
    private func tails(_ n: Int, _ p: Double) -> [Double] {
        var sums = masses(n, p) + [0]
        for x in stride(from: n - 1, through: 0, by: -1) { sums[x] += sums[x + 1] }
        return sums
    }
}
