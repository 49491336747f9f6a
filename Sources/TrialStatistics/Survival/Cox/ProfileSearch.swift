/// The search for limits along the profile of a likelihood.
///
/// With z(b) = √(2 [ℓ(β̂) − ℓₖ(b)]), which is nearly linear in b, a limit is where z(b) = z. Newton's method on it, with
/// the slope of the profile being the score of the coefficient held, inside a bracket that only shrinks.
struct ProfileSearch {
    /// Where the search for the maximum ended, and the height there.
    let peak: [Double]
    let height: Double
    /// The signs of the infinities to which the likelihood is monotone in each coefficient.
    let divergence: [FloatingPointSign?]
    /// Whether each coefficient is determined at the maximum.
    let isDetermined: [Bool]
    /// A standard error of each coefficient, or what stands for it where there is none.
    let units: [Double]
    /// For each coefficient how the others follow it, by the covariance at the maximum.
    let directions: [[Double]]

    private static let mostSteps = 100
    /// The precision of a limit, as a share of the standard error.
    private static let precision = 1e-10

    init(_ search: CoxSearch) {
        let order = search.end.count
        peak = search.end
        height = search.height
        divergence = search.divergence
        isDetermined = search.coefficients.map { $0 != nil }
        let isRegular = search.convergence == .converged
        let covariance = search.covariance
        var units: [Double] = []
        var directions: [[Double]] = []
        for held in 0..<order {
            let variance = isRegular ? covariance[held * order + held] : 1 / search.nullInformation[held]
            units.append(variance.squareRoot())
            directions.append(
                (0..<order).map { other -> Double in
                    guard isRegular else { return other == held ? 1 : 0 }
                    return covariance[held * order + other] / variance
                })
        }
        self.units = units
        self.directions = directions
    }

    /// Limits and test of one coefficient.
    func profile<Likelihood: PartialLikelihood & ~Copyable>(
        _ likelihood: inout Likelihood, of index: Int, level: ConfidenceLevel
    ) -> CoxRegression.Profile {
        CoxRegression.Profile(
            covariate: index, level: level,
            lower: bound(&likelihood, of: index, .minus, level.normalQuantile),
            upper: bound(&likelihood, of: index, .plus, level.normalQuantile), test: test(&likelihood, [index]))
    }

    /// The likelihood-ratio test of some coefficients being 0, the others left free.
    func test<Likelihood: PartialLikelihood & ~Copyable>(
        _ likelihood: inout Likelihood, _ group: [Int]
    ) -> ChiSquaredTest? {
        let group = Set(group).sorted()
        var start = peak
        if let only = group.first, group.count == 1 { start = moved(peak, only, to: 0) }
        for index in group { start[index] = 0 }
        let search = ConstrainedSearch(&likelihood, from: start, free: peak.indices.filter { !group.contains($0) })
        guard search.isAtMaximum else { return nil }
        return ChiSquaredTest(
            statistic: 2 * (height - search.evaluation.logLikelihood), degreesOfFreedom: group.count)
    }

    private func moved(_ beta: [Double], _ index: Int, to value: Double) -> [Double] {
        let change = value - beta[index]
        var result = beta.indices.map { beta[$0] + change * directions[index][$0] }
        result[index] = value
        return result
    }

    private func bound<Likelihood: PartialLikelihood & ~Copyable>(
        _ likelihood: inout Likelihood, of index: Int, _ side: FloatingPointSign, _ quantile: Double
    ) -> CoxRegression.Profile.Bound {
        if divergence[index] == side || divergence[index] == nil && !isDetermined[index] { return .unbounded }
        let others = peak.indices.filter { $0 != index }
        let outward: Double = side == .plus ? 1 : -1
        var bracket = Bracket(inside: peak[index], outward: outward, step: quantile * units[index])
        var last = peak
        for _ in 0..<Self.mostSteps {
            let value = bracket.next
            let search = ConstrainedSearch(&likelihood, from: moved(last, index, to: value), free: others)
            guard search.isAtMaximum else {
                bracket.retreat()
                continue
            }
            last = search.beta
            let depth = max(0, 2 * (height - search.evaluation.logLikelihood)).squareRoot()
            let newton = (depth - quantile) * depth / search.evaluation.score[index]
            bracket.take(value, isInside: depth < quantile, newton: depth > quantile / 10 ? newton : nil)
            if bracket.isNarrow(Self.precision * units[index]) { return .finite(bracket.next) }
        }
        return .notFound
    }
}

/// Where a limit lies: beyond a point inside the interval, before a point outside it once one is known.
private struct Bracket {
    private var inside: Double
    private var outside: Double?
    private let outward: Double
    private var step: Double
    /// Where to look next.
    private(set) var next: Double
    private var lastMove = Double.infinity

    init(inside: Double, outward: Double, step: Double) {
        self.inside = inside
        self.outward = outward
        self.step = step
        next = inside + outward * step
    }

    /// Takes in on which side of the limit a point lies and how far Newton's method would go from it.
    mutating func take(_ value: Double, isInside: Bool, newton: Double?) {
        if isInside { inside = value } else { outside = value }
        if let newton, newton.isFinite, contains(value + newton) {
            lastMove = abs(newton)
            next = value + newton
        } else if let outside {
            next = (inside + outside) / 2
            lastMove = abs(outside - inside) / 2
        } else {
            step *= 2
            next = inside + outward * step
        }
    }

    /// Comes back from a point where the likelihood could not be evaluated.
    mutating func retreat() {
        step /= 4
        next = inside + (next - inside) / 4
    }

    func isNarrow(_ width: Double) -> Bool { lastMove <= width }

    private func contains(_ value: Double) -> Bool {
        let distance = (value - inside) * outward
        guard let outside else { return distance > 0 && distance <= 2 * step }
        return distance >= 0 && (outside - value) * outward >= 0
    }
}
