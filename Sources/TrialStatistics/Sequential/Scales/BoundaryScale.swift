import TrialNumerics

/// A scale on which critical values are read.
public enum BoundaryScale: Sendable, Hashable {
    /// The statistic itself.
    case z
    /// The one-sided p-value, 1 − Φ(z).
    case pValue
    /// Lan and Wittes's B-value, z√t.
    case bValue
    /// The power to pass the last critical value if the trend seen so far, θ = z/√t, goes on.
    case conditionalPower
    /// The same under the drift that has the design's power.
    case conditionalPowerAsPlanned
    /// The hazard ratio.
    case hazardRatio(HazardRatioScale)
    /// The estimated effect, a difference of means or rates, z/√(t I): I = 1/variance of the estimate at information 1.
    case effect(information: Double)
    /// The score, z √(t I).
    case score(information: Double)
}

extension GroupSequentialDesign {
    /// Which boundary of a design.
    public enum Boundary: Sendable, Hashable, CaseIterable {
        /// For efficacy.
        case upper
        /// The lower one: rejection on the other side, or harm.
        case lower
        /// For futility.
        case futility
    }

    /// A boundary on a scale, one value a look; nil where there is none, or where the scale has none.
    ///
    /// ```swift
    /// let scale = try HazardRatioScale(events: 235, ratio: 1.5)
    /// design.boundary(.upper, on: .hazardRatio(scale))      // the hazard ratios at or below which it stops
    /// ```
    public func boundary(_ boundary: Boundary, on scale: BoundaryScale) -> [Double?] {
        looks.indices.map { index in
            let look = looks[index]
            let z =
                switch boundary {
                case .upper: look.upperZ
                case .lower: look.lowerZ
                case .futility: look.futilityZ
                }
            return z.flatMap { value($0, atLook: index, on: scale) }
        }
    }

    /// A value of Z at a look (counted from 0) on a scale.
    func value(_ z: Double, atLook index: Int, on scale: BoundaryScale) -> Double? {
        let t = looks[index].fraction
        switch scale {
        case .z: return z
        case .pValue: return Normal.standard.upperTail(at: z)
        case .bValue: return z * t.squareRoot()
        case .conditionalPower: return conditionalPower(z: z, atLook: index, drift: z / t.squareRoot())
        case .conditionalPowerAsPlanned:
            return designDrift.flatMap { conditionalPower(z: z, atLook: index, drift: $0) }
        case .hazardRatio(let scale): return scale.hazardRatio(z: z, fraction: t)
        case .effect(let information): return z / (t * information).squareRoot()
        case .score(let information): return z * (t * information).squareRoot()
        }
    }

    /// P(Z_K ≥ u_K | Z_k = z) at a drift, looks between aside: Φ((z√t + θ(t_K − t) − u_K√t_K)/√(t_K − t)); nil at the last look.
    func conditionalPower(z: Double, atLook index: Int, drift: Double) -> Double? {
        let (t, end) = (looks[index].fraction, looks[looks.count - 1].fraction)
        guard index < looks.count - 1, let last = looks[looks.count - 1].upperZ else { return nil }
        let distance = last * end.squareRoot() - z * t.squareRoot() - drift * (end - t)
        return Normal.standard.upperTail(at: distance / (end - t).squareRoot())
    }
}
