import ArgumentParser
import TrialStatistics

/// Rows of counts: commas in a row, a slash between rows.
struct CountRows: ExpressibleByArgument {
    let argument: String
    let rows: [[Int]]

    init?(argument: String) {
        self.argument = argument
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { row in
            row.split(separator: ",", omittingEmptySubsequences: false).map { Int($0.trimmingSpaces) }
        }
        rows = parts.map { $0.compactMap { $0 } }
        if zip(rows, parts).contains(where: { $0.count != $1.count }) { return nil }
    }
}

extension CountRows {
    /// The counts as a table of groups by outcomes; of two outcomes the first is the event.
    var table: ContingencyTable {
        get throws(StatisticsError) {
            let width = rows.first?.count ?? 0
            let outcomes = width == 2 ? ["event", "no event"] : (0..<width).map { "outcome \($0 + 1)" }
            return try ContingencyTable(
                rows, rowNames: rows.indices.map { "group \($0 + 1)" }, columnNames: outcomes)
        }
    }
}

/// Mean, standard deviation and size of each group: commas in a group, a slash between groups.
struct SummaryRows: ExpressibleByArgument {
    let argument: String
    let rows: [(mean: Double, deviation: Double, count: Int)]

    init?(argument: String) {
        var rows: [(mean: Double, deviation: Double, count: Int)] = []
        for row in argument.split(separator: "/", omittingEmptySubsequences: false) {
            let parts = row.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmingSpaces)
            guard parts.count == 3, let mean = Double(parts[0]), let deviation = Double(parts[1]),
                let count = Int(parts[2])
            else { return nil }
            rows.append((mean, deviation, count))
        }
        self.rows = rows
        self.argument = argument
    }
}

/// A rate: how many have it, of how many.
struct RateOption: ExpressibleByArgument {
    let argument: String
    let successes, count: Int

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0.trimmingSpaces) }
        guard parts.count == 2, let successes = parts[0], let count = parts[1] else { return nil }
        (self.argument, self.successes, self.count) = (argument, successes, count)
    }

    var proportion: Proportion {
        get throws(StatisticsError) { try Proportion(successes, of: count) }
    }
}
