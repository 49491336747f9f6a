import TrialAnalysis
import TrialFigures
import TrialStatistics

/// All numbers of a table of baseline characteristics in long form, in the order a report prints them.
///
/// A level is named by its term, `iss[II]`; a pair of groups by both, `B vs A`.
public struct BalanceResults: Sendable {
    /// The rows.
    public let rows: [ResultRow]
    private let places: [ResultRow.Place: [Statistic: ResultRow]]

    /// The numbers of a balance.
    public init(_ balance: BaselineBalance) {
        let names = balance.groups.map(\.name)
        rows =
            Self.head(balance) + balance.covariates.flatMap { Self.plain($0, names) }
            + balance.covariates.flatMap { Self.weighted($0, names) }
            + (balance.propensity.map { Self.weights($0) + Self.score($0) } ?? [])
        places = rows.reduce(into: [:]) { $0[$1.place, default: [:]][$1.statistic] = $1 }
    }

    /// The text of a number; empty where there is no such number.
    func text(_ statistic: Statistic, _ place: ResultRow.Place) -> String { places[place]?[statistic]?.text ?? "" }

    /// "B vs A".
    static func pair(_ pair: CovariateImbalance.Pair, _ names: [String]) -> String {
        "\(names[pair.compared]) vs \(names[pair.reference])"
    }

    private static func head(_ balance: BaselineBalance) -> [ResultRow] {
        [
            ResultRow(.rows, .init(.file), count: balance.rowCount),
            ResultRow(.rowsLeftOut, .init(.file), count: balance.dropped),
        ] + balance.groups.map { ResultRow(.count, .init(.baseline, group: $0.name), count: $0.count) }
    }

    // MARK: Covariates

    private static func plain(_ covariate: BaselineCovariate, _ names: [String]) -> [ResultRow] {
        let column = covariate.column
        var rows: [ResultRow] = []
        switch covariate.content {
        case .numbers(let groups):
            let texts = BalanceDigits(groups)
            for (name, one) in zip(names, groups) {
                let place = ResultRow.Place(.baseline, group: name, term: column)
                rows.append(ResultRow(.count, place, count: one?.summary.count ?? 0))
                rows += numbers(
                    place, texts, mean: one?.summary.mean, deviation: one?.summary.standardDeviation,
                    quartiles: one.map { [$0.lowerQuartile, $0.median, $0.upperQuartile] })
                rows += [(Statistic.smallest, one?.smallest), (.largest, one?.largest)].map {
                    ResultRow($0, place, $1, text: texts.order.text($1), notes: [nobody])
                }
            }
        case .levels(let levels, let counts):
            for (group, name) in names.enumerated() {
                let total = counts.reduce(0) { $0 + $1[group] }
                for (level, count) in zip(levels, counts.map { $0[group] }) {
                    let place = ResultRow.Place(.baseline, group: name, term: "\(column)[\(level)]")
                    rows.append(ResultRow(.count, place, count: count))
                    rows.append(share(place, total > 0 ? Double(count) / Double(total) : nil))
                }
            }
        }
        rows += zip(names, covariate.missing).map {
            ResultRow(.missing, .init(.baseline, group: $0, term: column), count: $1)
        }
        return rows + differences(covariate.imbalance, .baseline, .standardizedDifference, column, names)
            + (covariate.missingImbalance.map { differences($0, .baseline, .missingDifference, column, names) } ?? [])
    }

    private static func weighted(_ covariate: BaselineCovariate, _ names: [String]) -> [ResultRow] {
        guard let weighted = covariate.weighted else { return [] }
        let column = covariate.column
        var rows: [ResultRow] = []
        switch weighted.content {
        case .numbers(let groups):
            let texts = BalanceDigits(weighted: groups)
            for (name, one) in zip(names, groups) {
                rows += numbers(
                    .init(.baselineWeighted, group: name, term: column), texts, mean: one?.mean,
                    deviation: one?.standardDeviation,
                    quartiles: one.map { summary in [0.25, 0.5, 0.75].map(summary.quantile) })
            }
        case .shares(let shares):
            for (group, name) in names.enumerated() {
                for (level, own) in zip(covariate.content.levelNames, shares) {
                    rows.append(share(.init(.baselineWeighted, group: name, term: "\(column)[\(level)]"), own[group]))
                }
            }
        }
        return rows + differences(weighted.imbalance, .baselineWeighted, .standardizedDifference, column, names)
    }

    private static let nobody = "the group has no subject with a value"

    private static func numbers(
        _ place: ResultRow.Place, _ texts: BalanceDigits, mean: Double?, deviation: Double?, quartiles: [Double]?
    ) -> [ResultRow] {
        let order = zip(
            [Statistic.lowerQuartile, .median, .upperQuartile],
            quartiles.map { $0.map(Optional.some) } ?? [nil, nil, nil])
        return [
            ResultRow(.mean, place, mean, text: texts.mean.text(mean), notes: [nobody]),
            ResultRow(
                .standardDeviation, place, deviation, text: texts.mean.text(deviation),
                notes: [mean == nil ? nobody : "one subject has no standard deviation"]),
        ] + order.map { ResultRow($0, place, $1, text: texts.order.text($1), notes: [nobody]) }
    }

    private static func share(_ place: ResultRow.Place, _ share: Double?) -> ResultRow {
        ResultRow(.share, place, share, text: NumberText.percent(share) + "%", notes: [nobody])
    }

    private static func differences(
        _ imbalance: CovariateImbalance, _ part: AnalysisPart, _ statistic: Statistic, _ column: String,
        _ names: [String]
    ) -> [ResultRow] {
        imbalance.pairs.map { pair in
            ResultRow(
                statistic, .init(part, group: Self.pair(pair, names), term: column), pair.difference,
                text: NumberText.fixed(pair.difference, decimals: 3), reference: names[pair.reference],
                notes: pair.absence.map { [$0.reason] } ?? [])
        }
    }

    // MARK: Weights

    private static func weights(_ propensity: PropensityAnalysis) -> [ResultRow] {
        zip(propensity.groups.levels, [propensity.weights.reference, propensity.weights.compared]).flatMap {
            name, group in
            let place = ResultRow.Place(.baselineWeighted, group: name)
            func row(_ statistic: Statistic, _ value: Double?, decimals: Int) -> ResultRow {
                ResultRow(statistic, place, value, text: NumberText.fixed(value, decimals: decimals))
            }
            return [
                ResultRow(.count, place, count: group.count), row(.sumOfWeights, group.sumOfWeights, decimals: 1),
                row(.effectiveCount, group.effectiveCount, decimals: 1), row(.smallest, group.smallest, decimals: 3),
                row(.largest, group.largest, decimals: 3),
            ]
        }
    }

    private static func score(_ propensity: PropensityAnalysis) -> [ResultRow] {
        let overlap = propensity.overlap
        let groups = zip(propensity.groups.levels, [overlap.reference, overlap.compared]).enumerated().flatMap {
            index, entry in
            let place = ResultRow.Place(.propensity, group: entry.0)
            let scores = entry.1.scores
            let numbers: [(Statistic, Double)] = [
                (.smallest, scores.smallest), (.lowerQuartile, scores.lowerQuartile), (.median, scores.median),
                (.upperQuartile, scores.upperQuartile), (.largest, scores.largest),
            ]
            return [ResultRow(.trimmed, place, count: propensity.trimmed[index])]
                + numbers.map { ResultRow($0, place, $1, text: NumberText.fixed($1, decimals: 3)) }
                + [ResultRow(.outsideCommonRange, place, count: entry.1.outsideCount)]
        }
        let c = ResultRow(
            .concordance, .init(.propensity), overlap.concordance,
            text: NumberText.fixed(overlap.concordance, decimals: 3))
        let model = propensity.model
        return groups + [c] + coefficient("(intercept)", model.intercept, model.interceptStandardError)
            + model.names.indices.flatMap {
                coefficient(model.names[$0], model.coefficients[$0], model.standardErrors[$0])
            }
    }

    private static func coefficient(_ term: String, _ value: Double?, _ error: Double?) -> [ResultRow] {
        let digits = DisplayPrecision.coefficient(standardError: error)
        let place = ResultRow.Place(.propensity, term: term)
        let why = "the covariate does not vary, or follows from others"
        return [
            ResultRow(.coefficient, place, value, text: digits.text(value), notes: [why]),
            ResultRow(.standardError, place, error, text: digits.text(error), notes: [why]),
        ]
    }
}

/// The decimals of a number's mean and order statistics, the same in all groups.
struct BalanceDigits {
    let mean: DisplayPrecision
    let order: DisplayPrecision

    init(_ groups: [SampleDescription?]) {
        let present = groups.compactMap(\.self)
        mean = Self.ofMeans(present.map(\.summary.mean), present.compactMap(\.summary.standardDeviation))
        order = .column(present.flatMap { [$0.smallest, $0.lowerQuartile, $0.median, $0.upperQuartile, $0.largest] })
    }

    init(weighted groups: [WeightedSummary?]) {
        let present = groups.compactMap(\.self)
        mean = Self.ofMeans(present.map(\.mean), present.compactMap(\.standardDeviation))
        order = .column(present.flatMap { summary in [0.25, 0.5, 0.75].map(summary.quantile) })
    }

    /// Three digits of the smallest spread; without any, what the means need.
    private static func ofMeans(_ means: [Double], _ deviations: [Double]) -> DisplayPrecision {
        deviations.filter { $0 > 0 }.min().map { .coefficient(standardError: $0) } ?? .column(means)
    }
}
