/// The concordance of a score with survival: how often, of two observations, the one with the higher score has the event first.
///
/// A pair can be compared when the earlier of its two times is that of an event and the other was then at risk. Each counts
/// wᵢwⱼ·g(tᵢ) with g by the ``TimeWeight``; ties of the score count half.
///
/// ```
/// C = (concordant + tied/2) / (concordant + discordant + tied),      Somers' D = 2C − 1
/// ```
///
/// Its error is that of the infinitesimal jackknife, from the share that each observation has in C: with Aᵢ the sum over
/// the pairs of i of +1 and −1, Bᵢ the sum of 1, and N = Σ wᵢBᵢ/2 all pairs
///
/// ```
/// dᵢ = wᵢ (Aᵢ − D·Bᵢ) / 2N,      var C = Σ dᵢ²
/// ```
///
/// the sum over clusters, with the d of each added up, where there are any.
///
/// ```swift
/// let harrell = try Concordance(followUp, score: riskScore)
/// let uno = try Concordance(followUp, score: riskScore, weighting: .uno, upTo: 36)
/// harrell.estimate  // 0.637
/// ```
///
/// ## Edge cases
/// Events at the same time are no pair; they are counted in ``Counts/tiedTime``. An observation censored at the time of an event
/// outlives it. Without a pair nothing is estimable; where all pairs agree the jackknife has no error to give. Observations of
/// weight 0 are in no pair. With strata only pairs within a stratum count. Harrell's C depends on the distribution of
/// censoring; Uno's does not, but needs a last time before which censoring leaves somebody.
///
/// ## Validated against
/// R survival 3.5-3 `concordance` (`Validation/R/concordance.json`): counts, C, error, all five weights, strata, case weights,
/// delayed entry, clusters; tiny data by hand; pairs counted one by one.
///
/// ## References
/// Harrell, Califf, Pryor, Lee & Rosati, *JAMA* 247 (1982) 2543–2546. Uno, Cai, Pencina, D'Agostino & Wei, *Stat Med* 30 (2011)
/// 1105–1117, eq. 5. Therneau & Watson, *The concordance statistic and the Cox model*, Mayo Clinic 85 (2017). Somers, *Am Sociol
/// Rev* 27 (1962) 799–811. R `survival::concordance`; SAS `PROC PHREG` CONCORDANCE=HARRELL|UNO.
public struct Concordance: Sendable {
    /// How much a pair counts by the time of its first event, with n the weight at risk then, S and G the Kaplan-Meier
    /// estimates of survival and of censoring just before.
    public enum TimeWeight: String, Sendable, Hashable, CaseIterable {
        /// 1: Harrell's C; R `timewt = "n"`.
        case harrell
        /// 1/G²: Uno's C, free of the distribution of censoring; R `"n/G2"`.
        case uno
        /// W·S/n with W the weight of all: the pairs there would be without censoring; R `"S"`.
        case peto
        /// W·S/(G·n): Schemper's weights; R `"S/G"`.
        case schemper
        /// 1/n: every event counts the same, as in the log-rank test; R `"I"`.
        case logRank = "log-rank"
    }

    /// What a high score says.
    public enum Direction: Sendable, Hashable {
        /// The event comes early, as with the linear predictor of a Cox model.
        case higherIsEarlier
        /// The event comes late; R's default for a variable.
        case higherIsLater
    }

    /// Pairs by what their scores and times say, each counted with its weights.
    public struct Counts: Sendable, Hashable {
        /// Score and time agree.
        public var concordant = 0.0
        /// Score and time disagree.
        public var discordant = 0.0
        /// The scores are equal, the times are not.
        public var tiedScore = 0.0
        /// Two events at one time, with different scores.
        public var tiedTime = 0.0
        /// Two events at one time, with equal scores.
        public var tiedBoth = 0.0

        /// The pairs that can be compared.
        public var comparable: Double { concordant + discordant + tiedScore }
    }

    /// The pairs.
    public let counts: Counts
    /// The pairs of each stratum, in the order of the levels; one element without strata.
    public let strataCounts: [Counts]
    /// C.
    public let estimate: Double?
    /// The standard error of C by the infinitesimal jackknife.
    public let standardError: Double?
    /// dᵢ: the share of each observation in C.
    public let influence: [Double]
    /// How pairs are weighted.
    public let weighting: TimeWeight
    /// The time after which events open no pair, where there is one.
    public let end: Double?

    /// Compares a score with follow-up.
    ///
    /// - Parameters:
    ///   - followUp: times, events, entries and case weights.
    ///   - score: one finite number an observation.
    ///   - direction: what a high score says.
    ///   - strata: groups across which nothing is compared.
    ///   - weighting: how much a pair counts.
    ///   - end: the last time at which an event opens a pair (τ of Uno's C, R `ymax`).
    ///   - clusters: observations that belong together, for the error.
    /// - Throws: ``StatisticsError`` for lengths that differ, scores that are no numbers, and weights with G where entry is
    ///   delayed: censoring then has no Kaplan-Meier estimate of its own (R refuses too).
    /// - Complexity: O(n log n).
    public init(
        _ followUp: SurvivalTimes, score: [Double], direction: Direction = .higherIsEarlier, strata: Factor? = nil,
        weighting: TimeWeight = .harrell, upTo end: Double? = nil, clusters: Factor? = nil
    ) throws(StatisticsError) {
        try Self.check(followUp, score, strata, clusters, weighting, end)
        var pairs = ConcordantPairs(followUp, score, strata, weighting, end)
        if direction == .higherIsEarlier { pairs.turn() }
        let comparable = pairs.counts.reduce(0) { $0 + $1.comparable }
        let total = Self.sum(pairs.counts)
        counts = total
        strataCounts = pairs.counts
        self.weighting = weighting
        self.end = end
        guard comparable > 0 else {
            (estimate, standardError) = (nil, nil)
            influence = [Double](repeating: 0, count: followUp.count)
            return
        }
        let somers = (total.concordant - total.discordant) / comparable
        estimate = (somers + 1) / 2
        let influence = followUp.times.indices.map { row in
            (followUp.weights?[row] ?? 1) * (pairs.net[row] - somers * pairs.all[row]) / (2 * comparable)
        }
        self.influence = influence
        let variance = Self.variance(influence, clusters)
        standardError = variance > 0 ? variance.squareRoot() : nil
    }
}

extension Concordance {
    /// Somers' D, 2C − 1: 0 where the score says nothing.
    public var somersD: Double? { estimate.map { 2 * $0 - 1 } }

    /// C ± z·se, held between 0 and 1.
    public func limits(level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        guard let estimate, let standardError else { return .notEstimable }
        let reach = level.normalQuantile * standardError
        return ConfidenceLimits(lower: max(0, estimate - reach), upper: min(1, estimate + reach))
    }

    /// The sum of squares over observations, or over clusters.
    static func variance(_ influence: [Double], _ clusters: Factor?) -> Double {
        guard let clusters else { return influence.reduce(0) { $0 + $1 * $1 } }
        var sums = [Double](repeating: 0, count: clusters.levels.count)
        for (row, code) in clusters.codes.enumerated() { sums[Int(code)] += influence[row] }
        return sums.reduce(0) { $0 + $1 * $1 }
    }

    private static func sum(_ counts: [Counts]) -> Counts {
        counts.reduce(into: Counts()) { sum, one in
            sum.concordant += one.concordant
            sum.discordant += one.discordant
            sum.tiedScore += one.tiedScore
            sum.tiedTime += one.tiedTime
            sum.tiedBoth += one.tiedBoth
        }
    }

    private static func check(
        _ followUp: SurvivalTimes, _ score: [Double], _ strata: Factor?, _ clusters: Factor?, _ weighting: TimeWeight,
        _ end: Double?
    ) throws(StatisticsError) {
        guard score.count == followUp.count else { throw .length("score", score.count, expected: followUp.count) }
        for index in score.indices where !score[index].isFinite {
            throw .invalid("score", index, score[index], expected: "a finite number")
        }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        if let clusters, clusters.count != followUp.count {
            throw .length("clusters", clusters.count, expected: followUp.count)
        }
        if let end, !(end > 0 && end.isFinite) {
            throw StatisticsError(
                .invalidValue, argument: "end", "the last time is \(end); expected a finite number > 0")
        }
        if weighting.usesCensoring, followUp.entries != nil {
            throw StatisticsError(
                .invalidValue, argument: "weighting",
                "weighting is \(weighting.rawValue), which needs the distribution of censoring; with delayed entry expected harrell, peto or log-rank"
            )
        }
    }
}

extension Concordance.TimeWeight {
    /// Whether the distribution of censoring is needed.
    var usesCensoring: Bool { self == .uno || self == .schemper }
}
