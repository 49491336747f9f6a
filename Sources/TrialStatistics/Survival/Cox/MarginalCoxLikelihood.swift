/// The likelihood of a Cox model in continuous time whose ties come from rounding: the sum over all orders in which the
/// tied events may have happened.
///
/// With r = exp(βᵀx), deaths D and survivors, whose sum of r is S, at an event time
///
/// ```
/// L = Σ over the orders of D of ∏ rᵢ / (S + Σ of the rest of D) = ∫₀^∞ e^{−u} ∏_D (1 − e^{−rᵢu/S}) du
/// ```
///
/// the probability that all of D die before any survivor does. The integral takes d terms a node where the sum has d!. Its
/// logarithm has the derivatives, with y = rᵢu/S, a = y/(eʸ − 1), x̄ and V the mean and the variance of x among the
/// survivors, δ = xᵢ − x̄ and E the mean over u with the integrand as its density,
///
/// ```
/// U = E Σ aδ,    I = V E Σ a − E Σ a(1 − a − y) δδᵀ − Var Σ aδ
/// ```
///
/// ## References
/// Kalbfleisch & Prentice, *Biometrika* 60 (1973) 267–278; DeLong, Guirguis & So, *Biometrika* 81 (1994) 607–611, eq. 2.1.
/// SAS `PROC PHREG` with `TIES=EXACT`; R's `ties = "exact"` is the discrete likelihood, another model.
struct MarginalCoxLikelihood: PartialLikelihood, ~Copyable {
    private var base: CoxLikelihood
    private var scratch: LikelihoodEvaluation

    init(_ base: consuming CoxLikelihood) {
        scratch = LikelihoodEvaluation(order: base.parameterCount)
        self.base = base
    }

    var order: RiskOrder { base.order }
    var eventTimeCount: Int { base.eventTimeCount }

    mutating func evaluate(at beta: [Double], into result: inout LikelihoodEvaluation) {
        base.evaluate(at: beta, into: &scratch)
        for index in result.information.indices { result.information[index] = 0 }
        var walk = MarginalWalk(base)
        base.walkRiskSets(&walk)
        result = walk.result
    }

    func requireIndependentCovariates(information: [Double], names: [String]) throws(StatisticsError) {
        try base.requireIndependentCovariates(information: information, names: names)
    }

    func monotoneCovariates(along direction: [Double]) -> [Int] {
        base.monotoneCovariates(along: direction, tiedAsSets: true)
    }

    func martingaleResiduals(rowCount: Int) -> [Double] { base.martingaleResiduals(rowCount: rowCount) }
}

/// The sums over survivors at each event time, and what each time adds to the likelihood.
private struct MarginalWalk: RiskSetVisitor, ~Copyable {
    private(set) var result: LikelihoodEvaluation
    private let order: Int
    private let stride: Int
    private let rows: UnsafeMutablePointer<Double>
    private let risk: UnsafeMutablePointer<Double>
    private let weights: UnsafeMutablePointer<Double>?
    private let marks: UnsafeMutablePointer<RiskOrder.Mark>
    private var survivors: MomentSums
    private var members = 0
    /// The deaths of the event time to come, who are no survivors of it.
    private var deaths: [Int] = []
    private let noMatrix: [Double]
    private var product: [Double]
    private var mean: [Double]
    private var integral: OrderIntegral

    init(_ base: borrowing CoxLikelihood) {
        order = base.parameterCount
        stride = 2 * base.pairs
        rows = UnsafeMutableRawPointer(base.covariates).assumingMemoryBound(to: Double.self)
        risk = base.risk
        weights = base.weights
        marks = base.marks
        survivors = MomentSums(order: order)
        noMatrix = [Double](repeating: 0, count: order * order)
        product = [Double](repeating: 0, count: order)
        mean = product
        result = LikelihoodEvaluation(order: order)
        integral = OrderIntegral(order: order)
    }

    mutating func reset() {
        survivors.reset()
        members = 0
    }

    mutating func add(_ position: Int, sign: Double) {
        // Events are taken in at their own time first, whatever entry they have.
        if sign > 0, marks[position].contains(.event) {
            deaths.append(position)
        } else {
            include(position, sign)
        }
    }

    private mutating func include(_ position: Int, _ sign: Double) {
        survivors.add(sign * risk[position], rows + position * stride, noMatrix, &product)
        members += sign > 0 ? 1 : -1
    }

    mutating func visit(_ event: Int) {
        if deaths.count == 1, (weights?[deaths[0]] ?? 1) == 1 {
            addSingleDeath(deaths[0])
        } else {
            if members > 0 { addTiedDeaths() }
            for position in deaths { include(position, 1) }
        }
        deaths.removeAll(keepingCapacity: true)
    }

    /// r/Σr, with the death among those at risk.
    private mutating func addSingleDeath(_ position: Int) {
        include(position, 1)
        result.logLikelihood += Elementary.logarithm(risk[position] / survivors.total)
        let row = rows + position * stride
        for i in 0..<order {
            mean[i] = survivors.first[i] / survivors.total
            result.score[i] += row[i] - mean[i]
        }
        addVariance(1)
    }

    private mutating func addTiedDeaths() {
        for i in 0..<order { mean[i] = survivors.first[i] / survivors.total }
        integral.begin()
        for position in deaths {
            let weight = weights?[position] ?? 1
            integral.addDeath(
                ratio: risk[position] / weight / survivors.total, copies: weight, rows + position * stride, mean)
        }
        addVariance(integral.integrate(into: &result))
    }

    /// Adds V times a factor to the information.
    private mutating func addVariance(_ factor: Double) {
        for i in 0..<order {
            for j in 0...i {
                let moment = survivors.second[i * order + j] / survivors.total
                result.information[i * order + j] += factor * (moment - mean[i] * mean[j])
            }
        }
    }
}
