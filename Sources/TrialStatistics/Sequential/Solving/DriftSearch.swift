import TrialNumerics

/// The drift at which a design reaches a power, which grows with the drift.
///
/// Binding futility that spends β lies higher the larger the drift it is made for: beyond some drift so few trials go on without effect that efficacy cannot
/// spend its level. Such drifts are too large, and the one sought lies below them.
struct DriftSearch {
    let drift: Double

    private static let tries = 80

    /// Searches from the drift that one look would need.
    ///
    /// - Parameters:
    ///   - power: to be reached.
    ///   - level: of the side that is to be rejected.
    ///   - reached: the power at a drift; throws where the drift has no boundary.
    init(
        power: Double, around level: Double, _ reached: (Double) throws(StatisticsError) -> Double
    ) throws(StatisticsError) {
        let bracket = try Self.bracket(power, level, reached)
        // The search's closure cannot throw: what it meets it keeps.
        var failure: StatisticsError?
        let found = try? BrentRoot(
            of: { drift in
                do throws(StatisticsError) { return try reached(drift) - power } catch {
                    failure = error
                    return .nan
                }
            }, in: bracket, tolerance: 1e-13)
        if let failure { throw failure }
        guard let found else {
            throw StatisticsError(
                .invalidValue, argument: "power", "power is \(power); no effect has it with this boundary")
        }
        drift = found.value
    }

    /// Two drifts with boundaries, of which the larger has the power and the smaller has not.
    private static func bracket(
        _ power: Double, _ level: Double, _ reached: (Double) throws(StatisticsError) -> Double
    ) throws(StatisticsError) -> ClosedRange<Double> {
        let quantiles = [level, 1 - power].map { Normal.standard.upperQuantile($0) ?? 0 }
        var (low, high) = (0.0, 1.1 * max(0.5, quantiles[0] + quantiles[1]))
        var tooLarge: (drift: Double, reason: StatisticsError)?
        for _ in 0..<tries {
            do throws(StatisticsError) {
                if try reached(high) >= power { return low...high }
                low = high
            } catch {
                tooLarge = (high, error)
            }
            high = tooLarge.map { (low + $0.drift) / 2 } ?? 1.5 * high
            if tooLarge == nil, high > largest { break }
        }
        throw tooLarge?.reason
            ?? StatisticsError(
                .invalidValue, argument: "power", "power is \(power); no effect reaches it with this boundary")
    }

    /// The largest drift that is tried.
    private static let largest = 500.0
}
