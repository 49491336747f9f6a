/// Fisher's exact test of a table of any size: the probability of all tables with its totals that are no likelier than it.
///
/// ```
/// P(table) = Π rᵢ! Π cⱼ! / (N! Π Oᵢⱼ!)
/// ```
///
/// The columns are parted in two halves. For every way in which the totals of the rows can be shared between the halves, the
/// fillings of each are listed, and each of the left meets by bisection all of the right that leave the table unlikely
/// enough: the work is that of the halves, not of their product.
///
/// ```swift
/// FreemanHaltonTest(try ContingencyTable([[3, 1, 0], [1, 3, 4]])).pValue
/// ```
///
/// ## Edge cases
/// More than `workLimit` fillings: ``pValue`` is absent. Equally likely tables as in ``FisherExactTest``.
///
/// ## Validated against
/// R `fisher.test` (`Validation/R/comparisons.json`), and ``FisherExactTest`` on two-by-two tables.
///
/// ## References
/// Freeman & Halton, *Biometrika* 38 (1951) 141–149. R `fisher.test`, SAS `PROC FREQ EXACT FISHER`.
public struct FreemanHaltonTest: Sendable, Hashable {
    /// The probability of a table no likelier than the one seen; absent where the work would be too much.
    public let pValue: Double?

    /// Tests a table with at most `workLimit` fillings of the two halves.
    public init(_ table: ContingencyTable, workLimit: Int = 20_000_000) {
        let (rows, columns) = table.occupied
        guard rows.count > 1, columns.count > 1 else {
            pValue = 1
            return
        }
        let isWide = columns.count > rows.count
        let long = (isWide ? columns.map { table.columnTotals[$0] } : rows.map { table.rowTotals[$0] }).sorted()
        let short = isWide ? rows.map { table.rowTotals[$0] } : columns.map { table.columnTotals[$0] }
        let factorials = LogFactorials(upTo: table.total)
        var fillings = TableFillings(factorials: factorials, workLimit: workLimit)
        let seen = table.counts.reduce(0) { $0 - factorials[$1] }
        let constant =
            (table.rowTotals + table.columnTotals).reduce(-factorials[table.total]) { $0 + factorials[$1] }
        pValue = fillings.probability(
            lines: long, across: short, noLikelierThan: seen + 1e-7, constant: constant
        ).map { min(1, $0) }
    }
}

/// log k! for k from 0, by compensated sums.
struct LogFactorials {
    private let values: [Double]

    init(upTo limit: Int) {
        var values = [0.0]
        values.reserveCapacity(limit + 1)
        var (sum, lost) = (0.0, 0.0)
        for k in stride(from: 1, through: limit, by: 1) {
            let term = Elementary.logarithm(Double(k)) - lost
            let next = sum + term
            lost = (next - sum) - term
            sum = next
            values.append(sum)
        }
        self.values = values
    }

    subscript(k: Int) -> Double { values[k] }
}

/// The ways to fill a table line by line, with a bound on how many are looked at.
private struct TableFillings {
    let factorials: LogFactorials
    let workLimit: Int
    private var work = 0

    init(factorials: LogFactorials, workLimit: Int) {
        self.factorials = factorials
        self.workLimit = workLimit
    }

    /// Σ P over the tables whose Σ −log Oᵢⱼ! is at most `bound`; `nil` where the work passes its limit.
    mutating func probability(
        lines: [Int], across totals: [Int], noLikelierThan bound: Double, constant: Double
    ) -> Double? {
        let left = Array(lines[..<(lines.count / 2)])
        let right = Array(lines[(lines.count / 2)...])
        // Every way to share the totals between the halves: what is left of them is what the right half has.
        var remainders: [[Int]] = []
        guard fill([left.reduce(0, +)], totals, 0, { remainder, _ in remainders.append(remainder) }) else { return nil }
        var sum = 0.0
        for remainder in remainders {
            guard let first = fillings(of: left, within: zip(totals, remainder).map { $0 - $1 }),
                let second = fillings(of: right, within: remainder)
            else { return nil }
            sum += Self.mass(first, second.sorted(), bound, constant)
        }
        return sum
    }

    /// Σ −log Oᵢⱼ! of every filling of lines that uses up the totals.
    private mutating func fillings(of lines: [Int], within totals: [Int]) -> [Double]? {
        var values: [Double] = []
        let factorials = factorials
        let isDone = fill(Array(lines.dropLast()), totals, 0) { rest, value in
            values.append(rest.reduce(value) { $0 - factorials[$1] })
        }
        return isDone ? values : nil
    }

    /// Σ exp(constant + l + r) over the pairs with l + r ≤ bound; `right` ascends.
    private static func mass(_ left: [Double], _ right: [Double], _ bound: Double, _ constant: Double) -> Double {
        var cumulative = [0.0]
        let top = right.last ?? 0
        for value in right { cumulative.append(cumulative[cumulative.count - 1] + Elementary.exponential(value - top)) }
        var sum = 0.0
        for value in left {
            var (low, high) = (0, right.count)
            while low < high {
                let middle = (low + high) / 2
                if value + right[middle] <= bound { low = middle + 1 } else { high = middle }
            }
            if low > 0 { sum += Elementary.exponential(constant + value + top) * cumulative[low] }
        }
        return sum
    }

    /// Visits every filling of the lines within the totals with what it leaves of them and Σ −log Oᵢⱼ!; `false` where there are
    /// too many.
    private mutating func fill(
        _ lines: [Int], _ totals: [Int], _ value: Double, _ visit: ([Int], Double) -> Void
    ) -> Bool {
        guard let line = lines.first else {
            work += 1
            guard work <= workLimit else { return false }
            visit(totals, value)
            return true
        }
        var remaining = totals
        return place(line, from: 0, Array(lines.dropFirst()), &remaining, value, visit)
    }

    /// Shares what is left of a line among the totals from an index on.
    private mutating func place(
        _ amount: Int, from index: Int, _ others: [Int], _ totals: inout [Int], _ value: Double,
        _ visit: ([Int], Double) -> Void
    ) -> Bool {
        if index == totals.count - 1 {
            guard amount <= totals[index] else { return true }
            totals[index] -= amount
            defer { totals[index] += amount }
            return fill(others, totals, value - factorials[amount], visit)
        }
        let room = totals[(index + 1)...].reduce(0, +)
        let most = min(amount, totals[index])
        for count in stride(from: max(0, amount - room), through: most, by: 1) {
            totals[index] -= count
            defer { totals[index] += count }
            guard place(amount - count, from: index + 1, others, &totals, value - factorials[count], visit) else {
                return false
            }
        }
        return true
    }
}
