import TrialNumerics

/// The test that rests on the randomisation alone: how often another list of the same scheme would part the outcomes so far.
///
/// If treatment made no difference, each subject would have had its outcome under any arm. Arms are allocated anew from the scheme to the same
/// subjects in the same order, R times, and the statistic of the data is set beside those of the lists:
///
/// ```
/// two arms    T = |ȳ₁ − ȳ₂|
/// more        T = Σ nⱼ(ȳⱼ − ȳ)²
/// p = (1 + #{T* ≥ T})/(1 + R)
/// ```
///
/// After minimisation the tests that take arms for drawn independently are conservative or wrong; this one is right by construction.
/// Ranks or residuals may stand for outcomes.
///
/// ```swift
/// let test = try RandomizationTest(scheme, subjects: levels, arms: arms, outcomes: change, lists: 10_000, seed: 1)
/// test.pValue
/// ```
///
/// ## Edge cases
/// A list that leaves an arm without subjects counts as one that parts the outcomes as far, so that p errs upwards. All
/// outcomes alike: p = 1. p = 1 minimisation allows few lists or a single one: then p cannot be small, which is the truth of it.
///
/// ## References
/// Rosenberger & Lachin, *Randomization in Clinical Trials*, 2nd ed. (2016), chapter 6. Simon & Simon, *Stat Probab Lett* 81 (2011) 767–772.
/// Phipson & Smyth, *Stat Appl Genet Mol Biol* 9 (2010) 39.
public struct RandomizationTest: Sendable, Hashable {
    /// For each arm the number of its subjects and their mean outcome.
    public let counts: [Int], means: [Double]
    /// T of the data.
    public let statistic: Double
    /// R.
    public let lists: Int
    /// The lists that part the outcomes at least as far.
    public let exceedances: Int
    /// The seed of the lists.
    public let seed: UInt64

    /// (1 + exceedances)/(1 + R).
    public var pValue: Double { Double(exceedances + 1) / Double(lists + 1) }

    /// Limits of the p-value that all lists would give, by Clopper and Pearson.
    public func monteCarloLimits(level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        Proportion(unchecked: exceedances, lists).clopperPearson(level)
    }

    /// Allocates again and compares.
    ///
    /// - Parameters:
    ///   - scheme: how the trial was randomised.
    ///   - subjects: for each subject the names of its levels, in the order of allocation.
    ///   - arms: the names of the arms given.
    ///   - outcomes: the outcomes.
    ///   - lists: R.
    ///   - seed: the seed of the lists.
    ///   - cores: how many cores work at most; the result does not depend on it.
    /// - Throws: ``StatisticsError`` for lengths that differ, unknown levels or arms, an outcome that is not finite, or an arm without
    ///   subjects.
    public init(
        _ scheme: AllocationScheme, subjects: [[String]], arms: [String], outcomes: [Double], lists: Int = 10_000,
        seed: UInt64, cores: Int? = nil
    ) throws(StatisticsError) {
        guard subjects.count == arms.count, arms.count == outcomes.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "outcomes",
                "outcomes has \(outcomes.count) numbers, arms \(arms.count) names; expected \(subjects.count) of each, one for each subject"
            )
        }
        guard (1...10_000_000).contains(lists) else {
            throw StatisticsError(.invalidValue, argument: "lists", "lists is \(lists); expected 1 to 10000000")
        }
        var levels: [[Int]] = []
        var codes: [Int] = []
        for index in subjects.indices {
            levels.append(try scheme.levels(named: subjects[index], argument: "subjects", index: index))
            codes.append(try scheme.ratio.arm(named: arms[index], argument: "arms", index: index))
            guard outcomes[index].isFinite else {
                throw .invalid("outcomes", index, outcomes[index], expected: "a finite number")
            }
        }
        let parting = ArmParting(outcomes, arms: scheme.ratio.parts.count)
        guard let observed = parting.statistic(codes) else {
            throw StatisticsError(
                .empty, argument: "arms", "arms leaves an arm without subjects; expected one or more in each")
        }
        exceedances = Self.exceedances(
            scheme, levels, parting, observed * (1 - 1e-12), lists: lists, seed: seed, lanes: Lanes(cores: cores))
        (counts, means) = parting.summary(codes)
        statistic = observed
        self.lists = lists
        self.seed = seed
    }

    private static func exceedances(
        _ scheme: AllocationScheme, _ levels: [[Int]], _ parting: ArmParting, _ observed: Double, lists: Int,
        seed: UInt64, lanes: Lanes
    ) -> Int {
        let purposes = AllocationRun.purposes(scheme)
        let law = AllocationLaw(scheme.method, scheme.ratio, factors: scheme.factors)
        let parts = lanes.map(lists, inBlocksOf: 256) { numbers in
            var labels = levels.map { _ in 0 }
            return numbers.count { number in
                var run = AllocationRun(
                    scheme, law: law, purposes: purposes, seed: seed, replicate: UInt64(number) + 1)
                for subject in labels.indices { labels[subject] = run.next(levels: levels[subject]) }
                return parting.statistic(labels).map { $0 >= observed } ?? true
            }
        }
        return parts.reduce(0, +)
    }
}

/// T of outcomes, for any allocation.
private struct ArmParting: Sendable {
    private let mean: Double
    /// The outcomes less their mean.
    private let outcomes: [Double]
    private let arms: Int

    init(_ outcomes: [Double], arms: Int) {
        let mean = outcomes.reduce(0, +) / Double(max(1, outcomes.count))
        self.mean = mean
        self.outcomes = outcomes.map { $0 - mean }
        self.arms = arms
    }

    /// The numbers and the sums by arm.
    private func sums(_ labels: [Int]) -> (counts: [Double], sums: [Double]) {
        var counts = [Double](repeating: 0, count: arms)
        var sums = counts
        for (label, outcome) in zip(labels, outcomes) {
            counts[label] += 1
            sums[label] += outcome
        }
        return (counts, sums)
    }

    /// `nil` where an arm has no subjects.
    func statistic(_ labels: [Int]) -> Double? {
        let (counts, sums) = sums(labels)
        guard counts.allSatisfy({ $0 > 0 }) else { return nil }
        if arms == 2 { return abs(sums[0] / counts[0] - sums[1] / counts[1]) }
        return zip(counts, sums).reduce(0) { $0 + $1.1 * $1.1 / $1.0 }
    }

    /// The numbers and means by arm, none of them empty.
    func summary(_ labels: [Int]) -> (counts: [Int], means: [Double]) {
        let (counts, sums) = sums(labels)
        return (counts.map { Int($0) }, zip(counts, sums).map { mean + $1 / $0 })
    }
}
