import Foundation
import Synchronization
import TrialReports
import TrialTables
import TrialValues

/// A file of data that the user named, read into a table.
struct InputFile {
    /// Its name without folders; "standard input" for -.
    let name: String
    let table: Table
    /// The SHA-256 of its bytes, where it was asked for.
    let hash: String?

    init(_ path: String, isHashed: Bool, on console: Console) throws {
        name = path == "-" ? "standard input" : URL(filePath: path).lastPathComponent
        let meter = ProgressMeter("Reading \(name)", on: console)
        defer { meter.clear() }
        let show: (Double) -> Void = { meter.show($0) }
        var hash = DataHash()
        do {
            table = try Table(
                csv: .file(path), onBlock: isHashed ? { hash.update($0) } : nil,
                progress: console.isInteractive ? show : nil)
        } catch {
            meter.clear()
            throw Refusal(description: error.description)
        }
        self.hash = isHashed ? hash.text : nil
    }
}

/// A line on the terminal that shows how far long work is; it appears only when the work takes a second.
final class ProgressMeter: Sendable {
    private let task: String
    private let console: Console
    private let start = ContinuousClock.now
    private let shown = Mutex("")

    init(_ task: String, on console: Console) {
        self.task = task
        self.console = console
    }

    /// Shows the part that is done, from 0 to 1.
    func show(_ part: Double) { tell(part, of: task) }

    /// Shows which part of a task is done.
    func tell(_ part: Double, of task: String) {
        let text = "\(task): \(Int(part * 100)) %"
        shown.withLock { shown in
            guard text != shown, ContinuousClock.now - start > .seconds(1) else { return }
            shown = text
            console.progress(text)
        }
    }

    /// Takes the line away.
    func clear() {
        shown.withLock { shown in
            if !shown.isEmpty { console.progress("") }
            shown = ""
        }
    }
}
