import TestSupport
import Testing

@testable import TrialNumerics

@Suite("Adaptive quadrature · ByHand")
struct AdaptiveQuadratureTests {
    @Test func `a polynomial of degree 22 is exact without halving`() {
        var evaluations = 0
        let integral = AdaptiveQuadrature(
            of: { x in
                evaluations += 1
                return (0..<22).reduce(1) { power, _ in power * x }
            },
            in: -1...1, tolerance: 1)
        #expect(evaluations == 15)
        #expect(isClose(integral.value, 2.0 / 23, relative: 1e-14))
    }

    @Test func `a kink is halved down to`() {
        let integral = AdaptiveQuadrature(of: { abs($0 - 0.3) }, in: 0...1, tolerance: 1e-12)
        #expect(isClose(integral.value, 0.29, relative: 1e-11))
    }

    @Test func `a jump costs no more than its last piece`() {
        let integral = AdaptiveQuadrature(of: { $0 < 0.3 ? 0 : 1 }, in: 0...1, tolerance: 1e-11)
        #expect(isClose(integral.value, 0.7, relative: 1e-10))
    }

    @Test func `pieces find a narrow peak`() {
        // ∫ 1/(1 + (x/w)²) = w·(atan(b/w) − atan(a/w)), here w = 0.01 on 0...8: w·π/2 less w·atan(w/8).
        let integral = AdaptiveQuadrature(of: { 1 / (1 + $0 * $0 * 1e4) }, in: 0...8, tolerance: 1e-13, pieces: 8)
        #expect(isClose(integral.value, 0.01 * (Double.pi / 2 - 0.00125), relative: 1e-8))
    }
}
