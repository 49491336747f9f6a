/// The Kaplan-Meier (product-limit) estimate of a survival curve, with Greenwood's variance.
///
/// Estimates S(t), the probability that the event has not happened by t, from follow-up that is right-censored and may
/// be entered late. At each distinct time tᵢ, with nᵢ at risk just before it and dᵢ events at it:
///
/// ```
/// S(t) = ∏ (1 − dᵢ/nᵢ),    σ²(t) = Σ dᵢ / (nᵢ(nᵢ − dᵢ)),    tᵢ ≤ t
/// ```
///
/// An observation censored at tᵢ is still at risk there; one that enters at tᵢ is not yet.
///
/// ```swift
/// let curve = try KaplanMeier(times: [6, 6, 6, 6, 7, 10], events: [true, true, true, false, true, false])
/// curve.survival(at: 6)  // 0.5
/// curve.median.estimate  // 6.5: S is exactly 0.5 from 6 to 7
/// ```
///
/// ## Edge cases
/// No events: S is 1 throughout and no quantile is estimable. The last time an event: S is 0 from there on and has no
/// limits. Late entry can leave nobody but the dying at risk early on; S is then 0 for good although others enter
/// later: ``emptiedRiskSetAt`` says so. With weights, n and d are sums of weights and the variance takes them as
/// frequencies; R `survfit` does the same with `robust = FALSE`, but changes to a robust variance when a weight is not whole.
///
/// ## Validated against
/// R survival 3.5-3 (`Validation/R/kaplan-meier.json`), hand-solved data, an independent O(n²) version.
///
/// ## References
/// Kaplan & Meier, *JASA* 53 (1958) 457–481, eq. 2b. Greenwood 1926. R `survival::survfit`, SAS `PROC LIFETEST`.
public struct KaplanMeier: Sendable {
    /// The number of observations.
    public let count: Int
    /// The number of events, unweighted.
    public let eventCount: Int
    /// The time at which events took all that were at risk although others enter later, where that happened.
    public let emptiedRiskSetAt: Double?

    // One element for each distinct time, ascending; compact, since there may be as many as observations.
    let time: [Double]
    let survivalAfter: [Double]
    let greenwood: [Double]
    let atRiskCount: [Int32]
    let eventsAt: [Int32]
    /// Empty where it follows from `atRiskCount`, because nobody enters late.
    let censoredAt: [Int32]
    let weighted: WeightedCounts?
    let lateEntries: LateEntries?

    struct WeightedCounts: Sendable {
        var atRisk: [Double] = []
        var events: [Double] = []
        var censored: [Double] = []
    }

    /// The curve of all observations.
    public init(_ followUp: SurvivalTimes) {
        self.init(followUp, level: nil)
    }

    /// The curve of the observations given by arrays; see ``SurvivalTimes/init(_:events:entries:weights:grouping:)``.
    public init(
        times: [Double], events: [Bool], entries: [Double]? = nil, weights: [Double]? = nil,
        grouping: TimeGrouping = .automatic
    ) throws(StatisticsError) {
        self.init(try SurvivalTimes(times, events: events, entries: entries, weights: weights, grouping: grouping))
    }

    /// One curve for each level of `groups`, in the order of the levels; a level without observations has an empty curve.
    ///
    /// - Throws: ``StatisticsError`` when `groups` and `followUp` differ in length.
    public static func curves(of followUp: SurvivalTimes, by groups: Factor) throws(StatisticsError) -> [KaplanMeier] {
        guard groups.count == followUp.count else { throw .length("groups", groups.count, expected: followUp.count) }
        return groups.levels.indices.map { KaplanMeier(followUp, level: (groups, Int32($0))) }
    }

    init(
        count: Int, eventCount: Int, emptiedRiskSetAt: Double?, time: [Double], columns: Columns,
        weighted: WeightedCounts?,
        lateEntries: LateEntries?
    ) {
        self.count = count
        self.eventCount = eventCount
        self.emptiedRiskSetAt = emptiedRiskSetAt
        self.time = time
        self.survivalAfter = columns.survival
        self.greenwood = columns.greenwood
        self.atRiskCount = columns.atRisk
        self.eventsAt = columns.events
        self.censoredAt = columns.censored
        self.weighted = weighted
        self.lateEntries = lateEntries
    }
}
