extension SurvivalTrial {
    /// The variance of the log-rank statistic of one subject under the hazards of the trial, which its own variance estimate misses where the effect is large.
    ///
    /// The statistic is a sum over subjects of ψ = ∫ cₐ (dN − Y dΛ̄), with cₐ = w(a − π₁/(π₁ + π₀)) in arm a (1 for treatment) and the pooled hazard
    /// λ̄ = (π₁λ₁ + π₀λ₀)/(π₁ + π₀), so that with fixed numbers in arms and strata
    ///
    /// ```
    /// σ² = Σ (∫ πₐ (cₐ² λₐ − 2 cₐ Gₐ (λₐ − λ̄)) ds − mₐ²/shareₐ),   Gₐ(s) = ∫₀ˢ cₐ λ̄ du,   mₐ = ∫ πₐ cₐ (λₐ − λ̄) ds
    /// ```
    ///
    /// ## References
    /// Yung & Liu, *Stat Biopharm Res* 12 (2020) 4–12. Lin & Wei, *JASA* 84 (1989) 1074–1078 (the sum over subjects).
    public func logRankVariance(at calendar: Double, weight: FlemingHarringtonWeight = .logRank) -> Double {
        pairs.reduce(0) { sum, pair in
            let influence = LogRankInfluence(
                trial: self, treated: pair.treated, control: pair.control, weight, calendar)
            return sum + influence.variance(of: pair.treated) + influence.variance(of: pair.control)
        }
    }
}

/// What the subjects of a stratum add to the log-rank statistic.
private struct LogRankInfluence {
    /// Panels between bends, each with the nodes of Gauss and Legendre: the integrands are smooth there.
    private static let panels = 4

    private let accrual: PlannedAccrual
    private let treated: SurvivalTrial.Arm, control: SurvivalTrial.Arm
    private let weight: FlemingHarringtonWeight
    private let mix: SurvivalMix
    private let calendar: Double
    private let cuts: [Double]

    init(
        trial: SurvivalTrial, treated: SurvivalTrial.Arm, control: SurvivalTrial.Arm, _ weight: FlemingHarringtonWeight,
        _ calendar: Double
    ) {
        accrual = trial.accrual
        self.treated = treated
        self.control = control
        self.weight = weight
        self.calendar = calendar
        mix = SurvivalMix(treated.hazard, control.hazard, trial.ratio.treatmentShare)
        let bends = trial.bends(treated, control, at: calendar)
        cuts =
            zip(bends, bends.dropFirst()).flatMap { from, to in
                (0..<Self.panels).map { from + (to - from) * Double($0) / Double(Self.panels) }
            } + bends.suffix(1)
    }

    /// cₐ, πₐ, λₐ and λ̄ of an arm a time after entry, at which the hazards are those of `middle`.
    private struct Point {
        var c = 0.0, atRisk = 0.0, hazard = 0.0, pooled = 0.0
    }

    private func point(_ arm: SurvivalTrial.Arm, _ s: Double, middle: Double) -> Point {
        let entered = accrual.share(by: calendar - s)
        let (one, zero) = (entered * treated.atRisk(s), entered * control.atRisk(s))
        guard one + zero > 0 else { return Point() }
        let part = one / (one + zero)
        let (first, second) = (treated.hazard.value(at: middle), control.hazard.value(at: middle))
        let w = mix.weight(weight, at: s)
        return Point(
            c: arm.isTreated ? w * (1 - part) : -w * part, atRisk: arm.isTreated ? one : zero,
            hazard: arm.isTreated ? first : second, pooled: part * first + (1 - part) * second)
    }

    /// Σ weight · f(node) over a panel.
    private func integral(_ from: Double, _ to: Double, _ function: (Double) -> Double) -> Double {
        let (middle, half) = ((from + to) / 2, (to - from) / 2)
        return (0..<GaussLegendrePanel.count).reduce(0) { sum, index in
            sum + half * GaussLegendrePanel.weights[index] * function(middle + half * GaussLegendrePanel.nodes[index])
        }
    }

    /// The part of an arm's subjects in σ².
    func variance(of arm: SurvivalTrial.Arm) -> Double {
        var (square, mean, reached) = (0.0, 0.0, 0.0)
        for (from, to) in zip(cuts, cuts.dropFirst()) {
            let middle = (from + to) / 2
            func gained(to s: Double) -> Double {
                integral(from, s) {
                    let at = point(arm, $0, middle: middle)
                    return at.c * at.pooled
                }
            }
            square += integral(from, to) { s in
                let at = point(arm, s, middle: middle)
                let g = reached + gained(to: s)
                return at.atRisk * at.c * (at.c * at.hazard - 2 * g * (at.hazard - at.pooled))
            }
            mean += integral(from, to) {
                let at = point(arm, $0, middle: middle)
                return at.atRisk * at.c * (at.hazard - at.pooled)
            }
            reached += gained(to: to)
        }
        return square - mean * mean / arm.share
    }
}
