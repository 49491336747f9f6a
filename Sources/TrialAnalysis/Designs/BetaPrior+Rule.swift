import TrialModel
import TrialStatistics
import TrialValues

extension BetaPrior {
    /// The prior that an item prints under a key.
    init(_ prior: RatePrior, of item: DesignItem, at key: String) throws(Diagnostics) {
        self = try item.method(at: key) { () throws(StatisticsError) in
            switch prior {
            case .beta(let alpha, let beta): try BetaPrior(alpha: alpha.value, beta: beta.value)
            case .effective(let mean, let subjects):
                try BetaPrior(mean: mean.value, effectiveSize: subjects.value)
            case .quantiles(let quantiles):
                try BetaPrior(quantiles: quantiles.map { ($0.probability.value, $0.value.value) })
            }
        }
    }
}

extension InverseGammaPrior {
    /// The prior of a time in months that an item prints under a key.
    init(_ prior: TimePrior, of item: DesignItem, at key: String, _ quantity: EventTimeQuantity) throws(Diagnostics) {
        self = try item.method(at: key) { () throws(StatisticsError) in
            switch prior {
            case .inverseGamma(let shape, let scale):
                try InverseGammaPrior(shape: shape.value, scale: scale.months, of: quantity)
            case .effective(let mean, let events):
                try InverseGammaPrior(mean: mean.months, effectiveEvents: events.value, of: quantity)
            case .quantiles(let quantiles):
                try InverseGammaPrior(
                    quantiles: quantiles.map { ($0.probability.value, $0.value.months) }, of: quantity)
            }
        }
    }
}
