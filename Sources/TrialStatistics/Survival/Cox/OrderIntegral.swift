/// ∫₀^∞ e^{−u} ∏ (1 − e^{−ρᵢu})^cᵢ du with the derivatives of its logarithm.
///
/// In v = log u the integrand is log-concave, analytic in a strip and falls off at both ends faster than an exponential, so
/// that the trapezoidal rule converges geometrically: with steps of at most 0.2 and half the width of the peak its error
/// is below rounding. Nodes run from the peak both ways until they no longer count.
///
/// ## References
/// Trefethen & Weideman, *SIAM Review* 56 (2014) 385–458, theorem 5.1.
struct OrderIntegral {
    private let order: Int
    private var ratios: [Double] = []
    private var copies: [Double] = []
    /// δ of each death, one after the other.
    private var differences: [Double] = []
    // Of the node at hand, and their means over nodes.
    private var slopes: [Double] = []
    private var slopeSums: [Double] = []
    private var bendSums: [Double] = []
    private var gradient: [Double]
    private var gradientSum: [Double]
    private var squareSum: [Double]
    private var sum = 0.0
    private var slopeTotal = 0.0

    private static let negligible = 1e-18

    init(order: Int) {
        self.order = order
        gradient = [Double](repeating: 0, count: order)
        gradientSum = gradient
        squareSum = [Double](repeating: 0, count: order * order)
    }

    /// Forgets the deaths of the last event time.
    mutating func begin() {
        ratios.removeAll(keepingCapacity: true)
        copies.removeAll(keepingCapacity: true)
        differences.removeAll(keepingCapacity: true)
    }

    mutating func addDeath(ratio: Double, copies count: Double, _ row: UnsafePointer<Double>, _ mean: [Double]) {
        ratios.append(ratio)
        copies.append(count)
        for i in 0..<order { differences.append(row[i] - mean[i]) }
    }

    /// Adds log L, its gradient and all of the information but V E Σ a; returns E Σ a.
    mutating func integrate(into result: inout LikelihoodEvaluation) -> Double {
        clear()
        let peak = self.peak()
        guard peak.height.isFinite, peak.curvature > 0 else {
            result.logLikelihood = .nan
            return 0
        }
        let step = min(0.2, 0.5 / peak.curvature.squareRoot())
        addNode(peak.place, peak.height)
        for direction in [1.0, -1] {
            var node = 1.0
            while addNode(peak.place + direction * node * step, peak.height) > Self.negligible * sum { node += 1 }
        }
        result.logLikelihood += peak.height + Elementary.logarithm(step * sum)
        addDerivatives(into: &result)
        return slopeTotal / sum
    }

    private mutating func clear() {
        slopes = [Double](repeating: 0, count: ratios.count)
        slopeSums = slopes
        bendSums = slopes
        (sum, slopeTotal) = (0, 0)
        for i in 0..<order {
            gradientSum[i] = 0
            for j in 0..<order { squareSum[i * order + j] = 0 }
        }
    }

    /// Where the integrand in v is greatest, nearly; its logarithm and minus its second derivative there.
    private func peak() -> (place: Double, height: Double, curvature: Double) {
        var place = 0.0
        for _ in 0..<100 {
            let (slope, curvature) = derivatives(at: place)
            guard curvature > 0 else { break }
            let move = min(1, max(-1, slope / curvature))
            place += move
            if abs(move) < 1e-3 { break }
        }
        return (place, height(at: place), derivatives(at: place).curvature)
    }

    private func derivatives(at place: Double) -> (slope: Double, curvature: Double) {
        let u = Elementary.exponential(place)
        var slope = 1 - u
        var curvature = u
        for death in ratios.indices {
            let y = ratios[death] * u
            let a = Self.slope(y, Self.complement(y))
            slope += copies[death] * a
            curvature -= copies[death] * a * (1 - a - y)
        }
        return (slope, curvature)
    }

    private func height(at place: Double) -> Double {
        let u = Elementary.exponential(place)
        return ratios.indices.reduce(place - u) {
            $0 + copies[$1] * Elementary.logarithm(Self.complement(ratios[$1] * u))
        }
    }

    /// 1 − e^{−y}.
    private static func complement(_ y: Double) -> Double { -Elementary.exponentialLessOne(-y) }

    /// y/(eʸ − 1).
    private static func slope(_ y: Double, _ complement: Double) -> Double { y / complement - y }

    /// Takes in the node at v; returns its share of the peak.
    @discardableResult
    private mutating func addNode(_ place: Double, _ peak: Double) -> Double {
        let u = Elementary.exponential(place)
        var logarithm = place - u
        var total = 0.0
        for i in 0..<order { gradient[i] = 0 }
        for death in ratios.indices {
            let complement = Self.complement(ratios[death] * u)
            logarithm += copies[death] * Elementary.logarithm(complement)
            let a = Self.slope(ratios[death] * u, complement)
            slopes[death] = a
            total += copies[death] * a
            for i in 0..<order { gradient[i] += copies[death] * a * differences[death * order + i] }
        }
        let weight = Elementary.exponential(logarithm - peak)
        guard weight > 0 else { return 0 }
        sum += weight
        slopeTotal += weight * total
        for death in ratios.indices {
            let a = slopes[death]
            slopeSums[death] += weight * a
            bendSums[death] += weight * a * (1 - a - ratios[death] * u)
        }
        for i in 0..<order {
            gradientSum[i] += weight * gradient[i]
            for j in 0...i { squareSum[i * order + j] += weight * gradient[i] * gradient[j] }
        }
        return weight
    }

    private func addDerivatives(into result: inout LikelihoodEvaluation) {
        for i in 0..<order {
            result.score[i] += gradientSum[i] / sum
            for j in 0...i {
                let square = squareSum[i * order + j] / sum - gradientSum[i] / sum * (gradientSum[j] / sum)
                result.information[i * order + j] -= square
            }
        }
        for death in ratios.indices {
            let bend = copies[death] * bendSums[death] / sum
            let difference = death * order
            for i in 0..<order {
                for j in 0...i {
                    result.information[i * order + j] -=
                        bend * differences[difference + i] * differences[difference + j]
                }
            }
        }
    }
}
