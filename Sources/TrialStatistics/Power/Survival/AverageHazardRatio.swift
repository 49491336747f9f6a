import TrialNumerics

/// One number for hazards whose ratio changes, by the definitions in use; they agree where the ratio is constant.
///
/// ```swift
/// let average = AverageHazardRatio(trial, at: 36)
/// average.geometric          // as gsDesign2's AHR
/// average.coxLimit           // what a Cox model estimates in this trial
/// ```
///
/// ## References
/// Kalbfleisch & Prentice, *Biometrika* 68 (1981) 105–112. Schemper, Wakounig & Heinze, *Stat Med* 28 (2009) 2473–2489.
/// Struthers & Kalbfleisch, *Biometrika* 73 (1986) 363–369. Mukhopadhyay et al., *Stat Biopharm Res* 12 (2020).
public struct AverageHazardRatio: Sendable, Hashable {
    /// exp(Σ dⱼ log hⱼ/Σ dⱼ) with the events dⱼ that are expected in each period: gsDesign2's AHR.
    public let geometric: Double
    /// The β at which the partial likelihood's mean score is 0: the limit of a Cox model's estimate under this trial's censoring.
    public let coxLimit: Double
    /// exp(−μ/v) of the log-rank statistic.
    public let logRank: Double
    /// ∫ h₁/(h₁ + h₀) dG / ∫ h₀/(h₁ + h₀) dG with G = −S₁^½S₀^½, over the longest follow-up (Kalbfleisch & Prentice).
    public let kalbfleischPrentice: Double
    /// The same with G = −S₁S₀: ∫S₀ dF₁/∫S₁ dF₀, the odds of concordance that Schemper's weights lead to.
    public let concordanceOdds: Double

    /// The averages at an analysis.
    ///
    /// - Throws: ``StatisticsError`` where no events are expected by then.
    public init(_ trial: SurvivalTrial, at calendar: Double) throws(StatisticsError) {
        guard calendar > 0, trial.eventProbability(at: calendar) > 0 else {
            throw StatisticsError(.noEvents, argument: "calendar", "no events are expected by \(calendar)")
        }
        geometric = Self.geometric(trial, calendar)
        logRank = trial.logRank(at: calendar).hazardRatio ?? geometric
        coxLimit = Self.coxLimit(trial, calendar) ?? logRank
        let end = min(calendar, trial.followUp ?? .infinity)
        kalbfleischPrentice = Self.ratio(trial, end, power: 0.5)
        concordanceOdds = Self.ratio(trial, end, power: 1)
    }

    /// exp(Σ dⱼ log hⱼ/Σ dⱼ) of a trial that expects events.
    static func geometric(_ trial: SurvivalTrial, _ calendar: Double) -> Double {
        var (weighted, events) = (0.0, 0.0)
        for (treated, control) in trial.pairs {
            weighted += trial.integral(treated, control, at: calendar) { _, one, zero, h1, h0 in
                h1 > 0 && h0 > 0 ? (one * h1 + zero * h0) * Elementary.logarithm(h1 / h0) : 0
            }
            events += trial.integral(treated, control, at: calendar) { _, one, zero, h1, h0 in
                one * h1 + zero * h0
            }
        }
        return Elementary.exponential(weighted / events)
    }

    private static func coxLimit(_ trial: SurvivalTrial, _ calendar: Double) -> Double? {
        func score(_ beta: Double) -> Double {
            let ratio = Elementary.exponential(beta)
            return trial.pairs.reduce(0) { sum, pair in
                sum
                    + trial.integral(pair.treated, pair.control, at: calendar) { _, one, zero, h1, h0 in
                        one * zero * (h1 - ratio * h0) / (zero + ratio * one)
                    }
            }
        }
        return (try? BrentRoot(of: score, in: -20...20, tolerance: 1e-12)).map { Elementary.exponential($0.value) }
    }

    /// Kalbfleisch and Prentice's ratio over the follow-up, strata weighted by their share.
    private static func ratio(_ trial: SurvivalTrial, _ end: Double, power: Double) -> Double {
        var (above, below) = (0.0, 0.0)
        for stratum in trial.strata {
            let (one, zero) = (stratum.treatment, stratum.control)
            let cuts = [0] + Set(one.starts + zero.starts).filter { $0 > 0 && $0 < end }.sorted() + [end]
            for (from, to) in zip(cuts, cuts.dropFirst()) {
                let middle = (from + to) / 2
                let (h1, h0) = (one.rate(at: middle), zero.rate(at: middle))
                let g = [from, to].map {
                    Elementary.exponential(-power * (one.cumulative(at: $0) + zero.cumulative(at: $0)))
                }
                guard h1 + h0 > 0 else { continue }
                let mass = stratum.share * (g[0] - g[1])
                above += mass * h1 / (h1 + h0)
                below += mass * h0 / (h1 + h0)
            }
        }
        return above / below
    }
}
