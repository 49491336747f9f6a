import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options that name columns.
struct ColumnOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The column of follow-up times.", valueName: "column"))
    var time: String

    @Option(help: ArgumentHelp("The event: a column of 0/1 or true/false, or COLUMN=VALUE.", valueName: "event"))
    var event: String?

    @Option(
        help: ArgumentHelp(
            "Censoring instead: COLUMN=VALUE, or an ADaM column in which 0 is the event.", valueName: "censor"))
    var censor: String?

    @Option(help: ArgumentHelp("The column of groups to compare.", valueName: "column"))
    var by: String?

    @Option(help: ArgumentHelp("The level of --by that the others are compared with.", valueName: "level"))
    var reference: String?

    @Option(help: ArgumentHelp("Columns that stratify the log-rank test and the Cox model.", valueName: "columns"))
    var strata: ColumnList?

    @Option(help: ArgumentHelp("The column of delayed entry times.", valueName: "column"))
    var entry: String?

    @Option(help: ArgumentHelp("The column of case weights.", valueName: "column"))
    var weights: String?

    @Option(
        help: ArgumentHelp(
            "The column that names rows which belong together; gives robust errors.", valueName: "column"))
    var cluster: String?

    /// The rule that --event or --censor gives.
    var eventRule: EventRule {
        get throws {
            switch (event, censor) {
            case (let event?, nil):
                let (column, value) = Self.split(event)
                return value.map { .value(column: column, value: $0) } ?? .flag(column: column)
            case (nil, let censor?):
                let (column, value) = Self.split(censor)
                return value.map { .censoring(column: column, value: $0) } ?? .censoringFlag(column: column)
            case (nil, nil):
                throw ValidationError(
                    "Say what the event is: --event COLUMN, --event COLUMN=VALUE or --censor COLUMN=VALUE.")
            default: throw ValidationError("Give either --event or --censor, not both.")
            }
        }
    }

    private static func split(_ text: String) -> (column: String, value: String?) {
        if let pair = QuotedWords.assignment(text) { return (pair.name, pair.value) }
        return (QuotedWords.name(text), nil)
    }

    /// The plan with these columns and R's conventions.
    var plan: SurvivalPlan {
        get throws {
            var plan = SurvivalPlan(time: time, event: try eventRule)
            plan.entry = entry
            plan.group = by
            plan.reference = reference
            plan.strata = strata?.names ?? []
            plan.weights = weights
            plan.cluster = cluster
            if reference != nil, by == nil { throw ValidationError("--reference needs --by.") }
            return plan
        }
    }
}
