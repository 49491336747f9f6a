extension InferenceContext {
    /// Grades that any grade holds, as the words of their labels.
    private static let parts = [">=3", "3-4", "3-5", "3", "4", "5", "4-5", "1-2", ">=4"]

    /// A grade is part of any grade.
    func grades() -> [Relation] {
        numbers.indices.compactMap { index in
            let words = labels.labels[index].words
            guard words.contains("grade"), let level = Self.parts.first(where: words.contains) else { return nil }
            let item = words.subtracting(["grade", level])
            let whole =
                one(Label(words: item.union(["any", "grade"])), labels.groups[index], near: index) ?? total(item, index)
                ?? elsewhere(item, index)
            return whole.map { Relation(.partOf, [[index], [$0]], because: "grade \(level) is part of any grade") }
        }
    }

    /// The row in the same place that is called the total of an event.
    private func total(_ item: Set<String>, _ index: Int) -> Int? {
        one(Label(words: item), labels.groups[index], near: index) { $0.isTotal }
    }

    /// Any grade of an event in another place that tells of the same subjects.
    private func elsewhere(_ item: Set<String>, _ index: Int) -> Int? {
        labels.numbers(Label(words: item.union(["any", "grade"])), labels.groups[index]).first {
            numbers[$0].isPercentage == numbers[index].isPercentage
                && labels.contexts[$0].agrees(with: labels.contexts[index])
        }
    }

    /// The grades of one event, each subject by the worst, make up its total.
    ///
    /// A table that counts a subject in each grade it had has totals below the sum in most of its rows; which kind of table it is, is
    /// read off its other rows. Grade 5 may be counted in a total beside grades 1–2 and 3–4.
    func gradeSums() -> [Relation] {
        let candidates = numbers.indices.compactMap { index in gradeParts(index).map { (index, $0) } }
        let byPlace = Dictionary(grouping: candidates) { numbers[$0.0].place }
        return candidates.map { index, parts in
            let rows = byPlace[numbers[index].place] ?? []
            return Relation(
                .sum, [[index], parts.indices], because: "the grades of one event",
                doubt: doubt(index, parts, among: rows.filter { $0.0 != index }))
        }
    }

    private func gradeParts(_ index: Int) -> (indices: [Int], hasDeaths: Bool)? {
        guard numbers[index].isTotal else { return nil }
        let label = labels.labels[index]
        func part(_ level: String) -> Int? {
            one(Label(words: label.words.union([level, "grade"])), labels.groups[index], near: index)
        }
        // Levels that overlap are never added: one low part, and one high part that holds all the rest.
        guard let low = part("1-2"), let high = part("3-5") ?? part(">=3") ?? part("3-4") else { return nil }
        let rest = part("3-5") == nil && part(">=3") == nil ? [part("5")].compactMap(\.self) : []
        return ([low, high] + rest, part("3-4") != high || !rest.isEmpty)
    }

    /// What may keep the grades of one event from adding up to its total.
    private func doubt(
        _ index: Int, _ parts: (indices: [Int], hasDeaths: Bool), among rows: [(Int, (indices: [Int], hasDeaths: Bool))]
    ) -> String? {
        guard let excess = excess(index, parts.indices) else { return nil }
        let others = rows.filter { row in
            row.1.indices.allSatisfy { (PossibleCounts(numbers[$0])?.counts.first ?? 0) > 0 }
        }
        .compactMap { self.excess($0.0, $0.1.indices) }
        if excess < 0, others.count(where: { $0 == 0 }) < max(2, 3 * others.count / 4) {
            return "a subject is counted in each grade that it had"
        }
        let deaths = max(1, (numbers[index].denominator?.decimal?.whole ?? 0) / 50)
        return excess > 0 && excess <= deaths && !parts.hasDeaths
            ? "the total holds grade 5, which is not printed" : nil
    }

    /// By how much a total exceeds the sum of its parts; `nil` where a count is not known.
    private func excess(_ total: Int, _ parts: [Int]) -> Int? {
        let counts = ([total] + parts).map { index -> Int? in
            let all = PossibleCounts(numbers[index])?.counts ?? []
            return all.count == 1 ? all[0] : nil
        }
        guard counts.allSatisfy({ $0 != nil }) else { return nil }
        let known = counts.compactMap(\.self)
        return known[0] - known.dropFirst().reduce(0, +)
    }
}
