extension MeasurementUnit {
    /// The printed spellings of units that can be compared with a unit, itself first, at most eight; for advice.
    ///
    /// Where the analyte leads from mass to moles, units of both kinds are among them.
    public static func fitting(_ unit: MeasurementUnit, of analyte: Analyte? = nil) -> [String] {
        var seen: Set<String> = [unit.printed]
        var (alike, bridged): ([String], [String]) = ([], [])
        for spelling in UnitSpelling.common {
            guard let other = MeasurementUnit(spelling), UnitConversion(from: other, to: unit, of: analyte) != nil,
                seen.insert(other.printed).inserted
            else { continue }
            if other.dimension == unit.dimension { alike.append(spelling) } else { bridged.append(spelling) }
        }
        return [unit.printed] + alike.prefix(bridged.isEmpty ? 7 : 4) + bridged.prefix(3)
    }
}
