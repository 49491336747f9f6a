import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

@Suite("Group sequential designs · ByHand")
struct SequentialByHandTests {
    @Test func `one look is the fixed test`() throws {
        let design = try GroupSequentialDesign(fractions: [1], alpha: 0.025, power: 0.9)
        let z = try #require(Normal.standard.quantile(0.975))
        let beta = try #require(Normal.standard.quantile(0.9))
        expectClose(design.looks[0].upperZ, z, relative: 1e-14, "z")
        expectClose(design.designDrift, z + beta, relative: 1e-12, "drift")
        expectClose(design.inflation, 1, relative: 1e-12, "inflation")
        expectClose(design.looks[0].upperP, 0.025, relative: 1e-13, "p")
    }

    @Test func `the first look of a spending design is a quantile of what it spends`() throws {
        let design = try GroupSequentialDesign(
            fractions: [0.5, 1], efficacy: EfficacyRule(.spending(.kimDeMets(rho: 2))))
        expectClose(design.looks[0].spent, 0.025 / 4, relative: 1e-14, "spent")
        expectClose(
            design.looks[0].upperZ, Normal.standard.upperQuantile(0.025 / 4), relative: 1e-14, "z of the first look")
    }

    @Test func `with two looks the bivariate normal orthant is an arc sine`() {
        // P(Z1 < 0, Z2 > 0) with correlation √½: 1/4 − arcsin(√½)/2π = 1/4 − 1/8.
        let crossing = CrossingProbabilities(
            information: [0.5, 1], limits: [LookLimits(upper: 0), LookLimits(upper: 0)], drift: 0)
        expectClose(crossing.upper, [0.5, 0.125], relative: 1e-14, "upper")
        expectClose(crossing.remaining, 0.375, relative: 1e-14, "remaining")
    }

    @Test func `with three looks the orthant is a sum of arc sines`() {
        // P(all < 0) = 1/8 + Σ arcsin(ρ)/4π.
        let (a, b, c) = (0.2, 0.5, 1.0)
        let crossing = CrossingProbabilities(
            information: [a, b, c], limits: [.init(upper: 0), .init(upper: 0), .init(upper: 0)], drift: 0)
        let angles = [a / b, a / c, b / c].reduce(0) { $0 + Elementary.arcsine($1.squareRoot()) }
        expectClose(crossing.remaining, 0.125 + angles / (4 * Double.pi), relative: 1e-14, "remaining")
    }

    @Test func `spending functions by their formulas`() throws {
        expectClose(
            SpendingFunction.hwangShihDeCani(gamma: 0).spent(at: 0.3, of: 0.025), 0.0075, relative: 1e-15, "linear")
        expectClose(SpendingFunction.kimDeMets(rho: 3).spent(at: 0.5, of: 0.04), 0.005, relative: 1e-15, "cubic")
        let table = try SpendingTable([(0.5, 0.2), (0.8, 0.6)])
        expectClose(SpendingFunction.table(table).spent(at: 0.65, of: 0.1), 0.04, relative: 1e-14, "table")
        for function in [SpendingFunction.lanDeMetsOBrienFleming, .lanDeMetsPocock, .hwangShihDeCani(gamma: -4)] {
            #expect(function.spent(at: 0, of: 0.025) == 0)
            #expect(function.spent(at: -1, of: 0.025) == 0)
            #expect(function.spent(at: 1, of: 0.025) == 0.025)
            #expect(function.spent(at: 1.2, of: 0.025) == 0.025)
            expectClose(function.spent(at: 1 - 1e-15, of: 0.025), 0.025, relative: 1e-12, "near the end")
        }
    }

    @Test func `names of boundaries are read and written`() {
        for name in [
            "lan-demets-obf", "lan-demets-pocock", "hsd:-4", "hsd:0", "power:3", "table:0.5=0.2,0.8=0.6", "obf",
            "pocock",
            "wang-tsiatis:0.25", "haybittle-peto:3", "fixed:3,-,2",
        ] {
            #expect(BoundaryShape(name: name)?.name == name)
        }
        for name in ["", "hsd", "hsd:x", "obf:1", "lan-demets", "table:1", "power:", "fixed:", "haybittle-peto:nan"] {
            #expect(BoundaryShape(name: name) == nil, "\(name)")
        }
    }

    @Test func `looks without efficacy spend later`() throws {
        let design = try GroupSequentialDesign(
            fractions: [0.5, 0.75, 1],
            efficacy: EfficacyRule(.spending(.lanDeMetsOBrienFleming), looks: .from(0.6)),
            futility: FutilityRule(.z([0, nil])))
        let plain = try GroupSequentialDesign(fractions: [0.75, 1])
        #expect(design.looks[0].upperZ == nil)
        #expect(design.looks[0].futilityZ == 0)
        #expect(design.looks[0].spent == 0)
        expectClose(design.looks.dropFirst().map(\.upperZ), plain.looks.map(\.upperZ), relative: 1e-12, "upper")
    }

    @Test func `a planned look that has all but come is not made again`() throws {
        let design = try GroupSequentialDesign(fractions: [0.5, 0.75, 1])
        #expect(try design.updated(information: [0.4999, 0.74999999]).fractions == [0.4999, 0.74999999, 1])
        #expect(try design.updated(information: [0.4999, 0.99999999]).fractions == [0.4999, 0.99999999])
        let plan = try SequentialPlan(alpha: 0.025, spending: .lanDeMetsPocock)
        #expect(try SequentialAnalysis(plan, looks: [.init(information: 1 - 1e-9, z: 1)]).decision == .notRejected)
    }

    @Test(arguments: [
        ([], "fractions is empty"), ([0.5, 0.5, 1], "fractions[1] is 0.5"), ([0.5, 0.9], "fractions[1] is 0.9"),
        ([0, 1], "fractions[0] is 0.0"), ([0.5, 1.2], "fractions[1] is 1.2"), ([.nan, 1], "fractions[0] is nan"),
        ([0.5, 0.5000001, 1], "fractions[1] is 0.5000001; expected more than the look before it, 0.5, by a millionth"),
    ])
    func `fractions that cannot be are refused`(fractions: [Double], text: String) {
        #expect(message { try GroupSequentialDesign(fractions: fractions) }.hasPrefix(text))
    }

    @Test func `what cannot be a design is refused by name`() {
        let f = [0.5, 1]
        #expect(message { try GroupSequentialDesign(fractions: f, alpha: 0.5) }.hasPrefix("alpha is 0.5"))
        #expect(message { try GroupSequentialDesign(fractions: f, alpha: 0) }.hasPrefix("alpha is 0.0"))
        #expect(message { try GroupSequentialDesign(fractions: f, power: 0.02) }.hasPrefix("power is 0.02"))
        #expect(
            message { try GroupSequentialDesign(fractions: f, spendingTimes: [0.5]) }.hasPrefix("spendingTimes has 1"))
        #expect(
            message { try GroupSequentialDesign(fractions: f, spendingTimes: [0.3, 0.9]) }
                .hasPrefix("spendingTimes[1] is 0.9; expected 1"))
        #expect(
            message { try GroupSequentialDesign(fractions: f).updated(information: [0.3, 0.3 + 1e-9]) }
                .hasPrefix("information[1] is 0.300000001"))
        #expect(throws: StatisticsError.self) {
            let plan = try SequentialPlan(alpha: 0.025, spending: .lanDeMetsPocock)
            _ = try SequentialAnalysis(
                plan, looks: [.init(information: 0.5, z: 1), .init(information: 0.5 + 1e-9, z: 1)])
        }
        #expect(
            message {
                try GroupSequentialDesign(fractions: f, futility: FutilityRule(.spending(.lanDeMetsPocock)))
            }.hasPrefix("power is missing"))
        #expect(
            message { try GroupSequentialDesign(fractions: f, futility: FutilityRule(.z([3.2]))) }
                .hasPrefix("futility[0] is 3.2"))
        #expect(
            message { try GroupSequentialDesign(fractions: f, futility: FutilityRule(.z([0, 1]))) }
                .hasPrefix("futility has 2"))
        #expect(
            message {
                try GroupSequentialDesign(
                    fractions: f, sides: .two, harm: HarmRule(.spending(.lanDeMetsPocock), alpha: 0.1))
            }.hasPrefix("harm is given with two sides"))
        #expect(
            message {
                try GroupSequentialDesign(fractions: f, efficacy: EfficacyRule(.spending(.kimDeMets(rho: 0))))
            }.hasPrefix("efficacy: rho is 0.0"))
        #expect(
            message {
                try GroupSequentialDesign(fractions: f, efficacy: EfficacyRule(.haybittlePeto(z: 1.5)))
            }.hasPrefix("efficacy cannot spend the level"))
        #expect(
            message { try GroupSequentialDesign(fractions: f, efficacy: EfficacyRule(.pocock, looks: .only([3]))) }
                .hasPrefix("efficacyLooks has look 3"))
    }

    private func message(_ make: () throws -> GroupSequentialDesign) -> String {
        do {
            _ = try make()
            return "no error"
        } catch {
            return "\(error)"
        }
    }
}
