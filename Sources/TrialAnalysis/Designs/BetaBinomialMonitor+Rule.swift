import TrialModel
import TrialStatistics
import TrialValues

extension BetaBinomialMonitor {
    /// The monitor that an item asks for.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(_ rule: BetaBinomialRule, of item: DesignItem) throws(Diagnostics) {
        let prior = try BetaPrior(rule.prior, of: item, at: "prior")
        let standard: BinaryStandard
        var excess = 0.0
        switch rule.limit {
        case .fixed(let limit): standard = .fixed(limit.value)
        case .standard(let earlier, let printed):
            standard = .random(try BetaPrior(earlier, of: item, at: "standard"))
            excess = printed?.value ?? 0
        }
        func binary(_ cutoff: PrintedNumber?, _ key: String) throws(Diagnostics) -> BinaryRule? {
            guard let cutoff else { return nil }
            let standardKey = item.has("limit") ? "limit" : "standard"
            return try item.method(at: key, ["standard": standardKey, "excess": "excess"]) {
                () throws(StatisticsError) in
                try BinaryRule(standard: standard, excess: excess, cutoff: cutoff.value)
            }
        }
        let above = try binary(rule.stopAbove, "stop above")
        let below = try binary(rule.stopBelow, "stop below")
        let schedule = try LookSchedule(cohort: rule.cohort, first: rule.firstLook, maximum: rule.maximum, of: item)
        self = try item.method(at: "rule") { () throws(StatisticsError) in
            try BetaBinomialMonitor(prior: prior, stopAbove: above, stopBelow: below, schedule: schedule)
        }
    }
}

extension LookSchedule {
    /// Looks after each cohort, as an item says.
    package init(cohort: Int, first: Int?, maximum: Int?, of item: DesignItem) throws(Diagnostics) {
        let most = try item.maximum(maximum)
        let keys = ["cohort": item.has("cohort") ? "cohort" : "rule", "minimum": "first look"]
        self = try item.method(at: item.has("maximum") ? "maximum" : "rule", keys) { () throws(StatisticsError) in
            try LookSchedule(cohort: cohort, maximum: most, minimum: first ?? 1)
        }
    }
}
