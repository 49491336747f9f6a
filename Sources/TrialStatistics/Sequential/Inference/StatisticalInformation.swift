/// The information that a trial has on θ: the inverse of the variance of its estimate.
///
/// ```
/// log-rank     I = d r/(1 + r)²       d events, r patients in the experimental group for each in the control group
/// estimate     I = 1/SE²
/// ```
///
/// ```swift
/// try StatisticalInformation.logRank(events: 200)                             // 50
/// try StatisticalInformation.logRank(events: 200, allocationRatio: 1.5)       // 48
/// ```
///
/// ## Edge cases
/// The information of the log-rank test is that under the null hypothesis, whatever the share of events in each group; for strong effects of unequal groups take that of
/// the data, from the standard error of the log hazard ratio.
///
/// ## References
/// Schoenfeld, *Biometrika* 68 (1981) 316–319. Jennison & Turnbull, *Group Sequential Methods* (2000), sections 3.1 and 13.2.
public enum StatisticalInformation {
    /// The information of a log-rank test.
    ///
    /// - Throws: ``StatisticsError`` for events or a ratio that are not above 0.
    public static func logRank(events: Double, allocationRatio: Double = 1) throws(StatisticsError) -> Double {
        let ratio = try SequentialArgument.positive(allocationRatio, "allocationRatio")
        return try SequentialArgument.positive(events, "events") * ratio / ((1 + ratio) * (1 + ratio))
    }

    /// The information of an estimate.
    ///
    /// - Throws: ``StatisticsError`` for a standard error that is not above 0.
    public static func estimate(standardError: Double) throws(StatisticsError) -> Double {
        let error = try SequentialArgument.positive(standardError, "standardError")
        return 1 / (error * error)
    }
}

/// Checks of the arguments of sequential inference.
enum SequentialArgument {
    /// The value, if it is finite and above 0.
    static func positive(_ value: Double, _ argument: String) throws(StatisticsError) -> Double {
        try require(value, argument, "a finite number above 0") { $0 > 0 && $0.isFinite }
    }

    /// The value, if it is finite.
    static func finite(_ value: Double, _ argument: String) throws(StatisticsError) -> Double {
        try require(value, argument, "a finite number") { $0.isFinite }
    }

    /// The value, if a condition holds.
    @discardableResult
    static func require(
        _ value: Double, _ argument: String, _ expected: String, _ holds: (Double) -> Bool
    ) throws(StatisticsError) -> Double {
        guard holds(value) else {
            throw StatisticsError(.invalidValue, argument: argument, "\(argument) is \(value); expected \(expected)")
        }
        return value
    }
}
