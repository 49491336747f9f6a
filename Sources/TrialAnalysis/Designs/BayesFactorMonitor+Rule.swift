import TrialModel
import TrialStatistics
import TrialValues

extension BayesFactorMonitor {
    /// The monitor that an item asks for; its times are months.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(_ rule: BayesFactorRule, of item: DesignItem) throws(Diagnostics) {
        let parameter: Parameter
        let key: String
        switch rule.parameter {
        case .rate(_, let null, let target):
            (parameter, key) = (.rate(standard: null.value, alternative: target.value), "target rate")
        case .median(_, let control, let target):
            (parameter, key) = (.median(standard: control.months, alternative: target.months), "target")
        }
        self = try item.method(at: key, ["stopBelow": "stop below", "stopAbove": "stop above"]) {
            () throws(StatisticsError) in
            try BayesFactorMonitor(parameter, stopBelow: rule.stopBelow?.value, stopAbove: rule.stopAbove?.value)
        }
    }
}
