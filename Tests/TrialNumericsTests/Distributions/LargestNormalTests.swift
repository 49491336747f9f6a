import TestSupport
import Testing

@testable import TrialNumerics

@Suite("Largest of normal variables · ByHand and Property")
struct LargestNormalTests {
    private func matrix(_ order: Int, _ element: (Int, Int) -> Double) -> SymmetricMatrix {
        SymmetricMatrix(
            order: order,
            lowerTriangleOf: (0..<order).flatMap { row in
                (0..<order).map { row == $0 ? 1 : element(max(row, $0), min(row, $0)) }
            })
    }

    private func tail(_ matrix: SymmetricMatrix, _ c: Double) -> Double? {
        LargestNormal(correlation: matrix)?.upperTail(at: c)
    }

    @Test(arguments: [0.1, 1, 2, 4, 8, 20])
    func `independent variables multiply`(_ c: Double) {
        let one = 2 * Normal.standard.upperTail(at: c)
        // 1 − (1 − q)^k as q·(1 + (1 − q) + … ), which keeps the digits of a small q.
        var sum = 0.0
        var power = 1.0
        for count in 1...4 {
            sum += power
            power *= 1 - one
            #expect(isClose(tail(matrix(count) { _, _ in 0 }, c), one * sum, relative: 1e-8))
        }
    }

    @Test(arguments: [-30, -2, -0.5, 0, 1, 2, 4, 8, 20])
    func `one-sided, independent variables multiply, and opposite ones are two sides`(_ c: Double) {
        let one = Normal.standard.upperTail(at: c)
        var sum = 0.0
        var power = 1.0
        for count in 1...4 {
            sum += power
            power *= Normal.standard.lowerTail(at: c)
            let ours = LargestNormal(correlation: matrix(count) { _, _ in 0 })?.oneSidedUpperTail(at: c)
            #expect(isClose(ours, one * sum, relative: 1e-8))
        }
        let opposite = LargestNormal(correlation: matrix(2) { _, _ in -1 })
        #expect(isClose(opposite?.oneSidedUpperTail(at: c), c > 0 ? 2 * one : 1, relative: 1e-14))
    }

    @Test func `one-sided, two variables at 0 leave the quadrant by the arc sine of their correlation`() {
        // P(both ≤ 0) = ¼ + arcsin(ρ)/2π, and arcsin ½ = π/6.
        let ours = LargestNormal(correlation: matrix(2) { _, _ in 0.5 })?.oneSidedUpperTail(at: 0)
        #expect(isClose(ours, 2.0 / 3, relative: 1e-9))
    }

    @Test(arguments: [0.1, 1, 2, 4, 8, 20])
    func `variables that are the same or opposite count once`(_ c: Double) {
        let one = 2 * Normal.standard.upperTail(at: c)
        #expect(isClose(tail(matrix(4) { _, _ in 1 }, c), one, relative: 1e-14))
        #expect(
            isClose(tail(matrix(3) { row, _ in row == 1 ? -1 : row == 2 ? 0 : 1 }, c), one * (2 - one), relative: 1e-8))
    }

    @Test func `three in a plane at 60 degrees fill a hexagon`() {
        // Z₃ = Z₂ − Z₁ with correlation ½: the hexagon of inner radius c is 12 right triangles. With θ its angle,
        // P(inside) = 1 − (6/π) ∫ over 0...π/6 of exp(−c²/(2 cos²θ)).
        for c in [0.5, 1.96, 4] {
            let outside =
                AdaptiveQuadrature(
                    of: { angle in
                        let cosine = cosine(of: angle)
                        return exponential(-c * c / (2 * cosine * cosine))
                    },
                    in: 0...(Double.pi / 6), tolerance: 1e-18
                ).value * 6 / Double.pi
            let ours = tail(matrix(3) { row, column in row == 2 && column == 0 ? -0.5 : 0.5 }, c)
            #expect(isClose(ours, outside, relative: 1e-8))
        }
    }

    @Test func `equal correlations of one half are one integral`() {
        // Zᵢ = (X₀ + Xᵢ)/√2, so P(inside) = ∫ φ(x)·(Φ(√2c − x) − Φ(−√2c − x))⁴ dx.
        for c in [0.5, 1.5, 2.5] {
            let inside = AdaptiveQuadrature(
                of: { x in
                    let normal = Normal.standard
                    let slab =
                        normal.lowerTail(at: 2.0.squareRoot() * c - x) - normal.lowerTail(at: -2.0.squareRoot() * c - x)
                    return exponential(-x * x / 2) / (2 * Double.pi).squareRoot() * slab * slab * slab * slab
                },
                in: -9...9, tolerance: 1e-14, pieces: 8)
            #expect(isClose(tail(matrix(4) { _, _ in 0.5 }, c), 1 - inside.value, relative: 1e-8))
        }
    }

    @Test func `the order of the variables does not matter`() {
        // Four in three dimensions: the second is the first less the third, rescaled.
        let (a, b) = (0.8, 0.5)
        let scale = (2 - 2 * a).squareRoot()
        let vectors: [[Double]] = [
            [1, 0, 0], [(1 - a) / scale, -(1 - a * a).squareRoot() / scale, 0], [a, (1 - a * a).squareRoot(), 0],
            [b, 0.3, (1 - b * b - 0.09).squareRoot()],
        ]
        func probability(_ order: [Int]) -> Double? {
            tail(
                matrix(4) { row, column in
                    zip(vectors[order[row]], vectors[order[column]]).reduce(0) { $0 + $1.0 * $1.1 }
                }, 2.2)
        }
        let first = probability([0, 1, 2, 3])
        for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1], [0, 3, 2, 1]] {
            #expect(isClose(probability(order), first, relative: 1e-8))
        }
    }

    /// cos θ by its series, enough for θ ≤ π/6.
    private func cosine(of angle: Double) -> Double {
        var value = 1.0
        for term in (1...9).reversed() {
            let divisor = Double(2 * term - 1) * Double(2 * term)
            value = 1 - angle * angle / divisor * value
        }
        return value
    }
}
