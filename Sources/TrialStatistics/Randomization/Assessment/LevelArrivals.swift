import TrialNumerics

/// Who comes: subjects whose levels are drawn independently, factor by factor, by the prevalence of each level.
struct LevelArrivals: Sendable {
    /// For each factor the shares of its levels.
    let shares: [[Double]]

    /// - Throws: ``StatisticsError`` naming `prevalences`.
    init(_ factors: [StratificationFactor], prevalences: [[Double]]) throws(StatisticsError) {
        guard prevalences.isEmpty || prevalences.count == factors.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "prevalences",
                "prevalences has \(prevalences.count) lists; expected \(factors.count), one for each factor")
        }
        var shares: [[Double]] = []
        for (index, factor) in factors.enumerated() {
            guard !prevalences.isEmpty else {
                shares.append(factor.levels.map { _ in 1 / Double(factor.levels.count) })
                continue
            }
            let given = prevalences[index]
            guard given.count == factor.levels.count, given.allSatisfy({ $0 > 0 && $0.isFinite }) else {
                throw StatisticsError(
                    .invalidValue, argument: "prevalences", index: index,
                    "prevalences of '\(factor.name)' are \(given); expected \(factor.levels.count) finite numbers above 0, one for each level"
                )
            }
            let sum = given.reduce(0, +)
            shares.append(given.map { $0 / sum })
        }
        self.shares = shares
    }

    /// Draws the levels of a subject.
    func draw(_ levels: inout [Int], from stream: inout RandomStream) {
        for factor in shares.indices { levels[factor] = AllocationRun.pick(shares[factor], at: stream.uniform()) }
    }
}
