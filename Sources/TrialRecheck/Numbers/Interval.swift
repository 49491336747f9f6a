/// The numbers between two ends, which belong to it; arithmetic on intervals holds every result of their members.
///
/// Ends are moved outwards by the rounding of each step, so that what lies outside an interval cannot be reached.
///
/// ```swift
/// Interval(1, 2) - Interval(0, 0.5)      // 0.5 … 2
/// ```
///
/// ## References
/// Moore RE, Kearfott RB, Cloud MJ. Introduction to Interval Analysis. SIAM, 2009, chapters 2 and 5.
public struct Interval: Sendable, Hashable {
    /// The least member; −∞ where there is none.
    public let lower: Double
    /// The largest member; ∞ where there is none.
    public let upper: Double

    /// All numbers from one to another.
    public init(_ lower: Double, _ upper: Double) {
        precondition(lower <= upper, "an interval's ends are in order")
        (self.lower, self.upper) = (lower, upper)
    }

    /// One number.
    public init(_ value: Double) { self.init(value, value) }

    /// All numbers.
    static let all = Interval(-.infinity, .infinity)

    /// Its length.
    var width: Double { upper - lower }
    /// The number halfway.
    var middle: Double { lower + (upper - lower) / 2 }

    /// Whether a number belongs to it.
    public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

    /// Whether two have a number in common.
    public func meets(_ other: Interval) -> Bool { lower <= other.upper && other.lower <= upper }

    /// The least interval that holds both.
    func hull(_ other: Interval) -> Interval { Interval(min(lower, other.lower), max(upper, other.upper)) }

    /// What two have in common.
    func intersection(_ other: Interval) -> Interval? {
        meets(other) ? Interval(max(lower, other.lower), min(upper, other.upper)) : nil
    }

    /// The interval with its ends moved outwards by one rounding.
    var widened: Interval { Interval(lower.nextDown, upper.nextUp) }

    /// The interval with its ends moved outwards by the error of a special function, of some 1e-12 of its value.
    var widenedAsFunction: Interval {
        Interval(lower - abs(lower) * 1e-11 - 1e-300, upper + abs(upper) * 1e-11 + 1e-300)
    }
}

extension Interval {
    static func + (a: Interval, b: Interval) -> Interval { Interval(a.lower + b.lower, a.upper + b.upper).widened }
    static func - (a: Interval, b: Interval) -> Interval { Interval(a.lower - b.upper, a.upper - b.lower).widened }
    static prefix func - (a: Interval) -> Interval { Interval(-a.upper, -a.lower) }

    static func * (a: Interval, b: Interval) -> Interval {
        let products = [a.lower * b.lower, a.lower * b.upper, a.upper * b.lower, a.upper * b.upper]
            .map { $0.isNaN ? 0 : $0 }
        return products.dropFirst().reduce(Interval(products[0])) { $0.hull(Interval($1)) }.widened
    }

    /// A quotient; all numbers where the divisor holds 0.
    static func / (a: Interval, b: Interval) -> Interval {
        guard b.lower > 0 || b.upper < 0 else { return .all }
        return a * Interval(1 / b.upper, 1 / b.lower).widened
    }

    /// The squares.
    var squared: Interval {
        let size = magnitude
        return Interval(size.lower * size.lower, size.upper * size.upper).widened.nonNegative
    }

    /// The sizes without sign.
    var magnitude: Interval {
        contains(0) ? Interval(0, max(-lower, upper)) : lower > 0 ? self : -self
    }

    /// The square roots of those members that have one.
    var squareRoot: Interval {
        Interval(max(0, lower).squareRoot(), max(0, upper).squareRoot()).widened.nonNegative
    }

    /// The members from 0 on; 0 where there is none.
    var nonNegative: Interval { Interval(max(0, lower), max(0, upper)) }

    /// The values of a function that rises, or falls, over the whole interval.
    func monotone(_ function: (Double) -> Double) -> Interval {
        let (a, b) = (function(lower), function(upper))
        return Interval(min(a, b), max(a, b)).widenedAsFunction
    }
}
