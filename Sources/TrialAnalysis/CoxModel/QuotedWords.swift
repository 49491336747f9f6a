/// Texts of the command line that list names, in which a name may stand in quotes: `"a,b",c`.
///
/// A quote opens where a name begins and closes at the next quote that is not doubled; within it separators are part of the name.
///
/// ```swift
/// QuotedWords.names(#""a,b", c"#, separator: ",")  // ["a,b", "c"]
/// ```
package enum QuotedWords {
    /// The parts between separators, quotes and all; nil where a quote does not close.
    package static func parts(_ text: some StringProtocol, separator: Character) -> [Substring]? {
        var parts: [Substring] = []
        var start = text.startIndex
        var place = start
        let whole = Substring(text)
        var isAtName = true
        while place < text.endIndex {
            let character = text[place]
            if character == "\"", isAtName {
                guard let end = closing(text, after: place) else { return nil }
                place = end
                isAtName = false
            } else if character == separator {
                parts.append(whole[start..<place])
                start = text.index(after: place)
                isAtName = true
            } else if character != " " {
                // After an operator a name begins anew, as in `arm[B]="a,b"`.
                isAtName = "=*".contains(character)
            }
            place = text.index(after: place)
        }
        parts.append(whole[start...])
        return parts
    }

    /// The place of the quote that closes one.
    private static func closing<Text: StringProtocol>(_ text: Text, after start: Text.Index) -> Text.Index? {
        var place = text.index(after: start)
        while place < text.endIndex {
            if text[place] == "\"" {
                let next = text.index(after: place)
                if next == text.endIndex || text[next] != "\"" { return place }
                place = next
            }
            place = text.index(after: place)
        }
        return nil
    }

    /// A name without the spaces and quotes around it.
    package static func name(_ part: some StringProtocol) -> String {
        var name = part.drop { $0 == " " }
        while name.last == " " { name = name.dropLast() }
        guard name.count > 1, name.first == "\"", name.last == "\"" else { return String(name) }
        return String(name.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }

    /// The names between separators; nil where a quote does not close.
    package static func names(_ text: some StringProtocol, separator: Character) -> [String]? {
        parts(text, separator: separator).map { $0.map { name($0) }.filter { !$0.isEmpty } }
    }

    /// The name before an equals sign and what follows it; nil where there is no equals sign or a quote does not close.
    package static func assignment(_ text: some StringProtocol) -> (name: String, value: String)? {
        guard let parts = parts(text, separator: "="), let first = parts.first, parts.count > 1 else { return nil }
        let rest = Substring(text)[parts[1].startIndex...]
        let name = name(first)
        return name.isEmpty ? nil : (name, self.name(rest))
    }

    /// A name as it has to be typed: in quotes where it holds one of the separators.
    package static func quoted(_ name: String) -> String {
        let needsQuotes = name.contains { ",;=*\"".contains($0) } || name.first == " " || name.last == " "
        return needsQuotes ? "\"" + name.replacing("\"", with: "\"\"") + "\"" : name
    }
}
