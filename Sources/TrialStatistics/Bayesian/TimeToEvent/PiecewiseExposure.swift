/// The events and the time on test of a group by pieces of follow-up time.
///
/// ```
/// pieces (0, τ₁], (τ₁, τ₂], …, (τ_J−1, ∞):   dⱼ events in piece j, Tⱼ the time that all subjects spent in it
/// ```
///
/// ```swift
/// let exposure = try PiecewiseExposure(times: [3, 8, 14], events: [true, false, true], cuts: [6, 12])
/// exposure.events          // [1, 0, 1]
/// exposure.times           // [15, 8, 2]
/// ```
///
/// An event at a cut belongs to the piece that ends there.
public struct PiecewiseExposure: Sendable, Hashable {
    /// τ₁ < τ₂ < …, where the hazard may change.
    public let cuts: [Double]
    /// dⱼ.
    public let events: [Int]
    /// Tⱼ.
    public let times: [Double]

    /// The exposure of subjects with these follow-up times.
    ///
    /// - Throws: ``StatisticsError`` that names `times`, `events` or `cuts`.
    public init(times: [Double], events: [Bool], cuts: [Double]) throws(StatisticsError) {
        guard times.count == events.count else { throw .length("events", events.count, expected: times.count) }
        try Self.check(cuts)
        var counts = Array(repeating: 0, count: cuts.count + 1)
        var sums = Array(repeating: 0.0, count: cuts.count + 1)
        for (index, time) in times.enumerated() {
            guard time.isFinite, time >= 0 else {
                throw .invalid("times", index, time, expected: "a finite number ≥ 0")
            }
            for (piece, span) in Self.spans(cuts, until: time).enumerated() { sums[piece] += span }
            if events[index] { counts[cuts.firstIndex { time <= $0 } ?? cuts.count] += 1 }
        }
        self.init(unchecked: cuts, counts, sums)
    }

    /// The exposure by its sums.
    ///
    /// - Throws: ``StatisticsError`` that names `cuts`, `events` or `times`: one more of each than there are cuts, none negative.
    public init(events: [Int], times: [Double], cuts: [Double]) throws(StatisticsError) {
        try Self.check(cuts)
        guard events.count == cuts.count + 1, times.count == events.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "events",
                "events has \(events.count) elements and times \(times.count); expected \(cuts.count + 1), one for each piece"
            )
        }
        for (index, count) in events.enumerated() where count < 0 {
            throw .invalid("events", index, Double(count), expected: "a count ≥ 0")
        }
        for (index, time) in times.enumerated() where !(time.isFinite && time >= 0) {
            throw .invalid("times", index, time, expected: "a finite number ≥ 0")
        }
        self.init(unchecked: cuts, events, times)
    }

    private init(unchecked cuts: [Double], _ events: [Int], _ times: [Double]) {
        self.cuts = cuts
        self.events = events
        self.times = times
    }

    static func check(_ cuts: [Double]) throws(StatisticsError) {
        for (index, cut) in cuts.enumerated() {
            let least = index == 0 ? 0 : cuts[index - 1]
            guard cut.isFinite, cut > least else {
                throw .invalid("cuts", index, cut, expected: "a finite time above \(least)")
            }
        }
    }

    /// How much of each piece lies before `time`.
    static func spans(_ cuts: [Double], until time: Double) -> [Double] {
        zip([0] + cuts, cuts + [.infinity]).map { start, end in max(0, min(time, end) - start) }
    }
}
