/// The times of those who had the event, such as the time to response of the responders.
///
/// It describes those who had the event and nobody else: it is no estimate of the time to the event, which those who
/// have not had it would lengthen. Papers print it as "median time to response (range)".
///
/// ```swift
/// EventTimeSummary(try SurvivalTimes([1, 2, 4, 9], events: [true, true, true, false]))?.median  // 2
/// ```
///
/// ## Edge cases
/// No event: `nil`. Observations of weight 0 count for nothing; other weights are not used, since persons are described.
public struct EventTimeSummary: Sendable, Hashable {
    /// The number who had the event.
    public let count: Int
    /// The middle time, or the mean of the two in the middle.
    public let median: Double
    /// The shortest time.
    public let least: Double
    /// The longest time.
    public let greatest: Double

    /// The times of the events of some follow-up; `nil` where there is none.
    public init?(_ followUp: SurvivalTimes) {
        let times = (0..<followUp.count)
            .filter { followUp.events[$0] && followUp.weights?[$0] != 0 }.map { followUp.times[$0] }.sorted()
        guard let first = times.first, let last = times.last else { return nil }
        let middle = times.count / 2
        count = times.count
        median = times.count % 2 == 1 ? times[middle] : times[middle - 1] + (times[middle] - times[middle - 1]) / 2
        least = first
        greatest = last
    }
}
