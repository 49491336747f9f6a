import TrialNumerics

/// The drift at which a design reaches a power, which grows with the drift.
struct DriftSearch {
    let drift: Double

    /// Searches from the drift that one look would need.
    ///
    /// - Parameters:
    ///   - power: to be reached.
    ///   - level: of the side that is to be rejected.
    ///   - reached: the power at a drift.
    init(
        power: Double, around level: Double, _ reached: (Double) throws(StatisticsError) -> Double
    ) throws(StatisticsError) {
        let quantiles = [level, 1 - power].map { Normal.standard.upperQuantile($0) ?? 0 }
        var (low, high) = (0.0, 1.1 * max(0.5, quantiles[0] + quantiles[1]))
        var tries = 0
        while try reached(high) < power {
            low = high
            high *= 1.5
            tries += 1
            guard tries < 12 else {
                throw StatisticsError(
                    .invalidValue, argument: "power", "power is \(power); no effect reaches it with this boundary")
            }
        }
        // The search's closure cannot throw: what it meets it keeps.
        var failure: StatisticsError?
        let found = try? BrentRoot(
            of: { drift in
                do throws(StatisticsError) { return try reached(drift) - power } catch {
                    failure = error
                    return .nan
                }
            }, in: low...high, tolerance: 1e-13)
        if let failure { throw failure }
        guard let found else {
            throw StatisticsError(
                .invalidValue, argument: "power", "power is \(power); no effect has it with this boundary")
        }
        drift = found.value
    }
}
