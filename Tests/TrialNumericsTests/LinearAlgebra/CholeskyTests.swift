import Foundation
import TestSupport
import Testing

@testable import TrialNumerics

/// A = LLᵀ with L = [[2, 0, 0], [1, 3, 0], [-1, 2, 1]], so det A = 36.
@Suite struct `Cholesky ByHand` {
    let matrix: SymmetricMatrix

    init() throws { matrix = try SymmetricMatrix(rows: [[4, 2, -2], [2, 10, 5], [-2, 5, 6]]) }

    @Test func `solves, inverts and takes the determinant`() throws {
        let factorization = try CholeskyFactorization(matrix)
        #expect(isClose(factorization.logDeterminant, log(36), relative: 1e-14))
        // b = A (1, 2, 3)
        for (value, expected) in zip(factorization.solve([2, 37, 26]), [1.0, 2, 3]) {
            #expect(isClose(value, expected, relative: 1e-13))
        }
        // The adjugate over 36.
        let inverse: [Double] = [35, -22, 30, -22, 20, -24, 30, -24, 36]
        for (value, expected) in zip(factorization.inverse.elements, inverse) {
            #expect(isClose(value, expected / 36, relative: 1e-13))
        }
    }

    @Test func `works in place on the lower triangle alone`() {
        var elements: [Double] = [4, .nan, .nan, 2, 10, .nan, -2, 5, 6]
        var vector: [Double] = [2, 37, 26]
        elements.withUnsafeMutableBufferPointer { elements in
            vector.withUnsafeMutableBufferPointer { vector in
                #expect(SymmetricSolve.factor(elements, order: 3))
                #expect(
                    [elements[0], elements[3], elements[4], elements[6], elements[7], elements[8]] == [
                        2, 1, 3, -1, 2, 1,
                    ])
                SymmetricSolve.solve(elements, order: 3, vector)
                SymmetricSolve.inverse(elements, order: 3)
            }
        }
        #expect(zip(vector, [1, 2, 3]).allSatisfy { isClose($0, $1, relative: 1e-13) })
        #expect(
            zip(elements, [35, -22, 30, -22, 20, -24, 30, -24, 36]).allSatisfy { isClose($0 * 36, $1, relative: 1e-13) }
        )
    }

    @Test(arguments: [1, 2, 3, 10, 50]) func `refuses what is indefinite, singular or not a number`(order: Int) {
        for bad in [-1, 0, .nan, .infinity] as [Double] {
            var elements = (0..<order * order).map { $0 % (order + 1) == 0 ? 1.0 : 0 }
            elements[order * order - 1] = bad
            #expect(!elements.withUnsafeMutableBufferPointer { SymmetricSolve.factor($0, order: order) })
            guard order > 1 else { continue }
            elements[order * order - 1] = 1
            elements[(order - 1) * order] = bad == 0 ? 1 : bad == -1 ? 1.5 : bad
            #expect(!elements.withUnsafeMutableBufferPointer { SymmetricSolve.factor($0, order: order) })
        }
    }

    @Test func `names what is wrong`() throws {
        let singular = try SymmetricMatrix(rows: [[1, 1], [1, 1]])
        let error = #expect(throws: NumericsError.self) { try CholeskyFactorization(singular) }
        #expect(error?.code == .notPositiveDefinite)
        let skew = #expect(throws: NumericsError.self) { try SymmetricMatrix(rows: [[1, 2], [3, 1]]) }
        #expect(skew?.description == "elements[1, 0] is 3.0 but elements[0, 1] is 2.0")
        let ragged = #expect(throws: NumericsError.self) { try SymmetricMatrix(rows: [[1, 2], [2]]) }
        #expect(ragged?.index == 1)
        let missing = #expect(throws: NumericsError.self) { try SymmetricMatrix(order: 1, elements: [.nan]) }
        #expect(missing?.description == "elements[0] is nan; expected a finite number")
    }

    @Test func `the empty matrix has no answers but is no error`() throws {
        let empty = try CholeskyFactorization(SymmetricMatrix(rows: []))
        #expect(empty.solve([]).isEmpty && empty.inverse.order == 0 && empty.logDeterminant == 0)
    }
}

/// Random matrices of every order that models have.
@Suite struct `Cholesky Property` {
    @Test(arguments: [1, 2, 3, 7, 10, 31, 50]) func `the inverse times the matrix is the identity`(order: Int) throws {
        let matrix = try randomMatrix(order)
        let factorization = try CholeskyFactorization(matrix)
        let inverse = factorization.inverse
        for row in 0..<order {
            let column = (0..<order).map { matrix[$0, row] }
            for (index, value) in factorization.solve(column).enumerated() {
                #expect(abs(value - (index == row ? 1 : 0)) < 1e-11)
                let product = (0..<order).reduce(0) { $0 + inverse[index, $1] * matrix[$1, row] }
                #expect(abs(product - (index == row ? 1 : 0)) < 1e-11)
            }
        }
        let eigenvalues = try SymmetricEigensystem(matrix).values
        #expect(
            isClose(
                factorization.logDeterminant, eigenvalues.reduce(0) { $0 + log($1) }, relative: 1e-11, absolute: 1e-11))
    }

    @Test(arguments: [1, 5, 40]) func `eigenvectors are orthonormal and give the matrix back`(order: Int) throws {
        let matrix = try randomMatrix(order)
        let system = try SymmetricEigensystem(matrix)
        #expect(system.values == system.values.sorted())
        for row in 0..<order {
            for column in 0..<order {
                let element = zip(system.values, system.vectors).reduce(0) { $0 + $1.0 * $1.1[row] * $1.1[column] }
                #expect(abs(element - matrix[row, column]) < 1e-11)
                let product = zip(system.vectors[row], system.vectors[column]).reduce(0) { $0 + $1.0 * $1.1 }
                #expect(abs(product - (row == column ? 1 : 0)) < 1e-12)
            }
        }
    }

    @Test func `the eigenvalues of a two by two matrix are those of its quadratic`() throws {
        let values = try SymmetricEigensystem(SymmetricMatrix(rows: [[2, 1], [1, 2]])).values
        #expect(isClose(values[0], 1, relative: 1e-14) && isClose(values[1], 3, relative: 1e-14))
    }

    /// XᵀX/n + I/10 of normal numbers.
    private func randomMatrix(_ order: Int) throws -> SymmetricMatrix {
        var stream = RandomStream(seed: UInt64(order), purpose: "matrix")
        let x = (0..<2 * order).map { _ in (0..<order).map { _ in stream.normal() } }
        var elements = Array(repeating: 0.0, count: order * order)
        for row in 0..<order {
            for column in 0..<order {
                let product = x.reduce(0) { $0 + $1[row] * $1[column] }
                elements[row * order + column] = product / Double(order) + (row == column ? 0.1 : 0)
            }
        }
        return try SymmetricMatrix(order: order, elements: elements)
    }
}
