import TrialStatistics

/// The view of a family of hypotheses for programs.
struct HypothesesJSON: Encodable, Sendable {
    struct Hypothesis: Encodable, Sendable {
        let name: String
        let spending: String
        let state: String
        let rejected: Bool
        let analysis: Nullable<Int>
        let waitsFor: [String]
        let level: Double
        let z: Nullable<Double>
        let criticalZ: Nullable<Double>
        let repeatedP: Nullable<Double>
        let adjustedP: Double
    }

    struct Rejection: Encodable, Sendable {
        let hypothesis: String
        let analysis: Int
        let look: Int
        let level: Double
        let z: Double
        let criticalZ: Double
    }

    let alpha: Double
    let weights: [Double]
    let transitions: [[Double]]
    let earlierLooks: String
    let hypotheses: [Hypothesis]
    let rejections: [Rejection]

    init(_ result: SequentialGraphProcedure) {
        alpha = result.alpha
        weights = result.graph.weights
        transitions = result.graph.transitions
        earlierLooks = result.earlierLooks.rawValue
        hypotheses = zip(result.hypotheses, result.states).map { hypothesis, state in
            let words = Self.words(state.outcome)
            return Hypothesis(
                name: hypothesis.name, spending: hypothesis.spending.name, state: words.state,
                rejected: words.analysis != nil, analysis: Nullable(words.analysis),
                waitsFor: words.waitsFor.map { result.hypotheses[$0].name }, level: state.level, z: Nullable(state.z),
                criticalZ: Nullable(state.criticalZ), repeatedP: Nullable(state.repeatedPValue),
                adjustedP: state.adjustedPValue)
        }
        rejections = result.rejections.map {
            Rejection(
                hypothesis: result.hypotheses[$0.hypothesis].name, analysis: $0.analysis + 1, look: $0.look + 1,
                level: $0.level, z: $0.z, criticalZ: $0.criticalZ)
        }
    }

    private static func words(
        _ outcome: SequentialGraphProcedure.Outcome
    ) -> (state: String, analysis: Int?, waitsFor: [Int]) {
        switch outcome {
        case .rejected(let analysis): ("rejected", analysis + 1, [])
        case .open: ("open", nil, [])
        case .notRejected: ("not rejected", nil, [])
        case .untested(let sources): ("untested", nil, sources)
        case .noLookYet: ("no look yet", nil, [])
        }
    }
}
