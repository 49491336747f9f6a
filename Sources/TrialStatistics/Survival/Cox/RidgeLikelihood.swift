/// log L − ½ Σ wₖ βₖ²: a partial likelihood that draws coefficients to 0.
struct RidgeLikelihood<Base: PartialLikelihood & ~Copyable>: PartialLikelihood, ~Copyable {
    private(set) var base: Base
    /// wₖ, 0 for those that are left alone.
    let strengths: [Double]

    init(_ base: consuming Base, strengths: [Double]) {
        self.base = base
        self.strengths = strengths
    }

    var order: RiskOrder { base.order }
    var eventTimeCount: Int { base.eventTimeCount }

    mutating func evaluate(at beta: [Double], into result: inout LikelihoodEvaluation) {
        base.evaluate(at: beta, into: &result)
        for index in beta.indices {
            result.logLikelihood -= strengths[index] * beta[index] * beta[index] / 2
            result.score[index] -= strengths[index] * beta[index]
            result.information[index * beta.count + index] += strengths[index]
        }
    }

    func requireIndependentCovariates(information: [Double], names: [String]) throws(StatisticsError) {
        try base.requireIndependentCovariates(information: information, names: names)
    }

    /// As without the penalty, but that no coefficient that is drawn to 0 runs away.
    func monotoneCovariates(along direction: [Double]) -> [Int] {
        let free = direction.indices.map { strengths[$0] > 0 ? 0 : direction[$0] }
        return base.monotoneCovariates(along: free)
    }

    func martingaleResiduals(rowCount: Int) -> [Double] { base.martingaleResiduals(rowCount: rowCount) }

    /// log L without the penalty.
    mutating func unpenalizedLogLikelihood(at beta: [Double]) -> Double {
        var evaluation = LikelihoodEvaluation(order: beta.count)
        base.evaluate(at: beta, into: &evaluation)
        return evaluation.logLikelihood
    }

    /// Gives the likelihood back.
    consuming func unwrapped() -> Base { base }
}
