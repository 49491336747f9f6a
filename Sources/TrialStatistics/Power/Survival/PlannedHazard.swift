/// A hazard that is constant between given times: exponential survival with one piece, piecewise exponential with more.
///
/// ```
/// S(t) = exp(−Λ(t)),   Λ(t) = Σ λⱼ · (time spent in piece j until t)
/// ```
///
/// ```swift
/// try PlannedHazard(median: 21.3).rates           // [0.0325421…] = log 2/21.3
/// try PlannedHazard(starts: [0, 6], rates: [0.04, 0.02]).survival(at: 12)   // exp(−0.36)
/// ```
public struct PlannedHazard: Sendable, Hashable {
    let pieces: PiecewiseConstant

    /// Where the pieces begin; the first at 0.
    public var starts: [Double] { pieces.starts }
    /// λⱼ.
    public var rates: [Double] { pieces.values }

    init(_ pieces: PiecewiseConstant) { self.pieces = pieces }

    /// A hazard in pieces.
    ///
    /// - Throws: ``StatisticsError`` for starts that do not begin at 0 and rise, and for rates below 0.
    public init(starts: [Double], rates: [Double], named name: String = "hazard") throws(StatisticsError) {
        pieces = try PiecewiseConstant(starts, rates, name)
    }

    /// A constant hazard, of at least 0.
    public init(rate: Double, named name: String = "hazard") throws(StatisticsError) {
        guard rate >= 0, rate.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(rate); expected a finite number of at least 0")
        }
        pieces = PiecewiseConstant(starts: [0], values: [rate])
    }

    /// The constant hazard with a median, log 2/m.
    public init(median: Double, named name: String = "median") throws(StatisticsError) {
        guard median > 0, median.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(median); expected a finite number above 0")
        }
        self.init(PiecewiseConstant(starts: [0], values: [Elementary.logarithm(2) / median]))
    }

    /// The hazard that goes through points of a survival curve, constant between them and after the last.
    ///
    /// - Throws: ``StatisticsError`` unless times rise above 0, and survival falls from at most 1 and stays above 0.
    public init(survival: [Double], at times: [Double], named name: String = "survival") throws(StatisticsError) {
        guard survival.count == times.count, !times.isEmpty else {
            throw StatisticsError(
                .lengthMismatch, argument: name,
                "\(name) has \(survival.count) values and \(times.count) times; expected as many of both, and one at least"
            )
        }
        var rates: [Double] = []
        var (time, value) = (0.0, 1.0)
        for index in times.indices {
            guard times[index] > time, times[index].isFinite else {
                throw .invalid("\(name).times", index, times[index], expected: "a finite number above \(time)")
            }
            guard survival[index] > 0, survival[index] <= value else {
                throw .invalid(name, index, survival[index], expected: "a number above 0 and not above \(value)")
            }
            rates.append(-Elementary.logarithm(survival[index] / value) / (times[index] - time))
            (time, value) = (times[index], survival[index])
        }
        pieces = PiecewiseConstant(starts: [0] + times.dropLast(), values: rates)
    }

    /// No events at all.
    public static let none = PlannedHazard(PiecewiseConstant(starts: [0], values: [0]))

    /// λ(t).
    public func rate(at time: Double) -> Double { pieces.value(at: time) }
    /// Λ(t).
    public func cumulative(at time: Double) -> Double { pieces.integral(to: time) }
    /// S(t).
    public func survival(at time: Double) -> Double { Elementary.exponential(-cumulative(at: time)) }
    /// The median; nil where half of the subjects never have the event.
    public var median: Double? { pieces.time(ofIntegral: Elementary.logarithm(2)) }

    /// The hazard times a hazard ratio.
    public func scaled(by ratio: HazardRatio) -> PlannedHazard { PlannedHazard(pieces.times(ratio.pieces)) }
}

/// The hazard on treatment divided by that on control, constant or by period: a delayed effect, crossing hazards.
///
/// ```swift
/// try HazardRatio(0.72)
/// try HazardRatio(starts: [0, 3], values: [1, 0.6])      // no effect for 3 months, then 0.6
/// ```
public struct HazardRatio: Sendable, Hashable {
    let pieces: PiecewiseConstant

    /// Where the periods begin; the first at 0.
    public var starts: [Double] { pieces.starts }
    /// The ratio in each.
    public var values: [Double] { pieces.values }
    /// The ratio, where it is the same at all times.
    public var constant: Double? { values.allSatisfy { $0 == values[0] } ? values[0] : nil }

    /// One ratio at all times, above 0.
    public init(_ value: Double) throws(StatisticsError) {
        try self.init(starts: [0], values: [value])
    }

    /// A ratio by period.
    public init(starts: [Double], values: [Double]) throws(StatisticsError) {
        pieces = try PiecewiseConstant(starts, values, "hazardRatio", isPositive: true)
    }

    /// The ratio that turns one hazard into another, both above 0 wherever either is.
    public init(of treatment: PlannedHazard, to control: PlannedHazard) throws(StatisticsError) {
        let starts = Set(treatment.starts).union(control.starts).sorted()
        try self.init(starts: starts, values: starts.map { treatment.rate(at: $0) / control.rate(at: $0) })
    }
}
