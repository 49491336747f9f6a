import CLAPACK

/// The eigenvalues and eigenvectors of a symmetric matrix.
///
/// ```swift
/// try SymmetricEigensystem(matrix).values        // ascending
/// ```
///
/// LAPACK `dsyevd` (divide and conquer) does the work.
public struct SymmetricEigensystem: Sendable, Hashable {
    /// The eigenvalues, the smallest first.
    public let values: [Double]
    /// The eigenvectors of length 1 in the order of the values; the sign of each is arbitrary.
    public let vectors: [[Double]]

    /// The eigenvalues and eigenvectors of a matrix.
    ///
    /// - Throws: `NumericsError` with the code `notConverged` if LAPACK finds none, which finite numbers near the end of
    ///   the range of `Double` can do.
    public init(_ matrix: SymmetricMatrix) throws(NumericsError) {
        let n = matrix.order
        var (elements, values) = (matrix.elements, Array(repeating: 0.0, count: n))
        if n > 0 {
            eq_blas_single_threaded()
            let (jobs, upper) = (CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")))
            let size = eq_lapack_int(n)
            guard LAPACKE_dsyevd(LAPACK_COL_MAJOR, jobs, upper, size, &elements, size, &values) == 0 else {
                throw NumericsError(.notConverged, argument: "matrix", "the eigenvalues of matrix were not found")
            }
        }
        self.values = values
        vectors = (0..<n).map { Array(elements[$0 * n..<($0 + 1) * n]) }
    }
}
