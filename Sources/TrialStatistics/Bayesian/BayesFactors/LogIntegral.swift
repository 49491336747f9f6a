import TrialNumerics

/// The logarithm of an integral of exp(g) over an interval of which g may reach any size.
///
/// g, which has one peak that counts, is looked at on a grid, its peak is found between neighbours, and exp(g − largest) is integrated by
/// halving on both sides of it.
struct LogIntegral {
    /// log ∫ exp(g(x)) dx.
    let value: Double

    init(of logarithm: (Double) -> Double, in interval: ClosedRange<Double>) {
        let count = 400
        let width = (interval.upperBound - interval.lowerBound) / Double(count)
        let places = (0...count).map { interval.lowerBound + Double($0) * width }
        let heights = places.map(logarithm)
        let top = heights.indices.max { heights[$0] < heights[$1] } ?? 0
        let peak = Self.peak(of: logarithm, from: places[max(0, top - 1)], to: places[min(count, top + 1)])
        let largest = max(logarithm(peak), heights[top])
        // What lies 60 below the top is no part of the sum.
        let first = heights.firstIndex { $0 > largest - 60 } ?? top
        let last = heights.lastIndex { $0 > largest - 60 } ?? top
        let (low, high) = (places[max(0, first - 1)], places[min(count, last + 1)])
        let integral = [low...peak, peak...high].map { half in
            AdaptiveQuadrature(
                of: { Elementary.exponential(logarithm($0) - largest) }, in: half, tolerance: 1e-12, pieces: 8
            ).value
        }.reduce(0, +)
        value = largest + Elementary.logarithm(integral)
    }

    /// The place of the largest value between two places, by golden section.
    private static func peak(of logarithm: (Double) -> Double, from start: Double, to end: Double) -> Double {
        let share = 0.6180339887498949
        var (low, high) = (start, end)
        var (left, right) = (high - share * (high - low), low + share * (high - low))
        var (leftHeight, rightHeight) = (logarithm(left), logarithm(right))
        for _ in 0..<30 {
            if leftHeight > rightHeight {
                (high, right, rightHeight) = (right, left, leftHeight)
                left = high - share * (high - low)
                leftHeight = logarithm(left)
            } else {
                (low, left, leftHeight) = (left, right, rightHeight)
                right = low + share * (high - low)
                rightHeight = logarithm(right)
            }
        }
        return (low + high) / 2
    }
}
