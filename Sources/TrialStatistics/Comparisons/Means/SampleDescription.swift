/// What a table of baseline characteristics says of a number: n, mean, standard deviation, median, quartiles, smallest and largest.
///
/// ```swift
/// let age = try SampleDescription([61, 64, 64, 70, 81])
/// age.median                // 64
/// age.upperQuartile         // 70
/// ```
///
/// ## Validated against
/// R `quantile` types 2, 6 and 7 (`Validation/R/ranks-and-effects.json`).
///
/// ## References
/// Hyndman & Fan, *Am Stat* 50 (1996) 361–365. R `summary`, SAS `PROC MEANS QNTLDEF=`.
public struct SampleDescription: Sendable, Hashable {
    /// n, mean and standard deviation.
    public let summary: SampleSummary
    /// The median: the middle observation, or the middle of the two.
    public let median: Double
    /// The first quartile by ``rule``.
    public let lowerQuartile: Double
    /// The third quartile by ``rule``.
    public let upperQuartile: Double
    /// Where the quartiles lie.
    public let rule: QuartileRule
    /// The smallest observation.
    public let smallest: Double
    /// The largest observation.
    public let largest: Double

    /// Describes a sample.
    ///
    /// - Throws: ``StatisticsError`` for no observations, or one that is not finite.
    public init(_ values: [Double], quartiles rule: QuartileRule = .linear) throws(StatisticsError) {
        summary = try SampleSummary(values)
        let sorted = values.sorted()
        self.rule = rule
        median = QuartileRule.averaged.value(0.5, of: sorted)
        lowerQuartile = rule.value(0.25, of: sorted)
        upperQuartile = rule.value(0.75, of: sorted)
        (smallest, largest) = (sorted[0], sorted[sorted.count - 1])
    }
}
