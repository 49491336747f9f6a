import ArgumentParser
import TrialStatistics

/// An inverse gamma prior as the command line gives it.
///
/// `3,80` are its parameters; `mean=40,events=2` the mean and the events it is worth; `mean=40,sd=40` the mean and the standard deviation;
/// `q0.1=20,q0.9=80` two quantiles.
struct TimePriorArgument: ExpressibleByArgument {
    private let words: PriorWords

    init?(argument: String) {
        guard let words = PriorWords(argument) else { return nil }
        if case .mean(_, let beside, _) = words, !["events", "sd"].contains(beside) { return nil }
        self.words = words
    }

    /// The prior, as a belief about a quantity.
    func prior(of quantity: EventTimeQuantity) throws(StatisticsError) -> InverseGammaPrior {
        switch words {
        case .parameters(let shape, let scale): try InverseGammaPrior(shape: shape, scale: scale, of: quantity)
        case .mean(let mean, "events", let events):
            try InverseGammaPrior(mean: mean, effectiveEvents: events, of: quantity)
        case .mean(let mean, _, let deviation):
            try InverseGammaPrior(mean: mean, variance: deviation * deviation, of: quantity)
        case .quantiles(let quantiles):
            try InverseGammaPrior(quantiles: quantiles.map { ($0.probability, $0.value) }, of: quantity)
        }
    }
}
