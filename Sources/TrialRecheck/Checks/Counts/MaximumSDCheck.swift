/// The SD of values within limits is at most that of values at the limits.
///
/// ```
/// SD² ≤ (b − m)(m − a) n / (n − 1),   values from a to b with mean m
/// ```
enum MaximumSDCheck: RecheckCheck {
    static let id = "maximum-sd"
    static let question = "Is the mean within the limits of the scale, and the SD as small as they demand?"
    static let reference = "Bhatia R, Davis C. Am Math Mon 2000;107:353–357"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for relation in paper.relations(.meanAndSD) {
            let (mean, sd) = (relation.one(0), relation.one(1))
            guard let scale = paper.scale(of: mean), let least = scale.least, let most = scale.most,
                let means = paper.numbers[mean].value.set(), let sds = paper.numbers[sd].value.set(from: 0),
                log.begins([sd, mean], relation: relation, doubt: paper.doubt(ofScaleOf: mean))
            else { continue }
            let limits = Interval(least.value, most.value)
            let span = "from \(NumberShown.text(least.value)) to \(NumberShown.text(most.value))"
            guard let inside = means.intersection(limits) else {
                log.report(
                    .contradiction, at: mean, recomputed: limits,
                    "Values \(span) cannot have a mean of \(paper.numbers[mean].shown).")
                continue
            }
            let size = Double(max(2, paper.numbers[mean].size?.decimal?.whole ?? 2))
            // (b − m)(m − a) is largest at the mean nearest to the middle of the scale.
            let nearest = Interval(min(max(limits.middle, inside.lower), inside.upper))
            let bound =
                ((Interval(most.value) - nearest) * (nearest - Interval(least.value))
                * Interval(size / (size - 1)).widened)
                .nonNegative.squareRoot
            guard sds.lower > bound.upper else { continue }
            log.report(
                .contradiction, at: sd, with: [mean], recomputed: Interval(0, bound.upper),
                "Values \(span) with mean \(paper.numbers[mean].shown) have an SD of at most \(NumberShown.text(bound.upper)); printed is \(paper.numbers[sd].shown)."
            )
        }
    }
}
