/// The Bayesian optimal interval design: the rate of toxicity at the dose against two boundaries.
///
/// ```
/// λₑ = log((1 − φ₁)/(1 − φ)) / log(φ(1 − φ₁)/(φ₁(1 − φ))),   λ_d = log((1 − φ)/(1 − φ₂)) / log(φ₂(1 − φ)/(φ(1 − φ₂)))
/// x/n ≤ λₑ: up,   x/n ≥ λ_d: down,   else the same
/// ```
///
/// φ₁ = 0.6 φ and φ₂ = 1.4 φ by default. The boundaries make a wrong decision least likely if φ, φ₁ and φ₂ are equally likely.
///
/// ```swift
/// let design = try BOINDesign(target: 0.3)
/// design.escalation                     // 0.2365
/// design.deescalation                   // 0.3585
/// ```
///
/// ## Validated against
/// The published boundaries for targets of 0.15 to 0.4 and the decision table for 0.3.
///
/// ## References
/// Liu & Yuan, *J R Stat Soc C* 64 (2015) 507–523. Yuan, Hess, Hilsenbeck & Gilbert, *Clin Cancer Res* 22 (2016) 4291–4301.
public struct BOINDesign: IntervalDesign, Hashable {
    /// φ₁, the largest rate that is too low.
    public let underdose: Double
    /// φ₂, the least rate that is too high.
    public let overdose: Double
    /// λₑ.
    public let escalation: Double
    /// λ_d.
    public let deescalation: Double
    /// The rule that takes doses out.
    public let elimination: DoseElimination

    /// A design.
    ///
    /// - Throws: ``StatisticsError`` that names `target`, `underdose`, `overdose` or `cutoff`: 0 < φ₁ < φ < φ₂ < 1.
    public init(
        target: Double, underdose: Double? = nil, overdose: Double? = nil, cutoff: Double = 0.95
    ) throws(StatisticsError) {
        elimination = try DoseElimination(target: target, cutoff: cutoff)
        let (low, high) = (underdose ?? 0.6 * target, overdose ?? 1.4 * target)
        guard low > 0, low < target else {
            throw StatisticsError(
                .invalidValue, argument: "underdose", "underdose is \(low); expected a rate between 0 and \(target)")
        }
        guard high > target, high < 1 else {
            throw StatisticsError(
                .invalidValue, argument: "overdose", "overdose is \(high); expected a rate between \(target) and 1")
        }
        self.underdose = low
        self.overdose = high
        escalation = Self.boundary(low, target)
        deescalation = Self.boundary(target, high)
    }

    /// The rate at which two rates are equally likely.
    private static func boundary(_ low: Double, _ high: Double) -> Double {
        Elementary.logarithm((1 - low) / (1 - high)) / Elementary.logarithm(high * (1 - low) / (low * (1 - high)))
    }

    /// Where the toxicities at a dose lead, elimination aside.
    public func interval(_ toxicities: Int, of treated: Int) -> DoseDirection {
        let rate = Double(toxicities) / Double(treated)
        return rate <= escalation ? .escalate : rate >= deescalation ? .deescalate : .stay
    }
}
