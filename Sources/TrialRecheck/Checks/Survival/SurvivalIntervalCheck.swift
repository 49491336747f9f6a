/// Limits of a Kaplan-Meier rate: symmetric on one of the usual scales, and no narrower than the subjects allow.
///
/// ```
/// var log S(t) = Σ dᵢ/(nᵢ(nᵢ − dᵢ)) ≥ (1/S(t) − 1)/n,   with equality where nobody is censored before t
/// ```
///
/// A rate may have limits by other methods, of which none is narrower than that.
enum SurvivalIntervalCheck: RecheckCheck {
    static let id = "survival-interval"
    static let question =
        "On which scale are the limits of the survival rate symmetric, and can so few subjects give them?"
    static let reference = "Klein JP, Moeschberger ML. Survival Analysis. 2nd ed. Springer 2003, section 4.3"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for (index, number) in paper.numbers.enumerated() where number.isSurvivalRate {
            guard let sets = shares(number, .truncated), log.begins([index]) else { continue }
            // A limit at 0 or 100 % was cut off there.
            guard sets.lower.lower > 0, sets.upper.upper < 1 else { continue }
            let usual = number.isOfSurvival ? LimitScale.ofSurvival : LimitScale.allCases
            let scales = usual.filter { scale in
                scale.distances(sets).map { $0.0.meets($0.1) } ?? false
            }
            if isOfCounts(number, sets) { continue }
            if scales.isEmpty {
                let middle = (sets.lower * sets.upper).squareRoot * Interval(100)
                log.report(
                    at: index, printed: number.shownWithLimits, recomputed: middle,
                    "The limits \(number.shownInterval ?? "") are not symmetric about \(number.shown) on any usual scale (log, log-log, plain, logit, arcsine); on the log scale their middle is \(NumberShown.text(middle))."
                )
            } else {
                checkWidth(number, index, sets, scales, &log)
            }
        }
    }

    /// Whether the limits are those of a binomial share, by Clopper and Pearson, Wilson or the likelihood ratio: of the
    /// subjects printed, or of the fewer that censoring leaves of them.
    private static func isOfCounts(
        _ number: PublishedNumber, _ sets: (lower: Interval, value: Interval, upper: Interval)
    ) -> Bool {
        if let size = number.subjects, let percent = number.value.decimal, let limits = number.limits(upTo: .truncated),
            RateIntervalCheck.gives(limits, percent, of: size, at: number.level)
        {
            return true
        }
        return BinomialLimits.allCases.contains {
            $0.effectiveSize(sets, at: number.level).map { $0.lower <= Double(number.subjects ?? .max) } ?? false
        }
    }

    private static func checkWidth(
        _ number: PublishedNumber, _ index: Int, _ sets: (lower: Interval, value: Interval, upper: Interval),
        _ scales: [LimitScale], _ log: inout CheckLog
    ) {
        guard let size = number.subjects, size > 0, number.isOfSurvival else { return }
        let least = ((1 / sets.value.upper - 1) / Double(size)).squareRoot()
        let largest =
            scales.compactMap { scale -> Double? in
                guard let (low, high) = scale.distances(sets) else { return nil }
                let error = min(low.upper, high.upper) / number.limitQuantile
                return [sets.value.lower, sets.value.upper].map { scale.logarithmic(error, at: $0) }.max()
            }.max() ?? .infinity
        guard largest < least else { return }
        // Limits at 90 % are often printed without their level.
        let isOtherLevel = number.level == 0.95 && largest * number.limitQuantile / TailProbability.z(0.1) >= least
        log.report(
            isOtherLevel ? .remark : nil, at: index, printed: number.shownWithLimits,
            recomputed: Interval(least, least),
            reading: isOtherLevel ? "they are limits at 90 %" : nil,
            "Limits this narrow mean a standard error of log S of at most \(NumberShown.text(largest)); \(size) subjects cannot give less than \(NumberShown.text(least))."
        )
    }

    private static func shares(
        _ number: PublishedNumber, _ reading: Reading
    ) -> (lower: Interval, value: Interval, upper: Interval)? {
        number.limits(upTo: reading).map { sets in
            let hundredth = Interval(0.01).widened
            return (sets.lower * hundredth, sets.value * hundredth, sets.upper * hundredth)
        }
    }
}
