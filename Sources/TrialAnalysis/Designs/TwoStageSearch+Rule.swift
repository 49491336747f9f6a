import TrialModel
import TrialStatistics
import TrialValues

extension TwoStageSearch {
    /// The search that an item asks for.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(_ rule: SimonRule, of item: DesignItem) throws(Diagnostics) {
        let keys = [
            "null": "null rate", "alternative": "target rate", "alpha": "alpha", "power": "power",
            "largest": item.has("maximum") ? "maximum" : "rule",
        ]
        self = try item.method(at: "rule", keys) { () throws(StatisticsError) in
            try TwoStageSearch(
                null: rule.nullRate.value, alternative: rule.targetRate.value, alpha: rule.alpha.value,
                power: rule.power.value, largest: rule.maximum)
        }
    }
}

extension TwoStageDesign {
    /// The design that an item chooses.
    ///
    /// - Throws: what the search refuses, at the key that says it; where no design keeps the errors, at the rule.
    init(_ rule: SimonRule, of item: DesignItem) throws(Diagnostics) {
        let search = try TwoStageSearch(rule, of: item)
        guard let chosen = rule.choice == .minimax ? search.minimax : search.optimal else {
            throw Diagnostics([
                Diagnostic(
                    .error, "study.method", "no two-stage design of \(item.id) keeps both errors",
                    at: item.place(of: "rule"))
            ])
        }
        self = chosen.design
    }
}
