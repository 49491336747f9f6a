/// What a piecewise-exponential monitor holds a treatment against.
public enum PiecewiseTarget: Sendable, Hashable {
    /// The median time is to be later than the given one (the standard plus the gain).
    case medianAbove(Double)
    /// The proportion without an event at a time is to be above the given one.
    case survivalAbove(Double, at: Double)

    /// The time at which the cumulative hazard decides.
    public var time: Double {
        switch self {
        case .medianAbove(let time): time
        case .survivalAbove(_, let time): time
        }
    }

    /// The cumulative hazard that is not to be reached then: ln 2, or −ln S.
    var cumulativeHazard: Double {
        switch self {
        case .medianAbove: EventTimeQuantity.ln2
        case .survivalAbove(let proportion, _): -Elementary.logarithm(proportion)
        }
    }

    func validated() throws(StatisticsError) -> PiecewiseTarget {
        guard time.isFinite, time > 0 else {
            throw StatisticsError(.invalidValue, argument: "target", "target is at \(time); expected a finite time > 0")
        }
        if case .survivalAbove(let proportion, _) = self, !(proportion > 0 && proportion < 1) {
            throw StatisticsError(
                .invalidValue, argument: "target", "target is \(proportion); expected a proportion between 0 and 1")
        }
        return self
    }
}
