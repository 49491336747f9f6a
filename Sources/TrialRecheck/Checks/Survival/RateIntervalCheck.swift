import TrialNumerics
import TrialStatistics

/// Limits of a proportion by Clopper and Pearson, Wilson, Wald and their kin.
enum RateIntervalCheck: RecheckCheck {
    static let id = "rate-interval"
    static let question = "Which method gives the confidence limits of the rate?"
    static let reference = "Newcombe RG. Stat Med 1998;17:857–872"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for (index, number) in paper.numbers.enumerated() {
            guard number.isShare, number.lower != nil, !number.isSurvivalRate,
                let limits = number.limits(upTo: .truncated), let possible = PossibleCounts(number),
                let denominator = possible.denominator, denominator > 0, !possible.counts.isEmpty, log.begins([index])
            else { continue }
            let proportions = possible.counts.compactMap { try? Proportion($0, of: denominator) }
            func methods(_ coverage: Double) -> [Method] {
                let level = (try? ConfidenceLevel(coverage)) ?? .ninetyFivePercent
                return proportions.flatMap { Self.methods($0, level) }
            }
            func fits(_ methods: [Method]) -> Bool {
                methods.contains { limits.lower.meets($0.lower) && limits.upper.meets($0.upper) }
            }
            let all = methods(number.level)
            guard !fits(all), !isOneSided(limits, number, methods), let first = all.first else { continue }
            let level = number.level == 0.95 ? [0.9, 0.8, 0.99, 0.975].first { fits(methods($0)) } : nil
            let other = level ?? (isNear(limits, all) || number.isOfOtherLimits ? number.level : nil)
            log.report(
                other == nil ? nil : .remark, at: index, printed: number.shownWithLimits,
                recomputed: Interval(first.lower.middle, first.upper.middle),
                reading: level.map { "they are limits at \(NumberShown.text(100 * $0)) %" }
                    ?? other.map { _ in
                        "they are of another method, such as Blaker's, mid-p, staged or stratified limits"
                    },
                "Of \(proportions[0].successes) of \(denominator), "
                    + all.prefix(3).map {
                        "\($0.name) gives \(NumberShown.text($0.lower.middle))–\(NumberShown.text($0.upper.middle))"
                    }
                    .joined(separator: ", ") + "; printed is \(number.shownInterval ?? "")."
            )
        }
    }

    /// Whether the one limit is at 0 or 100 % and the other that of a one-sided interval.
    private static func isOneSided(
        _ limits: (lower: Interval, value: Interval, upper: Interval), _ number: PublishedNumber,
        _ methods: (Double) -> [Method]
    ) -> Bool {
        // One-sided at 95 % is two-sided at 90 %; some give the one limit of the two-sided interval.
        let all = methods(2 * number.level - 1) + methods(number.level)
        if limits.upper.contains(100), all.contains(where: { limits.lower.meets($0.lower) }) { return true }
        return limits.lower.contains(0) && all.contains { limits.upper.meets($0.upper) }
    }

    /// Whether the limits are those of a rate of subjects who were all followed.
    static func gives(
        _ limits: (lower: Interval, value: Interval, upper: Interval), _ percent: PrintedDecimal, of subjects: Int,
        at coverage: Double
    ) -> Bool {
        guard subjects > 0, subjects <= PossibleCounts.largest, let level = try? ConfidenceLevel(coverage) else {
            return false
        }
        return PossibleCounts.counts(percent, of: subjects).0.compactMap { try? Proportion($0, of: subjects) }
            .flatMap { methods($0, level) }.contains {
                limits.lower.meets($0.lower) && limits.upper.meets($0.upper)
            }
    }

    private struct Method {
        let name: String
        let lower: Interval
        let upper: Interval

        init(_ name: String, _ limits: ConfidenceLimits) {
            self.name = name
            lower = Interval(100 * (limits.lower ?? 0)).widenedAsFunction
            upper = Interval(100 * (limits.upper ?? 1)).widenedAsFunction
        }
    }

    /// Whether each limit lies among those that the methods give, as mid-p, Blaker's and stratified limits do.
    private static func isNear(
        _ limits: (lower: Interval, value: Interval, upper: Interval), _ methods: [Method]
    ) -> Bool {
        guard let low = methods.map(\.lower.lower).min(), let lowMost = methods.map(\.lower.upper).max(),
            let high = methods.map(\.upper.upper).max(), let highLeast = methods.map(\.upper.lower).min()
        else { return false }
        // Those of staged designs lie a little outside of all others on one side.
        let (below, above) = (0.1 * (limits.value.middle - low), 0.1 * (high - limits.value.middle))
        return limits.lower.meets(Interval(low - max(0, below), lowMost))
            && limits.upper.meets(Interval(highLeast, high + max(0, above)))
    }

    private static func methods(_ proportion: Proportion, _ level: ConfidenceLevel) -> [Method] {
        let (p, n, z) = (proportion.estimate, Double(proportion.count), level.normalQuantile)
        let half = z * (p * (1 - p) / n).squareRoot()
        let wald = ConfidenceLimits(lower: max(0, p - half), upper: min(1, p + half))
        let corrected = ConfidenceLimits(lower: max(0, p - half - 1 / (2 * n)), upper: min(1, p + half + 1 / (2 * n)))
        return [
            Method("Clopper-Pearson", proportion.clopperPearson(level)), Method("Wilson", proportion.wilson(level)),
            Method("Wald", wald), Method("Wald, uncut", ConfidenceLimits(lower: p - half, upper: p + half)),
            Method("Wald with continuity correction", corrected),
            Method("Agresti-Coull", proportion.agrestiCoull(level)),
            Method("Jeffreys", jeffreys(proportion, level)),
            Method("Wilson with continuity correction", newcombe(proportion, z)),
        ]
    }

    private static func jeffreys(_ proportion: Proportion, _ level: ConfidenceLevel) -> ConfidenceLimits {
        let (x, n, tail) = (Double(proportion.successes), Double(proportion.count), (1 - level.coverage) / 2)
        let beta = try? Beta(alpha: x + 0.5, beta: n - x + 0.5)
        return ConfidenceLimits(
            lower: x == 0 ? 0 : beta?.quantile(tail), upper: x == n ? 1 : beta?.upperQuantile(tail))
    }

    /// Newcombe's method 4.
    private static func newcombe(_ proportion: Proportion, _ z: Double) -> ConfidenceLimits {
        let (p, n) = (proportion.estimate, Double(proportion.count))
        let q = 1 - p
        let low =
            (2 * n * p + z * z - 1 - z * (max(0, z * z - 2 - 1 / n + 4 * p * (n * q + 1))).squareRoot())
            / (2 * (n + z * z))
        let high =
            (2 * n * p + z * z + 1 + z * (max(0, z * z + 2 - 1 / n + 4 * p * (n * q - 1))).squareRoot())
            / (2 * (n + z * z))
        return ConfidenceLimits(lower: p == 0 ? 0 : max(0, low), upper: p == 1 ? 1 : min(1, high))
    }
}
