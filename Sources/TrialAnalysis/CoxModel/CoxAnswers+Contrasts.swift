import TrialStatistics
import TrialValues

extension CoxAnswers {
    /// Linear combinations of coefficients, with Holm's p-values and a joint test where there are several.
    public struct Contrasts: Sendable {
        /// One combination.
        public struct Row: Sendable {
            /// What was asked.
            public let expression: LinearExpression
            /// The answer; absent where a coefficient that it needs is.
            public let contrast: CoxContrast?
            /// exp of the estimate with limits.
            public let hazardRatio: CoxRegression.HazardRatio?
            /// The p-value adjusted by Holm for all that have one; absent where there is only one combination.
            public fileprivate(set) var adjustedP: Double?
        }

        /// The combinations in the order asked.
        public private(set) var rows: [Row]
        /// Wald's test of all of them at once; absent where there is one, or one cannot be estimated or follows from the others.
        public let joint: ChiSquaredTest?

        init?(_ context: ModelContext, _ notes: inout [String]) throws(Diagnostics) {
            guard !context.plan.questions.contrasts.isEmpty else { return nil }
            let expressions = try Self.expressions(context)
            rows = expressions.map { expression in
                let contrast = try? CoxContrast(
                    context.model, weights: expression.weights, nullValue: expression.nullValue)
                return Row(
                    expression: expression, contrast: contrast,
                    hazardRatio: contrast?.hazardRatio(level: context.plan.level))
            }
            do {
                joint =
                    rows.count > 1
                    ? try CoxContrast.jointTest(
                        context.model, expressions.map(\.weights), nullValues: expressions.map(\.nullValue)) : nil
            } catch {
                notes.append("The contrasts have no joint test: \(error.description).")
                joint = nil
            }
            let tested = rows.indices.filter { rows[$0].contrast != nil }
            guard rows.count > 1,
                let holm = try? AdjustedPValues(tested.compactMap { rows[$0].contrast?.pValue }, by: .holm)
            else { return }
            for (place, p) in zip(tested, holm.values) { rows[place].adjustedP = p }
        }

        private static func expressions(_ context: ModelContext) throws(Diagnostics) -> [LinearExpression] {
            let references = context.design.modelTerms.compactMap { term in
                if case .factor(let column, let levels) = term { "\(column)[\(levels[0])]" } else { nil as String? }
            }
            var faults: [Diagnostic] = []
            var expressions: [LinearExpression] = []
            for text in context.plan.questions.contrasts {
                do throws(LinearExpression.Fault) {
                    expressions.append(
                        try LinearExpression(text, names: context.model.names, references: references))
                } catch { faults.append(Diagnostic(.error, "analyze.contrast", error.description)) }
            }
            guard faults.isEmpty else { throw Diagnostics(faults) }
            return expressions
        }
    }
}
