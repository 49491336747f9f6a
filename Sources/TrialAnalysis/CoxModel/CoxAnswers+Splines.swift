import TrialStatistics

extension CoxAnswers {
    /// A number that enters as a spline: its tests, and its hazard ratio against a reference value.
    public struct Spline: Sendable {
        /// One place of the curve.
        public struct Point: Sendable, Hashable {
            /// The value of the covariate.
            public let value: Double
            /// The hazard ratio against the reference value, 1 there; absent where it cannot be estimated.
            public let hazardRatio: CoxRegression.HazardRatio?
        }

        /// The column.
        public let column: String
        /// The knots and the covariates.
        public let spline: NaturalSpline
        /// The value that others are compared with: the median of the rows.
        public let reference: Double
        /// The test that the column has no effect; absent where it is part of an interaction.
        public let test: TermTest?
        /// The test that its effect is a line.
        public let nonlinearity: TermTest
        /// The curve over the range of the data.
        public let curve: [Point]
    }
}

extension CoxAnswers.Spline {
    /// The places at which a curve is computed, the ends included.
    private static let places = 101

    static func all(_ context: ModelContext) -> [CoxAnswers.Spline] {
        context.design.modelTerms.indices.compactMap { CoxAnswers.Spline(context, $0) }
    }

    private init?(_ context: ModelContext, _ place: Int) {
        guard case .spline(let column, let spline) = context.design.modelTerms[place] else { return nil }
        let sorted = (context.design.numbers[column] ?? []).sorted()
        guard !sorted.isEmpty else { return nil }
        self.column = column
        self.spline = spline
        let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        reference = median
        let isAlone = context.interactions(holding: place).isEmpty
        let answer = isAlone ? context.test(without: [place]) : nil
        test = answer.map { CoxAnswers.TermTest(term: column, kind: $0.kind, test: $0.test) }
        nonlinearity = Self.nonlinearity(context, place, column, spline)
        let range = context.design.ranges[place]
        let start = spline.basis(at: median)
        curve = (0..<Self.places).map { step in
            let part = Double(step) / Double(Self.places - 1)
            let value = spline.boundary.lowerBound * (1 - part) + spline.boundary.upperBound * part
            return Point(value: value, hazardRatio: Self.ratio(context, range, spline.basis(at: value), start))
        }
    }

    private static func ratio(
        _ context: ModelContext, _ range: Range<Int>, _ value: [Double], _ start: [Double]
    ) -> CoxRegression.HazardRatio? {
        let differences = zip(value, start).map { $0 - $1 }
        guard differences.contains(where: { $0 != 0 }) else {
            return .ofItself
        }
        var weights = [Double](repeating: 0, count: context.model.names.count)
        for (index, difference) in zip(range, differences) { weights[index] = difference }
        return (try? CoxContrast(context.model, weights: weights))?.hazardRatio(level: context.plan.level)
    }

    /// Against a line by likelihoods; with a robust variance by the bends at the inner knots, all 0 in a line.
    private static func nonlinearity(
        _ context: ModelContext, _ place: Int, _ column: String, _ spline: NaturalSpline
    ) -> CoxAnswers.TermTest {
        let range = context.design.ranges[place]
        let isAlone = context.interactions(holding: place).isEmpty
        if context.model.robustCovariance == nil, context.model.penalty == .none, isAlone,
            let straight = context.design.straightening(place, column)
        {
            let test = try? context.likelihoodRatio(context.refit(straight)).test
            return CoxAnswers.TermTest(term: column, kind: .likelihoodRatio, test: test)
        }
        let rows = spline.knots.map { knot in
            var weights = [Double](repeating: 0, count: context.model.names.count)
            for (index, bend) in zip(range, spline.secondDerivatives(at: knot)) { weights[index] = bend }
            return weights
        }
        let test = try? CoxContrast.jointTest(context.model, rows)
        return CoxAnswers.TermTest(term: column, kind: .wald, test: test)
    }
}
