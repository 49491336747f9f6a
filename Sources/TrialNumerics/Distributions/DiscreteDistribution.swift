/// A distribution on the integers from 0.
///
/// ```swift
/// let responders = try Binomial(trials: 14, probability: 0.2)
/// responders.lowerTail(at: 0)        // P(X ≤ 0) = 0.0439804…
/// responders.upperTail(at: 3)        // P(X > 3), not P(X ≥ 3)
/// ```
///
/// ## Edge cases
/// - As for `ContinuousDistribution`: probabilities and tails are total, never NaN and computed each for itself, and their
///   logarithms stay finite where they underflow.
/// - A quantile is nil where there is none: the probability is not in [0, 1], or all integers would be needed.
/// - The quantile of a probability that `lowerTail(at: k)` returned is k: 64 units in the last place of the smaller tail
///   are forgiven, as in R.
public protocol DiscreteDistribution: Sendable, Hashable {
    /// The largest value that can occur, if there is one.
    var largest: Int? { get }
    /// E X.
    var mean: Double { get }
    /// P(X = k).
    func probability(of k: Int) -> Double
    /// log P(X = k).
    func logProbability(of k: Int) -> Double
    /// P(X ≤ k).
    func lowerTail(at k: Int) -> Double
    /// P(X > k).
    func upperTail(at k: Int) -> Double
    /// log P(X ≤ k), finite where the tail underflows.
    func logLowerTail(at k: Int) -> Double
    /// log P(X > k), finite where the tail underflows.
    func logUpperTail(at k: Int) -> Double
}

extension DiscreteDistribution {
    /// P(X = k).
    public func probability(of k: Int) -> Double { exponential(logProbability(of: k)) }

    /// The smallest k with P(X ≤ k) ≥ p.
    public func quantile(_ p: Double) -> Int? {
        guard p >= 0, p <= 1 else { return nil }
        if p == 0 { return 0 }
        if p == 1 { return largest }
        return p > 0.5
            ? smallest { upperTail(at: $0) <= (1 - p) * (1 + forgiven) + roundingOfOne }
            : smallest { lowerTail(at: $0) >= p * (1 - forgiven) }
    }

    /// The smallest k with P(X > k) ≤ q, as exact for q = 1e-300 as for q = 0.1.
    public func upperQuantile(_ q: Double) -> Int? {
        guard q >= 0, q <= 1 else { return nil }
        if q == 1 { return 0 }
        if q == 0 { return largest }
        return q > 0.5
            ? smallest { lowerTail(at: $0) >= (1 - q) * (1 - forgiven) - roundingOfOne }
            : smallest { upperTail(at: $0) <= q * (1 + forgiven) }
    }

    /// The smallest k that has a property which all larger ones have: strides from the mean that double, then bisection.
    private func smallest(_ reaches: (Int) -> Bool) -> Int {
        let end = largest ?? Int.max / 2
        var above = min(Int(mean), end)
        var stride = 1
        while above < end, !reaches(above) {
            above = stride < end - above ? above + stride : end
            stride *= 2
        }
        var below = above - 1
        stride = 1
        while below >= 0, reaches(below) {
            (above, below) = (below, below - stride)
            stride *= 2
        }
        below = max(below, -1)
        while above - below > 1 {
            let middle = below + (above - below) / 2
            if reaches(middle) { above = middle } else { below = middle }
        }
        return above
    }
}

/// The relative error of a tail that a quantile overlooks.
private let forgiven = 64 * Double.ulpOfOne
/// The rounding of a probability that is given as the complement of a small one.
private let roundingOfOne = Double.ulpOfOne / 2
