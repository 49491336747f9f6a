import Foundation
import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

private struct ComparisonPowerCase: Decodable, Sendable {
    let kind: String
    let alpha: Double
    let groups, n, n1, n0, first, safe: Double?
    let difference, sd, null, ratio, power, subjects, treatment, control, alternative, second, size: Double?
    let test: String?
}

@Suite struct ComparisonsPowerGoldenTests {
    @Test func `numbers and powers are rpact's and R's`() throws {
        let golden = try Golden<ComparisonPowerCase>(named: "power-comparisons")
        let tolerance = golden.tolerance.relative
        for (index, one) in golden.cases.enumerated() {
            let what = "case \(index), \(one.kind)"
            let level = try TestLevel.oneSided(one.alpha)
            switch one.kind {
            case "means":
                let comparison: MeansPower.Comparison =
                    one.groups == 2 ? .twoGroups(try TwoArmRatio(one.ratio!)) : .oneGroup
                let power = try MeansPower(
                    comparison, difference: one.difference!, null: one.null!, standardDeviation: one.sd!,
                    test: one.test == "t" ? .t : .z, level: level)
                expectClose(try power.subjects(power: one.power!), one.subjects, relative: tolerance, what)
            case "rates":
                let power = try ProportionsPower(
                    treatment: one.treatment!, control: one.control!, null: one.null!, ratio: TwoArmRatio(one.ratio!),
                    level: level)
                expectClose(try power.subjects(power: one.power!), one.subjects, relative: tolerance, what)
            case "t":
                let isTwo = one.groups == 2
                let power = try MeansPower(
                    isTwo ? .twoGroups(.equal) : .pairs, difference: one.difference!, standardDeviation: one.sd!,
                    level: .twoSided(one.alpha))
                expectClose(power.power(subjects: one.n! * (isTwo ? 2 : 1)), one.power, relative: 1e-9, what)
            case "one":
                let found = try OneProportionPower(null: one.null!, alternative: one.alternative!, level: level)
                    .subjects(power: one.power!)
                expectClose([Double(found.first), Double(found.safe)], [one.first, one.safe], relative: 0, what)
            case "fisher":
                let exact = try ExactProportionsPower(
                    treatment: one.treatment!, control: one.control!, groups: (Int(one.n1!), Int(one.n0!)),
                    test: .fisher,
                    level: level)
                expectClose(exact.power, one.power, relative: 1e-10, what)
                // R's optimize looks for a maximum near ½ alone: ours is the largest anywhere.
                #expect(exact.size > one.size! - 1e-9 && exact.size <= one.alpha)
            case "mcnemar":
                let power = try McNemarPower(first: one.first!, second: one.second!, level: level)
                expectClose(power.exactPower(pairs: Int(one.n!)), one.power, relative: 1e-10, what)
            default: Issue.record("unknown kind \(one.kind)")
            }
        }
        #expect(golden.cases.count == 24)
    }
}

@Suite struct ComparisonsPowerByHandTests {
    @Test func `pooled, arcsine and continuity by their formulas`() throws {
        let level = try TestLevel.oneSided(0.025)
        let (za, zb) = (1.959963984540054, 1.2815515655446004)
        func subjects(_ formula: ProportionsFormula) throws -> Double {
            try ProportionsPower(treatment: 0.6, control: 0.4, formula: formula, level: level).subjects(power: 0.9)
        }
        // p̄ = ½: √(4·¼) = 1; own: √(2·0.48) = √0.96.
        let root = za + zb * 0.96.squareRoot()
        expectClose(try subjects(.pooled), root * root / 0.04, relative: 1e-9, "pooled")
        let n = try subjects(.pooled)
        let enlarged = n / 4 * Elementary.power(1 + (1 + 2 / (n * 0.25 * 0.2)).squareRoot(), 2)
        expectClose(try subjects(.continuity), enlarged, relative: 1e-9, "continuity")
        let h = 2 * (Elementary.arcsine(0.6.squareRoot()) - Elementary.arcsine(0.4.squareRoot()))
        expectClose(try subjects(.arcsine), 4 * (za + zb) * (za + zb) / (h * h), relative: 1e-9, "arcsine")
    }

    @Test func `exact tests of two against two`() throws {
        // Two a side: only 2:0 is a table of Fisher's p = 1/6 and of the largest z.
        let level = try TestLevel.oneSided(0.2)
        for test in ExactProportionsTest.allCases {
            let exact = try ExactProportionsPower(
                treatment: 0.9, control: 0.5, groups: (2, 2), test: test, level: level)
            expectClose(exact.size, fraction(1, 16), relative: 1e-9, "\(test): max π²(1 − π)²")
            expectClose(exact.power, 0.81 * 0.25, relative: 1e-12, "\(test): power")
        }
    }

    @Test func `one-sample: with everybody seen the exponential's probability is P`() throws {
        let level = try TestLevel.oneSided(0.025)
        func effect(_ test: OneSampleSurvivalTest) throws -> OneSampleSurvivalPower {
            try OneSampleSurvivalPower(
                historical: PlannedHazard(rate: 1), hazardRatio: 0.5, accrual: .uniform(duration: 1e-5),
                afterLastEntry: 60, test: test, level: level)
        }
        // Λ₁(X) is standard exponential: P = 1, Q = 1, θ = ½: σ₁² = 1 − 4 + 8 − 1 = 4 = 1/θ², for δ − Λ₀ = 1 − 2E.
        let wu = try effect(.wu)
        expectClose(wu.eventProbability, 1, relative: 1e-6, "P")
        expectClose(wu.effect.distance, 1, relative: 1e-6, "δ = 1/θ − 1")
        expectClose(wu.effect.nullDeviation, 1.5.squareRoot(), relative: 1e-6, "σ₀")
        expectClose(wu.effect.alternativeDeviation, 2, relative: 1e-6, "σ₁")
        expectClose(try effect(.exponential).effect.distance, Elementary.logarithm(2), relative: 1e-6, "log 2")
    }
}

@Suite struct ComparisonsPowerPropertyTests {
    @Test func `unconditional tests have no less power than Fisher's, and keep the level`() throws {
        let level = try TestLevel.oneSided(0.025)
        for (one, zero, groups) in [(0.8, 0.4, (20, 20)), (0.2, 0.6, (15, 25)), (0.55, 0.3, (60, 40))] {
            func exact(_ test: ExactProportionsTest) throws -> ExactProportionsPower {
                try ExactProportionsPower(treatment: one, control: zero, groups: groups, test: test, level: level)
            }
            let (fisher, boschloo, barnard) = (try exact(.fisher), try exact(.boschloo), try exact(.barnard))
            #expect(boschloo.power >= fisher.power)
            #expect(barnard.power > fisher.power)
            #expect([fisher, boschloo, barnard].allSatisfy { $0.size <= 0.025 + 1e-12 && $0.size > 0 })
        }
    }

    @Test func `arms swapped or answers turned round have the same power`() throws {
        let level = try TestLevel.twoSided(0.05)
        let groups = (treatment: 18, control: 25)
        for test in ExactProportionsTest.allCases {
            let one = try ExactProportionsPower(treatment: 0.7, control: 0.3, groups: groups, test: test, level: level)
            let turned = try ExactProportionsPower(
                treatment: 0.3, control: 0.7, groups: groups, test: test, level: level)
            expectClose(turned.power, one.power, relative: 1e-10, "\(test)")
        }
    }

    @Test func `Boschloo's region is that of the exact test of each table`() throws {
        // The test that analyses the trial rejects the same tables that the plan counts.
        let (n, m) = (7, 6)
        let level = try TestLevel.oneSided(0.05)
        let exact = try ExactProportionsPower(
            treatment: 0.9, control: 0.3, groups: (n, m), test: .boschloo, level: level)
        var power = 0.0
        for x in 0...n {
            for y in 0...m {
                let table = try FourfoldTable(x, n - x, y, m - y)
                let test = try UnconditionalExactTest(table, statistic: .fisher, alternative: .greater)
                guard test.pValue <= 0.05 else { continue }
                power +=
                    (try Binomial(trials: n, probability: 0.9)).probability(of: x)
                    * (try Binomial(trials: m, probability: 0.3)).probability(of: y)
            }
        }
        expectClose(exact.power, power, relative: 1e-9, "power")
    }

    /// With one degree of freedom T′ ≈ δ/|N|, so that the power is P(|N| < δ/t), t = tan(π(½ − α)): the same on both sides of δ = 10⁴, and 1 far beyond.
    @Test func `an immense noncentrality has the limit's power`() throws {
        func power(_ noncentrality: Double) throws -> Double {
            try MeansPower(
                .oneGroup, difference: noncentrality / 2.0.squareRoot(), standardDeviation: 1, level: .oneSided(1e-4)
            ).power(subjects: 2)
        }
        for noncentrality in [9_999.0, 10_001] {
            let limit = erf(noncentrality / tan(.pi * (0.5 - 1e-4)) / 2.0.squareRoot())
            #expect(abs(try power(noncentrality) - limit) < 1e-6)
        }
        #expect(try power(1e6) == 1 && power(1e9) == 1)
    }

    @Test func `given subjects are divided, computed ones rounded up in each group`() throws {
        let ratio = try TwoArmRatio(3, 2)
        #expect(ratio.groups(ofGiven: 656) == (394, 262) && ratio.groups(of: 656) == (394, 263))
        #expect(ratio.groups(of: 650) == (390, 260) && TwoArmRatio.whole(1e9) == 1_000_000_000)
        #expect(TwoArmRatio.whole(100.0000000001) == 100 && TwoArmRatio.whole(.infinity) == 1_000_000_000_000_000)
    }

    @Test func `what has no answer is refused by name`() throws {
        let level = try TestLevel.oneSided(0.025)
        func argument(_ body: () throws -> Void) -> String? {
            do { try body() } catch { return (error as? StatisticsError)?.argument }
            return nil
        }
        #expect(
            argument { _ = try MeansPower(.pairs, difference: 0, standardDeviation: 1, level: level) } == "difference")
        #expect(
            argument { _ = try MeansPower(.pairs, difference: 1, standardDeviation: 0, level: level) }
                == "standardDeviation")
        #expect(argument { _ = try ProportionsPower(treatment: 0.3, control: 0.3, level: level) } == "difference")
        #expect(argument { _ = try OneProportionPower(null: 0, alternative: 0.3, level: level) } == "null")
        #expect(
            argument { _ = try OneProportionPower(null: 0.3, alternative: 0.3001, level: level).subjects(power: 0.9) }
                == "alternative")
        #expect(argument { _ = try McNemarPower(first: 0.2, second: 0.2, level: level) } == "discordant")
    }
}
