extension InferenceContext {
    /// What the names of tests end in.
    private static let countTests: [Set<String>] = [["chi-square"], ["fisher", "exact"], ["fisher"]]

    /// Items whose test compares categories that have names of their own.
    private static let categories: [(item: Set<String>, categories: [Set<String>])] = [
        (["gender"], [["male"], ["female"]]), (["sex"], [["male"], ["female"]]),
        (["cytogenetic"], [["standard", "risk"], ["high", "risk"]]),
        (["cytogenetics"], [["standard", "risk"], ["high", "risk"]]),
        (["immunofixation"], [["igg", "type"], ["iga", "type"], ["igd", "type"], ["light", "chain", "type"]]),
    ]

    /// A test of counts compares those of two groups: of the item of its name, or of its categories.
    func countsTests() -> [Relation] {
        numbers.indices.compactMap { index in
            guard let (first, second) = labels.comparedGroups(index), let item = item(ofCountsTest: index),
                !isWithin(index), !numbers[index].isOfOtherTest
            else { return nil }
            let near = Self.categories.first { $0.item == item }
            let levels =
                near?.categories ?? ["i", "ii", "iii", "iv", "unknown"].map { item.union([$0]) }
            let groups = [first, second].map { group in cells(item, levels, group, near: index) }
            guard groups[0].count == groups[1].count, !groups[0].isEmpty else { return nil }
            return Relation(
                .countsTest, [[index]] + groups, because: "the test named after them, in the same place",
                doubt: groups.contains(where: isOpen)
                    ? "the test may be of other categories: those listed do not make up the group, or some are unknown"
                    : nil)
        }
    }

    /// Whether categories may be others than those that were tested: they do not make up their group, or some are unknown.
    private func isOpen(_ cells: [Int]) -> Bool {
        guard cells.count > 1 else { return false }
        if cells.contains(where: { labels.labels[$0].words.contains("unknown") }) { return true }
        let counts = cells.compactMap { cell -> Int? in
            let number = numbers[cell]
            return number.count?.decimal?.whole ?? (number.isCount ? number.value.decimal?.whole : nil)
        }
        let denominators = Set(cells.map { numbers[$0].denominator?.decimal?.whole })
        guard counts.count == cells.count, denominators.count == 1, let size = denominators.first ?? nil else {
            return false
        }
        return counts.reduce(0, +) < size
    }

    private func item(ofCountsTest index: Int) -> Set<String>? {
        let words = labels.labels[index].words
        let name = Self.countTests.first { words.isSuperset(of: $0) }
        guard numbers[index].isChiSquare || name != nil else { return nil }
        return words.subtracting(name ?? [])
    }

    private func cells(_ item: Set<String>, _ levels: [Set<String>], _ group: String, near index: Int) -> [Int] {
        let found = levels.compactMap { one(Label(words: $0), group, near: index) { $0.isCount || $0.isPercentage } }
        if found.count >= 2 { return found }
        return one(Label(words: item), group, near: index) { $0.isCount || $0.isPercentage }.map { [$0] } ?? []
    }

    /// A t-test compares the mean and SD of its item in two groups.
    func meansTests() -> [Relation] {
        numbers.indices.compactMap { index in
            let words = labels.labels[index].words
            guard numbers[index].isT, !words.contains("paired"), let (first, second) = labels.comparedGroups(index),
                words.contains("t")
            else { return nil }
            let groups = [first, second].map { summary(words.subtracting(["t"]), $0, near: index) }
            guard groups.allSatisfy({ $0.count == 2 }) else { return nil }
            return Relation(.meansTest, [[index]] + groups, because: "the test named after them, in the same place")
        }
    }

    /// Mean and SD of an item in a group.
    private func summary(_ item: Set<String>, _ group: String, near index: Int) -> [Int] {
        ["mean", "sd"].compactMap { one(Label(words: item.union([$0])), group, near: index) }
    }

    /// A paired test compares mean and SD before and after.
    func pairedTests() -> [Relation] {
        numbers.indices.compactMap { index in
            let words = labels.labels[index].words
            guard numbers[index].isT, words.contains("paired") else { return nil }
            let item = words.subtracting(["paired", "t"])
            for times in [["pre", "post"], ["before", "after"], ["baseline", "end"]] {
                let both = times.map { summary(item.union([$0]), labels.groups[index], near: index) }
                if both.allSatisfy({ $0.count == 2 }) {
                    return Relation(
                        .pairedTest, [[index]] + both, because: "the paired test named after them")
                }
            }
            return nil
        }
    }

    /// A mean and the SD of the same label.
    func meansAndSDs() -> [Relation] {
        numbers.indices.compactMap { index in
            guard let label = labels.labels[index].replacing(["mean"], with: ["sd"]) else { return nil }
            return one(label, labels.groups[index], near: index).map {
                Relation(.meanAndSD, [[index], [$0]], because: "mean and SD of one label")
            }
        }
    }
}
