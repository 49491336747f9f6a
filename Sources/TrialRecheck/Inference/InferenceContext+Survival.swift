extension InferenceContext {
    /// A hazard ratio and the medians of its endpoint in the two groups.
    func medians() -> [Relation] {
        numbers.indices.compactMap { index in
            guard numbers[index].isHazardRatio, let (first, second) = labels.comparedGroups(index) else { return nil }
            let label = labels.labels[index].replacing(["hr"], with: ["median"])
            let pair = [first, second].compactMap { one(label, $0, near: index) { $0.monthsPerUnit != nil } }
            guard pair.count == 2 else { return nil }
            return Relation(.medians, [[index], pair], because: "the medians of the endpoint of the hazard ratio")
        }
    }

    /// A hazard ratio of survival and the deaths in the two groups.
    func events() -> [Relation] {
        numbers.indices.compactMap { index in
            guard numbers[index].isHazardRatio, labels.labels[index].words == ["os", "hr"],
                let (first, second) = labels.comparedGroups(index)
            else { return nil }
            let pair = [first, second].compactMap { one(Label("deaths"), $0, near: index) }
            guard pair.count == 2 else { return nil }
            return Relation(.events, [[index], pair], because: "the deaths behind the hazard ratio of survival")
        }
    }

    /// A log-rank test and the medians of its endpoint.
    func logRanks() -> [Relation] {
        numbers.indices.compactMap { index in
            guard numbers[index].p != nil, let (first, second) = labels.comparedGroups(index) else { return nil }
            let label = labels.labels[index].replacing(["log-rank"], with: ["median"])
            let pair = [first, second].compactMap { one(label, $0, near: index) { $0.monthsPerUnit != nil } }
            guard pair.count == 2 else { return nil }
            return Relation(.logRank, [[index], pair], because: "the medians of the endpoint of the test")
        }
    }

    /// A difference of the same label in two groups.
    func differences() -> [Relation] {
        numbers.indices.compactMap { index in
            guard let label = labels.labels[index].replacing(["difference"]),
                let (first, second) = labels.comparedGroups(index)
            else { return nil }
            let item = label.replacing(["absolute"]) ?? label
            let pair = [first, second].compactMap { group in
                one(item, group, near: index) { $0.isPercentage == numbers[index].isPercentage || $0.isPercentage }
            }
            guard pair.count == 2 else { return nil }
            return Relation(.difference, [[index], pair], because: "the difference of one label between groups")
        }
    }

    /// Words of the ends of a range, and what has to stand beside them: a high dose is no end of a range, nor an upper tract.
    private static let ends: [(low: Set<String>, high: Set<String>, isEnd: @Sendable (String) -> Bool)] = [
        (["min"], ["max"], { _ in true }), (["minimum"], ["maximum"], { _ in true }),
        (["low"], ["high"], { $0.contains("(low)") || $0.contains("range") }),
        (["lower"], ["upper"], { $0.contains(/range|limit|bound|quartile|iqr|\bci\b/) }),
        (["q1"], ["q3"], { _ in true }), (["25th", "percentile"], ["75th", "percentile"], { _ in true }),
    ]

    /// Least and largest of a label, and what lies between: a mean may lie outside of quartiles, a median may not.
    func ranges() -> [Relation] {
        numbers.indices.flatMap { index in
            Self.ends.flatMap { low, high, isEnd -> [Relation] in
                guard let highLabel = labels.labels[index].replacing(low, with: high),
                    isEnd(numbers[index].quantity.lowercased()), !numbers[index].isCount,
                    let largest = one(highLabel, labels.groups[index], near: index)
                else { return [] }
                let words = labels.labels[index].words.subtracting(low)
                let isQuartile =
                    low == ["q1"] || low.count == 2 || !words.isDisjoint(with: ["iqr", "quartile", "interquartile"])
                let core = words.subtracting(["range", "iqr", "quartile", "interquartile", "limit", "bound"])
                let between = (isQuartile ? [["median"]] : [["median"], ["mean"]]).compactMap { (word: Set<String>) in
                    one(Label(words: core.union(word)), labels.groups[index], near: index)
                }
                let values = between.isEmpty ? [index] : between
                return values.map {
                    Relation(.range, [[$0], [index], [largest]], because: "least and largest of one label")
                }
            }
        }
    }

    /// Dates that have an order by their names.
    func dates() -> [Relation] {
        let orders: [(String, String)] = [
            ("first enrolment", "last enrolment"), ("recruitment start", "recruitment end"),
            ("recruitment end", "follow-up end"), ("last enrolment", "data cut-off"),
        ]
        return orders.compactMap { earlier, later in
            let pair = [Label(earlier), Label(later)].map { label in
                numbers.indices.filter { numbers[$0].value.date != nil && labels.labels[$0] == label }
            }
            guard pair.allSatisfy({ $0.count == 1 }) else { return nil }
            return Relation(.before, pair, because: "\(earlier) comes before \(later)")
        }
    }
}
