import TrialNumerics

/// The log-rank test, its weighted family, or MaxCombo, judged by permutations of the labels rather than by a limit law.
///
/// If treatment made no difference, each subject would have had its time and event under any label, so that every arrangement of
/// the labels within strata was as likely as the one drawn. The p-value is the share of arrangements whose statistic is at least
/// as far out. With cᵢ what observation i adds to O − E (scores that labels do not change) and σ² from the permutations,
///
/// ```
/// two groups  U = Σ over group 1 of cᵢ,  Z = U/σ,  σ² = Σ over strata n₁n₂/(n(n − 1))·Σ(cᵢ − c̄)²
/// k groups    χ² = Uᵀ Σ⁻ U,   Σₖₗ = Σ over strata (δₖₗnₖ − nₖnₗ/n)/(n − 1)·Σ(cᵢ − c̄)²
/// MaxCombo    max |Zₐ|, or max Zₐ in one direction
/// ```
///
/// All arrangements are gone through where there are few of them; else labels are shuffled B times, and of the p-value
/// (b + 1)/(B + 1), which counts the arrangement drawn, the Monte Carlo interval says how far B carries.
///
/// ```swift
/// let test = try PermutationTest(followUp, groups: arm, strata: stage, arrangements: .automatic(replicates: 10_000, seed: 1))
/// test.pValue
/// ```
///
/// ## Edge cases
/// Permutations need labels that could have been drawn otherwise: censoring must not depend on the group (as it does where arms
/// were enrolled at different times), and rows must be subjects. Whole case weights are that many subjects; other weights
/// are an error. All scores alike, or every stratum of one group only: no test.
///
/// ## Validated against
/// Full enumeration in R and `coin::logrank_test` (`Validation/R/permutation-tests.json`), by hand.
///
/// ## References
/// Peto & Peto, *JRSS A* 135 (1972) 185–207. Phipson & Smyth, *Stat Appl Genet Mol Biol* 9 (2010) 39, on (b + 1)/(B + 1). Strasser &
/// Weber, *Math Methods Stat* 8 (1999) 220–250 (Σ). R `coin::logrank_test(distribution = "exact" or approximate())`, whose
/// approximate p-value is b/B.
public struct PermutationTest: Sendable {
    /// Which arrangements of the labels are asked for.
    public enum Arrangements: Sendable, Hashable {
        /// All, where they are no more than a million or `replicates`; else `replicates` drawn at random.
        case automatic(replicates: Int, seed: UInt64)
        /// All, up to a hundred million.
        case all
        /// So many drawn at random, however few there are.
        case random(replicates: Int, seed: UInt64)
    }

    /// The test whose statistic is permuted.
    public let groupTest: GroupTest
    /// What the test is to show; of more than two groups only that they differ.
    public let alternative: HazardAlternative
    /// The statistic of the data: |Z| or Z in the direction of the alternative, χ² of more than two groups, or the largest of
    /// MaxCombo's.
    public let statistic: Double
    /// The number of arrangements that were looked at: all of them, or B.
    public let arrangementCount: Int
    /// Those of them whose statistic is at least that of the data: of all arrangements the data's own among them.
    public let exceedances: Int
    /// The seed of the arrangements drawn; absent where all were looked at.
    public let seed: UInt64?

    /// Whether all arrangements were looked at, so that the p-value is exact.
    public var isExact: Bool { seed == nil }

    /// The share of arrangements at least as far out; (b + 1)/(B + 1) of arrangements drawn.
    public var pValue: Double {
        isExact
            ? Double(exceedances) / Double(arrangementCount) : Double(exceedances + 1) / Double(arrangementCount + 1)
    }

    /// Limits of the p-value that all arrangements would give, by Clopper and Pearson from b of B; absent where it is exact.
    public func monteCarloLimits(level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits? {
        isExact ? nil : Proportion(unchecked: exceedances, arrangementCount).clopperPearson(level)
    }

    /// The most arrangements that are gone through where nobody asked for all of them.
    static let manyArrangements = 1_000_000
    /// The most that are gone through at all.
    static let mostArrangements = 100_000_000

    /// Permutes the labels of `groups`, within the levels of `strata` where given.
    ///
    /// - Parameters:
    ///   - followUp: times, events, entries and whole case weights.
    ///   - groups: the labels that are permuted.
    ///   - strata: labels move within the levels of these only.
    ///   - test: the statistic.
    ///   - alternative: which departures count.
    ///   - arrangements: all of them, or how many at random from which seed.
    ///   - cores: how many cores work at most, all of them by default; the result does not depend on it.
    ///   - progress: told which part is done.
    /// - Returns: `nil` where there is nothing to permute or all scores are alike.
    /// - Throws: ``StatisticsError`` for lengths that differ, fewer than two groups, weights that are not whole, a direction among
    ///   more than two groups, no replicates, or all arrangements where they are too many.
    /// - Complexity: O(B·n) after a sort.
    public init?(
        _ followUp: SurvivalTimes, groups: Factor, strata: Factor? = nil, test: GroupTest = .logRank(.logRank),
        alternative: HazardAlternative = .twoSided, arrangements: Arrangements, cores: Int? = nil,
        progress: (@Sendable (Double) -> Void)? = nil
    ) throws(StatisticsError) {
        try Self.check(followUp, groups, strata, test, alternative, arrangements)
        let labels = PermutationLabels(followUp, groups, strata, test, alternative)
        guard let labels, let observed = labels.observed else { return nil }
        groupTest = test
        self.alternative = alternative
        statistic = observed
        let count = labels.arrangementCount
        switch arrangements {
        case .all where count > Double(Self.mostArrangements):
            throw StatisticsError(
                .invalidValue, argument: "arrangements",
                "there are \(Self.text(count)) arrangements; expected at most \(Self.mostArrangements) where all are to be gone through"
            )
        case .automatic(let replicates, let seed) where count > Double(max(replicates, Self.manyArrangements)),
            .random(let replicates, let seed):
            self.seed = seed
            arrangementCount = replicates
            exceedances = labels.randomExceedances(
                replicates, seed: seed, lanes: Lanes(cores: cores), progress: progress)
        case .all, .automatic:
            seed = nil
            arrangementCount = Int(count)
            exceedances = labels.allExceedances(lanes: Lanes(cores: cores), progress: progress)
        }
    }

    private static func text(_ count: Double) -> String { count < 1e15 ? String(Int(count)) : String(count) }

    private static func check(
        _ followUp: SurvivalTimes, _ groups: Factor, _ strata: Factor?, _ test: GroupTest,
        _ alternative: HazardAlternative, _ arrangements: Arrangements
    ) throws(StatisticsError) {
        guard groups.count == followUp.count else { throw .length("groups", groups.count, expected: followUp.count) }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        switch test {
        case .logRank(let weighting): try weighting.check()
        case .maxCombo(let weightings): try MaxComboTest.check(groups, weightings)
        }
        guard groups.levels.count > 1 else {
            throw StatisticsError(
                .invalidValue, argument: "groups", "groups has \(groups.levels.count) level; expected two or more")
        }
        guard alternative == .twoSided || groups.levels.count == 2 else {
            throw StatisticsError(
                .invalidValue, argument: "alternative",
                "alternative is \(alternative.rawValue); a direction needs two groups and there are \(groups.levels.count)"
            )
        }
        if let weights = followUp.weights, let index = weights.firstIndex(where: { $0 != $0.rounded() }) {
            throw .invalid("weights", index, weights[index], expected: "a whole number of subjects")
        }
        switch arrangements {
        case .automatic(let replicates, _), .random(let replicates, _):
            guard replicates > 0 else {
                throw StatisticsError(
                    .invalidValue, argument: "replicates", "replicates is \(replicates); expected at least 1")
            }
        case .all: break
        }
    }
}
