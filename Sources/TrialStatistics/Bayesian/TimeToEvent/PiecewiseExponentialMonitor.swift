import TrialNumerics

/// A one-arm trial watched by the posterior distribution of a hazard that may change with follow-up time.
///
/// A constant hazard lets early follow-up speak for late: where the hazard rises (progression after the end of treatment), many months without an
/// event promise a median that never comes, and the trial stops too late; where it falls, it stops a good treatment. Here each piece of follow-up
/// has its own hazard and only its own data speak for it.
///
/// ```
/// λⱼ ~ Gamma(aⱼ, bⱼ) independent,   λⱼ | dⱼ, Tⱼ ~ Gamma(aⱼ + dⱼ, bⱼ + Tⱼ)
/// H(c) = Σ wⱼ(c) λⱼ,   wⱼ the length of piece j before c
/// P(median > c) = P(H(c) < ln 2),   P(S(t) > s) = P(H(t) < −ln s)
/// ```
///
/// H is a weighted sum of gamma variables, whose distribution is a mixture of gamma distributions with positive weights.
///
/// ```swift
/// let monitor = try PiecewiseExponentialMonitor(
///     cuts: [12, 24], median: 40, events: 1, target: .medianAbove(52), stopBelow: 0.035)
/// monitor.probability(try PiecewiseExposure(events: [2, 4, 5], times: [600, 420, 150], cuts: [12, 24]))
/// ```
///
/// ## Edge cases
/// Pieces after the target's time have no say. With no cut it is the ``ExponentialMonitor`` with the prior IG(a, b) on the mean.
///
/// ## Validated against
/// mpmath's inversion of the characteristic function (`Validation/Python/piecewise-monitors.json`), the exponential monitor, simulation.
///
/// ## References
/// *Pharm Stat* 22 (2023) 34–44, doi 10.1002/pst.2256. Moschopoulos, *Ann Inst Statist Math* 37 (1985) 541–544.
public struct PiecewiseExponentialMonitor: Sendable, Hashable {
    /// τ₁ < τ₂ < …, where the hazard may change.
    public let cuts: [Double]
    /// The belief about the hazard of each piece.
    public let priors: [HazardPrior]
    /// What is to be reached.
    public let target: PiecewiseTarget
    /// Stops for futility where the probability of reaching it is below.
    public let stopBelow: Double?
    /// Stops for efficacy where it is above.
    public let stopAbove: Double?

    /// A monitor with a belief for each piece, one more than there are cuts.
    ///
    /// - Throws: ``StatisticsError`` that names `cuts`, `priors`, `target`, `stopBelow` or `stopAbove`.
    public init(
        cuts: [Double], priors: [HazardPrior], target: PiecewiseTarget, stopBelow: Double? = nil,
        stopAbove: Double? = nil
    ) throws(StatisticsError) {
        try PiecewiseExposure.check(cuts)
        guard priors.count == cuts.count + 1 else {
            throw StatisticsError(
                .lengthMismatch, argument: "priors",
                "priors has \(priors.count) elements; expected \(cuts.count + 1), one for each piece")
        }
        try EventTimeRule.check(stopBelow: stopBelow, stopAbove: stopAbove, low: "futility")
        self.cuts = cuts
        self.priors = priors
        self.target = try target.validated()
        self.stopBelow = stopBelow
        self.stopAbove = stopAbove
    }

    /// A monitor whose beliefs all have the hazard of one median and are worth the same number of events.
    public init(
        cuts: [Double], median: Double, events: Double, target: PiecewiseTarget, stopBelow: Double? = nil,
        stopAbove: Double? = nil
    ) throws(StatisticsError) {
        let prior = try HazardPrior(median: median, events: events)
        try self.init(
            cuts: cuts, priors: Array(repeating: prior, count: cuts.count + 1), target: target, stopBelow: stopBelow,
            stopAbove: stopAbove)
    }

    /// π, the probability that the target is reached.
    ///
    /// - Throws: ``StatisticsError`` where the exposure has other cuts.
    public func probability(_ exposure: PiecewiseExposure) throws(StatisticsError) -> Double {
        try cumulativeHazard(at: target.time, exposure).lowerTail(at: target.cumulativeHazard)
    }

    /// What the rules say of the data; futility is asked first.
    public func decision(_ exposure: PiecewiseExposure) throws(StatisticsError) -> MonitoringDecision {
        let probability = try probability(exposure)
        if let stopBelow, probability < stopBelow - ExponentialMonitor.margin { return .stopForFutility }
        if let stopAbove, probability > stopAbove + ExponentialMonitor.margin { return .stopForEfficacy }
        return .goOn
    }

    /// The time that the median exceeds with probability 1 − p.
    public func medianQuantile(_ p: Double, _ exposure: PiecewiseExposure) throws(StatisticsError) -> Double? {
        guard p > 0, p < 1 else { return nil }
        func excess(_ logTime: Double) throws(StatisticsError) -> Double {
            let hazard = try cumulativeHazard(at: Elementary.exponential(logTime), exposure)
            return 1 - hazard.lowerTail(at: EventTimeQuantity.ln2) - p
        }
        var (low, high) = (Elementary.logarithm(target.time), Elementary.logarithm(target.time))
        while try excess(low) > 0 { low -= 1 }
        while try excess(high) < 0 {
            high += 1
            guard high < 700 else { return nil }
        }
        guard high > low else { return target.time }
        let root = try? BrentRoot(of: { (try? excess($0)) ?? 0 }, in: low...high, tolerance: 1e-11)
        return root.map { Elementary.exponential($0.value) }
    }

    /// The share of each piece in the events, and in the time on test, of subjects with one constant hazard who are all followed until the target.
    public func shares(median: Double) -> [Double] {
        let hazard = EventTimeQuantity.ln2 / median
        let ends = ([0] + cuts.filter { $0 < target.time } + [target.time]).map { Elementary.exponential(-hazard * $0) }
        let parts = zip(ends, ends.dropFirst()).map { ($0 - $1) / (1 - ends[ends.count - 1]) }
        return parts + Array(repeating: 0, count: priors.count - parts.count)
    }

    /// The events and the total time, spread over the pieces in the given shares; events to whole numbers, each sum as near as it can be.
    ///
    /// - Throws: ``StatisticsError`` where there is not a share for each piece.
    public func exposure(
        events: Int, totalTime: Double, shares: [Double]
    ) throws(StatisticsError) -> PiecewiseExposure {
        guard shares.count == priors.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "shares",
                "shares has \(shares.count) elements; expected \(priors.count), one for each piece")
        }
        var (sum, counts) = (0.0, [Int]())
        for share in shares {
            sum += share
            counts.append(Int((sum * Double(events)).rounded()) - counts.reduce(0, +))
        }
        return try PiecewiseExposure(events: counts, times: shares.map { $0 * totalTime }, cuts: cuts)
    }

    /// The least total time to go on with so many events, both spread over the pieces in the given shares; 0 where every total time goes on.
    public func leastTotalTime(events: Int, shares: [Double]) throws(StatisticsError) -> Double {
        guard let stopBelow else { return 0 }
        func excess(_ totalTime: Double) throws(StatisticsError) -> Double {
            try probability(exposure(events: events, totalTime: totalTime, shares: shares)) - stopBelow
        }
        guard try excess(0) < -ExponentialMonitor.margin else { return 0 }
        var upper = target.time
        while try excess(upper) < 0 {
            upper *= 2
            guard upper < 1e12 * target.time else {
                throw StatisticsError(
                    .invalidValue, argument: "shares",
                    "shares leave a piece without time; expected some in each that has events")
            }
        }
        let root = try? BrentRoot(of: { (try? excess($0)) ?? 0 }, in: 0...upper, tolerance: 1e-11 * upper)
        return root?.value ?? 0
    }

    /// The distribution of H(time) after the data.
    private func cumulativeHazard(at time: Double, _ exposure: PiecewiseExposure) throws(StatisticsError) -> GammaSum {
        guard exposure.cuts == cuts else {
            throw StatisticsError(
                .invalidValue, argument: "exposure", "exposure has the cuts \(exposure.cuts); expected \(cuts)")
        }
        let spans = PiecewiseExposure.spans(cuts, until: time)
        return GammaSum(
            shapes: priors.indices.map { priors[$0].events + Double(exposure.events[$0]) },
            scales: priors.indices.map { spans[$0] / (priors[$0].time + exposure.times[$0]) })
    }
}
