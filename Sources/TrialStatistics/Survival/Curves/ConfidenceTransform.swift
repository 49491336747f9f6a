/// The scale on which a pointwise confidence interval of a survival probability is symmetric.
///
/// R `survfit` defaults to ``log``, SAS `PROC LIFETEST` to ``logLog``. With σ² the Greenwood sum, the variance of
/// log S, and z the normal quantile:
///
/// ```
/// plain    S ± z·σ·S
/// log      exp(log S ± z·σ)
/// logLog   exp(−exp(log(−log S) ± z·σ / log S))
/// logit    1 / (1 + exp(−(logit S ± z·σ / (1 − S))))
/// arcsine  sin²(arcsin √S ± ½·z·σ·√(S / (1 − S)))
/// ```
///
/// ## Edge cases
/// At S = 0 no scale gives limits. At S = 1 ``logLog``, ``logit`` and ``arcsine`` give none; ``plain`` and ``log`` give 1.
///
/// ## References
/// Kalbfleisch & Prentice, *The Statistical Analysis of Failure Time Data*, 2nd ed. 2002, §1.4; Borgan & Liestøl,
/// *Scand J Statist* 17 (1990) 35–41 (arcsine).
public enum ConfidenceTransform: String, Sendable, Hashable, CaseIterable {
    case plain
    case log
    case logLog = "log-log"
    case logit
    case arcsine

    /// The limits of S, given S and the standard error σ of its logarithm.
    func limits(survival: Double, standardErrorOfLog: Double, z: Double) -> ConfidenceLimits {
        guard survival > 0, standardErrorOfLog.isFinite else { return .notEstimable }
        let width = z * standardErrorOfLog
        switch self {
        case .plain:
            return ConfidenceLimits(
                lower: max(0, survival - width * survival), upper: min(1, survival + width * survival))
        case .log:
            let factor = Elementary.exponential(width)
            return ConfidenceLimits(lower: survival / factor, upper: min(1, survival * factor))
        case .logLog:
            guard survival < 1 else { return .notEstimable }
            let logSurvival = Elementary.logarithm(survival)
            let factor = Elementary.exponential(width / logSurvival)
            return ConfidenceLimits(
                lower: Elementary.exponential(logSurvival / factor), upper: Elementary.exponential(logSurvival * factor)
            )
        case .logit:
            guard survival < 1 else { return .notEstimable }
            let odds = survival / (1 - survival)
            let factor = Elementary.exponential(width / (1 - survival))
            return ConfidenceLimits(lower: 1 / (1 + factor / odds), upper: 1 / (1 + 1 / (factor * odds)))
        case .arcsine:
            guard survival < 1 else { return .notEstimable }
            let angle = Elementary.arcsine(survival.squareRoot())
            let half = 0.5 * width * (survival / (1 - survival)).squareRoot()
            let low = Elementary.sine(max(0, angle - half))
            let high = Elementary.sine(min(.pi / 2, angle + half))
            return ConfidenceLimits(lower: low * low, upper: high * high)
        }
    }
}
