import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The regression of a case-cohort sample, as a page of text for a terminal.
public struct CaseCohortText: Sendable {
    private let analysis: CaseCohortAnalysis
    private let source: String

    /// The text of an analysis of the file that `source` names.
    public init(_ analysis: CaseCohortAnalysis, source: String) {
        self.analysis = analysis
        self.source = source
    }

    /// The lines of the text.
    public var lines: [String] {
        let notes = analysis.notes.isEmpty ? [] : ["Notes"] + analysis.notes.map { "- " + $0.terminalSafe }
        return Array([sample, terms, notes].filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private var sample: [String] {
        let fit = analysis.fit
        return [
            "\(source.terminalSafe): case-cohort sample, method \(fit.method.rawValue)",
            "cohort \(fit.cohortSize), subcohort \(fit.subcohortCount), cases \(fit.eventCount): "
                + "\(analysis.casesInside) in the subcohort, \(analysis.casesOutside) outside",
        ]
    }

    private var terms: [String] {
        let fit = analysis.fit
        let level = analysis.plan.survival.level
        var text = TextTable(["term", "HR", "\(NumberText.coverage(level.coverage))% CI", "p"])
        for index in fit.names.indices {
            let ratio = fit.hazardRatio(of: index, level: level)
            text.add([
                fit.names[index], NumberText.ratio(ratio?.estimate),
                NumberText.interval(NumberText.ratio(ratio?.lower), NumberText.ratio(ratio?.upper)),
                NumberText.pValue(fit.waldTest(of: index)?.pValue),
            ])
        }
        return text.lines
    }
}
