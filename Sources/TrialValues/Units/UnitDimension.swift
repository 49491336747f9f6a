/// What a unit measures, as the powers of the base kinds that it is made of: a concentration of mass is mass · length⁻³.
///
/// Two quantities can be compared if their dimensions are the same, or if an ``Analyte`` leads from the one to the other.
public struct UnitDimension: Sendable, Hashable {
    /// The power of length.
    public let length: Int
    /// The power of mass.
    public let mass: Int
    /// The power of time.
    public let time: Int
    /// The power of the amount of substance, which moles count.
    public let amount: Int
    /// The power of the electric charge of ions, which equivalents count.
    public let equivalents: Int
    /// The power of temperature.
    public let temperature: Int
    /// The power of a scale that no other unit converts to, such as the mmol/mol of glycated haemoglobin.
    public let arbitrary: Int

    init(
        length: Int = 0, mass: Int = 0, time: Int = 0, amount: Int = 0, equivalents: Int = 0, temperature: Int = 0,
        arbitrary: Int = 0
    ) {
        self.length = length
        self.mass = mass
        self.time = time
        self.amount = amount
        self.equivalents = equivalents
        self.temperature = temperature
        self.arbitrary = arbitrary
    }

    /// That of a plain number, a part or a percentage.
    public static let none = UnitDimension()
    /// That of days and years.
    public static let duration = UnitDimension(time: 1)
    /// That of milligrams.
    public static let mass = UnitDimension(mass: 1)
    /// That of litres.
    public static let volume = UnitDimension(length: 3)
    /// That of cells in a volume, such as 10^9/L.
    public static let numberConcentration = UnitDimension(length: -3)
    /// That of mg/dL and g/L.
    public static let massConcentration = UnitDimension(length: -3, mass: 1)
    /// That of mmol/L.
    public static let amountConcentration = UnitDimension(length: -3, amount: 1)

    /// The dimension of a product.
    static func * (a: UnitDimension, b: UnitDimension) -> UnitDimension {
        UnitDimension(
            length: a.length + b.length, mass: a.mass + b.mass, time: a.time + b.time, amount: a.amount + b.amount,
            equivalents: a.equivalents + b.equivalents, temperature: a.temperature + b.temperature,
            arbitrary: a.arbitrary + b.arbitrary)
    }

    /// The dimension of a power.
    func power(_ n: Int) -> UnitDimension {
        UnitDimension(
            length: length * n, mass: mass * n, time: time * n, amount: amount * n, equivalents: equivalents * n,
            temperature: temperature * n, arbitrary: arbitrary * n)
    }
}
