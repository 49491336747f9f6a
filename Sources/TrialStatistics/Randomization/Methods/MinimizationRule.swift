/// What minimisation balances and how firmly: measure, weights, probability.
///
/// For a new subject with levels l₁, l₂, … let x be the numbers of subjects by slot among those who have level l of factor f, after
/// the subject has been given slot t on trial. The imbalance of f is d(x), that of the trial Gₜ = Σ over factors of weight·d. The slot
/// with least G gets probability p, each of the S − 1 others (1 − p)/(S − 1); slots that tie share.
///
/// ```
/// range                 d = max x − min x
/// variance              d = Σ (xₛ − x̄)²/(S − 1)
/// absoluteDifferences   d = Σ over pairs |xₛ − xₜ|
/// ```
///
/// ```swift
/// let rule = MinimizationRule(measure: .range, weights: [2, 1], probability: 0.8)
/// ```
///
/// ## Unequal ratios
/// ``Ratio/slots`` is right at every subject (see ``AllocationMethod``). ``Ratio/biasedCoin`` is Han, Enas and McEntegart's: arms are
/// compared by nⱼ/wⱼ, and an arm that is not preferred has the chance c·wⱼ with c = (1 − p)/(S − w₁), w₁ the least part, whichever
/// arm is. It keeps the ratio on average, not at every subject.
///
/// ## References
/// Pocock & Simon, *Biometrics* 31 (1975) 103–115. Taves, *Clin Pharmacol Ther* 15 (1974) 443–453 (p = 1). Han, Enas & McEntegart, *Stat Med* 28
/// (2009) 3329–3346. Kuznetsova & Tymofyeyev, *Stat Med* 31 (2012) 701–723.
public struct MinimizationRule: Sendable, Hashable {
    /// How far a set of counts is from equal.
    public enum Measure: String, Sendable, Hashable, CaseIterable {
        case range, variance
        case absoluteDifferences = "absolute-differences"
    }

    /// How arms of different shares are compared.
    public enum Ratio: String, Sendable, Hashable, CaseIterable {
        /// As slots of equal share.
        case slots
        /// By nⱼ/wⱼ with a coin of its own for each arm.
        case biasedCoin = "biased-coin"
    }

    /// d.
    public let measure: Measure
    /// For each factor its weight; all 1 where empty.
    public let weights: [Double]
    /// p.
    public let probability: Double
    /// How arms of different shares are compared.
    public let ratio: Ratio

    /// A rule.
    public init(
        measure: Measure = .range, weights: [Double] = [], probability: Double = 0.8, ratio: Ratio = .slots
    ) {
        self.measure = measure
        self.weights = weights
        self.probability = probability
        self.ratio = ratio
    }

    var summary: String {
        let coin = ratio == .slots ? "" : ", biased coin by arm"
        return "minimisation of the \(measureWords), p = \(AllocationMethod.text(probability))\(coin)"
    }

    private var measureWords: String {
        switch measure {
        case .range: "range"
        case .variance: "variance"
        case .absoluteDifferences: "absolute differences"
        }
    }

    func check(_ ratio: AllocationRatio, _ factors: [StratificationFactor]) throws(StatisticsError) {
        guard !factors.isEmpty else {
            throw StatisticsError(
                .empty, argument: "strata", "strata is empty; minimisation needs one factor or more to balance")
        }
        guard weights.isEmpty || weights.count == factors.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "weights",
                "weights has \(weights.count) numbers; expected \(factors.count), one for each factor")
        }
        for (index, weight) in weights.enumerated() where !(weight > 0 && weight.isFinite) {
            throw .invalid("weights", index, weight, expected: "a finite number above 0")
        }
        switch self.ratio {
        case .slots: try AllocationMethod.checkCoin(probability, slots: ratio.sum)
        case .biasedCoin:
            let least = Double(ratio.parts.min() ?? 1) / Double(ratio.sum)
            guard probability >= least, probability <= 1 else {
                throw StatisticsError(
                    .invalidValue, argument: "probability",
                    "probability is \(probability); expected \(AllocationMethod.text(least)), the share of the smallest arm, to 1"
                )
            }
        }
    }

    /// Σ over factors of weight·d for each slot, had the subject been given it.
    ///
    /// - Parameters:
    ///   - counts: level by level of factor by factor the numbers by slot.
    ///   - firstRow: for each factor the row of its first level.
    ///   - levels: for each factor the level of the subject.
    ///   - parts: for each slot what divides its numbers.
    func totals(
        _ counts: [Int], firstRow: [Int], levels: [Int], parts: [Double], into totals: inout [Double]
    ) {
        for trial in totals.indices {
            var total = 0.0
            for factor in firstRow.indices {
                let row = (firstRow[factor] + levels[factor]) * parts.count
                total +=
                    (weights.isEmpty ? 1 : weights[factor]) * imbalance(counts, row: row, trial: trial, parts: parts)
            }
            totals[trial] = total
        }
    }

    private func imbalance(_ counts: [Int], row: Int, trial: Int, parts: [Double]) -> Double {
        func count(_ slot: Int) -> Double {
            Double(counts[row + slot] + (slot == trial ? 1 : 0)) / parts[slot]
        }
        let slots = parts.count
        switch measure {
        case .range:
            var (low, high) = (Double.greatestFiniteMagnitude, -Double.greatestFiniteMagnitude)
            for slot in 0..<slots {
                low = min(low, count(slot))
                high = max(high, count(slot))
            }
            return high - low
        case .variance:
            var (sum, squares) = (0.0, 0.0)
            for slot in 0..<slots { sum += count(slot) }
            let mean = sum / Double(slots)
            for slot in 0..<slots { squares += (count(slot) - mean) * (count(slot) - mean) }
            return squares / Double(slots - 1)
        case .absoluteDifferences:
            var sum = 0.0
            for slot in 0..<slots { for other in 0..<slot { sum += abs(count(slot) - count(other)) } }
            return sum
        }
    }
}
