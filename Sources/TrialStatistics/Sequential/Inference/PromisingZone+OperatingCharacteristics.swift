import TrialNumerics

extension PromisingZone {
    /// What the rule does in the long run, at one true effect.
    public struct OperatingCharacteristics: Sendable, Hashable {
        /// E[Z at the planned information], 0 under the null hypothesis.
        public let drift: Double
        /// The probability of rejecting the null hypothesis with the rule.
        public let power: Double
        /// The same of the trial as planned, never enlarged.
        public let plannedPower: Double
        /// The expected information with the rule, times what was planned.
        public let expectedInformation: Double
        /// The same of the trial as planned.
        public let plannedExpectedInformation: Double
        /// The probability of each zone, in the order of ``Zone``.
        public let zones: [Double]
        /// The probability of rejecting given the promising zone, with the rule; absent where the zone is empty.
        public let powerWhenPromising: Double?
        /// The same of the trial as planned.
        public let plannedPowerWhenPromising: Double?
    }

    /// What the rule does at a true effect, by quadrature over the interim result.
    ///
    /// - Parameters:
    ///   - drift: E[Z at the planned information].
    ///   - stopsForFutility: whether trials stop where the boundary for futility is crossed; false for a type I error that does not rely on it.
    public func operatingCharacteristics(drift: Double, stopsForFutility: Bool = true) -> OperatingCharacteristics {
        let mean = drift * fraction.squareRoot()
        let parts = Zone.allCases.map { zone in
            Part(
                self, zone: zone, limits: limits(of: zone), mean: mean, drift: drift, stopsForFutility: stopsForFutility
            )
        }
        let promising = parts.first { $0.zone == .promising && $0.probability > 0 }
        return OperatingCharacteristics(
            drift: drift, power: parts.reduce(0) { $0 + $1.rejected },
            plannedPower: parts.reduce(0) { $0 + $1.rejectedAsPlanned },
            expectedInformation: parts.reduce(0) { $0 + $1.information },
            plannedExpectedInformation: parts.reduce(0) { $0 + $1.informationAsPlanned },
            zones: parts.map(\.probability),
            powerWhenPromising: promising.map { $0.rejected / $0.probability },
            plannedPowerWhenPromising: promising.map { $0.rejectedAsPlanned / $0.probability })
    }

    /// The interim results of a zone.
    private func limits(of zone: Zone) -> (low: Double, high: Double) {
        let (futility, efficacy) = (futilityZ ?? -.infinity, efficacyZ ?? .infinity)
        let (low, high) = (self.zone.lowerBound, self.zone.upperBound)
        return switch zone {
        case .futility: (-.infinity, futility)
        case .unfavourable: (futility, min(max(low, futility), efficacy))
        case .promising: (low, high)
        case .favourable: (min(max(high, futility), efficacy), efficacy)
        case .efficacy: (efficacy, .infinity)
        }
    }
}

/// What the interim results of one zone add to the whole.
private struct Part {
    let zone: PromisingZone.Zone
    let probability: Double
    private(set) var rejected = 0.0
    private(set) var rejectedAsPlanned = 0.0
    private(set) var information = 0.0
    private(set) var informationAsPlanned = 0.0

    /// How far from its mean an interim result is followed; beyond it lies less than 1e-22.
    private static let reach = 10.0
    private static let tolerance = 1e-13

    init(
        _ rule: PromisingZone, zone: PromisingZone.Zone, limits: (low: Double, high: Double), mean: Double,
        drift: Double, stopsForFutility: Bool
    ) {
        self.zone = zone
        let normal = Normal.standard
        guard limits.low < limits.high else {
            probability = 0
            return
        }
        probability = Self.mass(limits.low - mean, limits.high - mean)
        if zone == .efficacy || (zone == .futility && stopsForFutility) {
            rejected = zone == .efficacy ? probability : 0
            rejectedAsPlanned = rejected
            information = rule.fraction * probability
            informationAsPlanned = information
            return
        }
        let (low, high) = (max(limits.low, mean - Self.reach), min(limits.high, mean + Self.reach))
        guard low < high else { return }
        func integral(_ value: (Double) -> Double) -> Double {
            AdaptiveQuadrature(
                of: { normal.density(at: $0 - mean) * value($0) }, in: low...high, tolerance: Self.tolerance, pieces: 8
            ).value
        }
        let size = rule.size
        rejectedAsPlanned = integral { size.rejection(z: $0, information: 1, criticalZ: rule.finalZ, drift: drift) }
        informationAsPlanned = probability
        guard zone == .promising else {
            (rejected, information) = (rejectedAsPlanned, informationAsPlanned)
            return
        }
        rejected = integral { z in
            let final = rule.final(z: z, zone: zone)
            return size.rejection(z: z, information: final.information, criticalZ: final.criticalZ, drift: drift)
        }
        information = integral { size.information(z: $0) }
    }

    /// P(low < Z < high), from the tail on its side of nought.
    private static func mass(_ low: Double, _ high: Double) -> Double {
        let normal = Normal.standard
        return low > 0
            ? normal.upperTail(at: low) - normal.upperTail(at: high)
            : normal.lowerTail(at: high) - normal.lowerTail(at: low)
    }
}
