import TrialNumerics

extension PromisingZone {
    /// What the rule says to an interim result.
    public struct Decision: Sendable, Hashable {
        /// The interim z.
        public let z: Double
        /// Its zone.
        public let zone: Zone
        /// The conditional power under the trend, of the trial as planned.
        public let conditionalPower: Double
        /// The information at which the trial ends, times what was planned: t where it stops at the interim look.
        public let information: Double
        /// The critical value for the usual statistic of all data; absent where the trial stops at the interim look.
        public let criticalZ: Double?
        /// The conditional power under the trend with that information and critical value; absent where the trial stops.
        public let conditionalPowerAfter: Double?
    }

    /// The zone of an interim z.
    public func zone(z: Double) -> Zone {
        if let efficacyZ, z >= efficacyZ { return .efficacy }
        if let futilityZ, z < futilityZ { return .futility }
        if zone.contains(z) { return .promising }
        return z < zone.lowerBound ? .unfavourable : .favourable
    }

    /// What the rule says to an interim z.
    public func decision(z: Double) -> Decision {
        let zone = zone(z: z)
        guard zone != .efficacy, zone != .futility else {
            return Decision(
                z: z, zone: zone, conditionalPower: size.conditionalPower(z: z), information: fraction, criticalZ: nil,
                conditionalPowerAfter: nil)
        }
        let (information, critical) = final(z: z, zone: zone)
        return Decision(
            z: z, zone: zone, conditionalPower: size.conditionalPower(z: z), information: information,
            criticalZ: critical,
            conditionalPowerAfter: size.rejection(
                z: z, information: information, criticalZ: critical, drift: z / fraction.squareRoot()))
    }

    /// The information at which the trial ends, and what its usual statistic is held against there.
    func final(z: Double, zone: Zone) -> (information: Double, criticalZ: Double) {
        guard zone == .promising else { return (1, finalZ) }
        let information = size.information(z: z)
        switch test {
        case .conventional: return (information, finalZ)
        case .inverseNormal: return (information, size.criticalZ(z: z, information: information))
        }
    }

    /// The decisions at evenly spaced interim results over the zone, with its ends and one step on either side.
    public func table(rows: Int = 9) -> [Decision] {
        guard !zone.isEmpty else { return [decision(z: zone.lowerBound)] }
        let inside = max(2, rows - 2)
        let step = (zone.upperBound - zone.lowerBound) / Double(inside - 1)
        return (-1...inside).map { decision(z: zone.lowerBound + Double($0) * step) }
    }
}
