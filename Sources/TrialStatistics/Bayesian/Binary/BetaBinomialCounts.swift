/// The distribution of the events among further subjects, of whom the belief about the rate is a beta distribution.
///
/// ```
/// P(Y = i) = C(m, i) B(α + i, β + m − i) / B(α, β),   P(i + 1)/P(i) = (m − i)/(i + 1) · (α + i)/(β + m − i − 1)
/// ```
///
/// From the likeliest count both ways by the ratio, then divided by the sum: no logarithms, no underflow that matters.
struct BetaBinomialCounts {
    /// P(Y = i), by i.
    let probabilities: [Double]

    init(subjects m: Int, belief: BetaPrior) {
        let (a, b) = (belief.alpha, belief.beta)
        var weights = [Double](repeating: 0, count: m + 1)
        let top = min(m, max(0, Int(Double(m) * belief.mean)))
        weights[top] = 1
        for i in stride(from: top, to: m, by: 1) {
            weights[i + 1] = weights[i] * (Double(m - i) / Double(i + 1)) * ((a + Double(i)) / (b + Double(m - i - 1)))
        }
        for i in stride(from: top, to: 0, by: -1) {
            weights[i - 1] = weights[i] * (Double(i) / Double(m - i + 1)) * ((b + Double(m - i)) / (a + Double(i - 1)))
        }
        // Small terms first.
        let sum = weights.sorted().reduce(0, +)
        probabilities = weights.map { $0 / sum }
    }

    /// P(Y ≥ i).
    func upperTail(from i: Int) -> Double {
        i <= 0 ? 1 : i >= probabilities.count ? 0 : min(1, probabilities[i...].reversed().reduce(0, +))
    }
}
