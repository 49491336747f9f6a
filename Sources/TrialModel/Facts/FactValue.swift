import TrialValues

/// What is known of a subject in one respect.
public enum FactValue: Sendable, Hashable {
    /// A measurement.
    case quantity(Quantity)
    /// A measurement that is given as so many times a limit of normal.
    case timesLimit(ExactDecimal, Criterion.NormalLimit)
    /// A number.
    case number(ExactDecimal)
    /// A level of a scale, by its rank from 0.
    case level(Int)
    /// One word, or a text.
    case text(String)
    /// Any number of words.
    case words([String])
    /// When something happened.
    case date(PartialDay)
    /// That something has never happened.
    case never
    /// Yes or no.
    case flag(Bool)
}

/// One observation of a fact: its value, when it was made, and the limits of normal that go with it.
public struct FactObservation: Sendable, Hashable {
    /// The value.
    public let value: FactValue
    /// When it was made, as far as that is known.
    public let happened: PartialDay?
    /// The lower limit of normal of the laboratory that made it.
    public let lowerLimit: Quantity?
    /// The upper limit of normal of the laboratory that made it.
    public let upperLimit: Quantity?
    /// What it was reckoned from, where it was not given.
    public let source: String?

    /// An observation.
    public init(
        _ value: FactValue, happened: PartialDay? = nil, lowerLimit: Quantity? = nil, upperLimit: Quantity? = nil,
        source: String? = nil
    ) {
        self.value = value
        self.happened = happened
        self.lowerLimit = lowerLimit
        self.upperLimit = upperLimit
        self.source = source
    }

    /// The limit of a kind.
    public func limit(_ kind: Criterion.NormalLimit) -> Quantity? { kind == .upper ? upperLimit : lowerLimit }
}
