extension StatisticsError {
    /// The same fault of an argument that a caller knows by another name.
    package func renamed(_ name: String) -> StatisticsError {
        let sentence = description.hasPrefix(argument) ? name + description.dropFirst(argument.count) : description
        return StatisticsError(code, argument: name, index: index, sentence)
    }

    /// The sentence for somebody who gave the argument under another name, that of an option or of a key of a file.
    ///
    /// ```swift
    /// error.description                      // "cutoff is 2.0; expected a number in 0...1"
    /// error.sentence(under: "stop below")    // "it is 2; expected a number in 0...1"
    /// ```
    ///
    /// An argument that has the very name keeps its word: `fractions` under `--fractions`. An element of another list is told by its
    /// number from 1 on. Whole numbers are written as people write them.
    package func sentence(under name: String) -> String {
        let place = index.map { "\(argument)[\($0)]" }
        if argument.prefix(while: { $0 != "[" && $0 != "." }) == name.trimmingPrefix("--") {
            return Self.plain(description)
        }
        if let place, let index, description.hasPrefix(place) {
            let rest = description.dropFirst(place.count)
            guard rest.hasPrefix("["), let close = rest.firstIndex(of: "]"), let inner = Int(rest[..<close].dropFirst())
            else { return Self.plain("number \(index + 1)" + rest) }
            return Self.plain("number \(inner + 1) of row \(index + 1)" + rest[rest.index(after: close)...])
        }
        if description.hasPrefix(argument + ": ") {
            return Self.plain(String(description.dropFirst(argument.count + 2)))
        }
        guard description.hasPrefix(argument + " ") else { return Self.plain(description) }
        let rest = description.dropFirst(argument.count)
        let verb = rest.dropFirst().prefix { $0 != " " }
        return Self.plain((Self.pluralVerbs.contains(verb) ? "they" : "it") + rest)
    }

    /// Verbs by which an argument is known to be a plural, as in "weights add up to 1.6".
    private static let pluralVerbs: Set<Substring> = ["add", "are", "have", "end", "spend", "cross", "do"]

    /// A text whose whole numbers have no decimals; what stands in quotes stays as it is.
    private static func plain(_ text: String) -> String {
        let letters = Array(text)
        var plain = ""
        var index = 0
        var closing: Character?
        while index < letters.count {
            let before = index == 0 ? " " : letters[index - 1]
            if let mark = closing {
                if letters[index] == mark { closing = nil }
            } else if letters[index] == "`" || letters[index] == "\"" || (letters[index] == "'" && !before.isLetter) {
                closing = letters[index]
            }
            let isTail =
                closing == nil && letters[index] == "." && index > 0 && letters[index - 1].isWholeNumber
                && index + 1 < letters.count
                && letters[index + 1] == "0"
                && (index + 2 == letters.count || !(letters[index + 2].isWholeNumber || letters[index + 2] == "e"))
            if isTail {
                index += 2
            } else {
                plain.append(letters[index])
                index += 1
            }
        }
        return plain
    }
}
