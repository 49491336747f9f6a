import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Kaplan-Meier · Golden: R survfit")
struct KaplanMeierGoldenTests {
    /// Closed form: the tolerance of the golden.
    private static let relative = 1e-12

    @Test(arguments: try KaplanMeierCase.golden.get().cases)
    func `the curve is R's at each time`(_ one: KaplanMeierCase) throws {
        for (followUp, expected) in try one.byGroup() {
            let curve = KaplanMeier(followUp)
            #expect(curve.count == expected.n)
            #expect(curve.steps.count == expected.steps)
            let steps = try expected.curve.time.map { try Self.step(curve, at: $0) }.map { curve.steps[$0] }
            let golden = expected.curve
            expectClose(steps.map(\.weightedAtRisk), golden.atRisk, relative: Self.relative, "at risk")
            expectClose(steps.map(\.weightedEvents), golden.events, relative: Self.relative, "events")
            if one.weights == nil { #expect(steps.map { Double($0.censored) } == golden.censored) }
            expectClose(steps.map(\.survival), golden.survival, relative: Self.relative, "survival")
            expectClose(
                steps.map(\.standardErrorOfLog), golden.logStandardError, relative: Self.relative, "standard error")
        }
    }

    @Test(arguments: try KaplanMeierCase.golden.get().cases)
    func `the limits are R's on each of the five scales`(_ one: KaplanMeierCase) throws {
        for (followUp, expected) in try one.byGroup() {
            let curve = KaplanMeier(followUp)
            let steps = try expected.curve.time.map { try Self.step(curve, at: $0) }
            for (name, transform) in KaplanMeierCase.transforms {
                let golden = try #require(expected.curve.limits[name])
                let limits = steps.map { curve.limits(atStep: $0, transform: transform) }
                expectClose(limits.map(\.lower), golden.lower, relative: Self.relative, "\(name) lower")
                expectClose(limits.map(\.upper), golden.upper, relative: Self.relative, "\(name) upper")
            }
        }
    }

    @Test(arguments: try KaplanMeierCase.golden.get().cases, [QuantileRule.rPrint, .rQuantile])
    func `quantiles and their limits follow R's two rules`(_ one: KaplanMeierCase, _ rule: QuantileRule) throws {
        for (followUp, expected) in try one.byGroup() {
            let curve = KaplanMeier(followUp)
            let golden = rule == .rPrint ? expected.quantiles.printRule : expected.quantiles.quantileSurvfit
            for (name, transform) in KaplanMeierCase.transforms {
                let quantiles = expected.quantiles.probability.map {
                    curve.quantile($0, rule: rule, transform: transform)
                }
                let limits = try #require(golden.limits[name])
                let label = "\(expected.group) \(name)"
                expectClose(quantiles.map(\.estimate), golden.estimate, relative: Self.relative, "\(label) quantile")
                if let lower = limits.lower {
                    expectClose(quantiles.map(\.limits.lower), lower, relative: Self.relative, "\(label) lower")
                }
                if let upper = limits.upper {
                    expectClose(quantiles.map(\.limits.upper), upper, relative: Self.relative, "\(label) upper")
                }
            }
        }
    }

    @Test(arguments: try KaplanMeierCase.golden.get().cases)
    func `landmarks and reverse medians are R's`(_ one: KaplanMeierCase) throws {
        for (followUp, expected) in try one.byGroup() {
            let curve = KaplanMeier(followUp)
            if let golden = expected.landmarks {
                let landmarks = try golden.time.map { try #require(curve.estimate(at: $0)) }
                expectClose(landmarks.map(\.survival), golden.survival, relative: Self.relative, "survival")
                expectClose(
                    landmarks.map(\.standardError), golden.standardError, relative: Self.relative, "standard error")
                expectClose(landmarks.map(\.limits.lower), golden.lower, relative: Self.relative, "lower")
                expectClose(landmarks.map(\.limits.upper), golden.upper, relative: Self.relative, "upper")
                if one.weights == nil { #expect(landmarks.map { Double($0.atRisk) } == golden.atRisk) }
            }
            let followUpMedian = KaplanMeier(followUp.reversed).median
            expectClose(followUpMedian.estimate, expected.reverse.median, relative: Self.relative, "reverse median")
            expectClose(followUpMedian.limits.lower, expected.reverse.lower, relative: Self.relative, "reverse lower")
            expectClose(followUpMedian.limits.upper, expected.reverse.upper, relative: Self.relative, "reverse upper")
        }
    }

    /// The step at a time, which R may print with other last bits where times are near-tied.
    private static func step(_ curve: KaplanMeier, at time: Double) throws -> Int {
        try #require(curve.steps.firstIndex { isClose($0.time, time, relative: 1e-12) })
    }
}
