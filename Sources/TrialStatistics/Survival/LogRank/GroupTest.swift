/// A test of groups of survival times, as pairs of groups or permutations of their labels take it.
public enum GroupTest: Sendable, Hashable {
    /// The log-rank test or one of its weighted family.
    case logRank(LogRankTest.Weighting)
    /// MaxCombo over these weightings, for two groups.
    case maxCombo([LogRankTest.Weighting])
}
