/// What is taken from, or given to, the log partial likelihood before it is maximised.
///
/// ```
/// none    log L(β)
/// firth   log L(β) + ½ log det I(β)
/// ridge   log L(β) − ½ θ Σₖ sₖ βₖ²,    sₖ = var(xₖ) or 1
/// ```
///
/// ## References
/// Firth, *Biometrika* 80 (1993) 27–38; Heinze & Schemper, *Biometrics* 57 (2001) 114–119, eq. 3; Gray, *JASA* 87 (1992)
/// 942–951 on penalised likelihood in general. R `coxphf` and SAS `PROC PHREG` with `FIRTH`; R `survival::ridge`.
public enum CoxPenalty: Sendable, Hashable {
    /// The likelihood as it is.
    case none
    /// Jeffreys' prior as penalty: takes the bias of order 1/n from β and keeps it finite where data are separated.
    case firth
    /// Coefficients are drawn to 0; `theta` says how strongly.
    ///
    /// With `scaled` each βₖ² counts times the sample variance of its covariate, as R does by default, so that units do not
    /// matter. `covariates` are the indices of those that are drawn; all where absent.
    case ridge(theta: Double, scaled: Bool = true, covariates: [Int]? = nil)
}
