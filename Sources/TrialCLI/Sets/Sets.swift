import ArgumentParser
import TrialAnalysis
import TrialModel
import TrialReports
import TrialTables
import TrialValues

/// `equipoise sets`: a study and its subjects in, who is counted in which analysis out.
struct Sets: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Count who consented, was allocated and treated, and who is in each analysis set.",
        discussion: """
            The sets stand in the section analysis of the study file, with a rule in the
            language of criteria. Sets as randomised count by the column arm, sets as
            treated by the column arm treated. Guide: sets.md.

            Examples:
              equipoise sets study.yaml --table subjects.csv
              equipoise sets study.yaml --table subjects.csv --on 2020-10-01 --json
              equipoise sets study.yaml --table subjects.csv --csv > sets.csv
              equipoise sets study.yaml --table subjects.csv --svg flow.svg
            """)

    @Argument(help: "The study file, YAML; - is standard input.")
    var study: String

    @Option(help: ArgumentHelp("The subjects, CSV, one fact a column.", valueName: "file"))
    var table: String

    @Option(help: ArgumentHelp("The day on which one looks, such as 2024-03-01.", valueName: "date"))
    var on: String?

    @Flag(help: "Print JSON instead of text.")
    var json = false

    @Flag(help: "Print CSV instead of text: a row for each subject.")
    var csv = false

    @Option(help: ArgumentHelp("Write the flow of subjects as a figure.", valueName: "file"))
    var svg: String?

    func validate() throws {
        if svg?.isEmpty == true { throw ValidationError("--svg is empty; expected the name of a file.") }
        if json, csv { throw ValidationError("--json and --csv do not go together: give one of them.") }
        if let on, Day(on) == nil { throw ValidationError("--on is '\(on)'; expected a day such as 2024-03-01.") }
        if study == "-", table == "-" { throw ValidationError("only one of the files can be standard input.") }
    }

    func run(on console: Console) throws -> Program.Outcome {
        let study = try StudyFile(study).study()
        let subjects = try self.subjects(study, console)
        let day = on.flatMap { Day($0) }
        let sets = AnalysisSets(of: subjects, for: study, on: day)
        if let svg { try OutputFile(svg).write(DispositionFlow(sets, of: study).svg, on: console) }
        if json {
            console.print(try AnalysisSetsJSON(sets, of: study, on: day).text())
        } else if csv {
            console.print(AnalysisSetsCSV(sets).lines.joined(separator: "\n"))
        } else {
            console.print(AnalysisSetsText(sets, of: study).lines.joined(separator: "\n"))
        }
        return .done
    }

    /// The subjects of the table; a table without an arm tells of no set.
    private func subjects(_ study: StudyProtocol, _ console: Console) throws -> [SubjectFacts] {
        do throws(Diagnostics) {
            let read = try TabledSubjects(.file(table), facts: study.facts)
            for note in read.notes { console.error(note.description) }
            guard read.subjects.contains(where: { !$0["arm"].isEmpty || !$0["arm treated"].isEmpty }) else {
                throw Diagnostics([
                    Diagnostic(
                        .error, "sets.no-arm", "the table has no column `arm`", at: Diagnostic.Place(file: table),
                        advice: "add the arm of each subject, and `arm treated` where sets count as treated")
                ])
            }
            return read.subjects
        } catch {
            throw Refusal(description: error.description)
        }
    }
}
