extension InferenceContext {
    /// Equal labels and groups in different places mean the same number, unless the place tells of another analysis.
    func sameNumbers() -> [Relation] {
        let candidates = numbers.indices.filter { !isOtherAnalysis(numbers[$0].place) && family(numbers[$0]) != nil }
        let groups = Dictionary(grouping: candidates) { index in
            [sameLabel(index), labels.groups[index], family(numbers[index]) ?? ""]
        }
        return groups.values.filter { indices in Set(indices.map { numbers[$0].place }).count > 1 }
            .sorted { $0[0] < $1[0] }
            .map { Relation(.sameNumber, [$0], because: "the same label in several places") }
    }

    /// The label of a number, where "any grade" goes without saying.
    private func sameLabel(_ index: Int) -> String {
        labels.labels[index].replacing(["any", "grade"])?.key ?? labels.labels[index].key
    }

    private func isOtherAnalysis(_ place: String) -> Bool {
        let words = place.lowercased()
        return ["primary analysis", "interim", "external", "previous", "earlier", "historical"]
            .contains { words.contains($0) }
    }

    /// Numbers of one family can be compared.
    private func family(_ number: PublishedNumber) -> String? {
        switch number.value.content {
        case .word, .about: return nil
        default: break
        }
        if number.isPercentage { return number.denominator == nil && number.unit != "%" ? nil : "subjects" }
        if number.isCount { return "subjects" }
        if number.monthsPerUnit != nil { return "time" }
        return number.unit
    }

    /// Grade 3 or more is part of any grade.
    func grades() -> [Relation] {
        numbers.indices.compactMap { index in
            let label = labels.labels[index]
            guard let any = label.replacing(["grade", ">=3"], with: ["any", "grade"]) else { return nil }
            let whole =
                one(any, labels.groups[index], near: index)
                ?? labels.numbers(any, labels.groups[index]).first {
                    numbers[$0].isPercentage == numbers[index].isPercentage
                }
            return whole.map { Relation(.partOf, [[index], [$0]], because: "grade 3 or more is part of any grade") }
        }
    }

    /// The levels of one event make up its total.
    func gradeSums() -> [Relation] {
        numbers.indices.compactMap { index in
            guard numbers[index].quantity.lowercased().hasSuffix(" total") else { return nil }
            let label = labels.labels[index]
            func part(_ level: String) -> Int? {
                one(Label(words: label.words.union([level, "grade"])), labels.groups[index], near: index)
            }
            // Levels that overlap are never added: one low part, and one high part that holds all the rest.
            guard let low = part("1-2"), let high = part("3-5") ?? part(">=3") ?? part("3-4") else { return nil }
            let rest = part("3-5") == nil && part(">=3") == nil ? [part("5")].compactMap(\.self) : []
            let parts = [low, high] + rest
            return Relation(.sum, [[index], parts], because: "the grades of one event")
        }
    }
}
