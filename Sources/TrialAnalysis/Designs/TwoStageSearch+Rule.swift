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
