/// Follow-up of a set of subjects: time, whether the event was seen then, and optionally entry times and weights.
///
/// Everything is checked here once; the methods that take a `SurvivalTimes` cannot fail on its contents.
///
/// ```swift
/// let followUp = try SurvivalTimes([6, 6, 7, 10], events: [true, false, true, false])
/// ```
///
/// ## Edge cases
/// A time of 0 is allowed: the subject is at risk at 0 and nowhere else. Weights of 0 are allowed and count for nothing.
public struct SurvivalTimes: Sendable {
    /// The time of the event or of the end of observation, finite and ≥ 0, in the caller's unit.
    public let times: [Double]
    /// Whether the time is that of an event rather than of censoring.
    public let events: [Bool]
    /// The time from which the subject is under observation (exclusive), where entry is delayed.
    public let entries: [Double]?
    /// Case weights, finite and ≥ 0; 1 each where absent.
    public let weights: [Double]?
    /// Sorted distinct times whose gap is at most this are one time; 0 where times are grouped exactly.
    let gap: Double

    /// The number of observations.
    public var count: Int { times.count }

    /// Whether weights are absent or whole, so that they can be numbers of persons.
    var hasWholeWeights: Bool { weights?.allSatisfy { $0 == $0.rounded() } ?? true }

    /// Checks and groups times.
    ///
    /// - Parameters:
    ///   - times: the observed times, in any one unit.
    ///   - events: whether each time is that of an event.
    ///   - entries: times of delayed entry; an observation is at risk on `(entry, time]`.
    ///   - weights: case weights.
    ///   - grouping: which times count as one.
    /// - Throws: ``StatisticsError`` naming the first argument and element that does not fit.
    public init(
        _ times: [Double], events: [Bool], entries: [Double]? = nil, weights: [Double]? = nil,
        grouping: TimeGrouping = .automatic
    ) throws(StatisticsError) {
        guard !times.isEmpty else {
            throw StatisticsError(.empty, argument: "times", "times is empty; expected at least one observation")
        }
        guard events.count == times.count else { throw .length("events", events.count, expected: times.count) }
        try Self.requireNonNegative(times, "times")
        if let weights {
            guard weights.count == times.count else { throw .length("weights", weights.count, expected: times.count) }
            try Self.requireNonNegative(weights, "weights")
        }
        if let entries {
            guard entries.count == times.count else { throw .length("entries", entries.count, expected: times.count) }
            for (index, entry) in entries.enumerated() where !entry.isFinite {
                throw .invalid("entries", index, entry, expected: "a finite number")
            }
        }
        var resolved = (times: times, entries: entries, gap: 0.0)
        switch grouping {
        case .exact: break
        case .automatic:
            if !(Self.areWhole(times) && Self.areWhole(entries ?? [])) {
                resolved.gap = Self.gap(TimeGrouping.rTolerance, times)
            }
        case .tolerance(let tolerance):
            guard tolerance >= 0, tolerance < 1 else {
                throw StatisticsError(
                    .invalidValue, argument: "grouping", "tolerance is \(tolerance); expected a number from 0 to 1")
            }
            resolved.gap = Self.gap(tolerance, times)
        case .grid(let perUnit):
            resolved.times = try Self.onGrid(times, "times", perUnit)
            if let entries { resolved.entries = try Self.onGrid(entries, "entries", perUnit) }
        }
        if resolved.gap > 0, let entries = resolved.entries {
            resolved = Self.snapped(resolved.times, entries, gap: resolved.gap)
        }
        if let entries = resolved.entries {
            for index in entries.indices where entries[index] >= resolved.times[index] {
                throw .invalid(
                    "entries", index, entries[index], expected: "a time before times[\(index)] = \(times[index])")
            }
        }
        self.init(times: resolved.times, events: events, entries: resolved.entries, weights: weights, gap: resolved.gap)
    }

    init(times: [Double], events: [Bool], entries: [Double]?, weights: [Double]?, gap: Double) {
        self.times = times
        self.events = events
        self.entries = entries
        self.weights = weights
        self.gap = gap
    }

    /// The same follow-up with censoring as the event: its Kaplan-Meier curve is that of the potential follow-up.
    public var reversed: SurvivalTimes { reversed(except: []) }

    /// The same with censoring as the event, but where it is only the end of one of several intervals of a subject.
    package func reversed(except isContinued: [Bool]) -> SurvivalTimes {
        let ends = events.indices.map { !events[$0] && !(isContinued.isEmpty ? false : isContinued[$0]) }
        return SurvivalTimes(times: times, events: ends, entries: entries, weights: weights, gap: gap)
    }

    /// The observations whose index `isIncluded` accepts, with the grouping of times kept.
    package func filter(_ isIncluded: (Int) -> Bool) -> SurvivalTimes { picked(times.indices.filter(isIncluded)) }
}

extension SurvivalTimes {
    private static func requireNonNegative(_ values: [Double], _ name: String) throws(StatisticsError) {
        for index in values.indices where !(values[index] >= 0 && values[index] < .infinity) {
            throw .invalid(name, index, values[index], expected: "a finite number ≥ 0")
        }
    }

    /// Whether all values are integers that doubles hold exactly.
    private static func areWhole(_ values: [Double]) -> Bool {
        values.allSatisfy { abs($0) < 0x1p53 && Double(Int64($0)) == $0 }
    }

    private static func gap(_ tolerance: Double, _ times: [Double]) -> Double {
        let mean = sum(times) / Double(times.count)
        return mean.isFinite ? tolerance * max(1, mean) : 0
    }

    /// The sum by eight partial sums, which do not wait for each other.
    private static func sum(_ values: [Double]) -> Double {
        values.withUnsafeBufferPointer { values in
            var partial = SIMD8<Double>.zero
            let whole = values.count & ~7
            for start in stride(from: 0, to: whole, by: 8) {
                for lane in 0..<8 { partial[lane] += values[start &+ lane] }
            }
            return values[whole...].reduce(partial.sum(), +)
        }
    }

    private static func onGrid(_ values: [Double], _ name: String, _ perUnit: Double) throws(StatisticsError)
        -> [Double]
    {
        guard perUnit > 0, perUnit.isFinite else {
            throw StatisticsError(.invalidValue, argument: "grouping", "perUnit is \(perUnit); expected a number > 0")
        }
        var snapped = values
        for (index, value) in values.enumerated() {
            let multiple = (value * perUnit).rounded()
            guard abs(value * perUnit - multiple) <= 1e-6 * max(1, abs(multiple)) else {
                throw .invalid(name, index, value, expected: "a whole multiple of 1/\(perUnit)")
            }
            snapped[index] = multiple / perUnit
        }
        return snapped
    }

    /// Replaces every time by the earliest of its near-tied neighbours, entries and exits alike.
    private static func snapped(
        _ times: [Double], _ entries: [Double], gap: Double
    ) -> (times: [Double], entries: [Double]?, gap: Double) {
        let sorted = (times + entries).sorted()
        var starts: [Double] = []
        for (index, value) in sorted.enumerated() where index == 0 || value - sorted[index - 1] > gap {
            starts.append(value)
        }
        func snap(_ value: Double) -> Double {
            var low = 0
            var high = starts.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if starts[middle] <= value { low = middle } else { high = middle }
            }
            return starts[low]
        }
        return (times.map(snap), entries.map(snap), 0)
    }
}
