import CBoostMath

extension IncompleteGamma {
    /// The x with P(a, x) = p, 0 < p < 1.
    func inverseLower(_ p: Double) -> Double {
        p > 0.5 ? solveUpper(1 - p) : solveLower(p)
    }

    /// The x with Q(a, x) = q, 0 < q < 1.
    func inverseUpper(_ q: Double) -> Double {
        q > 0.5 ? solveLower(1 - q) : solveUpper(q)
    }

    private func solveLower(_ p: Double) -> Double {
        let target = logarithm(p)
        // P(a, x) → xᵃ/Γ(a+1) as x → 0; below the smallest numbers this is all there is.
        let logStart = (target + logGamma(shape + 1)) / shape
        if logStart < -690 { return exponential(logStart) }
        return polished(eq_gamma_p_inv(shape, p), fallback: exponential(logStart)) { x in
            let tail = self.logLower(x)
            return (target - tail) / exponential(self.logKernel(x) - tail)
        }
    }

    private func solveUpper(_ q: Double) -> Double {
        let target = logarithm(q)
        return polished(eq_gamma_q_inv(shape, q), fallback: shape - target) { x in
            let tail = self.logUpper(x)
            return (tail - target) / exponential(self.logKernel(x) - tail)
        }
    }
}

/// Newton's method for the logarithm (or the log odds) of a positive number, from a start that is nearly right.
///
/// The logarithm of a gamma variate and the log odds of a beta variate have log-concave densities, so the logarithms of
/// both tails are concave in them, and Newton's method finds the quantile from any start: at most one step overshoots.
/// It ends where steps vanish or, at the noise of the tail function, no longer shrink.
func polished(_ start: Double, fallback: Double, step: (Double) -> Double) -> Double {
    var x = start > 0 && start.isFinite ? start : fallback
    var previous = Double.infinity
    for _ in 0..<200 {
        let change = step(x)
        guard change.isFinite else { return x }
        if abs(change) < 1e-8, abs(change) >= 0.5 * previous { return x }
        x *= exponential(change)
        if abs(change) < 2e-16 { return x }
        previous = abs(change)
    }
    return x
}
