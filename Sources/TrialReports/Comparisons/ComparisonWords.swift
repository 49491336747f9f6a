import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The numbers of a comparison as they are written, the same in terminal, page, figure and results.
enum ComparisonWords {
    /// The statistic with its symbol, the degrees of freedom and the p-value of a test.
    static func test(_ test: GroupComparison.Test) -> (statistic: String, degrees: String, p: String) {
        let statistic = test.statistic.map { "\(test.symbol ?? "") = \(Self.statistic($0, symbol: test.symbol))" }
        return (
            statistic ?? "", test.degreesOfFreedom.map(degrees).joined(separator: ", "), NumberText.pValue(test.pValue)
        )
    }

    /// Sums of ranks in full, other statistics with three decimals.
    static func statistic(_ value: Double, symbol: String?) -> String {
        ["W", "V"].contains(symbol) ? NumberText.exact(value) : NumberText.fixed(value, decimals: 3)
    }

    static func degrees(_ value: Double) -> String {
        value == value.rounded() ? NumberText.exact(value) : NumberText.fixed(value, decimals: 2)
    }

    /// "32.5% (20.1–48.0%)".
    static func estimate(_ estimate: GroupComparison.Estimate) -> String {
        interval(estimate.value, measure: estimate.measure)
    }

    /// An estimate of a measure with its limits.
    static func interval(_ value: IntervalEstimate, measure: String) -> String {
        let numbers = [value.estimate, value.limits.lower, value.limits.upper].map { number($0, measure: measure) }
        return "\(numbers[0]) (\(NumberText.interval(numbers[1], numbers[2])))"
    }

    /// A number of a measure: shares in percent, differences of numbers with two decimals, ratios as ratios are.
    static func number(_ value: Double?, measure: String) -> String {
        guard let value else { return NumberText.notEstimable }
        switch measure {
        case "proportion", "riskDifference", "commonRiskDifference": return NumberText.percent(value) + "%"
        case "meanDifference", "shift", "standardizedDifference": return NumberText.fixed(value, decimals: 2)
        // A ratio of a zero cell is 0 exactly, not something small.
        default: return value == 0 ? "0" : NumberText.ratio(value)
        }
    }

    /// What a table says of a group of numbers.
    static func description(
        of sample: GroupComparison.Sample
    ) -> (count: String, mean: String, deviation: String, order: [String]) {
        func text(_ value: Double?) -> String { NumberText.fixed(value, decimals: 2) }
        let order = sample.description.map { one in
            [
                text(one.median), NumberText.interval(text(one.lowerQuartile), text(one.upperQuartile)),
                NumberText.interval(text(one.smallest), text(one.largest)),
            ]
        }
        return (
            String(sample.summary.count), text(sample.summary.mean), text(sample.summary.standardDeviation),
            order ?? ["", "", ""]
        )
    }

    /// "non-inferiority: A against B above −10.0%".
    static func question(_ margin: MarginAnswer) -> String {
        "\(name(of: margin.question.aim)): \(margin.groups) \(range(margin))"
    }

    static func name(of aim: MarginQuestion.Aim) -> String {
        switch aim {
        case .nonInferiority: "non-inferiority"
        case .superiority: "superiority by a margin"
        case .equivalence: "equivalence"
        }
    }

    /// "above −10.0%", "between 0.80 and 1.25".
    static func range(_ margin: MarginAnswer) -> String {
        func text(_ bound: Double) -> String { number(bound, measure: margin.measure) }
        switch margin.margin {
        case .above(let bound): return "above " + text(bound)
        case .below(let bound): return "below " + text(bound)
        case .between(let low, let high): return "between \(text(low)) and \(text(high))"
        }
    }

    static func shown(_ isShown: Bool?) -> String {
        isShown.map { $0 ? "shown" : "not shown" } ?? NumberText.notEstimable
    }

    /// The answer in a sentence.
    static func answer(_ margin: MarginAnswer) -> String {
        let name = name(of: margin.question.aim)
        let method = margin.results.first?.title ?? ""
        return
            "\(name.prefix(1).uppercased() + name.dropFirst()) is \(margin.answer ? "shown" : "not shown") (\(method))."
    }
}
