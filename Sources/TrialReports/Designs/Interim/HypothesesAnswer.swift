import TrialFigures
import TrialStatistics

/// Where the hypotheses of a trial stand after its analyses so far: rejected, open, untested, with their levels and why.
public struct HypothesesAnswer: Sendable {
    let result: SequentialGraphProcedure
    /// What the names of its figures begin with.
    let prefix: String

    /// The answer about a family of hypotheses.
    ///
    /// - Parameter prefix: what the names of its figures begin with, where several answers share a folder.
    public init(_ result: SequentialGraphProcedure, prefix: String = "") {
        self.result = result
        self.prefix = prefix
    }

    /// Whether there is anything left to test.
    public var decision: MonitoringDecision { result.decision }

    /// The whole answer.
    public var answer: DesignAnswer {
        DesignAnswer(
            title: "Hypotheses over several looks", summary: summary, sections: sections, notes: notes,
            json: HypothesesJSON(result))
    }

    var sections: [DesignAnswer.Section] { [hypotheses, order, looks].compactMap(\.self) }

    /// The looks at each hypothesis that has a level, with their critical values at it.
    private var looks: DesignAnswer.Section? {
        let blocks = result.hypotheses.indices.flatMap { index -> [DesignAnswer.Block] in
            guard let trial = trial(index) else { return [] }
            return [table(trial, result.hypotheses[index]), figure(trial, result.hypotheses[index])]
        }
        return blocks.isEmpty ? nil : .init("The looks at each hypothesis", blocks)
    }

    /// A hypothesis with a level and looks, as a trial of its own at that level.
    private func trial(_ index: Int) -> SequentialAnalysis? {
        let (hypothesis, level) = (result.hypotheses[index], result.states[index].level)
        guard level > 0, !hypothesis.looks.isEmpty,
            let plan = try? SequentialPlan(
                alpha: level, spending: hypothesis.spending, maximumInformation: hypothesis.maximumInformation)
        else { return nil }
        return try? SequentialAnalysis(plan, looks: hypothesis.looks.map(\.seen), isLast: hypothesis.isLast)
    }

    /// The critical value of a look at all information planned, where there will be one.
    private func last(_ trial: SequentialAnalysis) -> Double? {
        trial.isLast ? nil : (try? trial.outlook(information: [trial.plan.maximumInformation]))?.first?.criticalZ
    }

    private func table(_ trial: SequentialAnalysis, _ hypothesis: SequentialHypothesis) -> DesignAnswer.Block {
        let rows = zip(trial.looks, hypothesis.looks).map { look, made in
            [
                "\(made.analysis + 1)", NumberText.measured(look.information),
                NumberText.fixed(look.information / hypothesis.maximumInformation, decimals: 4),
                NumberText.fixed(look.z, decimals: 4),
                look.criticalZ.map { NumberText.fixed($0, decimals: 4) } ?? "none",
                NumberText.fixed(look.spent, decimals: 6),
            ]
        }
        return .table(
            "\(hypothesis.name) at the level \(NumberText.fixed(trial.plan.alpha, decimals: 6))",
            ["analysis", "information", "fraction", "z", "critical z", "level spent"], rows)
    }

    private func figure(_ trial: SequentialAnalysis, _ hypothesis: SequentialHypothesis) -> DesignAnswer.Block {
        let file = prefix + RuleReading.file(hypothesis.name)
        var options = BoundaryFigure.Options()
        options.observed = trial.looks.map(\.z)
        options.identifier = String(file.prefix { $0 != "." })
        let looks = trial.looks.map {
            BoundaryFigure.Look(fraction: $0.information / hypothesis.maximumInformation, upper: $0.criticalZ)
        }
        let ahead = last(trial).map { [BoundaryFigure.Look(fraction: 1, upper: $0)] } ?? []
        return .figure(
            .init(
                name: file, svg: BoundaryFigure(looks: looks + ahead, options: options).svg,
                title: "Boundary of \(hypothesis.name) and what was seen",
                caption:
                    "Critical values of \(hypothesis.name) at the level it has now\(ahead.isEmpty ? "" : ", the last at all information planned"); the line is z as it was seen."
            ))
    }

    private func name(_ index: Int) -> String { result.hypotheses[index].name }

    private func names(_ indices: [Int]) -> String { indices.map(name).joined(separator: ", ") }

    /// Who waits for whom, and what an open hypothesis takes at the end.
    var nextLook: String? {
        let sentences = result.states.indices.compactMap { index -> String? in
            switch result.states[index].outcome {
            case .untested(let sources) where !sources.isEmpty:
                return
                    "\(name(index)) is not tested, and its p-value is not called significant, unless \(names(sources)) is rejected."
            case .open:
                return trial(index).flatMap(last).map {
                    "If the next look at \(name(index)) is its last, with the information planned, z of \(NumberText.fixed($0, decimals: 4)) or more rejects it."
                }
            default: return nil
            }
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    var summary: String {
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
                state.repeatedPValue.map(InterimAnswer.oneSided) ?? "none",
                InterimAnswer.oneSided(state.adjustedPValue),
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
        options.identifier = prefix + "graph"
        options.notes = [
            "w: share of the level \(NumberText.exact(result.alpha)) at the start. Arrows: where it goes on rejection. Thick: rejected."
        ]
        return DesignAnswer.Figure(
            name: prefix + "graph.svg",
            svg: MultiplicityGraphFigure(nodes: nodes, arrows: arrows, options: options).svg,
            title: "the graph of the hypotheses",
            caption: "The graph before any rejection; p̃ is the adjusted p-value over hypotheses and looks.")
    }

    var notes: [String] {
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
