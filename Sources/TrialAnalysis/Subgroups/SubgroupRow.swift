import TrialStatistics

/// One row of a forest: a set of subjects, what happened to them in each group, and the hazard ratio.
public struct SubgroupRow: Sendable, Hashable {
    /// One group in the row.
    public struct Arm: Sendable, Hashable {
        /// The name of the group.
        public let name: String
        /// The number of subjects.
        public let count: Int
        /// The number of events.
        public let eventCount: Int
        /// The median time to the event.
        public let median: SurvivalQuantile
        /// The time at which events took all that were at risk although others enter later: the median means nothing then.
        public let emptiedRiskSetAt: Double?
    }

    /// The level, "All" for the overall row.
    public let level: String
    /// Both groups, the reference first.
    public let arms: [Arm]
    /// The hazard ratio of the second group against the first, or why there is none.
    public let effect: SubgroupHazardRatio

    /// The number of subjects.
    public var count: Int { arms.reduce(0) { $0 + $1.count } }
    /// The number of events.
    public var eventCount: Int { arms.reduce(0) { $0 + $1.eventCount } }
}

/// A subgroup variable with its rows and tests.
public struct SubgroupResult: Sendable {
    /// What was asked for.
    public let variable: SubgroupVariable
    /// The levels, in their order.
    public let rows: [SubgroupRow]
    /// The tests of interaction.
    public let interaction: InteractionTest
    /// The p-value of the test of interaction that is shown.
    public let interactionP: Double?
    /// The same by Holm's procedure, as one of all variables.
    public let adjustedP: Double?
    /// Cochran's test of the levels' hazard ratios.
    public let heterogeneity: HeterogeneityTest
    /// The subjects whose value is missing; they are in the overall row only.
    public let missing: Int
    /// The subjects of values that have no row, by value.
    public let unlisted: [Unlisted]

    /// A value without a row.
    public struct Unlisted: Sendable, Hashable {
        /// The value.
        public let level: String
        /// Its subjects.
        public let count: Int
    }

    /// Whether every subject is in one of the rows.
    public var isPartition: Bool { missing == 0 && unlisted.isEmpty }
}

/// The effect in windows of a marker, with the test of it.
public struct SlidingWindowAnalysis: Sendable {
    /// What was asked for.
    public let plan: SlidingWindowPlan
    /// The windows and their effects.
    public let pattern: SlidingWindowEffects
    /// The permutation test; absent where none was asked for or the overall effect is.
    public let test: WindowPermutationTest?
    /// The subjects whose marker is missing.
    public let missing: Int
}
