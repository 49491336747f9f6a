import TrialAnalysis
import TrialFigures

/// Several hypotheses tested at one level, as a page of text for a terminal.
public struct MultiplicityText: Sendable {
    private let analysis: MultiplicityAnalysis

    /// The text of an analysis.
    public init(_ analysis: MultiplicityAnalysis) { self.analysis = analysis }

    /// The lines of the text.
    public var lines: [String] {
        let count = analysis.hypotheses.count == 1 ? "1 hypothesis" : "\(analysis.hypotheses.count) hypotheses"
        let title = [
            "\(analysis.plan.procedure.title), \(count) at \(NumberText.exact(analysis.plan.alpha)): "
                + "\(analysis.hypotheses.filter(\.isRejected).count) rejected"
        ]
        let notes = analysis.notes.isEmpty ? [] : ["Notes"] + analysis.notes.map { "- " + $0 }
        return Array([title, hypotheses, steps, notes].filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private var hypotheses: [String] {
        let header = Self.header(analysis)
        var text = TextTable(header, wordColumns: [header.count - 1])
        for hypothesis in analysis.hypotheses { text.add(Self.cells(hypothesis, analysis)) }
        return text.lines
    }

    /// The order in which a graph takes its hypotheses, with the share that each had then.
    private var steps: [String] {
        guard let steps = analysis.graphical?.steps, !steps.isEmpty else { return [] }
        var text = TextTable(["in order", "share", "level", "p", "adjusted p"])
        for step in steps {
            let hypothesis = analysis.hypotheses[step.hypothesis]
            text.add([
                hypothesis.name, Self.share(step.weight), Self.share(step.weight * analysis.plan.alpha),
                NumberText.pValue(hypothesis.pValue), NumberText.pValue(step.adjusted),
            ])
        }
        return text.lines
    }

    static func header(_ analysis: MultiplicityAnalysis) -> [String] {
        ["hypothesis"] + (analysis.graphical == nil ? [] : ["weight"]) + ["p", "adjusted p", "verdict"]
    }

    static func cells(_ hypothesis: MultiplicityAnalysis.Hypothesis, _ analysis: MultiplicityAnalysis) -> [String] {
        [hypothesis.name] + (analysis.graphical == nil ? [] : [hypothesis.weight.map(share) ?? ""]) + [
            NumberText.pValue(hypothesis.pValue), NumberText.pValue(hypothesis.adjusted), verdict(hypothesis),
        ]
    }

    static func verdict(_ hypothesis: MultiplicityAnalysis.Hypothesis) -> String {
        hypothesis.isRejected ? "rejected" : "not rejected"
    }

    /// "= 0.020", "< 0.0001".
    static func adjusted(_ hypothesis: MultiplicityAnalysis.Hypothesis) -> String {
        let text = NumberText.pValue(hypothesis.adjusted)
        return text.hasPrefix("<") || text.hasPrefix(">") ? text : "= " + text
    }

    /// A share with as many decimals as it needs, four at most.
    static func share(_ value: Double) -> String { NumberText.exact((value * 1e4).rounded() / 1e4) }
}
