import TrialAnalysis
import TrialStatistics

/// What a reader of the numbers has to know.
struct NotesSection {
    let words: AnalysisWords

    private var analysis: SurvivalAnalysis { words.analysis }

    /// The parts of the analysis that could not be done at all.
    var failures: [String] {
        var failures: [String] = []
        if analysis.groups.contains(where: { $0.curve.eventCount == 0 }) { failures.append("no events in a group") }
        if words.plan.group != nil, analysis.logRank?.test == nil {
            failures.append("the \(words.plan.weighting.titleInSentence) test")
        }
        let wantsModel = words.plan.group != nil || !words.plan.covariates.isEmpty
        if wantsModel, analysis.cox?.model.convergence != .converged { failures.append("the Cox model") }
        return failures
    }

    var markup: Markup? { .notes(analysis.notes, isWarning: !failures.isEmpty) }
}
