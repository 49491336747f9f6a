import TrialValues

extension FactDictionary {
    /// The facts that every study knows: who the subject is, laboratory values, the disease, its treatment so far,
    /// conditions that exclude, dates, and grades of adverse events.
    public static let shipped = FactDictionary(
        FactDefinition.person + FactDefinition.bloodCounts + FactDefinition.chemistry + FactDefinition.myelomaMarkers
            + FactDefinition.disease + FactDefinition.treatment + FactDefinition.conditions + FactDefinition.dates
            + FactDefinition.participation + FactDefinition.treatmentPhase + FactDefinition.toxicityGrades)
}

extension FactDefinition {
    /// A value that a laboratory or a ward measures again and again.
    ///
    /// - Parameters:
    ///   - unit: the usual unit, in a spelling that ``MeasurementUnit`` reads; no unit where it reads none, which a test
    ///     forbids.
    ///   - range: the lowest and highest value that can be, in that unit.
    static func measured(
        _ name: String, _ unit: String, of analyte: String? = nil, _ meaning: String, _ aliases: [String] = [],
        range: (String, String)? = nil, sdtm: String? = nil, loinc: String? = nil, isRepeated: Bool = true,
        numbers: FactNumbers = .any
    ) -> FactDefinition {
        FactDefinition(
            name,
            .quantity(unit: MeasurementUnit(unit) ?? .one, analyte: analyte.flatMap { Analyte(named: $0) }),
            meaning, aliases: aliases, codes: FactCodes(sdtm: sdtm, loinc: loinc), range: limits(range),
            isRepeated: isRepeated, numbers: numbers)
    }

    /// A count, or another number without a unit.
    static func count(
        _ name: String, _ meaning: String, _ aliases: [String] = [], range: (String, String)? = ("0", "1000"),
        isRepeated: Bool = false, sdtm: String? = nil, numbers: FactNumbers = .whole
    ) -> FactDefinition {
        FactDefinition(
            name, .number, meaning, aliases: aliases, codes: FactCodes(sdtm: sdtm), range: limits(range),
            isRepeated: isRepeated, numbers: numbers)
    }

    static func flag(_ name: String, _ meaning: String, _ aliases: String...) -> FactDefinition {
        FactDefinition(name, .flag, meaning, aliases: aliases)
    }

    static func date(_ name: String, _ meaning: String, _ aliases: [String] = [], sdtm: String? = nil) -> FactDefinition
    {
        FactDefinition(name, .date, meaning, aliases: aliases, codes: FactCodes(sdtm: sdtm))
    }

    private static func limits(_ range: (String, String)?) -> ClosedRange<ExactDecimal>? {
        guard let range, let lowest = ExactDecimal(range.0), let highest = ExactDecimal(range.1), lowest <= highest
        else { return nil }
        return lowest...highest
    }
}
