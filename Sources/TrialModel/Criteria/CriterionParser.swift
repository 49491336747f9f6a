import TrialValues

/// Reads a criterion and collects what is wrong with it.
///
/// The words around conditions (`and`, `or`, `not`, lists) stand here; the conditions themselves in the extensions.
struct CriterionParser {
    var scanner: CriterionScanner
    let facts: FactDictionary
    /// Where the criterion stands.
    let place: Diagnostic.Place
    /// The column of the file in which its first character stands, where it stands there in one piece.
    let column: Int?
    var problems: [Diagnostic] = []
    /// How many conditions the one that is read stands in.
    private var depth = 0
    /// The most conditions within each other; what people write has a handful.
    private static let deepest = 64

    init(_ text: String, facts: FactDictionary, place: Diagnostic.Place, column: Int?) {
        scanner = CriterionScanner(text)
        self.facts = facts
        self.place = place
        self.column = column
    }

    /// The criterion that the whole text is; `nil`, and at least one problem, where it is none.
    mutating func criterion() -> Criterion? {
        guard !scanner.isAtEnd else {
            refuse("criterion.syntax", "the rule is empty", at: 0, advice: "write a condition such as age >= 18 years")
            return nil
        }
        let criterion = expression()
        if !scanner.isAtEnd, problems.isEmpty { refuseRest() }
        return problems.contains { $0.severity == .error } ? nil : criterion
    }

    /// Conditions joined by `and`, or by `or`.
    mutating func expression() -> Criterion? {
        var conditions = [condition()]
        var joint: String?
        while true {
            scanner.skipSpaces()
            let start = scanner.position
            guard let next = scanner.acceptAny(["and", "or"]) else { break }
            if let joint, joint != next, problems.allSatisfy({ $0.rule != "criterion.mixed" }) {
                refuse(
                    "criterion.mixed", "`and` and `or` stand side by side, which can be read in two ways", at: start,
                    advice: "put parentheses around what belongs together: a and (b or c), or (a and b) or c")
            }
            joint = joint ?? next
            conditions.append(condition())
        }
        let found = conditions.compactMap(\.self)
        guard found.count == conditions.count else { return nil }
        return found.count == 1 ? found[0] : joint == "or" ? .any(found) : .all(found)
    }

    /// One condition; where it is wrong, what follows up to the next `and`, `or` or end of a list is passed over.
    private mutating func condition() -> Criterion? {
        let before = problems.count
        let condition = negation()
        if condition == nil {
            if problems.count == before { refuseRest() }
            recover()
        }
        return condition
    }

    private mutating func negation() -> Criterion? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            refuse(
                "criterion.too-deep", "conditions stand in each other more than \(Self.deepest) levels deep",
                at: scanner.position, advice: "write the rule with fewer parentheses")
            scanner.position = scanner.text.count
            return nil
        }
        if scanner.accept("not") { return negation().map { .not($0) } }
        if scanner.accept(sign: "(") {
            let start = scanner.position - 1
            let inner = expression()
            guard scanner.accept(sign: ")") else {
                if inner != nil { refuseUnclosed("(", start) }
                return nil
            }
            return inner
        }
        return try? list() ?? atom()
    }

    /// `any of (…)`, `all of (…)`, `none of (…)` and `at least 2 of (…)`; `nil` where none stands here.
    ///
    /// - Throws: ``Wrong`` where one stands here and is wrong.
    private mutating func list() throws(Wrong) -> Criterion? {
        let start = scanner.position
        if let word = scanner.acceptAny(["any of", "all of", "none of"]) {
            let items = try items()
            let one = items.count == 1 ? items[0] : nil
            return switch word {
            case "any of": one ?? .any(items)
            case "all of": one ?? .all(items)
            default: .not(one ?? .any(items))
            }
        }
        guard scanner.accept("at least") else { return nil }
        let numberStart = scanner.position
        guard let number = scanner.number(), scanner.accept("of") else {
            scanner.position = start
            return nil
        }
        let items = try items()
        guard let count = number.value.whole, count >= 1, count <= items.count else {
            throw refuse(
                "criterion.range", "at least \(number.text) of \(items.count) conditions cannot be", at: numberStart,
                advice: "write a whole number from 1 to \(items.count)")
        }
        return items.count == 1 ? items[0] : .atLeast(count, of: items)
    }

    /// The conditions between parentheses or brackets, with commas or semicolons between them.
    private mutating func items() throws(Wrong) -> [Criterion] {
        scanner.skipSpaces()
        let start = scanner.position
        let close = scanner.accept(sign: "(") ? ")" : "]"
        guard close == ")" || scanner.accept(sign: "[") else {
            throw refuse(
                "criterion.syntax", "a list of conditions in parentheses is missing", at: start,
                advice: "write for example any of (a, b)")
        }
        var items: [Criterion?] = []
        repeat { items.append(expression()) } while scanner.accept(sign: ",") || scanner.accept(sign: ";")
        let found = items.compactMap(\.self)
        guard scanner.accept(sign: close) else {
            if found.count == items.count { throw refuseUnclosed(close == ")" ? "(" : "[", start) }
            throw Wrong()
        }
        guard found.count == items.count else { throw Wrong() }
        return found
    }
}

extension CriterionParser {
    /// The sign that something is wrong, which has been told.
    struct Wrong: Error {}

    /// Tells a problem at a position of the text.
    @discardableResult mutating func refuse(
        _ rule: String, _ message: String, at position: Int, advice: String? = nil
    ) -> Wrong {
        var start = position
        while start < scanner.text.count, scanner.text[start].isWhitespace { start += 1 }
        var place = place
        if let column { place.column = column + min(start, scanner.text.count) }
        problems.append(Diagnostic(.error, rule, message, at: place, advice: advice))
        return Wrong()
    }

    @discardableResult private mutating func refuseUnclosed(_ sign: String, _ position: Int) -> Wrong {
        let rest = scanner.isAtEnd ? "" : "; `\(rest(most: 24))` does not go on with it"
        return refuse("criterion.syntax", "`\(sign)` is not closed\(rest)", at: position)
    }

    /// Tells that what stands here is no condition, or does not go on with one.
    private mutating func refuseRest() {
        guard !scanner.isAtEnd else {
            refuse("criterion.syntax", "a condition is missing at the end", at: scanner.position)
            return
        }
        let advice =
            scanner.sees("but") || scanner.sees("unless")
            ? "write `and not` instead" : "join conditions by and, or; part the items of a list by commas"
        refuse(
            "criterion.syntax", "`\(rest(most: 32))` cannot be understood here", at: scanner.position, advice: advice)
    }

    /// What is left, shortened.
    func rest(most: Int) -> String {
        let rest = scanner.slice(scanner.position, scanner.text.count)
        return rest.count > most ? rest.prefix(most - 1) + "…" : rest
    }

    /// Passes over what cannot be understood, up to where another condition may begin.
    private mutating func recover() {
        var depth = 0
        while scanner.position < scanner.text.count {
            switch scanner.text[scanner.position] {
            case "(", "[": depth += 1
            case ")", "]":
                if depth == 0 { return }
                depth -= 1
            case ",", ";": if depth == 0, !isWithinNumber { return }
            default:
                let isStart = scanner.isBoundary(scanner.position)
                if depth == 0, isStart, scanner.sees("and") || scanner.sees("or") { return }
            }
            scanner.position += 1
        }
    }

    /// Whether the comma here sets thousands apart.
    private var isWithinNumber: Bool {
        let at = scanner.position
        guard at > 0, at + 1 < scanner.text.count else { return false }
        return scanner.text[at - 1].isASCIIDigit && scanner.text[at + 1].isASCIIDigit
    }
}
