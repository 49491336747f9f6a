import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

@Suite("Bounds by the events that are there · Property and exact")
struct ObservedBoundsTests {
    private static let shapes: [BoundaryShape] = [
        .spending(.lanDeMetsOBrienFleming), .spending(.lanDeMetsPocock), .spending(.kimDeMets(rho: 3)), .pocock,
    ]

    /// The short cut past the integration gives the verdict of the whole critical value.
    @Test(arguments: shapes, [TestSides.one, .two])
    func `short cuts agree with the integrated critical values`(_ shape: BoundaryShape, _ sides: TestSides) throws {
        let design = try GroupSequentialDesign(
            fractions: [0.4, 0.7, 1], alpha: 0.05, sides: sides, efficacy: EfficacyRule(shape))
        let bounds = try ObservedBounds(design, events: 200)
        var stream = RandomStream(seed: 5, purpose: "observed bounds")
        var (stops, near) = (0, 0)
        for _ in 0..<60 {
            var seen: [Int] = []
            for _ in 0...stream.integer(below: 3) { seen.append((seen.last ?? 0) + 5 + stream.integer(below: 75)) }
            let isFinal = seen[seen.count - 1] >= 200 || stream.bernoulli(0.2)
            let updated = try design.updated(information: seen.map { Double($0) / 200 }, isFinal: isFinal)
            let look = updated.looks[seen.count - 1]
            let upper = try #require(look.upperZ)
            for z in [upper - 1e-6, upper + 1e-6, upper + 2, 0, -upper - 1e-6, -upper - 2, stream.uniform() * 3] {
                let expected: StopReason? =
                    z >= upper ? .efficacy : look.lowerZ.map { z <= $0 } == true ? .harm : nil
                #expect(bounds.verdict(z: z, look: 0, events: seen, isFinal: isFinal) == expected)
                stops += expected == nil ? 0 : 1
                near += abs(z - upper) < 0.1 ? 1 : 0
            }
        }
        #expect(stops > 100 && near > 100)
    }

    @Test func `planned looks have the planned critical values, fixed ones everywhere`() throws {
        let design = try GroupSequentialDesign(
            fractions: [0.5, 1], alpha: 0.025, futility: FutilityRule(.z([0])))
        let bounds = try ObservedBounds(design, events: 101)
        #expect(bounds.planned == [51, 101])
        let upper = try #require(design.looks[0].upperZ)
        #expect(bounds.verdict(z: upper, look: 0, events: [51], isFinal: false) == .efficacy)
        #expect(bounds.verdict(z: upper - 1e-9, look: 0, events: [51], isFinal: false) == nil)
        #expect(bounds.verdict(z: -0.1, look: 0, events: [51], isFinal: false) == .futility)
        let fixed = try ObservedBounds(
            GroupSequentialDesign(fractions: [0.5, 1], alpha: 0.025, efficacy: EfficacyRule(.fixed([3, 2]))),
            events: 100)
        #expect(fixed.verdict(z: 2.9, look: 0, events: [90], isFinal: false) == nil)
        #expect(fixed.verdict(z: 2, look: 1, events: [60], isFinal: true) == .efficacy)
        #expect(throws: StatisticsError.self) {
            try LogRankMonitor(fixed.design, events: 100, name: "OS", times: [10, 20])
        }
        #expect(throws: StatisticsError.self) { try LogRankMonitor(design, events: 100, name: "OS", times: [10]) }
    }

    /// Planned at 80 %, 90 % and 100 %, but looked at far earlier: the planned critical values inflate the level, those of the
    /// events that are there keep it.
    @Test func `looks at calendar times keep the level`() throws {
        let design = try GroupSequentialDesign(fractions: [0.8, 0.9, 1], alpha: 0.1)
        let times = [4.0, 8, 30]
        let observed = try LogRankMonitor(design, events: 60, name: "OS", times: times)
        let planned = try LogRankMonitor(name: "OS", looks: .at(times), efficacy: design.looks.map(\.upperZ))
        var conduct = TrialConduct(subjects: 60, accrual: try AccrualPattern(rates: [10]))
        conduct.allocation = [1, 1]
        let event = ArmTruth(event: try EventTimeModel(median: 5))
        let truth = try TrialTruth(name: "no effect", value: 1, arms: [event, event])
        func run(_ rule: LogRankMonitor) throws -> OperatingCharacteristics {
            try Simulation(
                try SimulatedTrial(conduct: conduct, monitors: [rule]), truths: [truth], replicates: 6000, seed: 12
            ).characteristics()[0]
        }
        let (kept, inflated) = (try run(observed), try run(planned))
        expectWithinError(kept.rejection(), 0.1, "the level at calendar times")
        #expect(kept.falseRejection == kept.rejection())
        #expect(inflated.rejection().estimate > 0.1 + 6 * inflated.rejection().standardError)
        // Each look spends what the function says of the events that are there: 2 − 2Φ(z/√t) on average.
        #expect(kept.looks(of: 0).count == 3 && kept.looks(of: 0)[0].events / 60 < 0.3)
        #expect(kept.looks(of: 0)[0].rejections[0].estimate < inflated.looks(of: 0)[0].rejections[0].estimate / 3)
    }

    /// 100 events are planned, of which 60 patients can have at most 60: the end of follow-up spends all that is left.
    @Test func `a trial that ends before its events keeps the level`() throws {
        let design = try GroupSequentialDesign(fractions: [0.3, 1], alpha: 0.1)
        let rule = try LogRankMonitor(design, events: 100, name: "OS")
        var conduct = TrialConduct(subjects: 60, accrual: try AccrualPattern(rates: [10]))
        conduct.allocation = [1, 1]
        conduct.followUp = 12
        let event = ArmTruth(event: try EventTimeModel(median: 8))
        let truth = try TrialTruth(name: "no effect", value: 1, arms: [event, event])
        let one = try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [rule]), truths: [truth], replicates: 4000, seed: 3
        ).characteristics()[0]
        expectWithinError(one.rejection(), 0.1, "the level at the end of follow-up")
        #expect(one.events.mean < 60)
    }
}
