import TrialAnalysis
import TrialFigures
import TrialStatistics

/// A survival analysis as a page of text for a terminal.
public struct AnalysisText: Sendable {
    private let analysis: SurvivalAnalysis
    private let source: String

    /// The text of an analysis of the file named `source`.
    public init(_ analysis: SurvivalAnalysis, source: String) {
        self.analysis = analysis
        self.source = source
    }

    /// The lines of the text.
    public var lines: [String] {
        let sections = [[title], groupTable, landmarkTable, logRankLine, coxTable, notes].filter { !$0.isEmpty }
        return Array(sections.joined(separator: [""]))
    }

    private var level: String { NumberText.coverage(analysis.plan.level.coverage) + "% CI" }

    private var title: String {
        let left = analysis.rowCount - analysis.count
        return
            "\(source): \(analysis.rowCount) rows, \(analysis.count) analysed\(left > 0 ? ", \(left) left out" : ""), \(analysis.eventCount) events"
    }

    private var groupTable: [String] {
        var table = TextTable([analysis.plan.group ?? "", "n", "events", "median (\(level))", "median follow-up"])
        for group in analysis.groups {
            let limits = group.median.limits
            table.add([
                group.name, String(group.curve.count), String(group.curve.eventCount),
                time(group.median.estimate) + " ("
                    + NumberText.interval(time(limits.lower), time(limits.upper)) + ")",
                time(group.followUp.estimate),
            ])
        }
        return table.lines
    }

    private var landmarkTable: [String] {
        guard !analysis.plan.landmarks.isEmpty else { return [] }
        var table = TextTable([analysis.plan.group ?? "", "time", "at risk", "event-free % (\(level))"])
        for group in analysis.groups {
            for (time, landmark) in group.landmarks {
                let limits = NumberText.interval(
                    NumberText.percent(landmark?.limits.lower), NumberText.percent(landmark?.limits.upper))
                table.add([
                    group.name, self.time(time), String(group.curve.atRisk(at: time)),
                    NumberText.percent(landmark?.survival) + " (\(limits))",
                ])
            }
        }
        return table.lines
    }

    private var logRankLine: [String] {
        guard let logRank = analysis.logRank else { return [] }
        let strata =
            analysis.plan.strata.isEmpty ? "" : ", stratified by \(analysis.plan.strata.joined(separator: ", "))"
        return ["Log-rank test\(strata): \(Self.text(logRank.test))"]
    }

    private static func text(_ test: ChiSquaredTest?) -> String {
        guard let test else { return NumberText.notEstimable }
        let p = NumberText.pValue(test.pValue)
        return
            "χ² = \(NumberText.fixed(test.statistic, decimals: 2)) on \(test.degreesOfFreedom) df, p \(p.hasPrefix("<") ? p : "= " + p)"
    }

    private var coxTable: [String] {
        guard let cox = analysis.cox else { return [] }
        var table = TextTable(["", "hazard ratio (\(level))", "p"])
        for term in cox.terms {
            let reference = term.reference.map { " against \($0)" } ?? ""
            let ratio = term.hazardRatio
            table.add([
                term.name + reference,
                RatioText(ratio?.estimate, lower: ratio?.lower, upper: ratio?.upper).text,
                NumberText.pValue(term.pValue),
            ])
        }
        let strata =
            analysis.plan.strata.isEmpty ? "" : ", stratified by \(analysis.plan.strata.joined(separator: ", "))"
        let variance = cox.model.robustCovariance == nil ? "" : ", robust standard errors"
        let ties = analysis.plan.ties == .efron ? "Efron" : "Breslow"
        let header =
            "Cox model, ties \(ties)\(strata)\(variance): \(cox.model.count) rows, \(cox.model.eventCount) events"
        return [header] + table.lines + ["Likelihood-ratio test: \(Self.text(cox.model.likelihoodRatioTest))"]
    }

    private func time(_ value: Double?) -> String {
        NumberText.fixed(value, decimals: value == value?.rounded() ? 0 : 2)
    }

    private var notes: [String] {
        analysis.notes.isEmpty ? [] : ["Notes"] + analysis.notes.map { "- " + $0 }
    }
}
