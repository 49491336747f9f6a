import Testing

@testable import TrialNumerics

@Suite("Natural splines · ByHand and Property")
struct NaturalSplineBasisTests {
    /// Over 0, 1, 2 the spline of the middle knot has φ″(1) = −3: φ(1/2) = 1/2 + (1/8 − 1/2)/6·(−3) = 11/16.
    @Test func `three knots by hand`() throws {
        let basis = try NaturalSplineBasis(knots: [0, 1, 2])
        let values = basis.values(at: 0.5)
        #expect(abs(values[1] - 11.0 / 16) < 1e-15)
        // φ₀″(1) = 3/2: 1/2 + (1/8 − 1/2)/6·(3/2) = 13/32; φ₂: 0 + the same bend = −3/32.
        #expect(abs(values[0] - 13.0 / 32) < 1e-15)
        #expect(abs(values[2] + 3.0 / 32) < 1e-15)
    }

    @Test(arguments: [[0.0, 1], [0, 1, 3], [-2, -1.5, 0, 0.25, 7], [1, 2, 4, 8, 16, 32, 64]])
    func `lines are reproduced everywhere, and each is one at its own knot`(_ knots: [Double]) throws {
        let basis = try NaturalSplineBasis(knots: knots)
        for (index, knot) in knots.enumerated() {
            for (other, value) in basis.values(at: knot).enumerated() {
                #expect(abs(value - (other == index ? 1 : 0)) < 1e-14)
            }
        }
        let span = knots[knots.count - 1] - knots[0]
        for step in -10...30 {
            let x = knots[0] + Double(step) / 20 * span
            let values = basis.values(at: x)
            #expect(abs(values.reduce(0, +) - 1) < 1e-12)
            #expect(abs(zip(values, knots).reduce(0) { $0 + $1.0 * $1.1 } - x) < 1e-11 * span)
        }
    }

    /// Two derivatives agree from both sides of a knot, and the second vanishes at the ends.
    @Test func `the pieces join smoothly`() throws {
        let knots = [0.0, 1, 1.5, 4, 5]
        let basis = try NaturalSplineBasis(knots: knots)
        let h = 1e-4
        func second(_ x: Double, _ j: Int) -> Double {
            (basis.values(at: x + h)[j] - 2 * basis.values(at: x)[j] + basis.values(at: x - h)[j]) / (h * h)
        }
        for j in knots.indices {
            for knot in knots[1..<4] { #expect(abs(second(knot - 2 * h, j) - second(knot + 2 * h, j)) < 1e-2) }
            #expect(abs(second(h, j)) < 1e-2 && abs(second(5 - h, j)) < 1e-2)
        }
    }

    @Test func `knots must ascend`() {
        #expect(throws: NumericsError.self) { try NaturalSplineBasis(knots: [1]) }
        #expect(throws: NumericsError.self) { try NaturalSplineBasis(knots: [1, 1]) }
        #expect(throws: NumericsError.self) { try NaturalSplineBasis(knots: [1, 2, .infinity]) }
    }
}
