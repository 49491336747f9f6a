extension LogRankTest {
    /// Z = (O₁ − E₁)/√V₁₁ of two groups, positive where the first had more events than expected; its square is χ².
    ///
    /// Absent for more than two groups and where there is no test.
    public var z: Double? {
        guard groups.count == 2, test != nil, covariance[0] > 0 else { return nil }
        return (groups[0].observed - groups[0].expected) / covariance[0].squareRoot()
    }

    /// The p-value of two groups in the direction of an alternative; absent where ``z`` is.
    public func pValue(_ alternative: HazardAlternative) -> Double? { z.map { alternative.tail(at: $0) } }
}

extension LogRankTest {
    /// A hazard ratio read off the sums of the log-rank test, without a model.
    public enum HazardRatioMethod: String, Sendable, Hashable, CaseIterable {
        /// (O₂/E₂)/(O₁/E₁), with 1/E₁ + 1/E₂ as the variance of its logarithm.
        case pike
        /// exp((O₂ − E₂)/V), with 1/V as the variance of its logarithm: the first step of Newton's method from 1.
        case peto
    }

    /// The hazard ratio of the second group to the first with its limits, by a closed formula.
    ///
    /// ```
    /// Pike  (O₂/E₂)/(O₁/E₁),  log HR ± z√(1/E₁ + 1/E₂)        Peto  exp((O₂ − E₂)/V₂₂ ± z/√V₂₂)
    /// ```
    ///
    /// Papers from before Cox models were routine print them, and meta-analyses pool Peto's. Both pull towards 1 where the
    /// effect is large or the groups unequal; the Cox model does not.
    ///
    /// ```swift
    /// test.hazardRatio(.peto)?.estimate
    /// ```
    ///
    /// ## Edge cases
    /// Absent unless there are two groups and event times weigh 1; absent for Pike where a group has no event.
    ///
    /// ## Validated against
    /// R `survdiff` with the formulas (`Validation/R/log-rank-family.json`); the example of Berry et al. by hand.
    ///
    /// ## References
    /// Berry, Kitchin & Mock, *Stat Med* 10 (1991) 749–755. Peto et al., *Br J Cancer* 35 (1977) 1–39. Pike, *JRSS A* 135
    /// (1972) 201–203 (discussion).
    public func hazardRatio(
        _ method: HazardRatioMethod, level: ConfidenceLevel = .ninetyFivePercent
    ) -> IntervalEstimate? {
        guard weighting == .logRank, groups.count == 2, test != nil else { return nil }
        let (first, second) = (groups[0], groups[1])
        switch method {
        case .pike:
            guard first.observed > 0, second.observed > 0, first.expected > 0, second.expected > 0 else { return nil }
            return .logScale(
                second.observed / second.expected / (first.observed / first.expected),
                standardError: (1 / first.expected + 1 / second.expected).squareRoot(), level)
        case .peto:
            let variance = covariance[3]
            guard variance > 0 else { return nil }
            let ratio = Elementary.exponential((second.observed - second.expected) / variance)
            return .logScale(ratio, standardError: 1 / variance.squareRoot(), level)
        }
    }
}
