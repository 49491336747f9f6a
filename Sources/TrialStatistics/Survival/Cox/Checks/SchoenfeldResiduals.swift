/// The Schoenfeld residuals of a Cox model: what distinguishes each that has the event from those at risk with it.
///
/// ```
/// sᵢ = xᵢ − x̄(tᵢ),      s*ᵢ = β + D·V·sᵢ
/// ```
///
/// with x̄ the mean over the risk set weighted by exp(βᵀx), over the turns of tied deaths with Efron's method; V the
/// covariance of β from the information, and D the sum of the weights of all events. If hazards are proportional, sᵢ has
/// mean 0 at every time; a scaled residual s*ᵢ estimates, crudely, the coefficient β(tᵢ) of that moment, and a smooth
/// through all of them shows how it runs.
///
/// ## Edge cases
/// With case weights R `residuals.coxph(type = "scaledsch")` multiplies by the *number* of events, as `cox.zph` does, so that
/// giving every row the weight 2 halves the distance of its residuals from β; here the sum of weights keeps it.
///
/// ## References
/// Schoenfeld, *Biometrika* 69 (1982) 239–241. Grambsch & Therneau, *Biometrika* 81 (1994) 515–526, eq. 5 and p. 518.
public struct SchoenfeldResiduals: Sendable {
    /// The observations with the event: by stratum, then by time, tied ones in the order given.
    public let rows: [Int]
    /// The time of each event; the first of times that count as one.
    public let times: [Double]
    /// The case weight of each.
    public let weights: [Double]
    /// sᵢ, one row an event.
    let byEvent: [Double]
    /// β.
    let coefficients: [Double]
    /// D·V, row by row.
    let scale: [Double]

    /// sᵢ, one column a covariate.
    public var values: [[Double]] { coefficients.indices.map(values(of:)) }
    /// s*ᵢ, one column a covariate.
    public var scaled: [[Double]] { coefficients.indices.map(scaled(of:)) }

    /// sᵢ of one covariate, by its index.
    public func values(of covariate: Int) -> [Double] {
        stride(from: covariate, to: byEvent.count, by: coefficients.count).map { byEvent[$0] }
    }

    /// s*ᵢ of one covariate, by its index.
    public func scaled(of covariate: Int) -> [Double] {
        let order = coefficients.count
        return stride(from: 0, to: byEvent.count, by: order).map { start in
            var sum = coefficients[covariate]
            for k in 0..<order { sum += byEvent[start + k] * scale[k * order + covariate] }
            return sum
        }
    }
}
