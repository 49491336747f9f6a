import Foundation

/// First exits of a group sequential trial by Simpson's rule on even grids of Z, thousands of points a look, without any care for where the integrand bends.
///
/// It works on Z, not on the score, with the conditional density of Z_k given Z_j:
/// mean ρz + θ(√t_k − ρ√t_j), variance 1 − ρ², ρ = √(t_j/t_k).
public struct NaiveSequential {
    /// P(first leaves at look k, above the upper limit).
    public private(set) var above: [Double] = []
    /// P(first leaves at look k, below the lower limit).
    public private(set) var below: [Double] = []

    /// The exits for limits on Z; an absent one is ±∞.
    public init(_ times: [Double], lower: [Double?], upper: [Double?], drift: Double, points: Int = 2000) {
        var grid: [(z: Double, mass: Double)] = []
        for (look, t) in times.enumerated() {
            let mean = drift * t.squareRoot()
            let high = upper[look] ?? mean + 9
            let low = lower[look] ?? min(mean, high) - 9
            func given(_ z: Double) -> (mean: Double, deviation: Double) {
                let before = times[look - 1]
                let rho = (before / t).squareRoot()
                return (rho * z + drift * (t.squareRoot() - rho * before.squareRoot()), (1 - before / t).squareRoot())
            }
            func tail(_ x: Double) -> Double { 0.5 * erfc(x / 2.0.squareRoot()) }
            func density(_ x: Double) -> Double { exp(-x * x / 2) / (2 * Double.pi).squareRoot() }
            if look == 0 {
                above.append(upper[0] == nil ? 0 : tail(high - mean))
                below.append(lower[0] == nil ? 0 : tail(mean - low))
            } else {
                var (over, under) = (0.0, 0.0)
                for (z, mass) in grid {
                    let next = given(z)
                    over += upper[look] == nil ? 0 : mass * tail((high - next.mean) / next.deviation)
                    under += lower[look] == nil ? 0 : mass * tail((next.mean - low) / next.deviation)
                }
                above.append(over)
                below.append(under)
            }
            let width = (high - low) / Double(points)
            grid = (0...points).map { index in
                let z = low + Double(index) * width
                let weight = (index == 0 || index == points ? 1.0 : index % 2 == 1 ? 4 : 2) * width / 3
                if look == 0 { return (z, weight * density(z - mean)) }
                return (
                    z,
                    weight
                        * grid.reduce(0) { sum, node in
                            let next = given(node.z)
                            return sum + node.mass * density((z - next.mean) / next.deviation) / next.deviation
                        }
                )
            }
        }
    }
}
