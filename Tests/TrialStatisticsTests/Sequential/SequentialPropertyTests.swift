import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

@Suite("Group sequential designs · Property")
struct SequentialPropertyTests {
    static let fractions: [[Double]] = [
        [1], [0.5, 1], [0.5, 0.501, 1], [0.01, 0.2, 1], [0.999, 0.9999, 1], [0.2, 0.4, 0.6, 0.8, 1],
        (1...50).map { Double($0) / 50 }, [0.3, 0.300001, 0.6, 1],
    ]
    static let short: [[Double]] = [[1], [0.5, 1], [0.5, 0.52, 1], [0.2, 0.4, 0.6, 0.8, 1]]
    static let shapes = ["lan-demets-pocock", "hsd:-4", "power:3", "pocock", "obf", "wang-tsiatis:0.25"]

    @Test(arguments: fractions)
    func `spending at many looks, and at close ones`(fractions: [Double]) throws {
        try expectSpent(fractions, "lan-demets-obf")
    }

    @Test(arguments: short, shapes)
    func `a boundary spends its level, in all and at each look`(fractions: [Double], name: String) throws {
        try expectSpent(fractions, name)
    }

    private func expectSpent(_ fractions: [Double], _ name: String) throws {
        let shape = try #require(BoundaryShape(name: name))
        let design = try GroupSequentialDesign(fractions: fractions, alpha: 0.025, efficacy: EfficacyRule(shape))
        let crossing = design.crossing(drift: 0)
        expectClose(crossing.upper.total, 0.025, relative: 1e-11, "level")
        var sum = 0.0
        for (look, share) in zip(design.looks, crossing.upper.byLook) {
            sum += share
            expectClose(look.spent, sum, relative: 1e-11, "spent at \(look.fraction)")
        }
        expectClose(crossing.stopping.reduce(0, +), 1, relative: 1e-14, "all stop")
    }

    @Test(arguments: short)
    func `both sides at twice the level are nearly one side at the level`(fractions: [Double]) throws {
        let two = try GroupSequentialDesign(fractions: fractions, alpha: 0.05, sides: .two)
        let crossing = two.crossing(drift: 0)
        expectClose(crossing.upper.total + crossing.lower.total, 0.05, relative: 1e-11, "level")
        expectClose(crossing.upper.byLook, crossing.lower.byLook, relative: 1e-10, absolute: 1e-16, "sides")
        let one = try GroupSequentialDesign(fractions: fractions, alpha: 0.025)
        // They differ by those who would cross one side and later the other.
        expectClose(two.looks.map(\.upperZ), one.looks.map(\.upperZ), relative: 1e-4, "upper")
    }

    @Test func `mirrored trials mirror their probabilities`() {
        let t = [0.2, 0.55, 0.56, 1]
        let limits = [(-1.0, 3.0), (-0.5, 2.5), (0, 2.4), (1, 2)]
        let plain = CrossingProbabilities(
            information: t, limits: limits.map { LookLimits(lower: $0.0, upper: $0.1) }, drift: 1.3)
        let mirrored = CrossingProbabilities(
            information: t, limits: limits.map { LookLimits(lower: -$0.1, upper: -$0.0) }, drift: -1.3)
        expectClose(plain.upper, mirrored.lower, relative: 1e-12, "upper")
        expectClose(plain.lower, mirrored.upper, relative: 1e-12, "lower")
    }

    @Test func `information in other units changes nothing`() {
        let t = [0.2, 0.55, 0.8, 1]
        let limits = [3.0, 2.8, 2.5, 2].map { LookLimits(lower: 0, upper: $0) }
        let plain = CrossingProbabilities(information: t, limits: limits, drift: 2)
        let events = CrossingProbabilities(
            information: t.map { 235 * $0 }, limits: limits, drift: 2 / 235.0.squareRoot())
        expectClose(plain.upper, events.upper, relative: 1e-12, "upper")
        expectClose(plain.lower, events.lower, relative: 1e-12, "lower")
    }

    @Test func `a look without limits leaves the others as they are`() {
        let with = CrossingProbabilities(
            information: [0.3, 0.5, 1], limits: [.init(lower: 0, upper: 3), .init(), .init(upper: 2)], drift: 1)
        let without = CrossingProbabilities(
            information: [0.3, 1], limits: [.init(lower: 0, upper: 3), .init(upper: 2)], drift: 1)
        expectClose(with.upper[2], without.upper[1], relative: 1e-12, "upper")
    }

    @Test func `spending far out keeps its relative accuracy`() throws {
        let table = try SpendingTable([(0.1, 4e-9), (0.2, 4.4e-9), (0.3, 8e-9)])
        let design = try GroupSequentialDesign(
            fractions: [0.1, 0.2, 0.3, 1], efficacy: EfficacyRule(.spending(.table(table))))
        let crossing = design.crossing(drift: 0)
        expectClose(
            crossing.upper.byLook, [1e-10, 1e-11, 9e-11, 0.025 - 2e-10], relative: 1e-11, "spent at each look")
        // Φ̄⁻¹(1e-10).
        expectClose(design.looks[0].upperZ, 6.361340902404056, relative: 1e-13, "first")
    }

    @Test(arguments: [true, false])
    func `beta is spent as the function says, and the power is met`(isBinding: Bool) throws {
        for name in ["lan-demets-obf", "pocock"] {
            let design = try GroupSequentialDesign(
                fractions: [0.3, 0.6, 0.61, 1], efficacy: EfficacyRule(try #require(BoundaryShape(name: name))),
                futility: FutilityRule(.spending(.hwangShihDeCani(gamma: -2)), isBinding: isBinding), power: 0.85)
            let drift = try #require(design.designDrift)
            let crossing = design.crossing(drift: drift)
            expectClose(crossing.upper.total, 0.85, relative: 1e-11, "power")
            var sum = 0.0
            for (index, look) in design.looks.dropLast().enumerated() {
                sum += crossing.futility.byLook[index]
                let due = SpendingFunction.hwangShihDeCani(gamma: -2).spent(at: look.fraction, of: 0.15)
                expectClose(sum, due, relative: 1e-10, "beta by \(look.fraction)")
                expectClose(look.betaSpent, due, relative: 1e-10, "stated")
            }
            expectClose(
                design.crossing(drift: 0, heedsFutility: isBinding).upper.total, 0.025, relative: 1e-10, "level")
            let back = try design.drift(power: 0.85)
            expectClose(back, drift, relative: 1e-11, "drift of the power")
        }
    }

    @Test func `the middle of a two-sided design spends beta`() throws {
        let design = try GroupSequentialDesign(
            fractions: [0.4, 0.7, 1], alpha: 0.05, sides: .two,
            futility: FutilityRule(.spending(.kimDeMets(rho: 2)), isBinding: true), power: 0.9)
        let crossing = design.crossing(drift: try #require(design.designDrift))
        expectClose(
            crossing.futility.byLook, [0.016, 0.049 - 0.016, 0], relative: 1e-10, absolute: 1e-16, "middle")
        expectClose(crossing.upper.total, 0.9, relative: 1e-11, "power")
        let null = design.crossing(drift: 0)
        expectClose(null.upper.total + null.lower.total, 0.05, relative: 1e-11, "level")
    }

    @Test func `two sides apart hold their levels`() throws {
        let design = try GroupSequentialDesign(
            fractions: [0.4, 0.7, 1], alpha: 0.05, sides: .asymmetric(lowerAlpha: 0.02, lower: .pocock),
            efficacy: EfficacyRule(.obrienFleming))
        let crossing = design.crossing(drift: 0)
        expectClose(crossing.upper.total, 0.03, relative: 1e-11, "upper")
        expectClose(crossing.lower.total, 0.02, relative: 1e-11, "lower")
    }

    @Test(arguments: ["lan-demets-pocock", "pocock", "obf"])
    func `harm spends its own level and is never counted on`(name: String) throws {
        let plain = try GroupSequentialDesign(fractions: [0.4, 0.7, 1])
        let design = try GroupSequentialDesign(
            fractions: [0.4, 0.7, 1], futility: FutilityRule(.z([-0.5, 0.4])),
            harm: HarmRule(try #require(BoundaryShape(name: name)), alpha: 0.05))
        #expect(design.looks.map(\.upperZ) == plain.looks.map(\.upperZ))
        let overruled = design.crossing(drift: 0, heedsFutility: false)
        expectClose(overruled.lower.total, 0.05, relative: 1e-10, "harm")
        expectClose(design.looks[2].harmSpent, 0.05, relative: 1e-10, "stated")
        let heeded = design.crossing(drift: 0)
        #expect(heeded.lower.total < 0.05)
        expectClose(
            heeded.upper.total + heeded.lower.total + heeded.futility.total,
            1 - heeded.stopping[2] + heeded.upper.byLook[2] + heeded.lower.byLook[2], relative: 1e-12, "all")
    }

    @Test func `conditional power at the futility boundary is what was asked for`() throws {
        for isBinding in [true, false] {
            let design = try GroupSequentialDesign(
                fractions: [0.5, 0.75, 1], futility: FutilityRule(.conditionalPower([0.1, 0.2]), isBinding: isBinding),
                power: 0.9)
            let last = try #require(design.looks[2].upperZ)
            for (look, expected) in zip(design.looks, [0.1, 0.2]) {
                let (t, z) = (look.fraction, try #require(look.futilityZ))
                let distance = (z * t.squareRoot() + z / t.squareRoot() * (1 - t) - last) / (1 - t).squareRoot()
                expectClose(Normal.standard.lowerTail(at: distance), expected, relative: 1e-10, "at \(t)")
            }
        }
        let planned = try GroupSequentialDesign(
            fractions: [0.5, 1], futility: FutilityRule(.conditionalPowerAsPlanned([0.3])), power: 0.9)
        let (drift, last) = (try #require(planned.designDrift), try #require(planned.looks[1].upperZ))
        let z = try #require(planned.looks[0].futilityZ)
        let distance = (z * 0.5.squareRoot() + drift / 2 - last) / 0.5.squareRoot()
        expectClose(Normal.standard.lowerTail(at: distance), 0.3, relative: 1e-10, "as planned")
        expectClose(planned.power(drift: drift), 0.9, relative: 1e-11, "power")
    }

    @Test func `boundaries rise when the level falls, and early values do not depend on later looks`() throws {
        let strict = try GroupSequentialDesign(fractions: [0.4, 0.7, 1], alpha: 0.01)
        let lax = try GroupSequentialDesign(fractions: [0.4, 0.7, 1], alpha: 0.025)
        let other = try GroupSequentialDesign(fractions: [0.4, 0.7, 0.9, 1], alpha: 0.025)
        for index in 0..<3 { #expect(try #require(strict.looks[index].upperZ) > #require(lax.looks[index].upperZ)) }
        expectClose(other.looks.prefix(2).map(\.upperZ), lax.looks.prefix(2).map(\.upperZ), relative: 1e-12, "early")
    }
}
