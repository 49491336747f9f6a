/// Points of a spending function of a user's own: the shares of the level that may be spent by information fractions.
///
/// Straight lines join the points, from (0, 0) to (1, 1).
///
/// ```swift
/// let table = try SpendingTable([(fraction: 0.5, share: 0.2), (fraction: 0.8, share: 0.6)])
/// table.share(at: 0.65)      // 0.4
/// ```
public struct SpendingTable: Sendable, Hashable {
    /// The fractions, increasing.
    public let fractions: [Double]
    /// The share of the level that may be spent by each.
    public let shares: [Double]

    /// The points, in order of their fractions.
    ///
    /// - Throws: ``StatisticsError`` where fractions do not increase within (0, 1], or shares decrease, leave [0, 1] or end at 1 below 1.
    public init(_ points: [(fraction: Double, share: Double)]) throws(StatisticsError) {
        try InformationFractions.check(points.map(\.fraction), argument: "table fractions")
        var before = 0.0
        for (index, point) in points.enumerated() {
            guard point.share >= before, point.share <= 1 else {
                throw .invalid(
                    "table shares", index, point.share,
                    expected: "a number in \(before)...1, as shares may not decrease")
            }
            guard point.fraction < 1 || point.share == 1 else {
                throw .invalid("table shares", index, point.share, expected: "1 at the fraction 1")
            }
            before = point.share
        }
        fractions = points.map(\.fraction)
        shares = points.map(\.share)
    }

    /// The share that may be spent by a fraction.
    public func share(at fraction: Double) -> Double {
        guard fraction > 0 else { return 0 }
        guard fraction < 1 else { return 1 }
        var left = (fraction: 0.0, share: 0.0)
        for (place, share) in zip(fractions + [1], shares + [1]) {
            guard fraction > place else {
                return left.share + (share - left.share) * (fraction - left.fraction) / (place - left.fraction)
            }
            left = (place, share)
        }
        return 1
    }
}
