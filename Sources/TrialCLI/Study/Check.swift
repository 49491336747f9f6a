import ArgumentParser
import TrialModel
import TrialReports
import TrialValues

/// `equipoise check`: every problem of a study file at once, its gaps, and what it changes in an earlier version.
struct Check: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a study file: all its problems at once, and what it leaves open.",
        discussion: """
            Ends with status 1 where the file has errors, or, with --strict, warnings.

            Examples:
              equipoise check study.yaml
              equipoise check study.yaml --gaps
              equipoise check study.yaml --against study-v1.yaml
              equipoise check study.yaml --json
            """)

    @Argument(help: "The study file; - is standard input.")
    var study: String

    @Option(help: ArgumentHelp("An earlier version: tell what changed since.", valueName: "old"))
    var against: String?

    @Flag(help: "List what the protocol leaves open.")
    var gaps = false

    @Flag(help: "Warnings fail too.")
    var strict = false

    @Flag(help: "Print JSON.")
    var json = false

    func run(on console: Console) throws -> Program.Outcome {
        let file = try StudyFile(study)
        let answer: StudyCheckAnswer
        switch file.document {
        case .failure(let problems): answer = StudyCheckAnswer(problems, file: file.path, text: file.text)
        case .success(let document): answer = StudyCheckAnswer(document, text: file.text, against: try earlier())
        }
        console.print(json ? try answer.jsonText() : answer.text(gaps: gaps))
        return answer.study == nil || (strict && answer.count(.warning) > 0) ? .no : .done
    }

    private func earlier() throws -> StudyDocument? {
        guard let against else { return nil }
        do {
            return try StudyFile(against).document.get()
        } catch let problems as Diagnostics {
            throw Refusal(description: "--against: error: the earlier file is no study file\n\(problems.description)")
        }
    }
}
