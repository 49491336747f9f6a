import TestSupport
import Testing

@testable import TrialNumerics

@Suite struct `PivotedCholesky ByHand` {
    @Test func `says that the third column is one of the first and two of the second`() throws {
        // x1 = (1, 0, 0, 1), x2 = (0, 1, 0, 2), x3 = x1 + 2 x2, x4 = (0, 0, 1, 0)
        let check = try PivotedCholesky(crossProducts([[1, 0, 0, 1], [0, 1, 0, 2], [1, 2, 0, 5], [0, 0, 1, 0]]))
        #expect(check.rank == 3)
        #expect(check.independent == [0, 1, 3])
        let dependent = try #require(check.dependent.first)
        #expect(check.dependent.count == 1 && dependent.column == 2)
        #expect(dependent.terms.map(\.column) == [0, 1])
        #expect(zip(dependent.terms, [1, 2]).allSatisfy { isClose($0.coefficient, $1, relative: 1e-12) })
    }

    @Test func `sets aside the later of two proportional columns, whatever their size`() throws {
        let check = try PivotedCholesky(crossProducts([[1, 2, 3], [1e9, 2e9, 3e9]]))
        #expect(check.independent == [0])
        #expect(check.dependent[0].column == 1)
        #expect(isClose(check.dependent[0].terms[0].coefficient, 1e9, relative: 1e-12))
        let reversed = try PivotedCholesky(crossProducts([[1e9, 2e9, 3e9], [1, 2, 3]]))
        #expect(isClose(reversed.dependent[0].terms[0].coefficient, 1e-9, relative: 1e-12))
    }

    @Test func `the indicators of all levels depend on the constant`() throws {
        let check = try PivotedCholesky(crossProducts([[1, 1, 1, 1], [1, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0]]))
        #expect(check.dependent.map(\.column) == [3])
        #expect(check.dependent[0].terms.map(\.column) == [0, 1, 2])
        #expect(zip(check.dependent[0].terms, [1, -1, -1]).allSatisfy { isClose($0.coefficient, $1, relative: 1e-12) })
    }

    @Test func `names only the columns that take part`() throws {
        let check = try PivotedCholesky(crossProducts([[1, 2, 0, 7], [3, 1, 1, 0], [0, 1, 5, 1], [6, 2, 2, 0]]))
        #expect(check.dependent[0].terms.map(\.column) == [1])
    }

    @Test func `a column of zeros depends on nothing`() throws {
        let check = try PivotedCholesky(crossProducts([[0, 0], [1, 2]]))
        #expect(check.independent == [1])
        #expect(check.dependent == [PivotedCholesky.DependentColumn(column: 0, terms: [])])
    }

    @Test func `an indefinite matrix is an error that names the column`() throws {
        let negative = try SymmetricMatrix(rows: [[1, 0], [0, -1]])
        #expect(#expect(throws: NumericsError.self) { try PivotedCholesky(negative) }?.index == 1)
        let saddle = try SymmetricMatrix(rows: [[1, 2], [2, 1]])
        let error = #expect(throws: NumericsError.self) { try PivotedCholesky(saddle) }
        #expect(error?.code == .notPositiveDefinite)
    }
}

@Suite struct `PivotedCholesky Property` {
    @Test func `finds what was planted among thirty columns of all sizes`() throws {
        for seed in 0..<UInt64(20) {
            var stream = RandomStream(seed: seed, purpose: "planted")
            var columns = (0..<30).map { column in
                (0..<200).map { _ in stream.normal() * (column % 3 == 0 ? 1e6 : 1e-3) }
            }
            columns[20] = zip(columns[3], columns[11]).map { 0.5 * $0 - 40 * $1 }
            columns[29] = columns[20]
            let check = try PivotedCholesky(crossProducts(columns))
            #expect(check.rank == 28)
            #expect(check.dependent.map(\.column) == [20, 29])
            for dependent in check.dependent {
                #expect(dependent.terms.map(\.column) == [3, 11] || dependent.terms.map(\.column) == [3])
                #expect(isClose(dependent.terms[0].coefficient, 0.5, relative: 1e-9))
            }
        }
    }

    @Test func `columns that are merely close are kept`() throws {
        var stream = RandomStream(seed: 1, purpose: "close")
        let first = (0..<100).map { _ in stream.normal() }
        let second = first.map { $0 + 1e-4 * stream.normal() }
        #expect(try PivotedCholesky(crossProducts([first, second])).rank == 2)
    }
}

/// XᵀX of the columns of X.
private func crossProducts(_ columns: [[Double]]) throws -> SymmetricMatrix {
    try SymmetricMatrix(rows: columns.map { a in columns.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } } })
}
