/// The residuals of a Cox model: what each observation has that the model did not expect.
///
/// With Hᵢ = ∫ Yᵢ(t) dH(t) the hazard that observation i was exposed to, δᵢ its events and wᵢ its weight:
///
/// ```
/// Cox-Snell    eᵢ = exp(βᵀxᵢ) Hᵢ                       the expected events; exponential and censored with δᵢ if the model holds
/// martingale   Mᵢ = δᵢ − eᵢ
/// deviance     sign(Mᵢ) √(−2 [Mᵢ + δᵢ log eᵢ])        martingale, made symmetric
/// score        uᵢ = ∫ (xᵢ − x̄(t)) dMᵢ(t)              the part of the gradient that is i's
/// dfbeta       wᵢ uᵢ V                                 how much β falls, nearly, if i is left out
/// dfbetas      dfbeta in units of the standard errors
/// ```
///
/// With Efron's treatment of ties, H and x̄ are Efron's too: a death is exposed to the part of the hazard of its own time
/// that its turn among the tied leaves it. Programs that take Breslow's hazard there are wrong by as much as ties are heavy.
///
/// ```swift
/// let model = try CoxRegression(followUp, covariates: covariates, strata: stage)
/// let residuals = try CoxResiduals(model, followUp, covariates: covariates, strata: stage)
/// residuals?.dfbeta[0]  // the influence of each observation on the first coefficient
/// ```
///
/// ## Edge cases
/// A coefficient that is absent (monotone likelihood, no convergence) leaves nothing to compute: the initialiser gives `nil`.
/// Observations of weight 0 are in no risk set and have 0 everywhere. An observation is one row: for a subject with several,
/// ``collapsed(by:)`` adds them up.
///
/// ## Validated against
/// R survival 3.5-3 `residuals.coxph` (`Validation/R/cox-checks.json`); Therneau & Grambsch 2000, appendix E, by hand; an
/// O(n²) version from the definitions.
///
/// ## References
/// Therneau, Grambsch & Fleming, *Biometrika* 77 (1990) 147–160. Therneau & Grambsch 2000, ch. 4 and 7. Cain & Lange,
/// *Biometrics* 40 (1984) 493–499 (dfbeta). SAS `PROC PHREG` RESMART, RESDEV, RESSCO, DFBETA; its DFBETA is R's.
public struct CoxResiduals: Sendable {
    /// The names of the covariates.
    public let names: [String]
    /// δᵢ: the events of each observation, 0 or 1 unless collapsed.
    public let eventCounts: [Int]
    /// eᵢ: the events that each observation was expected to have.
    public let coxSnell: [Double]
    /// uᵢ, one column a covariate, without case weights.
    public let score: [[Double]]
    /// The fall of each coefficient if the observation is left out, nearly; one column a covariate.
    public let dfbeta: [[Double]]
    /// `dfbeta` over the standard errors from the information.
    public let dfbetas: [[Double]]
    /// The residuals of the events, by which proportional hazards are looked at.
    public let schoenfeld: SchoenfeldResiduals

    init(
        names: [String], eventCounts: [Int], coxSnell: [Double], score: [[Double]], dfbeta: [[Double]],
        dfbetas: [[Double]], schoenfeld: SchoenfeldResiduals
    ) {
        self.names = names
        self.eventCounts = eventCounts
        self.coxSnell = coxSnell
        self.score = score
        self.dfbeta = dfbeta
        self.dfbetas = dfbetas
        self.schoenfeld = schoenfeld
    }

    /// Mᵢ: the events of each observation less those it was expected to have.
    public var martingale: [Double] { zip(eventCounts, coxSnell).map { Double($0) - $1 } }

    /// The martingale residuals on the scale of deviance: nearer to symmetric, large where an observation fits badly.
    public var deviance: [Double] {
        zip(eventCounts, coxSnell).map { events, expected in
            let residual = Double(events) - expected
            // An expectation that underflows would be an infinite residual.
            let held = max(expected, .leastNormalMagnitude)
            let logarithm = events > 0 ? Double(events) * Elementary.logarithm(held / Double(events)) : 0
            // −2[M + δ log(δ − M)] with the δ log δ of collapsed rows taken out, so that a perfect fit has 0.
            let square = max(0, -2 * (residual + logarithm))
            return residual < 0 ? -square.squareRoot() : square.squareRoot()
        }
    }
}

extension CoxResiduals {
    /// The residuals of subjects, each the sum over its rows; the residuals of events stay.
    ///
    /// - Throws: ``StatisticsError`` where the lengths differ.
    public func collapsed(by subjects: Factor) throws(StatisticsError) -> CoxResiduals {
        guard subjects.count == coxSnell.count else {
            throw .length("subjects", subjects.count, expected: coxSnell.count)
        }
        func sums(_ values: [Double]) -> [Double] {
            var result = [Double](repeating: 0, count: subjects.levels.count)
            for (row, code) in subjects.codes.enumerated() { result[Int(code)] += values[row] }
            return result
        }
        var counts = [Int](repeating: 0, count: subjects.levels.count)
        for (row, code) in subjects.codes.enumerated() { counts[Int(code)] += eventCounts[row] }
        return CoxResiduals(
            names: names, eventCounts: counts, coxSnell: sums(coxSnell), score: score.map(sums),
            dfbeta: dfbeta.map(sums), dfbetas: dfbetas.map(sums), schoenfeld: schoenfeld)
    }
}
