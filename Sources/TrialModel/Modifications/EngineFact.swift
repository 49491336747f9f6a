import TrialValues

/// The facts that the calendar itself knows, for rules.
enum EngineFact {
    /// How long the next cycle is late.
    static let delay = "delay"
    /// The number of the cycle.
    static let cycle = "cycle"

    /// Their definitions.
    static let definitions: [FactDefinition] = [
        MeasurementUnit("days").map {
            FactDefinition(
                delay, .quantity(unit: $0, analyte: nil), "how many days after its planned day the next cycle begins")
        },
        FactDefinition(cycle, .number, "the number of the cycle"),
    ].compactMap(\.self)
}
