extension MeasurementUnit {
    /// The printed spellings of units that can be compared with a unit, itself first, at most eight; for advice.
    public static func fitting(_ unit: MeasurementUnit, of analyte: Analyte? = nil) -> [String] {
        var seen: Set<String> = [unit.printed]
        let others = UnitSpelling.common.filter { spelling in
            guard let other = MeasurementUnit(spelling), UnitConversion(from: other, to: unit, of: analyte) != nil
            else { return false }
            return seen.insert(other.printed).inserted
        }
        return Array(([unit.printed] + others).prefix(8))
    }
}
