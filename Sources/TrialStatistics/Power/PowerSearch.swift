import TrialNumerics

/// The power at which a required number is the one that is given, where boundaries hang on the power and there is no formula.
///
/// The search runs on the scale of the logit, from 0.88 outwards.
struct PowerSearch {
    /// The power; the level where even less is enough, 1 beyond what a double can tell from it.
    let power: Double

    /// - Parameters:
    ///   - amount: subjects or events.
    ///   - level: of the test.
    ///   - required: what a power requires, which grows with it.
    init(
        amount: Double, level: TestLevel, _ required: (Double) throws(StatisticsError) -> Double
    ) throws(StatisticsError) {
        var failure: StatisticsError?
        // NaN ends the search.
        func excess(_ logit: Double) -> Double {
            do throws(StatisticsError) {
                return try (required(Self.probability(logit)) / amount).squareRoot() - 1
            } catch {
                failure = error
                return .nan
            }
        }
        let floor = Elementary.logarithm(level.tail / (1 - level.tail)) + 1e-6
        var (low, high) = (2.0, 2.0)
        while low > floor, excess(low) > 0 { low = max(floor, low - 1) }
        while failure == nil, high < 34, excess(high) < 0 { high += 1 }
        if let failure { throw failure }
        if excess(high) < 0 {
            power = 1
        } else if excess(low) > 0 {
            power = level.tail
        } else if low == high {
            power = Self.probability(low)
        } else if let root = try? BrentRoot(of: excess, in: low...high, tolerance: 1e-12) {
            power = Self.probability(root.value)
        } else {
            throw failure
                ?? StatisticsError(.invalidValue, argument: "power", "no power was found for the number \(amount)")
        }
    }

    private static func probability(_ logit: Double) -> Double { 1 / (1 + Elementary.exponential(-logit)) }
}
