import ArgumentParser
import TrialAnalysis
import TrialValues

/// The options that say what was seen, for rules on times to an event and on counts.
struct MonitorDataOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The column of the time from entry to event or last contact.", valueName: "column"))
    var time: String?

    @Option(help: ArgumentHelp("The column of the event, or COLUMN=VALUE.", valueName: "column"))
    var event: String?

    @Option(
        help: ArgumentHelp("The column of a yes/no outcome such as toxicity, or COLUMN=VALUE.", valueName: "column"))
    var outcome: String?

    @Option(help: ArgumentHelp("The column of the day of entry.", valueName: "column"))
    var entry: String?

    @Option(help: ArgumentHelp("Look at what was known on this day; needs --entry.", valueName: "day"))
    var asOf: String?

    @Option(help: ArgumentHelp("Replay the looks, one every so long since the first entry.", valueName: "time"))
    var every: Double?

    @Option(help: ArgumentHelp("Follow-up older than this is stale.", valueName: "time"))
    var stale = 3.0

    @Option(help: ArgumentHelp("Without a file: the events seen.", valueName: "n"))
    var events: Int?

    @Option(help: ArgumentHelp("Without a file: the follow-up of all subjects, added up.", valueName: "time"))
    var totalTime: Double?

    @Option(help: ArgumentHelp("Without a file: the subjects whose outcome is known.", valueName: "n"))
    var subjects: Int?

    @Option(help: ArgumentHelp("Without a file: the subjects with toxicity.", valueName: "n"))
    var toxicities: Int?

    @Option(help: ArgumentHelp("Without a file: the subjects with a response.", valueName: "n"))
    var responses: Int?

    func validate() throws {
        if let every, !(every > 0 && every.isFinite) {
            throw ValidationError("--every is \(every); expected a time > 0.")
        }
        if !(stale >= 0 && stale.isFinite) { throw ValidationError("--stale is \(stale); expected a time ≥ 0.") }
        if let events, events < 0 { throw ValidationError("--events is \(events); expected a count ≥ 0.") }
        if let totalTime, !(totalTime >= 0 && totalTime.isFinite) {
            throw ValidationError("--total-time is \(totalTime); expected a time ≥ 0.")
        }
        if let subjects, subjects < 1 { throw ValidationError("--subjects is \(subjects); expected a count ≥ 1.") }
        for (option, count) in [("--toxicities", toxicities), ("--responses", responses)] {
            if let count, count < 0 { throw ValidationError("\(option) is \(count); expected a count ≥ 0.") }
        }
        if let asOf, Day(asOf) == nil {
            throw ValidationError("--as-of is \(asOf); expected a day such as 2024-02-29.")
        }
        if asOf != nil || every != nil, entry == nil {
            throw ValidationError("--as-of and --every need --entry, the column of the day of entry.")
        }
    }

    /// The day of the look, where one is given.
    var day: Day? { asOf.flatMap { Day($0) } }

    /// The cut of the data for comparisons, where a day is given.
    func cut(_ unit: FollowUpUnit) -> DataCut? {
        guard let entry, let day else { return nil }
        return DataCut(entry: entry, day: day, unit: unit)
    }

    /// The options that are sums in place of a file.
    var sums: [String] {
        [
            ("--events", events != nil), ("--total-time", totalTime != nil), ("--subjects", subjects != nil),
            ("--toxicities", toxicities != nil), ("--responses", responses != nil),
        ].filter(\.1).map(\.0)
    }

    /// The options that name columns or days.
    var columns: [String] {
        [
            ("--time", time != nil), ("--event", event != nil), ("--outcome", outcome != nil),
            ("--entry", entry != nil),
            ("--as-of", asOf != nil), ("--every", every != nil),
        ].filter(\.1).map(\.0)
    }

    /// What counts as the event of an option.
    static func rule(_ argument: String) -> EventRule {
        QuotedWords.assignment(argument).map { .value(column: $0.name, value: $0.value) } ?? .flag(column: argument)
    }
}
