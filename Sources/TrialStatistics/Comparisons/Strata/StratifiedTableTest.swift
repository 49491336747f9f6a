import TrialNumerics

/// The Cochran-Mantel-Haenszel tests of larger tables in strata: whether rows and columns are associated, given the strata.
///
/// Three statistics look for more and more: a correlation of scores, row means of scores that differ, and any association.
///
/// ```
/// Q = gᵀ V⁻ g,   g = Σₖ A (nₖ − mₖ),   V = Σₖ A Vₖ Aᵀ,   mᵢⱼ = nᵢ₊n₊ⱼ/n
/// Cov(nᵢⱼ, nᵢ′ⱼ′) = nᵢ₊(δᵢᵢ′n − nᵢ′₊) n₊ⱼ(δⱼⱼ′n − n₊ⱼ′) / (n²(n − 1))
/// correlation: A = r ⊗ c, 1 df     row means: A = I ⊗ c, rows − 1 df     general association: A = I ⊗ I, (rows − 1)(columns − 1) df
/// ```
///
/// with the scores r of the rows and c of the columns. Over two-by-two tables all three are the test of ``MantelHaenszelTest``.
///
/// ## Edge cases
/// Strata of one subject, with a single row or a single column count for nothing. Rows and columns that no stratum holds take no degree of freedom. Nothing that varies: no
/// test. With ``Scores/midRidits`` a stratum that has columns has scores, so that nothing is asked of the labels.
///
/// ## Validated against
/// R `mantelhaen.test` (general association) and coin `cmh_test`, `lbl_test` (`Validation/R/stratified-tables.json`).
///
/// ## References
/// Landis, Heyman & Koch, *Int Stat Rev* 46 (1978) 237–254. Mantel, *JASA* 58 (1963) 690–700. SAS `PROC FREQ CMH SCORES=`, R `vcdExtra::CMHtest`.
public struct StratifiedTableTest: Sendable, Hashable {
    /// What stands for a row or a column.
    public enum Scores: String, Sendable, Hashable, CaseIterable {
        /// 1, 2, 3, …, as SAS by default (`TABLE`) for labels that are not numbers.
        case integers
        /// The mid-ranks within the stratum over its size plus one (`MODRIDIT`): the row means are then the stratified Kruskal-Wallis test of van Elteren.
        case midRidits
    }

    /// The test of a correlation.
    public let correlation: ChiSquaredTest?
    /// The test that the rows have different mean scores.
    public let rowMeans: ChiSquaredTest?
    /// The test of any association.
    public let generalAssociation: ChiSquaredTest?
    /// The strata that had at least two rows and two columns.
    public let informativeStrata: Int

    /// Tests the tables of the strata, which have the same rows and columns.
    ///
    /// - Throws: ``StatisticsError`` where their sizes differ.
    public init(_ strata: [ContingencyTable], scores: Scores = .integers) throws(StatisticsError) {
        let (rows, columns) = (strata.first?.rowNames.count ?? 0, strata.first?.columnNames.count ?? 0)
        if let index = strata.firstIndex(where: { $0.rowNames.count != rows || $0.columnNames.count != columns }) {
            throw StatisticsError(
                .lengthMismatch, argument: "strata", index: index,
                "strata[\(index)] has \(strata[index].rowNames.count) rows and \(strata[index].columnNames.count) columns; expected \(rows) and \(columns) as in the first"
            )
        }
        let tables = strata.filter { $0.total > 1 && $0.occupied.rows.count > 1 && $0.occupied.columns.count > 1 }
        informativeStrata = tables.count
        let identity = { (count: Int) in (0..<count).map { one in (0..<count).map { $0 == one ? 1.0 : 0 } } }
        func test(_ isRowScored: Bool, _ isColumnScored: Bool) -> ChiSquaredTest? {
            Self.test(tables) { table in
                (
                    isRowScored ? [Self.scores(scores, table.rowTotals)] : identity(rows),
                    isColumnScored ? [Self.scores(scores, table.columnTotals)] : identity(columns)
                )
            }
        }
        correlation = test(true, true)
        rowMeans = test(false, true)
        generalAssociation = test(false, false)
    }

    private static func scores(_ scores: Scores, _ totals: [Int]) -> [Double] {
        switch scores {
        case .integers: return totals.indices.map { Double($0 + 1) }
        case .midRidits:
            let size = Double(totals.reduce(0, +) + 1)
            var before = 0
            return totals.map { total in
                defer { before += total }
                return (Double(before) + Double(total + 1) / 2) / size
            }
        }
    }

    /// Q of the tables with the row and column scores that a stratum takes, each a list of score vectors.
    private static func test(
        _ tables: [ContingencyTable], _ contrasts: (ContingencyTable) -> (rows: [[Double]], columns: [[Double]])
    ) -> ChiSquaredTest? {
        var scores: [Double] = []
        var covariance: [Double] = []
        for table in tables {
            let (rows, columns) = contrasts(table)
            let count = rows.count * columns.count
            if scores.isEmpty {
                scores = [Double](repeating: 0, count: count)
                covariance = [Double](repeating: 0, count: count * count)
            }
            let n = Double(table.total)
            let rowMoments = moments(rows, table.rowTotals)
            let columnMoments = moments(columns, table.columnTotals)
            for (first, (row, column)) in pairs(rows.count, columns.count).enumerated() {
                scores[first] += centred(table, rows[row], columns[column])
                for (second, (otherRow, otherColumn)) in pairs(rows.count, columns.count).enumerated() {
                    covariance[first * count + second] +=
                        rowMoments[row][otherRow] * columnMoments[column][otherColumn] / (n - 1)
                }
            }
        }
        guard !scores.isEmpty else { return nil }
        return ChiSquaredTest(
            scores: scores, covariance: SymmetricMatrix(order: scores.count, lowerTriangleOf: covariance))
    }

    private static func pairs(_ rows: Int, _ columns: Int) -> [(Int, Int)] {
        (0..<rows).flatMap { row in (0..<columns).map { (row, $0) } }
    }

    /// Σ r(c − c̄) n over the cells, the scores taken from their mean so that nothing large cancels.
    private static func centred(_ table: ContingencyTable, _ rows: [Double], _ columns: [Double]) -> Double {
        let mean = zip(columns, table.columnTotals).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(table.total)
        return rows.indices.reduce(0) { sum, row in
            guard rows[row] != 0 else { return sum }
            return columns.indices.reduce(sum) {
                $0 + rows[row] * (columns[$1] - mean) * Double(table[row, $1])
            }
        }
    }

    /// Σ nᵢ(sᵢ − s̄)(tᵢ − t̄) of every two score vectors s and t.
    private static func moments(_ scores: [[Double]], _ totals: [Int]) -> [[Double]] {
        let total = Double(totals.reduce(0, +))
        let deviations = scores.map { vector in
            let mean = zip(vector, totals).reduce(0) { $0 + $1.0 * Double($1.1) } / total
            return vector.map { $0 - mean }
        }
        return deviations.map { one in
            deviations.map { other in
                totals.indices.reduce(0) { $0 + Double(totals[$1]) * one[$1] * other[$1] }
            }
        }
    }
}
