/// z of the score test that a contrast of two proportions has a given value.
///
/// ```
/// difference δ:  z = (p₁ − p₂ − δ) / √(f (p̃₁q̃₁/n₁ + p̃₂q̃₂/n₂))
/// ratio θ:       z = (p₁ − θp₂) / √(f (p̃₁q̃₁/n₁ + θ²p̃₂q̃₂/n₂))
/// odds ratio ψ:  z = ((p₁ − p̃₁)/(p̃₁q̃₁) − (p₂ − p̃₂)/(p̃₂q̃₂)) / √(f (1/(n₁p̃₁q̃₁) + 1/(n₂p̃₂q̃₂)))
/// ```
///
/// where p̃ are the likeliest proportions with that value of the contrast, q̃ = 1 − p̃, and f is N/(N − 1) or 1.
struct ScoreStatistic {
    let two: TwoProportions
    let contrast: ProportionContrast
    let variance: ScoreVariance

    private var factor: Double {
        let total = Double(two.first.count + two.second.count)
        return variance == .miettinenNurminen ? total / (total - 1) : 1
    }

    /// z at a value of the contrast, which falls as the value rises; `nil` where the variance is 0 while the distance is not.
    func z(at value: Double) -> Double? {
        let (n1, n2) = (Double(two.first.count), Double(two.second.count))
        let (p1, p2) = (two.first.estimate, two.second.estimate)
        let (r1, r2) = restricted(value)
        let (v1, v2) = (r1 * (1 - r1), r2 * (1 - r2))
        switch contrast {
        case .riskDifference: return Self.standardised(p1 - p2 - value, factor * (v1 / n1 + v2 / n2))
        case .riskRatio: return Self.standardised(p1 - value * p2, factor * (v1 / n1 + value * value * v2 / n2))
        case .oddsRatio:
            guard v1 > 0, v2 > 0 else { return nil }
            return Self.standardised((p1 - r1) / v1 - (p2 - r2) / v2, factor * (1 / (n1 * v1) + 1 / (n2 * v2)))
        }
    }

    private static func standardised(_ distance: Double, _ variance: Double) -> Double? {
        if distance == 0 { return 0 }
        return variance > 0 ? distance / variance.squareRoot() : nil
    }

    /// The likeliest proportions with a value of the contrast.
    func restricted(_ value: Double) -> (first: Double, second: Double) {
        let (x1, x2) = (Double(two.first.successes), Double(two.second.successes))
        let (n1, n2) = (Double(two.first.count), Double(two.second.count))
        let events = x1 + x2
        switch contrast {
        case .riskDifference:
            let second = two.constrainedSecond(value)
            return (min(1, max(0, second + value)), second)
        case .riskRatio:
            let b = n1 * value + x1 + n2 + x2 * value
            let root = max(0, b * b - 4 * (n1 + n2) * value * events).squareRoot()
            let second = min(1, 2 * events / (b + root))
            return (min(1, value * second), second)
        case .oddsRatio:
            let a = n2 * (value - 1)
            let b = value * (n1 - events) + n2 + events
            let root = max(0, b * b + 4 * a * events).squareRoot()
            let second = b > 0 ? 2 * events / (b + root) : (root - b) / (2 * a)
            return (value * second / (1 + second * (value - 1)), second)
        }
    }
}
