import TrialValues

/// What a criterion comes to for a subject: whether it holds, why, and what would have to be known to tell.
public struct CriterionFinding: Sendable, Hashable {
    /// Whether it holds.
    public let truth: Truth
    /// Why, in words, with the values and their dates.
    public let reason: String
    /// The values that it used, in the order of the criterion.
    public let used: [FactUse]
    /// What would settle it.
    public let settlement: Settlement

    /// The fewest things whose values could settle it, in the order of their names; none where it is settled.
    public var asks: [FactAsk] { settlement.fewest }
}

/// A value that a criterion used.
public struct FactUse: Sendable, Hashable {
    /// The name of the fact.
    public let name: String
    /// The value as it was given or reckoned.
    public let value: String
    /// When it was observed, as far as that is known.
    public let happened: PartialDay?
    /// What it was reckoned from, where it was not given.
    public let source: String?

    /// A value with its date and where it comes from.
    public init(_ name: String, _ value: String, happened: PartialDay? = nil, source: String? = nil) {
        self.name = name
        self.value = value
        self.happened = happened
        self.source = source
    }
}

/// Something to ask for.
public struct FactAsk: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// What of a fact.
    public enum Aspect: Int, Sendable, Hashable {
        /// Its value.
        case value
        /// The day on which it was observed.
        case date
        /// The limit of normal that goes with it.
        case upperLimit, lowerLimit
        /// A person's verdict on a criterion that no rule decides.
        case judgement
    }

    /// The name of the fact, or the id of the criterion that a person is to judge.
    public let name: String
    /// What of it.
    public let aspect: Aspect

    /// Something to ask for.
    public init(_ name: String, _ aspect: Aspect = .value) {
        self.name = name
        self.aspect = aspect
    }

    /// What is asked for, in words.
    public var description: String {
        switch aspect {
        case .value: name
        case .date: "the date of \(name)"
        case .upperLimit: "the upper limit of normal of \(name)"
        case .lowerLimit: "the lower limit of normal of \(name)"
        case .judgement: "a verdict on \(name)"
        }
    }

    /// The order in which they are listed: by name, then by aspect.
    public static func < (a: FactAsk, b: FactAsk) -> Bool { (a.name, a.aspect.rawValue) < (b.name, b.aspect.rawValue) }
}
