/// Where the bytes of a CSV file come from.
public enum CSVSource: Sendable, Hashable {
    /// The file of that path; `-` is standard input.
    case file(String)
    /// Bytes in memory, with the name that messages give them.
    case bytes([UInt8], name: String?)

    /// The given text, as the bytes of a file.
    public static func text(_ text: String, name: String? = nil) -> CSVSource { .bytes(Array(text.utf8), name: name) }

    /// The name that messages give it.
    package var name: String? {
        switch self {
        case .file(let path): path == "-" ? "standard input" : path
        case .bytes(_, let name): name
        }
    }
}
