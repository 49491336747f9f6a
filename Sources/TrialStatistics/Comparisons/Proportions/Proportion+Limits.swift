import TrialNumerics

extension Proportion {
    /// Jeffreys's limits: the middle of the posterior Beta(x + ½, n − x + ½), from 0 where x = 0 and to 1 where x = n.
    ///
    /// Brown, Cai & DasGupta, *Stat Sci* 16 (2001) 101–133, section 4.3. SAS `BINOMIAL(CL=JEFFREYS)`.
    public func jeffreys(_ level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        let tail = (1 - level.coverage) / 2
        let posterior = try? Beta(alpha: Double(successes) + 0.5, beta: Double(count - successes) + 0.5)
        return ConfidenceLimits(
            lower: successes == 0 ? 0 : posterior?.quantile(tail),
            upper: successes == count ? 1 : posterior?.upperQuantile(tail))
    }

    /// Mid-p limits: those of Clopper and Pearson with the count seen taken for half in each tail; shorter, and not sure to cover.
    ///
    /// ```
    /// P(X > x; lower) + ½ P(X = x; lower) = α/2 = P(X < x; upper) + ½ P(X = x; upper)
    /// ```
    ///
    /// Lancaster, *JASA* 56 (1961) 223–234. Berry & Armitage, *Statistician* 44 (1995) 417–423. SAS `BINOMIAL(CL=MIDP)`.
    public func midP(_ level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        let tail = (1 - level.coverage) / 2
        func root(_ excess: @escaping (Binomial) -> Double) -> Double? {
            try? BrentRoot(
                of: { p in (try? Binomial(trials: count, probability: p)).map(excess) ?? .nan }, in: 0...1
            ).value
        }
        let lower =
            successes == 0
            ? 0 : root { $0.upperTail(at: successes) + $0.probability(of: successes) / 2 - tail }
        let upper =
            successes == count
            ? 1 : root { tail - $0.lowerTail(at: successes - 1) - $0.probability(of: successes) / 2 }
        return ConfidenceLimits(lower: lower, upper: upper)
    }
}
