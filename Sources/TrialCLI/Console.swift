import Foundation

/// Where the program speaks to its user.
enum Console {
    static func print(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    static func error(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// Whether messages about progress reach a person rather than a file or a pipe.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }
}
