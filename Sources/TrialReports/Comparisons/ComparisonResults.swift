import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The numbers of a comparison in the long form of `results.json`.
public struct ComparisonResults: Sendable, Hashable {
    /// The rows, in the order of the page.
    public let rows: [ResultRow]

    /// The numbers of a comparison.
    public init(_ comparison: GroupComparison) {
        rows =
            Self.data(comparison) + comparison.tests.flatMap(Self.test) + comparison.estimates.flatMap(Self.estimate)
            + (comparison.margin.map(Self.margin) ?? [])
    }

    private static func data(_ comparison: GroupComparison) -> [ResultRow] {
        let counts = comparison.table.map { table in
            table.rowNames.indices.flatMap { row in
                table.columnNames.indices.map { column in
                    ResultRow(
                        .count, .init(.groups, group: table.rowNames[row], term: table.columnNames[column]),
                        count: table[row, column])
                }
            }
        }
        let rate = comparison.rate.map { rate in
            [
                ResultRow(.events, .init(.groups), count: rate.successes),
                ResultRow(.count, .init(.groups), count: rate.count),
            ]
        }
        return [ResultRow(.rowsLeftOut, .init(.file), count: comparison.dropped)] + (counts ?? []) + (rate ?? [])
            + comparison.samples.flatMap(sample)
    }

    private static func sample(_ sample: GroupComparison.Sample) -> [ResultRow] {
        let place = ResultRow.Place(.groups, group: sample.name)
        func row(_ statistic: Statistic, _ value: Double?) -> ResultRow {
            ResultRow(statistic, place, value, text: NumberText.fixed(value, decimals: 2))
        }
        let summary = [
            ResultRow(.count, place, count: sample.summary.count), row(.mean, sample.summary.mean),
            row(.standardDeviation, sample.summary.standardDeviation),
        ]
        guard let one = sample.description else { return summary }
        return summary + [
            row(.median, one.median), row(.lowerQuartile, one.lowerQuartile), row(.upperQuartile, one.upperQuartile),
            row(.smallest, one.smallest), row(.largest, one.largest),
        ]
    }

    private static func test(_ test: GroupComparison.Test) -> [ResultRow] {
        let place = ResultRow.Place(.tests, group: test.groups, term: test.name)
        let notes = test.reason.map { [$0] } ?? []
        let statistic = test.symbol.map { symbol in
            ResultRow(
                .statistic, place, test.statistic,
                text: test.statistic.map { ComparisonWords.statistic($0, symbol: symbol) } ?? "", notes: notes)
        }
        let degrees = zip([Statistic.degreesOfFreedom, .degreesOfFreedomWithin], test.degreesOfFreedom).map {
            ResultRow($0, place, $1, text: ComparisonWords.degrees($1))
        }
        return (statistic.map { [$0] } ?? []) + degrees
            + [ResultRow(.p, place, test.pValue, text: NumberText.pValue(test.pValue), notes: notes)]
    }

    private static func estimate(_ estimate: GroupComparison.Estimate) -> [ResultRow] {
        limits(
            estimate.value, .init(.estimates, group: estimate.groups, term: "\(estimate.measure) \(estimate.method)"),
            estimate.measure)
    }

    private static func limits(_ value: IntervalEstimate, _ place: ResultRow.Place, _ measure: String) -> [ResultRow] {
        [
            (Statistic.estimate, value.estimate), (.estimateLower, value.limits.lower),
            (.estimateUpper, value.limits.upper),
        ].map { statistic, number in
            ResultRow(
                statistic, place, number, text: ComparisonWords.number(number, measure: measure),
                notes: value.reason.map { [$0] } ?? [])
        }
    }

    private static func margin(_ margin: MarginAnswer) -> [ResultRow] {
        let whole = ResultRow.Place(.margin, group: margin.groups, term: margin.measure)
        let bounds = [(Statistic.marginLower, margin.margin.lower), (.marginUpper, margin.margin.upper)].compactMap {
            statistic, bound in
            bound.map { ResultRow(statistic, whole, $0, text: ComparisonWords.number($0, measure: margin.measure)) }
        }
        return bounds
            + margin.results.flatMap { result in
                let place = ResultRow.Place(.margin, group: margin.groups, term: "\(margin.measure) \(result.method)")
                return limits(result.test.effect, place, margin.measure) + [
                    ResultRow(
                        .oneSidedP, place, result.test.pValue, text: NumberText.pValue(result.test.pValue),
                        notes: result.test.pValue == nil
                            ? ["no test belongs to these limits, or they are not estimable"] : []),
                    ResultRow(
                        .isShown, place, result.test.isShown.map { $0 ? 1 : 0 },
                        text: ComparisonWords.shown(result.test.isShown)),
                ]
            }
    }
}

/// The conventions of a comparison as `results.json` states them.
struct ComparisonConventions: Encodable, Sendable {
    let kind: String
    let level: Double
    let quartileRule: String
    let barnard: String
    let bergerBoos: Double
    let scores: String
    let nullRate: Nullable<Double>
    let aim: Nullable<String>
    let better: Nullable<String>
    let margin: Nullable<Double>

    init(_ comparison: GroupComparison) {
        let options = comparison.options
        kind = comparison.kind.rawValue
        level = options.level.coverage
        quartileRule = options.quartiles.rawValue
        barnard = options.barnard.rawValue
        bergerBoos = options.bergerBoos
        scores = options.scores.rawValue
        nullRate = Nullable(options.nullRate)
        aim = Nullable(options.margin?.aim.rawValue)
        better = Nullable(options.margin?.better.rawValue)
        margin = Nullable(options.margin?.size)
    }
}
