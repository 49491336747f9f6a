/// The mean, standard deviation and size of a sample: all that a t test or an analysis of variance needs of it.
public struct SampleSummary: Sendable, Hashable {
    /// n, the number of observations.
    public let count: Int
    /// The mean.
    public let mean: Double
    /// s, the standard deviation with n − 1; absent for a single observation.
    public let standardDeviation: Double?

    /// The summary that a paper prints.
    ///
    /// - Throws: ``StatisticsError`` unless the mean is finite, the standard deviation finite and ≥ 0, and the count at least 2.
    public init(mean: Double, standardDeviation: Double, count: Int) throws(StatisticsError) {
        guard mean.isFinite else {
            throw StatisticsError(.invalidValue, argument: "mean", "mean is \(mean); expected a finite number")
        }
        guard standardDeviation.isFinite, standardDeviation >= 0 else {
            throw StatisticsError(
                .invalidValue, argument: "standardDeviation",
                "standardDeviation is \(standardDeviation); expected a finite number ≥ 0")
        }
        guard count >= 2 else {
            throw StatisticsError(.invalidValue, argument: "count", "count is \(count); expected at least 2")
        }
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.count = count
    }

    /// The summary of observations, in two passes.
    ///
    /// - Throws: ``StatisticsError`` for no observations, or one that is not finite.
    public init(_ values: [Double]) throws(StatisticsError) {
        try checkFinite(values, "values")
        guard !values.isEmpty else {
            throw StatisticsError(.empty, argument: "values", "values is empty; expected at least one observation")
        }
        let n = Double(values.count)
        let rough = values.reduce(0) { $0 + $1 / n }
        let center = rough + values.reduce(0) { $0 + ($1 - rough) } / n
        let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
        mean = center
        standardDeviation = values.count > 1 ? (squares / (n - 1)).squareRoot() : nil
        count = values.count
    }

    /// The summary of the differences of pairs, first less second, from the summaries of both halves and their correlation r.
    ///
    /// ```
    /// s² = s₁² + s₂² − 2 r s₁ s₂
    /// ```
    ///
    /// - Throws: ``StatisticsError`` for halves that differ in size or a correlation outside −1...1.
    public init(
        pairs first: SampleSummary, _ second: SampleSummary, correlation: Double
    ) throws(StatisticsError) {
        guard first.count == second.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "second",
                "second has \(second.count) subjects; expected \(first.count), one for each pair")
        }
        guard correlation >= -1, correlation <= 1 else {
            throw StatisticsError(
                .invalidValue, argument: "correlation", "correlation is \(correlation); expected a number in −1...1")
        }
        let (s1, s2) = (first.standardDeviation ?? 0, second.standardDeviation ?? 0)
        // (s₁ − s₂)² + 2(1 − r)s₁s₂ loses no digits where r is near 1.
        let variance = (s1 - s2) * (s1 - s2) + 2 * (1 - correlation) * s1 * s2
        try self.init(mean: first.mean - second.mean, standardDeviation: variance.squareRoot(), count: first.count)
    }

    /// s², 0 for a single observation, which says nothing about it.
    var variance: Double { standardDeviation.map { $0 * $0 } ?? 0 }
    /// n − 1.
    var degreesOfFreedom: Double { Double(count - 1) }
}

/// Refuses values that are not finite.
func checkFinite(_ values: [Double], _ argument: String) throws(StatisticsError) {
    if let index = values.firstIndex(where: { !$0.isFinite }) {
        throw .invalid(argument, index, values[index], expected: "a finite number")
    }
}
