import TrialNumerics

/// How two proportions of a planned trial are compared, by a normal formula.
public enum ProportionsFormula: String, Sendable, Hashable, CaseIterable {
    /// Pooled variance under the null hypothesis: R `power.prop.test`, rpact.
    case pooled
    /// Each group's own variance.
    case unpooled
    /// Pooled, and enlarged for Yates' or Fisher's test (Casagrande, Pike & Smith; Fleiss).
    case continuity
    /// Arcsine of the square root: Cohen's h.
    case arcsine
}

/// The effect of one subject in a comparison of two proportions.
///
/// ```
/// pooled      n = (zα √(p̄q̄/(pq)) + zβ √(p₁q₁/p + p₀q₀/q))²/δ²,   p̄ = p p₁ + q p₀
/// with a margin δ₀ the null variance is that of the likeliest proportions that differ by δ₀ (Farrington & Manning)
/// continuity  n′ = n/4 (1 + √(1 + 2/(n p q |δ|)))²        arcsine  n = ((zα + zβ)/h)²/(p q),  h = 2 asin √p₁ − 2 asin √p₀
/// ```
///
/// p, q are the shares of the groups, p₁, p₀ the proportions, n is all subjects, δ = p₁ − p₀ − δ₀.
///
/// ## Validated against
/// R `power.prop.test`, rpact `getSampleSizeRates`.
///
/// ## References
/// Fleiss, Tytun & Ury, *Biometrics* 36 (1980) 343–346. Casagrande, Pike & Smith, *Biometrics* 34 (1978) 483–486.
/// Farrington & Manning, *Stat Med* 9 (1990) 1447–1454.
public struct ProportionsPower: PowerFunction, Hashable {
    /// The proportions expected.
    public let treatment: Double, control: Double
    /// δ₀.
    public let null: Double
    /// Treatment to control.
    public let ratio: TwoArmRatio
    /// The formula.
    public let formula: ProportionsFormula
    /// The level of the test.
    public let level: TestLevel
    private let effect: StandardizedEffect

    /// A comparison of two proportions.
    ///
    /// - Throws: ``StatisticsError`` for proportions outside 0…1, for an effect on the null hypothesis, for a margin with the arcsine.
    public init(
        treatment: Double, control: Double, null: Double = 0, ratio: TwoArmRatio = .equal,
        formula: ProportionsFormula = .pooled, level: TestLevel
    ) throws(StatisticsError) {
        for (name, value) in [("treatment", treatment), ("control", control)] where !(value >= 0 && value <= 1) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a proportion from 0 to 1")
        }
        let difference = treatment - control - null
        guard abs(null) < 1, difference != 0 else {
            throw StatisticsError(
                .invalidValue, argument: "difference",
                "the difference \(treatment - control) is its value under the null hypothesis; no number of subjects is enough"
            )
        }
        guard formula != .arcsine || null == 0 else {
            throw StatisticsError(
                .invalidValue, argument: "margin", "margin is \(null); the arcsine's formula has none")
        }
        self.treatment = treatment
        self.control = control
        self.null = null
        self.ratio = ratio
        self.formula = formula
        self.level = level
        effect = Self.effect(treatment, control, null, ratio, formula)
    }

    private static func effect(
        _ one: Double, _ zero: Double, _ null: Double, _ ratio: TwoArmRatio, _ formula: ProportionsFormula
    ) -> StandardizedEffect {
        let (p, q) = (ratio.treatmentShare, ratio.controlShare)
        let own = (one * (1 - one) / p + zero * (1 - zero) / q).squareRoot()
        let distance = abs(one - zero - null)
        switch formula {
        case .unpooled: return StandardizedEffect(distance, null: own, alternative: own)
        case .arcsine:
            let h = 2 * abs(Elementary.arcsine(one.squareRoot()) - Elementary.arcsine(zero.squareRoot()))
            return StandardizedEffect(h * (p * q).squareRoot())
        case .pooled, .continuity:
            let (a, b) = restricted(one, zero, null, p, q)
            return StandardizedEffect(
                distance, null: (a * (1 - a) / p + b * (1 - b) / q).squareRoot(), alternative: own)
        }
    }

    /// The likeliest proportions that differ by δ₀, given that p₁ and p₀ were seen.
    private static func restricted(
        _ one: Double, _ zero: Double, _ null: Double, _ p: Double, _ q: Double
    ) -> (Double, Double) {
        if null == 0 {
            let mean = p * one + q * zero
            return (mean, mean)
        }
        func score(_ b: Double) -> Double {
            let a = b + null
            return p * (one - a) * b * (1 - b) + q * (zero - b) * a * (1 - a)
        }
        var (low, high) = (max(0, -null), min(1, 1 - null))
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { break }
            if score(middle) > 0 { low = middle } else { high = middle }
        }
        return (low + null, low)
    }

    /// The least n for which the test exists.
    public var fewest: Double { 2 }

    /// The power with n subjects in all.
    public func power(subjects: Double) -> Double {
        guard formula == .continuity else { return effect.power(subjects: subjects, level) }
        // n′ solved for n: √n = √n′ − 1/(2 p q |δ| √n′).
        let root = subjects.squareRoot()
        let reduced = max(0, root - 1 / (2 * ratio.informationPerEvent * effect.distance * root))
        return effect.power(subjects: reduced * reduced, level)
    }
}
