import TrialNumerics

/// How the score S = Z√t is distributed among trials that have not stopped: the state of the recursive integration.
///
/// Scores gain independent normal increments, so that with the sub-density g_j of trials that went on at look j, in the region C_j,
///
/// ```
/// g_k(s) = ∫_C_j g_j(u) φ((s − u − θΔ)/√Δ)/√Δ du,        Δ = t_k − t_j
/// P(S_k > s, went on) = ∫_C_j g_j(u) (1 − Φ((s − u − θΔ)/√Δ)) du
/// ```
///
/// with the drift θ, the mean of Z at information 1. The integrals are sums over a ``ScoreGrid``. Before the first look all mass stands at 0, the same sums
/// with one node. Absolute errors stay below 1e-12 for tens of looks; tails keep relative accuracy far out, because they are summed from positive terms.
///
/// ## References
/// Armitage, McPherson & Rowe, *JRSS A* 132 (1969) 235–244. Jennison & Turnbull (2000), chapter 19.
struct ContinuingScore: Sendable {
    /// A side on which a score lies beyond a limit.
    enum Side: Sendable, Hashable {
        case upper, lower
    }

    /// t, where 1 is the planned maximum.
    let information: Double
    /// θ, the mean of Z at information 1.
    let drift: Double
    /// The nodes u, ascending, and g(u) du at them.
    let nodes: [Double]
    let masses: [Double]
    /// The edges of the regions so far, and the information at which they stood.
    private let edges: [Edge]

    private struct Edge: Sendable {
        let place: Double
        let information: Double
    }

    /// Before the first look.
    init(drift: Double) {
        information = 0
        self.drift = drift
        nodes = [0]
        masses = [1]
        edges = []
    }

    /// P(gone on so far).
    var mass: Double { masses.reduce(0, +) }

    /// The trials that go on at a look.
    ///
    /// - Parameters:
    ///   - t: the information of the look.
    ///   - limits: from the look's mean and deviation, the region of scores that go on.
    ///   - next: the information of the look after it.
    init(_ before: ContinuingScore, at t: Double, in region: ScoreRegion, next: Double) {
        let edges =
            before.edges
            + region.pieces.flatMap { [$0.lowerBound, $0.upperBound] }.map { Edge(place: $0, information: t) }
        let step = next - t
        let scale = 1 / (1 / t + 1 / step).squareRoot()
        let layers = before.edges.map { edge in
            ScoreGrid.Layer(
                place: edge.place + before.drift * (t - edge.information), width: (t - edge.information).squareRoot())
        }
        let grid = ScoreGrid(region, scale: scale, layers: layers)
        information = t
        drift = before.drift
        nodes = grid.nodes
        masses = zip(before.densities(at: grid.nodes, information: t), grid.weights).map { $0 * $1 }
        self.edges = edges
    }

    /// The mean of the score at information t if the trial never stopped.
    func mean(at t: Double) -> Double { drift * t }

    /// P(gone on so far, the score at information t beyond `limit`).
    func tail(_ side: Side, beyond limit: Double, at t: Double) -> Double {
        let step = t - information
        let (shift, inverse) = (drift * step, 1 / step.squareRoot())
        let sign: Double = side == .upper ? inverse : -inverse
        var sum = 0.0
        for index in nodes.indices {
            let z = (limit - nodes[index] - shift) * sign
            if z > 38.4 { continue }
            sum += masses[index] * (z < -8.3 ? 1 : Normal.standard.upperTail(at: z))
        }
        return sum
    }

    /// g at a place, at information t.
    func density(at place: Double, information t: Double) -> Double { densities(at: [place], information: t)[0] }

    /// g at places, at information t.
    func densities(at places: [Double], information t: Double) -> [Double] {
        let step = t - information
        let (shift, half) = (drift * step, -0.5 / step)
        let norm = Self.inverseRootTwoPi / step.squareRoot()
        let reach = Self.kernelReach * step.squareRoot()
        var (first, last) = (0, 0)
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: nodes.count) { kernel in
            places.map { place in
                let centre = place - shift
                while first < nodes.count, nodes[first] < centre - reach { first += 1 }
                last = max(first, last)
                while last < nodes.count, nodes[last] <= centre + reach { last += 1 }
                guard first < last else { return 0 }
                for index in first..<last {
                    let distance = centre - nodes[index]
                    kernel[index - first] = half * distance * distance
                }
                if let values = kernel.baseAddress { Elementary.exponentiate(values, count: last - first) }
                var sum = 0.0
                for index in first..<last { sum += masses[index] * kernel[index - first] }
                return sum * norm
            }
        }
    }

    private static let inverseRootTwoPi = 0.398942280401432677939946
    /// Beyond 36 standard deviations the kernel is below 1e-281 and left out.
    private static let kernelReach = 36.0
}
