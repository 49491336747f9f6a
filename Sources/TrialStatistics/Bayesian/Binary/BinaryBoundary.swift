/// A stopping boundary on the number of events: at each look the counts that stop the trial, for many events or for few.
///
/// Every design on a binary outcome comes down to one: the beta-binomial monitor, predictive probabilities, Simon's two stages. So does a
/// boundary from a protocol.
///
/// ```swift
/// let looks = [BinaryBoundary.Look(subjects: 19, stopAtMost: 3), .init(subjects: 54, stopAt: 13, stopAtMost: 12)]
/// let simon = try BinaryBoundary(looks: looks, maximum: 54)
/// simon.operatingCharacteristics(rate: 0.2).stopForMany
/// ```
public struct BinaryBoundary: Sendable, Hashable {
    /// A look, with the counts that stop.
    public struct Look: Sendable, Hashable {
        /// n, the subjects seen so far.
        public let subjects: Int
        /// The least number of events that stops for many, if one does.
        public let stopAt: Int?
        /// The largest number of events that stops for few, if one does.
        public let stopAtMost: Int?

        /// A look.
        public init(subjects: Int, stopAt: Int? = nil, stopAtMost: Int? = nil) {
            self.subjects = subjects
            self.stopAt = stopAt
            self.stopAtMost = stopAtMost
        }
    }

    /// The looks, by increasing numbers of subjects.
    public let looks: [Look]
    /// N, the number of subjects of the whole trial.
    public let maximum: Int

    /// A boundary.
    ///
    /// - Throws: ``StatisticsError`` that names `maximum` or the place in `looks`: counts that are no counts of its subjects, or that stop both for
    ///   many and for few.
    public init(looks: [Look], maximum: Int) throws(StatisticsError) {
        _ = try LookSchedule(looks: looks.map(\.subjects), maximum: maximum)
        for (index, look) in looks.enumerated() {
            let counts = 0...look.subjects
            guard look.stopAt.map(counts.contains) ?? true, look.stopAtMost.map(counts.contains) ?? true else {
                throw StatisticsError(
                    .invalidValue, argument: "looks", index: index,
                    "looks[\(index)] stops at a count outside of \(counts); expected a count of its subjects")
            }
            if let upper = look.stopAt, let lower = look.stopAtMost, upper <= lower {
                throw StatisticsError(
                    .invalidValue, argument: "looks", index: index,
                    "looks[\(index)] stops for many events at \(upper) and for few at \(lower); expected no count to do both"
                )
            }
        }
        self.looks = looks
        self.maximum = maximum
    }

    /// Whether no count at any look stops the trial.
    public var neverStops: Bool { looks.allSatisfy { $0.stopAt == nil && $0.stopAtMost == nil } }

    /// The first look at which every count that can still be there stops the trial, if there is one.
    public var alwaysStopsAt: Look? {
        var live = 0...0
        var seen = 0
        for look in looks {
            let reachable = live.lowerBound...(live.upperBound + look.subjects - seen)
            let lower = max(reachable.lowerBound, (look.stopAtMost ?? -1) + 1)
            let upper = min(reachable.upperBound, (look.stopAt ?? Int.max) - 1)
            guard lower <= upper else { return look }
            (live, seen) = (lower...upper, look.subjects)
        }
        return nil
    }

    /// What the design does where the rate is the given one, exactly.
    ///
    /// - Throws: ``StatisticsError`` that names `rate`, which must be in 0...1.
    public func operatingCharacteristics(rate: Double) throws(StatisticsError) -> BinaryOperatingCharacteristics {
        guard rate >= 0, rate <= 1 else {
            throw StatisticsError(
                .invalidValue, argument: "rate", "rate is \(rate); expected a number in 0...1")
        }
        return BinaryOperatingCharacteristics(self, rate: rate)
    }
}
