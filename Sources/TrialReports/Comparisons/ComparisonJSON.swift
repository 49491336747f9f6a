import TrialAnalysis
import TrialStatistics

/// A comparison of groups as JSON for programs: the shape that `equipoise compare --json` prints.
///
/// Numbers are written with the fewest digits that read back as the same double; what cannot be estimated is `null`, with its
/// `reason`, and every key is always there.
public struct ComparisonJSON: Encodable, Sendable {
    let kind: String
    let level: Double
    let dropped: Int
    let table: Nullable<Counts>
    let groups: [Group]
    let tests: [Test]
    let estimates: [Estimate]
    let notes: [String]
    /// The key of the margin is absent unless one was asked for, that of the rate unless there is one.
    let margin: MarginPart?
    let rate: Rate?

    /// The JSON view of a comparison.
    public init(_ comparison: GroupComparison) {
        kind = comparison.kind.rawValue
        level = comparison.level.coverage
        dropped = comparison.dropped
        table = Nullable(comparison.table.map { Counts($0, smallestExpected: comparison.smallestExpected) })
        groups = comparison.samples.map(Group.init)
        tests = comparison.tests.map(Test.init)
        estimates = comparison.estimates.map(Estimate.init)
        notes = comparison.notes
        margin = comparison.margin.map(MarginPart.init)
        rate = comparison.rate.map {
            Rate(successes: $0.successes, n: $0.count, null: Nullable(comparison.options.nullRate))
        }
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String {
        try JSONText.of(self)
    }
}

extension ComparisonJSON {
    struct Counts: Encodable, Sendable {
        let rows: [String]
        let columns: [String]
        let counts: [[Int]]
        let expected: Nullable<[[Double]]>
        let smallestExpected: Nullable<Double>

        init(_ table: ContingencyTable, smallestExpected: Double?) {
            rows = table.rowNames
            columns = table.columnNames
            counts = table.rowNames.indices.map { row in table.columnNames.indices.map { table[row, $0] } }
            let expected = table.rowNames.indices.map { row in
                table.columnNames.indices.map { table.expected(row, $0) }
            }
            self.expected = Nullable(smallestExpected == nil ? nil : expected)
            self.smallestExpected = Nullable(smallestExpected)
        }
    }

    struct Group: Encodable, Sendable {
        let group: String
        let n: Int
        let mean: Double
        let standardDeviation: Nullable<Double>
        let median: Nullable<Double>
        let lowerQuartile: Nullable<Double>
        let upperQuartile: Nullable<Double>
        let smallest: Nullable<Double>
        let largest: Nullable<Double>
        let quartileRule: Nullable<String>

        init(_ sample: GroupComparison.Sample) {
            group = sample.name
            n = sample.summary.count
            mean = sample.summary.mean
            standardDeviation = Nullable(sample.summary.standardDeviation)
            let description = sample.description
            median = Nullable(description?.median)
            lowerQuartile = Nullable(description?.lowerQuartile)
            upperQuartile = Nullable(description?.upperQuartile)
            smallest = Nullable(description?.smallest)
            largest = Nullable(description?.largest)
            quartileRule = Nullable(description?.rule.rawValue)
        }
    }

    struct Test: Encodable, Sendable {
        let test: String
        let title: String
        let statistic: Nullable<Double>
        let df: [Double]
        let p: Nullable<Double>
        let assumes: String
        let reason: Nullable<String>

        init(_ test: GroupComparison.Test) {
            self.test = test.name
            title = test.title
            statistic = Nullable(test.statistic)
            df = test.degreesOfFreedom
            p = Nullable(test.pValue)
            assumes = test.assumption
            reason = Nullable(test.reason)
        }
    }

    struct Estimate: Encodable, Sendable {
        let measure: String
        let method: String
        let groups: String
        let estimate: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let reason: Nullable<String>

        init(_ estimate: GroupComparison.Estimate) {
            measure = estimate.measure
            method = estimate.method
            groups = estimate.groups
            self.estimate = Nullable(estimate.value.estimate)
            lower = Nullable(estimate.value.limits.lower)
            upper = Nullable(estimate.value.limits.upper)
            reason = Nullable(estimate.value.reason)
        }
    }

    struct Rate: Encodable, Sendable {
        let successes: Int
        let n: Int
        let null: Nullable<Double>
    }

    struct MarginPart: Encodable, Sendable {
        struct Result: Encodable, Sendable {
            let method: String
            let estimate: Nullable<Double>
            let lower: Nullable<Double>
            let upper: Nullable<Double>
            let p: Nullable<Double>
            let shown: Nullable<Bool>
            let reason: Nullable<String>
        }

        let aim: String
        let better: String
        let measure: String
        let groups: String
        let lowerMargin: Nullable<Double>
        let upperMargin: Nullable<Double>
        let results: [Result]
        let answer: Bool

        init(_ margin: MarginAnswer) {
            aim = margin.question.aim.rawValue
            better = margin.question.better.rawValue
            measure = margin.measure
            groups = margin.groups
            lowerMargin = Nullable(margin.margin.lower)
            upperMargin = Nullable(margin.margin.upper)
            results = margin.results.map { result in
                let effect = result.test.effect
                return Result(
                    method: result.method, estimate: Nullable(effect.estimate), lower: Nullable(effect.limits.lower),
                    upper: Nullable(effect.limits.upper), p: Nullable(result.test.pValue),
                    shown: Nullable(result.test.isShown), reason: Nullable(effect.reason))
            }
            answer = margin.answer
        }
    }
}
