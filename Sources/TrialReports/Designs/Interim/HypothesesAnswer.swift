import TrialFigures
import TrialStatistics

/// Where the hypotheses of a trial stand after its analyses so far: rejected, open, untested, with their levels and why.
public struct HypothesesAnswer: Sendable {
    let result: SequentialGraphProcedure

    /// The answer about a family of hypotheses.
    public init(_ result: SequentialGraphProcedure) { self.result = result }

    /// The whole answer.
    public var answer: DesignAnswer {
        DesignAnswer(
            title: "Hypotheses over several looks", summary: summary, sections: [hypotheses, order].compactMap(\.self),
            notes: notes, json: HypothesesJSON(result))
    }

    private func name(_ index: Int) -> String { result.hypotheses[index].name }

    private func names(_ indices: [Int]) -> String { indices.map(name).joined(separator: ", ") }

    private var summary: String {
        let rejected = result.rejections.map(\.hypothesis)
        let open = result.states.indices.filter {
            result.states[$0].outcome == .open || result.states[$0].outcome == .noLookYet
        }
        if rejected.count == result.states.count { return "All hypotheses are rejected: \(names(rejected))." }
        let first = rejected.isEmpty ? "No hypothesis is rejected" : "Rejected: \(names(rejected))"
        let second =
            open.isEmpty
            ? "no other can be with the levels and looks there are" : "open: \(names(open))"
        return "\(first); \(second)."
    }

    private var hypotheses: DesignAnswer.Section {
        let rows = result.states.enumerated().map { index, state in
            [
                name(index), outcome(state.outcome), NumberText.fixed(state.level, decimals: 6),
                state.z.map { NumberText.fixed($0, decimals: 4) } ?? "none",
                state.criticalZ.map { NumberText.fixed($0, decimals: 4) } ?? "none",
                state.repeatedPValue.map { NumberText.pValue($0) } ?? "none", NumberText.pValue(state.adjustedPValue),
            ]
        }
        return .init(
            "The hypotheses",
            [
                .table(
                    "Where they stand",
                    ["hypothesis", "state", "level", "z", "critical z", "repeated p", "adjusted p"], rows,
                    wordColumns: [0, 1],
                    remarks: [
                        "Critical z: of the latest look, at the level the hypothesis has now. Adjusted p: the smallest level of the family at which it is rejected by now."
                    ]),
                .figure(figure),
            ])
    }

    /// The state in words.
    private func outcome(_ outcome: SequentialGraphProcedure.Outcome) -> String {
        switch outcome {
        case .rejected(let analysis): "rejected at analysis \(analysis + 1)"
        case .open: "open"
        case .notRejected: "not rejected at its last look"
        case .untested(let sources):
            sources.isEmpty ? "not tested: no level can reach it" : "not tested: waits for \(names(sources))"
        case .noLookYet: "no look yet"
        }
    }

    private var order: DesignAnswer.Section? {
        guard !result.rejections.isEmpty else { return nil }
        let rows = result.rejections.map { one in
            [
                name(one.hypothesis), "\(one.analysis + 1)", "\(one.look + 1)",
                NumberText.fixed(one.level, decimals: 6),
                NumberText.fixed(one.z, decimals: 4), NumberText.fixed(one.criticalZ, decimals: 4),
            ]
        }
        return .init(
            "The order of rejection",
            [
                .table(
                    "Rejections", ["hypothesis", "analysis", "its look", "level", "z", "critical z"], rows,
                    wordColumns: [0])
            ])
    }

    private var figure: DesignAnswer.Figure {
        let graph = result.graph
        let nodes = result.states.enumerated().map { index, state in
            MultiplicityGraphFigure.Node(
                name(index),
                lines: [
                    "w = \(NumberText.measured(graph.weights[index]))",
                    "p̃ = \(NumberText.pValue(state.adjustedPValue))",
                ],
                isMarked: result.rejections.contains { $0.hypothesis == index })
        }
        let arrows = graph.transitions.indices.flatMap { from in
            graph.transitions[from].indices.filter { graph.transitions[from][$0] > 0 }.map { to in
                MultiplicityGraphFigure.Arrow(
                    from: from, to: to, label: NumberText.measured(graph.transitions[from][to]))
            }
        }
        var options = MultiplicityGraphFigure.Options()
        options.notes = [
            "w: share of the level \(NumberText.exact(result.alpha)) at the start. Arrows: where it goes on rejection. Thick: rejected."
        ]
        return DesignAnswer.Figure(
            name: "graph.svg", svg: MultiplicityGraphFigure(nodes: nodes, arrows: arrows, options: options).svg,
            title: "the graph of the hypotheses",
            caption: "The graph before any rejection; p̃ is the adjusted p-value over hypotheses and looks.")
    }

    private var notes: [String] {
        let earlier =
            result.earlierLooks == .retested
            ? "A level that is passed on calls up earlier looks again."
            : "A level that is passed on holds for the latest look of a hypothesis and those to come; earlier looks are not called up again."
        let untested = result.states.contains { if case .untested = $0.outcome { true } else { false } }
        return [
            "One-sided level of the family \(NumberText.exact(result.alpha)); each hypothesis spends its share by its own function at its own information.",
            earlier,
        ] + (untested ? ["A hypothesis without a level is not tested, whatever its p-value."] : [])
    }
}
