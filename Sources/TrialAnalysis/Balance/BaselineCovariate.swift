import TrialStatistics

/// One covariate of a table of baseline characteristics: what it is in each group, what is missing, how far the groups differ.
public struct BaselineCovariate: Sendable, Hashable {
    /// What it is in each group, in the order of the groups.
    public enum Content: Sendable, Hashable {
        /// Numbers; absent for a group that has none.
        case numbers([SampleDescription?])
        /// For each level its name and its count in each group.
        case levels([String], counts: [[Int]])
    }

    /// The same with weights, in the subjects that have one.
    public struct Weighted: Sendable, Hashable {
        /// What it is in each group.
        public enum Content: Sendable, Hashable {
            /// Numbers; absent for a group without weight.
            case numbers([WeightedSummary?])
            /// For each level its share in each group; absent for a group without weight.
            case shares([[Double?]])
        }

        /// What it is in each group.
        public let content: Content
        /// How far the weighted groups differ.
        public let imbalance: CovariateImbalance
    }

    /// The column.
    public let column: String
    /// What it is in each group.
    public let content: Content
    /// Whether it is to be shown by its median and quartiles.
    public let showsMedian: Bool
    /// The subjects of each group without a value.
    public let missing: [Int]
    /// How far the groups differ in it, among the subjects with a value.
    public let imbalance: CovariateImbalance
    /// How far the groups differ in whether it is missing; absent where no value is.
    public let missingImbalance: CovariateImbalance?
    /// The same with weights, where there are any.
    public let weighted: Weighted?

    /// Describes a column.
    init(
        _ name: String, _ source: DesignSource, _ columns: BalanceColumns, _ plan: BalancePlan,
        _ propensity: PropensityAnalysis?
    ) throws(StatisticsError) {
        let groups = columns.groups
        column = name
        showsMedian = plan.medians.contains(name)
        let present = columns.rows.indices.filter { source.isPresent(columns.rows[$0]) }
        let own = Factor(uncheckedCodes: present.map { groups.codes[$0] }, levels: groups.levels)
        missing = zip(groups.counts, own.counts).map { $0 - $1 }
        missingImbalance =
            present.count == columns.rows.count
            ? nil
            : try CovariateImbalance(
                of: Factor(
                    uncheckedCodes: columns.rows.map { source.isPresent($0) ? 0 : 1 }, levels: ["present", "missing"]),
                by: groups)
        let rows = present.map { columns.rows[$0] }
        switch source {
        case .numbers(let cells):
            let values = rows.map { cells.values[$0] }
            content = .numbers(
                try Self.split(values, own).map { values throws(StatisticsError) in try Self.described(values) })
            imbalance = try CovariateImbalance(of: values, by: own)
        case .levels(let values, _):
            let factor = SurvivalRows.factor(values, rows)
            content = .levels(factor.levels, counts: Self.counts(factor, own))
            imbalance = try CovariateImbalance(of: factor, by: own)
        }
        if let propensity {
            weighted = try Weighted(source, propensity, content, plan)
        } else {
            weighted = nil
        }
    }

    private static func split(_ values: [Double], _ groups: Factor) -> [[Double]] {
        var parts = [[Double]](repeating: [], count: groups.levels.count)
        for (value, code) in zip(values, groups.codes) { parts[Int(code)].append(value) }
        return parts
    }

    private static func described(_ values: [Double]) throws(StatisticsError) -> SampleDescription? {
        values.isEmpty ? nil : try SampleDescription(values)
    }

    private static func counts(_ levels: Factor, _ groups: Factor) -> [[Int]] {
        var counts = [[Int]](
            repeating: [Int](repeating: 0, count: groups.levels.count), count: levels.levels.count)
        for (level, group) in zip(levels.codes, groups.codes) { counts[Int(level)][Int(group)] += 1 }
        return counts
    }
}

extension BaselineCovariate.Content {
    /// The levels; none of numbers.
    public var levelNames: [String] { if case .levels(let names, _) = self { names } else { [] } }
}

extension BaselineCovariate.Weighted {
    /// Describes a column in the subjects that have a weight.
    init(
        _ source: DesignSource, _ propensity: PropensityAnalysis, _ plain: BaselineCovariate.Content,
        _ plan: BalancePlan
    ) throws(StatisticsError) {
        let (rows, groups, weights) = (propensity.rows, propensity.groups, propensity.weights.weights)
        switch source {
        case .numbers(let cells):
            let values = rows.map { cells.values[$0] }
            var summaries: [WeightedSummary?] = []
            for code in groups.levels.indices {
                let own = rows.indices.filter { groups.codes[$0] == Int32(code) }
                summaries.append(try? WeightedSummary(own.map { values[$0] }, weights: own.map { weights[$0] }))
            }
            content = .numbers(summaries)
            imbalance = try CovariateImbalance(of: values, by: groups, weights: weights, spread: plan.spread)
        case .levels(let values, _):
            // The levels of the table, also those that no subject with a weight has.
            let names = plain.levelNames
            let places = Dictionary(uniqueKeysWithValues: zip(names, Int32(0)...))
            let factor = Factor(
                uncheckedCodes: rows.map { places[values.texts[Int(values.codes[$0])]] ?? 0 }, levels: names)
            content = .shares(Self.shares(factor, groups, weights))
            imbalance = try CovariateImbalance(of: factor, by: groups, weights: weights, spread: plan.spread)
        }
    }

    private static func shares(_ levels: Factor, _ groups: Factor, _ weights: [Double]) -> [[Double?]] {
        var sums = [[Double]](repeating: [Double](repeating: 0, count: groups.levels.count), count: levels.levels.count)
        var totals = [Double](repeating: 0, count: groups.levels.count)
        for (index, weight) in weights.enumerated() {
            sums[Int(levels.codes[index])][Int(groups.codes[index])] += weight
            totals[Int(groups.codes[index])] += weight
        }
        return sums.map { zip($0, totals).map { $1 > 0 ? $0 / $1 : nil } }
    }
}
