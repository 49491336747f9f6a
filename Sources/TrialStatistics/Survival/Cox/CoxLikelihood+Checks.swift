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
        monotoneCovariates(along: direction, tiedAsSets: false)
    }

    /// As the protocol says; where tied deaths are one set, they need have the largest values only of those who survive
    /// them.
    func monotoneCovariates(along direction: [Double], tiedAsSets: Bool) -> [Int] {
        let padded = Self.paired(direction, pairs)
        let range = linearRange(direction)
        guard range > 0, range.isFinite else { return [] }
        let tolerance = 1e-6 * range
        var isStrict = false
        for stratum in 0..<order.stratumBounds.count - 1 {
            var grown = Extremes()
            var position = order.stratumBounds[stratum + 1] - 1
            for event in (eventTimeBounds[stratum]..<eventTimeBounds[stratum + 1]).reversed() {
                // Without late entry risk sets only grow towards the first event; with it each is gathered anew.
                while position >= Int(eventStarts[event]) {
                    if !marks[position].contains(.event) { grown.include(linear(position, padded)) }
                    position -= 1
                }
                let deaths = deathExtremes(atEvent: event, padded)
                let survivors = entryEvent == nil ? grown : survivorExtremes(atEvent: event, stratum, padded)
                grown.include(deaths)
                if deaths.least < survivors.greatest - tolerance { return [] }
                if tiedAsSets {
                    if deaths.greatest - survivors.least > tolerance { isStrict = true }
                } else {
                    if deaths.greatest - deaths.least > tolerance { return [] }
                    if deaths.greatest - survivors.least > tolerance { isStrict = true }
                }
            }
        }
        guard isStrict else { return [] }
        let spans = direction.indices.map { index in
            linearRange(direction.indices.map { $0 == index ? direction[index] : 0 })
        }
        return direction.indices.filter { spans[$0] > 1e-3 * range }
    }

    /// The least and the greatest of the values included.
    private struct Extremes {
        private(set) var least = Double.infinity
        private(set) var greatest = -Double.infinity

        mutating func include(_ value: Double) {
            least = min(least, value)
            greatest = max(greatest, value)
        }

        mutating func include(_ other: Extremes) {
            least = min(least, other.least)
            greatest = max(greatest, other.greatest)
        }
    }

    /// The extremes of a linear predictor over those at risk at an event time who do not die then.
    private func survivorExtremes(atEvent event: Int, _ stratum: Int, _ padded: [SIMD2<Double>]) -> Extremes {
        var result = Extremes()
        for position in order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
        where Int(exitEvent[position]) >= event && Int(entryEvent?[position] ?? -1) < event {
            if marks[position].contains(.event), Int(exitEvent[position]) == event { continue }
            result.include(linear(position, padded))
        }
        return result
    }

    /// The extremes of a linear predictor over the deaths of an event time.
    private func deathExtremes(atEvent event: Int, _ padded: [SIMD2<Double>]) -> Extremes {
        var result = Extremes()
        for death in deathBounds[event]..<deathBounds[event + 1] {
            result.include(linear(Int(deathPositions[Int(death)]), padded))
        }
        return result
    }
}
