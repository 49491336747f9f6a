import Foundation
import TestSupport
import Testing

@testable import TrialNumerics

/// Distributions whose tails have a closed form.
@Suite struct `Distributions ByHand` {
    private func close(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-14) -> Bool {
        isClose(value, expected, relative: tolerance)
    }

    @Test(arguments: [1e-8, 0.3, 2, 40, 700, 1400, 2000, 1e8]) func `χ² with two degrees of freedom is exponential`(
        x: Double
    ) throws {
        let two = try ChiSquared(degreesOfFreedom: 2)
        #expect(close(two.logUpperTail(at: x), -x / 2))
        #expect(isClose(two.upperTail(at: x), exp(-x / 2), relative: 1e-12))
        #expect(close(two.lowerTail(at: x), -expm1(-x / 2)))
        #expect(close(two.logDensity(at: x), -x / 2 - log(2)))
    }

    @Test(arguments: [1e-200, 1e-12, 1e-8, 0.5, 1, 3, 1e6, 1e300]) func `t with one degree of freedom is Cauchy`(
        t: Double
    ) throws {
        let cauchy = try StudentT(degreesOfFreedom: 1)
        let (tail, tolerance) = (atan2(1, t) / .pi, t > 1e100 ? 1e-12 : 1e-14)
        #expect(close(cauchy.upperTail(at: t), tail, tolerance))
        #expect(close(cauchy.lowerTail(at: -t), tail, tolerance))
        let density = t > 1e150 ? exp(-2 * log(t) - log(Double.pi)) : 1 / (.pi * (1 + t * t))
        #expect(close(cauchy.density(at: t), density, 1e-12))
        // A tail near ½ does not hold the digits of a small t.
        if t > 1e-3 { #expect(close(cauchy.upperQuantile(tail), t, tolerance)) }
    }

    @Test func `t with two degrees of freedom has an algebraic tail`() throws {
        let two = try StudentT(degreesOfFreedom: 2)
        for t in [-3.0, 0.25, 2, 100] {
            #expect(
                close(
                    two.lowerTail(at: t),
                    t < 0 ? 1 / (2 + t * t - t * (2 + t * t).squareRoot()) : 0.5 + t / (2 * (2 + t * t).squareRoot())))
        }
    }

    @Test func `χ² with one degree of freedom is the square of a normal variate`() {
        for z in [0.001, 0.5, 1.96, 6, 30] {
            #expect(
                close(ChiSquared.oneDegreeOfFreedom.upperTail(at: z * z), 2 * Normal.standard.upperTail(at: z), 1e-12))
        }
    }

    @Test func `F with one degree in the numerator is the square of t`() throws {
        let (t, f) = (try StudentT(degreesOfFreedom: 7), try FDistribution(numerator: 1, denominator: 7))
        for x in [0.01, 1, 2.5, 80] { #expect(close(f.upperTail(at: x * x), 2 * t.upperTail(at: x), 1e-13)) }
    }

    @Test func `beta with whole shapes is a polynomial`() throws {
        // 2, 3: F(x) = 6x² − 8x³ + 3x⁴; at 1/4 it is 67/256.
        let beta = try Beta(alpha: 2, beta: 3)
        #expect(close(beta.lowerTail(at: 0.25), 67.0 / 256))
        #expect(close(beta.upperTail(at: 0.25), 189.0 / 256))
        #expect(close(beta.density(at: 0.25), 12 * 0.25 * 0.75 * 0.75))
        #expect(close(beta.quantile(67.0 / 256), 0.25))
        #expect(try Beta(alpha: 1, beta: 1).quantile(0.125) == 0.125)
    }

    @Test func `binomial probabilities are fractions`() throws {
        // n = 3, p = 1/4: 27, 27, 9, 1 of 64.
        let binomial = try Binomial(trials: 3, probability: 0.25)
        for (k, count) in [27.0, 27, 9, 1].enumerated() { #expect(close(binomial.probability(of: k), count / 64)) }
        #expect(close(binomial.lowerTail(at: 1), 54.0 / 64))
        #expect(close(binomial.upperTail(at: 1), 10.0 / 64))
        #expect([27.0 / 64, 0.4219, 54.0 / 64, 0.999, 1].map { binomial.quantile($0) } == [0, 1, 1, 3, 3])
        #expect([10.0 / 64, 1.0 / 64, 0.015, 0].map { binomial.upperQuantile($0) } == [1, 2, 3, 3])
        // A cumulative probability that is exact in binary, 319/512, must not be missed by an ulp.
        #expect(try Binomial(trials: 10, probability: 0.5).quantile(0.623046875) == 5)
    }

    @Test func `degenerate binomial and Poisson distributions put all on one value`() throws {
        let (never, always) = (try Binomial(trials: 5, probability: 0), try Binomial(trials: 5, probability: 1))
        #expect([0, 1].map { never.probability(of: $0) } == [1, 0])
        #expect([4, 5].map { always.probability(of: $0) } == [0, 1])
        #expect(never.quantile(0.9) == 0 && always.quantile(0.1) == 5)
        #expect(try Binomial(trials: 0, probability: 0.3).probability(of: 0) == 1)
        let none = try Poisson(mean: 0)
        #expect([0, 1].map { none.probability(of: $0) } == [1, 0] && none.quantile(0.5) == 0)
    }

    @Test func `Poisson probabilities are powers over factorials`() throws {
        let poisson = try Poisson(mean: 2)
        #expect(close(poisson.probability(of: 3), 8.0 / 6 * exp(-2)))
        #expect(close(poisson.lowerTail(at: 2), 5 * exp(-2)))
        #expect(close(poisson.logUpperTail(at: 300), 301 * log(2) - 2 - lgamma(302.0) - log1p(-2.0 / 302), 1e-6))
    }

    @Test func `the far tails of the normal distribution follow their expansion`() {
        // Q(z) = φ(z)/z · (1 − 1/z² + 3/z⁴ − 15/z⁶ + …)
        for z in [40.0, 200, 1e5, 1e100] {
            let s = 1 / (z * z)
            let expected = -z * z / 2 - log(z) - 0.5 * log(2 * .pi) + log1p(-s * (1 - s * (3 - s * (15 - 105 * s))))
            #expect(close(Normal.standard.logUpperTail(at: z), expected))
            #expect(close(Normal.standard.logLowerTail(at: -z), expected))
        }
        #expect(Normal.standard.upperTail(at: 40) == 0)
    }

    @Test func `the ends of the supports have their densities`() throws {
        #expect(try Gamma(shape: 0.5, rate: 1).density(at: 0) == .infinity)
        #expect(close(try Gamma(shape: 1, rate: 3).density(at: 0), 3))
        #expect(try Gamma(shape: 2, rate: 3).density(at: 0) == 0)
        #expect(try ChiSquared(degreesOfFreedom: 2).density(at: 0) == 0.5)
        #expect(try FDistribution(numerator: 2, denominator: 9).density(at: 0) == 1)
        #expect(close(try Beta(alpha: 1, beta: 4).density(at: 0), 4))
        #expect(try Beta(alpha: 1, beta: 4).density(at: 1) == 0)
        #expect(try Beta(alpha: 1, beta: 4).density(at: 1.5) == 0)
    }

    @Test func `a scale is the inverse of a rate`() throws {
        let byRate = try Gamma(shape: 3, rate: 0.25)
        #expect(try Gamma(shape: 3, scale: 4) == byRate)
        #expect(byRate.scale == 4)
    }
}
