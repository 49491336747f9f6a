/// What a quantile is when the curve equals the wanted probability exactly, over an interval of time.
///
/// The rules differ only then; "equals" is to a tolerance of 1.49 × 10⁻⁸, and the same rule reads the limits off the
/// limits of the curve.
public enum QuantileRule: String, Sendable, Hashable, CaseIterable {
    /// The middle of the interval where the curve falls again, its start where it stays to the end of follow-up.
    /// R's `print` and `summary(f)$table`.
    case rPrint = "r-print"
    /// The middle of the interval, which ends with follow-up where the curve stays. R's `quantile`.
    case rQuantile = "r-quantile"
    /// The middle of the interval where the curve falls again; not estimable where it stays. SAS `PROC LIFETEST`.
    case strict
}

/// A quantile of the time to the event, such as the median, with its confidence limits.
public struct SurvivalQuantile: Sendable, Hashable {
    /// p, the probability that the event has happened by then.
    public let probability: Double
    /// The least time by which a share p had the event; absent where it is not reached.
    public let estimate: Double?
    /// The limits, of which either may not be reached.
    public let limits: ConfidenceLimits
}

extension KaplanMeier {
    /// The median with 95 % limits on the log scale and R's print rule.
    public var median: SurvivalQuantile { quantile(0.5) }

    /// The time by which a share `probability` have had the event, with limits after Brookmeyer & Crowley.
    ///
    /// The limits are the times at which the limits of S cross 1 − p, so they use the same scale as the curve's.
    ///
    /// - Parameters:
    ///   - probability: p, between 0 and 1.
    ///   - rule: what to take where S is 1 − p over an interval.
    ///   - transform: the scale of the limits.
    ///   - level: the coverage of the limits.
    ///
    /// With the plain scale they are those of the paper; R and SAS read them off transformed limits, as here.
    ///
    /// ## References
    /// Brookmeyer & Crowley, *Biometrics* 38 (1982) 29–41.
    public func quantile(
        _ probability: Double, rule: QuantileRule = .rPrint, transform: ConfidenceTransform = .log,
        level: ConfidenceLevel = .ninetyFivePercent
    ) -> SurvivalQuantile {
        let height = 1 - probability
        return SurvivalQuantile(
            probability: probability,
            estimate: crossing(of: height, rule) { survivalAfter[$0] },
            limits: ConfidenceLimits(
                lower: crossing(of: height, rule) { limits(atStep: $0, transform: transform, level: level).lower },
                upper: crossing(of: height, rule) { limits(atStep: $0, transform: transform, level: level).upper }))
    }

    /// The time at which a step function falls to `height`, read by `rule` where it is flat there.
    func crossing(of height: Double, _ rule: QuantileRule, _ value: (Int) -> Double?) -> Double? {
        let tolerance = TimeGrouping.rTolerance
        func firstStep(from start: Int, where isWanted: (Double) -> Bool) -> (index: Int, value: Double)? {
            for index in start..<time.count where eventsAt[index] > 0 {
                if let value = value(index), isWanted(value) { return (index, value) }
            }
            return nil
        }
        guard let first = firstStep(from: 0, where: { $0 < height + tolerance }) else { return nil }
        guard abs(first.value - height) < tolerance else { return time[first.index] }
        if let next = firstStep(from: first.index + 1, where: { $0 < first.value }) {
            return (time[first.index] + time[next.index]) / 2
        }
        switch rule {
        case .rPrint: return time[first.index]
        case .rQuantile: return lastTime.map { (time[first.index] + $0) / 2 }
        case .strict: return nil
        }
    }
}
