import TrialNumerics

/// The sums over event times that the test of proportional hazards needs, with the function g of time in them.
///
/// As in the likelihood, Σ_g h(g) Σ_k (W/d)(Σ r x xᵀ / Σ r − x̄ x̄ᵀ) is summed as Σⱼ rⱼ (∫ h(g) dHⱼ) xⱼxⱼᵀ less the outer products
/// of the means: one walk over observations and one over deaths for h = g and h = g² together.
struct TimeSums {
    /// Uγ.
    private(set) var score: [Double]
    /// U_β, which is 0 but for a penalty.
    let ownScore: [Double]
    /// I_ββ, I_βγ and I_γγ, row by row.
    private(set) var information: [Double]
    private(set) var first: [Double]
    private(set) var second: [Double]
    /// By event time, what the sums were made of.
    let moments: HazardMoments
    private let transform: [Double]

    /// - Parameters:
    ///   - transform: g by event time, centred, which changes no test and keeps digits.
    ///   - isRobust: whether the robust variance will be asked for, which needs the integrals of x̄ too.
    init(_ likelihood: inout CoxLikelihood, at beta: [Double], centred transform: [Double], isRobust: Bool) {
        let order = beta.count
        var evaluation = LikelihoodEvaluation(order: order)
        moments = likelihood.moments(at: beta, into: &evaluation, keepsSteps: true, keepsIntegrals: isRobust)
        self.transform = transform
        ownScore = evaluation.score
        information = SymmetricMatrix(order: order, lowerTriangleOf: evaluation.information).elements
        score = [Double](repeating: 0, count: order)
        first = [Double](repeating: 0, count: order * order)
        second = first
        addScore(likelihood)
        addInformation(likelihood)
    }

    private mutating func addScore(_ likelihood: borrowing CoxLikelihood) {
        let order = score.count
        for event in transform.indices {
            for death in likelihood.deathBounds[event]..<likelihood.deathBounds[event + 1] {
                let position = Int(likelihood.deathPositions[Int(death)])
                let factor = transform[event] * (likelihood.weights?[position] ?? 1)
                let row = likelihood.covariates + position * likelihood.pairs
                for k in 0..<order { score[k] += factor * row[k / 2][k % 2] }
            }
            let factor = transform[event] * likelihood.deathWeights[event]
            for k in 0..<order { score[k] -= factor * moments.average[event * order + k] }
        }
    }

    private mutating func addInformation(_ likelihood: borrowing CoxLikelihood) {
        let order = score.count
        let pairs = likelihood.pairs
        var linear = RankUpdate(pairs: pairs)
        var square = RankUpdate(pairs: pairs)
        let exposures = TimeExposures(likelihood, transform)
        for position in 0..<likelihood.count {
            let exposure = exposures.at(position, likelihood)
            guard exposure != .zero else { continue }
            let row = likelihood.covariates + position * pairs
            linear.add(row, factor: likelihood.risk[position] * exposure.x)
            square.add(row, factor: likelihood.risk[position] * exposure.y)
        }
        moments.forEachStep(pairs: pairs) { mean, event, part in
            let factor = part * likelihood.deathWeights[event] * transform[event]
            linear.add(mean, factor: -factor)
            square.add(mean, factor: -factor * transform[event])
        }
        first.withUnsafeMutableBufferPointer { linear.addLowerTriangle(to: $0, order: order, sign: 1) }
        second.withUnsafeMutableBufferPointer { square.addLowerTriangle(to: $0, order: order, sign: 1) }
        first = SymmetricMatrix(order: order, lowerTriangleOf: first).elements
        second = SymmetricMatrix(order: order, lowerTriangleOf: second).elements
    }
}

/// By event time, ∫ g dH and ∫ g² dH: from the start of the stratum, and what the deaths of the time itself are spared.
private struct TimeExposures {
    private var cumulative: [SIMD2<Double>]
    private var ownTime: [SIMD2<Double>]

    init(_ likelihood: borrowing CoxLikelihood, _ transform: [Double]) {
        cumulative = [SIMD2<Double>](repeating: .zero, count: transform.count)
        ownTime = cumulative
        for stratum in 0..<likelihood.eventTimeBounds.count - 1 {
            var sum = SIMD2<Double>.zero
            for event in likelihood.eventTimeBounds[stratum]..<likelihood.eventTimeBounds[stratum + 1] {
                let powers = SIMD2(transform[event], transform[event] * transform[event])
                sum += likelihood.increment[event] * powers
                cumulative[event] = sum
                ownTime[event] = (likelihood.deathIncrement[event] - likelihood.increment[event]) * powers
            }
        }
    }

    @inline(__always)
    func at(_ position: Int, _ likelihood: borrowing CoxLikelihood) -> SIMD2<Double> {
        let exit = Int(likelihood.exitEvent[position])
        guard exit >= 0 else { return .zero }
        var exposure = cumulative[exit]
        if likelihood.marks[position].contains(.event) { exposure += ownTime[exit] }
        if let entries = likelihood.entryEvent, entries[position] >= 0 {
            exposure -= cumulative[Int(entries[position])]
        }
        return exposure
    }
}

extension TimeSums {
    /// Σ cᵤcᵤᵀ with cᵤ = bᵤ − slopesᵀ aᵤ.
    func robustVariance(
        _ robust: CoxRegression.RobustVariance, _ likelihood: borrowing CoxLikelihood, _ slopes: [Double]
    ) -> [Double] {
        let order = score.count
        let plain = likelihood.weightedScoreResiduals(moments)
        let exposures = TimeExposures(likelihood, transform)
        var contributions = likelihood.scoreResiduals(
            moments.scaled(by: transform, bounds: likelihood.eventTimeBounds),
            exposures: (0..<likelihood.count).map { exposures.at($0, likelihood).x }, factors: transform)
        for start in stride(from: 0, to: contributions.count, by: order) {
            for k in 0..<order {
                for l in 0..<order { contributions[start + k] -= slopes[l * order + k] * plain[start + l] }
            }
        }
        let sums = likelihood.sums(of: contributions, order, by: robust)
        var variance = [Double](repeating: 0, count: order * order)
        for start in stride(from: 0, to: sums.count, by: order) {
            for row in 0..<order {
                for column in 0..<order { variance[row * order + column] += sums[start + row] * sums[start + column] }
            }
        }
        return variance
    }
}
