import TrialValues

/// A diagnostic as a good compiler prints it: what is wrong, the line where it stands, and a mark under the place.
///
/// ```
/// study.yaml:14:26: error: `dosage` is not a key of a drug; did you mean `dose`? [study.unknown-key]
///    14 |       - {drug: ixazomib, dosage: 4 mg}
///       |                          ^~~~~~
/// ```
public struct DiagnosticText: Sendable, CustomStringConvertible {
    /// The text, of several lines where the place is known.
    public let description: String

    /// The text of a diagnostic about a document of these lines.
    public init(_ diagnostic: Diagnostic, lines: [Substring]) {
        guard let number = diagnostic.place.line, lines.indices.contains(number - 1) else {
            description = diagnostic.description
            return
        }
        let line = String(lines[number - 1]).replacing("\t", with: " ")
        let margin = String(number)
        let width = max(5, margin.count)
        let gap = String(repeating: " ", count: width)
        let (shown, column) = Self.cut(line, around: diagnostic.place.column ?? 1)
        var text = diagnostic.description + "\n" + gap.dropLast(margin.count) + margin + " | " + shown
        if diagnostic.place.column != nil {
            let mark = "^" + String(repeating: "~", count: Self.length(of: shown, from: column) - 1)
            text += "\n" + gap + " | " + String(repeating: " ", count: column - 1) + mark
        }
        description = text
    }

    /// The part of a long line around a column, and the column in it.
    private static func cut(_ line: String, around column: Int, to width: Int = 100) -> (String, Int) {
        let column = min(max(1, column), line.count + 1)
        guard line.count > width else { return (line, column) }
        let start = max(0, min(column - 1 - width / 2, line.count - width))
        let part = line.dropFirst(start).prefix(width)
        let before = start > 0 ? "…" : ""
        let after = start + width < line.count ? "…" : ""
        return (before + part + after, column - start + before.count)
    }

    /// The letters of the word at a column: up to what ends a key or a value.
    private static func length(of line: String, from column: Int) -> Int {
        let rest = line.dropFirst(column - 1)
        let word = rest.prefix { !":,]}#".contains($0) }
        let trimmed = word.reversed().drop { $0 == " " }.count
        return max(1, trimmed)
    }
}
