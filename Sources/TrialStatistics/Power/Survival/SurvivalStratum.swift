/// A part of the population of a trial: its share, the hazard on control, the hazard ratio and who drops out.
public struct SurvivalStratum: Sendable, Hashable {
    /// The part of all subjects; shares are divided by their sum.
    public let share: Double
    /// The hazard on control.
    public let control: PlannedHazard
    /// The hazard on treatment divided by that on control.
    public let hazardRatio: HazardRatio
    /// The hazards of dropping out.
    public let controlDropout: PlannedHazard, treatmentDropout: PlannedHazard

    /// A stratum, by default the whole population without drop-out.
    public init(
        share: Double = 1, control: PlannedHazard, hazardRatio: HazardRatio,
        controlDropout: PlannedHazard = .none, treatmentDropout: PlannedHazard? = nil
    ) throws(StatisticsError) {
        guard share > 0, share.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "share", "share is \(share); expected a finite number above 0")
        }
        guard control.rates.contains(where: { $0 > 0 }) else {
            throw StatisticsError(
                .invalidValue, argument: "control", "control has no hazard above 0; expected events to come")
        }
        self.share = share
        self.control = control
        self.hazardRatio = hazardRatio
        self.controlDropout = controlDropout
        self.treatmentDropout = treatmentDropout ?? controlDropout
    }

    /// The hazard on treatment.
    public var treatment: PlannedHazard { control.scaled(by: hazardRatio) }

    func replacing(hazardRatio: HazardRatio) throws(StatisticsError) -> SurvivalStratum {
        try SurvivalStratum(
            share: share, control: control, hazardRatio: hazardRatio, controlDropout: controlDropout,
            treatmentDropout: treatmentDropout)
    }
}
