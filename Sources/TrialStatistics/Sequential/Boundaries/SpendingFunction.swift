import TrialNumerics

/// How much of an error rate may be spent by an information fraction: α*(t), with α*(0) = 0 and α*(t) = α from t = 1 on.
///
/// ```
/// Lan-DeMets O'Brien-Fleming   α*(t) = 2 (1 − Φ(z₁₋α/₂ / √t))         z₁₋α/₂ the upper α/2 quantile, α the level of one side
/// Lan-DeMets Pocock            α*(t) = α log(1 + (e − 1) t)
/// Hwang-Shih-DeCani γ          α*(t) = α (1 − e^(−γt)) / (1 − e^(−γ)), α t where γ = 0
/// Kim-DeMets ρ                 α*(t) = α t^ρ
/// table                        straight lines between the points given, (0, 0) and (1, α)
/// ```
///
/// ```swift
/// SpendingFunction.lanDeMetsOBrienFleming.spent(at: 0.5, of: 0.05)     // 0.0055745967…
/// SpendingFunction(name: "hsd:-4")                                      // .hwangShihDeCani(gamma: -4)
/// ```
///
/// ## Edge cases
/// Nothing is spent at t ≤ 0, all of it from t = 1 on. Two-sided levels are spent a side: half of it, twice.
///
/// ## Validated against
/// R rpact and the formulas in mpmath (`Validation/Python/group-sequential.py`).
///
/// ## References
/// Lan & DeMets, *Biometrika* 70 (1983) 659–663. Hwang, Shih & DeCani, *Stat Med* 9 (1990) 1439–1445. Kim & DeMets, *Biometrika* 74 (1987) 149–154. R gsDesign
/// `sfLDOF`, `sfLDPocock`, `sfHSD`, `sfPower`, `sfLinear`; rpact `asOF`, `asP`, `asHSD`, `asKD`, `asUser`.
public enum SpendingFunction: Sendable, Hashable {
    /// Little at first, much at the end; close to O'Brien and Fleming's boundary.
    case lanDeMetsOBrienFleming
    /// Close to Pocock's boundary, nearly the same at every look.
    case lanDeMetsPocock
    /// Hwang, Shih and DeCani's: like O'Brien-Fleming at γ = −4, like Pocock at γ = 1, linear at γ = 0.
    case hwangShihDeCani(gamma: Double)
    /// Kim and DeMets's power ρ > 0: linear at 1, like O'Brien-Fleming at 3.
    case kimDeMets(rho: Double)
    /// Straight lines through points of a user's own.
    case table(SpendingTable)

    /// α*(t): what may be spent by a fraction, of a level.
    public func spent(at fraction: Double, of level: Double) -> Double {
        guard fraction > 0 else { return 0 }
        guard fraction < 1 else { return level }
        switch self {
        case .lanDeMetsOBrienFleming:
            guard level < 2, let z = Normal.standard.upperQuantile(level / 2) else { return level }
            return 2 * Normal.standard.upperTail(at: z / fraction.squareRoot())
        case .lanDeMetsPocock:
            return level * Elementary.logarithm(1 + Elementary.exponentialLessOne(1) * fraction)
        case .hwangShihDeCani(let gamma):
            return level * Self.hwangShihDeCani(gamma, fraction)
        case .kimDeMets(let rho):
            return level * Elementary.power(fraction, rho)
        case .table(let table):
            return level * table.share(at: fraction)
        }
    }

    /// (1 − e^(−γt)) / (1 − e^(−γ)), written with e^γ where γ is negative, so that nothing overflows.
    private static func hwangShihDeCani(_ gamma: Double, _ fraction: Double) -> Double {
        if gamma == 0 { return fraction }
        if gamma > 0 {
            return Elementary.exponentialLessOne(-gamma * fraction) / Elementary.exponentialLessOne(-gamma)
        }
        let scale = Elementary.exponential(gamma * (1 - fraction))
        return scale * Elementary.exponentialLessOne(gamma * fraction) / Elementary.exponentialLessOne(gamma)
    }

    /// Refuses a parameter that makes no spending function.
    func check(argument: String) throws(StatisticsError) {
        switch self {
        case .hwangShihDeCani(let gamma):
            guard abs(gamma) <= 100 else {
                throw StatisticsError(
                    .invalidValue, argument: argument,
                    "\(argument): gamma is \(gamma); expected a number in -100...100")
            }
        case .kimDeMets(let rho):
            guard rho > 0, rho <= 100 else {
                throw StatisticsError(
                    .invalidValue, argument: argument,
                    "\(argument): rho is \(rho); expected a number above 0 and at most 100")
            }
        case .lanDeMetsOBrienFleming, .lanDeMetsPocock, .table: break
        }
    }
}
