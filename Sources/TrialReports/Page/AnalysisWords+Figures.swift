import TrialAnalysis
import TrialFigures

extension AnalysisWords {
    /// The lines in the Kaplan-Meier figure.
    var figureLines: [String] { medianLines + comparisonLines }

    /// The medians of few groups.
    private var medianLines: [String] {
        guard plan.group != nil else { return analysis.groups.map { "Median " + median(of: $0) } }
        return analysis.groups.count > 3 ? [] : analysis.groups.map { "Median, \($0.name): \(median(of: $0))" }
    }

    /// The hazard ratio of two groups, and the log-rank test.
    private var comparisonLines: [String] {
        var lines: [String] = []
        if analysis.groups.count == 2, let term = groupTerms.first {
            let condition = conditions.isEmpty ? "" : "where \(Self.list(conditions)) "
            lines.append((adjustments.isEmpty ? "HR " : "Adjusted HR ") + condition + hazardRatio(of: term))
        }
        if analysis.testAnswers?.maxCombo != nil {
            let p = NumberText.equation("p", results.text(.p, .init(.maxCombo)))
            lines.append((plan.strata.isEmpty ? "MaxCombo " : "Stratified MaxCombo ") + p)
        } else if analysis.logRank != nil {
            let test = plan.strata.isEmpty ? plan.weighting.title : "Stratified " + plan.weighting.titleInSentence
            lines.append("\(test) \(logRankP)")
        }
        return lines
    }

    /// The Kaplan-Meier figure in words, for those who do not see it.
    var curvesInWords: String {
        let comparison = comparisonLines.map { $0 + "." }
        // Without a title of its own the figure is called "Kaplan-Meier curves" already.
        let head = plan.title == nil ? "\(subject)." : "Kaplan-Meier \(curves) of \(subject)."
        return ([head] + analysis.groups.map(curve) + comparison)
            .joined(separator: " ")
    }

    /// The forest figure in words, for those who do not see it.
    var forestInWords: String {
        let terms = (analysis.cox?.terms ?? []).map { "\(label(of: $0)): \(hazardRatio(of: $0))." }
        let head = plan.title == nil ? "Hazard ratios." : "Forest plot of hazard ratios."
        return ([head] + terms).joined(separator: " ")
    }

    /// "curve" or "curves".
    var curves: String { analysis.groups.count == 1 ? "curve" : "curves" }

    /// "placebo: the curve falls from 100% to 19.8% at the end of follow-up; 160 rows, 130 events, median 16.59 (…)."
    private func curve(of group: GroupSurvival) -> String {
        let place = place(of: group)
        let isFlat = results[.events, place]?.value == 0
        let end = results.text(.survivalAtEnd, place)
        let course = isFlat ? "stays at 100%" : "falls from 100% to \(end) at the end of follow-up"
        let rows = "\(results.text(.count, place).counting("row")), \(results.text(.events, place).counting("event"))"
        return "\(name(of: group)): the curve \(course); \(rows), median \(median(of: group))."
    }
}
