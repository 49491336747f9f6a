import TrialNumerics

/// The distribution of the first count of a two-by-two table when all its totals are fixed, at any odds ratio.
///
/// ```
/// P(X = k; ψ) ∝ C(a + b, k) C(c + d, a + c − k) ψᵏ
/// ```
///
/// The logarithms are sums of the ratios of neighbours from the mode outwards, so that likely counts lose no digits.
struct HypergeometricCounts {
    /// The smallest count.
    let lowest: Int
    /// log P(X = lowest + i) at ψ = 1, up to a constant; 0 at the mode.
    let logWeights: [Double]

    var highest: Int { lowest + logWeights.count - 1 }

    init(_ table: FourfoldTable) {
        self.init(groups: table.a + table.b, table.c + table.d, events: table.a + table.c)
    }

    /// The counts of events of the first of two groups of given sizes, of all events.
    init(groups row: Int, _ other: Int, events column: Int) {
        lowest = max(0, column - other)
        let highest = min(row, column)
        let (low, count) = (lowest, highest - lowest + 1)
        func logRatio(_ k: Int) -> Double {
            Elementary.logarithm(
                Double(row - k) / Double(k + 1) * (Double(column - k) / Double(other - column + k + 1)))
        }
        let mode = Double(row + 1) / Double(row + other + 2) * Double(column + 1)
        let start = min(max(Int(mode), lowest), highest) - low
        var weights = [Double](repeating: 0, count: count)
        var index = start
        while index + 1 < count {
            weights[index + 1] = weights[index] + logRatio(low + index)
            index += 1
        }
        index = start
        while index > 0 {
            weights[index - 1] = weights[index] - logRatio(low + index - 1)
            index -= 1
        }
        logWeights = weights
    }

    /// P(X = lowest + i) at the odds ratio exp(`logOdds`).
    func probabilities(logOdds: Double = 0) -> [Double] {
        let logs = logWeights.indices.map { logWeights[$0] + logOdds * Double($0) }
        let largest = logs.max() ?? 0
        let weights = logs.map { Elementary.exponential($0 - largest) }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    /// The log odds ratio at which an increasing function of it, computed from the probabilities, is 0.
    func logOdds(where function: ([Double]) -> Double) -> Double? {
        var reach = 1.0
        func value(_ logOdds: Double) -> Double { function(probabilities(logOdds: logOdds)) }
        while reach < 1000, value(-reach) > 0 || value(reach) < 0 { reach *= 2 }
        return try? BrentRoot(of: value, in: -reach...reach).value
    }
}
