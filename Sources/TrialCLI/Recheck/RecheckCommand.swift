import ArgumentParser
import Foundation
import TrialRecheck
import TrialReports
import TrialValues

/// `equipoise recheck`: contradictions in published numbers.
struct RecheckCommand: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        commandName: "recheck",
        abstract: "Find contradictions in the numbers that a paper prints.",
        discussion: """
            FILE lists what a paper prints, each number as it is printed with its
            place: YAML, or CSV with one row a number. A contradiction is told only
            where no numbers that print so can all be true; what rests on a model or
            on wording is a remark. Exit code 1 where there is a contradiction.

            Examples:
              equipoise recheck Examples/id-vs-rd/published.yaml
              equipoise recheck published.csv --study AJTR2021-ID-RD --json
              equipoise recheck published.yaml --relations
              equipoise recheck published.yaml -o report
            """)

    @Argument(help: ArgumentHelp("The files of published numbers; - is standard input.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Only the numbers of this study.", valueName: "study"))
    var study: String?

    @Flag(help: "List the relations that the checks rest on.")
    var relations = false

    @Flag(help: "Print JSON with full precision instead of text.")
    var json = false

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The folder to write the report to.", valueName: "dir"))
    var folder: String?

    @Option(help: ArgumentHelp("The title of the report.", valueName: "text"))
    var title: String?

    func validate() throws {
        if let folder, folder.isEmpty { throw ValidationError("-o is empty; expected the name of a folder.") }
        if files.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("- is given twice; there is one standard input.")
        }
    }

    func run(on console: Console) throws -> Program.Outcome {
        let inputs = try Self.read(files)
        let papers = inputs.flatMap(\.file.papers)
        let chosen = try choose(papers)
        let answer = RecheckAnswer(chosen.map { Recheck($0) }, notes: inputs.flatMap(\.file.notes))
        if let folder {
            var hash = DataHash()
            for input in inputs { hash.update(input.bytes) }
            let provenance = Provenance.numbers(of: inputs.map(\.name).joined(separator: ", "), hash: hash.text)
            let report = RecheckReport(answer, provenance: provenance, title: title)
            try ReportFolder(folder).write(try report.files, on: console)
        }
        if json {
            console.print(try RecheckJSON(answer, showsRelations: relations).text())
        } else {
            for line in RecheckText(answer, showsRelations: relations).lines { console.print(line) }
        }
        return answer.hasContradictions ? .no : .done
    }

    private func choose(_ papers: [PublishedPaper]) throws -> [PublishedPaper] {
        guard let study else { return papers }
        let chosen = papers.filter { $0.study == study }
        guard chosen.isEmpty else { return chosen }
        let names = papers.map(\.study)
        let nearest = NearestName(to: study, among: names).map { "did you mean \($0.name)? " } ?? ""
        throw Refusal(
            description:
                "--study: error: there is no study '\(study)'; \(nearest)the studies are \(names.joined(separator: ", "))"
        )
    }

    /// Why a path is no file that can be read.
    private static func fault(of path: String) -> String? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return "there is no such file"
        }
        return isFolder.boolValue ? "it is a folder; expected a file of published numbers" : nil
    }

    /// A file that was read.
    private struct Input {
        let name: String
        let bytes: [UInt8]
        let file: PublishedFile
    }

    /// Reads the files; the problems of all of them are told at once.
    private static func read(_ paths: [String]) throws -> [Input] {
        var inputs: [Input] = []
        var problems: [String] = []
        for path in paths {
            let isInput = path == "-"
            if !isInput, let fault = fault(of: path) {
                problems.append("\(path): error: \(fault)")
                continue
            }
            do {
                let bytes = Array(
                    isInput
                        ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: path))
                )
                let file = try PublishedFile(bytes: bytes, name: isInput ? "standard input" : path)
                inputs.append(
                    Input(
                        name: isInput ? "standard input" : URL(filePath: path).lastPathComponent, bytes: bytes,
                        file: file))
            } catch let error as Diagnostics {
                problems.append(error.description)
            } catch {
                problems.append("\(path): error: the file cannot be read: \(error.localizedDescription)")
            }
        }
        guard problems.isEmpty else { throw Refusal(description: problems.joined(separator: "\n")) }
        return inputs
    }
}
