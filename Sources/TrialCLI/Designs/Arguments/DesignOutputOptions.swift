import ArgumentParser
import TrialReports

/// The options that say how the answer about a design is shown and where it is written.
struct DesignOutputOptions: ParsableArguments {
    @Flag(help: "Print JSON with full precision instead of a table.")
    var json = false

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The folder to write the report and its figures to.", valueName: "dir"))
    var folder: String?

    @Option(help: ArgumentHelp("The title of the report.", valueName: "text"))
    var title: String?

    func validate() throws {
        if let folder, folder.isEmpty { throw ValidationError("-o is empty; expected the name of a folder.") }
        if let title, title.allSatisfy(\.isWhitespace) { throw ValidationError("--title is empty.") }
    }

    /// Prints an answer as asked for and, with `-o`, writes its report.
    func show(_ answer: DesignAnswer, provenance: @autoclosure () -> Provenance, on console: Console) throws {
        if let folder {
            let report = DesignReport(answer, provenance: provenance(), title: title)
            try ReportFolder(folder).write(try report.files, on: console)
        }
        console.print(json ? try answer.jsonText() : answer.lines.joined(separator: "\n"))
    }
}
