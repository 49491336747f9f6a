extension PublishedNumber {
    /// Words of what is read off a survival curve.
    private static let curves: Set<Substring> = [
        "os", "pfs", "pfs2", "efs", "dfs", "rfs", "ttp", "ttnt", "survival", "km", "kaplan-meier", "cumulative",
        "probability", "lfs", "mfs", "css", "nrm", "trm", "cir", "grfs",
    ]

    /// Beginnings of words of what happens to subjects in the course of time.
    private static let outcomes = [
        "alive", "surviv", "relaps", "recur", "mortal", "death", "died", "dead", "progress", "incidence", "failure",
        "-free", "engraft", "gvhd", "transform", "remission",
    ]

    /// Whether a rate is one of outcomes at a time, as "relapse at 2 years", which is read off a curve.
    private var isRateAtTime: Bool {
        let words = quantity.lowercased()
        guard words.contains(where: \.isNumber), Self.outcomes.contains(where: { words.contains($0) }) else {
            return false
        }
        return words.contains(/[0-9][- ](?:year|month|yr|mo\b)/)
            && !words.contains(/\bage|[<>≥≤]|older|younger/)
    }

    /// Words of percentages that count no subjects.
    private static let others: Set<Substring> = [
        "mean", "median", "average", "iqr", "intensity", "rdi", "compliance", "adherence", "change",
        "difference", "power", "estimated",
    ]

    private var quantityWords: Set<Substring> {
        Set(quantity.lowercased().hyphenatedWords)
    }

    /// Whether a percentage is read off a curve at a time, so that no count of subjects need give it.
    var isCurveRate: Bool {
        isPercentage && count == nil && (!quantityWords.isDisjoint(with: Self.curves) || isRateAtTime)
    }

    /// Whether a percentage is a share of subjects, which a count over their number gives.
    var isShare: Bool {
        isPercentage && !isCurveRate && quantityWords.isDisjoint(with: Self.others) && !isModelled
    }

    /// Whether a percentage with limits is read off a curve: by its words, or as a rate at a time of no known number of subjects.
    var isSurvivalRate: Bool {
        guard isPercentage, lower != nil, upper != nil, count == nil else { return false }
        if isCurveRate { return true }
        let words = quantity.lowercased()
        return denominator == nil && isShare && words.contains(/[0-9][- ](year|month)/) && !words.contains("age")
    }

    /// Whether a rate is of those who had no event.
    var isOfSurvival: Bool { quantity.lowercased().contains(/surviv|\b(os|pfs|pfs2|efs|dfs|rfs)\b|free/) }

    /// Whether it is the total of the grades of an event.
    var isTotal: Bool { quantity.lowercased().hasSuffix(" total") }

    /// Things other than subjects that may be counted.
    private static let things = [
        "event", "cycle", "dose", "infusion", "sample", "visit", "lesion", "eye", "assessment", "episode",
        "discontinuation",
        "death", "screen", "registered", "approached", "eligib", "test", "procedure", "course", "day",
    ]

    /// Whether it may be a part of things other than the subjects of its group.
    var isOfOtherThings: Bool {
        let words = quantity.lowercased()
        return (unit != "%" && unit != "patients" && unit != "subjects") || Self.things.contains { words.contains($0) }
    }
}
