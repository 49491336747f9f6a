/// The limits of a look on the scale of Z; nil where there is none.
package struct LookLimits: Sendable, Hashable {
    /// Below it the trial stops.
    package var lower: Double?
    /// From it on the trial stops.
    package var upper: Double?
    /// Where |Z| is below it the trial stops: the middle part of a two-sided design.
    package var middle: Double?

    /// Limits of a look.
    package init(lower: Double? = nil, upper: Double? = nil, middle: Double? = nil) {
        self.lower = lower
        self.upper = upper
        self.middle = middle
    }

    /// The scores with which the trial goes on.
    func region(at t: Double, drift: Double) -> ScoreRegion {
        let root = t.squareRoot()
        return ScoreRegion(
            lower: lower.map { $0 * root }, upper: upper.map { $0 * root }, middle: middle.map { $0 * root },
            mean: drift * t, deviation: root)
    }
}

/// The probabilities with which statistics Z_k ~ N(θ√t_k, 1), cov(Z_j, Z_k) = √(t_j/t_k), first leave given limits at each look.
///
/// ```swift
/// let limits = [LookLimits(upper: 2.7965), LookLimits(upper: 1.9774)]
/// CrossingProbabilities(information: [0.5, 1], limits: limits, drift: 0).upper      // 0.0025829…, 0.0224…
/// ```
///
/// Information need not end at 1. Where a lower and an upper limit coincide the trial stops for certain.
///
/// ## Validated against
/// Nested quadrature in mpmath (`Validation/Python/group-sequential.py`), R mvtnorm.
package struct CrossingProbabilities: Sendable, Hashable {
    /// P(first leaves at look k, at the upper limit).
    package let upper: [Double]
    /// P(first leaves at look k, at the lower limit).
    package let lower: [Double]
    /// P(first leaves at look k, in the middle).
    package let middle: [Double]
    /// P(never leaves).
    package let remaining: Double

    /// The probabilities for limits and a drift θ, the mean of Z at information 1.
    package init(information: [Double], limits: [LookLimits], drift: Double) {
        precondition(information.count == limits.count, "a look has no limits")
        var (upper, lower, middle): ([Double], [Double], [Double]) = ([], [], [])
        var state = ContinuingScore(drift: drift)
        var remaining = 1.0
        for (index, t) in information.enumerated() {
            let (limit, root) = (limits[index], t.squareRoot())
            upper.append(limit.upper.map { state.tail(.upper, beyond: $0 * root, at: t) } ?? 0)
            lower.append(limit.lower.map { state.tail(.lower, beyond: $0 * root, at: t) } ?? 0)
            middle.append(limit.middle.map { state.middle($0 * root, at: t) } ?? 0)
            remaining -= upper[index] + lower[index] + middle[index]
            guard index + 1 < information.count else { break }
            state = ContinuingScore(
                state, at: t, in: limit.region(at: t, drift: drift), next: information[index + 1])
        }
        self.upper = upper
        self.lower = lower
        self.middle = middle
        self.remaining = max(0, remaining)
    }
}

extension ContinuingScore {
    /// P(gone on so far, the score at information t within `distance` of 0).
    func middle(_ distance: Double, at t: Double) -> Double {
        max(0, tail(.lower, beyond: distance, at: t) - tail(.lower, beyond: -distance, at: t))
    }
}
