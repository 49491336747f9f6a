/// The restricted means of each group over strata, weighted by the size of the strata.
struct StratifiedMeans {
    /// For each group its mean; nil where it is not followed to the end of the window in a stratum that counts.
    private(set) var means: [RestrictedMeanComparison.Standardized?]
    /// The strata in which a group has nobody.
    private(set) var leftOut: [String] = []
    /// The groups that are not followed to the end in a stratum that counts.
    private(set) var unfollowed: [RestrictedMeanComparison.Cell] = []

    init(
        _ followUp: SurvivalTimes, _ groups: Factor, _ strata: Factor, _ window: ClosedRange<Double>,
        _ variance: RestrictedMean.Variance
    ) {
        let cells = Self.cells(followUp, groups, strata)
        let whole = cells.indices.filter { stratum in cells[stratum].allSatisfy { $0.size > 0 } }
        let sizes = whole.map { stratum in cells[stratum].reduce(0) { $0 + $1.size } }
        let total = sizes.reduce(0, +)
        leftOut = cells.indices.filter { stratum in
            !whole.contains(stratum) && cells[stratum].contains { $0.size > 0 }
        }.map { strata.levels[$0] }
        means = groups.levels.map { _ in nil }
        guard total > 0 else { return }
        for group in groups.levels.indices {
            let own = whole.map { stratum in
                cells[stratum][group].curve.flatMap { RestrictedMean(of: $0, over: window, variance: variance) }
            }
            let missing = zip(whole, own).filter { $0.1 == nil }.map { strata.levels[$0.0] }
            unfollowed += missing.map { .init(group: groups.levels[group], stratum: $0) }
            guard missing.isEmpty else { continue }
            means[group] = Self.mean(own.compactMap(\.self), weights: sizes.map { $0 / total })
        }
    }

    private static func mean(_ own: [RestrictedMean], weights: [Double]) -> RestrictedMeanComparison.Standardized {
        var (estimate, variance) = (0.0, 0.0 as Double?)
        for (mean, weight) in zip(own, weights) {
            estimate += weight * mean.estimate
            variance = variance.flatMap { sum in
                mean.standardError.map { sum + (weight * $0) * (weight * $0) }
            }
        }
        return .init(estimate, variance?.squareRoot())
    }

    /// A group in a stratum: how many, or how much weight, and their curve.
    private struct Cell {
        var size = 0.0
        var rows: [Int] = []
        var curve: KaplanMeier?
    }

    private static func cells(_ followUp: SurvivalTimes, _ groups: Factor, _ strata: Factor) -> [[Cell]] {
        var cells = [[Cell]](repeating: groups.levels.map { _ in Cell() }, count: strata.levels.count)
        for row in 0..<followUp.count {
            let (stratum, group) = (Int(strata.codes[row]), Int(groups.codes[row]))
            cells[stratum][group].size += followUp.weights?[row] ?? 1
            cells[stratum][group].rows.append(row)
        }
        for stratum in cells.indices {
            for group in cells[stratum].indices where cells[stratum][group].size > 0 {
                cells[stratum][group].curve = KaplanMeier(followUp.picked(cells[stratum][group].rows))
            }
        }
        return cells
    }
}

extension StratifiedMeans {
    /// The curves of all groups in all strata that have every group.
    static func curves(_ followUp: SurvivalTimes, _ groups: Factor, _ strata: Factor) -> [KaplanMeier] {
        cells(followUp, groups, strata).filter { $0.allSatisfy { $0.size > 0 } }.flatMap { $0.compactMap(\.curve) }
    }
}

extension RestrictionTime {
    /// The time for the groups of some follow-up, or with strata for every group in every stratum that has all groups.
    public func value(for followUp: SurvivalTimes, groups: Factor, strata: Factor? = nil) throws(StatisticsError)
        -> Double?
    {
        guard let strata else { return value(for: try KaplanMeier.curves(of: followUp, by: groups)) }
        guard strata.count == followUp.count, groups.count == followUp.count else {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        return value(for: StratifiedMeans.curves(followUp, groups, strata))
    }
}
