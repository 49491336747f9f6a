import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The tables of baseline characteristics as they stand in the terminal and on the page.
struct BalanceTables {
    let balance: BaselineBalance
    let results: BalanceResults

    init(_ balance: BaselineBalance) {
        self.balance = balance
        results = BalanceResults(balance)
    }

    private var names: [String] { balance.groups.map(\.name) }
    var threshold: String { NumberText.exact(balance.plan.threshold) }

    /// All of them in order.
    var all: [ReadingTable] { [characteristics] + (pairs.map { [$0] } ?? []) + weightTables }

    var weightTables: [ReadingTable] { balance.propensity.map { [weighted, weights($0), scores($0)] } ?? [] }

    // MARK: Characteristics

    var characteristics: ReadingTable {
        table(
            "Baseline characteristics", part: .baseline,
            groups: balance.groups.map { "\($0.name) (n = \($0.count))" },
            rows: balance.covariates.flatMap(rows),
            remarks: [differenceRemark, "n (%): of those with a value."])
    }

    var weighted: ReadingTable {
        let target = balance.plan.weighting?.target ?? .overlap
        return table(
            "With \(target.title): \(target.meaning)", part: .baselineWeighted, groups: names,
            rows: balance.covariates.flatMap(weightedRows),
            remarks: [
                balance.plan.spread == .unweighted
                    ? "SMDs are measured by the spread without weights, so that only means differ from the table above."
                    : "SMDs are measured by the spread with weights."
            ])
    }

    private func table(
        _ title: String, part: AnalysisPart, groups: [String], rows: [[String]], remarks: [String]
    ) -> ReadingTable {
        ReadingTable(
            title: title, columns: [""] + groups + [names.count == 2 ? "SMD" : "largest SMD"], rows: rows,
            remarks: remarks + (rows.contains { $0.last?.hasPrefix(Self.mark) == true } ? [markRemark] : []))
    }

    private var differenceRemark: String {
        let pair = names.count == 2 ? ", \(names[1]) less \(names[0])" : ""
        let medians = balance.plan.medians.isEmpty ? "" : " It is of means also where medians are shown."
        return
            "SMD: standardised mean difference\(pair); of factors with more than two levels a distance without a sign.\(medians)"
    }

    private static let mark = "* "

    private var markRemark: String { "*: above \(threshold) in absolute value." }

    private func rows(_ covariate: BaselineCovariate) -> [[String]] {
        rows(covariate, .baseline, covariate.imbalance) { place in
            switch covariate.content {
            case .numbers: number(place, covariate)
            case .levels: "\(results.text(.count, place)) (\(results.text(.share, place)))"
            }
        } + missing(covariate)
    }

    private func weightedRows(_ covariate: BaselineCovariate) -> [[String]] {
        guard let imbalance = covariate.weighted?.imbalance else { return [] }
        return rows(covariate, .baselineWeighted, imbalance) { place in
            switch covariate.content {
            case .numbers: number(place, covariate)
            case .levels: results.text(.share, place)
            }
        }
    }

    /// A number has one row, two levels one for the second, more a row each.
    private func rows(
        _ covariate: BaselineCovariate, _ part: AnalysisPart, _ imbalance: CovariateImbalance,
        _ cell: (ResultRow.Place) -> String
    ) -> [[String]] {
        let difference = self.difference(imbalance, part, covariate.column)
        func cells(_ term: String) -> [String] { names.map { cell(.init(part, group: $0, term: term)) } }
        let column = covariate.column
        let levels = covariate.content.levelNames
        let shows = part == .baseline ? "n (%)" : "%"
        if case .numbers = covariate.content {
            let what = covariate.showsMedian ? "median (quartiles)" : "mean (SD)"
            return [["\(column), \(what)"] + cells(column) + [difference]]
        }
        if levels.count == 2 {
            return [["\(column) = \(levels[1]), \(shows)"] + cells("\(column)[\(levels[1])]") + [difference]]
        }
        return [["\(column), \(shows)"] + names.map { _ in "" } + [difference]]
            + levels.map { ["\u{A0}\u{A0}\($0)"] + cells("\(column)[\($0)]") + [""] }
    }

    private func number(_ place: ResultRow.Place, _ covariate: BaselineCovariate) -> String {
        guard covariate.showsMedian else {
            return "\(results.text(.mean, place)) (\(results.text(.standardDeviation, place)))"
        }
        let quartiles = NumberText.interval(results.text(.lowerQuartile, place), results.text(.upperQuartile, place))
        return "\(results.text(.median, place)) (\(quartiles))"
    }

    private func missing(_ covariate: BaselineCovariate) -> [[String]] {
        guard let imbalance = covariate.missingImbalance else { return [] }
        let cells = zip(covariate.missing, balance.groups).map { missing, group in
            "\(missing) (\(NumberText.percent(Double(missing) / Double(group.count)))%)"
        }
        return [
            ["\u{A0}\u{A0}missing"] + cells + [difference(imbalance, .baseline, covariate.column, .missingDifference)]
        ]
    }

    /// "* 0.412", for several groups with the pair.
    private func difference(
        _ imbalance: CovariateImbalance, _ part: AnalysisPart, _ column: String,
        _ statistic: Statistic = .standardizedDifference
    ) -> String {
        guard let pair = imbalance.largest else { return NumberText.notEstimable }
        let name = BalanceResults.pair(pair, names)
        let text = results.text(statistic, .init(part, group: name, term: column))
        return (balance.isMarked(imbalance) ? Self.mark : "") + text + (names.count > 2 ? " (\(name))" : "")
    }

    // MARK: Pairs

    /// Every pair of more than two groups.
    var pairs: ReadingTable? {
        guard names.count > 2, let first = balance.covariates.first else { return nil }
        return ReadingTable(
            title: "Standardised differences by pair", columns: [""] + balance.covariates.map(\.column),
            rows: first.imbalance.pairs.map { pair in
                let name = BalanceResults.pair(pair, names)
                return [name]
                    + balance.covariates.map {
                        results.text(.standardizedDifference, .init(.baseline, group: name, term: $0.column))
                    }
            })
    }

    // MARK: Weights

    private func weights(_ propensity: PropensityAnalysis) -> ReadingTable {
        ReadingTable(
            title: "Weights", columns: ["", "n", "trimmed", "sum of weights", "effective n", "smallest", "largest"],
            rows: names.map { name in
                let place = ResultRow.Place(.baselineWeighted, group: name)
                return [
                    name, results.text(.count, place), results.text(.trimmed, .init(.propensity, group: name)),
                    results.text(.sumOfWeights, place), results.text(.effectiveCount, place),
                    results.text(.smallest, place), results.text(.largest, place),
                ]
            }, remarks: ["Effective n: subjects of equal weight that would say as much."])
    }

    private func scores(_ propensity: PropensityAnalysis) -> ReadingTable {
        let range = propensity.overlap.commonRange.map {
            "Common range: \(NumberText.interval(NumberText.fixed($0.lowerBound, decimals: 3), NumberText.fixed($0.upperBound, decimals: 3)))."
        }
        return ReadingTable(
            title: "Propensity score: probability of \(names[1])",
            columns: ["", "smallest", "quartile", "median", "quartile", "largest", "outside common range"],
            rows: names.map { name in
                let place = ResultRow.Place(.propensity, group: name)
                return [name]
                    + [Statistic.smallest, .lowerQuartile, .median, .upperQuartile, .largest, .outsideCommonRange].map {
                        results.text($0, place)
                    }
            },
            remarks: [
                (range ?? "The scores of the groups have no range in common.")
                    + " c = \(results.text(.concordance, .init(.propensity))): 0.5 where the groups are alike, 1 where the score tells them apart."
            ])
    }
}

extension PropensityWeights.Target {
    /// "overlap weights".
    var title: String {
        switch self {
        case .average: "inverse probability weights"
        case .treated: "weights of the treated"
        case .overlap: "overlap weights"
        case .matching: "matching weights"
        }
    }

    /// Whom the weighted groups stand for.
    var meaning: String {
        switch self {
        case .average: "the groups stand for everybody (ATE)"
        case .treated: "the reference is made like the compared group (ATT)"
        case .overlap: "the groups stand for those who might well be in either (ATO)"
        case .matching: "as if pairs with like scores had been matched"
        }
    }
}
