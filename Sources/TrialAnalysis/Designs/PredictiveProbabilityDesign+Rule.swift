import TrialModel
import TrialStatistics
import TrialValues

extension PredictiveProbabilityDesign {
    /// The design that an item asks for.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(_ rule: PredictiveProbabilityRule, of item: DesignItem) throws(Diagnostics) {
        let prior = try BetaPrior(rule.prior, of: item, at: "prior")
        let schedule = try LookSchedule(cohort: rule.cohort, first: rule.firstLook, maximum: rule.maximum, of: item)
        let keys = [
            "null": "null rate", "success": "success above", "futility": "stop below",
            "efficacy": item.has("stop above") ? "stop above" : "stop below",
        ]
        self = try item.method(at: "rule", keys) { () throws(StatisticsError) in
            try PredictiveProbabilityDesign(
                prior: prior, null: rule.nullRate.value, success: rule.successAbove.value,
                futility: rule.stopBelow.value, efficacy: rule.stopAbove?.value ?? 1, schedule: schedule)
        }
    }
}
