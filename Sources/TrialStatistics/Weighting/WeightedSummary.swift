/// What a weighted sample says of a number: weighted mean, standard deviation, quantiles, and how many subjects it is worth.
///
/// ```
/// x̄ = Σ wᵢxᵢ / W,   s² = W / (W² − Σ wᵢ²) · Σ wᵢ(xᵢ − x̄)²,   W = Σ wᵢ,   n_eff = W² / Σ wᵢ²
/// ```
///
/// The variance is that of Austin and Stuart: with equal weights it is the usual one with n − 1.
///
/// ```swift
/// let age = try WeightedSummary([50, 60, 80], weights: [2, 1, 1])
/// age.mean                  // 60
/// age.effectiveCount        // 2.666…
/// ```
///
/// ## Edge cases
/// Observations of weight 0 do not count. One observation has no standard deviation; weights that sum to 0 are refused.
///
/// ## References
/// Kish, *Survey Sampling* (1965), 11.7 (n_eff). Austin & Stuart, *Stat Med* 34 (2015) 3661–3679, section 3.
public struct WeightedSummary: Sendable, Hashable {
    /// The number of observations whose weight is above 0.
    public let count: Int
    /// W, the sum of the weights.
    public let sumOfWeights: Double
    /// n_eff, the number of observations of equal weight that would say as much of the mean (Kish).
    public let effectiveCount: Double
    /// x̄.
    public let mean: Double
    /// s; absent for a single observation.
    public let standardDeviation: Double?
    /// The observations of weight above 0, ascending.
    private let sorted: [Double]
    /// For each of them the sum of the weights up to it.
    private let cumulative: [Double]

    /// Describes a sample; all weights are 1 if nil.
    ///
    /// - Throws: ``StatisticsError`` for lengths that differ, a value or weight that is not finite, a weight below 0, or
    ///   no weight above 0.
    public init(_ values: [Double], weights: [Double]? = nil) throws(StatisticsError) {
        try checkFinite(values, "values")
        let weights = try Self.checked(weights, count: values.count)
        let kept = values.indices.filter { weights[$0] > 0 }
        guard !kept.isEmpty else {
            throw StatisticsError(.empty, argument: "values", "values has no observation of weight above 0")
        }
        let total = kept.reduce(0) { $0 + weights[$1] }
        let squares = kept.reduce(0) { $0 + weights[$1] * weights[$1] }
        let rough = kept.reduce(0) { $0 + weights[$1] / total * values[$1] }
        let center = rough + kept.reduce(0) { $0 + weights[$1] / total * (values[$1] - rough) }
        let spread = kept.reduce(0) { $0 + weights[$1] * (values[$1] - center) * (values[$1] - center) }
        let rest = total * total - squares
        count = kept.count
        sumOfWeights = total
        effectiveCount = total * total / squares
        mean = center
        standardDeviation = kept.count > 1 && rest > 0 ? (total / rest * spread).squareRoot() : nil
        let order = kept.sorted { values[$0] < values[$1] }
        sorted = order.map { values[$0] }
        var running = 0.0
        cumulative = order.map { index in
            running += weights[index]
            return running
        }
    }

    /// The value up to which a share p of the weight lies: where that ends an observation, the middle of it and the next.
    ///
    /// With equal weights this is SAS's default (`PCTLDEF=5`), R's type 2.
    public func quantile(_ p: Double) -> Double {
        let wanted = min(max(p, 0), 1) * sumOfWeights
        let slack = 1e-12 * sumOfWeights
        let place = cumulative.firstIndex { $0 >= wanted - slack } ?? sorted.count - 1
        guard abs(cumulative[place] - wanted) <= slack, place + 1 < sorted.count else { return sorted[place] }
        return (sorted[place] + sorted[place + 1]) / 2
    }

    /// Weights of the right number, finite and not below 0.
    static func checked(_ weights: [Double]?, count: Int) throws(StatisticsError) -> [Double] {
        guard let weights else { return [Double](repeating: 1, count: count) }
        guard weights.count == count else {
            throw StatisticsError(
                .lengthMismatch, argument: "weights",
                "weights has \(weights.count) elements; expected \(count), one for each observation")
        }
        for (index, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
            throw .invalid("weights", index, weight, expected: "a finite number ≥ 0")
        }
        return weights
    }
}
