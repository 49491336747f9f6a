import TrialNumerics

/// A partial likelihood whose information can be differentiated once more.
protocol PenalizableLikelihood: PartialLikelihood, ~Copyable {
    /// tr(A ∂I/∂βₖ) for each k, at the β of the last evaluation.
    ///
    /// - Parameter matrix: A, symmetric, both triangles, row by row.
    mutating func informationGradient(contracting matrix: [Double]) -> [Double]
}

/// log L + ½ log det I: the partial likelihood with Jeffreys' prior as its penalty.
///
/// ```
/// ℓ*(β) = log L(β) + ½ log det I(β),    U*ₖ = Uₖ + ½ tr(I⁻¹ ∂I/∂βₖ)
/// ```
///
/// The information handed on is I, not the curvature of ℓ*: its inverse is the covariance that Heinze & Schemper, R
/// `coxphf` and SAS give.
///
/// ## References
/// Heinze & Schemper, *Biometrics* 57 (2001) 114–119, eqs 2 and 3.
struct FirthLikelihood<Base: PenalizableLikelihood & ~Copyable>: PartialLikelihood, ~Copyable {
    private(set) var base: Base
    /// log L without the penalty at the last evaluation.
    private(set) var unpenalized = 0.0

    init(_ base: consuming Base) { self.base = base }

    var order: RiskOrder { base.order }
    var eventTimeCount: Int { base.eventTimeCount }
    var hasExactInformation: Bool { false }

    mutating func evaluate(at beta: [Double], into result: inout LikelihoodEvaluation) {
        base.evaluate(at: beta, into: &result)
        unpenalized = result.logLikelihood
        guard let inverse = result.addFirthPenalty() else { return }
        let gradient = base.informationGradient(contracting: inverse)
        for index in gradient.indices { result.score[index] += gradient[index] / 2 }
    }

    func requireIndependentCovariates(information: [Double], names: [String]) throws(StatisticsError) {
        try base.requireIndependentCovariates(information: information, names: names)
    }

    /// None: the penalty falls without bound where the information vanishes.
    func monotoneCovariates(along direction: [Double]) -> [Int] { [] }

    func martingaleResiduals(rowCount: Int) -> [Double] { base.martingaleResiduals(rowCount: rowCount) }

    /// Evaluates the likelihood without its penalty.
    mutating func evaluateUnpenalized(at beta: [Double], into result: inout LikelihoodEvaluation) {
        base.evaluate(at: beta, into: &result)
    }

    /// Gives the likelihood back.
    consuming func unwrapped() -> Base { base }
}
