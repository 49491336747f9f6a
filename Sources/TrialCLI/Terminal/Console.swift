import Foundation

/// Where the program speaks to its user.
public struct Console: Sendable {
    private let writeOutput: @Sendable (String) -> Void
    private let writeError: @Sendable (String) -> Void
    /// Whether the error stream reaches a person, who wants to see progress, rather than a file or a pipe.
    public let isInteractive: Bool

    /// A console that hands on what it is told, as it stands.
    public init(
        isInteractive: Bool = false, output: @escaping @Sendable (String) -> Void,
        error: @escaping @Sendable (String) -> Void
    ) {
        self.isInteractive = isInteractive
        writeOutput = output
        writeError = error
    }

    /// The process's own streams.
    public static let standard = Console(
        isInteractive: isatty(STDERR_FILENO) == 1,
        output: { FileHandle.standardOutput.write(Data($0.utf8)) },
        error: { FileHandle.standardError.write(Data($0.utf8)) })

    /// The same console without the answer, for a command that writes a file to standard output in its place.
    var withoutAnswer: Console { Console(isInteractive: isInteractive, output: { _ in }, error: writeError) }

    /// The same console with the answer on the error stream, for a command that writes a file to standard output and has more to say.
    var beside: Console { Console(isInteractive: isInteractive, output: writeError, error: writeError) }

    /// Prints a line of the answer.
    func print(_ line: String) { writeOutput(line + "\n") }

    /// Prints a part of the answer that ends as it stands.
    func write(_ text: String) { writeOutput(text) }

    /// Prints a line that is not part of the answer.
    func error(_ line: String) { writeError(line + "\n") }

    /// Writes over the line of progress.
    func progress(_ text: String) { if isInteractive { writeError("\r\u{1B}[K" + text) } }
}
