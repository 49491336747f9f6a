/// The partial likelihood of a Cox model on data laid out for fast evaluation.
///
/// With rᵢ = wᵢ exp(βᵀxᵢ), and over the event times g with risk set R, deaths D and weight W of the deaths:
///
/// ```
/// Breslow  log L = Σ_g [ Σ_D wᵢ βᵀxᵢ − W log Σ_R rⱼ ]
/// Efron    log L = Σ_g [ Σ_D wᵢ βᵀxᵢ − (W/d) Σ_{k<d} log(Σ_R rⱼ − (k/d) Σ_D rⱼ) ]
/// ```
///
/// The information Σ_g Σ_k (W/d)(Σ r x xᵀ / Σ r − x̄ x̄ᵀ) is summed as Σⱼ rⱼ Hⱼ xⱼxⱼᵀ − Σ_g Σ_k (W/d) x̄ x̄ᵀ, where Hⱼ is
/// the cumulative hazard that observation j was exposed to: one outer product an observation and one an event,
/// instead of three. Covariates are centred within strata, which changes nothing but the rounding.
///
/// ## References
/// Cox, *JRSS B* 34 (1972) 187–220; Breslow, *Biometrics* 30 (1974) 89–99; Efron, *JASA* 72 (1977) 557–565, eq. 4.6.
struct CoxLikelihood {
    let order: RiskOrder
    let ties: CoxRegression.Ties
    /// The number of covariates.
    let parameterCount: Int
    /// The number of pairs that hold the covariates of one observation.
    let pairs: Int
    /// The covariates by position in `order`, centred within strata, the last pair padded with 0.
    var covariates: [SIMD2<Double>]
    /// The weights by position; absent where all are 1.
    let weights: [Double]?
    /// For each position the last event time of its stratum at or before its time, counted over all strata; −1 if none.
    let exitEvent: [Int32]
    /// The same for its entry.
    let entryEvent: [Int32]?
    /// For each stratum the number of event times before it.
    let eventTimeBounds: [Int]

    // What the last evaluation left.
    /// rᵢ by position.
    var risk: [Double]
    /// By event time: its hazard as a whole, and as its own deaths are exposed to it.
    var increment: [Double]
    var deathIncrement: [Double]
    /// By event time: the hazard accumulated from the start of the stratum.
    var cumulative: [Double]

    /// Kept during an evaluation where the caller wants it.
    var moments: HazardMoments?

    private var gram: RankUpdate
    private var meanGram: RankUpdate

    init(_ followUp: SurvivalTimes, _ matrix: CovariateMatrix, strata: Factor?, ties: CoxRegression.Ties) {
        let order = RiskOrder(followUp, strata: strata)
        self.order = order
        self.ties = ties
        parameterCount = matrix.columns.count
        pairs = (parameterCount + 1) / 2
        covariates = Self.centred(matrix, order, pairs, followUp.weights)
        weights = followUp.weights.map { weights in order.rows.map { weights[Int($0)] } }
        let (exitEvent, bounds) = Self.exitEvents(order)
        self.exitEvent = exitEvent
        eventTimeBounds = bounds
        entryEvent = followUp.entries.map { Self.entryEvents(order, followUp, $0, exitEvent, bounds: bounds) }
        risk = [Double](repeating: 0, count: order.count)
        increment = [Double](repeating: 0, count: eventTimeBounds.last ?? 0)
        deathIncrement = increment
        cumulative = increment
        gram = RankUpdate(pairs: pairs)
        meanGram = RankUpdate(pairs: pairs)
    }

    /// Evaluates log L, its gradient and minus its second derivative at `beta`.
    mutating func evaluate(at beta: [Double], into result: inout Evaluation) {
        gram.reset()
        meanGram.reset()
        computeRisks(beta)
        result.logLikelihood = order.entryRows == nil ? sweep() : sweepWithEntries()
        accumulateHazard()
        result.logLikelihood += addScore(beta, into: &result.score)
        result.information.withUnsafeMutableBufferPointer { information in
            information.update(repeating: 0)
            gram.addLowerTriangle(to: information, order: parameterCount, sign: 1)
            meanGram.addLowerTriangle(to: information, order: parameterCount, sign: -1)
        }
    }

    /// log L with its first and second derivatives.
    struct Evaluation {
        var logLikelihood = 0.0
        var score: [Double]
        /// Row by row; the lower triangle.
        var information: [Double]

        init(order: Int) {
            score = [Double](repeating: 0, count: order)
            information = [Double](repeating: 0, count: order * order)
        }
    }
}

extension CoxLikelihood {
    /// rᵢ for every position.
    private mutating func computeRisks(_ beta: [Double]) {
        guard beta.contains(where: { $0 != 0 }) else {
            if let weights { risk = weights } else { risk.withUnsafeMutableBufferPointer { $0.update(repeating: 1) } }
            return
        }
        let padded = Self.paired(beta, pairs)
        covariates.withUnsafeBufferPointer { covariates in
            risk.withUnsafeMutableBufferPointer { risk in
                padded.withUnsafeBufferPointer { beta in
                    for position in 0..<risk.count {
                        var sum = SIMD2<Double>.zero
                        let start = position * pairs
                        for pair in 0..<pairs { sum += beta[pair] * covariates[start + pair] }
                        risk[position] = Elementary.exponential(sum.x + sum.y)
                    }
                    guard let weights else { return }
                    for position in 0..<risk.count { risk[position] *= weights[position] }
                }
            }
        }
    }

    /// Adds up Hⱼ, the hazard from the start of the stratum to each event time.
    private mutating func accumulateHazard() {
        for stratum in 0..<eventTimeBounds.count - 1 {
            var sum = 0.0
            for event in eventTimeBounds[stratum]..<eventTimeBounds[stratum + 1] {
                sum += increment[event]
                cumulative[event] = sum
            }
        }
    }

    /// The hazard that the observation at a position was exposed to.
    @inline(__always)
    func exposure(_ position: Int) -> Double {
        let exit = Int(exitEvent[position])
        guard exit >= 0 else { return 0 }
        var hazard = cumulative[exit]
        if let entryEvent, entryEvent[position] >= 0 { hazard -= cumulative[Int(entryEvent[position])] }
        if order.marks[position].contains(.event) { hazard += deathIncrement[exit] - increment[exit] }
        return hazard
    }

    /// Sets the score to Σ_D w x − Σ r H x, adds r H x xᵀ to the Gram matrix, and returns Σ_D w βᵀx.
    private mutating func addScore(_ beta: [Double], into score: inout [Double]) -> Double {
        var events = [SIMD2<Double>](repeating: .zero, count: pairs)
        var expected = events
        covariates.withUnsafeBufferPointer { covariates in
            guard let base = covariates.baseAddress else { return }
            events.withUnsafeMutableBufferPointer { events in
                expected.withUnsafeMutableBufferPointer { expected in
                    for position in 0..<order.count {
                        let row = base + position * pairs
                        let factor = risk[position] * exposure(position)
                        for pair in 0..<pairs { expected[pair] += factor * row[pair] }
                        if order.marks[position].contains(.event) {
                            let weight = weights?[position] ?? 1
                            for pair in 0..<pairs { events[pair] += weight * row[pair] }
                        }
                        gram.add(row, factor: factor)
                    }
                }
            }
        }
        var linear = 0.0
        for parameter in 0..<parameterCount {
            let observed = events[parameter / 2][parameter % 2]
            score[parameter] = observed - expected[parameter / 2][parameter % 2]
            linear += beta[parameter] * observed
        }
        return linear
    }

    static func paired(_ values: [Double], _ pairs: Int) -> [SIMD2<Double>] {
        (0..<pairs).map { SIMD2(values[2 * $0], 2 * $0 + 1 < values.count ? values[2 * $0 + 1] : 0) }
    }
}

extension CoxLikelihood {
    /// The sums over a risk set, or over the deaths of one time.
    struct RiskSums {
        var total = 0.0
        var weighted: [SIMD2<Double>]

        init(pairs: Int) { weighted = [SIMD2<Double>](repeating: .zero, count: pairs) }

        mutating func reset() {
            total = 0
            for pair in weighted.indices { weighted[pair] = .zero }
        }

        @inline(__always)
        mutating func add(_ risk: Double, _ row: UnsafePointer<SIMD2<Double>>) {
            total += risk
            weighted.withUnsafeMutableBufferPointer { weighted in
                for pair in 0..<weighted.count { weighted[pair] += risk * row[pair] }
            }
        }
    }

    /// Walks each stratum from its last time to its first; returns the part of log L that comes from the risk sets.
    private mutating func sweep() -> Double {
        var logLikelihood = 0.0
        var riskSet = RiskSums(pairs: pairs)
        var deaths = RiskSums(pairs: pairs)
        var mean = [SIMD2<Double>](repeating: .zero, count: pairs)
        covariates.withUnsafeBufferPointer { covariates in
            guard let base = covariates.baseAddress else { return }
            for stratum in 0..<order.stratumBounds.count - 1 {
                riskSet.reset()
                var event = eventTimeBounds[stratum + 1] - 1
                var end = order.stratumBounds[stratum + 1]
                for position in (order.stratumBounds[stratum]..<end).reversed() {
                    riskSet.add(risk[position], base + position * pairs)
                    guard order.marks[position].contains(.beginsTime) else { continue }
                    if order.marks[position].contains(.beginsEventTime) {
                        logLikelihood -= addEventTime(position..<end, event, riskSet, &deaths, &mean, base)
                        event -= 1
                    }
                    end = position
                }
            }
        }
        return logLikelihood
    }

    /// Takes in one event time: sets its hazard, adds x̄ x̄ᵀ to the Gram matrix of means, returns W/d · Σ log.
    mutating func addEventTime(
        _ positions: Range<Int>, _ event: Int, _ riskSet: RiskSums, _ deaths: inout RiskSums,
        _ mean: inout [SIMD2<Double>],
        _ base: UnsafePointer<SIMD2<Double>>
    ) -> Double {
        var count = 0
        var weight = 0.0
        for position in positions where order.marks[position].contains(.event) {
            count += 1
            weight += weights?[position] ?? 1
        }
        guard ties == .efron, count > 1 else {
            increment[event] = weight / riskSet.total
            deathIncrement[event] = increment[event]
            addMean(riskSet, nil, 0, weight, &mean)
            moments?.add(mean, event: event, hazard: increment[event], deathShare: 1, part: 1)
            return weight * Elementary.logarithm(riskSet.total)
        }
        deaths.reset()
        for position in positions where order.marks[position].contains(.event) {
            deaths.add(risk[position], base + position * pairs)
        }
        let share = weight / Double(count)
        var sumOfLogs = 0.0
        increment[event] = 0
        deathIncrement[event] = 0
        for k in 0..<count {
            let fraction = Double(k) / Double(count)
            let denominator = riskSet.total - fraction * deaths.total
            increment[event] += share / denominator
            deathIncrement[event] += (1 - fraction) * share / denominator
            sumOfLogs += Elementary.logarithm(denominator)
            addMean(riskSet, deaths, fraction, share, &mean)
            moments?.add(
                mean, event: event, hazard: share / denominator, deathShare: 1 - fraction, part: 1 / Double(count))
        }
        return share * sumOfLogs
    }

    /// Adds factor · x̄ x̄ᵀ, where x̄ is the mean over the risk set less a fraction of the deaths.
    @inline(__always)
    private mutating func addMean(
        _ riskSet: RiskSums, _ deaths: RiskSums?, _ fraction: Double, _ factor: Double, _ mean: inout [SIMD2<Double>]
    ) {
        if let deaths {
            let scale = 1 / (riskSet.total - fraction * deaths.total)
            for pair in 0..<pairs { mean[pair] = (riskSet.weighted[pair] - fraction * deaths.weighted[pair]) * scale }
        } else {
            let scale = 1 / riskSet.total
            for pair in 0..<pairs { mean[pair] = riskSet.weighted[pair] * scale }
        }
        mean.withUnsafeBufferPointer { mean in
            if let start = mean.baseAddress { meanGram.add(start, factor: factor) }
        }
    }
}
