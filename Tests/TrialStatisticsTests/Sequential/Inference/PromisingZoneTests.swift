import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

private let z975 = Normal.standard.upperQuantile(0.025) ?? 0

@Suite("Promising zones · Published")
struct PromisingZonePublishedTests {
    /// Mehta and Pocock (2011), Table 1, target 80 %: the largest enlargement, and the least conditional power after a quarter, a half, three quarters.
    @Test(arguments: [(1.5, [0.42, 0.41, 0.38]), (2.0, [0.37, 0.36, 0.33]), (3.0, [0.32, 0.31, 0.30])])
    func `least conditional power of Mehta and Pocock`(_ cap: Double, _ expected: [Double]) throws {
        for (fraction, least) in zip([0.25, 0.5, 0.75], expected) {
            let rule = try PromisingZone(fraction: fraction, finalZ: z975, cap: cap, target: 0.8)
            #expect(
                abs(rule.leastConditionalPower - least) <= 0.0051, "\(cap) \(fraction) \(rule.leastConditionalPower)")
        }
    }
}

@Suite("Promising zones · ByHand")
struct PromisingZoneByHandTests {
    @Test func `a capped rule in closed form`() throws {
        let rule = try PromisingZone(fraction: 0.5, finalZ: 2, cap: 2, target: 0.8)
        // g = √((2 − ½)/½) = √3; valid from z√½ (√3 − 1) ≥ 2 (√3 − √2).
        let low = 2 * (3.0.squareRoot() - 2.0.squareRoot()) / (3.0.squareRoot() - 1) * 2.0.squareRoot()
        expectClose(rule.zone.lowerBound, low, relative: 1e-12, "lower end")
        // CP = ½ where z = 2 √½: n = ½ + ½/2 (√2 + z₀.₈)² ... with b − z√t = 1.
        let beta = Normal.standard.quantile(0.8) ?? 0
        let decision = rule.decision(z: 2.0.squareRoot())
        let needed = 0.5 + 0.25 * (2.0.squareRoot() + beta) * (2.0.squareRoot() + beta)
        expectClose(decision.conditionalPower, 0.5, relative: 1e-12, "conditional power")
        expectClose(decision.information, needed, relative: 1e-12, "information")
        #expect(decision.zone == .promising && decision.criticalZ == 2)
        #expect(rule.decision(z: 0.5).zone == .unfavourable && rule.decision(z: 0.5).information == 1)
        #expect(rule.decision(z: 2.5).zone == .favourable && rule.decision(z: 2.5).information == 1)
    }

    @Test func `interim limits end the trial`() throws {
        let rule = try PromisingZone(
            fraction: 0.5, finalZ: 1.97, efficacyZ: 2.96, futilityZ: 0.5, cap: 2, target: 0.9,
            lowerEnd: .conditionalPower(0.3))
        let stopped = rule.decision(z: 3)
        #expect(stopped.zone == .efficacy && stopped.information == 0.5 && stopped.criticalZ == nil)
        #expect(rule.decision(z: 0.4).zone == .futility && rule.decision(z: 0.6).zone == .unfavourable)
        #expect(!rule.holdsLevel)
    }

    @Test func `what cannot be is refused by name`() throws {
        for (name, make) in [
            ("fraction", { try PromisingZone(fraction: 1, finalZ: 2, cap: 2, target: 0.8) }),
            ("cap", { try PromisingZone(fraction: 0.5, finalZ: 2, cap: 1, target: 0.8) }),
            ("target", { try PromisingZone(fraction: 0.5, finalZ: 2, cap: 2, target: 0.4) }),
            ("finalZ", { try PromisingZone(fraction: 0.5, finalZ: 0, cap: 2, target: 0.8) }),
            (
                "futilityZ",
                { try PromisingZone(fraction: 0.5, finalZ: 2, efficacyZ: 2, futilityZ: 2, cap: 2, target: 0.8) }
            ),
            (
                "leastConditionalPower",
                { try PromisingZone(fraction: 0.5, finalZ: 2, cap: 2, target: 0.8, lowerEnd: .conditionalPower(0.9)) }
            ),
        ] as [(String, () throws -> PromisingZone)] {
            let error = #expect(throws: StatisticsError.self) { _ = try make() }
            #expect(error?.argument == name)
        }
    }
}

@Suite("Promising zones · Property")
struct PromisingZonePropertyTests {
    @Test(arguments: [0.3, 0.5, 0.7], [1.2, 2.0, 5.0])
    func `the level is held in the valid zone, exactly with fixed weights`(_ fraction: Double, _ cap: Double) throws {
        for target in [0.8, 0.9] {
            let usual = try PromisingZone(fraction: fraction, finalZ: z975, cap: cap, target: target)
            #expect(usual.operatingCharacteristics(drift: 0).power <= 0.025)
            #expect(usual.leastConditionalPower < 0.5 && usual.holdsLevel)
            let weights = try PromisingZone(
                fraction: fraction, finalZ: z975, cap: cap, target: target, lowerEnd: .conditionalPower(0.01),
                test: .inverseNormal)
            expectClose(weights.operatingCharacteristics(drift: 0).power, 0.025, relative: 1e-10, "level")
            #expect(
                weights.operatingCharacteristics(drift: 2.8).power
                    > weights.operatingCharacteristics(drift: 2.8).plannedPower)
        }
    }

    @Test func `enlarging below the valid zone inflates the usual test`() throws {
        let rule = try PromisingZone(
            fraction: 0.5, finalZ: z975, cap: 4, target: 0.9, lowerEnd: .conditionalPower(0.01))
        #expect(rule.operatingCharacteristics(drift: 0).power > 0.026 && !rule.holdsLevel)
    }

    @Test func `simulated trials do what quadrature says`() throws {
        let rule = try PromisingZone(
            fraction: 0.4, finalZ: 1.97, efficacyZ: 3, futilityZ: 0, cap: 1.8, target: 0.85, test: .inverseNormal)
        let (drift, count) = (2.2, 40_000)
        var (rejected, information) = (0, 0.0)
        var stream = RandomStream(seed: 11, purpose: "promising zone")
        for _ in 0..<count {
            let z = stream.normal() + drift * 0.4.squareRoot()
            let decision = rule.decision(z: z)
            information += decision.information
            guard let critical = decision.criticalZ else {
                rejected += decision.zone == .efficacy ? 1 : 0
                continue
            }
            let gain = decision.information - 0.4
            let score = z * 0.4.squareRoot() + drift * gain + gain.squareRoot() * stream.normal()
            rejected += score >= critical * decision.information.squareRoot() ? 1 : 0
        }
        let run = rule.operatingCharacteristics(drift: drift)
        // Four standard errors.
        let error = (run.power * (1 - run.power) / Double(count)).squareRoot()
        #expect(abs(Double(rejected) / Double(count) - run.power) < 4 * error)
        #expect(abs(information / Double(count) - run.expectedInformation) < 4 * 0.5 / Double(count).squareRoot())
    }
}
