import ArgumentParser
import TrialStatistics

/// A beta prior as the command line gives it.
///
/// `0.3,0.7` are its parameters; `mean=0.3,size=1` the mean and the subjects it is worth; `mean=0.3,width=0.2` the mean and the width of the central
/// 90 %; `q0.5=0.3,q0.95=0.5` two quantiles.
struct BetaPriorArgument: ExpressibleByArgument {
    private enum Form {
        case parameters(Double, Double)
        case meanAndSize(Double, Double)
        case meanAndWidth(Double, Double)
        case quantiles([(probability: Double, rate: Double)])
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
        case ("mean", "size"): form = .meanAndSize(first, second)
        case ("mean", "width"): form = .meanAndWidth(first, second)
        case (let one, let other):
            guard one.hasPrefix("q"), other.hasPrefix("q"), let p = Double(one.dropFirst()),
                let q = Double(other.dropFirst())
            else { return nil }
            form = .quantiles([(p, first), (q, second)])
        }
    }

    /// The prior.
    var prior: BetaPrior {
        get throws(StatisticsError) {
            switch form {
            case .parameters(let alpha, let beta): try BetaPrior(alpha: alpha, beta: beta)
            case .meanAndSize(let mean, let size): try BetaPrior(mean: mean, effectiveSize: size)
            case .meanAndWidth(let mean, let width): try BetaPrior(mean: mean, intervalWidth: width)
            case .quantiles(let quantiles): try BetaPrior(quantiles: quantiles)
            }
        }
    }
}
