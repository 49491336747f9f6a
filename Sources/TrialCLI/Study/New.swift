import ArgumentParser
import Foundation
import TrialModel
import TrialReports

/// `equipoise new`: a study file to begin with, with a remark at every key.
struct New: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a study file to begin with, with a remark at every key.",
        discussion: """
            What is not known yet stands as `unspecified`; 'equipoise check' lists it.

            Examples:
              equipoise new NCT00000000 -o study.yaml
              equipoise new MY-TRIAL --kind randomised --arms DRUG,PLACEBO
            """)

    @Argument(help: "The name of the study, such as its number in a registry.")
    var id: String

    @Option(help: "The kind of study: one-arm, randomised or observational.")
    var kind: StudyScaffold.Kind = .oneArm

    @Option(help: ArgumentHelp("The title.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("The names of the arms, commas between them.", valueName: "names"))
    var arms: ColumnList?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The file to write; without it, or as -, the text is printed.", valueName: "file"))
    var output: String?

    @Flag(help: "Write over a file that is there.")
    var force = false

    func run(on console: Console) throws -> Program.Outcome {
        let scaffold: StudyScaffold
        do {
            scaffold = try StudyScaffold(id: id, title: title, kind: kind, arms: arms?.names)
        } catch {
            throw Refusal(description: error.description)
        }
        guard let output, !OutputFile.isStandard(output) else {
            console.print(String(scaffold.text.dropLast()))
            return .done
        }
        if !force, FileManager.default.fileExists(atPath: output) {
            throw Refusal(description: "-o: error: \(output) is there already; --force writes over it")
        }
        do {
            try Data(scaffold.text.utf8).write(to: URL(filePath: output), options: .atomic)
        } catch {
            throw Refusal(description: "-o: error: \(output) cannot be written: \(error.localizedDescription)")
        }
        console.print("Wrote \(output). Fill it in, then: equipoise check \(output) --gaps")
        return .done
    }
}

extension StudyScaffold.Kind: ExpressibleByArgument {}
