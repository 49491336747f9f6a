/// A paper as the checks see it: its numbers, and its relations by kind.
package struct PaperFacts {
    let paper: PublishedPaper
    let labels: LabelIndex
    private let byKind: [Relation.Kind: [Relation]]

    init(_ paper: PublishedPaper, _ relations: [Relation], _ labels: LabelIndex) {
        self.paper = paper
        self.labels = labels
        byKind = Dictionary(grouping: relations, by: \.kind)
    }

    var numbers: [PublishedNumber] { paper.numbers }

    func relations(_ kind: Relation.Kind) -> [Relation] { byKind[kind] ?? [] }

    /// The scale that a number lies on.
    func scale(of index: Int) -> PublishedScale? {
        let number = numbers[index]
        return paper.scales.first { $0.holds(number.quantity) }
            ?? (number.isPercentage || number.monthsPerUnit != nil || number.isCount
                ? nil : PublishedScale.known.first { $0.holds(number.quantity) })
    }

    /// What may keep a number from lying on its scale, where that is known by its name alone.
    func doubt(ofScaleOf index: Int) -> String? {
        let isWritten = paper.scales.contains { $0.holds(numbers[index].quantity) }
        return isWritten || scale(of: index) == nil ? nil : "the scale is another version, with other values"
    }

    /// The denominators that stand in the same place, without that of the number itself.
    func otherDenominators(of index: Int) -> [Int] {
        let near = labels.indices(inPlaceOf: index)
        let whole = numbers[index].denominator?.decimal?.whole
        let all = near.compactMap { numbers[$0].denominator?.decimal?.whole }
        return others(all + known(of: whole, near, labels.groups[index]), than: whole, atLeast: 1)
    }

    /// The numbers of subjects that stand in the same place for the same group, without that of the number itself.
    func otherSizes(of index: Int) -> [Int] {
        let near = labels.indices(inPlaceOf: index).filter { labels.groups[$0] == labels.groups[index] }
        let whole = numbers[index].size?.decimal?.whole
        let all = near.flatMap { [numbers[$0].size?.decimal?.whole, numbers[$0].denominator?.decimal?.whole] }
            .compactMap(\.self)
        return others(all + known(of: whole, near, labels.groups[index]), than: whole, atLeast: 2)
    }

    /// The denominators and sizes of a group that stand anywhere, and those of all subjects.
    func denominatorsAnywhere(of index: Int) -> [Int] {
        let whole = numbers[index].denominator?.decimal?.whole
        let all = numbers.indices.filter { labels.groups[$0] == labels.groups[index] || labels.isOfEveryone($0) }
            .flatMap { other -> [Int?] in
                let number = numbers[other]
                return [
                    number.denominator?.decimal?.whole,
                    Self.sizes.contains(labels.labels[other].words) ? number.value.decimal?.whole : nil,
                ]
            }
        return others(all.compactMap(\.self), than: whole, atLeast: 1)
    }

    /// Numbers of subjects, each once and in order, without that of the number itself.
    private func others(_ all: [Int], than own: Int?, atLeast least: Int) -> [Int] {
        Set(all).filter { $0 != own && $0 >= least }.sorted()
    }

    /// Labels of the size of a group.
    static let groupSizes: [Set<String>] = [["group", "size"], ["enrolled"], ["randomised"], ["patients"]]

    /// Labels of the size of a group or of a part of it.
    private static let sizes = groupSizes + [["safety", "population"], ["evaluable"], ["treated"]]

    /// Words of rows that count those of whom nothing is known.
    private static let unknown: Set<String> = [
        "unknown", "missing", "evaluable", "assessed", "evaluated", "done", "available", "determined", "tested",
    ]

    /// How many subjects of a group are left without those of whom nothing is known.
    private func known(of whole: Int?, _ near: [Int], _ group: String) -> [Int] {
        guard let whole else { return [] }
        return near.filter { labels.groups[$0] == group && !labels.labels[$0].words.isDisjoint(with: Self.unknown) }
            .compactMap { PossibleCounts(numbers[$0])?.counts.first }.filter { $0 > 0 && $0 < whole }
            .flatMap { [$0, whole - $0] }
    }
}
