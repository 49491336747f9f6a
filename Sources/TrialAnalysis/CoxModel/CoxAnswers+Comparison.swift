import TrialStatistics
import TrialValues

extension CoxAnswers {
    /// How a term or several were tested.
    public enum TestKind: String, Sendable, Hashable {
        /// By the likelihoods with and without.
        case likelihoodRatio = "likelihood-ratio"
        /// By the coefficients and their covariance, where that is robust or the model penalised: there is no likelihood to compare.
        case wald
    }

    /// The test of one term.
    public struct TermTest: Sendable {
        /// The name of the term.
        public let term: String
        /// How it was tested.
        public let kind: TestKind
        /// The test; absent where it cannot be.
        public let test: ChiSquaredTest?
    }

    /// The comparison of the model with the one that lacks some terms, on the same rows.
    public struct Comparison: Sendable {
        /// The terms left out, with the interactions that hold them.
        public let without: [String]
        /// How the models were compared.
        public let kind: TestKind
        /// log L of the smaller model; absent where it was not fitted.
        public let logLikelihoodReduced: Double?
        /// The test; absent where it cannot be.
        public let test: ChiSquaredTest?

        init?(_ context: ModelContext) throws(Diagnostics) {
            guard !context.plan.questions.without.isEmpty else { return nil }
            var left: Set<Int> = []
            var faults: [Diagnostic] = []
            for name in context.plan.questions.without {
                guard let place = context.term(named: name) else {
                    let known = context.design.modelTerms.map { "'\($0.name)'" }.joined(separator: ", ")
                    faults.append(
                        Diagnostic(
                            .error, "analyze.without", "the Cox model has no term '\(name)'; its terms are \(known)",
                            advice: "give one of these to --without"))
                    continue
                }
                left.formUnion([place] + context.interactions(holding: place))
            }
            guard faults.isEmpty else { throw Diagnostics(faults) }
            without = left.sorted().map { context.design.modelTerms[$0].name }
            let answer = context.test(without: left)
            kind = answer.kind
            test = answer.test
            logLikelihoodReduced = answer.logLikelihood
        }
    }
}

extension CoxAnswers.TermTest {
    /// Each term left out by itself; one that is part of an interaction has no test of its own.
    static func each(_ context: ModelContext, _ notes: inout [String]) -> [CoxAnswers.TermTest] {
        var tests: [CoxAnswers.TermTest] = []
        for (place, term) in context.design.modelTerms.enumerated() {
            guard context.interactions(holding: place).isEmpty else {
                notes.append(
                    "'\(term.name)' is part of an interaction and is not tested by leaving it out alone.")
                continue
            }
            let answer = context.test(without: [place])
            tests.append(CoxAnswers.TermTest(term: term.name, kind: answer.kind, test: answer.test))
        }
        return tests
    }
}

extension ModelContext {
    /// The test of some terms together: of likelihoods, or Wald's where the variance is robust or the model penalised.
    func test(
        without left: Set<Int>
    ) -> (kind: CoxAnswers.TestKind, test: ChiSquaredTest?, logLikelihood: Double?) {
        if model.robustCovariance != nil || model.penalty != .none { return (.wald, waldTest(of: left), nil) }
        let rest = design.without(left)
        do {
            guard !rest.names.isEmpty else {
                let test = try NestedCoxTest(full: model, fit.matrix)
                return (.likelihoodRatio, test.test, test.logLikelihoodReduced)
            }
            return try likelihoodRatio(refit(rest))
        } catch { return (.likelihoodRatio, nil, nil) }
    }

    /// The model against a smaller one.
    func likelihoodRatio(
        _ reduced: ModelFit
    ) throws(StatisticsError) -> (kind: CoxAnswers.TestKind, test: ChiSquaredTest?, logLikelihood: Double?) {
        let test = try NestedCoxTest(full: model, fit.matrix, reduced: reduced.model, reduced.matrix)
        return (.likelihoodRatio, test.test, test.logLikelihoodReduced)
    }

    /// Wald's test of the coefficients of some terms.
    private func waldTest(of left: Set<Int>) -> ChiSquaredTest? {
        let rows = left.sorted().flatMap { Array(design.ranges[$0]) }.map { index in
            model.names.indices.map { $0 == index ? 1.0 : 0 }
        }
        return try? CoxContrast.jointTest(model, rows)
    }
}
