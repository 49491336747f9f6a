import Foundation

/// The p-value printed beside a hazard ratio is that of its limits.
///
/// ```
/// z = log HR · 2 z₀ / (log U − log L),   z₀ = 1.96 for 95 %
/// ```
enum HazardRatioPValueCheck: RecheckCheck {
    static let id = "hazard-ratio-p"
    static let question = "Do the hazard ratio and its limits give the p-value beside it?"
    static let reference =
        "Altman DG, Bland JM. How to obtain the P value from a confidence interval. BMJ 2011;343:d2304"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for (index, number) in paper.numbers.enumerated() where number.isHazardRatio {
            guard !number.isOfOtherHypothesis, let p = number.p, let printed = p.set(from: 0),
                let widest = z(number, .truncated),
                let plain = z(number, .rounded), log.begins([index])
            else { continue }
            if widest.monotone(TailProbability.twoSidedNormal).meets(printed) { continue }
            let values = plain.monotone(TailProbability.twoSidedNormal)
            let sides = PValueSides.differ(printed, [values]) ? Finding.Severity.conclusion : .number
            let sentence =
                "The limits of \(number.shownWithLimits) give \(NumberShown.equation(values)); printed is \(p.asEquation)"
            if let reading = reading(widest.monotone(TailProbability.twoSidedNormal), printed) {
                log.report(
                    .remark, sides == .conclusion ? sides : .wording, at: index, printed: p.asEquation,
                    recomputed: values, reading: reading, "\(sentence), which is right if \(reading).")
            } else {
                log.report(nil, sides, at: index, printed: p.asEquation, recomputed: values, "\(sentence).")
            }
        }
    }

    /// Which other test may have given a p-value beside those of Wald's.
    private static func reading(_ wald: Interval, _ printed: Interval) -> String? {
        let near = wald.ofNearTests
        if near.meets(printed) { return "it is that of a log-rank, likelihood-ratio or otherwise adjusted test" }
        return near.oneSided.contains { $0.meets(printed) } ? "it is one-sided" : nil
    }

    /// The sizes of z that a hazard ratio and its limits give.
    static func z(_ number: PublishedNumber, _ reading: Reading) -> Interval? {
        guard let sets = number.limits(upTo: reading), sets.lower.lower > 0, sets.value.lower > 0 else { return nil }
        let logs = [sets.lower, sets.value, sets.upper].map { $0.monotone { log($0) } }
        let width = logs[2] - logs[0]
        guard width.lower > 0 else { return nil }
        return (logs[1].magnitude * Interval(2 * number.limitQuantile) / width).nonNegative
    }
}
