import TrialAnalysis

extension AnalysisWords {
    /// The lines in the Kaplan-Meier figure: medians of few groups, the hazard ratio of two, the log-rank test.
    var figureLines: [String] {
        var lines: [String] = []
        if plan.group == nil { lines += analysis.groups.map { "Median " + median(of: $0) } }
        if plan.group != nil, analysis.groups.count <= 3 {
            lines += analysis.groups.map { "Median, \($0.name): \(median(of: $0))" }
        }
        if analysis.groups.count == 2, let term = groupTerms.first {
            lines.append((adjustments.isEmpty ? "HR " : "Adjusted HR ") + hazardRatio(of: term))
        }
        if analysis.logRank != nil {
            lines.append((plan.strata.isEmpty ? "Log-rank " : "Stratified log-rank ") + logRankP)
        }
        return lines
    }

    /// The Kaplan-Meier figure in words, for those who do not see it.
    var curvesInWords: String {
        let comparison = figureLines.filter { !$0.hasPrefix("Median") }.map { $0 + "." }
        return (["Kaplan-Meier \(curves) of \(subject)."] + analysis.groups.map(curve) + comparison)
            .joined(separator: " ")
    }

    /// The forest figure in words, for those who do not see it.
    var forestInWords: String {
        let terms = (analysis.cox?.terms ?? []).map { "\(label(of: $0)): \(hazardRatio(of: $0))." }
        return (["Forest plot of hazard ratios."] + terms).joined(separator: " ")
    }

    /// "curve" or "curves".
    var curves: String { analysis.groups.count == 1 ? "curve" : "curves" }

    /// "placebo: the curve falls from 100% to 19.8% at the end of follow-up; 160 rows, 130 events, median 16.59 (…)."
    private func curve(of group: GroupSurvival) -> String {
        let place = place(of: group)
        let isFlat = results[.events, place]?.value == 0
        let end = isFlat ? "stays at 100%" : "falls from 100% to \(results.text(.survivalAtEnd, place))"
        let rows = "\(results.text(.count, place)) rows, \(results.text(.events, place)) events"
        return "\(name(of: group)): the curve \(end) at the end of follow-up; \(rows), median \(median(of: group))."
    }
}
