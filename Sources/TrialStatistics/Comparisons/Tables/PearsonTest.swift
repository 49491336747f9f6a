/// Pearson's χ² test that rows and columns of a table are independent, with and without Yates's correction.
///
/// ```
/// χ² = Σ (Oᵢⱼ − Eᵢⱼ)² / Eᵢⱼ,   df = (r − 1)(c − 1)
/// Yates (2 × 2):  χ² = Σ (|O − E| − min(½, |O − E|))² / E
/// ```
///
/// ```swift
/// let test = PearsonTest(try ContingencyTable([[13, 27], [5, 35]]))
/// test.test?.statistic          // 4.588
/// test.corrected?.pValue        // 0.061
/// ```
///
/// ## Edge cases
/// Rows and columns without subjects are left out, as in SAS; R `chisq.test` answers NaN. Fewer than two that hold
/// anything: no test. The distribution is an approximation that is commonly held good when no expected count is below 5.
///
/// ## Validated against
/// R `chisq.test` (`Validation/R/comparisons.json`), hand-solved tables.
///
/// ## References
/// Pearson, *Phil Mag* 50 (1900) 157–175. Yates, *J R Stat Soc Suppl* 1 (1934) 217–235. R `chisq.test`, SAS `PROC FREQ CHISQ`.
public struct PearsonTest: Sendable, Hashable {
    /// Eᵢⱼ, row by row, of all rows and columns.
    public let expected: [Double]
    /// The smallest Eᵢⱼ of the rows and columns that hold anything.
    public let smallestExpected: Double
    /// The test without correction.
    public let test: ChiSquaredTest?
    /// The test with Yates's correction; absent unless the table is two by two.
    public let corrected: ChiSquaredTest?

    /// Tests a table.
    public init(_ table: ContingencyTable) {
        let (rows, columns) = table.occupied
        var (plain, yates, smallest) = (0.0, 0.0, Double.infinity)
        for row in rows {
            for column in columns {
                let expected = table.expected(row, column)
                let difference = Self.difference(table, row, column)
                plain += difference * difference / expected
                let reduced = difference - min(0.5, difference)
                yates += reduced * reduced / expected
                smallest = min(smallest, expected)
            }
        }
        expected = table.rowNames.indices.flatMap { row in table.columnNames.indices.map { table.expected(row, $0) } }
        smallestExpected = smallest
        let degrees = (rows.count - 1) * (columns.count - 1)
        test = ChiSquaredTest(statistic: plain, degreesOfFreedom: degrees)
        let isFourfold = table.rowNames.count == 2 && table.columnNames.count == 2
        corrected = isFourfold ? ChiSquaredTest(statistic: yates, degreesOfFreedom: degrees) : nil
    }

    /// |O − E|, with the digits that a subtraction of rounded expectations would lose where the totals allow.
    private static func difference(_ table: ContingencyTable, _ row: Int, _ column: Int) -> Double {
        let (cell, cells) = table[row, column].multipliedReportingOverflow(by: table.total)
        let (product, products) = table.rowTotals[row].multipliedReportingOverflow(by: table.columnTotals[column])
        guard !cells, !products else { return abs(Double(table[row, column]) - table.expected(row, column)) }
        return abs(Double(cell - product)) / Double(table.total)
    }
}
