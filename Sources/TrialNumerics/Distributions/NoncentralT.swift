import CBoostMath

/// The noncentral t distribution: that of (Z + δ)/√(V/ν) with Z standard normal and V χ² on ν degrees of freedom.
///
/// ```
/// E(T) = δ √(ν/2) Γ((ν − 1)/2) / Γ(ν/2),   ν > 1
/// ```
///
/// ```swift
/// try NoncentralT(degreesOfFreedom: 10, noncentrality: 0).upperTail(at: 2.5)      // 0.0157…, Student's
/// ```
///
/// ## Validated against
/// SciPy `nctdtr` and R `pt(ncp =)`, by way of the limits of standardised differences that rest on it; at noncentrality 0 ``StudentT``.
public struct NoncentralT: Sendable, Hashable {
    /// ν; need not be an integer.
    public let degreesOfFreedom: Double
    /// δ.
    public let noncentrality: Double

    /// The distribution of a number of degrees of freedom in 1e-10...1e10 and a finite noncentrality.
    public init(degreesOfFreedom: Double, noncentrality: Double) throws(NumericsError) {
        self.degreesOfFreedom = try .shape(degreesOfFreedom, "degreesOfFreedom")
        guard noncentrality.isFinite else {
            throw .invalid("noncentrality", noncentrality, expected: "a finite number")
        }
        self.noncentrality = noncentrality
    }

    /// E(T); absent where ν ≤ 1.
    public var mean: Double? {
        guard degreesOfFreedom > 1 else { return nil }
        let half = degreesOfFreedom / 2
        return noncentrality * half.squareRoot() * eq_gamma_delta_ratio(half - 0.5, 0.5)
    }

    /// P(T ≤ t).
    public func lowerTail(at t: Double) -> Double { clamped(eq_noncentral_t(degreesOfFreedom, noncentrality, t)) }

    /// P(T > t).
    public func upperTail(at t: Double) -> Double {
        clamped(eq_noncentral_t_complement(degreesOfFreedom, noncentrality, t))
    }

    /// Rounding beyond 0 and 1 is taken as 0 and 1.
    private func clamped(_ probability: Double) -> Double { min(1, max(0, probability)) }
}
