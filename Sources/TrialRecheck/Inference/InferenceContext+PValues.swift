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
            guard partners.count == 1, !labels.isOfEveryone(index), !isWithin(index) else { return nil }
            let other = numbers[partners[0]].p?.text
            guard other == p.text || other == nil && others.count == 1 else { return nil }
            known.formUnion([index, partners[0]])
            return Relation(
                .countsTest, [[index], [index], partners],
                because: other == nil ? "the p-value beside one of two groups" : "the same p-value beside both groups")
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
                !numbers[index].isHazardRatio, let (first, second) = labels.comparedGroups(index)
            else { return nil }
            let item = Label(words: labels.labels[index].words.subtracting(Self.tested))
            let pair = [first, second].compactMap { one(item, $0, near: index, where: isShare) }
            guard pair.count == 2 else { return nil }
            return Relation(
                .countsTest, [[index]] + pair.map { [$0] }, because: "the p-value beside the comparison of one label")
        }
    }

    /// Whether the groups may be times of the same subjects, or the comparison one within a group.
    private func isWithin(_ index: Int) -> Bool {
        let words = ["before", "after", "baseline", "pre", "post", "week", "month", "visit", "cycle"]
        return words.contains { labels.groups[index].contains($0) } || labels.labels[index].words.contains("change")
    }

    private func isShare(_ number: PublishedNumber) -> Bool {
        (number.isCount && number.unit != "events" || number.isShare) && number.denominator != nil
    }
}
