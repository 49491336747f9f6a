import TestSupport
import Testing
import TrialNumerics

@Suite("Noncentral t")
struct NoncentralTTests {
    @Test(arguments: [0.7, 3, 10, 250])
    func `without noncentrality it is Student's`(degrees: Double) throws {
        let (one, other) = (
            try NoncentralT(degreesOfFreedom: degrees, noncentrality: 0), try StudentT(degreesOfFreedom: degrees)
        )
        for t in [-4.0, -0.3, 0, 1.7, 6] {
            #expect(isClose(one.upperTail(at: t), other.upperTail(at: t), relative: 1e-11), "\(t)")
        }
    }

    // SciPy 1.17 nct.sf and nct.cdf.
    @Test(arguments: [
        (5.0, 1.0, 2.5, 0.13655634440299846),
        (18.0, -2.0, -0.5, 0.06658195581795227),
        (18.0, 2.236, 2.236, 0.5120108647430379),
        (38.0, 0.4, 3.1, 0.005708645140025354),
        (200.0, 5.0, 4.2, 0.7846825837971949),
        (3.0, 2.0, 0.1, 0.9717018237229614),
    ])
    func `agrees with SciPy`(degrees: Double, noncentrality: Double, t: Double, upper: Double) throws {
        let one = try NoncentralT(degreesOfFreedom: degrees, noncentrality: noncentrality)
        #expect(isClose(one.upperTail(at: t), upper, relative: 1e-9), "\(one.upperTail(at: t))")
        #expect(isClose(one.lowerTail(at: t) + one.upperTail(at: t), 1, relative: 1e-12))
    }

    @Test func `its mean, by gamma functions`() throws {
        // ν = 4: √2 Γ(3/2)/Γ(2) = √2 · √π/2.
        let one = try NoncentralT(degreesOfFreedom: 4, noncentrality: 3)
        #expect(isClose(one.mean, 3 * 2.0.squareRoot() * Double.pi.squareRoot() / 2, relative: 1e-13))
        #expect(try NoncentralT(degreesOfFreedom: 1, noncentrality: 3).mean == nil)
        #expect(throws: NumericsError.self) { try NoncentralT(degreesOfFreedom: 0, noncentrality: 1) }
        #expect(throws: NumericsError.self) { try NoncentralT(degreesOfFreedom: 3, noncentrality: .infinity) }
    }
}
