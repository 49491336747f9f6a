/// The partial likelihood of a Cox model with one covariate of two values and no delayed entry: two arms.
///
/// Its risk sets are pairs of sums of weights, n₀ and n₁, which no β changes. They are counted once; an evaluation
/// then takes one step an event time and one exponential in all. With θ = exp(β·(x₁ − x₀)) and m = θn₁/(n₀ + θn₁),
/// less the share of the deaths that Efron's method takes out:
///
/// ```
/// log L = Σ w₁ log θ − Σ (W/d) Σₖ log(n₀ + θ n₁),    U = Σ w₁ − Σ (W/d) Σₖ m,    I = Σ (W/d) Σₖ m(1 − m)
/// ```
struct TwoLevelCoxLikelihood: PartialLikelihood {
    /// One event time: who is at risk in each level, and the deaths.
    private struct EventTime {
        var atRisk: SIMD2<Double>
        var deaths: SIMD2<Double>
        /// The steps over which tied deaths are taken out, and the part of the deaths that each takes.
        var steps: Int
        var part: Double
        /// The hazard, as a whole and as its own deaths are exposed to it, that the last evaluation left.
        var increment = 0.0
        var deathIncrement = 0.0
    }

    let order: RiskOrder
    private let ties: CoxRegression.Ties
    /// x₁ − x₀.
    private let difference: Double
    /// The level of each position.
    private let isUpper: [Bool]
    private var eventTimes: [EventTime] = []
    /// For each stratum the number of event times before it.
    private var bounds: [Int] = [0]
    private var upperDeaths = 0.0
    private var ratio = 1.0

    /// `nil` where the data are of another kind.
    init?(_ followUp: SurvivalTimes, _ matrix: CovariateMatrix, strata: Factor?, ties: CoxRegression.Ties) {
        guard matrix.columns.count == 1, followUp.entries == nil,
            let values = Self.values(matrix.columns[0], weights: followUp.weights)
        else { return nil }
        order = RiskOrder(followUp, strata: strata)
        self.ties = ties
        difference = values.upper - values.lower
        isUpper = order.rows.map { matrix.columns[0][Int($0)] == values.upper }
        countRiskSets(followUp.weights)
    }

    var eventTimeCount: Int { eventTimes.count }

    /// The two values of a column among the rows that count, where there are exactly two.
    private static func values(_ column: [Double], weights: [Double]?) -> (lower: Double, upper: Double)? {
        let counted = weights.map { weights in zip(column, weights).filter { $0.1 != 0 }.map(\.0) } ?? column
        guard let first = counted.first, let second = counted.first(where: { $0 != first }) else { return nil }
        // A product, since the choice between the levels is not to be predicted.
        for value in counted where (value - first) * (value - second) != 0 { return nil }
        return (min(first, second), max(first, second))
    }

    private mutating func countRiskSets(_ weights: [Double]?) {
        eventTimes.reserveCapacity(order.count)
        for stratum in 0..<order.stratumBounds.count - 1 {
            let first = eventTimes.count
            var atRisk = SIMD2<Double>.zero
            var deaths = SIMD2<Double>.zero
            var count = 0
            for position in (order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]).reversed() {
                let weight = weights.map { $0[Int(order.rows[position])] } ?? 1
                let isEvent = order.marks[position].contains(.event)
                let upper = isUpper[position] ? weight : 0
                let share = SIMD2(weight - upper, upper)
                atRisk += share
                deaths += isEvent ? share : .zero
                count += isEvent ? 1 : 0
                guard order.marks[position].contains(.beginsEventTime) else { continue }
                let steps = ties == .efron ? count : 1
                eventTimes.append(EventTime(atRisk: atRisk, deaths: deaths, steps: steps, part: 1 / Double(steps)))
                upperDeaths += deaths[1]
                (deaths, count) = (.zero, 0)
            }
            eventTimes[first...].reverse()
            bounds.append(eventTimes.count)
        }
    }

    mutating func evaluate(at beta: [Double], into result: inout LikelihoodEvaluation) {
        let slope = beta[0] * difference
        ratio = Elementary.exponential(slope)
        var logarithms = LogarithmSum()
        var expected = 0.0
        var variance = 0.0
        let theta = ratio
        eventTimes.withUnsafeMutableBufferPointer { eventTimes in
            for index in eventTimes.indices {
                let time = eventTimes[index]
                let share = time.deaths.sum() * time.part
                var hazard = 0.0
                var deathHazard = 0.0
                for step in 0..<time.steps {
                    let fraction = Double(step) * time.part
                    let atRisk = time.atRisk - fraction * time.deaths
                    let upper = theta * atRisk[1]
                    let inverse = 1 / (atRisk[0] + upper)
                    let mean = upper * inverse
                    expected += share * mean
                    variance += share * mean * (atRisk[0] * inverse)
                    hazard += share * inverse
                    deathHazard += (1 - fraction) * share * inverse
                    logarithms.add(atRisk[0] + upper, weight: share)
                }
                eventTimes[index].increment = hazard
                eventTimes[index].deathIncrement = deathHazard
            }
        }
        result.logLikelihood = slope * upperDeaths - logarithms.total
        result.score[0] = difference * (upperDeaths - expected)
        result.information[0] = difference * difference * variance
    }

    func requireIndependentCovariates(information: [Double], names: [String]) throws(StatisticsError) {
        guard information[0] > 0 else { throw .constant(names[0], index: 0) }
    }

    func monotoneCovariates(along direction: [Double]) -> [Int] {
        let rising = direction[0] > 0 ? 1 : 0
        var isStrict = false
        for time in eventTimes where time.atRisk[rising] > 0 {
            if time.deaths[1 - rising] > 0 { return [] }
            if time.atRisk[1 - rising] > 0 { isStrict = true }
        }
        return isStrict ? [0] : []
    }

    func martingaleResiduals(rowCount: Int) -> [Double] {
        var residuals = [Double](repeating: 0, count: rowCount)
        let ratios = SIMD2(1, ratio)
        for stratum in 0..<order.stratumBounds.count - 1 {
            let exposures = exposures(bounds[stratum]..<bounds[stratum + 1])
            var event = 0
            for position in order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1] {
                let mark = order.marks[position]
                event += mark.contains(.beginsEventTime) ? 1 : 0
                let isEvent = mark.contains(.event) ? 1 : 0
                let expected = exposures[event][isEvent] * ratios[isUpper[position] ? 1 : 0]
                residuals[Int(order.rows[position])] = Double(isEvent) - expected
            }
        }
        return residuals
    }

    /// The hazard accumulated before the first event time of a stratum and after each, for survivors and for its deaths.
    private func exposures(_ events: Range<Int>) -> [SIMD2<Double>] {
        var exposures = [SIMD2<Double>](repeating: .zero, count: events.count + 1)
        var hazard = 0.0
        for (place, event) in events.enumerated() {
            exposures[place + 1] = SIMD2(
                hazard + eventTimes[event].increment, hazard + eventTimes[event].deathIncrement)
            hazard += eventTimes[event].increment
        }
        return exposures
    }
}

extension TwoLevelCoxLikelihood: PenalizableLikelihood {
    /// (x₁ − x₀)³ Σ (W/d) Σₖ m(1 − m)(1 − 2m), times A.
    mutating func informationGradient(contracting matrix: [Double]) -> [Double] {
        var third = 0.0
        for time in eventTimes {
            let share = time.deaths.sum() * time.part
            for step in 0..<time.steps {
                let fraction: Double = Double(step) * time.part
                let atRisk = time.atRisk - fraction * time.deaths
                let upper: Double = ratio * atRisk[1]
                let lower: Double = atRisk[0]
                let mean: Double = upper / (lower + upper)
                third += share * mean * (1 - mean) * (1 - 2 * mean)
            }
        }
        return [matrix[0] * difference * difference * difference * third]
    }
}
