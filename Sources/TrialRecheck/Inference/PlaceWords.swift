/// The words of a place's name in small letters, without the number of its table or figure.
///
/// Letters, digits and the signs `<`, `>` and `=` make words; whatever else stands between them parts them.
struct PlaceWords: Sendable {
    /// The words in their order.
    let words: [String]

    /// The words of a name.
    init(_ place: String) {
        let text = place.lowercased().replacing("≥", with: ">=").replacing("≤", with: "<=")
            .replacing("= ", with: "=").replacing("< ", with: "<").replacing("> ", with: ">")
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

    /// Whether a limit of a number stands there, such as `>=75`.
    var hasLimit: Bool {
        words.contains { word in
            let number = word.drop { "<>=".contains($0) }
            return number.count < word.count && number.first?.isNumber == true
        }
    }

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

extension StringProtocol {
    /// Whether it is a number of digits alone.
    fileprivate var isDigits: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }
}
