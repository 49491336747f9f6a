import TestSupport
import Testing

@testable import TrialStatistics

/// rpact integrates on a grid and searches with a tolerance of its own; where we differ by more than this it is a fault.
private let rpact = 3e-6

@Suite("Sequential inference · Golden: R rpact, mvtnorm, integrate")
struct SequentialInferenceGoldenTests {
    /// The trial of a case, with rpact's 300 events at information 1.
    private func trial(_ one: InferenceCase) throws -> SequentialAnalysis {
        let spending = try one.function
        let fractions = try #require(one.fractions)
        let plan = try SequentialPlan(alpha: try #require(one.alpha), spending: spending, maximumInformation: 75)
        let looks = zip(try #require(one.z), fractions).map { ObservedLook(information: 75 * $1, z: $0) }
        return try SequentialAnalysis(plan, looks: looks)
    }

    @Test(arguments: try InferenceCase.all("trial"))
    func `repeated intervals and p-values`(_ one: InferenceCase) throws {
        let trial = try trial(one)
        expectClose(trial.looks.map(\.criticalZ), one.criticalZ ?? [], relative: 1e-7, "critical values")
        expectClose(
            trial.looks.map(\.repeatedInterval.lower), one.repeatedLower ?? [], relative: rpact, absolute: 1e-7, "lower"
        )
        expectClose(
            trial.looks.map(\.repeatedInterval.upper), one.repeatedUpper ?? [], relative: rpact, absolute: 1e-7, "upper"
        )
        let repeated = trial.looks.indices.map(trial.repeatedPValue(at:))
        expectClose(repeated, one.repeatedP ?? [], relative: rpact, absolute: 1e-8, "repeated p")
    }

    @Test(arguments: try InferenceCase.all("trial").filter { $0.finalP != nil })
    func `after the end, stage by stage`(_ one: InferenceCase) throws {
        let final = try FinalInference(try trial(one))
        expectClose(final.pValue, one.finalP, relative: rpact, "p")
        expectClose(
            [final.medianUnbiased, final.interval.lower, final.interval.upper], [one.median, one.lower, one.upper],
            relative: rpact, absolute: 1e-7, "estimate and interval")
    }

    @Test(arguments: try InferenceCase.all("power"))
    func `conditional power`(_ one: InferenceCase) throws {
        let trial = try trial(one)
        let ahead = try #require(one.fractions).dropFirst(trial.looks.count).map { 75 * $0 }
        let power = try trial.conditionalPower(remaining: Array(ahead))
        expectClose(power.probability(drift: try #require(one.drift)), one.power, relative: 1e-7, "power")
    }

    @Test(arguments: try InferenceCase.all("ordered"))
    func `other orderings, and the mean of the estimate`(_ one: InferenceCase) throws {
        let fractions = try #require(one.fractions)
        let spending = try one.function
        let stop = try #require(one.stop) - 1
        let family = SpendingFamily(information: fractions, fractions: fractions, spending: spending)
        let root = fractions[stop].squareRoot()
        let space = SampleSpace(
            information: fractions.map { $0 / fractions[stop] },
            limits: family.limits(level: try #require(one.alpha)).limits,
            stop: stop, z: try #require(one.zStop))
        let drift = try #require(one.drift) * root
        expectClose(
            space.probability(.sampleMean, drift: drift), one.sampleMean, relative: 1e-6, absolute: 1e-8, "sample mean")
        expectClose(
            space.probability(.likelihoodRatio, drift: drift), one.likelihoodRatio, relative: 1e-6, absolute: 1e-8,
            "likelihood ratio")
        if let mean = one.meanEstimate {
            expectClose(space.meanEstimate(drift: drift) / root, mean, relative: 1e-8, absolute: 1e-8, "mean estimate")
        }
    }

    @Test(arguments: try InferenceCase.all("promising"))
    func `promising zones`(_ one: InferenceCase) throws {
        let rule = try PromisingZone(
            fraction: try #require(one.fraction), finalZ: try #require(one.finalZ), efficacyZ: one.efficacyZ,
            cap: try #require(one.cap), target: try #require(one.target),
            lowerEnd: one.least.map { .conditionalPower($0) } ?? .smallestValid,
            test: one.test == "conventional" ? .conventional : .inverseNormal)
        expectClose(
            [rule.leastConditionalPower, rule.zone.lowerBound, rule.zone.upperBound],
            [one.leastPower, one.lowZ, one.highZ], relative: 1e-10, "zone")
        let run = rule.operatingCharacteristics(drift: try #require(one.drift))
        expectClose(
            [run.power, run.expectedInformation], [one.powerOfRule, one.expected], relative: 1e-8, "in the long run")
        #expect(isClose(run.zones.reduce(0, +), 1, relative: 1e-12))
    }
}
