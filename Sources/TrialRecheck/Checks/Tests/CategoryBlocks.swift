/// The categories that a row belongs to, where rows below each other make up all subjects of a group.
///
/// A p-value beside the first category of a variable is often that of all its categories.
struct CategoryBlocks {
    /// The tables of all categories of two groups; none where the row is one of two categories, or of none.
    let counts: [ComparedCounts]
    /// Whether there are such rows, though their counts may not be known well enough for a table.
    let isAny: Bool

    /// The most categories that a variable is taken to have, such as the sites of a trial.
    private static let most = 24

    init(_ paper: PaperFacts, _ relation: Relation) {
        let cells = relation.members.dropFirst()
        guard cells.count == 2, cells.allSatisfy({ $0.count == 1 }), let first = cells.first?.first,
            let second = cells.last?.first
        else {
            (counts, isAny) = ([], false)
            return
        }
        let others = Self.blocks(paper, second)
        let pairs = Self.blocks(paper, first).compactMap { block -> (own: [Int], other: [Int])? in
            let names = block.map { paper.labels.labels[$0] }
            return others.first { $0.map { paper.labels.labels[$0] } == names }.map { (block, $0) }
        }
        counts = pairs.compactMap { pair in
            ComparedCounts(paper, Relation(.countsTest, [[first], pair.own, pair.other], because: ""))
        }
        isAny = !pairs.isEmpty
    }

    /// The runs of at least three rows of a group, the row among them, that may count each subject once.
    private static func blocks(_ paper: PaperFacts, _ index: Int) -> [[Int]] {
        guard let whole = paper.numbers[index].denominator?.decimal?.whole else { return [] }
        let rows = paper.labels.indices(inPlaceOf: index).filter {
            paper.labels.groups[$0] == paper.labels.groups[index]
                && paper.numbers[$0].denominator?.decimal?.whole == whole
        }
        guard let position = rows.firstIndex(of: index) else { return [] }
        let first = max(0, position - most + 1), last = min(rows.count, position + most)
        // Sums from the first row on, so that the sum of a run is a difference; rows of unknown counts end a run.
        var (low, high, unknown) = ([0.0], [0.0], [0])
        for row in first..<last {
            let set = paper.count(rows[row])
            low.append(low[row - first] + (set?.lower ?? 0))
            high.append(high[row - first] + (set?.upper ?? 0))
            unknown.append(unknown[row - first] + (set == nil ? 1 : 0))
        }
        return (first...position).flatMap { start in
            (position..<min(last, start + most)).compactMap { end -> [Int]? in
                let (from, to) = (start - first, end - first + 1)
                guard end - start >= 2, unknown[to] == unknown[from], low[to] - low[from] <= Double(whole),
                    high[to] - high[from] >= Double(whole)
                else { return nil }
                return Array(rows[start...end])
            }
        }
    }
}
