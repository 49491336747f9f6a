import TrialValues

extension Criterion {
    /// Reads a criterion.
    ///
    /// - Parameters:
    ///   - text: the criterion in the language of study files.
    ///   - facts: the facts that it may name.
    ///   - place: where it stands; the column of its first character, if it stands in one piece.
    /// - Throws: all that is wrong with it, with rules such as `criterion.unknown-fact`, `criterion.unit`,
    ///   `criterion.level`, `criterion.mixed`, `criterion.range` and `criterion.flag`.
    public init(
        _ text: String, facts: FactDictionary = .shipped, place: Diagnostic.Place = Diagnostic.Place(column: 1)
    ) throws(Diagnostics) {
        try self.init(text, facts: facts, place: place, column: place.column)
    }

    /// Reads a criterion whose column is known apart from its place.
    init(_ text: String, facts: FactDictionary, place: Diagnostic.Place, column: Int?) throws(Diagnostics) {
        var parser = CriterionParser(text, facts: facts, place: place, column: column)
        guard let criterion = parser.criterion() else { throw Diagnostics(parser.problems) }
        self = criterion
    }
}

extension Criterion: CustomStringConvertible {
    /// The criterion in the language that it was read from.
    public var description: String {
        switch self {
        case .all(let parts): Criterion.joined(parts, " and ")
        case .any(let parts): Criterion.joined(parts, " or ")
        case .atLeast(let count, let parts):
            "at least \(count) of (\(parts.map(\.description).joined(separator: ", ")))"
        case .not(let part): part.isAlone ? "not \(part)" : "not (\(part))"
        case .holds(let measure): measure.description
        case .known(let measure): Criterion.printed(measure, "is known")
        case .compares(let measure, let relation, .measure(let other)):
            "\(measure) \(relation.rawValue) \(other)"
        case .compares(let measure, let relation, let comparand):
            Criterion.printed(measure, "\(relation.rawValue) \(measure.text(of: comparand))")
        case .within(let measure, let bounds): Criterion.printed(measure, bounds)
        case .isOne(let measure, let values):
            Criterion.printed(measure, "in [\(values.map(measure.text).joined(separator: ", "))]")
        case .includes(let measure, let words, let all): Criterion.printed(measure, words, all: all)
        }
    }

    /// Whether `not` before it covers all of it without parentheses.
    private var isAlone: Bool {
        switch self {
        case .holds, .atLeast: true
        case .all, .any, .not, .known, .compares, .within, .isOne, .includes: false
        }
    }

    private static func joined(_ parts: [Criterion], _ joint: String) -> String {
        parts.map { part in
            switch part {
            case .all, .any: "(\(part))"
            default: part.description
            }
        }
        .joined(separator: joint)
    }

    /// The window stands at the end, where it reads as in a protocol.
    private static func printed(_ measure: Measure, _ condition: String) -> String {
        "\(measure.shown) \(condition)" + (measure.window.map { " \($0)" } ?? "")
    }

    private static func printed(_ measure: Measure, _ words: [String], all: Bool) -> String {
        let list = words.map(measure.quoted).joined(separator: ", ")
        return printed(measure, "includes " + (words.count == 1 ? list : all ? "all of [\(list)]" : "any of [\(list)]"))
    }

    private static func printed(_ measure: Measure, _ bounds: Bounds) -> String {
        let (lower, upper) = (measure.text(of: bounds.lower), measure.text(of: bounds.upper))
        if bounds.includesLower {
            return printed(measure, "in \(lower)\(bounds.includesUpper ? "..." : "..<")\(upper)")
        }
        // A condition begins with a number, not with the name of a limit.
        let first = if case .limit(let limit, times: .one) = bounds.lower { "1 x \(limit.rawValue)" } else { lower }
        return "\(first) < \(measure.shown) \(bounds.upperRelation.rawValue) \(upper)"
            + (measure.window.map { " \($0)" } ?? "")
    }
}
