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
        (paper.scales + PublishedScale.known).first { $0.holds(numbers[index].quantity) }
    }

    /// The denominators that stand in the same place, without that of the number itself.
    func otherDenominators(of index: Int) -> [Int] {
        let number = numbers[index]
        let all = labels.indices(inPlaceOf: index).compactMap { numbers[$0].denominator?.decimal?.whole }
        return Array(Set(all).subtracting([number.denominator?.decimal?.whole ?? -1])).filter { $0 > 0 }.sorted()
    }
}
