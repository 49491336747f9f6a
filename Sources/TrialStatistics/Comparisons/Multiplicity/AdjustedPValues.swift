/// P-values adjusted for being several, so that the chance of any false positive stays within the level of the family.
///
/// A hypothesis is rejected at level α where its adjusted p-value is at most α. With p₍₁₎ ≤ … ≤ p₍ₘ₎:
///
/// ```
/// Bonferroni      p̃ᵢ = min(1, m pᵢ)
/// Holm            p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1) p₍ⱼ₎)
/// Hochberg        p̃₍ᵢ₎ = min over j ≥ i of min(1, (m − j + 1) p₍ⱼ₎)
/// Hommel          p̃ᵢ = max over all sets J that hold i of min over k of |J| p₍ₖ₎ / k, p₍ₖ₎ the k-th smallest of J
/// fixed sequence  p̃ᵢ = max over j ≤ i of pⱼ, in the order given beforehand
/// ```
///
/// ```swift
/// try AdjustedPValues([0.01, 0.04, 0.03], by: .holm).values      // 0.03, 0.06, 0.06
/// ```
///
/// ## Edge cases
/// Bonferroni, Holm and the fixed sequence hold whatever the dependence; Hochberg and Hommel need independence or positive dependence. Weights, the
/// fallback and graphs are ``GraphicalProcedure``.
///
/// ## Validated against
/// R `p.adjust` (`Validation/R/comparisons.json`, `ranks-and-effects.json`); Hommel against Simes's test of all sets.
///
/// ## References
/// Holm, *Scand J Stat* 6 (1979) 65–70. Hochberg, *Biometrika* 75 (1988) 800–802. Hommel, *Biometrika* 75 (1988) 383–386; Wright, *Biometrics* 48 (1992)
/// 1005–1013 (the algorithm). Maurer, Hothorn & Lehmacher 1995 (fixed sequence). R `p.adjust`, SAS `PROC MULTTEST`.
public struct AdjustedPValues: Sendable, Hashable {
    /// How the p-values are adjusted.
    public enum Procedure: String, Sendable, Hashable, CaseIterable {
        /// Each times their number.
        case bonferroni
        /// Holm's step-down.
        case holm
        /// Hochberg's step-up.
        case hochberg
        /// Hommel's, the closed test of Simes's; never less powerful than Hochberg's.
        case hommel
        /// One after the other in a fixed sequence, until the first that is not significant.
        case fixedSequence
    }

    /// How they were adjusted.
    public let procedure: Procedure
    /// The adjusted p-values, in the order of those given.
    public let values: [Double]

    /// Adjusts p-values.
    ///
    /// - Throws: ``StatisticsError`` for one that is not in 0...1.
    public init(_ pValues: [Double], by procedure: Procedure) throws(StatisticsError) {
        try checkProbabilities(pValues, "pValues")
        self.procedure = procedure
        let count = Double(pValues.count)
        switch procedure {
        case .bonferroni: values = pValues.map { min(1, count * $0) }
        case .holm: values = Self.stepDown(pValues)
        case .hochberg: values = Self.stepUp(pValues)
        case .hommel: values = Self.hommel(pValues)
        case .fixedSequence:
            var largest = 0.0
            values = pValues.map { p in
                largest = max(largest, p)
                return largest
            }
        }
    }

    private static func ascending(_ pValues: [Double]) -> [Int] { pValues.indices.sorted { pValues[$0] < pValues[$1] } }

    private static func stepDown(_ pValues: [Double]) -> [Double] {
        var (values, largest) = (pValues, 0.0)
        for (place, index) in ascending(pValues).enumerated() {
            largest = max(largest, min(1, Double(pValues.count - place) * pValues[index]))
            values[index] = largest
        }
        return values
    }

    private static func stepUp(_ pValues: [Double]) -> [Double] {
        var (values, smallest) = (pValues, 1.0)
        for (place, index) in ascending(pValues).enumerated().reversed() {
            smallest = min(smallest, Double(pValues.count - place) * pValues[index])
            values[index] = smallest
        }
        return values
    }

    /// Wright's algorithm: for each size of set the worst is that of the largest p-values, with or without the hypothesis.
    private static func hommel(_ pValues: [Double]) -> [Double] {
        let order = ascending(pValues)
        let sorted = order.map { pValues[$0] }
        let count = sorted.count
        var adjusted = sorted
        for size in stride(from: count, through: 2, by: -1) {
            let others = count - size
            let top = (1...size).reduce(Double.infinity) {
                min($0, Double(size) * sorted[others + $1 - 1] / Double($1))
            }
            // Of a small p-value the worst set of this size holds itself and the size − 1 largest.
            let rest = (2...size).reduce(Double.infinity) {
                min($0, Double(size) * sorted[others + $1 - 1] / Double($1))
            }
            for index in sorted.indices {
                let worst = index < others ? min(rest, Double(size) * sorted[index]) : top
                adjusted[index] = max(adjusted[index], worst)
            }
        }
        var values = pValues
        for (place, index) in order.enumerated() { values[index] = min(1, adjusted[place]) }
        return values
    }
}

/// Refuses what is no probability.
func checkProbabilities(_ values: [Double], _ argument: String) throws(StatisticsError) {
    if let index = values.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
        throw .invalid(argument, index, values[index], expected: "a number in 0...1")
    }
}
