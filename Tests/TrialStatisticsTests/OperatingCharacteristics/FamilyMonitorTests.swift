import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Families of hypotheses in virtual trials · Naive and Property")
struct FamilyMonitorTests {
    private static func graph(_ name: String) throws -> (MultiplicityGraph, [FamilyMonitor.Hypothesis]) {
        let pfs = FamilyMonitor.Hypothesis("PFS", of: .first, events: [40, 70])
        let os = FamilyMonitor.Hypothesis("OS", of: .death, events: [25, 40, 55], shape: .spending(.lanDeMetsPocock))
        switch name {
        case "sequence": return (try .fixedSequence(2), [pfs, os])
        case "graph":
            return (try MultiplicityGraph(weights: [0.6, 0.4], transitions: [[0, 1], [1, 0]]), [pfs, os])
        default:
            let calendar = FamilyMonitor.Hypothesis(
                "OS by time", of: .death, events: [25, 40, 55], times: [15, 25, 40])
            return (
                try MultiplicityGraph(
                    weights: [0.5, 0, 0.5], transitions: [[0, 0.5, 0.5], [0.5, 0, 0.5], [1, 0, 0]]),
                [pfs, os, calendar]
            )
        }
    }

    /// The rejections are those of ``SequentialGraphProcedure`` on the statistics of the looks that took place.
    @Test(arguments: ["sequence", "graph", "three"])
    func `rejects what the graph procedure rejects`(_ name: String) throws {
        let (graph, tests) = try Self.graph(name)
        let family = try FamilyMonitor("family", tests, graph: graph, alpha: 0.2)
        let (conduct, truth, _) = try SimulationNaiveTests.twoArms(visits: nil)
        var source = PatientSource(conduct: conduct, truth: truth, needs: family.needs, seed: 9)
        var trial = VirtualTrial(conduct: conduct, truth: truth)
        var counts = [UInt32: Int]()
        for replicate in 0..<60 {
            source.fill(&trial, replicate: replicate)
            var (claimed, analysis): (UInt32, Int) = (0, 0)
            var seen = tests.map { _ in [SequentialHypothesis.Look]() }
            var isLast = tests.map { _ in false }
            var next = family.look(after: nil, in: trial)
            var before = -1.0
            while let look = next {
                #expect(look.time >= before)
                before = look.time
                let place = family.looks[look.index]
                let statistic = trial.logRank(at: look.time, of: tests[place.hypothesis].endpoint)
                let last = seen[place.hypothesis].last?.seen.information ?? 0
                if let z = statistic.z, Double(statistic.events) > last, !isLast[place.hypothesis] {
                    seen[place.hypothesis].append(
                        .init(analysis: analysis, information: Double(statistic.events), z: z))
                    let all = tests[place.hypothesis].events
                    isLast[place.hypothesis] = place.look == all.count - 1 || statistic.events >= all[all.count - 1]
                }
                analysis += 1
                let verdict = family.verdict(atLook: look.index, time: look.time, in: trial, claimed: claimed)
                claimed |= verdict.claims
                next = verdict.stop == nil ? family.look(after: look.index, in: trial) : nil
            }
            let hypotheses = try tests.indices.map {
                try SequentialHypothesis(
                    tests[$0].name, spending: $0 == 1 ? .lanDeMetsPocock : .lanDeMetsOBrienFleming,
                    maximumInformation: Double(tests[$0].events.last ?? 1), looks: seen[$0], isLast: isLast[$0])
            }
            let answer = try SequentialGraphProcedure(hypotheses, graph: graph, alpha: 0.2)
            let expected = answer.rejections.reduce(UInt32(0)) { $0 | 1 << UInt32($1.hypothesis) }
            #expect(claimed == expected, "replicate \(replicate)")
            counts[claimed, default: 0] += 1
        }
        #expect(counts.count >= 3, "\(counts)")
    }

    @Test func `the family-wise error is counted under the truths that have one`() throws {
        var arm = ArmTruth(event: try EventTimeModel(hazard: 0.06))
        arm.death = try EventTimeModel(hazard: 0.02)
        arm.deathAfterProgression = try EventTimeModel(hazard: 0.02)
        var better = arm
        better.event = try EventTimeModel(hazard: 0.03)
        var longer = arm
        longer.deathAfterProgression = try EventTimeModel(hazard: 0.01)
        func truth(_ name: String, _ one: ArmTruth) throws -> TrialTruth {
            try TrialTruth(name: name, value: 0, arms: [one, arm])
        }
        let truths = try [truth("none", arm), truth("PFS", better), truth("OS", longer)]
        // Where death comes as fast with progression as without, progression tells nothing of it.
        #expect(truths.map { $0.isNull(for: .first) } == [true, false, true])
        #expect(truths.map { $0.isNull(for: .death) } == [true, true, false])
        let family = try FamilyMonitor(
            "PFS, then OS", [.init("PFS", of: .first, events: [60]), .init("OS", of: .death, events: [25, 50])],
            graph: .fixedSequence(2), alpha: 0.05)
        var conduct = TrialConduct(subjects: 100, accrual: try AccrualPattern(rates: [8]))
        conduct.allocation = [1, 1]
        let all = try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [family]), truths: truths, replicates: 1500, seed: 21
        ).characteristics()
        let errors = all.map { $0.falseRejection }
        expectWithinError(try #require(errors[0]), 0.05, "no effect: the error is that of PFS")
        #expect(errors[0] == all[0].rejection(of: 0) && all[0].rejection(of: 1).count < all[0].rejection(of: 0).count)
        let os = try #require(errors[1])
        #expect(os == all[1].rejection(of: 1) && os.estimate < 0.05 + 4 * os.standardError)
        #expect(all[1].rejection(of: 0).estimate > 0.4)
        #expect(all[1].anyRejection() == all[1].rejection(of: 0) && all[1].allRejections() == all[1].rejection(of: 1))
        #expect(errors[2] == all[2].rejection(of: 0))
    }

    @Test func `what makes no sense is refused`() throws {
        let pfs = FamilyMonitor.Hypothesis("PFS", of: .first, events: [40, 70])
        func family(_ tests: [FamilyMonitor.Hypothesis], _ alpha: Double = 0.025) throws {
            _ = try FamilyMonitor("f", tests, graph: .fixedSequence(2), alpha: alpha)
        }
        #expect(throws: StatisticsError.self) { try family([pfs]) }
        #expect(throws: StatisticsError.self) { try family([pfs, .init("OS", of: .death, events: [])]) }
        #expect(throws: StatisticsError.self) { try family([pfs, .init("OS", of: .death, events: [30, 20])]) }
        #expect(throws: StatisticsError.self) {
            try family([pfs, .init("OS", of: .death, events: [30], times: [1, 2])])
        }
        #expect(throws: StatisticsError.self) { try family([pfs, pfs], 0.5) }
    }
}

/// One case of `Validation/R/illness-death-trial.json`.
struct IllnessDeathCase: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let subjects, events, iterations: Int
    let rate, progression, progressionRatio, death, deathRatio, deathAfter, deathAfterRatio, dropOut: Double
    let visits: Double?
    let deaths: [Int]?
    let times, rejectByLook: [Double]?
    let rejectPFS: Double
    let rejectOS, pfsTime: Double?

    var testDescription: String { name }

    static let golden = Result { try Golden<IllnessDeathCase>(named: "illness-death-trial") }
}

@Suite("Progression and death · Golden: a simulation in base R")
struct IllnessDeathGoldenTests {
    private static let replicates = 1500

    private func simulated(_ one: IllnessDeathCase) throws -> OperatingCharacteristics {
        var conduct = TrialConduct(subjects: one.subjects, accrual: try AccrualPattern(rates: [one.rate]))
        conduct.allocation = [1, 1]
        conduct.visitInterval = one.visits
        func arm(_ event: Double, _ before: Double, _ after: Double) throws -> ArmTruth {
            var arm = ArmTruth(event: try EventTimeModel(hazard: one.progression * event))
            arm.death = try EventTimeModel(hazard: one.death * before)
            arm.deathAfterProgression = try EventTimeModel(hazard: one.deathAfter * after)
            arm.dropOut = try EventTimeModel(hazard: one.dropOut)
            return arm
        }
        let arms = try [arm(one.progressionRatio, one.deathRatio, one.deathAfterRatio), arm(1, 1, 1)]
        let rule: any TrialMonitor
        if let deaths = one.deaths {
            rule = try FamilyMonitor(
                "PFS, then OS",
                [.init("PFS", of: .first, events: [one.events]), .init("OS", of: .death, events: deaths)],
                graph: .fixedSequence(2), alpha: 0.025)
        } else {
            let design = try GroupSequentialDesign(fractions: [0.4, 0.7, 1], alpha: 0.025)
            rule = try LogRankMonitor(design, events: one.events, name: "PFS", times: one.times)
        }
        return try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [rule]),
            truths: [try TrialTruth(name: one.name, value: 0, arms: arms)], replicates: Self.replicates, seed: 41
        ).characteristics()[0]
    }

    @Test(arguments: try IllnessDeathCase.golden.get().cases)
    func `rejections and times agree within the error of both`(_ one: IllnessDeathCase) throws {
        let ours = try simulated(one)
        func near(_ simulated: SimulatedProbability, _ theirs: Double, _ what: String) {
            let variance = theirs * (1 - theirs) * (1 / Double(Self.replicates) + 1 / Double(one.iterations))
            #expect(
                abs(simulated.estimate - theirs) <= 4 * variance.squareRoot() + 1e-12,
                "\(what): \(simulated.estimate) for \(theirs)")
        }
        near(ours.rejection(of: 0), one.rejectPFS, "PFS")
        if let os = one.rejectOS { near(ours.rejection(of: 1), os, "OS") }
        if let time = one.pfsTime {
            let look = try #require(ours.looks(of: 0).first { $0.label.hasPrefix("PFS") })
            #expect(isClose(look.time, time, relative: 0.02), "PFS at \(look.time) for \(time)")
        }
        for (look, theirs) in zip(ours.looks(of: 0), one.rejectByLook ?? []) {
            near(look.rejections[0], theirs, look.label)
        }
    }
}
