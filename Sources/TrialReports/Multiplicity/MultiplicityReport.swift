import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The files that `equipoise multiplicity … -o DIR` writes: the page, the numbers and, for a procedure that is a graph, the graph.
public struct MultiplicityReport: Sendable {
    /// The graph as an SVG file; absent for procedures that are none.
    public let figure: String?
    /// The numbers in the long form of `results.json`.
    public let rows: [ResultRow]
    let analysis: MultiplicityAnalysis
    let provenance: Provenance

    /// The report of an analysis.
    public init(_ analysis: MultiplicityAnalysis, provenance: Provenance) {
        self.analysis = analysis
        self.provenance = provenance
        rows = Self.rows(analysis)
        figure = Self.figure(analysis)
    }

    /// The page, with its figure in it.
    public var page: String { MultiplicityPage(report: self).text }

    /// `report.html`, `results.json` and, where there is one, `graph.svg`.
    public var files: [(name: String, contents: String)] {
        get throws {
            let file = ResultsFile(
                rows, endpoint: "p-values", conventions: MultiplicityConventions(analysis.plan), notes: analysis.notes,
                title: analysis.plan.title, provenance: provenance)
            return [("report.html", page), ("results.json", try file.text())]
                + (figure.map { [("graph.svg", $0)] } ?? [])
        }
    }

    private static func rows(_ analysis: MultiplicityAnalysis) -> [ResultRow] {
        analysis.hypotheses.flatMap { hypothesis in
            let place = ResultRow.Place(.multiplicity, term: hypothesis.name)
            let weight = hypothesis.weight.map { ResultRow(.weight, place, $0, text: MultiplicityText.share($0)) }
            return (weight.map { [$0] } ?? []) + [
                ResultRow(.p, place, hypothesis.pValue, text: NumberText.pValue(hypothesis.pValue)),
                ResultRow(.adjustedP, place, hypothesis.adjusted, text: NumberText.pValue(hypothesis.adjusted)),
                ResultRow(
                    .isRejected, place, hypothesis.isRejected ? 1 : 0, text: MultiplicityText.verdict(hypothesis)),
            ]
        }
    }

    private static func figure(_ analysis: MultiplicityAnalysis) -> String? {
        guard let graph = analysis.graphical?.graph else { return nil }
        let nodes = zip(analysis.hypotheses, graph.weights).map { hypothesis, weight in
            MultiplicityGraphFigure.Node(
                hypothesis.name,
                lines: ["w = \(MultiplicityText.share(weight))", "p̃ \(MultiplicityText.adjusted(hypothesis))"],
                isMarked: hypothesis.isRejected)
        }
        let arrows = graph.transitions.indices.flatMap { from in
            graph.transitions[from].indices.filter { graph.transitions[from][$0] > 0 }.map { to in
                MultiplicityGraphFigure.Arrow(
                    from: from, to: to, label: MultiplicityText.share(graph.transitions[from][to]))
            }
        }
        var options = MultiplicityGraphFigure.Options()
        options.title = analysis.plan.title
        options.notes = [
            "w: share of the level \(NumberText.exact(analysis.plan.alpha)) at the start. Arrows: where it goes on rejection. Thick: rejected."
        ]
        return MultiplicityGraphFigure(nodes: nodes, arrows: arrows, options: options).svg
    }
}

/// What `results.json` states of the procedure; with the p-values it gives the same numbers again.
private struct MultiplicityConventions: Encodable, Sendable {
    let procedure: String
    let alpha: Double
    let weights: Nullable<[Double]>
    let transitions: Nullable<[[Double]]>

    init(_ plan: MultiplicityPlan) {
        procedure = plan.procedure.rawValue
        alpha = plan.alpha
        weights = Nullable(plan.weights)
        transitions = Nullable(plan.transitions)
    }
}

/// The page of a multiple test: the hypotheses, the graph, the order of rejection, where it came from.
private struct MultiplicityPage {
    let report: MultiplicityReport

    private var analysis: MultiplicityAnalysis { report.analysis }

    var text: String {
        let name = "\(analysis.plan.procedure.title), α = \(NumberText.exact(analysis.plan.alpha))"
        return PageFrame(
            title: analysis.plan.title ?? "Several hypotheses: \(analysis.plan.procedure.title)", subtitle: name,
            provenance: report.provenance,
            sections: [
                hypotheses, steps, Markup.notes(analysis.notes),
                ProvenanceSection(provenance: report.provenance).markup,
            ].compactMap(\.self)
        ).text
    }

    private var hypotheses: Markup {
        let table = PageTable(
            caption: "The hypotheses",
            columns: MultiplicityText.header(analysis).map { $0.count > 1 ? $0.capitalisedFirst : $0 },
            rows: analysis.hypotheses.map { hypothesis in
                let cells = MultiplicityText.cells(hypothesis, analysis)
                return PageTable.Row(heading: cells[0], cells: Array(cells.dropFirst()))
            }, wordColumns: [0, MultiplicityText.header(analysis).count - 1])
        let drawn = report.figure.map { svg in
            [
                Markup.figure(
                    svg, title: "the graph of the hypotheses",
                    caption: "The graph before any rejection; p̃ is the adjusted p-value.")
            ]
        }
        return .section("hypotheses", "The hypotheses", [table.markup] + (drawn ?? []))
    }

    private var steps: Markup? {
        guard let graphical = analysis.graphical, !graphical.steps.isEmpty else { return nil }
        let table = PageTable(
            caption: "Step by step", columns: ["Hypothesis", "Share then", "Level then", "p", "Adjusted p"],
            rows: graphical.steps.map { step in
                let hypothesis = analysis.hypotheses[step.hypothesis]
                return PageTable.Row(
                    heading: hypothesis.name,
                    cells: [
                        MultiplicityText.share(step.weight), MultiplicityText.share(step.weight * analysis.plan.alpha),
                        NumberText.pValue(hypothesis.pValue), NumberText.pValue(step.adjusted),
                    ])
            })
        return .section(
            "steps", "The order of rejection",
            [
                Markup(
                    "p", [:],
                    "Of the hypotheses left that with the smallest p-value for its share comes next; it is rejected where its adjusted p-value is at most α."
                ), table.markup,
            ])
    }
}
