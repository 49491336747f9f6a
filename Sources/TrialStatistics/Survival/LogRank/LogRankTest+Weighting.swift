extension LogRankTest {
    /// The weight w(t) that an event time gets in O − E, and squared in V.
    ///
    /// With n at risk and d events at t in the stratum, all groups together, weights are
    ///
    /// ```
    /// log-rank        1                     Gehan           n
    /// Tarone-Ware     √n                    Peto            S̃(t)
    /// modified Peto   S̃(t)·n/(n + 1)        Fleming-Harrington   S(t−)^ρ·(1 − S(t−))^γ
    /// modestly weighted   1/max(S(t−), s*),   s* given or S(t*)
    ///
    /// S(t−) = ∏ over tᵢ < t of 1 − dᵢ/nᵢ,    S̃(t) = ∏ over tᵢ ≤ t of 1 − dᵢ/(nᵢ + 1)
    /// ```
    ///
    /// Every stratum has its own n and its own curve. Case weights count in n and d.
    ///
    /// R and SAS call different tests by the name of Peto. SAS `TEST=PETO` is ``peto``, with S̃ at t itself, and
    /// `TEST=MODPETO` is ``modifiedPeto``; R `survdiff(rho = 1)` is `.flemingHarrington(rho: 1, gamma: 0)`, with the
    /// Kaplan-Meier curve just before t, and `rho = ρ` is `.flemingHarrington(rho: ρ, gamma: 0)`.
    ///
    /// ## Edge cases
    /// 0⁰ is 1. Where delayed entry lets the curve fall to 0 with people still to come, modest weights take its last
    /// value above 0, so that no weight is infinite.
    ///
    /// ## References
    /// Gehan, *Biometrika* 52 (1965) 203–223. Tarone & Ware, *Biometrika* 64 (1977) 156–160. Peto & Peto,
    /// *J R Stat Soc A* 135 (1972) 185–207. Andersen et al. 1993, §V.2 (modified). Fleming & Harrington 1991, §7.2.
    /// Magirr & Burman, *Stat Med* 38 (2019) 3782–3790. SAS `PROC LIFETEST STRATA / TEST=`.
    public enum Weighting: Sendable, Hashable {
        /// 1: the log-rank test, best when hazards are proportional.
        case logRank
        /// n: the test of Gehan and Breslow, a Wilcoxon test; depends on the pattern of censoring.
        case gehan
        /// √n.
        case taroneWare
        /// S̃(t), the curve of Peto and Peto as SAS computes it.
        case peto
        /// S̃(t)·n/(n + 1).
        case modifiedPeto
        /// S(t−)^ρ·(1 − S(t−))^γ with ρ, γ ≥ 0: early differences by ρ, late ones by γ.
        case flemingHarrington(rho: Double, gamma: Double)
        /// 1/max(S(t−), s*): late differences, with no time weighing more than 1/s*.
        case modestlyWeighted(ModestBound)
    }

    /// Where the weights 1/S(t−) of the modestly weighted test stop to grow.
    public enum ModestBound: Sendable, Hashable {
        /// s* itself, in (0, 1]; 0.5 lets the weight grow from 1 to 2.
        case survival(Double)
        /// s* is the stratum's pooled Kaplan-Meier curve at this time, t* ≥ 0.
        case time(Double)
    }
}

extension LogRankTest.Weighting {
    /// Whether the weights need the pooled curve rather than the number at risk alone.
    var followsCurve: Bool {
        switch self {
        case .logRank, .gehan, .taroneWare: false
        case .peto, .modifiedPeto, .flemingHarrington, .modestlyWeighted: true
        }
    }

    /// Refuses exponents and bounds that make no weight.
    func check() throws(StatisticsError) {
        switch self {
        case .logRank, .gehan, .taroneWare, .peto, .modifiedPeto: return
        case .flemingHarrington(let rho, let gamma):
            try Self.require(rho.isFinite && rho >= 0, "rho is \(rho); expected a finite number ≥ 0")
            try Self.require(gamma.isFinite && gamma >= 0, "gamma is \(gamma); expected a finite number ≥ 0")
        case .modestlyWeighted(.survival(let bound)):
            try Self.require(bound > 0 && bound <= 1, "the survival bound is \(bound); expected a number in (0, 1]")
        case .modestlyWeighted(.time(let bound)):
            try Self.require(bound.isFinite && bound >= 0, "the time bound is \(bound); expected a finite number ≥ 0")
        }
    }

    private static func require(_ holds: Bool, _ fault: String) throws(StatisticsError) {
        guard holds else { throw StatisticsError(.invalidValue, argument: "weighting", "weighting: \(fault)") }
    }
}
