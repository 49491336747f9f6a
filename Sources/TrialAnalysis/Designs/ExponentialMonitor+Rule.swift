import TrialModel
import TrialStatistics
import TrialValues

extension ExponentialMonitor {
    /// The monitor that an item asks for; its times are months.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(_ rule: ExponentialMedianRule, of item: DesignItem) throws(Diagnostics) {
        let quantity: EventTimeQuantity = rule.quantity == .mean ? .mean : .median
        let prior = try InverseGammaPrior(rule.prior, of: item, at: "prior", quantity)
        let standard: EventTimeStandard =
            switch rule.control {
            case .fixed(let control): .fixed(control.months, quantity)
            case .standard(let earlier):
                .random(try InverseGammaPrior(earlier, of: item, at: "standard", quantity))
            }
        let keys = [
            "gain": "gain", "stopAbove": "stop above", "standard": item.has("control") ? "control" : "standard",
        ]
        self = try item.method(at: "rule", keys) { () throws(StatisticsError) in
            try ExponentialMonitor(
                prior: prior, standard: standard, gain: rule.gain?.months ?? 0, stopBelow: rule.stopBelow?.value,
                stopAbove: rule.stopAbove?.value)
        }
    }
}
