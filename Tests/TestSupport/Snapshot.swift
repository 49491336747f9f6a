import Foundation

/// A text frozen in a file. It proves no number: that is what the other suites are for.
public enum Snapshot {
    /// Where a text first differs from the file at a path below the root, or `nil` where it does not.
    ///
    /// With `EQUIPOISE_UPDATE_SNAPSHOTS` set the file is written instead.
    public static func difference(_ text: String, _ path: String) throws -> String? {
        let file = Repository.file(path)
        if ProcessInfo.processInfo.environment["EQUIPOISE_UPDATE_SNAPSHOTS"] != nil {
            try Data(text.utf8).write(to: file)
            return nil
        }
        let expected = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, (found, wanted)) in zip(lines, expected).enumerated() where found != wanted {
            return "\(path):\(line + 1) is \(found); expected \(wanted)"
        }
        return lines.count == expected.count ? nil : "\(path) has \(expected.count) lines; found \(lines.count)"
    }
}
