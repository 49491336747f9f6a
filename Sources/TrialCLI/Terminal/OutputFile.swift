import ArgumentParser
import Foundation

/// A file that a command writes; - is standard output, which then holds nothing else.
struct OutputFile {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Whether a name that the user gave is standard output.
    static func isStandard(_ path: String?) -> Bool { path == "-" }

    /// Refuses two answers on standard output.
    ///
    /// - Parameters:
    ///   - files: options with the files that they name.
    ///   - answer: a flag that prints something else there, where it is given.
    static func requireOneAnswer(_ files: [(option: String, path: String?)], answer: String?) throws {
        let onOutput = files.filter { isStandard($0.path) }.map { "\($0.option) -" } + [answer].compactMap(\.self)
        guard onOutput.count > 1, files.contains(where: { isStandard($0.path) }) else { return }
        throw ValidationError("\(onOutput.joined(separator: " and ")) are both standard output; name a file.")
    }

    /// Writes the text, and says where it is.
    func write(_ text: String, on console: Console) throws {
        guard !Self.isStandard(path) else { return console.write(text) }
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Refusal(description: "\(path): error: cannot be written: \(error.reason)")
        }
        console.error("Wrote \(path)")
    }
}
