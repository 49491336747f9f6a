extension PublishedNumber {
    /// Words of what is read off a survival curve.
    private static let curves: Set<Substring> = [
        "os", "pfs", "pfs2", "efs", "dfs", "rfs", "ttp", "ttnt", "survival", "km", "kaplan-meier", "cumulative",
        "probability",
    ]

    /// Words of percentages that count no subjects.
    private static let others: Set<Substring> = [
        "mean", "median", "average", "iqr", "intensity", "rdi", "compliance", "adherence", "change",
        "difference", "power", "estimated",
    ]

    private var quantityWords: Set<Substring> {
        Set(quantity.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" })
    }

    /// Whether a percentage is read off a curve at a time, so that no count of subjects need give it.
    var isCurveRate: Bool { isPercentage && count == nil && !quantityWords.isDisjoint(with: Self.curves) }

    /// Whether a percentage is a share of subjects, which a count over their number gives.
    var isShare: Bool { isPercentage && !isCurveRate && quantityWords.isDisjoint(with: Self.others) }

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
