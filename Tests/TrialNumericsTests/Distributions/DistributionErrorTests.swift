import Testing

@testable import TrialNumerics

/// What no distribution accepts, and the quantiles that do not exist.
@Suite struct `Distributions Errors` {
    @Test func `the text names argument, value and expectation`() {
        let error = #expect(throws: NumericsError.self) { try ChiSquared(degreesOfFreedom: -1) }
        #expect(error?.code == .invalidValue && error?.argument == "degreesOfFreedom")
        #expect(error?.description == "degreesOfFreedom is -1.0; expected a number in 1e-10...1e10")
        let probability = #expect(throws: NumericsError.self) { try Binomial(trials: 3, probability: 1.5) }
        #expect(probability?.description == "probability is 1.5; expected a number in 0...1")
        let trials = #expect(throws: NumericsError.self) { try Binomial(trials: -3, probability: 0.5) }
        #expect(trials?.description == "trials is -3; expected an integer in 0...2⁵³")
    }

    @Test(arguments: [0, -1, .nan, .infinity] as [Double]) func `parameters must be above 0`(bad: Double) {
        #expect(throws: NumericsError.self) { try Normal(mean: 0, standardDeviation: bad) }
        #expect(throws: NumericsError.self) { try StudentT(degreesOfFreedom: bad) }
        #expect(throws: NumericsError.self) { try ChiSquared(degreesOfFreedom: bad) }
        #expect(throws: NumericsError.self) { try FDistribution(numerator: bad, denominator: 1) }
        #expect(throws: NumericsError.self) { try FDistribution(numerator: 1, denominator: bad) }
        #expect(throws: NumericsError.self) { try Beta(alpha: bad, beta: 1) }
        #expect(throws: NumericsError.self) { try Beta(alpha: 1, beta: bad) }
        #expect(throws: NumericsError.self) { try Gamma(shape: bad, rate: 1) }
        #expect(throws: NumericsError.self) { try Gamma(shape: 1, rate: bad) }
        #expect(throws: NumericsError.self) { try Gamma(shape: 1, scale: bad) }
        if bad != 0 { #expect(throws: NumericsError.self) { try Poisson(mean: bad) } }
        if !bad.isFinite {
            #expect(throws: NumericsError.self) { try Normal(mean: bad, standardDeviation: 1) }
            #expect(throws: NumericsError.self) { try Binomial(trials: 1, probability: bad) }
        }
    }

    @Test(arguments: [-0.1, 1.1, .nan, .infinity] as [Double]) func `there is no quantile of what is no probability`(
        p: Double
    ) throws {
        for (name, parameters) in DistributionGrid.all {
            let distribution = try AnyDistribution(name, parameters)
            #expect(distribution.quantile(p, upper: false) == nil)
            #expect(distribution.quantile(p, upper: true) == nil)
        }
    }

    @Test func `there is no quantile at an end that is not finite`() throws {
        let ends: [String: (Double?, Double?)] = [
            "normal": (nil, nil), "t": (nil, nil), "gamma": (0, nil), "chiSquared": (0, nil), "f": (0, nil),
            "beta": (0, 1),
            "poisson": (0, nil),
        ]
        for (name, parameters) in DistributionGrid.all {
            guard let (low, high) = ends[name] else { continue }
            let distribution = try AnyDistribution(name, parameters)
            #expect(distribution.quantile(0, upper: false) == low && distribution.quantile(1, upper: true) == low)
            #expect(distribution.quantile(1, upper: false) == high && distribution.quantile(0, upper: true) == high)
        }
        #expect(try StudentT(degreesOfFreedom: 0.1).upperQuantile(1e-300) == nil)
    }
}
