/// How many events were planned for the last look at an endpoint.
public enum PlannedInformation: Sendable, Hashable {
    /// So many.
    case amount(Double)
    /// The data are those of the last look, with however many events they have.
    case reached

    /// The amount, for looks that end with so many events.
    public func amount(reached: Double) -> Double {
        switch self {
        case .amount(let amount): amount
        case .reached: reached
        }
    }
}
