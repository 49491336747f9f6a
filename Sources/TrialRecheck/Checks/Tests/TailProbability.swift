import TrialNumerics

/// Tails of the distributions of test statistics.
enum TailProbability {
    /// P(|T| ≥ t); the normal distribution where the degrees of freedom are infinite.
    static func twoSidedT(_ t: Double, _ degrees: Double) -> Double {
        guard t.isFinite else { return 0 }
        if let student = try? StudentT(degreesOfFreedom: degrees) { return min(1, 2 * student.upperTail(at: abs(t))) }
        return twoSidedNormal(t)
    }

    /// P(|Z| ≥ z).
    static func twoSidedNormal(_ z: Double) -> Double {
        z.isFinite ? min(1, 2 * Normal.standard.upperTail(at: abs(z))) : 0
    }

    /// P(χ² ≥ x).
    static func chiSquare(_ x: Double, _ degrees: Int) -> Double {
        guard x.isFinite, let distribution = try? ChiSquared(degreesOfFreedom: Double(degrees)) else { return 0 }
        return distribution.upperTail(at: max(0, x))
    }

    /// The z with P(|Z| ≥ z) = p.
    static func z(_ p: Double) -> Double { Normal.standard.upperQuantile(p / 2) ?? (p >= 1 ? 0 : .infinity) }
}
