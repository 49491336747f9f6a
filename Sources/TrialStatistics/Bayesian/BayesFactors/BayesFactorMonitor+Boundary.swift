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
    ///
    /// With θ₁ above θ₀ every likelihood ratio L(θ)/L(θ₀) of the alternative rises with the events, and B with them; with θ₁ below it falls.
    /// So the counts that stop lie at the ends, and each bound is searched from that of the look before.
    public func countBounds(_ subjects: [Int]) -> [CountBounds] {
        guard case .rate = parameter else { return [] }
        let (few, many): (MonitoringDecision, MonitoringDecision) =
            parameter.isUpward ? (.stopForFutility, .stopForEfficacy) : (.stopForEfficacy, .stopForFutility)
        var (goesOn, stops) = (0, 0)
        return subjects.map { n in
            func decision(_ events: Int) -> MonitoringDecision {
                self.decision(.counts(events: events, subjects: n))
            }
            goesOn = Self.first(in: 0...n, near: goesOn) { decision($0) != few }
            stops = Self.first(in: min(goesOn, n)...n, near: stops) { decision($0) == many }
            let low = goesOn > 0 ? 0...(goesOn - 1) : nil
            let high = stops <= n ? stops...n : nil
            return parameter.isUpward
                ? CountBounds(subjects: n, inferiority: low, superiority: high)
                : CountBounds(subjects: n, inferiority: high, superiority: low)
        }
    }

    /// The least count that meets a condition which all larger ones meet too; one above the range where none does.
    private static func first(
        in range: ClosedRange<Int>, near guess: Int, where holds: (Int) -> Bool
    ) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound + 1)
        // Steps of 1, 2, 4, … from the guess close in on it; halving does the rest.
        var (place, step) = (min(max(guess, low), range.upperBound), 1)
        if holds(place) {
            high = place
            while high - step >= low, holds(high - step) {
                high -= step
                step *= 2
            }
            low = max(low, high - step + 1)
        } else {
            low = place + 1
            while place + step < high {
                if holds(place + step) {
                    high = place + step
                    break
                }
                place += step
                low = place + 1
                step *= 2
            }
        }
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
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
