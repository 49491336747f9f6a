/// What a non-inferiority or an equivalence trial has to show of an effect: where it must lie.
public enum Margin: Sendable, Hashable {
    /// The effect must be larger: non-inferiority where more is better and the bound is below no effect, superiority by a margin where it is above.
    case above(Double)
    /// The effect must be smaller: non-inferiority where less is better.
    case below(Double)
    /// The effect must lie between both bounds: equivalence, by two one-sided tests.
    case between(Double, Double)

    /// The bound below, if there is one.
    public var lower: Double? {
        switch self {
        case .above(let bound), .between(let bound, _): bound
        case .below: nil
        }
    }

    /// The bound above, if there is one.
    public var upper: Double? {
        switch self {
        case .below(let bound), .between(_, let bound): bound
        case .above: nil
        }
    }
}
