import TrialAnalysis
import TrialReports
import TrialTables
import TrialValues

/// What was seen: a table of patients, or sums.
struct MonitoredData {
    let options: MonitorDataOptions
    let endpoints: EndpointOptions
    let input: InputFile?
    let unit: FollowUpUnit

    /// Why a rule cannot be read on the data.
    enum Missing: Error {
        /// Options are missing.
        case needs(String)
        /// There is another reason, told as a sentence.
        case because(String)

        /// The rest of a sentence about the rule, without its full stop.
        var words: String {
            switch self {
            case .needs(let options): "it needs \(options)"
            case .because(let reason): reason.hasSuffix(".") ? String(reason.dropLast()) : reason
            }
        }
    }

    /// The endpoint of the command line with one of these names.
    func endpoint(_ names: [String]) -> EndpointOption? {
        names.lazy.compactMap { name in endpoints.endpoint.first { $0.name == name } }.first
    }

    // MARK: Times

    /// The looks at a time to an event by its sums or by the follow-up of patients; the last one decides.
    func looks(_ names: [String], every interval: Double? = nil) throws -> (looks: [EventTimeLook], notes: [String]) {
        guard input == nil else {
            let (snapshots, notes) = try snapshots(names, every: interval)
            return (snapshots.map { EventTimeLook($0) }, notes)
        }
        guard let events = options.events, let totalTime = options.totalTime else {
            throw Missing.needs("a file with \(Self.times(names)), or --events and --total-time")
        }
        return ([EventTimeLook(events: events, totalTime: totalTime)], [])
    }

    /// The looks at the follow-up of patients.
    func snapshots(
        _ names: [String], every interval: Double? = nil
    ) throws -> (looks: [FollowUpSnapshot], notes: [String]) {
        guard let table = input?.table else {
            throw Missing.needs("a file with \(Self.times(names)): sums do not say when events fell")
        }
        let (time, event) = try columns(names)
        let plan = FollowUpPlan(time: time, event: event, entry: options.entry, unit: unit, stale: options.stale)
        do throws(Diagnostics) {
            let followUp = try FollowUp(table, plan)
            guard options.entry != nil, let last = options.day ?? followUp.lastNews else {
                return ([followUp.whole], followUp.notes)
            }
            let looks =
                (options.every ?? interval).map { followUp.looks(every: $0, until: last) }
                ?? [followUp.asOf(last)].compactMap(\.self)
            let late = looks.last.map(\.notEntered) ?? 0
            let remark = late > 0 ? ["\(late) of \(followUp.rowCount) subjects had not entered by \(last)."] : []
            return (looks.isEmpty ? [followUp.whole] : looks, followUp.notes + remark)
        } catch { throw Refusal(description: error.description) }
    }

    /// The columns of time and event: those of the endpoint by its name, else --time and --event.
    private func columns(_ names: [String]) throws -> (time: String, event: EventRule) {
        if let endpoint = endpoint(names) {
            guard let time = endpoint.time else {
                throw Refusal(
                    description:
                        "--endpoint: error: \(endpoint.name) has no column of times; expected \(endpoint.name)=TIME:EVENT"
                )
            }
            return (time, endpoint.event)
        }
        switch (options.time, options.event) {
        case (let time?, let event?): return (time, MonitorDataOptions.rule(event))
        case (nil, nil): throw Missing.needs(Self.times(names))
        case (nil, _): throw Missing.needs("--time")
        case (_, nil): throw Missing.needs("--event")
        }
    }

    private static func times(_ names: [String]) -> String {
        "--time and --event" + (names.last.map { ", or --endpoint \($0)=TIME:EVENT" } ?? "")
    }

    // MARK: Counts

    /// The counts of a yes/no outcome.
    ///
    /// - Parameter most: the subjects of the trial, which sums cannot exceed; patients of a file may over-run it.
    func counts(_ names: [String], most: Int? = nil) throws -> OutcomeSeen {
        guard let input else {
            guard let subjects = options.subjects, let events = options.events else {
                throw Missing.needs("a file with \(Self.outcomes(names)), or --subjects and --events")
            }
            try checkSubjects(subjects, most)
            guard events <= subjects else {
                throw Refusal(
                    description: "--events: error: it is \(events); expected at most \(subjects), the subjects")
            }
            return OutcomeSeen(subjects: subjects, events: events, path: [], notes: [])
        }
        if let endpoint = endpoint(names) {
            guard endpoint.time == nil else {
                throw Refusal(
                    description:
                        "--endpoint: error: \(endpoint.name) is counted, without a time; expected \(endpoint.name)=EVENT"
                )
            }
            return try counts(input.table, endpoint.event)
        }
        guard let outcome = options.outcome else { throw Missing.needs(Self.outcomes(names)) }
        return try counts(input.table, MonitorDataOptions.rule(outcome))
    }

    /// Refuses more subjects than the trial has.
    func checkSubjects(_ subjects: Int, _ most: Int?) throws {
        if let most, subjects > most {
            throw Refusal(
                description: "--subjects: error: it is \(subjects); expected at most \(most), the subjects of the trial"
            )
        }
    }

    private func counts(_ table: Table, _ event: EventRule) throws -> OutcomeSeen {
        do throws(Diagnostics) {
            let counts = try OutcomeCounts(table, event: event, entry: options.entry, asOf: options.day)
            return OutcomeSeen(
                subjects: counts.subjects, events: counts.events, path: counts.path, notes: counts.notes)
        } catch { throw Refusal(description: error.description) }
    }

    private static func outcomes(_ names: [String]) -> String {
        "--outcome" + (names.last.map { ", or --endpoint \($0)=EVENT" } ?? "")
    }
}

/// Events among subjects, with the way there.
struct OutcomeSeen {
    let subjects: Int
    let events: Int
    let path: [(subjects: Int, events: Int)]
    let notes: [String]
}
