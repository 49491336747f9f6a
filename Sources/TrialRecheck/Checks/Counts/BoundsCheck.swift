/// Numbers that no trial can have: a share above 100 %, a negative ratio, half a subject, P above 1.
enum BoundsCheck: RecheckCheck {
    static let id = "bounds"
    static let question = "Can such a number be at all?"
    static let reference = "Moore, Kearfott, Cloud. Introduction to Interval Analysis. SIAM 2009, chapter 2"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for index in paper.numbers.indices {
            examineValue(paper, index, &log)
            examineCounts(paper, index, &log)
            examineP(paper, index, &log)
        }
    }

    private static func examineValue(_ paper: PaperFacts, _ index: Int, _ log: inout CheckLog) {
        let number = paper.numbers[index]
        guard let limits = limits(paper, index), let set = number.value.set(),
            log.begins([index], doubt: doubt(paper, index))
        else { return }
        let possible = Interval(limits.least ?? -.infinity, limits.most ?? .infinity)
        guard !set.meets(possible) else { return }
        let end =
            set.upper < possible.lower
            ? "below \(NumberShown.text(possible.lower))" : "above \(NumberShown.text(possible.upper))"
        log.report(at: index, recomputed: possible, "\(number.shown) is \(end); \(limits.words) cannot be.")
    }

    /// What may keep a number within its limits from being what it is called: not every percentage is a share of
    /// subjects, and not every scale has the values of its usual version.
    private static func doubt(_ paper: PaperFacts, _ index: Int) -> String? {
        let number = paper.numbers[index]
        guard number.isPercentage else { return paper.doubt(ofScaleOf: index) }
        return number.denominator == nil && number.count == nil && !number.isOfSurvival
            ? "it is a percentage of something else than subjects" : nil
    }

    /// Between which values a number lies, and what it is called; `nil` where nothing is known.
    private static func limits(_ paper: PaperFacts, _ index: Int) -> (least: Double?, most: Double?, words: String)? {
        let number = paper.numbers[index]
        let words = paper.labels.labels[index].words
        if number.isHazardRatio { return (0, nil, "a hazard ratio") }
        if number.isChiSquare { return (0, nil, "a χ²") }
        if number.isPercentage {
            // Beside its count it is looked at as a percentage.
            guard number.count == nil || number.denominator == nil else { return nil }
            let isKnown = number.denominator != nil || words.isDisjoint(with: relative)
            return (number.isShare || number.isCurveRate) && isKnown && labelIsPlain(words)
                ? (0, number.isOfOtherThings && number.denominator == nil ? nil : 100, "a share of subjects") : nil
        }
        guard labelIsPlain(words) else { return nil }
        if number.isCount { return (0, nil, "a number of subjects") }
        if words.contains("sd"), words.count > 1 { return (0, nil, "a standard deviation") }
        if number.monthsPerUnit != nil, !words.isDisjoint(with: ["median", "mean", "age", "follow-up"]) {
            return (0, nil, "a time")
        }
        return scaleLimits(paper, index, words)
    }

    /// A mean or median on a scale; a mean with its SD is looked at together with it.
    private static func scaleLimits(_ paper: PaperFacts, _ index: Int, _ words: Set<String>) -> (
        Double?, Double?, String
    )? {
        guard words.contains("mean") || words.contains("median"), let scale = paper.scale(of: index),
            !paper.relations(.meanAndSD).contains(where: { $0.one(0) == index })
        else { return nil }
        return (scale.least?.value, scale.most?.value, "a value on the scale \(scale.name)")
    }

    /// Words of percentages of something that may be exceeded.
    private static let relative: Set<String> = [
        "increase", "increased", "decrease", "reduction", "ratio", "relative", "predicted", "cv", "bioavailability",
        "gmr",
        "recovery", "normal", "control", "growth", "density", "dose", "target", "planned", "accrual", "expected",
    ]

    private static func labelIsPlain(_ words: Set<String>) -> Bool {
        words.isDisjoint(with: [
            "change", "difference", "lag", "z-score", "t-score", "bias", "deviation", "gain", "loss",
        ])
    }

    /// Counts, denominators and sizes that are no whole numbers.
    private static func examineCounts(_ paper: PaperFacts, _ index: Int, _ log: inout CheckLog) {
        let number = paper.numbers[index]
        let words = paper.labels.labels[index].words
        guard !number.isModelled else { return }
        let isExpected = !words.isDisjoint(with: ["mean", "median", "average", "per", "expected", "sd"])
        let own = number.isCount && !isExpected ? number.value : nil
        for value in [own, number.count, number.denominator, number.size].compactMap(\.self) {
            guard let decimal = value.decimal, decimal.decimals > 0 || decimal.isNegative, log.begins([index]) else {
                continue
            }
            let set = decimal.interval(upTo: .padded)
            let isWhole = set.lower.rounded(.up) <= set.upper
            guard !isWhole || set.upper < 0 && value != number.value else { continue }
            log.report(
                at: index, printed: value.text,
                recomputed: Interval(max(0, decimal.value.rounded(.down)), max(0, decimal.value.rounded(.up))),
                "\(value.text) is no number of subjects: subjects are counted in whole numbers.")
        }
    }

    private static func examineP(_ paper: PaperFacts, _ index: Int, _ log: inout CheckLog) {
        guard let p = paper.numbers[index].pValue, let set = p.set(), log.begins([index]) else { return }
        let possible = Interval(0, 1)
        guard !set.meets(possible) else { return }
        log.report(
            at: index, printed: p.asEquation, recomputed: possible,
            "\(p.asEquation) is no probability, which lies from 0 to 1.")
    }
}
