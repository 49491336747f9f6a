import TrialNumerics

extension BayesFactorMonitor {
    /// The counts that stop after n subjects.
    public struct CountBounds: Sendable, Hashable {
        /// n.
        public let subjects: Int
        /// The counts of events that stop for inferiority, if any do.
        public let inferiority: ClosedRange<Int>?
        /// The counts of events that stop for superiority, if any do.
        public let superiority: ClosedRange<Int>?
    }

    /// The total times that stop after d events.
    public struct TimeBounds: Sendable, Hashable {
        /// d.
        public let events: Int
        /// Those that stop for inferiority.
        public let inferiority: TotalTimeRegion
        /// Those that stop for superiority.
        public let superiority: TotalTimeRegion
    }

    /// The bounds of a rate after the given numbers of subjects.
    public func countBounds(_ subjects: [Int]) -> [CountBounds] {
        guard case .rate = parameter else { return [] }
        return subjects.map { n in
            let decisions = (0...n).map { decision(.counts(events: $0, subjects: n)) }
            func counts(_ decision: MonitoringDecision) -> ClosedRange<Int>? {
                guard let first = decisions.firstIndex(of: decision), let last = decisions.lastIndex(of: decision)
                else {
                    return nil
                }
                return first...last
            }
            return CountBounds(
                subjects: n, inferiority: counts(.stopForFutility), superiority: counts(.stopForEfficacy))
        }
    }

    /// The bounds of a median after 0, 1, … events.
    public func timeBounds(upTo events: Int) -> [TimeBounds] {
        guard case .median = parameter else { return [] }
        return (0...events).map { d in
            let probability = { self.probability(.exposure(events: d, totalTime: $0)) }
            return TimeBounds(
                events: d, inferiority: region(d, stopBelow, isLow: true, probability),
                superiority: region(d, stopAbove, isLow: false, probability))
        }
    }

    /// P(H₁ | d, T) rises with T where the alternative is later, falls where it is earlier; its limits may leave a cut-off out of reach.
    private func region(
        _ events: Int, _ cutoff: Double?, isLow: Bool, _ probability: @escaping (Double) -> Double
    ) -> TotalTimeRegion {
        guard let cutoff else { return .none }
        let stops = { (time: Double) in isLow ? probability(time) < cutoff : probability(time) > cutoff }
        let stopsAtZero = stops(0)
        let largest = 1000 * (Double(events) + 10) * max(parameter.standard, parameter.alternative)
        var upper = parameter.standard
        while stops(upper) == stopsAtZero {
            upper *= 2
            if upper > largest { return stopsAtZero ? .every : .none }
        }
        guard let root = try? BrentRoot(of: { probability($0) - cutoff }, in: 0...upper) else {
            preconditionFailure("the signs differ")
        }
        // Events at once are infinite evidence for an earlier time; a time that short is none that a trial can have.
        if stopsAtZero, root.value < 1e-9 * parameter.standard { return .none }
        return stopsAtZero ? .below(root.value) : .above(root.value)
    }
}
