/// Several hypotheses at several analyses at one level: a graph says who has which level, a spending function how it is used over the looks.
///
/// At each analysis a hypothesis with the share w of the family's level α is tested as the group sequential test of level wα that it would have been from the start: with
/// the critical value that its spending function gives to its latest look. One that is rejected passes its share along the arrows, and those that remain are tested again with
/// what they have then. A hypothesis without a share is not tested, whatever its p-value; the fixed sequence (PFS, then OS) is the graph of one arrow.
///
/// ```swift
/// let graph = try MultiplicityGraph.fixedSequence(2)
/// let answer = try SequentialGraphProcedure([pfs, os], graph: graph, alpha: 0.025)
/// answer.states[1].outcome          // .untested(waitingFor: [0]) as long as PFS is not significant
/// ```
///
/// It is a short cut through the closed test whose intersections are weighted Bonferroni tests of group sequential tests, so that the chance of any false rejection at any
/// analysis stays within α whatever the dependence of the endpoints and of their information. Testing a secondary endpoint at the unadjusted level once the primary is
/// significant does not: Hung, Wang and O'Neill's inflation, shown in the tests.
///
/// ## Levels that grow
/// When a share is passed on, the critical values of the new level hold from then on, at the latest look of each hypothesis and at those to come. Earlier looks, at which
/// the statistic would have been significant had the level been there, are not called up again unless ``EarlierLooks/retested`` says so; the closed test allows both.
///
/// ## Edge cases
/// A hypothesis whose last look has not rejected it keeps its share; it is tested again with that look if it gains level later. The adjusted p-values stop at 1 where no
/// level below one half rejects.
///
/// ## Validated against
/// Maurer and Bretz's rules by hand; ``GraphicalProcedure`` for one analysis and, with earlier looks, for sequential p-values; family-wise error by multivariate normal
/// integrals in R mvtnorm (`Validation/R/sequential-inference.R`) and by simulation.
///
/// ## References
/// Maurer & Bretz, *Stat Biopharm Res* 5 (2013) 311–320. Glimm, Maurer & Bretz, *Stat Med* 29 (2010) 219–228. Hung, Wang & O'Neill, *J Biopharm Stat* 17 (2007) 1201–1210. Tamhane, Mehta
/// & Liu, *Biometrics* 66 (2010) 1174–1184. Xi & Tamhane, *Biom J* 57 (2015) 90–107 (earlier looks). R lrstat `fseqbon`, MultiGroupSequential `seqmbgx`, gMCPLite with gsDesign; graphicalMCP has one look only.
public struct SequentialGraphProcedure: Sendable, Hashable {
    /// Whether a level that grows calls up looks of the past.
    public enum EarlierLooks: String, Sendable, Hashable, CaseIterable {
        /// Only the latest look of each hypothesis is tested with its level.
        case notRetested = "not-retested"
        /// Every look so far is.
        case retested
    }

    /// A rejection.
    public struct Rejection: Sendable, Hashable {
        /// The hypothesis.
        public let hypothesis: Int
        /// The analysis at which it was rejected, from 0.
        public let analysis: Int
        /// The look whose statistic rejected it, from 0.
        public let look: Int
        /// The level it had.
        public let level: Double
        /// The statistic and its critical value at that level.
        public let z, criticalZ: Double
        /// The graph once it is rejected.
        public let graph: MultiplicityGraph
    }

    /// The hypotheses.
    public let hypotheses: [SequentialHypothesis]
    /// The graph at the start.
    public let graph: MultiplicityGraph
    /// The level of the family, one-sided.
    public let alpha: Double
    /// What a growing level does to looks of the past.
    public let earlierLooks: EarlierLooks
    /// The rejections in their order.
    public let rejections: [Rejection]
    /// Where each hypothesis stands.
    public let states: [State]

    /// Goes through the analyses.
    ///
    /// - Throws: ``StatisticsError`` for a graph of another number of hypotheses, or a level not in (0, 0.5).
    public init(
        _ hypotheses: [SequentialHypothesis], graph: MultiplicityGraph, alpha: Double,
        earlierLooks: EarlierLooks = .notRetested
    ) throws(StatisticsError) {
        guard hypotheses.count == graph.weights.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "hypotheses",
                "hypotheses has \(hypotheses.count) elements; expected \(graph.weights.count), one for each weight of the graph"
            )
        }
        try SequentialArgument.require(alpha, "alpha", "a number above 0 and below 0.5") { $0 > 0 && $0 < 0.5 }
        self.hypotheses = hypotheses
        self.graph = graph
        self.alpha = alpha
        self.earlierLooks = earlierLooks
        var rule = Self.rule(hypotheses, graph, alpha, earlierLooks)
        let z = hypotheses.map { $0.looks.map(\.seen.z) }
        let rejections = rule.steps(z: z).map { step in
            Rejection(
                hypothesis: step.hypothesis, analysis: step.analysis, look: step.look, level: step.level,
                z: z[step.hypothesis][step.look], criticalZ: step.criticalZ, graph: step.graph)
        }
        self.rejections = rejections
        let adjusted = SequentialPValues(hypotheses, graph: graph, earlierLooks: earlierLooks)
        let current = rejections.last?.graph ?? graph
        states = hypotheses.indices.map { index in
            Self.state(
                of: index, hypotheses, current, alpha, rejections.first { $0.hypothesis == index }, adjusted, &rule)
        }
    }

    static func rule(
        _ hypotheses: [SequentialHypothesis], _ graph: MultiplicityGraph, _ alpha: Double,
        _ earlierLooks: EarlierLooks
    ) -> SequentialGraphRule {
        SequentialGraphRule(
            graph: graph, alpha: alpha, earlierLooks: earlierLooks, families: hypotheses.map(\.family),
            analyses: hypotheses.map { $0.looks.map(\.analysis) })
    }

    /// The graph as it is after the rejections.
    public var currentGraph: MultiplicityGraph { rejections.last?.graph ?? graph }
}
