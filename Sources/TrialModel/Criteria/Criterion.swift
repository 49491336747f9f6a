import TrialValues

/// A condition on what is known of a subject, in the words of a protocol.
///
/// ```swift
/// let criterion = try Criterion("platelets > 100,000 /mm3 and ECOG in 0...2")
/// criterion.finding(given: subject).truth     // .yes, .no or .unknown
/// criterion.description                       // "platelets > 100,000 /mm3 and ECOG in 0...2"
/// ```
///
/// A criterion prints in the language that it was read from, and reads back as the same. Names, units and levels were
/// checked when it was read, so that nothing is left to fail when it meets a subject: the answer is yes, no or unknown.
///
/// ## Edge cases
/// Lists of conditions hold at least two; the reader makes of a list of one its only condition.
public indirect enum Criterion: Sendable, Hashable {
    /// All of some conditions hold.
    case all([Criterion])
    /// At least one of some conditions holds.
    case any([Criterion])
    /// At least so many of some conditions hold.
    case atLeast(Int, of: [Criterion])
    /// A condition does not hold.
    case not(Criterion)
    /// A flag holds, or the event of a date has happened.
    case holds(Measure)
    /// Something is known. It is never false: what is not known yet may become known.
    case known(Measure)
    /// A value compared with another.
    case compares(Measure, Relation, Comparand)
    /// A value between two others.
    case within(Measure, Bounds)
    /// A value that is one of some.
    case isOne(Measure, of: [Comparand])
    /// A list of values that has at least one of some, or all of them.
    case includes(Measure, [String], all: Bool)

    /// How a value must lie beside another.
    public enum Relation: String, Sendable, Hashable, CaseIterable {
        case below = "<"
        case atMost = "<="
        case equal = "="
        case unequal = "!="
        case atLeast = ">="
        case above = ">"

        /// The relation with its sides exchanged.
        public var mirrored: Relation {
            switch self {
            case .below: .above
            case .atMost: .atLeast
            case .equal, .unequal: self
            case .atLeast: .atMost
            case .above: .below
            }
        }

        /// The relation that holds where this one does not.
        public var opposite: Relation {
            switch self {
            case .below: .atLeast
            case .atMost: .above
            case .equal: .unequal
            case .unequal: .equal
            case .atLeast: .below
            case .above: .atMost
            }
        }

        /// Whether it holds for a value that lies so beside the other.
        public func holds(_ comparison: Comparison) -> Bool {
            switch self {
            case .below: comparison == .below
            case .atMost: comparison != .above
            case .equal: comparison == .same
            case .unequal: comparison != .same
            case .atLeast: comparison != .below
            case .above: comparison == .above
            }
        }
    }

    /// What a value is compared with.
    public indirect enum Comparand: Sendable, Hashable {
        /// A number.
        case number(ExactDecimal)
        /// A number with a unit.
        case quantity(Quantity)
        /// So many times a limit of normal, which stands with the value.
        case limit(NormalLimit, times: ExactDecimal)
        /// A level of the fact's scale, by its rank from 0.
        case level(Int)
        /// A word of a choice, or a text.
        case text(String)
        /// A day, a month or a year.
        case day(PartialDay)
        /// Another thing that is known of the subject.
        case measure(Measure)
    }

    /// A limit of what is normal in a laboratory.
    public enum NormalLimit: String, Sendable, Hashable, CaseIterable {
        case upper = "ULN"
        case lower = "LLN"

        /// The limit in words.
        public var words: String { self == .upper ? "upper limit of normal" : "lower limit of normal" }
    }

    /// Two values between which a third lies.
    public struct Bounds: Sendable, Hashable {
        /// The lower end.
        public let lower: Comparand
        /// The upper end.
        public let upper: Comparand
        /// Whether the lower end counts.
        public let includesLower: Bool
        /// Whether the upper end counts.
        public let includesUpper: Bool

        /// The relation of a value within the bounds to the lower end.
        public var lowerRelation: Relation { includesLower ? .atLeast : .above }
        /// The relation of a value within the bounds to the upper end.
        public var upperRelation: Relation { includesUpper ? .atMost : .below }
    }
}

extension Criterion {
    /// The conditions that it is made of; none where it is one itself.
    public var parts: [Criterion] {
        switch self {
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts
        case .not(let part): [part]
        case .holds, .known, .compares, .within, .isOne, .includes: []
        }
    }

    /// What it looks at, in the order in which it is printed, each once.
    public var measures: [Measure] {
        var seen: Set<Measure> = []
        return everyMeasure.filter { seen.insert($0).inserted }
    }

    /// The names of the facts that it looks at, in the order in which they are printed, each once.
    public var factNames: [String] {
        var seen: Set<String> = []
        return everyMeasure.flatMap(\.factNames).filter { seen.insert($0).inserted }
    }

    private var everyMeasure: [Measure] {
        switch self {
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap(\.everyMeasure)
        case .not(let part): part.everyMeasure
        case .holds(let measure), .known(let measure), .includes(let measure, _, _): [measure]
        case .compares(let measure, _, let comparand): [measure] + comparand.measures
        case .within(let measure, let bounds): [measure] + bounds.lower.measures + bounds.upper.measures
        case .isOne(let measure, let values): [measure] + values.flatMap(\.measures)
        }
    }
}

extension Criterion.Comparand {
    fileprivate var measures: [Measure] { if case .measure(let measure) = self { [measure] } else { [] } }
}
