/// The Cochran-Armitage test that a proportion rises or falls along ordered groups.
///
/// ```
/// z = Σ sᵢ (yᵢ − nᵢ p) / √(p (1 − p) Σ nᵢ (sᵢ − s̄)²),   p = Σ yᵢ / Σ nᵢ,   s̄ = Σ nᵢ sᵢ / Σ nᵢ,   χ² = z² on 1 df
/// ```
///
/// with yᵢ of nᵢ subjects in group i, whose score is sᵢ.
///
/// ## Edge cases
/// All subjects alike, or all of one score: no test.
///
/// ## Validated against
/// R `prop.trend.test` (`Validation/R/comparisons.json`).
///
/// ## References
/// Armitage, *Biometrics* 11 (1955) 375–386. R `prop.trend.test`, SAS `PROC FREQ TREND`.
public struct TrendTest: Sendable, Hashable {
    /// z; positive where the proportion rises with the score.
    public let z: Double?
    /// χ² on one degree of freedom.
    public let test: ChiSquaredTest?

    /// Tests the successes of groups; their scores are 1, 2, … unless given.
    ///
    /// - Throws: ``StatisticsError`` for lengths that differ, counts that cannot be, or scores that are not finite.
    public init(successes: [Int], of counts: [Int], scores: [Double]? = nil) throws(StatisticsError) {
        let scores = scores ?? counts.indices.map { Double($0 + 1) }
        for (name, length) in [("counts", counts.count), ("scores", scores.count)] where length != successes.count {
            throw StatisticsError(
                .lengthMismatch, argument: name,
                "\(name) has \(length) elements; expected \(successes.count), one for each group")
        }
        for index in counts.indices {
            guard successes[index] >= 0, successes[index] <= counts[index] else {
                throw .invalid(
                    "successes", index, Double(successes[index]), expected: "a count in 0...\(counts[index])")
            }
            guard scores[index].isFinite else {
                throw .invalid("scores", index, scores[index], expected: "a finite number")
            }
        }
        z = Self.z(successes, counts, scores)
        test = z.flatMap { ChiSquaredTest(statistic: $0 * $0, degreesOfFreedom: 1) }
    }

    private static func z(_ successes: [Int], _ counts: [Int], _ scores: [Double]) -> Double? {
        let (total, events) = (Double(counts.reduce(0, +)), Double(successes.reduce(0, +)))
        guard total > 0, events > 0, events < total else { return nil }
        let p = events / total
        let center = zip(counts, scores).reduce(0) { $0 + Double($1.0) * $1.1 } / total
        var (difference, spread) = (0.0, 0.0)
        for index in counts.indices {
            let (n, score) = (Double(counts[index]), scores[index] - center)
            difference += score * (Double(successes[index]) - n * p)
            spread += n * score * score
        }
        guard spread > 0 else { return nil }
        return difference / (p * (1 - p) * spread).squareRoot()
    }
}
