import Foundation

/// The folder that a report is written to.
struct ReportFolder {
    private let url: URL

    /// A folder, made where it is not there yet.
    init(_ path: String) throws {
        url = URL(filePath: path, directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw Refusal(description: "\(path): error: the folder cannot be made: \(error.reason)")
        }
    }

    /// Writes files and says where they are.
    func write(_ files: [(name: String, contents: String)], on console: Console) throws {
        for file in files {
            let target = url.appending(path: file.name)
            do {
                try Data(file.contents.utf8).write(to: target, options: .atomic)
            } catch {
                throw Refusal(
                    description:
                        "\(target.path(percentEncoded: false)): error: cannot be written: \(error.reason)"
                )
            }
        }
        let folder = url.path(percentEncoded: false)
        console.error("Wrote \(files.map(\.name).joined(separator: ", ")) to \(folder)")
    }
}

/// A command as one would type it again.
enum CommandWords {
    /// Words with spaces between them, quoted where a shell would take them apart.
    static func text(_ words: [String]) -> String {
        words.map { word in
            let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=,:+%@".contains($0) }
            return isPlain ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
        }.joined(separator: " ")
    }
}
