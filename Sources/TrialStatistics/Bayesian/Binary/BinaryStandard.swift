/// What the rate of an outcome is measured against.
public enum BinaryStandard: Sendable, Hashable {
    /// A known rate.
    case fixed(Double)
    /// A rate known from earlier patients only, with a distribution of its own (Thall and Simon's random standard).
    case random(BetaPrior)

    /// The rate, or the mean of its distribution.
    public var mean: Double {
        switch self {
        case .fixed(let rate): rate
        case .random(let prior): prior.mean
        }
    }
}
