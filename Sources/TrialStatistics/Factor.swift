/// A grouping of observations into named levels: arms, strata, categories of a covariate.
///
/// ```swift
/// let arm = Factor(["placebo", "active", "placebo"])
/// arm.levels  // ["active", "placebo"]: code-point order; the first is the reference
/// arm.codes   // [1, 0, 1]
/// ```
public struct Factor: Sendable, Hashable {
    /// For each observation the index of its level.
    public let codes: [Int32]
    /// The names of the levels; a level may have no observations.
    public let levels: [String]

    /// The number of observations.
    public var count: Int { codes.count }

    /// Groups observations by their labels; levels stand in code-point order.
    public init(_ labels: [String]) {
        let levels = Set(labels).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        let index = Dictionary(uniqueKeysWithValues: zip(levels, Int32(0)...))
        self.codes = labels.compactMap { index[$0] }
        self.levels = levels
    }

    /// Takes codes that index `levels`.
    ///
    /// - Throws: ``StatisticsError`` naming the first code that no level stands for.
    public init(codes: [Int32], levels: [String]) throws(StatisticsError) {
        for (index, code) in codes.enumerated() where code < 0 || Int(code) >= levels.count {
            throw .invalid("codes", index, Double(code), expected: "an index of one of the \(levels.count) levels")
        }
        self.codes = codes
        self.levels = levels
    }

    /// Takes codes that the caller knows to index `levels`.
    package init(uncheckedCodes codes: [Int32], levels: [String]) {
        self.codes = codes
        self.levels = levels
    }

    /// The number of observations in each level.
    public var counts: [Int] {
        var counts = [Int](repeating: 0, count: levels.count)
        for code in codes { counts[Int(code)] += 1 }
        return counts
    }
}
