import TrialNumerics

/// Weights of the log-rank statistic by Fleming and Harrington: Ŝ(t−)^ρ (1 − Ŝ(t−))^γ, with the survival of both arms together.
public struct FlemingHarringtonWeight: Sendable, Hashable {
    /// The exponents, each at least 0.
    public let rho: Double, gamma: Double

    /// The log-rank test itself.
    public static let logRank = FlemingHarringtonWeight(unchecked: 0, 0)

    /// Weights with two exponents of at least 0.
    public init(rho: Double, gamma: Double) throws(StatisticsError) {
        for (name, value) in [("rho", rho), ("gamma", gamma)] where !(value >= 0 && value.isFinite) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a finite number of at least 0")
        }
        self.init(unchecked: rho, gamma)
    }

    private init(unchecked rho: Double, _ gamma: Double) {
        self.rho = rho
        self.gamma = gamma
    }
}

/// What the (weighted) log-rank statistic of a trial is expected to be, for one subject: multiply by n.
public struct LogRankExpectation: Sendable, Hashable {
    /// μ, the mean of (observed − expected) events on control, positive where treatment is better.
    public let mean: Double
    /// v, the mean of the statistic's own variance estimate.
    public let variance: Double
    /// exp(−μ/v): the hazard ratio at which the statistic points, nil without variance.
    public var hazardRatio: Double? { variance > 0 ? Elementary.exponential(-mean / variance) : nil }
}

extension SurvivalTrial {
    /// The mean and the variance of the log-rank statistic at a time since the first entry, stratified by the strata.
    ///
    /// ```
    /// μ = Σ ∫ w (π₁π₀/(π₁ + π₀)) (λ₀ − λ₁) ds,   v = Σ ∫ w² (π₁π₀/(π₁ + π₀)²) (π₁λ₁ + π₀λ₀) ds
    /// ```
    ///
    /// where πᵢ(s) is the part of all subjects at risk in arm i a time s after entry.
    public func logRank(
        at calendar: Double, weight: FlemingHarringtonWeight = .logRank
    ) -> LogRankExpectation {
        var (mean, variance) = (0.0, 0.0)
        for (treated, control) in pairs {
            let survival = SurvivalMix(treated.hazard, control.hazard, ratio.treatmentShare)
            mean += integral(treated, control, at: calendar) { s, one, zero, hazardOne, hazardZero in
                survival.weight(weight, at: s) * one * zero / (one + zero) * (hazardZero - hazardOne)
            }
            variance += integral(treated, control, at: calendar) { s, one, zero, hazardOne, hazardZero in
                let w = survival.weight(weight, at: s)
                return w * w * one * zero / ((one + zero) * (one + zero)) * (one * hazardOne + zero * hazardZero)
            }
        }
        return LogRankExpectation(mean: mean, variance: variance)
    }

    /// The two arms of each stratum.
    var pairs: [(treated: Arm, control: Arm)] {
        stride(from: 0, to: arms.count, by: 2).map { (arms[$0], arms[$0 + 1]) }
    }

    /// The times since entry between which everything is smooth, from 0 to the longest follow-up.
    func bends(_ treated: Arm, _ control: Arm, at calendar: Double) -> [Double] {
        let end = min(calendar, followUp ?? .infinity)
        var bends = Set([treated.hazard, treated.dropout, control.hazard, control.dropout].flatMap(\.starts))
        for piece in accrual.pieces { bends.formUnion([calendar - piece.start, calendar - piece.end]) }
        return [0] + bends.filter { $0 > 0 && $0 < end }.sorted() + [end]
    }

    /// ∫ f(s, π₁, π₀, λ₁, λ₀) ds over the time since entry, piece by piece between all points where anything bends.
    func integral(
        _ treated: Arm, _ control: Arm, at calendar: Double,
        _ function: (Double, Double, Double, Double, Double) -> Double
    ) -> Double {
        let cuts = bends(treated, control, at: calendar)
        return zip(cuts, cuts.dropFirst()).reduce(0) { sum, piece in
            let (from, to) = piece
            let middle = (from + to) / 2
            let (one, zero) = (treated.hazard.value(at: middle), control.hazard.value(at: middle))
            let value = AdaptiveQuadrature(
                of: { s in
                    let entered = accrual.share(by: calendar - s)
                    let (atRisk, controls) = (entered * treated.atRisk(s), entered * control.atRisk(s))
                    return atRisk + controls > 0 ? function(s, atRisk, controls, one, zero) : 0
                },
                in: from...to, tolerance: 1e-13
            ).value
            return sum + value
        }
    }
}

extension SurvivalTrial.Arm {
    /// The part of all subjects that would be at risk a time after entry, were all of them followed so long.
    func atRisk(_ time: Double) -> Double {
        share * Elementary.exponential(-hazard.integral(to: time) - dropout.integral(to: time))
    }
}

/// The survival of both arms together, by which weights are measured.
struct SurvivalMix {
    let treated: PiecewiseConstant, control: PiecewiseConstant
    let share: Double

    init(_ treated: PiecewiseConstant, _ control: PiecewiseConstant, _ share: Double) {
        self.treated = treated
        self.control = control
        self.share = share
    }

    func weight(_ weight: FlemingHarringtonWeight, at time: Double) -> Double {
        guard weight != .logRank else { return 1 }
        let survival =
            share * Elementary.exponential(-treated.integral(to: time)) + (1 - share)
            * Elementary.exponential(-control.integral(to: time))
        return Elementary.power(survival, weight.rho) * Elementary.power(1 - survival, weight.gamma)
    }
}
