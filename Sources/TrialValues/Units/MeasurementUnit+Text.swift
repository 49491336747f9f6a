extension MeasurementUnit {
    /// The unit that a text names: a UCUM code or a printed spelling, spaces around it aside; `nil` for anything else.
    public init?(_ spelling: some StringProtocol) {
        let plain = UnitSpelling.plain(String(spelling))
        var reader = UnitReader(UnitSpelling.code(ofPlain: plain))
        guard !plain.isEmpty, let unit = reader.unit() else { return nil }
        self = unit
    }

    /// The spelling that was probably meant by one that is no unit: `10^9/L` of `10^9/K`.
    public static func nearest(to spelling: some StringProtocol) -> String? {
        let plain = UnitSpelling.plain(String(spelling))
        guard MeasurementUnit(plain) == nil else { return nil }
        return NearestName(to: plain, among: UnitSpelling.common)?.name
    }
}
