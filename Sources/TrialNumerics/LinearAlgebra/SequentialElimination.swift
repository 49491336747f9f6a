import CLAPACK

/// The factor of the columns kept so far, to which one column after the other is put.
///
/// With A the matrix in unit diagonal and K the columns kept, A_KK = LLᵀ. For a new column j
///
/// ```
/// L w = A_Kj,   remainder d = 1 − wᵀw,   coefficients Lᵀ c = w
/// ```
///
/// and if d is large enough the row (w, √d) joins L. The triangular systems are LAPACK's (`dtrtrs`).
struct SequentialElimination {
    /// The columns kept.
    private(set) var kept: [Int] = []
    private let matrix: SymmetricMatrix
    private let tolerance: Double
    /// The square root of each diagonal element.
    private let scales: [Double]
    /// L, row by row, `order` numbers a row.
    private var factor: [Double]

    init(_ matrix: SymmetricMatrix, tolerance: Double) {
        self.matrix = matrix
        self.tolerance = tolerance
        scales = matrix.diagonal.map { $0 > 0 ? $0.squareRoot() : 0 }
        factor = Array(repeating: 0, count: matrix.order * matrix.order)
    }

    /// Keeps a column and returns nil, or returns what it is a combination of.
    mutating func take(_ column: Int) throws(NumericsError) -> [PivotedCholesky.Term]? {
        guard matrix[column, column] >= 0 else { throw notPositive(column, matrix[column, column]) }
        guard scales[column] > 0 else { return [] }
        var row = kept.map { matrix[column, $0] / scales[$0] / scales[column] }
        solve(&row, transposed: false)
        let remainder = 1 - row.reduce(0) { $0 + $1 * $1 }
        guard remainder > -1e-6 else { throw notPositive(column, remainder) }
        guard remainder > tolerance else { return terms(of: column, row) }
        keep(column, row + [remainder.squareRoot()])
        return nil
    }

    private mutating func keep(_ column: Int, _ row: [Double]) {
        let start = kept.count * matrix.order
        factor.replaceSubrange(start..<start + row.count, with: row)
        kept.append(column)
    }

    /// The combination of the kept columns, in the caller's scale, without terms that are rounding.
    private func terms(of column: Int, _ row: [Double]) -> [PivotedCholesky.Term] {
        var coefficients = row
        solve(&coefficients, transposed: true)
        let negligible = tolerance.squareRoot()
        return zip(kept, coefficients).filter { abs($1) > negligible }.map { other, coefficient in
            PivotedCholesky.Term(column: other, coefficient: coefficient * scales[column] / scales[other])
        }
    }

    /// Solves with L, or with Lᵀ; L read by columns is Lᵀ, hence the opposite letter.
    private func solve(_ vector: inout [Double], transposed: Bool) {
        guard !kept.isEmpty else { return }
        eq_blas_single_threaded()
        let letter = { (letter: Unicode.Scalar) in CChar(UInt8(ascii: letter)) }
        let (size, leading) = (eq_lapack_int(kept.count), eq_lapack_int(matrix.order))
        LAPACKE_dtrtrs_work(
            LAPACK_COL_MAJOR, letter("U"), letter(transposed ? "N" : "T"), letter("N"), size, 1, factor, leading,
            &vector, size)
    }

    private func notPositive(_ column: Int, _ value: Double) -> NumericsError {
        NumericsError(
            .notPositiveDefinite, argument: "matrix", index: column,
            "matrix has the pivot \(value) at column \(column); expected a positive semidefinite matrix")
    }
}
