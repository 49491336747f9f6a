import Foundation
import Synchronization
import TestSupport
import Testing
import TrialCLI

/// What a run of the program printed and how it ended.
struct Run {
    let outcome: Program.Outcome
    let output: String
    let error: String

    init(_ arguments: String...) { self.init(arguments: arguments) }

    init(arguments: [String]) {
        let output = Mutex("")
        let error = Mutex("")
        let console = Console(
            output: { text in output.withLock { $0 += text } }, error: { text in error.withLock { $0 += text } })
        outcome = Program.run(arguments, console: console)
        self.output = output.withLock { $0 }
        self.error = error.withLock { $0 }
    }

    /// The answer as JSON.
    var json: [String: Any] {
        get throws { try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]) }
    }
}

/// A file that exists while the test runs.
func withFile<Value>(_ text: String, kind: String = "csv", _ body: (String) throws -> Value) throws -> Value {
    let url = FileManager.default.temporaryDirectory.appending(path: "equipoise-\(UUID().uuidString).\(kind)")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path(percentEncoded: false))
}

/// A folder that exists while the test runs.
func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let url = FileManager.default.temporaryDirectory.appending(path: "equipoise-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url)
}
