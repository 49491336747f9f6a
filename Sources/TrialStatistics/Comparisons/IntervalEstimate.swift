/// An estimate with its confidence limits; what cannot be estimated is absent, with the reason.
public struct IntervalEstimate: Sendable, Hashable {
    /// The estimate.
    public let estimate: Double?
    /// Its limits; an absent upper limit beside a present lower one means that no finite number bounds it.
    public let limits: ConfidenceLimits
    /// Why the estimate or a limit is absent.
    public let reason: String?

    init(_ estimate: Double?, _ lower: Double?, _ upper: Double?, reason: String? = nil) {
        self.estimate = estimate
        limits = ConfidenceLimits(lower: lower, upper: upper)
        self.reason = reason
    }

    /// An estimate with limits that both exist.
    package init(estimate: Double, limits: ConfidenceLimits) {
        self.init(estimate, limits.lower, limits.upper)
    }

    static func absent(_ reason: String) -> IntervalEstimate { IntervalEstimate(nil, nil, nil, reason: reason) }

    /// exp(log estimate ± z · standard error).
    static func logScale(_ estimate: Double, standardError: Double, _ level: ConfidenceLevel) -> IntervalEstimate {
        let factor = Elementary.exponential(level.normalQuantile * standardError)
        return IntervalEstimate(estimate, estimate / factor, estimate * factor)
    }
}
