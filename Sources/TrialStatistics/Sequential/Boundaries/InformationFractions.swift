/// The parts of the planned information at which a trial is looked at: strictly increasing, in (0, 1].
///
/// For a time-to-event endpoint the information is the number of events, so that 118 of 235 events are a fraction of 0.502.
///
/// ```swift
/// try InformationFractions([0.5, 0.75, 1]).values      // 0.5, 0.75, 1
/// try InformationFractions.equal(4).values             // 0.25, 0.5, 0.75, 1
/// ```
///
/// ## References
/// Lan & DeMets, *Biometrika* 70 (1983) 659–663. Jennison & Turnbull, *Group Sequential Methods* (2000), chapter 3.
public struct InformationFractions: Sendable, Hashable {
    /// The least distance of two looks, as a part of the later one's information. Nearer ones are one look, and their joint distribution all but degenerate.
    static let leastStep = 1e-6

    /// t₁ < … < t_K.
    public let values: [Double]

    /// The fractions of the looks, in their order.
    ///
    /// - Throws: ``StatisticsError`` where there is none, or one is not in (0, 1] or not above the one before it, by a millionth at least.
    public init(_ values: [Double]) throws(StatisticsError) {
        try Self.check(values, argument: "fractions")
        self.values = values
    }

    /// `count` looks at equal distances, the last of them at 1.
    ///
    /// - Throws: ``StatisticsError`` for a count below 1.
    public static func equal(_ count: Int) throws(StatisticsError) -> InformationFractions {
        guard count >= 1 else {
            throw StatisticsError(.invalidValue, argument: "looks", "looks is \(count); expected at least 1")
        }
        return try InformationFractions((1...count).map { Double($0) / Double(count) })
    }

    static func check(
        _ values: [Double], argument: String, limit: Double = 1, leastStep: Double = Self.leastStep
    ) throws(StatisticsError) {
        guard !values.isEmpty else {
            throw StatisticsError(.empty, argument: argument, "\(argument) is empty; expected at least one look")
        }
        var before = 0.0
        for (index, value) in values.enumerated() {
            guard value.isFinite, value > 0, value <= limit else {
                let range = limit.isFinite ? "a number above 0 and at most \(limit)" : "a finite number above 0"
                throw .invalid(argument, index, value, expected: range)
            }
            guard value > before else {
                throw .invalid(argument, index, value, expected: "more than the look before it, \(before)")
            }
            guard value - before >= leastStep * value else {
                throw .invalid(
                    argument, index, value,
                    expected: "more than the look before it, \(before), by a millionth at least: nearer looks are one")
            }
            before = value
        }
    }
}
