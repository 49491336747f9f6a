import TrialNumerics

extension TwoProportions {
    /// p₁ − p₂ with Miettinen and Nurminen's score limits: the δ at which the score test of p₁ − p₂ = δ is just significant.
    ///
    /// ```
    /// (p₁ − p₂ − δ)² = z² · N/(N − 1) · (p̃₁(1 − p̃₁)/n₁ + p̃₂(1 − p̃₂)/n₂)
    /// ```
    ///
    /// where p̃ are the likeliest proportions that differ by δ.
    public func differenceMiettinenNurminen(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        let z = level.normalQuantile
        func excess(_ delta: Double) -> Double {
            let distance = difference - delta
            return distance * abs(distance) - z * z * variance(at: delta) * (distance < 0 ? -1 : 1)
        }
        let lower = difference <= -1 ? -1 : root(excess, in: -1...difference)
        let upper = difference >= 1 ? 1 : root(excess, in: difference...1)
        let reason = lower == nil || upper == nil ? "the search for a limit did not end" : nil
        return IntervalEstimate(difference, lower, upper, reason: reason)
    }

    /// The limit between the estimate, where nothing is significant, and the end of the scale.
    private func root(_ excess: (Double) -> Double, in range: ClosedRange<Double>) -> Double? {
        let isLower = range.upperBound == difference
        // At the estimate itself the distance is 0 and the sign of the correction open: take the side of the range.
        let signed: (Double) -> Double = { delta in
            delta == self.difference ? (isLower ? -1.0 : 1.0) * .leastNonzeroMagnitude : excess(delta)
        }
        if isLower, excess(-1) <= 0 { return -1 }
        if !isLower, excess(1) >= 0 { return 1 }
        return try? BrentRoot(of: signed, in: range).value
    }

    /// The variance of p₁ − p₂ at the likeliest proportions that differ by δ.
    private func variance(at delta: Double) -> Double {
        let (n1, n2) = (Double(first.count), Double(second.count))
        let p2 = constrainedSecond(delta)
        let p1 = min(1, max(0, p2 + delta))
        return (n1 + n2) / (n1 + n2 - 1) * (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    }

    /// The likeliest p₂ with p₁ = p₂ + δ: the root of the score, which falls, between the ends of what p₂ can be.
    private func constrainedSecond(_ delta: Double) -> Double {
        let (x1, y1) = (Double(first.successes), Double(first.count - first.successes))
        let (x2, y2) = (Double(second.successes), Double(second.count - second.successes))
        let (low, high) = (max(0, -delta), min(1, 1 - delta))
        guard low < high else { return low }
        // The score times p₁(1 − p₁)p₂(1 − p₂), whose sign is the score's.
        func score(_ p: Double) -> Double {
            let q = p + delta
            return (x1 * (1 - q) - y1 * q) * p * (1 - p) + (x2 * (1 - p) - y2 * p) * q * (1 - q)
        }
        // Bisection needs no sign at the ends, where the product vanishes though the score does not.
        var (bottom, top) = (low, high)
        for _ in 0..<200 {
            let middle = bottom + (top - bottom) / 2
            if middle <= bottom || middle >= top { break }
            if score(middle) > 0 { bottom = middle } else { top = middle }
        }
        return bottom + (top - bottom) / 2
    }
}
