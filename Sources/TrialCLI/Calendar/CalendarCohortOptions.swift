import ArgumentParser
import Foundation
import TrialAnalysis
import TrialModel
import TrialReports
import TrialValues

/// The option that asks for many subjects at once.
struct CalendarCohortOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Many subjects: a folder of events files, or a CSV with the column subject; counts instead of a calendar.",
            valueName: "path"))
    var cohort: String?

    /// Refuses options that are about one subject.
    func check(_ subject: CalendarSubjectOptions, _ output: CalendarOutputOptions) throws {
        guard let cohort else { return }
        if cohort.isEmpty { throw ValidationError("--cohort is empty; expected a folder or a CSV file.") }
        let given = [
            ("--events", subject.events != nil), ("--start", subject.start != nil),
            ("--subject", subject.subject != nil),
            ("--subject-number", subject.subjectNumber != nil), ("--ics", output.ics != nil),
            ("--svg", output.svg != nil), ("--list", output.list), ("--months", output.months != 2),
        ]
        if let wrong = given.first(where: \.1) {
            throw ValidationError("\(wrong.0) is about one subject and does not go with --cohort.")
        }
    }

    /// The counts of the subjects of a folder or a table.
    ///
    /// - Throws: ``Refusal`` with the problems of every subject.
    func show(
        _ path: String, _ plan: TreatmentPlan, study: String?, _ subject: CalendarSubjectOptions,
        _ rules: CalendarRuleOptions, _ output: CalendarOutputOptions, on console: Console
    ) throws -> Program.Outcome {
        var calendars: [DoseCalendar] = []
        var problems: [String] = []
        let records = try self.records(path, plan.facts, &problems)
        let checks = DoseCohortChecks(records, plan)
        for (index, (name, record)) in records.enumerated() {
            let found = checks.problems(of: index)
            problems += found.map(\.description)
            guard found.isEmpty else { continue }
            do {
                let arm = try subject.arm(of: plan, record)
                guard subject.arm ?? arm.id == arm.id else { continue }
                try rules.requireJurisdiction(of: arm)
                let calendar = try DoseCalendar(
                    arm, record: record, modifications: plan.modifications, prophylaxis: plan.prophylaxis,
                    options: rules.options())
                for note in calendar.notes { console.error("\(name): \(note)") }
                calendars.append(calendar)
            } catch { problems.append("\(name): \(error)") }
        }
        guard problems.isEmpty else { throw Refusal(description: problems.joined(separator: "\n")) }
        guard !calendars.isEmpty else {
            throw Refusal(description: "--cohort: error: \(path) has no subject of the arm")
        }
        let report = DoseCohortReport(DoseCohort(calendars), study: study, on: rules.on?.day.description)
        if let csv = output.csv { try OutputFile(csv).write(report.csv, on: console) }
        let answer = OutputFile.isStandard(output.csv) ? console.withoutAnswer : console
        answer.print(output.json ? try report.json() : report.text)
        return .done
    }

    /// The records with the names of their subjects, in the order of files or rows.
    private func records(_ path: String, _ facts: FactDictionary, _ problems: inout [String]) throws -> [(
        name: String, record: TreatmentRecord
    )] {
        var found: [(name: String, record: TreatmentRecord)] = []
        for file in try NamedFiles(path, endings: ["yaml", "yml", "csv"]).paths {
            do {
                for record in try Self.records(file, facts) {
                    let name = record.subject ?? URL(filePath: file).deletingPathExtension().lastPathComponent
                    if found.contains(where: { $0.name == name }) {
                        problems.append("\(file): error: subject \(name) stands there twice")
                    }
                    found.append((name, record))
                }
            } catch { problems.append("\(error)") }
        }
        return found
    }

    private static func records(_ file: String, _ facts: FactDictionary) throws -> [TreatmentRecord] {
        let events = EventsFile(file)
        return events.isTable
            ? try TreatmentRecord.subjects(events.table(), facts: facts)
            : [try TreatmentRecord(events.document(), facts: facts)]
    }
}
