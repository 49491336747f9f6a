import ArgumentParser
import Foundation
import TrialAnalysis
import TrialModel
import TrialValues

/// The options that say whose calendar it is and what happened.
struct CalendarSubjectOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The arm; needed where the study has several.", valueName: "id"))
    var arm: String?

    @Option(help: ArgumentHelp("The first day of the first cycle, 2024-03-04.", valueName: "date"))
    var start: DayArgument?

    @Option(help: ArgumentHelp("The subject's number in the order of enrolment.", valueName: "n"))
    var subjectNumber: Int?

    @Option(help: ArgumentHelp("The subject's name, for headings.", valueName: "name"))
    var subject: String?

    @Option(
        help: ArgumentHelp(
            "What happened: YAML, or CSV where its name ends in .csv; - is standard input, YAML.", valueName: "file"))
    var events: String?

    func validate() throws {
        if let subjectNumber, subjectNumber < 1 {
            throw ValidationError("--subject-number is \(subjectNumber); expected a number from 1.")
        }
        if let events, events.isEmpty { throw ValidationError("--events is empty; expected the name of a file.") }
    }

    /// The record of the file, with what the options add.
    func record(_ facts: FactDictionary) throws -> TreatmentRecord {
        let written = try file(facts)
        try refuseConflict("--start", start?.day.description, written.start?.description)
        try refuseConflict("--subject-number", subjectNumber.map(String.init), written.number.map(String.init))
        try refuseConflict("--subject", subject, written.subject)
        try refuseConflict("--arm", arm, written.arm)
        return TreatmentRecord(
            subject: subject ?? written.subject, number: subjectNumber ?? written.number, arm: arm ?? written.arm,
            start: start?.day ?? written.start, keeping: written.keeping, events: written.events, facts: written.facts)
    }

    private func file(_ facts: FactDictionary) throws -> TreatmentRecord {
        guard let events else { return TreatmentRecord() }
        let file = EventsFile(events)
        return file.isTable
            ? try TreatmentRecord(file.table(), facts: facts) : try TreatmentRecord(file.document(), facts: facts)
    }

    private func refuseConflict(_ option: String, _ given: String?, _ written: String?) throws {
        guard let given, let written, given != written else { return }
        throw Refusal(
            description: "\(option): error: it is \(given), and the events file says \(written); give one of them")
    }

    /// The arm that is named, or the only one.
    func arm(of plan: TreatmentPlan, _ record: TreatmentRecord) throws -> Arm {
        let names = plan.arms.map(\.id)
        guard !names.isEmpty else { throw Refusal(description: "error: the study file has no `arms`") }
        guard let name = record.arm else {
            guard plan.arms.count == 1 else {
                throw Refusal(
                    description: "--arm: error: the study has several arms; name one of "
                        + names.joined(separator: ", "))
            }
            return plan.arms[0]
        }
        guard let arm = plan[arm: name] else {
            let nearest = NearestName(to: name, among: names).map { "did you mean \($0.name)? " } ?? ""
            throw Refusal(
                description:
                    "--arm: error: the study has no arm '\(name)'; \(nearest)its arms are \(names.joined(separator: ", "))"
            )
        }
        return arm
    }
}

/// A day of the calendar on the command line.
struct DayArgument: ExpressibleByArgument {
    let day: Day

    init?(argument: String) {
        guard let day = Day(argument) else { return nil }
        self.day = day
    }
}
