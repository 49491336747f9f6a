import ArgumentParser
import TrialStatistics

/// An inverse gamma prior as the command line gives it.
///
/// `3,80` are its parameters; `mean=40,events=2` the mean and the events it is worth; `mean=40,sd=40` the mean and the standard deviation;
/// `q0.1=20,q0.9=80` two quantiles.
struct TimePriorArgument: ExpressibleByArgument {
    private enum Form {
        case parameters(Double, Double)
        case meanAndEvents(Double, Double)
        case meanAndDeviation(Double, Double)
        case quantiles([(probability: Double, time: Double)])
    }

    private let form: Form

    init?(argument: String) {
        if let list = NumberList(argument: argument) {
            guard list.numbers.count == 2 else { return nil }
            form = .parameters(list.numbers[0], list.numbers[1])
            return
        }
        let pairs = argument.split(separator: ",").map { $0.split(separator: "=").map(\.trimmingSpaces) }
        guard pairs.count == 2, pairs.allSatisfy({ $0.count == 2 }), let first = Double(pairs[0][1]),
            let second = Double(pairs[1][1])
        else { return nil }
        switch (pairs[0][0], pairs[1][0]) {
        case ("mean", "events"): form = .meanAndEvents(first, second)
        case ("mean", "sd"): form = .meanAndDeviation(first, second)
        case (let one, let other):
            guard one.hasPrefix("q"), other.hasPrefix("q"), let p = Double(one.dropFirst()),
                let q = Double(other.dropFirst())
            else { return nil }
            form = .quantiles([(p, first), (q, second)])
        }
    }

    /// The prior, as a belief about a quantity.
    func prior(of quantity: EventTimeQuantity) throws(StatisticsError) -> InverseGammaPrior {
        switch form {
        case .parameters(let shape, let scale): try InverseGammaPrior(shape: shape, scale: scale, of: quantity)
        case .meanAndEvents(let mean, let events):
            try InverseGammaPrior(mean: mean, effectiveEvents: events, of: quantity)
        case .meanAndDeviation(let mean, let deviation):
            try InverseGammaPrior(mean: mean, variance: deviation * deviation, of: quantity)
        case .quantiles(let quantiles): try InverseGammaPrior(quantiles: quantiles, of: quantity)
        }
    }
}
