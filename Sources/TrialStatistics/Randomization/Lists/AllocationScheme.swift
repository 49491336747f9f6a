/// A method with its ratio and its factors: all that decides on allocations but the seed.
///
/// With factors, minimisation balances over them, and every other method runs on its own in each combination of their levels.
///
/// ```swift
/// let scheme = try AllocationScheme(
///     ratio: AllocationRatio([3, 2], arms: ["ixazomib", "placebo"]), method: .permutedBlocks(sizes: [5, 10]),
///     factors: [StratificationFactor("ISS", levels: ["I", "II", "III"])])
/// scheme.list(seed: 7, perStratum: 40)
/// ```
public struct AllocationScheme: Sendable, Hashable {
    /// How many subjects go to each arm.
    public let ratio: AllocationRatio
    /// How an arm is drawn.
    public let method: AllocationMethod
    /// What strata are made of, or what minimisation balances.
    public let factors: [StratificationFactor]

    /// The most strata.
    static let mostStrata = 10_000

    /// A scheme.
    ///
    /// - Throws: ``StatisticsError`` for numbers of the method that do not go with the ratio, two factors of one name, or more than
    ///   10,000 strata.
    public init(
        ratio: AllocationRatio, method: AllocationMethod, factors: [StratificationFactor] = []
    ) throws(StatisticsError) {
        for (index, factor) in factors.enumerated() where factors[..<index].contains(where: { $0.name == factor.name })
        {
            throw StatisticsError(
                .invalidValue, argument: "strata", "strata names the factor '\(factor.name)' twice; expected it once")
        }
        try method.check(ratio, factors)
        self.ratio = ratio
        self.method = method
        self.factors = factors
        guard strataCount <= Self.mostStrata else {
            throw StatisticsError(
                .invalidValue, argument: "strata",
                "strata makes more than \(Self.mostStrata) combinations of levels; expected fewer, or minimisation")
        }
    }

    /// Whether there is a list of its own for each combination of levels.
    public var isStratified: Bool {
        if case .minimization = method { false } else { !factors.isEmpty }
    }

    /// The number of lists that run on their own.
    public var strataCount: Int {
        guard isStratified else { return 1 }
        return factors.reduce(1) { min($0, Self.mostStrata + 1) * $1.levels.count }
    }

    /// The levels of a stratum, the last factor running fastest; none where there are no strata.
    public func levels(ofStratum stratum: Int) -> [Int] {
        guard isStratified else { return [] }
        var rest = stratum
        var levels: [Int] = []
        for factor in factors.reversed() {
            levels.append(rest % factor.levels.count)
            rest /= factor.levels.count
        }
        return levels.reversed()
    }

    /// The stratum of a subject's levels.
    func stratum(of levels: [Int]) -> Int {
        guard isStratified else { return 0 }
        return zip(factors, levels).reduce(0) { $0 * $1.0.levels.count + $1.1 }
    }

    /// A stratum in words, `induction=PI; ISS=II`; empty where there are no strata.
    public func name(ofStratum stratum: Int) -> String { name(of: levels(ofStratum: stratum)) }

    /// Levels in words.
    func name(of levels: [Int]) -> String {
        zip(factors, levels).map { "\($0.name)=\($0.levels[$1])" }.joined(separator: "; ")
    }

    /// Levels as the key of a random stream: ``name(of:)``, with a backslash before each `;` and backslash of a name.
    ///
    /// Without it, `x; B=y` of one factor reads as `x` and a level of another, and two strata share their random numbers.
    func streamKey(of levels: [Int]) -> String {
        func key(_ name: String) -> String {
            name.reduce(into: "") { key, letter in
                if letter == ";" || letter == "\\" { key.append("\\") }
                key.append(letter)
            }
        }
        return zip(factors, levels).map { "\(key($0.name))=\(key($0.levels[$1]))" }.joined(separator: "; ")
    }

    /// The levels of a subject by their names.
    ///
    /// - Throws: ``StatisticsError`` naming `argument` for a level that the factor has not.
    public func levels(
        named names: [String], argument: String = "levels", index: Int? = nil
    ) throws(StatisticsError) -> [Int] {
        guard names.count == factors.count else {
            throw StatisticsError(
                .lengthMismatch, argument: argument, index: index,
                "\(argument) has \(names.count) levels; expected \(factors.count), one for each factor")
        }
        var levels: [Int] = []
        for (factor, name) in zip(factors, names) {
            levels.append(try factor.level(named: name, argument: argument, index: index))
        }
        return levels
    }
}
