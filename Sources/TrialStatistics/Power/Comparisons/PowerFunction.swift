import TrialNumerics

/// The power of a test as a function of the number of subjects.
public protocol PowerFunction: Sendable {
    /// The level of the test.
    var level: TestLevel { get }
    /// The power with n subjects in all; n need not be whole.
    func power(subjects: Double) -> Double
    /// The least n for which the test exists.
    var fewest: Double { get }
}

extension PowerFunction {
    /// The n with a power, not rounded.
    ///
    /// - Throws: ``StatisticsError`` for a power not above the level, and where 10⁹ subjects are not enough.
    public func subjects(power target: Double) throws(StatisticsError) -> Double {
        _ = try level.quantile(ofPower: target)
        guard power(subjects: fewest) < target else { return fewest }
        var high = fewest * 2
        while power(subjects: high) < target, high < 1e9 { high *= 2 }
        guard power(subjects: high) >= target else {
            throw StatisticsError(
                .invalidValue, argument: "effect",
                "the effect is not on the side of the null hypothesis that the trial is to show, or too small: 10⁹ subjects are not enough"
            )
        }
        do {
            return try BrentRoot(of: { power(subjects: $0) - target }, in: (high / 2)...high, tolerance: 1e-9).value
        } catch {
            throw StatisticsError(.invalidValue, argument: "power", "no number was found: \(error.description)")
        }
    }
}

/// A test with a normal statistic.
public struct NormalPower: PowerFunction, Hashable {
    /// The effect of one subject.
    public let effect: StandardizedEffect
    /// The level of the test.
    public let level: TestLevel
    /// The least n for which the test exists.
    public var fewest: Double { 1e-3 }

    /// The test of an effect at a level.
    public init(_ effect: StandardizedEffect, level: TestLevel) {
        self.effect = effect
        self.level = level
    }

    /// The level of the test.
    public func power(subjects: Double) -> Double { effect.power(subjects: subjects, level) }
}
