import ArgumentParser
import TrialModel
import TrialReports
import TrialValues

/// `equipoise calendar`: dated doses of a subject, today's dose, and why it differs from the plan.
struct CalendarCommand: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Date a subject's doses; say today's dose and why it differs from plan.",
        discussion: """
            Reads the sections arms, modifications, prophylaxis and facts of a study file.
            With --on, ends with status 1 where the treatment has ended by that day.

            Examples:
              equipoise calendar study.yaml --arm A --start 2024-03-04
              equipoise calendar study.yaml --events subject.yaml --on 2024-05-13
              equipoise calendar study.yaml --events subject.yaml --list
              equipoise calendar study.yaml --cohort subjects --on 2024-05-13
              equipoise calendar study.yaml --arm A --start 2024-03-04 \\
                --csv doses.csv --ics doses.ics --svg doses.svg
            """)

    @Argument(help: "The study file; - is standard input.")
    var study: String

    @OptionGroup var subject: CalendarSubjectOptions
    @OptionGroup var many: CalendarCohortOptions
    @OptionGroup var rules: CalendarRuleOptions
    @OptionGroup var output: CalendarOutputOptions

    func validate() throws {
        try many.check(subject, output)
        if study == "-", many.cohort == "-" {
            throw ValidationError("the study file and --cohort are both standard input; name one of them.")
        }
        if study == "-", subject.events == "-" {
            throw ValidationError("the study file and --events are both standard input; name one of them.")
        }
    }

    func run(on console: Console) throws -> Program.Outcome {
        do {
            let document = try StudyFile(study).document.get()
            let plan = try TreatmentPlan(document)
            if let open = OpenSection(.arms, in: document) { throw Refusal(description: open.diagnostic.description) }
            let study = document.root["study"]?["id"]?.text
            if let cohort = many.cohort {
                return try many.show(cohort, plan, study: study, subject, rules, output, on: console)
            }
            let record = try subject.record(plan.facts)
            let arm = try subject.arm(of: plan, record)
            try rules.requireJurisdiction(of: arm)
            let calendar = try DoseCalendar(
                arm, record: record, modifications: plan.modifications,
                prophylaxis: plan.prophylaxis, options: rules.options())
            let report = DoseCalendarReport(
                calendar, subject: record.subject, study: study, open: plan.open)
            return try output.show(report, calendar, on: console)
        } catch let problems as Diagnostics {
            throw Refusal(description: problems.description)
        }
    }
}
