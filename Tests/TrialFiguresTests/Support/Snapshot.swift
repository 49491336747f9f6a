import Foundation
import TestSupport
import Testing

/// Compares a text with the file of that name under `Snapshots`; with `EQUIPOISE_UPDATE_SNAPSHOTS` set, writes it instead.
///
/// A snapshot freezes what a figure looks like. It proves no number: that is what the other suites are for.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = Repository.file("Tests/TrialFiguresTests/Snapshots/" + name)
    if ProcessInfo.processInfo.environment["EQUIPOISE_UPDATE_SNAPSHOTS"] != nil {
        try Data(text.utf8).write(to: file)
        return
    }
    let expected = try String(contentsOf: file, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let difference = zip(lines, expected).enumerated().first { $0.element.0 != $0.element.1 }
    if let (line, (found, wanted)) = difference {
        Issue.record("\(name):\(line + 1) is \(found); expected \(wanted)", sourceLocation: sourceLocation)
    }
    #expect(lines.count == expected.count, sourceLocation: sourceLocation)
}
