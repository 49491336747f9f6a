/// A substance that laboratories measure by mass in some places and by amount in others, with what leads from the one to
/// the other.
///
/// ```swift
/// let limit = Quantity("2.5 mg/dL"), value = Quantity("221 umol/L")
/// value?.compared(to: limit!, of: .creatinine)  // .below: 2.5 mg/dL are 221.004… µmol/L
/// ```
///
/// The molar mass is the exact number that is printed here, and the comparison is exact with it. Laboratories that
/// convert by a rounded factor, such as 88.4 for creatinine, may put a value that lies on a limit a little beside it;
/// it is best to keep the value that was measured in the unit in which it was measured.
public struct Analyte: Sendable, Hashable {
    /// The name, in lower case, such as `urea nitrogen`.
    public let name: String
    /// The mass of a mole in grams, as clinical chemistry counts moles of it; `nil` where it is measured by mass alone.
    public let molarMass: ExactDecimal?
    /// The equivalents in a mole: the charge of the ion. `nil` where it is none.
    public let charge: Int?
    /// Where the molar mass is from and what to know of it.
    public let source: String

    init(_ name: String, _ molarMass: String?, charge: Int? = nil, _ source: String) {
        self.name = name
        self.molarMass = molarMass.flatMap { ExactDecimal($0) }
        self.charge = charge
        self.source = source
    }

    /// The shipped analyte of a name, in letters of either case; `nil` if there is none.
    public init?(named name: some StringProtocol) {
        let wanted = name.lowercased()
        guard let found = Analyte.all.first(where: { $0.name == wanted }) else { return nil }
        self = found
    }
}
