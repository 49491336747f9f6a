import TrialStatistics
import TrialTables

extension CoxAnswers {
    /// An interaction: its test, and one effect at each level of the other column.
    public struct Interaction: Sendable {
        /// An effect where the modifier has one value.
        public struct Effect: Sendable {
            /// The level that is compared, or nil where the effect is that of one unit.
            public let level: String?
            /// What it is compared with.
            public let reference: String?
            /// The value of the modifier.
            public let modifierValue: String
            /// The comparison; absent where it cannot be estimated.
            public let contrast: CoxContrast?
            /// Its hazard ratio.
            public let hazardRatio: CoxRegression.HazardRatio?
        }

        /// The name of the term, such as `arm:age`.
        public let term: String
        /// The column whose effect is looked at, and the column that modifies it.
        public let column: String, modifier: String
        /// Whether the modifier's values are quartiles of a number.
        public let isAtQuartiles: Bool
        /// The test of all its covariates, by leaving them out.
        public let test: TermTest
        /// The effects, by level and within that by value of the modifier; none for the effect of a spline.
        public let effects: [Effect]
    }
}

extension CoxAnswers.Interaction {
    static func all(_ context: ModelContext) -> [CoxAnswers.Interaction] {
        context.design.modelTerms.indices.compactMap { CoxAnswers.Interaction(context, $0) }
    }

    private init?(_ context: ModelContext, _ place: Int) {
        guard case .interaction(let first, let second) = context.design.modelTerms[place] else { return nil }
        // The group's effect is what a trial asks for; else the first that is named.
        let isTurned = second.name == context.plan.group
        let (effect, modifier) = isTurned ? (second, first) : (first, second)
        term = context.design.modelTerms[place].name
        column = effect.name
        self.modifier = modifier.name
        let answer = context.test(without: [place])
        test = CoxAnswers.TermTest(term: term, kind: answer.kind, test: answer.test)
        let values = Self.values(of: modifier, context.design)
        if case .factor = modifier { isAtQuartiles = false } else { isAtQuartiles = true }
        effects = Self.steps(of: effect, context.design).flatMap { level, reference, from, to in
            values.map { value in
                let base = context.design.base.setting(modifier.name, value)
                let contrast = Self.contrast(
                    context, base.setting(effect.name, from), base.setting(effect.name, to))
                return Effect(
                    level: level, reference: reference, modifierValue: value, contrast: contrast,
                    hazardRatio: contrast?.hazardRatio(level: context.plan.level))
            }
        }
    }

    /// The values of a modifier at which effects are given.
    private static func values(of modifier: ModelTerm, _ design: DesignMatrix) -> [String] {
        switch modifier {
        case .factor(_, let levels): return levels
        default:
            let sorted = (design.numbers[modifier.name] ?? []).sorted()
            guard !sorted.isEmpty else { return [] }
            // Values that occur, so that a count stays whole.
            let quartiles = [1, 2, 3].map { sorted[(sorted.count - 1) * $0 / 4] }
            return quartiles.reduce(into: []) { values, value in
                let text = DistinctValues.text(of: value)
                if values.last != text { values.append(text) }
            }
        }
    }

    /// What is compared with what: levels with the reference, or one unit more.
    private static func steps(
        of effect: ModelTerm, _ design: DesignMatrix
    ) -> [(level: String?, reference: String?, from: String, to: String)] {
        switch effect {
        case .factor(_, let levels): levels.dropFirst().map { ($0, levels[0], levels[0], $0) }
        case .number: [(nil, nil, "0", "1")]
        case .spline, .interaction: []
        }
    }

    private static func contrast(
        _ context: ModelContext, _ from: CovariateProfile, _ to: CovariateProfile
    ) -> CoxContrast? {
        guard let start = context.design.values(of: from), let end = context.design.values(of: to) else { return nil }
        return try? CoxContrast(context.model, weights: zip(end, start).map { $0 - $1 })
    }
}
