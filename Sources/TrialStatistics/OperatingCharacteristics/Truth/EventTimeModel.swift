import TrialNumerics

/// How long an event takes in truth: the distribution that virtual patients are drawn from.
///
/// A time is the inverse of the cumulative hazard at a unit exponential variate, so that two models that are given the same
/// variate show the same patient under two truths:
///
/// ```
/// T = H⁻¹(E),  E ~ Exp(1):    exponential H(t) = λt    Weibull H(t) = (t/σ)ᵏ    piecewise H(t) = Σ λⱼ · (time in piece j)
/// ```
///
/// ```swift
/// let control = try EventTimeModel(median: 40)
/// let treated = try control.changed(hazardRatio: 0.6, after: 3)     // no effect in the first three months
/// let withCures = try control.curing(0.2)                          // a fifth never has the event
/// treated.median                                                   // 64.666…
/// ```
///
/// ## Edge cases
/// A hazard of 0 in the last piece, or a cured share, leaves patients who never have the event; then ``median`` may be absent.
///
/// ## References
/// Bender, Augustin & Blettner, *Stat Med* 24 (2005) 1713–1723 (times by inversion).
public struct EventTimeModel: Sendable, Hashable, Codable {
    indirect enum Kind: Sendable, Hashable, Codable {
        case never
        case exponential(hazard: Double)
        case piecewise(PiecewiseHazard)
        case weibull(shape: Double, scale: Double)
        /// S(t) = c + (1 − c) S₀(t); the cumulative hazard never passes −log c.
        case cured(share: Double, Kind)
        /// The hazard times a ratio from a time on; with it the cumulative hazard there.
        case changed(Kind, ratio: Double, after: Double, cumulative: Double)
    }

    let kind: Kind

    private init(_ kind: Kind) { self.kind = kind }

    /// The event never happens.
    public static let never = EventTimeModel(.never)

    /// Exponential times of a hazard ≥ 0.
    ///
    /// - Throws: ``StatisticsError`` for a hazard that is negative or not finite.
    public init(hazard: Double) throws(StatisticsError) {
        guard hazard.isFinite, hazard >= 0 else {
            throw .simulated("hazard", hazard, expected: "a finite number ≥ 0")
        }
        self.init(hazard == 0 ? .never : .exponential(hazard: hazard))
    }

    /// Exponential times of a median > 0.
    ///
    /// - Throws: ``StatisticsError`` for a median that is not a finite number > 0.
    public init(median: Double) throws(StatisticsError) {
        guard median.isFinite, median > 0 else { throw .simulated("median", median, expected: "a finite number > 0") }
        self.init(.exponential(hazard: -RandomBlocks.logarithm(0.5) / median))
    }

    /// Exponential times of which a share lies within a time: "5 % a year".
    ///
    /// - Throws: ``StatisticsError`` for a share outside 0..<1 or a time that is not a finite number > 0.
    public init(shareLost share: Double, in time: Double) throws(StatisticsError) {
        guard share >= 0, share < 1 else { throw .simulated("share", share, expected: "a number in 0..<1") }
        guard time.isFinite, time > 0 else { throw .simulated("time", time, expected: "a finite number > 0") }
        try self.init(hazard: -RandomBlocks.logarithm(1 - share) / time)
    }

    /// A hazard that is constant between the given times.
    ///
    /// - Parameters:
    ///   - starts: where each piece starts; the first at 0, then increasing.
    ///   - hazards: the hazard of each piece, ≥ 0.
    /// - Throws: ``StatisticsError`` that names the element at fault.
    public init(starts: [Double], hazards: [Double]) throws(StatisticsError) {
        self.init(.piecewise(try PiecewiseHazard(starts: starts, hazards: hazards)))
    }

    /// Weibull times, S(t) = exp(−(t/scale)^shape).
    ///
    /// - Throws: ``StatisticsError`` for a shape or scale that is not a finite number > 0.
    public init(weibullShape shape: Double, scale: Double) throws(StatisticsError) {
        for (name, value) in [("shape", shape), ("scale", scale)] where !(value.isFinite && value > 0) {
            throw .simulated(name, value, expected: "a finite number > 0")
        }
        self.init(.weibull(shape: shape, scale: scale))
    }

    /// Weibull times of a median > 0: scale = median/(log 2)^(1/shape).
    ///
    /// - Throws: ``StatisticsError`` for a median or shape that is not a finite number > 0.
    public init(median: Double, weibullShape shape: Double) throws(StatisticsError) {
        guard median.isFinite, median > 0 else { throw .simulated("median", median, expected: "a finite number > 0") }
        guard shape.isFinite, shape > 0 else { throw .simulated("shape", shape, expected: "a finite number > 0") }
        let log2 = -RandomBlocks.logarithm(0.5)
        try self.init(
            weibullShape: shape, scale: median / PortableExponential.of(RandomBlocks.logarithm(log2) / shape))
    }

    /// The same times for those who are not cured; a share never has the event.
    ///
    /// - Throws: ``StatisticsError`` for a share outside 0..<1.
    public func curing(_ share: Double) throws(StatisticsError) -> EventTimeModel {
        guard share >= 0, share < 1 else { throw .simulated("cured share", share, expected: "a number in 0..<1") }
        return share == 0 ? self : EventTimeModel(.cured(share: share, kind))
    }

    /// The same times with the hazard multiplied by a ratio from a time on: proportional hazards, or a delayed effect.
    ///
    /// - Throws: ``StatisticsError`` for a ratio that is not a finite number > 0, or a time that is negative or not finite.
    public func changed(hazardRatio ratio: Double, after time: Double = 0) throws(StatisticsError) -> EventTimeModel {
        guard ratio.isFinite, ratio > 0 else { throw .simulated("hazardRatio", ratio, expected: "a finite number > 0") }
        guard time.isFinite, time >= 0 else { throw .simulated("after", time, expected: "a finite number ≥ 0") }
        if ratio == 1 { return self }
        if time == 0, case .exponential(let hazard) = kind {
            return EventTimeModel(.exponential(hazard: hazard * ratio))
        }
        return EventTimeModel(
            .changed(kind, ratio: ratio, after: time, cumulative: kind.cumulativeHazard(at: time)))
    }

    /// H(t), the cumulative hazard at a time ≥ 0.
    public func cumulativeHazard(at time: Double) -> Double { kind.cumulativeHazard(at: time) }

    /// S(t), the share that is still without the event at a time ≥ 0.
    public func survival(at time: Double) -> Double { PortableExponential.of(-cumulativeHazard(at: time)) }

    /// The time that half have passed without the event; absent where more than half never have it.
    public var median: Double? {
        let time = kind.time(atCumulativeHazard: -RandomBlocks.logarithm(0.5))
        return time.isFinite ? time : nil
    }
}

/// eˣ with the same bits on every platform.
enum PortableExponential {
    static func of(_ x: Double) -> Double {
        var value = x
        Elementary.exponentiate(&value, count: 1)
        return value
    }
}

extension StatisticsError {
    /// A value of a virtual trial's description that makes no sense.
    static func simulated(_ argument: String, _ value: Double, expected: String) -> StatisticsError {
        let shown = Int(exactly: value).map(String.init) ?? "\(value)"
        return StatisticsError(.invalidValue, argument: argument, "\(argument) is \(shown); expected \(expected)")
    }
}
