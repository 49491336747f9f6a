import CLAPACK

/// Cholesky factorisation, solution and inversion in place, for iterations that may not allocate.
///
/// A matrix of order p is p² numbers, row by row; its lower triangle (j ≤ i) is read, the rest is left alone until
/// `inverse` fills it. A whole Newton step is
///
/// ```swift
/// guard SymmetricSolve.factor(information, order: p) else { … not positive definite … }
/// SymmetricSolve.solve(information, order: p, score)          // the step stands in `score`
/// SymmetricSolve.inverse(information, order: p)               // the covariance stands in `information`
/// ```
///
/// LAPACK `dpotrf`, `dpotrs`, `dpotri`. It reads columns, so our lower triangle is its upper one and nothing is
/// copied. One number needs no LAPACK, whose call costs more than the rest of a small Cox model's step.
package enum SymmetricSolve {
    /// Turns the matrix A into its factor L, A = LLᵀ, in its lower triangle.
    ///
    /// - Returns: Whether A is positive definite; if not, the triangle holds nothing of use.
    package static func factor(_ matrix: UnsafeMutableBufferPointer<Double>, order: Int) -> Bool {
        precondition(matrix.count >= order * order)
        guard let a = matrix.baseAddress, order > 0 else { return order == 0 }
        if order == 1 {
            guard a[0] > 0, a[0] < .infinity else { return false }
            a[0] = a[0].squareRoot()
            return true
        }
        eq_blas_single_threaded()
        let n = eq_lapack_int(order)
        guard LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, upper, n, a, n) == 0 else { return false }
        // OpenBLAS does not see NaN as a failure; every NaN reaches a diagonal element.
        for i in 0..<order where !(a[i * order + i] > 0 && a[i * order + i] < .infinity) { return false }
        return true
    }

    /// Replaces the vector b by the solution of Ax = b, given the factor that `factor` left.
    package static func solve(
        _ factor: UnsafeMutableBufferPointer<Double>, order: Int, _ vector: UnsafeMutableBufferPointer<Double>
    ) {
        precondition(factor.count >= order * order && vector.count >= order)
        guard let a = factor.baseAddress, let b = vector.baseAddress, order > 0 else { return }
        if order == 1 {
            b[0] = b[0] / a[0] / a[0]
            return
        }
        eq_blas_single_threaded()
        let n = eq_lapack_int(order)
        LAPACKE_dpotrs_work(LAPACK_COL_MAJOR, upper, n, 1, a, n, b, n)
    }

    /// Replaces the factor that `factor` left by A⁻¹, both triangles.
    package static func inverse(_ factor: UnsafeMutableBufferPointer<Double>, order: Int) {
        precondition(factor.count >= order * order)
        guard let a = factor.baseAddress, order > 0 else { return }
        if order == 1 {
            a[0] = 1 / a[0] / a[0]
            return
        }
        eq_blas_single_threaded()
        let n = eq_lapack_int(order)
        LAPACKE_dpotri_work(LAPACK_COL_MAJOR, upper, n, a, n)
        for i in 1..<order {
            for j in 0..<i { a[j * order + i] = a[i * order + j] }
        }
    }

    /// log det A = 2 Σ log Lᵢᵢ, of the factor that `factor` left.
    package static func logDeterminant(_ factor: UnsafeMutableBufferPointer<Double>, order: Int) -> Double {
        precondition(factor.count >= order * order)
        var sum = 0.0
        for i in 0..<order { sum += logarithm(factor[i * order + i]) }
        return 2 * sum
    }

    private static let upper = CChar(UInt8(ascii: "U"))
}
