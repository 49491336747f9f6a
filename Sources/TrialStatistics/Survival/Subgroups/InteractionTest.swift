import TrialNumerics

/// The test that the effect of groups is the same in all levels of a subgroup variable.
///
/// Two Cox models are compared, one with the main effects of group g and level l, one with their products as well:
///
/// ```
/// main   h(t) = h₀ₛ(t) exp(βg + γl),    full   h(t) = h₀ₛ(t) exp(βg + γl + δgl)
/// likelihood ratio  2 (l(full) − l(main)),    Wald  δ̂ᵀ V(δ̂)⁻¹ δ̂
/// ```
///
/// ```swift
/// let test = try InteractionTest(followUp, groups: arm, subgroups: stage)
/// test.likelihoodRatio?.pValue
/// ```
///
/// ## Edge cases
/// Levels without events are left out. Levels that hold one group only, or that strata tell apart (the subgroup variable is
/// a stratum as well), take terms out of both models; the degrees of freedom are the products that are left. Separated cells: the likelihood-ratio test takes the
/// supremum of the likelihood and stays valid, Wald's test is absent. With a robust variance the likelihood ratio does not
/// know of the dependence: use Wald's.
///
/// ## Validated against
/// R survival 3.5-3 `anova(coxph(… + …), coxph(… * …))` (`Validation/R/subgroups.json`); an independent likelihood by hand.
///
/// ## References
/// Pocock et al, *Stat Med* 21 (2002) 2917–2930; ICH E9 §5.7.
public struct InteractionTest: Sendable {
    /// The number of product terms that can be estimated.
    public let degreesOfFreedom: Int
    /// The likelihood-ratio test; absent where no product term is left, or a search did not converge.
    public let likelihoodRatio: ChiSquaredTest?
    /// Wald's test of the product terms, by the robust variance where asked for; absent also where a cell is separated.
    public let wald: ChiSquaredTest?
    /// Whether strata hold the levels apart, so that the levels have no main effect.
    public let isStratifiedByLevel: Bool

    /// Tests the products of `groups` and `subgroups`.
    ///
    /// - Parameters:
    ///   - followUp: times, events, entries and case weights.
    ///   - groups: the groups that are compared, the reference first.
    ///   - subgroups: the levels in which they are compared.
    ///   - strata: groups with a baseline hazard each.
    ///   - ties: what to do with events at one time.
    ///   - robust: whose residuals are summed for the variance of Wald's test; none by default.
    /// - Throws: ``StatisticsError`` for lengths that differ, or no event.
    public init(
        _ followUp: SurvivalTimes, groups: Factor, subgroups: Factor, strata: Factor? = nil,
        ties: CoxRegression.Ties = .efron, robust: CoxRegression.RobustVariance? = nil
    ) throws(StatisticsError) {
        guard groups.count == followUp.count else { throw .length("groups", groups.count, expected: followUp.count) }
        guard subgroups.count == followUp.count else {
            throw .length("subgroups", subgroups.count, expected: followUp.count)
        }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        // Levels without events have no hazard to compare: R keeps them and counts a degree of freedom too many for each.
        let rows = Self.rowsOfLevelsWithEvents(followUp, subgroups)
        let terms = InteractionTerms(groups.picked(rows), subgroups.picked(rows))
        let fit = TermSearch(
            followUp: followUp.picked(rows), strata: strata?.picked(rows), ties: ties, robust: robust?.picked(rows))
        let main = try fit.model(terms.main)
        let full = try fit.model(terms.main + terms.products)
        let mainCount = main?.terms.count ?? 0
        degreesOfFreedom = (full?.terms.count ?? 0) - mainCount
        isStratifiedByLevel = subgroups.levels.count > 1 && main?.terms.contains { $0.kind == .level } != true
        guard degreesOfFreedom > 0, let full, full.model.likelihoodRatioTest != nil,
            full.model.convergence != .notConverged, main?.model.convergence != .notConverged
        else {
            (likelihoodRatio, wald) = (nil, nil)
            return
        }
        let without = main?.model.logLikelihood ?? full.model.logLikelihoodNull
        likelihoodRatio = ChiSquaredTest(
            statistic: 2 * (full.model.logLikelihood - without), degreesOfFreedom: degreesOfFreedom)
        wald = full.waldTest(of: .product)
    }

    private static func rowsOfLevelsWithEvents(_ followUp: SurvivalTimes, _ subgroups: Factor) -> [Int] {
        var hasEvent = [Bool](repeating: false, count: subgroups.levels.count)
        for row in 0..<followUp.count where followUp.events[row] && followUp.weights?[row] != 0 {
            hasEvent[Int(subgroups.codes[row])] = true
        }
        return (0..<followUp.count).filter { hasEvent[Int(subgroups.codes[$0])] }
    }
}

/// The columns of a model with interaction.
struct InteractionTerms {
    enum Kind { case group, level, product }

    struct Term {
        let name: String
        let kind: Kind
        let column: [Double]
    }

    let main: [Term]
    let products: [Term]

    init(_ groups: Factor, _ levels: Factor) {
        let groupTerms = Self.indicators(groups, .group)
        let levelTerms = Self.indicators(levels, .level)
        main = groupTerms + levelTerms
        products = groupTerms.flatMap { group in
            levelTerms.map { level in
                Term(
                    name: "\(group.name):\(level.name)", kind: .product,
                    column: zip(group.column, level.column).map { $0 * $1 })
            }
        }
    }

    private static func indicators(_ factor: Factor, _ kind: Kind) -> [Term] {
        factor.levels.indices.dropFirst().map { code in
            Term(
                name: factor.levels[code], kind: kind, column: factor.codes.map { $0 == Int32(code) ? 1 : 0 })
        }
    }
}

/// Fits terms, leaving out those that the terms before them or the strata determine.
private struct TermSearch {
    let followUp: SurvivalTimes
    let strata: Factor?
    let ties: CoxRegression.Ties
    let robust: CoxRegression.RobustVariance?

    struct Fit {
        let model: CoxRegression
        let terms: [InteractionTerms.Term]

        /// δᵀV⁻¹δ for the terms of one kind.
        func waldTest(of kind: InteractionTerms.Kind) -> ChiSquaredTest? {
            let wanted = terms.indices.filter { terms[$0].kind == kind }
            let coefficients = wanted.compactMap { model.coefficients[$0] }
            guard coefficients.count == wanted.count, model.convergence == .converged else { return nil }
            let covariance = model.robustCovariance ?? model.covariance
            let block = SymmetricMatrix(
                order: wanted.count,
                lowerTriangleOf: wanted.flatMap { row in wanted.map { covariance[row * terms.count + $0] } })
            guard let factorization = try? CholeskyFactorization(block) else { return nil }
            let statistic = zip(coefficients, factorization.solve(coefficients)).reduce(0) { $0 + $1.0 * $1.1 }
            return ChiSquaredTest(statistic: statistic, degreesOfFreedom: wanted.count)
        }
    }

    /// The model of as many terms as can be told apart; `nil` where none can.
    func model(_ terms: [InteractionTerms.Term]) throws(StatisticsError) -> Fit? {
        var terms = terms
        while !terms.isEmpty {
            do {
                let matrix = try CovariateMatrix(names: terms.map(\.name), columns: terms.map(\.column))
                return Fit(
                    model: try CoxRegression(followUp, covariates: matrix, strata: strata, ties: ties, robust: robust),
                    terms: terms)
            } catch {
                guard error.code == .collinear, let index = error.index else { throw error }
                terms.remove(at: index)
            }
        }
        return nil
    }
}
