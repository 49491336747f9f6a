import ArgumentParser
import TrialAnalysis

/// The option that tells subjects from rows.
struct SubjectOptions: ParsableArguments {
    @Option(
        name: .customLong("id"),
        help: ArgumentHelp(
            "The column that names the subject of a row, where subjects have several intervals (with --entry).",
            valueName: "column"))
    var subject: String?

    /// The plan with this option.
    func apply(to plan: SurvivalPlan) -> SurvivalPlan {
        var plan = plan
        plan.subject = subject.map(QuotedWords.name)
        return plan
    }
}
