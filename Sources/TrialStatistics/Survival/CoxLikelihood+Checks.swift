import TrialNumerics

extension CoxLikelihood {
    /// The least share of a covariate's variance among those at risk that must be its own.
    private static let ownVariance = 1e-11

    func requireIndependentCovariates(information: [Double], names: [String]) throws(StatisticsError) {
        // What is no more than the rounding of the largest value in every risk set is no variance.
        let rounding = 1e-12 * Double(eventTimeBounds.last ?? 0)
        for column in 0..<parameterCount
        where !(information[column * parameterCount + column] > rounding * largestSquares[column]) {
            throw .constant(names[column], index: column)
        }
        guard parameterCount > 1 else { return }
        let matrix = SymmetricMatrix(order: parameterCount, lowerTriangleOf: information)
        guard let first = try? PivotedCholesky(matrix, tolerance: Self.ownVariance).dependent.first else { return }
        let others = first.terms.map { "'\(names[$0.column])'" }.joined(separator: ", ")
        throw StatisticsError(
            .collinear, argument: names[first.column], index: first.column,
            "covariate '\(names[first.column])' is a linear combination of \(others); leave one of them out")
    }
}

extension CoxLikelihood {
    /// The largest difference of βᵀx between two observations of one stratum, a bound on how far the fit separates them.
    func linearRange(_ beta: [Double]) -> Double {
        let padded = Self.paired(beta, pairs)
        var widest = 0.0
        for stratum in 0..<order.stratumBounds.count - 1 {
            var low = Double.infinity
            var high = -Double.infinity
            for position in order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1] {
                let value = linear(position, padded)
                low = min(low, value)
                high = max(high, value)
            }
            widest = max(widest, high - low)
        }
        return widest
    }

    private func linear(_ position: Int, _ padded: [SIMD2<Double>]) -> Double {
        var sum = SIMD2<Double>.zero
        for pair in 0..<pairs { sum += padded[pair] * covariates[position * pairs + pair] }
        return sum.x + sum.y
    }

    func monotoneCovariates(along direction: [Double]) -> [Int] {
        let padded = Self.paired(direction, pairs)
        let range = linearRange(direction)
        guard range > 0, range.isFinite else { return [] }
        let tolerance = 1e-6 * range
        var isStrict = false
        for stratum in 0..<order.stratumBounds.count - 1 {
            for event in eventTimeBounds[stratum]..<eventTimeBounds[stratum + 1] {
                guard let extremes = extremes(atEvent: event, stratum, padded) else { continue }
                if extremes.leastDeath < extremes.greatest - tolerance { return [] }
                if extremes.greatest - extremes.least > tolerance { isStrict = true }
            }
        }
        guard isStrict else { return [] }
        let spans = direction.indices.map { index in
            linearRange(direction.indices.map { $0 == index ? direction[index] : 0 })
        }
        return direction.indices.filter { spans[$0] > 1e-3 * range }
    }

    /// The extremes of a linear predictor over the risk set of an event time and over its deaths.
    private func extremes(
        atEvent event: Int, _ stratum: Int, _ padded: [SIMD2<Double>]
    ) -> (least: Double, greatest: Double, leastDeath: Double)? {
        var result = (least: Double.infinity, greatest: -Double.infinity, leastDeath: Double.infinity)
        for position in order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1] {
            let exit = Int(exitEvent[position])
            guard exit >= event, Int(entryEvent?[position] ?? -1) < event else { continue }
            let value = linear(position, padded)
            result.least = min(result.least, value)
            result.greatest = max(result.greatest, value)
            if exit == event, marks[position].contains(.event) {
                result.leastDeath = min(result.leastDeath, value)
            }
        }
        return result.leastDeath.isFinite ? result : nil
    }
}
