import CBoostMath

extension IncompleteBeta {
    /// The odds x/(1 − x) with Iₓ(a, b) = p, 0 < p < 1; 0 or ∞ where they leave the range of `Double`.
    ///
    /// Odds, because they keep the digits of 1 − x where x is near 1, which the F and t distributions need.
    func inverseLower(_ p: Double) -> Double {
        p > 0.5 ? 1 / flipped.solve(1 - p) : solve(p)
    }

    /// The odds x/(1 − x) with 1 − Iₓ(a, b) = q, 0 < q < 1.
    func inverseUpper(_ q: Double) -> Double { 1 / flipped.inverseLower(q) }

    /// The odds for p ≤ ½: from Boost.Math's inverse (good to 1e-11 only, where x is near 1) by Newton's method.
    private func solve(_ p: Double) -> Double {
        let target = logarithm(p)
        let logStart = logOfSmallArgument(p)
        if logStart < -690 { return exponential(logStart) }
        var complement = 0.0
        let start = eq_ibeta_inv(a, b, p, &complement)
        return polished(start / complement, fallback: a / b) { odds in
            let x = Proportion(odds: odds)
            let tail = self.logLower(x)
            return (target - tail) / exponential(self.logKernel(x) - tail)
        }
    }
}
