extension InferenceContext {
    /// The same p-value beside the same count of two groups, or one beside one of the only two, is that of their comparison.
    func sharedPValues() -> [Relation] {
        var known: Set<Int> = []
        return numbers.indices.compactMap { index in
            let number = numbers[index]
            guard let p = number.p, !known.contains(index), isShare(number), labels.comparedGroups(index) == nil else {
                return nil
            }
            let others = labels.indices(inPlaceOf: index).filter { other in
                other != index && labels.labels[other] == labels.labels[index]
                    && labels.groups[other] != labels.groups[index]
            }
            let partners = others.filter { isShare(numbers[$0]) && !labels.isOfEveryone($0) }
            guard partners.count == 1, !labels.isOfEveryone(index), !areOfOneKind(index, partners[0]) else {
                return nil
            }
            let other = numbers[partners[0]].p?.text
            guard other == p.text || other == nil && others.count == 1 else { return nil }
            known.formUnion([index, partners[0]])
            guard !numbers[index].isOfOtherTest, !numbers[partners[0]].isOfOtherTest else { return nil }
            return Relation(
                .countsTest, [[index], [index], partners],
                because: other == nil ? "the p-value beside one of two groups" : "the same p-value beside both groups",
                doubt: doubt(of: p, beside: index, isTwice: other != nil))
        }
    }

    /// Words of a p-value's label that are not those of what it compares.
    private static let tested: Set<String> = [
        "p", "p-value", "value", "comparison", "test", "difference", "absolute", "odds", "ratio", "relative", "risk",
    ]

    /// A p-value of "A vs B" beside the same label in A and in B.
    func comparedPValues() -> [Relation] {
        numbers.indices.compactMap { index in
            guard numbers[index].pValue != nil, !numbers[index].isChiSquare, !numbers[index].isT,
                !numbers[index].isHazardRatio, let (first, second) = labels.comparedGroups(index),
                !numbers[index].isOfOtherTest, !isWithin(index)
            else { return nil }
            let item = Label(words: labels.labels[index].words.subtracting(Self.tested))
            let pair = [first, second].compactMap { one(item, $0, near: index, where: isShare) }
            guard pair.count == 2 else { return nil }
            return Relation(
                .countsTest, [[index]] + pair.map { [$0] }, because: "the p-value beside the comparison of one label",
                doubt: holdsNoDifference(numbers[index]) ? "it is of non-inferiority" : nil)
        }
    }

    /// The same p-value beside the means of two groups, or one beside one of the only two, with their SDs below.
    func comparedMeans() -> [Relation] {
        var known: Set<Int> = []
        return numbers.indices.compactMap { index in
            let words = labels.labels[index].words
            guard let p = numbers[index].p, words.contains("mean"), !known.contains(index),
                labels.comparedGroups(index) == nil, !labels.isOfEveryone(index)
            else { return nil }
            let others = labels.indices(inPlaceOf: index).filter {
                $0 != index && labels.labels[$0] == labels.labels[index] && labels.groups[$0] != labels.groups[index]
            }
            guard others.count == 1, !labels.isOfEveryone(others[0]), !areOfOneKind(index, others[0]),
                !numbers[index].isOfOtherTest, numbers[others[0]].p.map({ $0.text == p.text }) ?? true
            else { return nil }
            let item = Label(words: words.subtracting(["mean"]).union(["sd"]))
            let pairs = [index, others[0]].compactMap { mean in
                one(item, labels.groups[mean], near: mean).map { [mean, $0] }
            }
            guard pairs.count == 2 else { return nil }
            known.formUnion([index, others[0]])
            return Relation(
                .meansTest, [[index]] + pairs, because: "the p-value beside the means of two groups",
                doubt: "it is of another test, such as Wilcoxon's or one adjusted for the baseline")
        }
    }

    /// What may keep a p-value beside two groups from being that of their comparison.
    private func doubt(of p: PrintedValue, beside index: Int, isTwice: Bool) -> String? {
        if isTwice, case .below = p.content { return "each group is tested against something else" }
        let label = labels.labels[index].words
        let isRepeated = labels.indices(inPlaceOf: index).contains { other in
            let words = labels.labels[other].words
            return numbers[other].p?.text == p.text && words != label && !words.isDisjoint(with: label)
        }
        return isRepeated ? "it is of several rows, such as of their interaction" : nil
    }

    /// Whether the limits of a difference hold 0.
    private func holdsNoDifference(_ number: PublishedNumber) -> Bool {
        guard let lower = number.lower?.set(), let upper = number.upper?.set() else { return false }
        return lower.lower < 0 && upper.upper > 0
    }

    /// Words of times of the same subjects; digits behind them do not count.
    private static let times: Set<String> = [
        "before", "after", "baseline", "pre", "post", "week", "weeks", "month", "months", "visit", "cycle", "day",
        "days", "run-in", "screening", "pretreatment", "posttreatment", "pre-treatment", "post-treatment",
    ]

    /// Whether the groups may be times of the same subjects, or the comparison one within a group.
    func isWithin(_ index: Int) -> Bool {
        let words = labels.groups[index].hyphenatedWords
        let isTime = words.contains { word in
            Self.times.contains(String(word.prefix { !$0.isNumber })) || Self.times.contains(String(word))
        }
        return isTime || labels.labels[index].words.contains("change")
    }

    /// Words of sets of subjects, and of analyses of one set, in the names of groups.
    private static let sets: Set<String> = [
        "itt", "mitt", "fas", "pp", "protocol", "evaluable", "assessable", "safety", "population", "analysis",
        "interim",
        "final", "update", "updated", "sensitivity", "imputed", "adjusted", "unadjusted", "weighted", "matched",
        "review",
        "irc", "bicr", "investigator", "historical", "subgroup", "subset", "cohort", "men", "women", "risk", "week",
        "month", "year",
    ]

    /// Whether two groups may hold the same subjects: at two times, in two analyses, or a subgroup within its group.
    private func areOfOneKind(_ one: Int, _ other: Int) -> Bool {
        if isWithin(one) || isWithin(other) { return true }
        let names = [one, other].map { labels.groups[$0] }
        let isSubgroup = [(names[0], names[1]), (names[1], names[0])].contains { short, long in
            long.hasPrefix(short) && long.dropFirst(short.count).contains { ",(:;".contains($0) }
        }
        return isSubgroup
            || names.contains { name in
                let words = PlaceWords(name)
                return words.hasLimit || words.words.contains(where: Self.sets.contains)
            }
    }

    private func isShare(_ number: PublishedNumber) -> Bool {
        (number.isCount && number.unit != "events" || number.isShare) && number.denominator != nil
    }
}
