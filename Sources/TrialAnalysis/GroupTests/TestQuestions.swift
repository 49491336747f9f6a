import TrialStatistics

/// What is asked of the comparison of the groups beyond its test, and of each group against a reference.
public struct TestQuestions: Sendable, Hashable {
    /// The weightings that MaxCombo combines, where it is the test of the groups.
    public var maxCombo: [LogRankTest.Weighting]?
    /// What a test of two groups is to show; asks for Z and the p-value in that direction.
    public var alternative: HazardAlternative?
    /// Whether hazard ratios by Pike and Peto are read off the log-rank test.
    public var givesHazardRatios = false
    /// The scores along which a trend is tested.
    public var trend: TrendScores?
    /// Which pairs of groups are compared, and how.
    public var pairwise: Pairwise?
    /// How many arrangements of the labels judge the test.
    public var permutations: Permutations?
    /// The hazard that each group is compared with.
    public var oneSample: OneSampleReference?
    /// How the Cox model is bootstrapped.
    public var bootstrap: Bootstrap?
    /// The seed of permutations and resamples.
    public var seed: UInt64 = 1
    /// The cores that work on permutations and resamples at most; all of them if nil. No number depends on it.
    public var cores: Int?

    /// Nothing beyond the test.
    public init() {}

    /// The scores of the groups in a test of trend.
    public enum TrendScores: Sendable, Hashable {
        /// 1, 2, … in the order of the levels: numbers by size, texts by code points, whatever the reference.
        case order
        /// The levels themselves, which are numbers.
        case values
        /// Given in the order of the levels.
        case list([Double])
        /// Given by level.
        case named([String: Double])
    }

    /// Pairs of groups and the adjustment of their p-values.
    public struct Pairwise: Sendable, Hashable {
        /// Which pairs.
        public var pairs = PairwiseComparisons.Pairs.all
        /// How p-values are adjusted; not at all if nil.
        public var procedure: AdjustedPValues.Procedure?

        /// Pairs adjusted by a procedure.
        public init(pairs: PairwiseComparisons.Pairs, procedure: AdjustedPValues.Procedure?) {
            self.pairs = pairs
            self.procedure = procedure
        }
    }

    /// How many arrangements of the labels are looked at.
    public enum Permutations: Sendable, Hashable {
        /// All.
        case all
        /// So many, or all where they are few.
        case count(Int)
    }

    /// What each group's events are compared with.
    public enum OneSampleReference: Sendable, Hashable {
        /// A hazard, with the words that named it.
        case hazard(ReferenceHazard, text: String)
        /// The column of expected cumulative hazards.
        case column(String)
    }

    /// The resamples of the Cox model.
    public struct Bootstrap: Sendable, Hashable {
        /// What is drawn.
        public enum Resampling: String, Sendable, Hashable, CaseIterable {
            /// Rows.
            case rows
            /// Rows of each stratum.
            case strata
            /// Clusters.
            case clusters
        }

        /// How many.
        public var replicates: Int
        /// What is drawn: clusters where there are any, else rows, if nil.
        public var resampling: Resampling?

        /// So many resamples.
        public init(replicates: Int, resampling: Resampling? = nil) {
            self.replicates = replicates
            self.resampling = resampling
        }
    }
}

extension SurvivalPlan {
    /// The name of the test of the groups as files and the command line know it: "log-rank", "maxcombo:0,0;0,1".
    public var testName: String { tests.maxCombo.map(MaxComboTest.name) ?? weighting.name }

    /// What papers call the test of the groups, before "test".
    package var testTitle: String { tests.maxCombo == nil ? weighting.title : "MaxCombo" }

    /// The same within a sentence.
    package var testTitleInSentence: String { tests.maxCombo == nil ? weighting.titleInSentence : "MaxCombo" }

    /// The test of the groups.
    var groupTest: GroupTest { tests.maxCombo.map { .maxCombo($0) } ?? .logRank(weighting) }
}

extension MaxComboTest {
    /// The name of a combination: "maxcombo", or "maxcombo:0,0;0,1" where it is not the standard one.
    public static func name(_ weightings: [LogRankTest.Weighting]) -> String {
        guard weightings != standardWeightings else { return "maxcombo" }
        return "maxcombo:"
            + weightings.map { $0.name.hasPrefix("fh:") ? String($0.name.dropFirst(3)) : $0.name }.joined(
                separator: ";")
    }

    /// The weightings of a name: exponents of Fleming-Harrington or names of weightings, with semicolons between them.
    public static func weightings(named name: String) -> [LogRankTest.Weighting]? {
        guard name != "maxcombo" else { return standardWeightings }
        guard name.hasPrefix("maxcombo:") else { return nil }
        let parts = name.dropFirst("maxcombo:".count).split(separator: ";", omittingEmptySubsequences: false)
        let weightings = parts.compactMap { part in
            LogRankTest.Weighting(name: String(part)) ?? LogRankTest.Weighting(name: "fh:\(part)")
        }
        let isWhole = weightings.count == parts.count && Set(weightings).count == parts.count
        return isWhole && weightings.count <= mostComponents ? weightings : nil
    }
}

extension AdjustedPValues.Procedure {
    /// The name as files and the command line know it: "fixed-sequence".
    package var optionName: String { self == .fixedSequence ? "fixed-sequence" : rawValue }
}
