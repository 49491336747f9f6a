import Foundation

/// A hazard ratio is the geometric mean of its confidence limits.
///
/// ```
/// log HR = (log L + log U) / 2,   as limits by Wald have it at any level
/// ```
enum HazardRatioIntervalCheck: RecheckCheck {
    static let id = "hazard-ratio-interval"
    static let question = "Is the hazard ratio in the middle of its limits on the scale of the logarithm?"
    static let reference = "Parmar MKB, Torri V, Stewart L. Stat Med 1998;17:2815–2834"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for (index, number) in paper.numbers.enumerated() where number.isHazardRatio {
            guard let widest = number.limits(upTo: .truncated), widest.lower.lower > 0, log.begins([index]) else {
                continue
            }
            let middle = (widest.lower * widest.upper).squareRoot
            guard !middle.meets(widest.value), let plain = number.limits(upTo: .rounded) else { continue }
            let shown = (plain.lower * plain.upper).squareRoot
            let isNear = isNearMiddle(widest)
            log.report(
                isNear ? .remark : nil, at: index, printed: number.shownWithLimits, recomputed: shown,
                reading: isNear ? "they are limits of a profile likelihood or a bootstrap" : nil,
                "The limits \(number.shownInterval ?? "") have their middle at \(NumberShown.text(shown)), not at \(number.shown); unless they are no Wald limits (profile likelihood, bootstrap), one of the three is wrong."
            )
        }
    }

    /// Whether the ratio is off the middle by no more than an eighth of the distance to a limit, as limits that are not Wald's may have it.
    private static func isNearMiddle(_ sets: (lower: Interval, value: Interval, upper: Interval)) -> Bool {
        guard sets.value.lower > 0 else { return false }
        let logs = [sets.lower, sets.value, sets.upper].map { $0.monotone { log($0) } }
        let half = (logs[2] - logs[0]).upper / 2
        let middle = (logs[0] + logs[2]) * Interval(0.5)
        return (logs[1] - middle).magnitude.lower <= half / 8
    }
}
