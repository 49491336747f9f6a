/// A factor of the subjects known before allocation, with its levels: ISS I, II, III.
///
/// Stratified methods keep a list of its own for every combination of levels; minimisation balances the arms within each level.
public struct StratificationFactor: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The levels, in the order given.
    public let levels: [String]

    /// A factor.
    ///
    /// - Throws: ``StatisticsError`` naming `strata` for a factor without a name, with fewer than two levels, or with two alike.
    public init(_ name: String, levels: [String]) throws(StatisticsError) {
        func error(_ text: String) -> StatisticsError { StatisticsError(.invalidValue, argument: "strata", text) }
        guard !name.isEmpty else { throw error("strata has a factor without a name; expected name=level,level") }
        guard levels.count >= 2 else {
            throw error(
                "strata: factor '\(name)' has \(levels.count) level\(levels.count == 1 ? "" : "s"); expected two or more"
            )
        }
        for (index, level) in levels.enumerated() where level.isEmpty || levels[..<index].contains(level) {
            throw error(
                "strata: level \(index + 1) of '\(name)' is '\(level)'; expected a name of its own for each level")
        }
        self.name = name
        self.levels = levels
    }

    /// The place of a level.
    ///
    /// - Throws: ``StatisticsError`` naming `argument` and the levels there are.
    func level(named level: String, argument: String, index: Int? = nil) throws(StatisticsError) -> Int {
        if let found = levels.firstIndex(of: level) { return found }
        let place = index.map { "\(argument)[\($0)]" } ?? argument
        throw StatisticsError(
            .invalidValue, argument: argument, index: index,
            "\(place): \(name) is '\(level)'; expected one of \(levels.joined(separator: ", "))")
    }
}
