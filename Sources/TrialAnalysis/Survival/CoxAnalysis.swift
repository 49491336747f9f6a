import TrialStatistics

/// A Cox model with the names of its terms.
public struct CoxAnalysis: Sendable {
    /// The estimate for one term.
    public struct Term: Sendable, Hashable {
        /// The column, with the level in brackets where it is a factor: `arm[B]`; both with a colon in an interaction.
        public let name: String
        /// The column.
        public let column: String
        /// The level that is compared, where the column is a factor.
        public let level: String?
        /// The level it is compared with.
        public let reference: String?
        /// What it is of its term: a unit, a level, a column of a spline, a product.
        public let part: ModelTerm.Part
        /// β; absent where it cannot be estimated.
        public let coefficient: Double?
        /// The standard error of β, the robust one where it was asked for.
        public let standardError: Double?
        /// exp(β) with its limits.
        public let hazardRatio: CoxRegression.HazardRatio?
        /// The limits of exp(β): by the profile likelihood where that was asked for, else Wald's. Absent where infinite.
        public let limits: ConfidenceLimits
        /// The p-value of the test of β = 0 that goes with the limits.
        public let pValue: Double?
    }

    /// The fitted model.
    public let model: CoxRegression
    /// Its terms, those of the group first.
    public let terms: [Term]
    /// The terms as they were asked for, each of which makes one or more of ``terms``.
    public let modelTerms: [ModelTerm]
    /// The rows left out of the model, but not of the curves, for a missing value.
    public let dropped: Int

    init(_ model: CoxRegression, _ design: DesignMatrix, level: ConfidenceLevel, dropped: Int) {
        self.model = model
        self.dropped = dropped
        modelTerms = design.modelTerms
        terms = design.terms.enumerated().map { index, term in
            let ratio = model.hazardRatio(of: index, level: level)
            let profile = model.profiles.first { $0.covariate == index }
            return Term(
                name: term.name, column: term.column, level: term.level, reference: term.reference, part: term.part,
                coefficient: model.coefficients[index], standardError: model.standardError(of: index),
                hazardRatio: ratio,
                limits: profile?.hazardRatio ?? ConfidenceLimits(lower: ratio?.lower, upper: ratio?.upper),
                pValue: profile.map { $0.test?.pValue } ?? model.waldTest(of: index)?.pValue)
        }
    }
}
