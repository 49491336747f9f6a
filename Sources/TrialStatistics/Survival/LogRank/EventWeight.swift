/// The weights of the event times of one stratum, from its first to its last: each from the curve of all groups so far.
struct EventWeight {
    private let weighting: LogRankTest.Weighting
    /// S(t−) and 1 − S(t−), the second summed on its own so that no digits cancel.
    private var survival = 1.0
    private var failure = 0.0
    /// S̃, the product of 1 − d/(n + 1).
    private var peto = 1.0
    /// s*: the bound, or the last value above 0 of the curve at or before t*.
    private var least: Double

    init(_ weighting: LogRankTest.Weighting) {
        self.weighting = weighting
        if case .modestlyWeighted(.survival(let bound)) = weighting { least = bound } else { least = 1 }
    }

    /// The weight of the next event time, at which d of n at risk have the event, all of them where `isEmptied`.
    @inline(__always)
    mutating func next(time: Double, atRisk n: Double, events d: Double, isEmptied: Bool) -> Double {
        switch weighting {
        case .logRank: return 1
        case .gehan: return n
        case .taroneWare: return n.squareRoot()
        case .peto:
            peto *= (n + 1 - d) / (n + 1)
            return peto
        case .modifiedPeto:
            peto *= (n + 1 - d) / (n + 1)
            return peto * n / (n + 1)
        case .flemingHarrington(let rho, let gamma):
            let weight = Self.raised(survival, to: rho) * Self.raised(failure, to: gamma)
            pass(n, d, isEmptied)
            return weight
        case .modestlyWeighted(.survival):
            let weight = 1 / max(survival, least)
            pass(n, d, isEmptied)
            return weight
        case .modestlyWeighted(.time(let last)):
            // Up to t* the curve lies above its value there.
            let weight = 1 / max(survival, least)
            pass(n, d, isEmptied)
            if time <= last, survival > 0 { least = survival }
            return weight
        }
    }

    @inline(__always)
    private mutating func pass(_ n: Double, _ d: Double, _ isEmptied: Bool) {
        failure = isEmptied ? 1 : failure + survival * d / n
        survival = isEmptied ? 0 : max(0, survival * ((n - d) / n))
    }

    @inline(__always)
    private static func raised(_ base: Double, to exponent: Double) -> Double {
        exponent == 0 ? 1 : exponent == 1 ? base : Elementary.power(base, exponent)
    }
}
