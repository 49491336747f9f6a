import ArgumentParser
import TrialReports

/// The options of output, and how an answer about a design goes by them.
struct DesignOutputOptions: ParsableArguments {
    @OptionGroup var output: OutputOptions

    var json: Bool { output.json }
    var folder: String? { output.folder }
    var title: String? { output.title }

    /// Prints an answer as asked for and, with `-o`, writes its report.
    func show(_ answer: DesignAnswer, provenance: @autoclosure () -> Provenance, on console: Console) throws {
        if let folder {
            let report = DesignReport(answer, provenance: provenance(), title: title)
            try ReportFolder(folder).write(try report.files, on: console)
        }
        console.print(json ? try answer.jsonText() : answer.lines.joined(separator: "\n"))
    }
}
