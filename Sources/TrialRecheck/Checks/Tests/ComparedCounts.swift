import Foundation
import TrialNumerics
import TrialStatistics

/// The tables of counts that a test may have compared: every combination of the counts that the paper's numbers may stand for.
struct ComparedCounts {
    /// The tables; a row a group, a column a category, of which the last may be "all others".
    let tables: [ContingencyTable]
    /// How a sentence calls them: "12/40 against 8/40".
    let words: String

    /// The most tables that are looked at; with more, the counts say too little.
    private static let most = 400

    /// The tables of a relation; `nil` where a count is unknown, or there are too many.
    init?(_ paper: PaperFacts, _ relation: Relation) {
        let groups = relation.members.dropFirst()
        guard let width = groups.first?.count, groups.allSatisfy({ $0.count == width }) else { return nil }
        var choices: [[[Int]]] = []
        for group in groups {
            guard let rows = Self.rows(paper, group), !rows.isEmpty else { return nil }
            choices.append(rows)
        }
        guard choices.reduce(1, { $0 * $1.count }) <= Self.most else { return nil }
        tables = Self.product(choices).compactMap { try? ContingencyTable($0) }
        guard !tables.isEmpty else { return nil }
        words = groups.map { group in
            width == 1 ? Self.share(paper, group[0]) : group.map { paper.short($0) }.joined(separator: "/")
        }.joined(separator: " against ")
    }

    /// The rows that a group may be.
    private static func rows(_ paper: PaperFacts, _ group: [Int]) -> [[Int]]? {
        if group.count == 1 {
            guard let possible = PossibleCounts(paper.numbers[group[0]]), let total = possible.denominator else {
                return nil
            }
            return possible.counts.filter { $0 <= total }.map { [$0, total - $0] }
        }
        var cells: [[Int]] = []
        for index in group {
            guard let counts = PossibleCounts(paper.numbers[index])?.counts, !counts.isEmpty else { return nil }
            cells.append(counts)
        }
        guard cells.reduce(1, { $0 * $1.count }) <= most else { return nil }
        return product(cells)
    }

    private static func product<Element>(_ choices: [[Element]]) -> [[Element]] {
        choices.reduce([[]]) { lists, next in lists.flatMap { list in next.map { list + [$0] } } }
    }

    private static func share(_ paper: PaperFacts, _ index: Int) -> String {
        guard let possible = PossibleCounts(paper.numbers[index]), let total = possible.denominator else {
            return paper.short(index)
        }
        let counts =
            possible.counts.count > 1
            ? "\(possible.counts[0])–\(possible.counts[possible.counts.count - 1])" : "\(possible.counts.first ?? 0)"
        return "\(counts)/\(total)"
    }

    /// Degrees of freedom of the tables' test.
    var degreesOfFreedom: Int { (tables[0].rowNames.count - 1) * (tables[0].columnNames.count - 1) }
}

/// The statistics that are called χ².
enum ChiSquareConvention: CaseIterable {
    case pearson, yates, nMinusOne, likelihoodRatio

    var words: String {
        switch self {
        case .pearson: "Pearson's χ²"
        case .yates: "χ² with Yates' correction"
        case .nMinusOne: "the N − 1 χ²"
        case .likelihoodRatio: "the likelihood-ratio χ²"
        }
    }

    /// The test of a table; `nil` where it has none.
    func test(_ table: ContingencyTable) -> ChiSquaredTest? {
        let pearson = PearsonTest(table)
        switch self {
        case .pearson: return pearson.test
        case .yates: return pearson.corrected
        case .nMinusOne:
            guard let test = pearson.test, table.total > 1 else { return nil }
            return ChiSquaredTest(
                statistic: test.statistic * Double(table.total - 1) / Double(table.total),
                degreesOfFreedom: test.degreesOfFreedom)
        case .likelihoodRatio:
            guard let test = pearson.test else { return nil }
            return ChiSquaredTest(statistic: Self.likelihoodRatio(table), degreesOfFreedom: test.degreesOfFreedom)
        }
    }

    private static func likelihoodRatio(_ table: ContingencyTable) -> Double {
        var sum = 0.0
        for row in table.rowNames.indices {
            for column in table.columnNames.indices where table[row, column] > 0 {
                let seen = Double(table[row, column])
                sum += 2 * seen * log(seen / table.expected(row, column))
            }
        }
        return sum
    }
}
