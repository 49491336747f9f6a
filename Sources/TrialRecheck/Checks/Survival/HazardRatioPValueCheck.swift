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
            guard let p = number.p, let printed = p.set(from: 0), let widest = z(number, .truncated),
                let plain = z(number, .rounded), log.begins([index])
            else { continue }
            // A log-rank or likelihood-ratio test gives a z that is close to Wald's, not the same.
            let kin = Interval(max(0, widest.lower * 0.9 - 0.1), widest.upper * 1.1 + 0.1)
            if widest.monotone(TailProbability.twoSidedNormal).meets(printed) { continue }
            let values = plain.monotone(TailProbability.twoSidedNormal)
            let sides = PValueSides.differ(printed, [values]) ? Finding.Severity.conclusion : .number
            let sentence =
                "The limits of \(number.shownWithLimits) give P = \(NumberShown.text(values)); printed is P = \(p.text)"
            if kin.monotone(TailProbability.twoSidedNormal).meets(printed) {
                log.report(
                    .remark, sides == .conclusion ? sides : .wording, at: index, printed: "P = \(p.text)",
                    recomputed: values,
                    reading: "it is that of a log-rank or likelihood-ratio test",
                    "\(sentence), as a log-rank or likelihood-ratio test may give.")
            } else {
                log.report(
                    nil, sides, at: index, printed: "P = \(p.text)", recomputed: values,
                    "\(sentence).")
            }
        }
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
