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
/// It owns its buffers, so that evaluation neither allocates nor counts references.
///
/// ## References
/// Cox, *JRSS B* 34 (1972) 187–220; Breslow, *Biometrics* 30 (1974) 89–99; Efron, *JASA* 72 (1977) 557–565, eq. 4.6.
struct CoxLikelihood: PartialLikelihood, ~Copyable {
    let order: RiskOrder
    let ties: CoxRegression.Ties
    /// The number of observations that count.
    let count: Int
    /// The number of covariates.
    let parameterCount: Int
    /// The number of pairs that hold the covariates of one observation.
    let pairs: Int
    /// For each stratum the number of event times before it.
    let eventTimeBounds: [Int]

    var eventTimeCount: Int { eventTimeBounds.last ?? 0 }

    // By position in `order`.
    /// The covariates, centred within strata, the last pair padded with 0.
    let covariates: UnsafeMutablePointer<SIMD2<Double>>
    /// The largest square of each covariate, from its mean in the stratum.
    let largestSquares: [Double]
    let marks: UnsafeMutablePointer<RiskOrder.Mark>
    /// The weights; absent where all are 1.
    let weights: UnsafeMutablePointer<Double>?
    /// The known part of βᵀx, less its largest value in the stratum; absent where there is none.
    let offsets: UnsafeMutablePointer<Double>?
    /// The last event time of the stratum at or before the time, counted over all strata; −1 if none.
    let exitEvent: UnsafeMutablePointer<Int32>
    /// The same for the entry.
    let entryEvent: UnsafeMutablePointer<Int32>?
    /// rᵢ as the last evaluation left it.
    let risk: UnsafeMutablePointer<Double>

    // By event time.
    /// The first position at it.
    let eventStarts: UnsafeMutablePointer<Int32>
    /// The positions of deaths, where those of each event time begin, and the weight of those.
    let deathPositions: UnsafeMutablePointer<Int32>
    let deathBounds: UnsafeMutablePointer<Int32>
    let deathWeights: UnsafeMutablePointer<Double>
    /// Σ_D w x over all deaths.
    let deathCovariates: [Double]
    /// Σ_D w·offset over all deaths.
    let deathOffset: Double

    // By event time, as the last evaluation left them: the hazard as a whole, as the deaths of that very time are
    // exposed to it, and as accumulated from the start of the stratum.
    let increment: UnsafeMutablePointer<Double>
    let deathIncrement: UnsafeMutablePointer<Double>
    let cumulative: UnsafeMutablePointer<Double>

    /// Kept during an evaluation where the caller wants it.
    var moments: HazardMoments?

    /// What the risk sets take from log L.
    var logarithms = LogarithmSum()
    var gram: RankUpdate
    var meanGram: RankUpdate
    var sums: RiskSums

    init(
        _ followUp: SurvivalTimes, _ matrix: CovariateMatrix, strata: Factor?, ties: CoxRegression.Ties,
        offset: [Double]? = nil
    ) {
        let order = RiskOrder(followUp, strata: strata)
        let layout = CoxLayout(order)
        self.order = order
        // Hazards that go with the other treatments of ties are Breslow's.
        self.ties = ties == .efron ? .efron : .breslow
        count = order.count
        parameterCount = matrix.columns.count
        pairs = (parameterCount + 1) / 2
        eventTimeBounds = layout.eventTimeBounds
        (covariates, largestSquares) = CoxLayout.centred(matrix, order, pairs, followUp.weights)
        marks = .copy(of: order.marks)
        weights = followUp.weights.map { weights in .copy(of: order.rows.map { weights[Int($0)] }) }
        offsets = offset.map { .copy(of: CoxLayout.lowered($0, order)) }
        exitEvent = .copy(of: layout.exitEvents)
        entryEvent = followUp.entries.map { .copy(of: layout.entryEvents(order, followUp, $0)) }
        risk = .allocate(capacity: order.count)
        eventStarts = .copy(of: layout.eventStarts)
        deathPositions = .copy(of: layout.deathPositions)
        deathBounds = .copy(of: layout.deathBounds)
        deathWeights = layout.deathWeights(weights)
        deathCovariates = layout.deathSums(of: covariates, pairs, parameterCount, weights)
        deathOffset = layout.deathSum(of: offsets, weights)
        let eventTimes = layout.eventTimeBounds.last ?? 0
        increment = .allocate(capacity: eventTimes)
        deathIncrement = .allocate(capacity: eventTimes)
        cumulative = .allocate(capacity: eventTimes)
        gram = RankUpdate(pairs: pairs)
        meanGram = RankUpdate(pairs: pairs)
        sums = RiskSums(pairs: pairs)
    }

    deinit {
        covariates.deallocate()
        marks.deallocate()
        weights?.deallocate()
        offsets?.deallocate()
        exitEvent.deallocate()
        entryEvent?.deallocate()
        risk.deallocate()
        eventStarts.deallocate()
        deathPositions.deallocate()
        deathBounds.deallocate()
        deathWeights.deallocate()
        increment.deallocate()
        deathIncrement.deallocate()
        cumulative.deallocate()
    }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
    /// New memory that holds the elements of an array.
    static func copy(of array: [Pointee]) -> Self {
        let memory = allocate(capacity: array.count)
        array.withUnsafeBufferPointer {
            if let base = $0.baseAddress { memory.initialize(from: base, count: array.count) }
        }
        return memory
    }
}

/// Sums over the risk set and over the deaths of one time, and their mean covariates.
struct RiskSums: ~Copyable {
    let pairs: Int
    /// Σ_R r and Σ_D r.
    var total = 0.0
    var deathTotal = 0.0
    /// Σ_R r x, Σ_D r x and x̄.
    let weighted: UnsafeMutablePointer<SIMD2<Double>>
    let deathWeighted: UnsafeMutablePointer<SIMD2<Double>>
    let mean: UnsafeMutablePointer<SIMD2<Double>>

    init(pairs: Int) {
        self.pairs = pairs
        weighted = .allocate(capacity: 3 * pairs)
        weighted.initialize(repeating: .zero, count: 3 * pairs)
        deathWeighted = weighted + pairs
        mean = weighted + 2 * pairs
    }

    deinit { weighted.deallocate() }

    @inline(__always)
    mutating func reset() {
        total = 0
        for pair in 0..<pairs { weighted[pair] = .zero }
    }

    @inline(__always)
    mutating func add(_ risk: Double, _ row: UnsafePointer<SIMD2<Double>>) {
        total += risk
        for pair in 0..<pairs { weighted[pair] += risk * row[pair] }
    }

    /// Adds a run of observations, the last first.
    @inline(__always)
    mutating func add(
        _ risk: UnsafePointer<Double>, _ rows: UnsafePointer<SIMD2<Double>>, from last: Int, downTo first: Int
    ) {
        var position = last
        var sum = total
        if pairs == 1 {  // sums that stay in registers
            var only = weighted[0]
            while position >= first {
                sum += risk[position]
                only += risk[position] * rows[position]
                position &-= 1
            }
            weighted[0] = only
        } else {
            while position >= first {
                sum += risk[position]
                let row = rows + position &* pairs
                for pair in 0..<pairs { weighted[pair] += risk[position] * row[pair] }
                position &-= 1
            }
        }
        total = sum
    }

    @inline(__always)
    mutating func resetDeaths() {
        deathTotal = 0
        for pair in 0..<pairs { deathWeighted[pair] = .zero }
    }

    @inline(__always)
    mutating func addDeath(_ risk: Double, _ row: UnsafePointer<SIMD2<Double>>) {
        deathTotal += risk
        for pair in 0..<pairs { deathWeighted[pair] += risk * row[pair] }
    }

    /// Sets x̄ to the mean over the risk set, less a fraction of the deaths; returns its denominator.
    @inline(__always)
    func setMean(lessDeaths fraction: Double) -> Double {
        let denominator = total - fraction * deathTotal
        let scale = 1 / denominator
        for pair in 0..<pairs { mean[pair] = (weighted[pair] - fraction * deathWeighted[pair]) * scale }
        return denominator
    }

    /// Sets x̄ to the mean over the whole risk set; returns 1 / Σ_R r.
    @inline(__always)
    func setMean() -> Double {
        let scale = 1 / total
        for pair in 0..<pairs { mean[pair] = weighted[pair] * scale }
        return scale
    }
}
