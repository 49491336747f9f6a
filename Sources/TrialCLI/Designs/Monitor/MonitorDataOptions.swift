import ArgumentParser
import TrialAnalysis
import TrialReports
import TrialTables
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
        if let asOf, Day(asOf) == nil {
            throw ValidationError("--as-of is \(asOf); expected a day such as 2024-02-29.")
        }
        if asOf != nil || every != nil, entry == nil {
            throw ValidationError("--as-of and --every need --entry, the column of the day of entry.")
        }
    }

    /// The day of the look, where one is given.
    var day: Day? { asOf.flatMap { Day($0) } }

    /// What counts as the event of an option.
    static func rule(_ argument: String) -> EventRule {
        QuotedWords.assignment(argument).map { .value(column: $0.name, value: $0.value) } ?? .flag(column: argument)
    }
}

/// What was seen: a table of patients, or sums.
struct MonitoredData {
    let options: MonitorDataOptions
    let table: Table?
    let unit: FollowUpUnit
    /// The time between looks that a protocol prints, where the options say none.
    var printedInterval: Double?

    /// The same, looked at so often unless the options say otherwise.
    func looking(every interval: Double?) -> MonitoredData {
        MonitoredData(options: options, table: table, unit: unit, printedInterval: interval)
    }

    /// Whether there are data for a rule on times.
    var hasTimes: Bool { table == nil ? options.totalTime != nil : options.time != nil }

    /// Whether there are data for a rule on counts.
    var hasCounts: Bool { table == nil ? options.subjects != nil : options.outcome != nil }

    /// The looks at a time to an event; the last one decides.
    func looks(for rule: String) throws -> (looks: [EventTimeLook], notes: [String]) {
        guard let table else {
            guard let events = options.events, let totalTime = options.totalTime else {
                throw Refusal(
                    description:
                        "\(rule) needs a file with --time and --event, or --events and --total-time.")
            }
            return ([EventTimeLook(events: events, totalTime: totalTime)], [])
        }
        let (snapshots, notes) = try snapshots(table, for: rule)
        return (snapshots.map { EventTimeLook($0) }, notes)
    }

    /// The looks at the follow-up of patients.
    func snapshots(for rule: String) throws -> (looks: [FollowUpSnapshot], notes: [String]) {
        guard let table else {
            throw Refusal(
                description: "\(rule) needs a file with --time and --event: sums do not say when events fell.")
        }
        return try snapshots(table, for: rule)
    }

    private func snapshots(_ table: Table, for rule: String) throws -> ([FollowUpSnapshot], [String]) {
        guard let time = options.time, let event = options.event else {
            throw Refusal(description: "\(options.time == nil ? "--time" : "--event") is missing, which \(rule) needs.")
        }
        let plan = FollowUpPlan(
            time: time, event: MonitorDataOptions.rule(event), entry: options.entry, unit: unit, stale: options.stale)
        do throws(Diagnostics) {
            let followUp = try FollowUp(table, plan)
            guard options.entry != nil, let last = options.day ?? followUp.lastNews else {
                return ([followUp.whole], followUp.notes)
            }
            let interval = options.every ?? printedInterval
            let looks =
                interval.map { followUp.looks(every: $0, until: last) } ?? [followUp.asOf(last)].compactMap(\.self)
            let late = looks.last.map(\.notEntered) ?? 0
            let remark = late > 0 ? ["\(late) of \(followUp.rowCount) subjects had not entered by \(last)."] : []
            return (looks.isEmpty ? [followUp.whole] : looks, followUp.notes + remark)
        } catch { throw Refusal(description: error.description) }
    }

    /// The counts of a yes/no outcome.
    func counts(for rule: String) throws -> OutcomeSeen {
        guard let table else {
            guard let subjects = options.subjects, let events = options.events else {
                throw Refusal(description: "\(rule) needs a file with --outcome, or --subjects and --events.")
            }
            guard events <= subjects else {
                throw Refusal(
                    description: "--events: error: it is \(events); expected at most \(subjects), the subjects")
            }
            return OutcomeSeen(subjects: subjects, events: events, path: [], notes: [])
        }
        guard let outcome = options.outcome else {
            throw Refusal(description: "--outcome is missing, which \(rule) needs.")
        }
        do throws(Diagnostics) {
            let counts = try OutcomeCounts(
                table, event: MonitorDataOptions.rule(outcome), entry: options.entry, asOf: options.day)
            return OutcomeSeen(
                subjects: counts.subjects, events: counts.events, path: counts.path, notes: counts.notes)
        } catch { throw Refusal(description: error.description) }
    }
}

/// Events among subjects, with the way there.
struct OutcomeSeen {
    let subjects: Int
    let events: Int
    let path: [(subjects: Int, events: Int)]
    let notes: [String]
}
