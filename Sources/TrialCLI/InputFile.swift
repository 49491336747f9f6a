import Foundation
import TrialTables
import TrialValues

/// A file of data that the user named, read into a table.
struct InputFile {
    /// Its name without folders; "standard input" for -.
    let name: String
    let table: Table

    init(_ path: String) throws {
        name = path == "-" ? "standard input" : URL(filePath: path).lastPathComponent
        let meter = Console.isInteractive ? ProgressMeter("Reading \(name)") : nil
        defer { meter?.clear() }
        do {
            table = try Table(csv: .file(path), progress: meter.map { meter in { meter.show($0) } })
        } catch {
            meter?.clear()
            throw Refusal(description: error.description)
        }
    }
}

/// A line on the terminal that shows how far long work is; it appears only when the work takes a second.
final class ProgressMeter {
    private let task: String
    private let start = ContinuousClock.now
    private var shown = -1

    init(_ task: String) { self.task = task }

    /// Shows the part that is done, from 0 to 1.
    func show(_ part: Double) {
        let percent = Int(part * 100)
        guard percent != shown, ContinuousClock.now - start > .seconds(1) else { return }
        shown = percent
        FileHandle.standardError.write(Data("\r\(task): \(percent) %".utf8))
    }

    /// Takes the line away.
    func clear() {
        if shown >= 0 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
        shown = -1
    }
}
