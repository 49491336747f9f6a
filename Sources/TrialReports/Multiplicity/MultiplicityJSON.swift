import TrialAnalysis
import TrialStatistics

/// Several hypotheses tested at one level, as JSON for programs: the shape that `equipoise multiplicity --json` prints.
public struct MultiplicityJSON: Encodable, Sendable {
    struct Hypothesis: Encodable, Sendable {
        let hypothesis: String
        let p: Double
        let weight: Nullable<Double>
        let adjusted: Double
        let rejected: Bool
    }

    struct Graph: Encodable, Sendable {
        let weights: [Double]
        let transitions: [[Double]]

        init(_ graph: MultiplicityGraph) {
            weights = graph.weights
            transitions = graph.transitions
        }
    }

    struct Step: Encodable, Sendable {
        let hypothesis: String
        let weight: Double
        let adjusted: Double
        let graph: Graph
    }

    let procedure: String
    let alpha: Double
    let hypotheses: [Hypothesis]
    let graph: Nullable<Graph>
    let steps: [Step]
    let notes: [String]

    /// The JSON view of an analysis.
    public init(_ analysis: MultiplicityAnalysis) {
        procedure = analysis.plan.procedure.rawValue
        alpha = analysis.plan.alpha
        hypotheses = analysis.hypotheses.map {
            Hypothesis(
                hypothesis: $0.name, p: $0.pValue, weight: Nullable($0.weight), adjusted: $0.adjusted,
                rejected: $0.isRejected)
        }
        graph = Nullable((analysis.graphical?.graph).map(Graph.init))
        steps = (analysis.graphical?.steps ?? []).map { step in
            Step(
                hypothesis: analysis.hypotheses[step.hypothesis].name, weight: step.weight, adjusted: step.adjusted,
                graph: Graph(step.graph))
        }
        notes = analysis.notes
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String {
        try JSONText.of(self)
    }
}
