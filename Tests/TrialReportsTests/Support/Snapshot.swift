import Foundation
import TestSupport
import Testing

/// Compares a text with the file of that name under `Snapshots`; with `EQUIPOISE_UPDATE_SNAPSHOTS` set, writes it instead.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = Repository.file("Tests/TrialReportsTests/Snapshots/" + name)
    if ProcessInfo.processInfo.environment["EQUIPOISE_UPDATE_SNAPSHOTS"] != nil {
        try Data(text.utf8).write(to: file)
        return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines == wanted, sourceLocation: sourceLocation)
}
