/// A belief about the constant hazard of one piece of follow-up: a gamma distribution.
///
/// ```
/// λ ~ Gamma(a, b),   λ | d events in time T ~ Gamma(a + d, b + T):   a events in b of time
/// ```
public struct HazardPrior: Sendable, Hashable {
    /// a, as many events as the belief is worth.
    public let events: Double
    /// b, the time in which they fell.
    public let time: Double

    /// A belief worth `events` events in `time`.
    ///
    /// - Throws: ``StatisticsError`` that names `events` or `time`, which must be above 0.
    public init(events: Double, time: Double) throws(StatisticsError) {
        guard events >= 1e-3, events <= 1e8 else {
            throw StatisticsError(
                .invalidValue, argument: "events", "events is \(events); expected a number in 0.001...1e+08")
        }
        try InverseGammaPrior.checkTime(time, "time")
        self.events = events
        self.time = time
    }

    /// A belief worth `events` events whose hazard is that of the given median time.
    public init(median: Double, events: Double) throws(StatisticsError) {
        try InverseGammaPrior.checkTime(median, "median")
        try self.init(events: events, time: events * median / EventTimeQuantity.ln2)
    }

    /// a/b.
    public var mean: Double { events / time }
}
