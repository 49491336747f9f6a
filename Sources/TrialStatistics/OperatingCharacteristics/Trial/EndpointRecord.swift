import TrialNumerics

/// An endpoint of a virtual trial that happens to patients in time.
public enum TimedEndpoint: String, Sendable, Hashable, Codable, CaseIterable {
    /// The first endpoint: progression or death, or the only event there is.
    case first
    /// Death, where the truth simulates it on its own.
    case death
}

/// What becomes known of one timed endpoint of the patients of a virtual trial, in order of entry.
///
/// What never becomes known lies at ∞, which no time of a look reaches.
struct EndpointRecord {
    /// The time at risk, from entry, that counts in the end: to the dated event, or to the last time seen without.
    var exit: [Double]
    /// The calendar time at which that becomes known.
    var known: [Double]
    /// Whether it ends with the event.
    var isEvent: [Bool]
    /// The calendar times at which events become known, ascending.
    var eventDates: [Double] = []
    /// The patients by ascending exit.
    var order: [KeyedRow]

    init(count: Int) {
        exit = [Double](repeating: 0, count: count)
        known = exit
        isEvent = [Bool](repeating: false, count: count)
        eventDates.reserveCapacity(count)
        order = [KeyedRow](repeating: KeyedRow(key: 0, row: 0), count: count)
    }

    /// Brings the calendar times of events and, if wanted, the patients into order.
    mutating func arrange(end: Double, wantsDates: Bool, wantsOrder: Bool) {
        if wantsDates {
            eventDates.removeAll(keepingCapacity: true)
            for index in known.indices where isEvent[index] && known[index] <= end { eventDates.append(known[index]) }
            eventDates.sort()
        }
        guard wantsOrder else { return }
        // Times ≥ 0 sort as their bits do.
        for index in exit.indices { order[index] = KeyedRow(key: exit[index].bitPattern, row: UInt32(index)) }
        order.withUnsafeMutableBufferPointer { RadixSort.sort($0) }
    }
}
