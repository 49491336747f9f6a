import Foundation

/// JSON as every command prints it: indented, keys sorted, numbers with the fewest digits that read back as the same double.
enum JSONText {
    /// The text of a value, ending without a line break.
    static func of(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
