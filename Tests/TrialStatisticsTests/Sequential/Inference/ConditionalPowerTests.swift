import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

private let normal = Normal.standard

@Suite("Conditional power · ByHand")
struct ConditionalPowerByHandTests {
    @Test func `one look left is a normal tail`() throws {
        // z = 1.5 at ½: B = 1.5 √½; c − B stands against the gain N(δ/2, ½).
        let look = try ConditionalPower(z: 1.5, at: 0.5, remaining: [.init(fraction: 1, criticalZ: 1.96)])
        let missing = 1.96 - 1.5 * 0.5.squareRoot()
        expectClose(look.bValue, 1.5 * 0.5.squareRoot(), relative: 1e-15, "B")
        expectClose(look.trend, 1.5 / 0.5.squareRoot(), relative: 1e-15, "trend")
        for drift in [0, 2.8, look.trend] {
            expectClose(
                look.probability(drift: drift), normal.upperTail(at: (missing - drift / 2) / 0.5.squareRoot()),
                relative: 1e-12,
                "power")
        }
        expectClose(look.futilityIndex(drift: 2.8), 1 - look.probability(drift: 2.8), relative: 1e-15, "futility")
        // Flat prior: δ ~ N(z/√½, 2), so that the gain is N(trend/2, ½ + 2/4).
        expectClose(
            try look.predictive(), normal.upperTail(at: (missing - look.trend / 2) / 1), relative: 1e-12, "predictive")
        // N(1, 1) before: precision ½ + 1, mean (1.5 √½ + 1)/1.5.
        let (mean, variance) = ((1.5 * 0.5.squareRoot() + 1) / 1.5, 1 / 1.5)
        expectClose(
            try look.predictive(prior: .normal(mean: 1, standardDeviation: 1)),
            normal.upperTail(at: (missing - mean / 2) / (0.5 + variance / 4).squareRoot()), relative: 1e-12,
            "with a prior")
    }

    @Test func `what cannot be is refused by name`() throws {
        for (name, make) in [
            ("z", { try ConditionalPower(z: .nan, at: 0.5, remaining: [.init(fraction: 1, criticalZ: 2)]) }),
            ("fraction", { try ConditionalPower(z: 1, at: 0, remaining: [.init(fraction: 1, criticalZ: 2)]) }),
            ("remaining", { try ConditionalPower(z: 1, at: 0.5, remaining: []) }),
            ("remaining", { try ConditionalPower(z: 1, at: 0.5, remaining: [.init(fraction: 0.5, criticalZ: 2)]) }),
            (
                "remaining",
                { try ConditionalPower(z: 1, at: 0.5, remaining: [.init(fraction: 1, criticalZ: 1, futilityZ: 2)]) }
            ),
        ] as [(String, () throws -> ConditionalPower)] {
            #expect(#expect(throws: StatisticsError.self) { _ = try make() }?.argument == name)
        }
        let look = try ConditionalPower(z: 1, at: 0.5, remaining: [.init(fraction: 1, criticalZ: 2)])
        let error = #expect(throws: StatisticsError.self) {
            _ = try look.predictive(prior: .normal(mean: 0, standardDeviation: 0))
        }
        #expect(error?.argument == "prior standard deviation")
    }
}

@Suite("Conditional power · Property")
struct ConditionalPowerPropertyTests {
    private static let looks: [ConditionalPower.FutureLook] = [
        .init(fraction: 0.6, criticalZ: 2.67, futilityZ: 0.3), .init(fraction: 0.8, criticalZ: 2.29),
        .init(fraction: 1.1, criticalZ: 2.03),
    ]

    @Test func `predictive power is the mean of conditional power`() throws {
        let look = try ConditionalPower(z: 1.3, at: 0.4, remaining: Self.looks)
        for (prior, mean, deviation) in [
            (DriftPrior.flat, look.trend, 1 / 0.4.squareRoot()),
            (.normal(mean: 3, standardDeviation: 0.5), (1.3 * 0.4.squareRoot() + 12) / 4.4, 1 / 4.4.squareRoot()),
        ] {
            let mixed = AdaptiveQuadrature(
                of: { normal.density(at: $0) * look.probability(drift: mean + deviation * $0) }, in: -9...9,
                tolerance: 1e-10, pieces: 4)
            expectClose(try look.predictive(prior: prior), mixed.value, relative: 1e-9, "mean over the posterior")
        }
    }

    @Test func `simulated futures cross as often`() throws {
        let look = try ConditionalPower(z: 1.3, at: 0.4, remaining: Self.looks)
        let (drift, count) = (3.1, 40_000)
        var stream = RandomStream(seed: 5, purpose: "conditional power")
        var crossed = 0
        for _ in 0..<count {
            var (score, before) = (look.bValue, 0.4)
            for future in Self.looks {
                let step = future.fraction - before
                score += drift * step + step.squareRoot() * stream.normal()
                before = future.fraction
                let z = score / before.squareRoot()
                if z >= future.criticalZ ?? .infinity { crossed += 1 }
                if z >= future.criticalZ ?? .infinity || z < future.futilityZ ?? -.infinity { break }
            }
        }
        let power = look.probability(drift: drift)
        #expect(abs(Double(crossed) / Double(count) - power) < 4 * (power * (1 - power) / Double(count)).squareRoot())
    }

    @Test func `under the null hypothesis it averages to the level`() throws {
        let plan = try SequentialPlan(alpha: 0.025, spending: .hwangShihDeCani(gamma: -2))
        func after(_ z: Double) throws -> Double {
            try SequentialAnalysis(plan, looks: [.init(information: 0.4, z: z)]).conditionalPower(
                remaining: [0.7, 1]
            ).probability(drift: 0)
        }
        let critical = try #require(
            try SequentialAnalysis(plan, looks: [.init(information: 0.4, z: 0)]).looks[0].criticalZ)
        let mean = AdaptiveQuadrature(
            of: { normal.density(at: $0) * ((try? after($0)) ?? 0) }, in: -8...critical, tolerance: 1e-10, pieces: 4)
        expectClose(mean.value + normal.upperTail(at: critical), 0.025, relative: 1e-8, "level")
    }
}
