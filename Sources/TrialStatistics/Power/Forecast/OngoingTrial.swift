/// Who has entered a trial until a cut of its data, how long each was followed, and what has happened.
///
/// ```swift
/// let trial = try OngoingTrial(
///     entry: [0, 1, 2.5], times: [4, 9, 7.5], status: [.event, .onStudy, .onStudy])
/// trial.cut          // 10, the last day on which anybody was seen
/// ```
public struct OngoingTrial: Sendable, Hashable {
    /// What has happened to a subject.
    public enum Status: Sendable, Hashable {
        /// The event.
        case event
        /// Still in follow-up without it.
        case onStudy
        /// No longer in follow-up; the event will not be seen.
        case lost
    }

    /// When each entered, in the time of the calendar.
    public let entry: [Double]
    /// How long each was followed.
    public let times: [Double]
    /// What has happened.
    public let status: [Status]
    /// The time of the calendar until which data were taken.
    public let cut: Double

    /// The subjects at a cut.
    ///
    /// - Parameter cut: the last time at which anybody was seen, if nil.
    /// - Throws: ``StatisticsError`` for lengths that differ, times below 0, subjects seen after the cut, and without events.
    public init(
        entry: [Double], times: [Double], status: [Status], cut: Double? = nil
    ) throws(StatisticsError) {
        guard !times.isEmpty else {
            throw StatisticsError(.empty, argument: "times", "times is empty; expected subjects")
        }
        guard entry.count == times.count else { throw .length("entry", entry.count, expected: times.count) }
        guard status.count == times.count else { throw .length("status", status.count, expected: times.count) }
        var last = -Double.infinity
        for index in times.indices {
            guard times[index] >= 0, times[index].isFinite else {
                throw .invalid("times", index, times[index], expected: "a finite number of at least 0")
            }
            guard entry[index].isFinite else {
                throw .invalid("entry", index, entry[index], expected: "a finite number")
            }
            last = max(last, entry[index] + times[index])
            if let cut, entry[index] + times[index] > cut + 1e-9 * max(1, abs(cut)) {
                throw .invalid(
                    "times", index, times[index], expected: "at most \(cut - entry[index]), as the data end at \(cut)")
            }
        }
        guard status.contains(.event) else {
            throw StatisticsError(
                .noEvents, argument: "status", "nobody has had the event, so its hazard cannot be estimated")
        }
        self.entry = entry
        self.times = times
        self.status = status
        self.cut = cut ?? last
    }

    /// How many have had the event, are in follow-up, were lost.
    public var counts: (events: Int, onStudy: Int, lost: Int) {
        (count(.event), count(.onStudy), count(.lost))
    }

    private func count(_ what: Status) -> Int { status.reduce(0) { $0 + ($1 == what ? 1 : 0) } }

    /// When each event was seen, in order.
    public var eventDates: [Double] {
        times.indices.filter { status[$0] == .event }.map { entry[$0] + times[$0] }.sorted()
    }
}
