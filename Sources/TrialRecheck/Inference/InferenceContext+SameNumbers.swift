extension InferenceContext {
    /// Equal labels and groups in different places mean the same number, unless the places tell of other subjects, times or analyses.
    func sameNumbers() -> [Relation] {
        let candidates = numbers.indices.filter { family(numbers[$0]) != nil }
        let groups = Dictionary(grouping: candidates) { index in
            [sameLabel(index), labels.groups[index], family(numbers[index]) ?? ""]
        }
        return groups.values.sorted { $0[0] < $1[0] }.flatMap { sameNumbers(among: $0) }
    }

    /// The relations of numbers with one label: between places that agree certain, between a silent place and another in doubt.
    private func sameNumbers(among indices: [Int]) -> [Relation] {
        let byContext = Dictionary(grouping: indices) { labels.contexts[$0].distinctions }.values
            .sorted { $0[0] < $1[0] }
        let certain = byContext.flatMap(agreeing)
        guard let silent = byContext.first(where: { labels.contexts[$0[0]].isSilent }) else { return certain }
        let doubtful = byContext.filter {
            !labels.contexts[$0[0]].isSilent && !labels.contexts[$0[0]].isOfOtherPaper
        }
        .map { named in
            Relation(
                .sameNumber, [[silent[0], named[0]]], because: "the same label in several places",
                doubt: "“\(numbers[named[0]].place)” may be of other subjects, or another time or analysis")
        }
        return certain + doubtful
    }

    /// Numbers of places that tell of the same subjects, time and analysis: those of one topic with those of none.
    private func agreeing(_ members: [Int]) -> [Relation] {
        let topics = Set(members.map { labels.contexts[$0].topics })
        let named = topics.filter { !$0.isEmpty }
        return (named.isEmpty ? topics : named).map { topic in
            members.filter { labels.contexts[$0].topics.isEmpty || labels.contexts[$0].topics == topic }
        }
        .filter { some in Set(some.map { numbers[$0].place }).count > 1 }
        .sorted { $0[0] < $1[0] }
        .map { Relation(.sameNumber, [$0], because: "the same label in several places") }
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
