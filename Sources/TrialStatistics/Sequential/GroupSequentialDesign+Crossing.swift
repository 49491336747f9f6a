import TrialNumerics

extension GroupSequentialDesign {
    /// How likely the trial stops at each look, and why.
    public struct Crossing: Sendable, Hashable {
        /// One way of stopping.
        public struct Ending: Sendable, Hashable {
            /// The probability to stop so at each look.
            public let byLook: [Double]
            /// The probability to stop so at any look.
            public var total: Double { byLook.reduce(0, +) }
        }

        /// θ.
        public let drift: Double
        /// Z at or beyond the efficacy boundary.
        public let upper: Ending
        /// Z at or beyond the lower boundary: rejection on the other side, or harm.
        public let lower: Ending
        /// Z on the wrong side of the futility boundary, harm apart.
        public let futility: Ending
        /// Σ t P(stop at t): the expected part of the planned information.
        public let expectedInformation: Double
        /// P(stop at the look); at the last look all that is left.
        public let stopping: [Double]
    }

    /// The probabilities of stopping at a drift.
    ///
    /// - Parameters:
    ///   - drift: θ, the mean of Z at information 1; 0 under the null hypothesis.
    ///   - heedsFutility: whether the trial stops where the futility boundary says so; if it is overruled, the upper total at θ = 0 is the level.
    public func crossing(drift: Double, heedsFutility: Bool = true) -> Crossing {
        let information = looks.map(\.fraction)
        let limits = limits(heedsFutility: heedsFutility)
        let found = CrossingProbabilities(information: information, limits: limits, drift: drift, effects: effects)
        let harm = heedsFutility && sides == .one ? harmShares(limits, drift) : found.lower
        let futility = zip(zip(found.lower, harm).map { max(0, $0 - $1) }, found.middle).map { $0 + $1 }
        var stopping = zip(zip(found.upper, found.lower).map { $0 + $1 }, found.middle).map { $0 + $1 }
        stopping[looks.count - 1] = max(0, 1 - stopping.dropLast().reduce(0, +))
        return Crossing(
            drift: drift, upper: .init(byLook: found.upper), lower: .init(byLook: harm),
            futility: .init(byLook: futility),
            expectedInformation: zip(information, stopping).reduce(0) { $0 + $1.0 * $1.1 }, stopping: stopping)
    }

    /// What stops the trial at each look, futility and harm as one lower limit.
    func limits(heedsFutility: Bool) -> [LookLimits] {
        looks.map { look in
            var limit = LookLimits(lower: look.lowerZ, upper: look.upperZ)
            guard heedsFutility, let futility = look.futilityZ else { return limit }
            if sides == .two { limit.middle = futility } else { limit.lower = max(futility, look.lowerZ ?? futility) }
            return limit
        }
    }

    /// P(stop at look k below the harm boundary), where the region to go on is that of all limits.
    private func harmShares(_ limits: [LookLimits], _ drift: Double) -> [Double] {
        guard looks.contains(where: { $0.lowerZ != nil }) else { return looks.map { _ in 0 } }
        let own = drift == 0 ? nil : effects
        let information = own?.information ?? fractions
        var state = ContinuingScore(drift: own == nil ? drift : 0)
        return looks.indices.map { index in
            let t = information[index]
            let harm = looks[index].lowerZ.map { own?.centred($0, index, drift: drift) ?? $0 }
            let share = harm.map { state.tail(.lower, beyond: $0 * t.squareRoot(), at: t) } ?? 0
            if index + 1 < looks.count {
                let limit = own?.centred(limits[index], index, drift: drift) ?? limits[index]
                state = ContinuingScore(
                    state, at: t, in: limit.region(at: t, drift: state.drift), next: information[index + 1])
            }
            return share
        }
    }

    /// The probability to reject for large Z at a drift.
    public func power(drift: Double) -> Double {
        CrossingProbabilities(
            information: fractions, limits: limits(heedsFutility: true), drift: drift, effects: effects
        )
        .upper.reduce(0, +)
    }

    /// θ with a power.
    ///
    /// - Throws: ``StatisticsError`` for a power that is not above the level and below 1, or that no effect reaches.
    public func drift(power: Double) throws(StatisticsError) -> Double {
        let level = self.power(drift: 0)
        guard power > level, power < 1 else {
            throw StatisticsError(
                .invalidValue, argument: "power",
                "power is \(power); expected a number above \(level), the level, and below 1")
        }
        return try DriftSearch(power: power, around: min(0.49, max(level, 1e-300))) { drift throws(StatisticsError) in
            self.power(drift: drift)
        }.drift
    }

    /// By how much the maximal information exceeds that of one look with the same level and power: (θ / (z_α + z_β))².
    ///
    /// - Throws: ``StatisticsError`` as ``drift(power:)``.
    public func inflation(power: Double) throws(StatisticsError) -> Double {
        let drift: Double
        if let designDrift, power == self.power { drift = designDrift } else { drift = try self.drift(power: power) }
        let single = [upperAlpha, 1 - power].reduce(0) { $0 + (Normal.standard.upperQuantile($1) ?? 0) }
        return (drift / single) * (drift / single)
    }

    /// The inflation at the power it was designed for.
    public var inflation: Double? { power.flatMap { try? inflation(power: $0) } }

    /// The level of rejection for large Z.
    var upperAlpha: Double {
        switch sides {
        case .one: alpha
        case .two: alpha / 2
        case .asymmetric(let lowerAlpha, _): alpha - lowerAlpha
        }
    }
}
