import ArgumentParser
import TrialModel
import TrialReports
import TrialValues

/// `equipoise screen`: a study and what is known of a subject in, a verdict on each criterion out.
struct Screen: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Screen a subject, a table of subjects or a visitor's answers.",
        discussion: """
            The study file has the criteria; its guide is study-file.md, that of their
            language criteria.md. One subject ends with status 0 where it is eligible,
            with 1 where it is not or where that is unknown; a table ends with 0.

            Examples:
              equipoise screen study.yaml --facts subject.yaml --on 2024-03-01
              equipoise screen study.yaml --table subjects.csv --csv
              equipoise screen study.yaml --questions > answers.yaml
              equipoise screen study.yaml --answers answers.yaml
            """)

    @Argument(help: "The study file, YAML; - is standard input.")
    var study: String

    @Option(help: ArgumentHelp("What is known of one subject, YAML.", valueName: "file"))
    var facts: String?

    @Option(help: ArgumentHelp("A table of subjects, one fact a column, CSV.", valueName: "file"))
    var table: String?

    @Option(help: ArgumentHelp("A visitor's answers to the questions, YAML.", valueName: "file"))
    var answers: String?

    @Flag(help: "Print the questions, as a file of answers to fill in.")
    var questions = false

    @Option(help: ArgumentHelp("The day on which one looks, such as 2024-03-01.", valueName: "date"))
    var on: String?

    @Flag(help: "Print JSON instead of text.")
    var json = false

    @Flag(help: "Print CSV instead of text.")
    var csv = false

    func validate() throws {
        let given = [facts != nil, table != nil, answers != nil, questions].count { $0 }
        if given != 1 {
            throw ValidationError(
                given == 0
                    ? "nothing is to be screened: give --facts, --table, --answers or --questions."
                    : "--facts, --table, --answers and --questions do not go together: give one of them.")
        }
        if json, csv { throw ValidationError("--json and --csv do not go together: give one of them.") }
        if on != nil, answers != nil || questions {
            throw ValidationError("--on goes with --facts or --table: answers have no dates.")
        }
        if csv, answers != nil || questions { throw ValidationError("--csv goes with --facts or --table.") }
        if json, questions { throw ValidationError("--json does not go with --questions.") }
        if let on, Day(on) == nil { throw ValidationError("--on is '\(on)'; expected a day such as 2024-03-01.") }
        if study == "-", facts == "-" || table == "-" || answers == "-" {
            throw ValidationError("only one of the files can be standard input.")
        }
    }

    func run(on console: Console) throws -> Program.Outcome {
        let plan = try StudyFile(study).reading { document throws(Diagnostics) in try ScreeningPlan(document) }
        for warning in plan.warnings { console.error(warning.description) }
        if let facts { return try screen(facts, plan, on: console) }
        if let table { return try SubjectTable(table, day: day).screen(plan, as: format, on: console) }
        if let answers { return try answer(answers, plan, on: console) }
        try requireQuestions(plan)
        console.print(ScreeningQuestionnaire(plan).lines.joined(separator: "\n"))
        return .done
    }

    private var day: Day? { on.flatMap { Day($0) } }

    private var format: ScreeningFormat { json ? .json : csv ? .csv : .text }

    private func screen(_ path: String, _ plan: ScreeningPlan, on console: Console) throws -> Program.Outcome {
        let subject = try StudyFile(path, as: .facts).reading { document throws(Diagnostics) in
            try SubjectFacts(document, facts: plan.facts)
        }
        try requireJudgements(subject, plan, path)
        let screening = Screening(of: subject, for: plan.population, on: day)
        switch format {
        case .text: console.print(ScreeningText(screening, of: plan).lines.joined(separator: "\n"))
        case .json: console.print(try ScreeningJSON(screening, of: plan).text())
        case .csv: console.print(ScreeningCSV(screening).lines.joined(separator: "\n"))
        }
        return screening.eligibility == .eligible ? .done : .no
    }

    /// Refuses a person's verdict on a criterion that the study does not have, or that a rule decides.
    private func requireJudgements(_ subject: SubjectFacts, _ plan: ScreeningPlan, _ path: String) throws {
        let open = plan.population.criteria.filter { $0.rule == nil }.map(\.id)
        for id in subject.judgements.keys.sorted() where !open.contains(id) {
            let isCriterion = plan.population[id: id] != nil
            let list =
                open.isEmpty
                ? "the study leaves none open" : "those that it leaves open are \(open.joined(separator: ", "))"
            throw Refusal(
                description: "\(path): error: `judged` names \(id), "
                    + (isCriterion ? "which a rule decides" : "which is no criterion of the study") + "; \(list)")
        }
    }

    private func answer(_ path: String, _ plan: ScreeningPlan, on console: Console) throws -> Program.Outcome {
        try requireQuestions(plan)
        let answers = try StudyFile(path, as: .answers).reading { document throws(Diagnostics) in
            try SelfScreening(document, for: plan.population)
        }
        console.print(
            json ? try SelfScreeningJSON(answers, of: plan).text() : answers.lines.joined(separator: "\n"))
        return answers.outcome == .mayFit ? .done : .no
    }

    private func requireQuestions(_ plan: ScreeningPlan) throws {
        guard plan.population.criteria.allSatisfy({ $0.question == nil }) else { return }
        throw Refusal(
            description:
                "\(study): error: no criterion has a question; add `question:` to those that a visitor can answer")
    }
}

/// How a screening is printed.
enum ScreeningFormat { case text, json, csv }

extension StudyFile {
    /// What the file says, as a function understands it.
    ///
    /// - Throws: ``Refusal`` with all problems of the file.
    func reading<Value>(_ read: (StudyDocument) throws(Diagnostics) -> Value) throws -> Value {
        do throws(Diagnostics) {
            return try read(document.get())
        } catch {
            throw Refusal(description: error.description)
        }
    }
}
