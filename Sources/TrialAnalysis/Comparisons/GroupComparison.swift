import TrialStatistics

/// A comparison of groups: what was counted or measured in each, every test that applies, and estimates with limits.
///
/// ```swift
/// let comparison = try GroupComparison(try ContingencyTable([[13, 27], [5, 35]]))
/// comparison.tests.first { $0.name == "pearson" }?.pValue      // 0.032
/// ```
public struct GroupComparison: Sendable {
    /// What was compared.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Counts of subjects by group and outcome.
        case table
        /// Counts of pairs by first and second outcome.
        case pairedTable
        /// Numbers.
        case means
        /// Differences of pairs of numbers.
        case pairedMeans
        /// One proportion.
        case rate
    }

    /// One test of no difference.
    public struct Test: Sendable, Hashable {
        /// The name that programs know it by.
        public let name: String
        /// The name that people know it by.
        public let title: String
        /// The symbol of the statistic, and its value.
        public let symbol: String?
        /// The statistic.
        public let statistic: Double?
        /// The degrees of freedom: none, one, or two.
        public let degreesOfFreedom: [Double]
        /// The p-value, two-sided unless the title says otherwise.
        public let pValue: Double?
        /// What the test assumes.
        public let assumption: String
        /// Why there is no p-value.
        public let reason: String?
        /// The two groups that are tested, where the test is one of several pairs.
        public let groups: String?

        init(
            name: String, title: String, symbol: String?, statistic: Double?, degreesOfFreedom: [Double],
            pValue: Double?, assumption: String, reason: String?, groups: String? = nil
        ) {
            self.name = name
            self.title = title
            self.symbol = symbol
            self.statistic = statistic
            self.degreesOfFreedom = degreesOfFreedom
            self.pValue = pValue
            self.assumption = assumption
            self.reason = reason
            self.groups = groups
        }
    }

    /// One estimate with limits.
    public struct Estimate: Sendable, Hashable {
        /// What is estimated, as programs know it.
        public let measure: String
        /// How the limits are made, as programs know it.
        public let method: String
        /// Both, as people know them.
        public let title: String
        /// The group, or the groups, that it is of.
        public let groups: String
        /// Whether it is a share of subjects or a difference of such.
        public let isShare: Bool
        /// The estimate with its limits.
        public let value: IntervalEstimate
    }

    /// A group of numbers.
    public struct Sample: Sendable, Hashable {
        /// The name of the group.
        public let name: String
        /// Its size, mean and standard deviation.
        public let summary: SampleSummary
        /// Its median, quartiles and range; absent where only the summary is known.
        public let description: SampleDescription?

        /// Its median; absent where only the summary is known.
        public var median: Double? { description?.median }
    }

    /// What was compared.
    public let kind: Kind
    /// The conventions.
    public let options: ComparisonOptions
    /// The one proportion, where there are no groups.
    public let rate: Proportion?
    /// The counts, groups by outcomes, where the outcome is a category.
    public let table: ContingencyTable?
    /// The smallest expected count of the table, unless it is one of pairs.
    public let smallestExpected: Double?
    /// The groups, where the outcome is a number.
    public let samples: [Sample]
    /// The tests.
    public let tests: [Test]
    /// The estimates.
    public let estimates: [Estimate]
    /// What the groups say to the margin, where there is one.
    public let margin: MarginAnswer?
    /// The rows left out for a missing value, or for lack of the other half of a pair.
    public let dropped: Int
    /// What a reader of the numbers has to know, in sentences.
    public let notes: [String]

    init(
        kind: Kind, options: ComparisonOptions, rate: Proportion? = nil, table: ContingencyTable? = nil,
        smallestExpected: Double? = nil, samples: [Sample] = [], tests: [Test], estimates: [Estimate],
        margin: MarginAnswer? = nil, dropped: Int, notes: [String]
    ) {
        self.kind = kind
        self.options = options
        self.rate = rate
        self.margin = margin
        self.table = table
        self.smallestExpected = smallestExpected
        self.samples = samples
        self.tests = tests
        self.estimates = estimates
        self.dropped = dropped
        self.notes = notes + (margin?.remarks ?? [])
    }

    /// The coverage of all limits.
    public var level: ConfidenceLevel { options.level }
}

extension GroupComparison.Test {
    static func chiSquared(
        _ name: String, _ title: String, _ test: ChiSquaredTest?, assumes: String, reason: String
    ) -> Self {
        Self(
            name: name, title: title, symbol: "χ²", statistic: test?.statistic,
            degreesOfFreedom: test.map { [Double($0.degreesOfFreedom)] } ?? [], pValue: test?.pValue,
            assumption: assumes, reason: test == nil ? reason : nil)
    }

    static func exact(_ name: String, _ title: String, _ pValue: Double?, assumes: String, reason: String? = nil)
        -> Self
    {
        Self(
            name: name, title: title, symbol: nil, statistic: nil, degreesOfFreedom: [], pValue: pValue,
            assumption: assumes, reason: pValue == nil ? reason : nil)
    }

    static func student(_ name: String, _ title: String, _ test: TTest, assumes: String) -> Self {
        Self(
            name: name, title: title, symbol: "t", statistic: test.statistic,
            degreesOfFreedom: test.degreesOfFreedom.map { [$0] } ?? [], pValue: test.pValue, assumption: assumes,
            reason: test.reason)
    }
}
