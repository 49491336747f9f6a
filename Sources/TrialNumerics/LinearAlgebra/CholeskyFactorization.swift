/// The factorisation A = LLᵀ of a symmetric positive definite matrix.
///
/// ```swift
/// let factorization = try CholeskyFactorization(information)
/// let step = factorization.solve(score)              // A⁻¹ times the score
/// let covariance = factorization.inverse
/// ```
///
/// ## Validated against
/// Matrices solved by hand; LAPACK `dpotrf`, `dpotrs`, `dpotri` do the work.
public struct CholeskyFactorization: Sendable, Hashable {
    /// The number of rows of A.
    public let order: Int
    /// log det A.
    public let logDeterminant: Double
    /// L in the lower triangle, row by row; the upper triangle is what A has there.
    private let factor: [Double]

    /// The factorisation of a matrix.
    ///
    /// - Throws: `NumericsError` with the code `notPositiveDefinite` if a pivot is not above 0.
    public init(_ matrix: SymmetricMatrix) throws(NumericsError) {
        order = matrix.order
        var elements = matrix.elements
        var logDeterminant = 0.0
        let isPositive = elements.withUnsafeMutableBufferPointer { buffer in
            guard SymmetricSolve.factor(buffer, order: matrix.order) else { return false }
            logDeterminant = SymmetricSolve.logDeterminant(buffer, order: matrix.order)
            return true
        }
        guard isPositive else {
            throw NumericsError(
                .notPositiveDefinite, argument: "matrix",
                "matrix is not positive definite; expected independent columns and positive eigenvalues")
        }
        factor = elements
        self.logDeterminant = logDeterminant
    }

    /// The x with Ax = b; b has as many numbers as A has rows.
    public func solve(_ vector: [Double]) -> [Double] {
        precondition(vector.count == order, "the vector has \(vector.count) numbers for a matrix of order \(order)")
        var (factor, solution) = (factor, vector)
        factor.withUnsafeMutableBufferPointer { factor in
            solution.withUnsafeMutableBufferPointer { SymmetricSolve.solve(factor, order: order, $0) }
        }
        return solution
    }

    /// A⁻¹.
    public var inverse: SymmetricMatrix {
        var inverse = factor
        inverse.withUnsafeMutableBufferPointer { SymmetricSolve.inverse($0, order: order) }
        return SymmetricMatrix(order: order, lowerTriangleOf: inverse)
    }
}
