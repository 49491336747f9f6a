/// Counts of subjects by two groupings: rows by columns, at least two of each.
///
/// ```swift
/// let table = try ContingencyTable([[13, 27], [5, 35]])     // treatment by response
/// table.expected(0, 0)                                      // 9
/// ```
public struct ContingencyTable: Sendable, Hashable {
    /// The names of the rows.
    public let rowNames: [String]
    /// The names of the columns.
    public let columnNames: [String]
    /// The counts, row by row.
    public let counts: [Int]
    /// The sum of each row.
    public let rowTotals: [Int]
    /// The sum of each column.
    public let columnTotals: [Int]
    /// N, the sum of all counts.
    public let total: Int

    /// The largest N: the exact tests walk through as many tables, and the products of totals stay exact.
    private static let largestTotal = 10_000_000

    /// A table of counts, row by row; rows and columns without a name are numbered from 1.
    ///
    /// - Throws: ``StatisticsError`` for fewer than two rows or columns, rows of different lengths, counts below 0, or
    ///   nothing but zeros.
    public init(
        _ rows: [[Int]], rowNames: [String]? = nil, columnNames: [String]? = nil
    ) throws(StatisticsError) {
        let width = rows.first?.count ?? 0
        guard rows.count >= 2, width >= 2 else {
            throw StatisticsError(
                .invalidValue, argument: "table",
                "table has \(rows.count) rows and \(width) columns; expected at least two of each")
        }
        try Self.check(rows, width)
        try Self.check("rowNames", rowNames, rows.count)
        try Self.check("columnNames", columnNames, width)
        self.init(
            unchecked: Array(rows.joined()), rowNames: rowNames ?? (1...rows.count).map(String.init),
            columnNames: columnNames ?? (1...width).map(String.init))
    }

    /// The table of two groupings of the same subjects.
    ///
    /// - Throws: ``StatisticsError`` when they differ in length, or as for counts.
    public init(rows: Factor, columns: Factor) throws(StatisticsError) {
        guard rows.count == columns.count else { throw .length("columns", columns.count, expected: rows.count) }
        var counts = [[Int]](repeating: [Int](repeating: 0, count: columns.levels.count), count: rows.levels.count)
        for (row, column) in zip(rows.codes, columns.codes) { counts[Int(row)][Int(column)] += 1 }
        try self.init(counts, rowNames: rows.levels, columnNames: columns.levels)
    }

    private init(unchecked counts: [Int], rowNames: [String], columnNames: [String]) {
        let width = columnNames.count
        self.rowNames = rowNames
        self.columnNames = columnNames
        self.counts = counts
        rowTotals = rowNames.indices.map { row in counts[row * width..<(row + 1) * width].reduce(0, +) }
        columnTotals = columnNames.indices.map { column in
            rowNames.indices.reduce(0) { $0 + counts[$1 * width + column] }
        }
        total = rowTotals.reduce(0, +)
    }

    private static func check(_ rows: [[Int]], _ width: Int) throws(StatisticsError) {
        var total = 0
        for (index, row) in rows.enumerated() {
            guard row.count == width else {
                throw StatisticsError(
                    .lengthMismatch, argument: "table", index: index,
                    "table[\(index)] has \(row.count) counts; expected \(width) as in the first row")
            }
            for (column, count) in row.enumerated() {
                guard count >= 0, count <= largestTotal - total else {
                    throw StatisticsError(
                        .invalidValue, argument: "table", index: index,
                        "table[\(index)][\(column)] is \(count); expected a count ≥ 0, all together at most 10000000")
                }
                total += count
            }
        }
        if total == 0 {
            throw StatisticsError(.empty, argument: "table", "table has no subjects; expected at least one count > 0")
        }
    }

    private static func check(_ argument: String, _ names: [String]?, _ count: Int) throws(StatisticsError) {
        guard let names, names.count != count else { return }
        throw StatisticsError(
            .lengthMismatch, argument: argument, "\(argument) has \(names.count) elements; expected \(count)")
    }
}

extension ContingencyTable {
    /// The count in a row and a column, from 0.
    public subscript(row: Int, column: Int) -> Int { counts[row * columnNames.count + column] }

    /// Eᵢⱼ, the count expected if rows and columns were independent: row total × column total / N.
    public func expected(_ row: Int, _ column: Int) -> Double {
        Double(rowTotals[row]) * Double(columnTotals[column]) / Double(total)
    }

    /// The table with rows and columns exchanged.
    public var transposed: ContingencyTable {
        let flipped = columnNames.indices.flatMap { column in rowNames.indices.map { self[$0, column] } }
        return ContingencyTable(unchecked: flipped, rowNames: columnNames, columnNames: rowNames)
    }

    /// The table as two by two, if it is.
    public var fourfold: FourfoldTable? {
        guard rowNames.count == 2, columnNames.count == 2 else { return nil }
        return FourfoldTable(unchecked: counts[0], counts[1], counts[2], counts[3])
    }

    /// The rows and columns that hold anything; the others say nothing about independence.
    var occupied: (rows: [Int], columns: [Int]) {
        (rowTotals.indices.filter { rowTotals[$0] > 0 }, columnTotals.indices.filter { columnTotals[$0] > 0 })
    }
}

/// A two-by-two table: a and b stand in the first row, c and d in the second.
///
/// Where the rows are groups and the first column is the event, a of a + b subjects of the first group had it.
public struct FourfoldTable: Sendable, Hashable {
    /// The counts of the first row.
    public let a, b: Int
    /// The counts of the second row.
    public let c, d: Int

    /// A table of four counts.
    ///
    /// - Throws: ``StatisticsError`` for counts below 0 or nothing but zeros.
    public init(_ a: Int, _ b: Int, _ c: Int, _ d: Int) throws(StatisticsError) {
        _ = try ContingencyTable([[a, b], [c, d]])
        self.init(unchecked: a, b, c, d)
    }

    init(unchecked a: Int, _ b: Int, _ c: Int, _ d: Int) {
        (self.a, self.b, self.c, self.d) = (a, b, c, d)
    }

    /// N, all subjects.
    public var total: Int { a + b + c + d }
}
