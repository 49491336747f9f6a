/// A cell of a CSV file (RFC 4180).
enum CSVField {
    /// The cell's text, in quotes where it holds a comma, a quote or a line break.
    static func text(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
