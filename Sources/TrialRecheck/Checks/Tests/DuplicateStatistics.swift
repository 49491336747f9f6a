/// Statistics that are printed more than once.
struct DuplicateStatistics {
    private let paper: PaperFacts

    init(_ paper: PaperFacts) { self.paper = paper }

    /// Other statistics printed with the same digits, and the same p-value, whose own counts give them.
    func twins(of index: Int) -> [Int] {
        let number = paper.numbers[index]
        guard number.isChiSquare || number.isT, let digits = number.value.decimal, digits.decimals >= 2 else {
            return []
        }
        return paper.relations(.countsTest).map { $0.one(0) }.filter { other in
            let twin = paper.numbers[other]
            return other != index && twin.unit == number.unit && twin.value.text == number.value.text
                && twin.p?.text == number.p?.text && isGivenByCounts(other)
        }
    }

    /// Whether the counts that a statistic compares give it.
    func isGivenByCounts(_ index: Int) -> Bool {
        guard let relation = paper.relations(.countsTest).first(where: { $0.one(0) == index }),
            let counts = ComparedCounts(paper, relation), let printed = paper.numbers[index].value.set(from: 0)
        else { return false }
        return [ChiSquareConvention.pearson, .yates].contains { convention in
            counts.tables.contains { table in
                convention.test(table).map { printed.contains($0.statistic) } ?? false
            }
        }
    }
}
