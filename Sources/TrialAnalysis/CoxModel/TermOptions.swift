import TrialStatistics

/// How columns enter the Cox model beyond being a number or a factor.
public struct TermOptions: Sendable, Hashable {
    /// The level that the others of a column are compared with.
    public struct Reference: Sendable, Hashable {
        /// The column.
        public let column: String
        /// The level.
        public let level: String

        /// A level of a column.
        public init(column: String, level: String) {
            self.column = column
            self.level = level
        }
    }

    /// A number that enters as a natural cubic spline.
    public struct Spline: Sendable, Hashable {
        /// The column.
        public let column: String
        /// The covariates it makes.
        public let degreesOfFreedom: Int

        /// A spline of a column.
        public init(column: String, degreesOfFreedom: Int) {
            self.column = column
            self.degreesOfFreedom = degreesOfFreedom
        }
    }

    /// Two columns whose effects may depend on each other.
    public struct Interaction: Sendable, Hashable {
        /// The column whose effect is looked at.
        public let first: String
        /// The column that may change it.
        public let second: String

        /// The interaction of two columns.
        public init(_ first: String, _ second: String) {
            self.first = first
            self.second = second
        }
    }

    /// The references of covariates that are factors; the first level in order where none is named.
    public var references: [Reference] = []
    /// The numbers that enter as splines.
    public var splines: [Spline] = []
    /// The interactions, after all other terms.
    public var interactions: [Interaction] = []

    /// Nothing beyond columns as they are.
    public init() {}
}

extension TermOptions.Reference {
    /// The reference of a text such as `sex=F`.
    public init?(text: some StringProtocol) {
        guard let pair = QuotedWords.assignment(text), !pair.value.isEmpty else { return nil }
        self.init(column: pair.name, level: pair.value)
    }
}

extension TermOptions.Spline {
    /// The spline of a text such as `age:3`; 3 covariates where no number is given, and 10 at most.
    public init?(text: some StringProtocol) {
        guard let parts = QuotedWords.parts(text, separator: ":"), let last = parts.last else { return nil }
        if parts.count > 1, let degrees = Int(QuotedWords.name(last)) {
            let name = QuotedWords.name(Substring(text)[..<last.startIndex].dropLast())
            guard (2...10).contains(degrees), !name.isEmpty else { return nil }
            self.init(column: name, degreesOfFreedom: degrees)
        } else {
            let name = QuotedWords.name(text)
            if name.isEmpty { return nil }
            self.init(column: name, degreesOfFreedom: 3)
        }
    }
}

extension TermOptions.Interaction {
    /// The interaction of a text such as `arm*age`.
    public init?(text: some StringProtocol) {
        guard let names = QuotedWords.names(text, separator: "*"), names.count == 2, names[0] != names[1] else {
            return nil
        }
        self.init(names[0], names[1])
    }
}

/// What is asked of the Cox model beyond its terms and their tests.
public struct CoxQuestions: Sendable, Hashable {
    /// Whose curves to predict.
    public var profiles: [CovariateProfile] = []
    /// Whether to standardise the curves of the groups to the sample.
    public var wantsAdjustedCurves = false
    /// Where to give the baseline hazard, if anywhere.
    public var baseline: CoxBaseline.Reference?
    /// What linear predictors of the rows are measured from, where they are asked for.
    public var scores: CoxPredictions.Reference?
    /// Linear combinations of coefficients, such as `arm[B] - arm[C]`.
    public var contrasts: [String] = []
    /// The terms without which the model is compared with itself.
    public var without: [String] = []
    /// Whether each term is tested by leaving it out.
    public var wantsDrop = false
    /// Whether hazard ratios of the groups are given from all models side by side.
    public var wantsSideBySide = false

    /// Nothing more than the model.
    public init() {}

    /// Whether anything is asked.
    var isEmpty: Bool { self == CoxQuestions() }
}
