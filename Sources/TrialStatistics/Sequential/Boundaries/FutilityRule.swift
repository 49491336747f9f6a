/// When a trial stops because it will hardly succeed any more.
public struct FutilityRule: Sendable, Hashable {
    /// What decides on the critical values: a trial stops where Z falls below them, in a symmetric two-sided design where |Z| does.
    public enum Criterion: Sendable, Hashable {
        /// β = 1 − power is spent by a spending function, at the drift that has the power.
        case spending(SpendingFunction)
        /// Critical values of Z, one for each look before the last; nil where there is none.
        case z([Double?])
        /// Conditional power under the trend seen so far, one value for each look before the last; nil where there is none.
        case conditionalPower([Double?])
        /// Conditional power under the drift that has the design's power.
        case conditionalPowerAsPlanned([Double?])
    }

    /// What decides on the critical values.
    public let criterion: Criterion
    /// Whether the trial must stop, so that the efficacy boundary may count on it. A boundary that is not binding leaves the level intact when it is overruled.
    public let isBinding: Bool
    /// The looks at which it stands, the last one aside.
    public let looks: LookSelection

    /// A rule; not binding unless said otherwise.
    public init(_ criterion: Criterion, isBinding: Bool = false, looks: LookSelection = .all) {
        self.criterion = criterion
        self.isBinding = isBinding
        self.looks = looks
    }
}

/// When a one-sided trial stops because the treatment harms: Z below a lower boundary that spends a level of its own under no effect.
///
/// The efficacy boundary never counts on it.
public struct HarmRule: Sendable, Hashable {
    /// What decides on the critical values, written as positive numbers.
    public let shape: BoundaryShape
    /// The one-sided level of harm.
    public let alpha: Double
    /// The looks at which it stands.
    public let looks: LookSelection

    /// A rule by shape and level.
    public init(_ shape: BoundaryShape, alpha: Double, looks: LookSelection = .all) {
        self.shape = shape
        self.alpha = alpha
        self.looks = looks
    }
}

/// The sides on which a null hypothesis is rejected.
public enum TestSides: Sendable, Hashable {
    /// For large Z.
    case one
    /// For large |Z|, α/2 a side.
    case two
    /// For large Z at α − `lowerAlpha`, and for small Z at `lowerAlpha` with a boundary of its own.
    case asymmetric(lowerAlpha: Double, lower: BoundaryShape)
}
