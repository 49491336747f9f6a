/// The likelihood of a Cox model in discrete time: tied events are a set drawn from the risk set.
///
/// With r = exp(βᵀx), at an event time with d deaths D among the risk set R
///
/// ```
/// L = ∏_D rᵢ / e_d(R),    e_d(R) = Σ over the subsets S of R of size d of ∏_S rⱼ
/// ```
///
/// which is the conditional likelihood of logistic regression matched by event time: exp(β) is an odds ratio.
///
/// e_d and the mean and covariance of Σ_S x over subsets drawn with these odds are built up one observation at a time. What
/// is kept is ρₖ = eₖ/eₖ₋₁ for k ≤ d, whose size is that of one r whatever k is, and with q = r/(ρₖ + r) the share of the
/// subsets of size k that hold the new observation:
///
/// ```
/// ρₖ ← (ρₖ + r)/(1 + r/ρₖ₋₁),   mₖ ← mₖ + qδ,   Cₖ ← (1 − q)Cₖ + qCₖ₋₁ + q(1 − q)δδᵀ,   δ = mₖ₋₁ + x − mₖ
/// ```
///
/// All terms are positive, so that nothing cancels, overflows or underflows, however many the ties. Without delayed entry
/// risk sets grow from one event time to the one before it, and the table grows with them: O(n·d·p²) in all.
///
/// ## References
/// Cox, *JRSS B* 34 (1972) 187–220, §6. Gail, Lubin & Rubinstein, *Biometrika* 68 (1981) 703–707, eq. 5, for eₖ. R
/// `coxph(ties = "exact")`, SAS `PROC PHREG` with `TIES=DISCRETE`.
struct DiscreteCoxLikelihood: PartialLikelihood, ~Copyable {
    private var base: CoxLikelihood
    private var table: SubsetTable
    private var scratch: LikelihoodEvaluation
    /// How often each position counts.
    private let copies: [Int]
    /// For each event time the number of deaths, and the most at it and those before it in its stratum.
    private let deaths: [Int]
    private let mostDeaths: [Int]

    init(_ base: consuming CoxLikelihood) {
        copies = base.copies
        var deaths: [Int] = []
        var mostDeaths: [Int] = []
        for stratum in 0..<base.eventTimeBounds.count - 1 {
            var most = 0
            for event in base.eventTimeBounds[stratum]..<base.eventTimeBounds[stratum + 1] {
                let count = Int(base.deathWeights[event].rounded())
                most = max(most, count)
                deaths.append(count)
                mostDeaths.append(most)
            }
        }
        self.deaths = deaths
        self.mostDeaths = mostDeaths
        table = SubsetTable(order: base.parameterCount, most: mostDeaths.max() ?? 0)
        scratch = LikelihoodEvaluation(order: base.parameterCount)
        self.base = base
    }

    var order: RiskOrder { base.order }
    var eventTimeCount: Int { base.eventTimeCount }

    mutating func evaluate(at beta: [Double], into result: inout LikelihoodEvaluation) {
        base.evaluate(at: beta, into: &scratch)
        result.logLikelihood = base.deathLinear(beta)
        result.score = base.deathCovariates
        for index in result.information.indices { result.information[index] = 0 }
        for stratum in 0..<base.eventTimeBounds.count - 1 {
            if base.entryEvent == nil {
                sweep(stratum, into: &result)
            } else {
                sweepWithEntries(stratum, into: &result)
            }
        }
    }

    private mutating func sweep(_ stratum: Int, into result: inout LikelihoodEvaluation) {
        table.reset()
        var position = base.order.stratumBounds[stratum + 1] - 1
        for event in (base.eventTimeBounds[stratum]..<base.eventTimeBounds[stratum + 1]).reversed() {
            while position >= Int(base.eventStarts[event]) {
                add(position, upTo: mostDeaths[event])
                position -= 1
            }
            table.take(deaths[event], into: &result)
        }
    }

    /// With delayed entry each risk set is gathered anew: taking an observation out of the table would cancel.
    private mutating func sweepWithEntries(_ stratum: Int, into result: inout LikelihoodEvaluation) {
        guard let entryEvent = base.entryEvent else { return }
        let range = base.order.stratumBounds[stratum]..<base.order.stratumBounds[stratum + 1]
        for event in base.eventTimeBounds[stratum]..<base.eventTimeBounds[stratum + 1] {
            table.reset()
            for position in range
            where Int(base.exitEvent[position]) >= event && Int(entryEvent[position]) < event {
                add(position, upTo: deaths[event])
            }
            table.take(deaths[event], into: &result)
        }
    }

    private mutating func add(_ position: Int, upTo size: Int) {
        let risk = base.risk[position] / (base.weights?[position] ?? 1)
        for _ in 0..<copies[position] { table.add(risk, base.row(position), upTo: size) }
    }

    func requireIndependentCovariates(information: [Double], names: [String]) throws(StatisticsError) {
        try base.requireIndependentCovariates(information: information, names: names)
    }

    func monotoneCovariates(along direction: [Double]) -> [Int] {
        base.monotoneCovariates(along: direction, tiedAsSets: true)
    }

    func martingaleResiduals(rowCount: Int) -> [Double] { base.martingaleResiduals(rowCount: rowCount) }
}

/// For each size of subset the ratio of sums of products to that of the next smaller size, and the mean and covariance
/// of the sum of covariates over a subset.
struct SubsetTable: ~Copyable {
    private let order: Int
    private let triangle: Int
    private let most: Int
    private var members = 0
    private let ratios: UnsafeMutablePointer<Double>
    /// `order` and `order (order + 1)/2` numbers a size; those of size 0 are 0.
    private let means: UnsafeMutablePointer<Double>
    private let covariances: UnsafeMutablePointer<Double>
    private let change: UnsafeMutablePointer<Double>

    init(order: Int, most: Int) {
        self.order = order
        self.most = most
        triangle = order * (order + 1) / 2
        ratios = .allocate(capacity: most + 1)
        means = .allocate(capacity: (most + 1) * order)
        covariances = .allocate(capacity: (most + 1) * triangle)
        change = .allocate(capacity: order)
        reset()
    }

    deinit {
        ratios.deallocate()
        means.deallocate()
        covariances.deallocate()
        change.deallocate()
    }

    mutating func reset() {
        members = 0
        ratios.initialize(repeating: 0, count: most + 1)
        means.initialize(repeating: 0, count: (most + 1) * order)
        covariances.initialize(repeating: 0, count: (most + 1) * triangle)
    }

    /// Takes in one observation, for subsets of up to so many.
    mutating func add(_ risk: Double, _ row: UnsafePointer<Double>, upTo size: Int) {
        members += 1
        var k = min(size, members)
        while k >= 1 {
            let share = risk / (ratios[k] + risk)
            let keep = 1 - share
            ratios[k] = k == 1 ? ratios[1] + risk : (ratios[k] + risk) * (ratios[k - 1] / (ratios[k - 1] + risk))
            let mean = means + k * order
            let smaller = mean - order
            for i in 0..<order {
                change[i] = smaller[i] + row[i] - mean[i]
                mean[i] += share * change[i]
            }
            let covariance = covariances + k * triangle
            let smallerCovariance = covariance - triangle
            var place = 0
            for i in 0..<order {
                let scaled = share * keep * change[i]
                for j in 0...i {
                    covariance[place] =
                        keep * covariance[place] + share * smallerCovariance[place] + scaled * change[j]
                    place += 1
                }
            }
            k -= 1
        }
    }

    /// Takes what an event time with so many deaths has in its denominator from a likelihood and its derivatives.
    func take(_ deaths: Int, into result: inout LikelihoodEvaluation) {
        var logarithms = LogarithmSum()
        for k in 1...deaths { logarithms.add(ratios[k], weight: 1) }
        result.logLikelihood -= logarithms.total
        var place = deaths * triangle
        for i in 0..<order {
            result.score[i] -= means[deaths * order + i]
            for j in 0...i {
                result.information[i * order + j] += covariances[place]
                place += 1
            }
        }
    }
}
