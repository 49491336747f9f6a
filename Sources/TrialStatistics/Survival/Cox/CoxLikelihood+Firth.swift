extension CoxLikelihood: PenalizableLikelihood {
    /// The third central moments of the covariates over the risk sets, two of their indices contracted with A.
    mutating func informationGradient(contracting matrix: [Double]) -> [Double] {
        var moments = ContractedMoments(self, contracting: matrix)
        walkRiskSets(&moments)
        return moments.gradient
    }
}

/// Σ (W/d) E[(x − x̄)·(x − x̄)ᵀA(x − x̄)] over event times and the steps of tied deaths.
///
/// With S₀ = Σ r, S₁ = Σ r x, S₂ = Σ r x xᵀ, T₀ = Σ r xᵀAx, T₁ = Σ r x xᵀAx over a risk set and m = S₁/S₀ the expectation is
///
/// ```
/// T₁/S₀ − 2 S₂Am/S₀ − m T₀/S₀ + 2 m mᵀAm
/// ```
///
/// so that sums of p² numbers do, where the tensor of third moments would have p³.
struct ContractedMoments: RiskSetVisitor, ~Copyable {
    private(set) var gradient: [Double]
    private let order: Int
    private let stride: Int
    private let matrix: [Double]
    private let rows: UnsafeMutablePointer<Double>
    private let risk: UnsafeMutablePointer<Double>
    private let deathPositions: UnsafeMutablePointer<Int32>
    private let deathBounds: UnsafeMutablePointer<Int32>
    private let deathWeights: UnsafeMutablePointer<Double>
    private let isEfron: Bool
    private var atRisk: MomentSums
    private var deaths: MomentSums
    private var mean: [Double]
    private var product: [Double]

    init(_ likelihood: borrowing CoxLikelihood, contracting matrix: [Double]) {
        order = likelihood.parameterCount
        stride = 2 * likelihood.pairs
        self.matrix = matrix
        rows = UnsafeMutableRawPointer(likelihood.covariates).assumingMemoryBound(to: Double.self)
        risk = likelihood.risk
        deathPositions = likelihood.deathPositions
        deathBounds = likelihood.deathBounds
        deathWeights = likelihood.deathWeights
        isEfron = likelihood.ties == .efron
        gradient = [Double](repeating: 0, count: order)
        mean = gradient
        product = gradient
        atRisk = MomentSums(order: order)
        deaths = MomentSums(order: order)
    }

    mutating func reset() { atRisk.reset() }

    mutating func add(_ position: Int, sign: Double) {
        atRisk.add(sign * risk[position], rows + position * stride, matrix, &product)
    }

    mutating func visit(_ event: Int) {
        let bounds = deathBounds[event]..<deathBounds[event + 1]
        let steps = isEfron ? bounds.count : 1
        if steps > 1 {
            deaths.reset()
            for death in bounds {
                let position = Int(deathPositions[Int(death)])
                deaths.add(risk[position], rows + position * stride, matrix, &product)
            }
        }
        for step in 0..<steps {
            addExpectation(lessDeaths: Double(step) / Double(steps), share: deathWeights[event] / Double(steps))
        }
    }

    private mutating func addExpectation(lessDeaths fraction: Double, share: Double) {
        let total = atRisk.total - fraction * deaths.total
        for k in 0..<order { mean[k] = (atRisk.first[k] - fraction * deaths.first[k]) / total }
        var form = 0.0
        for k in 0..<order {
            product[k] = 0
            for l in 0..<order { product[k] += matrix[k * order + l] * mean[l] }
            form += product[k] * mean[k]
        }
        let trace = (atRisk.trace - fraction * deaths.trace) / total
        for k in 0..<order {
            var second = 0.0
            for l in 0..<order {
                second += (atRisk.second[k * order + l] - fraction * deaths.second[k * order + l]) * product[l]
            }
            let third = (atRisk.third[k] - fraction * deaths.third[k] - 2 * second) / total
            gradient[k] += share * (third - mean[k] * trace + 2 * mean[k] * form)
        }
    }
}

/// S₀, S₁, S₂, T₀ and T₁ of some observations.
struct MomentSums: ~Copyable {
    private let order: Int
    private(set) var total = 0.0
    private(set) var trace = 0.0
    let first: UnsafeMutablePointer<Double>
    let second: UnsafeMutablePointer<Double>
    let third: UnsafeMutablePointer<Double>

    init(order: Int) {
        self.order = order
        first = .allocate(capacity: order * (order + 2))
        third = first + order
        second = third + order
        first.initialize(repeating: 0, count: order * (order + 2))
    }

    deinit { first.deallocate() }

    mutating func reset() {
        (total, trace) = (0, 0)
        first.update(repeating: 0, count: order * (order + 2))
    }

    @inline(__always)
    mutating func add(_ risk: Double, _ row: UnsafePointer<Double>, _ matrix: [Double], _ product: inout [Double]) {
        var form = 0.0
        for k in 0..<order {
            product[k] = 0
            for l in 0..<order { product[k] += matrix[k * order + l] * row[l] }
            form += product[k] * row[k]
        }
        total += risk
        trace += risk * form
        for k in 0..<order {
            let scaled = risk * row[k]
            first[k] += scaled
            third[k] += scaled * form
            for l in 0..<order { second[k * order + l] += scaled * row[l] }
        }
    }
}
