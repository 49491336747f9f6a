/// The words of a place's name in small letters, without the number of its table or figure.
///
/// Letters, digits and the signs `<`, `>` and `=` make words; whatever else stands between them parts them.
struct PlaceWords: Sendable {
    /// The words in their order.
    let words: [String]

    /// The words of a name.
    init(_ place: String) {
        let text = place.lowercased().replacing("≥", with: ">=").replacing("≤", with: "<=")
        let all = text.split { !$0.isLetter && !$0.isNumber && !"<>=".contains($0) }.map(String.init)
        var kept: [String] = []
        var isHeading = false
        for word in all {
            let isNumber = isHeading && PlaceWords.isNumberOfDisplay(word)
            isHeading = PlaceWords.isDisplay(word)
            if !isHeading, !isNumber { kept.append(word) }
        }
        words = kept
    }

    /// Whether one of some phrases stands among the words.
    func contains(anyOf phrases: [Phrase]) -> Bool {
        words.indices.contains { start in phrases.contains { $0.stands(in: words, at: start) } }
    }

    /// Whether a word stands there that none of some others follows.
    func contains(_ word: String, notBefore others: Set<String>) -> Bool {
        words.indices.contains { index in
            words[index] == word && (index + 1 == words.count || !others.contains(words[index + 1]))
        }
    }

    /// The times that stand there, `month 12` for `12 months` too.
    var times: Set<String> {
        var times: Set<String> = []
        for (index, word) in words.enumerated() {
            let next = index + 1 < words.count ? words[index + 1] : ""
            if Self.countedUnits.contains(word), next.isDigits { times.insert("\(word) \(next)") }
            if word == "level", next.isDigits, index > 0, words[index - 1] == "dose" {
                times.insert("dose level \(next)")
            }
            if word.isDigits, let unit = Self.lengths.first(where: { next.hasPrefix($0) }) {
                times.insert("\(unit) \(word)")
            }
            // Both in one word, such as week12.
            let letters = word.prefix { $0.isLetter }
            if Self.countedUnits.contains(String(letters)), word.dropFirst(letters.count).isDigits {
                times.insert("\(letters) \(word.dropFirst(letters.count))")
            }
        }
        return times
    }

    /// Whether a limit of a number stands there, such as `>= 75`.
    var hasLimit: Bool {
        words.indices.contains { index in
            let rest = words[index].drop { "<>=".contains($0) }
            guard rest.count < words[index].count, words[index].first != "=" else { return false }
            return rest.isEmpty
                ? index + 1 < words.count && words[index + 1].first?.isNumber == true : rest.first?.isNumber == true
        }
    }

    private static let countedUnits: Set<String> = [
        "week", "month", "year", "cycle", "day", "visit", "course", "cohort", "part", "phase", "stage",
    ]
    private static let lengths = ["week", "month", "year"]

    /// Whether a word names a display, alone or with its number, as `table3` does.
    private static func isDisplay(_ word: String) -> Bool {
        let letters = word.prefix { $0.isLetter }
        return ["table", "figure", "fig", "panel"].contains(letters) || letters.hasPrefix("supplement")
    }

    /// Whether a word after that of a display is its number: 3, s2, 1b, a.
    private static func isNumberOfDisplay(_ word: String) -> Bool {
        if word.count == 1 { return true }
        let digits = word.hasPrefix("s") ? word.dropFirst() : word[...]
        return digits.isDigits || digits.dropLast().isDigits && digits.last?.isLetter == true
    }
}

/// Words that stand one after the other; `*` at the end of a word stands for its rest.
struct Phrase: Sendable, ExpressibleByStringLiteral {
    private let words: [(text: String, isBeginning: Bool)]

    init(stringLiteral text: String) {
        words = text.split(separator: " ").map { word in
            word.hasSuffix("*") ? (String(word.dropLast()), true) : (String(word), false)
        }
    }

    /// Whether it stands among words at a place.
    func stands(in others: [String], at start: Int) -> Bool {
        guard start + words.count <= others.count else { return false }
        return words.indices.allSatisfy { index in
            let other = others[start + index]
            return words[index].isBeginning ? other.hasPrefix(words[index].text) : other == words[index].text
        }
    }
}

extension StringProtocol {
    /// Whether it is a number of digits alone.
    fileprivate var isDigits: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }
}
