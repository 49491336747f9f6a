import TrialStatistics

/// Which subgroups of a flat file get a row in a forest of hazard ratios, and by which conventions.
///
/// ```swift
/// var plan = SubgroupPlan(survival: survival, variables: [.init("iss"), .init("age", cuts: [65, 75])])
/// plan.thinCells = .separationOnly
/// let analysis = try SubgroupAnalysis(table, plan)
/// ```
public struct SubgroupPlan: Sendable, Hashable {
    /// The columns of the follow-up and the conventions, those of an ordinary analysis; its covariates have no part here.
    public var survival: SurvivalPlan
    /// The subgroup variables, in the order of the forest.
    public var variables: [SubgroupVariable]
    /// The group that is compared with the reference, where the column has more than two.
    public var versus: String?
    /// Where the strata apply.
    public var strataScope = StrataScope.everywhere
    /// The test of interaction that is shown; the likelihood ratio, or Wald's where the variance is robust, if nil.
    public var interaction: InteractionKind?
    /// When Firth's estimate takes over.
    public var thinCells = ThinCells.fewerThanFive
    /// Which group lower and higher hazard ratios favour, for the figure.
    public var favours: Favours?
    /// The sliding windows over a marker, where they are wanted.
    public var slidingWindows: SlidingWindowPlan?

    /// A plan for subgroup variables with default conventions.
    public init(survival: SurvivalPlan, variables: [SubgroupVariable]) {
        self.survival = survival
        self.variables = variables
    }

    /// Where the strata apply.
    public enum StrataScope: String, Sendable, Hashable, CaseIterable {
        /// In every row and in the tests of interaction.
        case everywhere
        /// In the overall row alone.
        case overall
    }

    /// A test of interaction.
    public enum InteractionKind: String, Sendable, Hashable, CaseIterable {
        /// The likelihood-ratio test.
        case likelihoodRatio = "likelihood-ratio"
        /// Wald's test, by the robust variance where there is one.
        case wald
    }

    /// What stands on the two sides of the line of no effect.
    public struct Favours: Sendable, Hashable {
        /// On the side of hazard ratios below 1.
        public let lower: String
        /// On the side of hazard ratios above 1.
        public let upper: String

        /// The words of both sides.
        public init(lower: String, upper: String) {
            self.lower = lower
            self.upper = upper
        }
    }

    /// The test of interaction that is shown.
    public var shownInteraction: InteractionKind {
        interaction ?? (survival.isRobust || survival.cluster != nil ? .wald : .likelihoodRatio)
    }
}

/// A column whose levels are subgroups.
public struct SubgroupVariable: Sendable, Hashable {
    /// The column.
    public let column: String
    /// Where the numbers of the column are cut, ascending; a cut belongs to the level above it.
    public let cuts: [Double]
    /// The levels that get a row, in their order; all of them if empty. `II+III` joins two.
    public let levels: [String]

    /// The levels of a column as they come, cut where numbers are given, chosen where levels are.
    public init(_ column: String, cuts: [Double] = [], levels: [String] = []) {
        self.column = column
        self.cuts = cuts
        self.levels = levels
    }
}

/// Sliding windows over a marker and the permutation test of them.
public struct SlidingWindowPlan: Sendable, Hashable {
    /// The column of the marker, numbers.
    public var marker: String
    /// r₂, the least number of subjects in a window.
    public var size: Int
    /// r₁, the most subjects that neighbouring windows share.
    public var overlap: Int
    /// What is estimated in each window.
    public var measure = SlidingWindowEffects.Measure.hazardRatio
    /// The number of permutations of the test; none if 0.
    public var permutations = 2000
    /// What the permutations are drawn from.
    public var seed: UInt64 = 1

    /// Windows with the default measure and test.
    public init(marker: String, size: Int, overlap: Int) {
        self.marker = marker
        self.size = size
        self.overlap = overlap
    }
}
