import TrialValues

/// Reads the words, numbers, names and units of a criterion from left to right.
struct CriterionScanner {
    /// The characters of the criterion.
    let text: [Character]
    /// Where reading goes on.
    var position = 0

    init(_ text: String) { self.text = Array(text) }

    /// Whether nothing is left but spaces.
    var isAtEnd: Bool {
        mutating get {
            skipSpaces()
            return position >= text.count
        }
    }

    /// The characters from one position to another.
    func slice(_ start: Int, _ end: Int) -> String { String(text[start..<max(start, min(end, text.count))]) }

    mutating func skipSpaces() {
        while position < text.count, text[position].isWhitespace { position += 1 }
    }

    /// The next character that is no space.
    mutating func peek() -> Character? {
        skipSpaces()
        return position < text.count ? text[position] : nil
    }

    /// Whether a character goes on with a word.
    static func isWordCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// Whether a word ends before a position.
    func isBoundary(_ position: Int) -> Bool {
        guard position < text.count, position > 0 else { return true }
        return !CriterionScanner.isWordCharacter(text[position])
            || !CriterionScanner.isWordCharacter(text[position - 1])
    }

    /// Passes over some words, in any case of letters and with any spaces between them; `false`, and nothing passed,
    /// where they do not stand here.
    mutating func accept(_ words: String) -> Bool {
        guard let end = end(of: Array(words)) else { return false }
        position = end
        return true
    }

    /// The first of some phrases that stands here, passed over.
    mutating func acceptAny(_ phrases: [String]) -> String? { phrases.first { accept($0) } }

    /// Whether some words stand here.
    mutating func sees(_ words: String) -> Bool { end(of: Array(words)) != nil }

    /// Where a phrase that stands here ends.
    mutating func end(of letters: [Character]) -> Int? {
        skipSpaces()
        var at = position
        for letter in letters {
            if letter == " " {
                let start = at
                while at < text.count, text[at].isWhitespace { at += 1 }
                if at == start { return nil }
            } else {
                guard at < text.count, text[at] == letter || text[at].lowercased() == letter.lowercased() else {
                    return nil
                }
                at += 1
            }
        }
        return isBoundary(at) ? at : nil
    }

    /// Passes over a sign, such as `<=` or `(`.
    mutating func accept(sign: String) -> Bool {
        skipSpaces()
        let letters = Array(sign)
        guard position + letters.count <= text.count, Array(text[position..<position + letters.count]) == letters
        else { return false }
        position += letters.count
        return true
    }

    /// The longest name of a fact that stands here, passed over.
    mutating func fact(_ facts: FactDictionary) -> FactDefinition? {
        skipSpaces()
        let word = String(text[position...].prefix { !$0.isWhitespace }).lowercased()
        // A name's first word may be followed by a sign that belongs to no name: `ANC>1`, `(pregnant)`.
        var candidates = facts.names(beginningWith: word)
        var part = Substring(word)
        while candidates.isEmpty, !part.isEmpty {
            part = part.dropLast()
            candidates = facts.names(beginningWith: String(part))
        }
        var best: (end: Int, fact: FactDefinition)?
        while true {
            for name in candidates {
                if let end = end(of: name.letters), end > best?.end ?? 0, isEndOfName(end) {
                    best = (end, facts.facts[name.position])
                }
            }
            guard best == nil, !part.isEmpty else { break }
            part = part.dropLast()
            candidates = facts.names(beginningWith: String(part))
        }
        if let best { position = best.end }
        return best?.fact
    }

    /// A name does not end before a hyphen that goes on with a word: `serum M-protein` is not `serum M`.
    private func isEndOfName(_ end: Int) -> Bool {
        guard end + 1 < text.count, text[end] == "-" else { return true }
        return !text[end + 1].isLetter
    }
}

extension CriterionScanner {
    /// A number as it is printed, passed over: `100,000`, `0.30`, `-1`, `1e3`.
    ///
    /// - Parameter inList: whether a comma always parts two items, as it does within brackets.
    mutating func number(inList: Bool = false) -> (value: ExactDecimal, text: String)? {
        skipSpaces()
        let start = position
        var at = position
        var digits = ""
        if at < text.count, text[at] == "-" || text[at] == "−" || text[at] == "+" {
            digits = text[at] == "+" ? "" : "-"
            at += 1
        }
        let whole = scanDigits(&at, commas: !inList)
        digits += whole
        if at + 1 < text.count, text[at] == ".", text[at + 1].isASCIIDigit {
            at += 1
            digits += "." + scanDigits(&at, commas: false)
        }
        guard digits.contains(where: \.isASCIIDigit) else { return nil }
        scanExponent(&at, &digits)
        guard let value = ExactDecimal(digits) else { return nil }
        position = at
        return (value, slice(start, at))
    }

    /// The digits behind a comma that stands right here, as in `1,5`, passed over.
    mutating func decimalComma() -> String? {
        guard position + 1 < text.count, text[position] == ",", text[position + 1].isASCIIDigit else { return nil }
        position += 1
        return scanDigits(&position, commas: false)
    }

    private func scanDigits(_ at: inout Int, commas: Bool) -> String {
        var digits = ""
        while at < text.count {
            if text[at].isASCIIDigit {
                digits.append(text[at])
                at += 1
            } else if commas, text[at] == ",", !digits.isEmpty, isThousand(at) {
                at += 1
            } else {
                break
            }
        }
        return digits
    }

    /// Whether a comma stands before exactly three digits.
    private func isThousand(_ comma: Int) -> Bool {
        guard comma + 3 < text.count else { return false }
        let three = text[(comma + 1)...(comma + 3)].allSatisfy(\.isASCIIDigit)
        return three && (comma + 4 >= text.count || !text[comma + 4].isASCIIDigit)
    }

    private func scanExponent(_ at: inout Int, _ digits: inout String) {
        guard at + 1 < text.count, text[at] == "e" || text[at] == "E" else { return }
        var ahead = at + 1
        var sign = ""
        if text[ahead] == "-" || text[ahead] == "+" {
            sign = String(text[ahead])
            ahead += 1
        }
        let power = scanDigits(&ahead, commas: false)
        guard !power.isEmpty else { return }
        digits += "e" + sign + power
        at = ahead
    }

    /// A unit, passed over: the longest run of words that is one.
    mutating func unit() -> (unit: MeasurementUnit, text: String)? {
        skipSpaces()
        let start = position
        for end in wordEnds(most: 5).reversed() {
            let spelling = slice(start, end)
            if let unit = MeasurementUnit(spelling) {
                position = end
                return (unit, spelling)
            }
        }
        return nil
    }

    /// The word that stands where a unit should, for a message.
    mutating func unitWord() -> String {
        skipSpaces()
        return wordEnds(most: 1).last.map { slice(position, $0) } ?? ""
    }

    /// Where the next words end that may belong to a unit or a level, the nearest first.
    func wordEnds(most: Int) -> [Int] {
        var ends: [Int] = []
        var at = position
        while ends.count < most {
            let start = at
            while at < text.count, text[at].isWhitespace { at += 1 }
            let wordStart = at
            var depth = 0
            scan: while at < text.count, !text[at].isWhitespace {
                switch text[at] {
                case "(", "[", "{": depth += 1
                case ")", "]", "}":
                    if depth == 0 { break scan }
                    depth -= 1
                case ",", ";": if depth == 0 { break scan }
                case ".": if at + 1 < text.count, text[at + 1] == "." { break scan }
                case "…", "<", ">", "=", "≤", "≥", "≠": break scan
                default: break
                }
                at += 1
            }
            let word = slice(wordStart, at).lowercased()
            if at == wordStart || (start > position && CriterionScanner.joiningWords.contains(word)) { break }
            if start == position, CriterionScanner.joiningWords.contains(word) { break }
            ends.append(at)
            if at < text.count, !text[at].isWhitespace { break }
        }
        return ends
    }

    /// The words that end a value.
    static let joiningWords: Set<String> = ["and", "or", "within", "not", "in", "is", "but"]
}

extension Character {
    var isASCIIDigit: Bool { self >= "0" && self <= "9" }
}
