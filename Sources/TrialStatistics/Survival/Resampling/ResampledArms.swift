/// A Cox model of two arms, fitted over and over to resamples of the same rows.
///
/// Rows are sorted once. A resample says how often each is drawn; copies of a row are tied with it, as they would be in a file
/// that held them all. Counting the risk sets is one walk over the rows and an evaluation one over the deaths: with θ the hazard
/// ratio, and over the steps of Efron's method (one a death) or the event times (Breslow)
///
/// ```
/// U = D₁ − Σ s·m,   I = Σ s·m(1 − m),   m = θa₁/(a₀ + θa₁),   log θ ← log θ + U/I
/// ```
///
/// The search starts at the estimate of the whole data, which is near.
struct ResampledArms {
    private let order: RiskOrder
    private let isEfron: Bool
    /// x₁ − x₀.
    private let difference: Double
    /// log θ of the whole data.
    private let start: Double
    /// By position: the weight of the row, under its arm; the same where it is an event, else 0; and whether it is one.
    private let weights: [SIMD2<Double>]
    private let eventWeights: [SIMD2<Double>]
    private let isEvent: [Int32]
    private let beginsEventTime: [Bool]
    /// By step: a₀, a₁ and s. Steps of no weight fill the last four.
    private var lower: [Double] = []
    private var upper: [Double] = []
    private var share: [Double] = []
    private var stepCount = 0
    private var upperDeaths = 0.0
    /// Whether an arm had an event while the other was at risk.
    private var lowerFalls = false
    private var upperFalls = false

    private static let mostIterations = 12
    /// A step of this share of a standard error is the last.
    private static let smallStep = 1e-8

    /// `nil` for models of another kind: more covariates, more than two values, delayed entry, or other ties.
    init?(
        _ followUp: SurvivalTimes, _ matrix: CovariateMatrix, _ order: RiskOrder, ties: CoxRegression.Ties,
        estimate: Double
    ) {
        guard ties == .efron || ties == .breslow, matrix.columns.count == 1, followUp.entries == nil else { return nil }
        let values = order.rows.map { matrix.columns[0][Int($0)] }
        guard let low = values.min(), let high = values.max(), low < high,
            values.allSatisfy({ $0 == low || $0 == high })
        else { return nil }
        self.order = order
        isEfron = ties == .efron
        difference = high - low
        start = estimate * (high - low)
        weights = order.rows.indices.map { position in
            let weight = followUp.weights?[Int(order.rows[position])] ?? 1
            return values[position] == high ? SIMD2(0, weight) : SIMD2(weight, 0)
        }
        let flags = order.marks.map { $0.contains(.event) }
        eventWeights = zip(weights, flags).map { $1 ? $0 : .zero }
        isEvent = flags.map { $0 ? 1 : 0 }
        beginsEventTime = order.marks.map { $0.contains(.beginsEventTime) }
    }

    /// The fit to the rows drawn as often as `counts` says, by position; `nil` where the quick search does not arrive.
    mutating func fit(_ counts: [Int32]) -> ResampledFit? {
        countRiskSets(counts)
        switch (lowerFalls, upperFalls) {
        case (false, false): return ResampledFit(outcome: .notEstimable, coefficients: [nil])
        case (false, true): return ResampledFit(outcome: .separated, coefficients: [.infinity])
        case (true, false): return ResampledFit(outcome: .separated, coefficients: [-.infinity])
        case (true, true):
            return maximum().map { ResampledFit(outcome: .estimated, coefficients: [$0 / difference]) }
        }
    }

    /// log θ at the maximum.
    private func maximum() -> Double? {
        var position = start
        for _ in 0..<Self.mostIterations {
            let (score, information) = derivatives(at: Elementary.exponential(position))
            guard information > 0, score.isFinite else { return nil }
            let step = score / information
            position += step
            if abs(step) * information.squareRoot() <= Self.smallStep { return position }
        }
        return nil
    }

    /// U and I at θ, four steps at a time.
    private func derivatives(at ratio: Double) -> (score: Double, information: Double) {
        var expected = SIMD4<Double>.zero
        var variance = SIMD4<Double>.zero
        lower.withUnsafeBytes { lower in
            upper.withUnsafeBytes { upper in
                share.withUnsafeBytes { share in
                    let stride = MemoryLayout<SIMD4<Double>>.stride
                    for offset in Swift.stride(from: 0, to: stepCount * MemoryLayout<Double>.stride, by: stride) {
                        let rest = lower.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
                        let inArm = ratio * upper.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
                        let inverse = 1 / (rest + inArm)
                        let mean =
                            share.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self) * (inArm * inverse)
                        expected += mean
                        variance += mean * (rest * inverse)
                    }
                }
            }
        }
        return (upperDeaths - expected.sum(), variance.sum())
    }

    /// Counts who is at risk and who dies at each event time, and lays the steps out.
    private mutating func countRiskSets(_ counts: [Int32]) {
        (stepCount, upperDeaths, lowerFalls, upperFalls) = (0, 0, false, false)
        counts.withUnsafeBufferPointer { counts in
            for stratum in 0..<order.stratumBounds.count - 1 {
                var atRisk = SIMD2<Double>.zero
                var deaths = SIMD2<Double>.zero
                var deathCount: Int32 = 0
                var position = order.stratumBounds[stratum + 1] - 1
                while position >= order.stratumBounds[stratum] {
                    let count = Double(counts[position])
                    atRisk += count * weights[position]
                    deaths += count * eventWeights[position]
                    deathCount += counts[position] * isEvent[position]
                    if beginsEventTime[position], deathCount > 0 {
                        add(atRisk, deaths, Int(deathCount))
                        (deaths, deathCount) = (.zero, 0)
                    }
                    position -= 1
                }
            }
        }
        for step in stepCount..<(stepCount + 3) / 4 * 4 { (lower[step], upper[step], share[step]) = (1, 0, 0) }
    }

    private mutating func add(_ atRisk: SIMD2<Double>, _ deaths: SIMD2<Double>, _ count: Int) {
        // With one arm at risk, the other neither expects nor has an event: m is 0 or 1 whatever θ.
        guard atRisk[0] > 0, atRisk[1] > 0 else { return }
        lowerFalls = lowerFalls || deaths[0] > 0
        upperFalls = upperFalls || deaths[1] > 0
        upperDeaths += deaths[1]
        let steps = isEfron ? count : 1
        let part = 1 / Double(steps)
        let weight = deaths.sum() * part
        for step in 0..<steps {
            let left = atRisk - (Double(step) * part) * deaths
            if stepCount == lower.count {
                lower += [1, 1, 1, 1]
                upper += [0, 0, 0, 0]
                share += [0, 0, 0, 0]
            }
            (lower[stepCount], upper[stepCount], share[stepCount]) = (left[0], left[1], weight)
            stepCount += 1
        }
    }
}
