/// The mean or median time that an experimental treatment is measured against.
public enum EventTimeStandard: Sendable, Hashable {
    /// A known time.
    case fixed(Double, EventTimeQuantity)
    /// A time known from earlier patients only, with a distribution of its own, which the trial's data do not change.
    case random(InverseGammaPrior)

    /// The least shape of a random standard, below which its distribution says nothing of use.
    static let leastShape = 0.05

    /// The time, or the mean of its distribution where it has one, as the given quantity.
    public func mean(as quantity: EventTimeQuantity) -> Double? {
        switch self {
        case .fixed(let time, let own): time / own.perMean * quantity.perMean
        case .random(let prior): prior.expressed(as: quantity).mean
        }
    }

    /// The same standard as a statement about another quantity.
    func expressed(as quantity: EventTimeQuantity) -> EventTimeStandard {
        switch self {
        case .fixed(let time, let own) where own == quantity: .fixed(time, quantity)
        case .fixed(let time, let own): .fixed(time / own.perMean * quantity.perMean, quantity)
        case .random(let prior): .random(prior.expressed(as: quantity))
        }
    }

    func validated() throws(StatisticsError) -> EventTimeStandard {
        switch self {
        case .fixed(let time, _) where !(time.isFinite && time > 0):
            throw StatisticsError(
                .invalidValue, argument: "standard", "standard is \(time); expected a finite time > 0")
        case .random(let prior) where prior.shape < Self.leastShape:
            throw StatisticsError(
                .invalidValue, argument: "standard",
                "standard has shape \(prior.shape); expected at least \(Self.leastShape)")
        case .fixed, .random: return self
        }
    }
}
