import TrialValues

/// What a paper prints in a place, with its exact text: a number, a bound, a range, "NR", a date or a word.
///
/// ```swift
/// PrintedValue("28.1 %").set()          // 28.05 … 28.2: rounded or cut off
/// PrintedValue("<0.001").set()          // 0 … 0.001
/// PrintedValue("NR").content            // .notReached
/// ```
///
/// ## Edge cases
/// A text that is no number is a word; no text is refused. "~33" and "approximately 33" are no set: nothing contradicts them.
public struct PrintedValue: Sendable, Hashable, CustomStringConvertible {
    /// What the text prints.
    public enum Content: Sendable, Hashable {
        /// A number, as rounded as it is printed.
        case number(PrintedDecimal)
        /// Less than a number, or at most that.
        case below(PrintedDecimal)
        /// More than a number, or at least that.
        case above(PrintedDecimal)
        /// About a number.
        case about(PrintedDecimal)
        /// From one number to another.
        case range(PrintedDecimal, PrintedDecimal)
        /// Not reached, not estimable: a quantity beyond what was seen.
        case notReached
        /// A date.
        case date(PrintedDate)
        /// Other words.
        case word
    }

    /// The text as printed.
    public let text: String
    /// What it prints.
    public let content: Content
    /// The unit behind the number, such as "%" or "months"; empty where there is none.
    public let unit: String

    /// What a text prints.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - isDate: whether "2014" is a year.
    public init(_ text: String, isDate: Bool = false) {
        self.text = text
        if isDate, let date = PrintedDate(text) {
            (content, unit) = (.date(date), "")
            return
        }
        let words = Self.withoutSpaces(text)
        if Self.beyond.contains(words.uppercased()) {
            (content, unit) = (.notReached, "")
            return
        }
        let (mark, rest) = Self.mark(words)
        if let power = PowerOfTen(rest) {
            unit = ""
            content = power.decimal.map { decimal in mark?(decimal) ?? .number(decimal) } ?? .word
            return
        }
        let (number, unit) = Self.number(Self.withoutSpacedThousands(rest))
        self.unit = unit
        if let ends = Self.ends(number), mark == nil {
            content = .range(ends.0, ends.1)
        } else if let decimal = PrintedDecimal(number) {
            content = mark.map { $0(decimal) } ?? .number(decimal)
        } else if let date = PrintedDate(words), words.contains("-") {
            content = .date(date)
        } else {
            content = .word
        }
    }

    /// The text as printed.
    public var description: String { text }

    private static let beyond: Set<String> = ["NR", "NE", "NA", "NOT REACHED", "NOT ESTIMABLE", "–", "—"]

    private static let marks: [(String, @Sendable (PrintedDecimal) -> Content)] = [
        ("<=", { .below($0) }), (">=", { .above($0) }), ("<", { .below($0) }), ("≤", { .below($0) }),
        (">", { .above($0) }), ("≥", { .above($0) }), ("~", { .about($0) }), ("≈", { .about($0) }),
        ("=", { .number($0) }),
    ]

    private static func mark(_ text: Substring) -> ((@Sendable (PrintedDecimal) -> Content)?, Substring) {
        guard let (mark, content) = marks.first(where: { text.hasPrefix($0.0) }) else { return (nil, text) }
        return (content, withoutSpaces(text.dropFirst(mark.count)))
    }

    /// A number, or two, with the unit behind.
    private static func number(_ text: Substring) -> (Substring, String) {
        let isNumeric = { (character: Character) in
            character.isASCII && character.isWholeNumber || ".·,?-−–+".contains(character)
        }
        let number = text.prefix(while: isNumeric)
        return (number, String(withoutSpaces(text.dropFirst(number.count))))
    }

    /// The text without the spaces, thin or wide, that part the thousands of its first number.
    private static func withoutSpacedThousands(_ text: Substring) -> Substring {
        guard let space = text.firstIndex(where: \.isWhitespace), space > text.startIndex,
            text[text.index(before: space)].isNumber, text[text.index(after: space)...].first?.isNumber == true,
            let match = text.prefixMatch(of: /[-−+]?[1-9][0-9]{0,2}(?:[\s\u{A0}\u{2009}\u{202F}][0-9]{3})+(?![0-9])/)
        else { return text }
        return Substring(match.output.filter { !$0.isWhitespace } + text[match.range.upperBound...])
    }

    private static func ends(_ text: Substring) -> (PrintedDecimal, PrintedDecimal)? {
        for dash in ["–", "-"] as [Character] {
            let parts = text.split(separator: dash, omittingEmptySubsequences: false)
            guard parts.count == 2, let low = PrintedDecimal(parts[0]), let high = PrintedDecimal(parts[1]),
                low.value <= high.value
            else { continue }
            return (low, high)
        }
        return nil
    }

    static func withoutSpaces(_ text: some StringProtocol) -> Substring {
        let rest = Substring(text).drop { $0.isWhitespace }
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return rest[...last]
    }
}

extension PrintedValue {
    /// The number, where one is printed as such.
    public var decimal: PrintedDecimal? { if case .number(let decimal) = content { decimal } else { nil } }

    /// The date, where one is printed.
    public var date: PrintedDate? { if case .date(let date) = content { date } else { nil } }

    /// Whether it is printed as a percentage.
    var isPercentage: Bool { unit.hasPrefix("%") }

    /// All numbers that are printed so under a reading or a plainer one; `nil` where nothing numeric is printed.
    ///
    /// - Parameter least: the smallest number that there can be, as 0 for a p-value.
    public func set(upTo reading: Reading = .padded, from least: Double = -.infinity) -> Interval? {
        switch content {
        case .number(let decimal):
            return decimal.interval(upTo: reading).intersection(Interval(least, .infinity))
        case .below(let decimal): return Interval(min(least, decimal.value), decimal.value.nextUp)
        case .above(let decimal): return Interval(decimal.value.nextDown, .infinity)
        case .range(let low, let high): return low.interval(upTo: reading).hull(high.interval(upTo: reading))
        case .notReached, .about, .date, .word: return nil
        }
    }
}
