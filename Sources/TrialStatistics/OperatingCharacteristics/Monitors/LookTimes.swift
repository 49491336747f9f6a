/// When a monitor of a timed endpoint looks.
public enum LookTimes: Sendable, Hashable, Codable {
    /// After each interval from the start of the trial on, as long as it runs.
    case every(Double)
    /// After each interval, as long as patients enter.
    case everyWhileAccruing(Double)
    /// Whenever an event becomes known.
    case everyEvent
    /// At given times; the last at the latest when the trial ends.
    case at([Double])
    /// When so many events are known; the last at the latest when the trial ends.
    case events([Int])

    /// The number of looks, where it is fixed.
    var count: Int? {
        switch self {
        case .every, .everyWhileAccruing, .everyEvent: nil
        case .at(let times): times.count
        case .events(let numbers): numbers.count
        }
    }

    /// The look after another.
    ///
    /// Of planned looks the last always happens: at its time, or when the trial ends before.
    func look(after previous: Int?, of endpoint: TimedEndpoint, in trial: VirtualTrial) -> (index: Int, time: Double)? {
        let next = previous.map { $0 + 1 } ?? 0
        switch self {
        case .every(let interval): return Self.periodic(next, interval, before: trial.end)
        case .everyWhileAccruing(let interval):
            return Self.periodic(next, interval, before: min(trial.end, trial.accrualEnd))
        case .everyEvent: return trial.date(ofEvent: next + 1, of: endpoint).map { (next, $0) }
        case .at(let times):
            return Self.planned(next, times.count, end: trial.end) { times[$0] < trial.end ? times[$0] : nil }
        case .events(let numbers):
            return Self.planned(next, numbers.count, end: trial.end) { trial.date(ofEvent: numbers[$0], of: endpoint) }
        }
    }

    private static func periodic(_ index: Int, _ interval: Double, before end: Double) -> (index: Int, time: Double)? {
        let time = Double(index + 1) * interval
        return time < end ? (index, time) : nil
    }

    private static func planned(
        _ next: Int, _ count: Int, end: Double, _ time: (Int) -> Double?
    ) -> (index: Int, time: Double)? {
        guard next < count else { return nil }
        if let time = time(next) { return (next, time) }
        return (count - 1, time(count - 1) ?? end)
    }

    /// The events at the planned looks before one, as far as they took place and each had more than the one before.
    func events(
        before index: Int, at time: Double, of endpoint: TimedEndpoint, in trial: VirtualTrial
    ) -> [Int] {
        var counts: [Int] = []
        for look in 0..<index {
            let count: Int
            switch self {
            case .every, .everyWhileAccruing, .everyEvent: return []
            case .at(let times):
                guard times[look] < time else { return counts }
                count = trial.events(by: times[look], of: endpoint)
            case .events(let numbers):
                guard trial.date(ofEvent: numbers[look], of: endpoint) != nil else { return counts }
                count = numbers[look]
            }
            if count > counts.last ?? 0 { counts.append(count) }
        }
        return counts
    }

    /// The looks in words.
    func labels(of endpoint: TimedEndpoint) -> LookLabels {
        switch self {
        case .every(let interval), .everyWhileAccruing(let interval): .every(interval)
        case .everyEvent: .everyEvent
        case .at(let times): .named(times.map { "time \(PlainNumber($0))" })
        case .events(let numbers): .named(numbers.map { Self.label($0, endpoint) })
        }
    }

    /// A number of events in words.
    static func label(_ events: Int, _ endpoint: TimedEndpoint) -> String {
        "\(events) \(endpoint == .first ? "events" : "deaths")"
    }

    func validate() throws(StatisticsError) {
        switch self {
        case .every(let interval), .everyWhileAccruing(let interval):
            guard interval.isFinite, interval > 0 else {
                throw .simulated("interval", interval, expected: "a finite number > 0")
            }
        case .everyEvent: break
        case .at(let times): try Self.requireIncreasing(times, "times")
        case .events(let numbers): try Self.requireIncreasing(numbers.map(Double.init), "events")
        }
    }

    private static func requireIncreasing(_ values: [Double], _ name: String) throws(StatisticsError) {
        guard !values.isEmpty else {
            throw StatisticsError(.empty, argument: name, "\(name) is empty; expected at least one look")
        }
        for (index, value) in values.enumerated() {
            guard value.isFinite, value > (index == 0 ? 0 : values[index - 1]) else {
                throw .invalid(
                    name, index, value, expected: index == 0 ? "a finite number > 0" : "a number above the one before")
            }
        }
    }
}

/// A number without needless decimals.
struct PlainNumber: CustomStringConvertible {
    let description: String

    init(_ value: Double) {
        let text = "\(value)"
        description = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
