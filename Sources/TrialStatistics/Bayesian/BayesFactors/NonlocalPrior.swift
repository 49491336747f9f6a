/// A belief about an effect under the alternative that is zero at the null: a moment or an inverse moment density.
///
/// ```
/// x the distance from the null, on the alternative's side
/// inverse moment:  f(x) ∝ x^−(ν+1) exp(−(τ/x²)^k),      mode² = τ (2k/(ν + 1))^(1/k)
/// moment:          f(x) ∝ x^2k exp(−x²/2τ),             mode² = 2kτ
/// ```
///
/// A density that is positive at the null makes evidence for the null grow only with √n; one that vanishes there lets it grow exponentially, so
/// that a trial of an inferior treatment can stop early. τ follows from the mode, the effect that is hoped for. The density is normalised over
/// the values that the parameter can take.
///
/// ## References
/// Johnson & Rossell, *JRSS B* 72 (2010) 143–170, equations 4–8. Johnson & Cook, *Clin Trials* 6 (2009) 217–226.
public enum NonlocalPrior: Sendable, Hashable {
    /// k (the speed with which it vanishes at the null) and ν (that of its tail).
    case inverseMoment(k: Double, nu: Double)
    /// k, half the power with which it vanishes at the null.
    case moment(k: Int)

    /// k = 1, ν = 2: what Equipoise takes by default.
    public static let standard = NonlocalPrior.inverseMoment(k: 1, nu: 2)

    /// log f at a distance x > 0, without its constant, for a mode at `mode`.
    func logDensity(at x: Double, mode: Double) -> Double {
        switch self {
        case .inverseMoment(let k, let nu):
            let tau = mode * mode / Elementary.power(2 * k / (nu + 1), 1 / k)
            return -(nu + 1) * Elementary.logarithm(x) - Elementary.power(tau / (x * x), k)
        case .moment(let k):
            let tau = mode * mode / (2 * Double(k))
            return 2 * Double(k) * Elementary.logarithm(x) - x * x / (2 * tau)
        }
    }

    func validated() throws(StatisticsError) -> NonlocalPrior {
        switch self {
        case .inverseMoment(let k, let nu) where !((0.25...10).contains(k) && (0.25...50).contains(nu)):
            throw StatisticsError(
                .invalidValue, argument: "density",
                "density has k \(k) and ν \(nu); expected k in 0.25...10 and ν in 0.25...50")
        case .moment(let k) where !(1...10).contains(k):
            throw StatisticsError(.invalidValue, argument: "density", "density has k \(k); expected 1...10")
        case .inverseMoment, .moment: return self
        }
    }
}
