extension InferenceContext {
    /// Equal labels and groups in different places mean the same number, unless the places tell of other subjects, times or analyses.
    func sameNumbers() -> [Relation] {
        let candidates = numbers.indices.filter { family(numbers[$0]) != nil }
        let groups = Dictionary(grouping: candidates) { index in
            [sameLabel(index), labels.groups[index], family(numbers[index]) ?? ""]
        }
        return groups.values.sorted { $0[0] < $1[0] }.flatMap { sameNumbers(among: $0) }
    }

    /// The relations of numbers with one label: within one context certain, between a silent place and another in doubt.
    private func sameNumbers(among indices: [Int]) -> [Relation] {
        let byContext = Dictionary(grouping: indices) { labels.contexts[$0] }.values.sorted { $0[0] < $1[0] }
        let certain = byContext.filter { members in Set(members.map { numbers[$0].place }).count > 1 }
            .map { Relation(.sameNumber, [$0], because: "the same label in several places") }
        guard let silent = byContext.first(where: { labels.contexts[$0[0]].isSilent }) else { return certain }
        let doubtful = byContext.filter {
            !labels.contexts[$0[0]].isSilent && labels.contexts[$0[0]].words != ["other paper"]
        }
        .map { named in
            Relation(
                .sameNumber, [[silent[0], named[0]]], because: "the same label in several places",
                doubt: "“\(numbers[named[0]].place)” is of other subjects, or another time or analysis")
        }
        return certain + doubtful
    }

    /// The label of a number, where "any grade" goes without saying.
    private func sameLabel(_ index: Int) -> String {
        labels.labels[index].replacing(["any", "grade"])?.key ?? labels.labels[index].key
    }

    /// Numbers of one family can be compared.
    private func family(_ number: PublishedNumber) -> String? {
        switch number.value.content {
        case .word, .about: return nil
        default: break
        }
        if number.isPercentage {
            if number.isCurveRate { return "rate at a time" }
            return number.denominator == nil && number.unit != "%" ? nil : "subjects"
        }
        if number.unit == "events" { return number.unit }
        if number.isCount { return "subjects" }
        if number.monthsPerUnit != nil { return "time" }
        return number.unit
    }
}
