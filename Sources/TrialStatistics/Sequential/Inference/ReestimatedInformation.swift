import TrialNumerics

/// The formulas of ``PromisingZone``: conditional power, information needed, critical value of a valid test.
struct ReestimatedInformation {
    /// t.
    let fraction: Double
    /// b.
    let finalZ: Double
    /// c.
    let cap: Double
    /// 1 − β.
    let target: Double

    /// CP(z) under the trend, of the trial as planned.
    func conditionalPower(z: Double) -> Double {
        Normal.standard.lowerTail(at: (z / fraction.squareRoot() - finalZ) / (1 - fraction).squareRoot())
    }

    /// The z of a conditional power strictly between 0 and 1.
    func z(conditionalPower: Double) -> Double {
        let quantile = Normal.standard.quantile(conditionalPower) ?? 0
        return fraction.squareRoot() * (finalZ + quantile * (1 - fraction).squareRoot())
    }

    /// n(z) for z > 0, from 1 to the cap.
    func information(z: Double) -> Double {
        let beta = Normal.standard.quantile(target) ?? 0
        let needed = (finalZ - z * fraction.squareRoot()) / (1 - fraction).squareRoot() + beta
        guard needed > 0 else { return 1 }
        return min(cap, max(1, fraction + fraction * needed * needed / (z * z)))
    }

    /// b(z), the critical value for the usual statistic at information n that keeps the conditional type I error.
    func criticalZ(z: Double, information n: Double) -> Double {
        let score = z * fraction.squareRoot()
        let stretch = ((n - fraction) / (1 - fraction)).squareRoot()
        return (score + stretch * (finalZ - score)) / n.squareRoot()
    }

    /// P(the usual statistic at information n ≥ critical | z) where E[Z at information 1] = drift.
    func rejection(z: Double, information n: Double, criticalZ: Double, drift: Double) -> Double {
        let mean = z * fraction.squareRoot() + drift * (n - fraction)
        return Normal.standard.upperTail(at: (criticalZ * n.squareRoot() - mean) / (n - fraction).squareRoot())
    }

    /// The smallest z at which the usual test is valid after enlarging; CP = 0.5 always is.
    var leastValidZ: Double {
        let half = z(conditionalPower: 0.5)
        let excess = { (z: Double) in self.criticalZ(z: z, information: self.information(z: z)) - self.finalZ }
        let low = half * 1e-6
        guard excess(low) > 0, excess(half) <= 0, let root = try? BrentRoot(of: excess, in: low...half) else {
            return half
        }
        return root.value
    }
}
