import ArgumentParser
import TrialAnalysis
import TrialModel
import TrialReports
import TrialValues

/// `equipoise match`: the studies that a patient may take part in, and what is missing to tell.
struct Match: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rank studies for each patient, with what is missing to tell.",
        discussion: """
            For each patient: the studies that take him, then those of which it is
            not known, with the fewest things to ask first, then those that do not
            take him, with the reasons.

            PATIENTS is a table (CSV, a row a patient, a fact a column), a file of
            one patient (YAML), or a folder of such files. STUDIES are study files,
            or folders of them.

            Examples:
              equipoise match patients.csv study-a.yaml study-b.yaml
              equipoise match patients/ studies/ --on 2024-03-01
              equipoise match subject.yaml studies/ --top 3
              equipoise match patients.csv studies/ --csv > matches.csv
            """)

    @Argument(help: "The patients: a CSV file, a YAML file or a folder.")
    var patients: String

    @Argument(help: "The studies: study files, or folders of them.")
    var studies: [String]

    @Option(
        help: ArgumentHelp(
            "The day on which one looks: what was observed later does not count.", valueName: "date"))
    var on: String?

    @Option(help: ArgumentHelp("List so many studies for each patient.", valueName: "n"))
    var top: Int?

    @Flag(help: "Print JSON: a list of patients with their studies.")
    var json = false

    @Flag(help: "Print CSV: a row for each patient and study.")
    var csv = false

    func validate() throws {
        if json, csv { throw ValidationError("--json and --csv exclude each other.") }
        if let top, top < 1 { throw ValidationError("--top is \(top); expected a whole number from 1.") }
        if let on, Day(on) == nil { throw ValidationError("--on is '\(on)'; expected a day such as 2024-03-01.") }
    }

    func run(on console: Console) throws -> Program.Outcome {
        let day = on.flatMap { Day($0) }
        let plans = try MatchStudies(studies, on: console)
        let subjects = try MatchPatients(patients, facts: plans.facts, on: console).subjects
        for id in SubjectMatches.ambiguousCriteria(of: plans.studies).sorted()
        where subjects.contains(where: { $0.judgements[id] != nil }) {
            console.error(
                "remark: `judged` names \(id), which more than one study has; it counts for none of them. "
                    + "Name the study before it, as in `STUDY \(id)`.")
        }
        let most = top ?? .max
        var isFirst = true
        if csv { console.print(MatchCSV.header) }
        if json { console.print("[") }
        for subject in subjects {
            let matches = SubjectMatches(of: subject, among: plans.studies, on: day)
            if json {
                console.print((isFirst ? "" : ",\n") + (try MatchJSON(matches, most: most).text()))
            } else if csv {
                MatchCSV.rows(matches, most: most).forEach(console.print)
            } else {
                if !isFirst { console.print("") }
                MatchText(matches, most: most).lines.forEach(console.print)
            }
            isFirst = false
        }
        if json { console.print("]") }
        return .done
    }
}
