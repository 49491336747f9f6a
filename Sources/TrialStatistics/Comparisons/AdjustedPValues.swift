/// P-values adjusted for being several, so that the chance of any false positive stays within the level of the family.
///
/// A hypothesis is rejected at level α where its adjusted p-value is at most α. With p₍₁₎ ≤ … ≤ p₍ₘ₎:
///
/// ```
/// Holm            p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1) p₍ⱼ₎)
/// Hochberg        p̃₍ᵢ₎ = min over j ≥ i of min(1, (m − j + 1) p₍ⱼ₎)
/// fixed sequence  p̃ᵢ = max over j ≤ i of pⱼ, in the order given beforehand
/// ```
///
/// ```swift
/// try AdjustedPValues([0.01, 0.04, 0.03], by: .holm).values      // 0.03, 0.06, 0.06
/// ```
///
/// ## Edge cases
/// Holm and the fixed sequence hold whatever the dependence; Hochberg needs independence or positive dependence.
///
/// ## Validated against
/// R `p.adjust` (`Validation/R/comparisons.json`).
///
/// ## References
/// Holm, *Scand J Stat* 6 (1979) 65–70. Hochberg, *Biometrika* 75 (1988) 800–802. Maurer, Hothorn & Lehmacher 1995 (fixed sequence).
public struct AdjustedPValues: Sendable, Hashable {
    /// How the p-values are adjusted.
    public enum Procedure: String, Sendable, Hashable, CaseIterable {
        /// Holm's step-down.
        case holm
        /// Hochberg's step-up.
        case hochberg
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
        if let index = pValues.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
            throw .invalid("pValues", index, pValues[index], expected: "a number in 0...1")
        }
        self.procedure = procedure
        let ascending = pValues.indices.sorted { pValues[$0] < pValues[$1] }
        let count = pValues.count
        var values = pValues
        switch procedure {
        case .holm:
            var largest = 0.0
            for (place, index) in ascending.enumerated() {
                largest = max(largest, min(1, Double(count - place) * pValues[index]))
                values[index] = largest
            }
        case .hochberg:
            var smallest = 1.0
            for (place, index) in ascending.enumerated().reversed() {
                smallest = min(smallest, Double(count - place) * pValues[index])
                values[index] = smallest
            }
        case .fixedSequence:
            for index in pValues.indices.dropFirst() { values[index] = max(values[index - 1], pValues[index]) }
        }
        self.values = values
    }
}
