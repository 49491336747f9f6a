import Foundation
import TrialNumerics

/// Limits of a share that are not symmetric on a scale, and how many subjects would give them.
///
/// ```
/// Wilson             n = z² q(1 − q)/(p − q)²
/// likelihood ratio   n = z² / (2 (p log(p/q) + (1 − p) log((1 − p)/(1 − q))))
/// Clopper-Pearson    n where the tail of the beta distribution at q is that of the level
/// ```
///
/// Here p is the share and q the limit. Of a survival rate n is the effective number that censoring leaves.
///
/// ## References
/// Rothman KJ. J Chronic Dis 1978;31:557–560; Thomas DR, Grunkemeier GL. J Am Stat Assoc 1975;70:865–871
enum BinomialLimits: CaseIterable {
    case wilson, likelihoodRatio, clopperPearson

    /// The numbers of subjects that give both limits of a share as they are printed; `nil` where none does.
    func effectiveSize(_ sets: (lower: Interval, value: Interval, upper: Interval), at level: Double) -> Interval? {
        let (p, low, high) = (sets.value, sets.lower, sets.upper)
        guard p.lower > low.lower, p.upper < high.upper, low.lower > 0, high.upper < 1 else { return nil }
        // The size falls with the distance between share and limit, so that ends belong to ends.
        let below = Interval(
            size(p.upper, low.lower, level), low.upper < p.lower ? size(p.lower, low.upper, level) : .infinity)
        let above = Interval(
            size(p.lower, high.upper, level), high.lower > p.upper ? size(p.upper, high.lower, level) : .infinity)
        return below.intersection(above).map { Interval($0.lower * (1 - 1e-9), $0.upper * (1 + 1e-9)) }
    }

    /// How many subjects have a limit at one share while the share is another; with fractions.
    func size(_ p: Double, _ q: Double, _ level: Double) -> Double {
        let z = TailProbability.z(1 - level)
        switch self {
        case .wilson: return z * z * q * (1 - q) / ((p - q) * (p - q))
        case .likelihoodRatio:
            return z * z / (2 * (Self.part(p, q) + Self.part(1 - p, 1 - q)))
        case .clopperPearson: return exactSize(p, q, (1 - level) / 2)
        }
    }

    private static func part(_ p: Double, _ q: Double) -> Double { p > 0 ? p * Foundation.log(p / q) : 0 }

    /// By halving the interval of log n: the tail falls as n rises.
    private func exactSize(_ p: Double, _ q: Double, _ tail: Double) -> Double {
        var (low, high) = (0.0, Foundation.log(1e7))
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if Self.tail(p, q, exp(middle)) > tail { low = middle } else { high = middle }
        }
        return exp((low + high) / 2)
    }

    /// The chance of a share as extreme as p among n where the true one is q.
    private static func tail(_ p: Double, _ q: Double, _ n: Double) -> Double {
        let x = p * n
        if q < p {
            guard x > 0, let beta = try? Beta(alpha: x, beta: n - x + 1) else { return 1 }
            return beta.lowerTail(at: q)
        }
        guard n > x, let beta = try? Beta(alpha: x + 1, beta: n - x) else { return 1 }
        return beta.upperTail(at: q)
    }
}
