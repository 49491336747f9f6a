/// The effect of one group against another in overlapping windows of a marker: STEPP, the subpopulation treatment effect
/// pattern plot.
///
/// A subgroup analysis of a continuous marker without cut points: the effect is estimated anew in each window, and its
/// course over the medians of the windows shows whether the effect follows the marker, without assuming how.
///
/// ```swift
/// let windows = try SlidingWindows(age, size: 100, overlap: 50)
/// let pattern = try SlidingWindowEffects(followUp, groups: arm, marker: age, windows: windows)
/// pattern.effects[0].hazardRatio.ratio      // in the youngest 100
/// pattern.permutationTest(permutations: 2000, seed: 1).pValue
/// ```
///
/// ## Edge cases
/// A window is a subgroup like any other: thin or separated ones get Firth's estimate, those in which nothing can be said a
/// reason. Neighbouring estimates share subjects and are correlated; limits are for each window by itself.
///
/// ## Validated against
/// R `coxph` and `survfit` in each window (`Validation/R/subgroups.json`); an independent O(n²) version.
///
/// ## References
/// Bonetti & Gelber, *Stat Med* 19 (2000) 2595–2609; *Biostatistics* 5 (2004) 465–481. Lazar et al, *J Clin Oncol* 28
/// (2010) 4539–4544, for readers. R `stepp`.
public struct SlidingWindowEffects: Sendable {
    /// What is estimated in each window.
    public enum Measure: Sendable, Hashable {
        /// The hazard ratio of the second group against the first.
        case hazardRatio
        /// The survival probability of the second group less that of the first, at a time.
        case survivalDifference(at: Double)
    }

    /// The effect in one set of subjects.
    public struct Effect: Sendable, Hashable {
        /// The hazard ratio, with the observations and events of both groups.
        public let hazardRatio: SubgroupHazardRatio
        /// The difference of survival probabilities, where that is the measure and can be estimated.
        public let difference: Double?
        /// Its standard error, by Greenwood.
        public let standardError: Double?
        /// Its limits; absent where it has no variance.
        public let limits: ConfidenceLimits
    }

    /// What is estimated.
    public let measure: Measure
    /// The windows.
    public let windows: SlidingWindows
    /// The effect in each window.
    public let effects: [Effect]
    /// The effect in all subjects.
    public let overall: Effect

    let followUp: SurvivalTimes
    let groups: Factor
    let marker: [Double]
    let strata: Factor?
    let ties: CoxRegression.Ties

    /// Estimates the effect in each window.
    ///
    /// - Parameters:
    ///   - followUp: times, events, entries and case weights.
    ///   - groups: two levels, the reference first.
    ///   - marker: a finite value for each observation.
    ///   - windows: the windows over the marker.
    ///   - strata: groups with a baseline hazard each, for hazard ratios.
    ///   - ties: what to do with events at one time.
    ///   - measure: what is estimated.
    ///   - thinCells: when Firth's estimate takes over.
    ///   - level: the coverage of the limits.
    /// - Throws: ``StatisticsError`` for lengths that differ, more or fewer than two groups, or a time that is not ≥ 0.
    public init(
        _ followUp: SurvivalTimes, groups: Factor, marker: [Double], windows: SlidingWindows, strata: Factor? = nil,
        ties: CoxRegression.Ties = .efron, measure: Measure = .hazardRatio, thinCells: ThinCells = .fewerThanFive,
        level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        guard marker.count == followUp.count else { throw .length("marker", marker.count, expected: followUp.count) }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        if case .survivalDifference(let time) = measure, !(time >= 0 && time.isFinite) {
            throw StatisticsError(
                .invalidValue, argument: "measure", "the time is \(time); expected a finite number ≥ 0")
        }
        func effect(_ isIncluded: (Int) -> Bool) throws(StatisticsError) -> Effect {
            let rows = (0..<followUp.count).filter(isIncluded)
            let times = followUp.picked(rows)
            let arms = groups.picked(rows)
            let ratio = try SubgroupHazardRatio(
                times, groups: arms, strata: strata?.picked(rows), ties: ties, thinCells: thinCells, level: level)
            return Effect(ratio, measure, times, arms, level)
        }
        guard groups.count == followUp.count else { throw .length("groups", groups.count, expected: followUp.count) }
        overall = try effect { _ in true }
        var effects: [Effect] = []
        for window in windows.windows { effects.append(try effect { window.range.contains(marker[$0]) }) }
        self.effects = effects
        self.measure = measure
        self.windows = windows
        self.followUp = followUp
        self.groups = groups
        self.marker = marker
        self.strata = strata
        self.ties = ties
    }
}

extension SlidingWindowEffects.Effect {
    fileprivate init(
        _ ratio: SubgroupHazardRatio, _ measure: SlidingWindowEffects.Measure, _ followUp: SurvivalTimes,
        _ groups: Factor, _ level: ConfidenceLevel
    ) {
        hazardRatio = ratio
        guard case .survivalDifference(let time) = measure,
            let found = SurvivalDifference(followUp, groups: groups, at: time)
        else {
            (difference, standardError, limits) = (nil, nil, .notEstimable)
            return
        }
        let half = level.normalQuantile * found.standardError
        difference = found.estimate
        standardError = found.standardError
        limits =
            half > 0
            ? ConfidenceLimits(lower: max(-1, found.estimate - half), upper: min(1, found.estimate + half))
            : .notEstimable
    }
}
