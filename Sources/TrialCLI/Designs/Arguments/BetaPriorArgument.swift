import ArgumentParser
import TrialStatistics

/// A beta prior as the command line gives it.
///
/// `0.3,0.7` are its parameters; `mean=0.3,size=1` the mean and the subjects it is worth; `mean=0.3,width=0.2` the mean and the width of the central
/// 90 %; `q0.5=0.3,q0.95=0.5` two quantiles.
struct BetaPriorArgument: ExpressibleByArgument {
    private let words: PriorWords

    init?(argument: String) {
        guard let words = PriorWords(argument) else { return nil }
        if case .mean(_, let beside, _) = words, !["size", "width"].contains(beside) { return nil }
        self.words = words
    }

    /// The prior.
    var prior: BetaPrior {
        get throws(StatisticsError) {
            switch words {
            case .parameters(let alpha, let beta): try BetaPrior(alpha: alpha, beta: beta)
            case .mean(let mean, "size", let size): try BetaPrior(mean: mean, effectiveSize: size)
            case .mean(let mean, _, let width): try BetaPrior(mean: mean, intervalWidth: width)
            case .quantiles(let quantiles): try BetaPrior(quantiles: quantiles.map { ($0.probability, $0.value) })
            }
        }
    }
}
