/// A symmetric matrix of finite numbers.
///
/// ```swift
/// let information = try SymmetricMatrix(rows: [[4, 2], [2, 5]])
/// information[0, 1]      // 2
/// ```
public struct SymmetricMatrix: Sendable, Hashable {
    /// The number of rows and of columns.
    public let order: Int
    /// All elements, row by row, both triangles.
    public let elements: [Double]

    /// The matrix of all its elements, row by row.
    ///
    /// - Throws: `NumericsError` if there are not order² of them, one is not finite, or two that mirror each other differ by
    ///   more than 1e-12 of the larger diagonal element they belong to. The lower triangle counts.
    public init(order: Int, elements: [Double]) throws(NumericsError) {
        guard order >= 0, elements.count == order * order else {
            throw NumericsError(
                .lengthMismatch, argument: "elements",
                "elements has \(elements.count) numbers; expected order² = \(order * order)")
        }
        if let index = elements.firstIndex(where: { !$0.isFinite }) {
            throw NumericsError(
                .invalidValue, argument: "elements", index: index,
                "elements[\(index)] is \(elements[index]); expected a finite number")
        }
        try Self.requireSymmetry(order, elements)
        self.init(order: order, lowerTriangleOf: elements)
    }

    /// The matrix of its rows.
    public init(rows: [[Double]]) throws(NumericsError) {
        if let index = rows.firstIndex(where: { $0.count != rows.count }) {
            throw NumericsError(
                .lengthMismatch, argument: "rows", index: index,
                "rows[\(index)] has \(rows[index].count) numbers; expected \(rows.count), as many as there are rows")
        }
        try self.init(order: rows.count, elements: rows.flatMap(\.self))
    }

    /// The matrix whose lower triangle (column ≤ row) stands in order² finite elements, row by row.
    package init(order: Int, lowerTriangleOf elements: [Double]) {
        precondition(elements.count == order * order)
        var full = elements
        for row in 0..<order {
            for column in 0..<row { full[column * order + row] = full[row * order + column] }
        }
        self.order = order
        self.elements = full
    }

    /// The element of a row and a column, from 0.
    public subscript(row: Int, column: Int) -> Double {
        precondition(row >= 0 && row < order && column >= 0 && column < order)
        return elements[row * order + column]
    }

    /// The elements of the diagonal.
    public var diagonal: [Double] { (0..<order).map { self[$0, $0] } }

    private static func requireSymmetry(_ order: Int, _ elements: [Double]) throws(NumericsError) {
        for row in 0..<order {
            for column in 0..<row {
                let (lower, upper) = (elements[row * order + column], elements[column * order + row])
                let scale = max(abs(elements[row * order + row]), abs(elements[column * order + column]))
                guard abs(lower - upper) <= 1e-12 * max(scale, abs(lower)) else {
                    throw NumericsError(
                        .notSymmetric, argument: "elements", index: row * order + column,
                        "elements[\(row), \(column)] is \(lower) but elements[\(column), \(row)] is \(upper)")
                }
            }
        }
    }
}
