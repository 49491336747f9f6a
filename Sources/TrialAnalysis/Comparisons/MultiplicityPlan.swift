import TrialStatistics

/// Which hypotheses are tested together, and how their level is shared.
///
/// ```swift
/// var plan = MultiplicityPlan(pValues: [0.01, 0.03, 0.2])
/// plan.procedure = .fallback
/// plan.weights = [0.5, 0.3, 0.2]
/// try MultiplicityAnalysis(plan).hypotheses[0].adjusted      // 0.02
/// ```
public struct MultiplicityPlan: Sendable, Hashable {
    /// How the level is shared among the hypotheses.
    public enum Procedure: String, Sendable, Hashable, CaseIterable {
        /// Each for itself.
        case bonferroni
        /// Holm's step-down.
        case holm
        /// Hochberg's step-up.
        case hochberg
        /// Hommel's.
        case hommel
        /// One after the other.
        case fixedSequence
        /// The fallback procedure.
        case fallback
        /// The fallback procedure whose last hypothesis passes its share back.
        case exhaustiveFallback
        /// A graph of weights and transitions.
        case graph
    }

    /// The p-values, in the order of the hypotheses.
    public var pValues: [Double]
    /// The names of the hypotheses; H1, H2, … where there are none.
    public var names: [String]?
    /// How the level is shared.
    public var procedure = Procedure.holm
    /// The share of the level of each hypothesis; equal where there are none.
    public var weights: [Double]?
    /// The arrows of a graph, row by row.
    public var transitions: [[Double]]?
    /// α of the family.
    public var alpha = 0.05
    /// What the report is called.
    public var title: String?

    /// A plan for p-values.
    public init(pValues: [Double]) { self.pValues = pValues }
}
