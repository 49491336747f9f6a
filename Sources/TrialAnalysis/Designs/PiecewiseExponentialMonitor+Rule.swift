import TrialModel
import TrialStatistics
import TrialValues

extension PiecewiseExponentialMonitor {
    /// The monitor that an item asks for; its times are months.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(_ rule: PiecewiseExponentialRule, of item: DesignItem) throws(Diagnostics) {
        let keys = ["cuts": "cuts", "stopBelow": "stop below", "stopAbove": "stop above", "target": "control"]
        let pieces = rule.cuts.count + 1
        self = try item.method(at: "prior", keys) { () throws(StatisticsError) in
            var priors: [HazardPrior] = []
            for prior in rule.priors {
                priors.append(try HazardPrior(median: prior.median.months, events: prior.events.value))
            }
            return try PiecewiseExponentialMonitor(
                cuts: rule.cuts.map(\.months),
                priors: priors.count == 1 ? Array(repeating: priors[0], count: pieces) : priors,
                target: .medianAbove(rule.control.months + (rule.gain?.months ?? 0)),
                stopBelow: rule.stopBelow?.value, stopAbove: rule.stopAbove?.value)
        }
    }
}
