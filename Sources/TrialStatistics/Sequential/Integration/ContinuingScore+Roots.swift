import TrialNumerics

extension ContinuingScore {
    /// The smallest probability for which a limit is sought; below it there is none.
    static let leastProbability = 1e-290

    /// The limit beyond which the score at information t lies with probability `probability` among all trials; nil where even all that went on are fewer, or
    /// the probability is below ``leastProbability``.
    ///
    /// The logarithm of the tail is concave (densities of normal increments cut to intervals stay log-concave), so that Newton's method started beyond the root
    /// closes in on it from there; bisection takes over where a tail underflows.
    func limit(_ side: Side, probability: Double, at t: Double) -> Double? {
        guard probability >= Self.leastProbability, probability < 1,
            let quantile = Normal.standard.upperQuantile(probability)
        else { return nil }
        let sign: Double = side == .upper ? 1 : -1
        let deviation = t.squareRoot()
        // Signed so that larger is always farther out. The tail of a trial that never stops is larger.
        var outer = sign * mean(at: t) + deviation * quantile
        var inner = innermost(side, at: t)
        guard inner < outer else { return tail(side, beyond: sign * outer, at: t) >= probability ? sign * outer : nil }
        guard tail(side, beyond: sign * inner, at: t) >= probability else { return nil }
        var place = outer
        for _ in 0..<200 {
            let found = tail(side, beyond: sign * place, at: t)
            if found >= probability { inner = max(inner, place) } else { outer = min(outer, place) }
            let slope = density(at: sign * place, information: t)
            var next = place
            if found > 0, slope > 0 {
                next += found / slope * Elementary.logarithm(found / probability)
            }
            let isNewton = found > 0 && slope > 0 && next >= inner && next <= outer
            if !isNewton { next = (inner + outer) / 2 }
            let move = abs(next - place)
            place = next
            // Newton's error is squared by the step that was just taken.
            if isNewton ? move <= 1e-8 * deviation : move <= 1e-15 * deviation { break }
        }
        return sign * place
    }

    /// A signed place so far inside that all that went on lie beyond it.
    private func innermost(_ side: Side, at t: Double) -> Double {
        let step = t - information
        let ends = [nodes.first ?? 0, nodes.last ?? 0].map { (side == .upper ? 1 : -1) * ($0 + drift * step) }
        return min(ends[0], ends[1]) - 9 * step.squareRoot()
    }
}
