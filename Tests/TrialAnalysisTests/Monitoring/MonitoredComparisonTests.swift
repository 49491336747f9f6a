import Foundation
import TestSupport
import Testing
import TrialAnalysis
import TrialModel
import TrialStatistics
import TrialValues

private enum OtherRule: Error { case found }

@Suite("Group sequential rules followed on data · ByHand, Golden")
struct MonitoredComparisonTests {
    private func item(_ text: String) throws -> DesignItem {
        try #require(try StudyDesign(StudyDocument(text, file: "d.yaml")).items.first)
    }

    private func comparison(
        _ keys: String, _ looks: [(events: Double, z: Double)], planned: PlannedInformation? = nil
    ) throws -> MonitoredComparison {
        let item = try item("equipoise: 1\nmonitoring:\n  - {rule: group-sequential, endpoint: OS, \(keys)}")
        guard case .groupSequential(let rule) = item.rule else { throw OtherRule.found }
        return try MonitoredComparison(rule, of: item, looks: looks, planned: planned)
    }

    /// rpact's values at 0.5, 0.75 and 1, as in issue and goldens.
    @Test func `as planned the critical values are those of the design`() throws {
        let found = try comparison("alpha: 0.025, events: [118, 177, 236]", [(118, 1), (177, 2.35), (236, 2.02)])
        let wanted = [2.96258804, 2.35901771, 2.01408367]
        for (look, value) in zip(found.trial.looks, wanted) {
            #expect(isClose(look.criticalZ, value, relative: 3e-9))
        }
        #expect(found.trial.decision == .reject(look: 2) && found.remaining.isEmpty)
    }

    @Test func `the level is spent by the events that came`() throws {
        let found = try comparison("alpha: 0.025, fractions: [0.5, 1]", [(90, 1)], planned: .amount(200))
        let plan = try SequentialPlan(alpha: 0.025, spending: .lanDeMetsOBrienFleming, maximumInformation: 200)
        let wanted = try SequentialAnalysis(plan, looks: [.init(information: 90, z: 1)])
        #expect(isClose(found.trial.looks[0].criticalZ, wanted.looks[0].criticalZ ?? 0, relative: 1e-9))
        // Two looks to come: the planned half at 100 events and the end; information of 1:1 is a quarter of the events.
        #expect(found.remaining == [25, 50])
    }

    /// Schoenfeld: (z₀.₉₇₅ + z₀.₉)²/(0.24 · log² 0.66) = 253.6 events at 3:2, of which the whole number above is the plan.
    @Test func `planned events follow from power and hazard ratio`() throws {
        let found = try comparison(
            "alpha: 0.025, looks: 1, power: 90%, hazard ratio: 0.66, ratio: 3:2", [(100, 1)])
        let events = (pow((1.959963984540054 + 1.2815515655446004) / log(0.66), 2) / 0.24).rounded(.up)
        #expect(events == 254 && isClose(found.trial.plan.maximumInformation, events * 0.24, relative: 1e-9))
        #expect(isClose(found.drift, -log(0.66) * (254 * 0.24).squareRoot(), relative: 1e-9))
        #expect(found.notes.contains { $0.contains("planned at 254 events") })
    }

    @Test func `data of the last look use all that is left`() throws {
        let found = try comparison("alpha: 0.025, looks: 1", [(77, 1.97)], planned: .reached)
        #expect(found.trial.isLast && isClose(found.trial.looks[0].criticalZ, 1.959963984540054, relative: 1e-9))
        #expect(found.trial.decision == .reject(look: 0))
    }

    @Test func `limits of futility and harm are those of the design at these events`() throws {
        let keys =
            "alpha: 0.025, events: [60, 90, 120], spending: hsd:-4, power: 90%, hazard ratio: 0.6, "
            + "futility: {spending: hsd:-2}, harm: {alpha: 0.1, spending: lan-demets-pocock}"
        let found = try comparison(keys, [(70, 0.2)])
        let design = try GroupSequentialDesign(
            fractions: [0.5, 0.75, 1], alpha: 0.025,
            efficacy: EfficacyRule(.spending(.hwangShihDeCani(gamma: -4))),
            futility: FutilityRule(.spending(.hwangShihDeCani(gamma: -2)), isBinding: false),
            harm: HarmRule(.spending(.lanDeMetsPocock), alpha: 0.1), power: 0.9)
        let wanted = try design.updated(information: [70.0 / 120])
        #expect(isClose(found.trial.looks[0].futilityZ, wanted.looks[0].futilityZ ?? 9, relative: 1e-9))
        #expect(isClose(found.design?.looks[0].lowerZ, wanted.looks[0].lowerZ ?? 9, relative: 1e-9))
        #expect(found.trial.decision == .stopForFutility(look: 0))
    }

    @Test func `nothing says how many events were planned`() throws {
        #expect {
            _ = try comparison("alpha: 0.025, fractions: [0.5, 1]", [(10, 1)])
        } throws: { error in
            "\(error)".contains("does not say how many events") && "\(error)".contains("--endpoint OS=")
        }
    }
}

@Suite("Families followed on data · ByHand")
struct MonitoredFamilyTests {
    private static let text = """
        equipoise: 1
        monitoring:
          - rule: closed
            alpha: 0.05
            sides: two
            hypotheses:
              - {id: PFS, looks: 1}
              - {id: OS, fractions: [0.5, 1], spending: obf}
        """

    private func procedure(_ pfs: Double, _ os: Double?) throws -> SequentialGraphProcedure {
        let item = try #require(try StudyDesign(StudyDocument(Self.text, file: "d.yaml")).items.first)
        guard case .closed(let rule) = item.rule else { throw OtherRule.found }
        var seen = ["PFS": HypothesisSeen(looks: [.init(analysis: 0, information: 300, z: pfs)], planned: .reached)]
        if let os {
            seen["OS"] = HypothesisSeen(
                looks: [.init(analysis: 0, information: 95, z: os)], planned: .amount(190))
        }
        return try SequentialGraphProcedure(rule.family, isGraph: false, of: item, seen: seen)
    }

    @Test func `OS is not tested while PFS fails, whatever its z`() throws {
        let found = try procedure(1.95, 9)
        #expect(found.rejections.isEmpty && found.states[0].outcome == .notRejected)
        #expect(found.states[1].outcome == .untested(waitingFor: [0]) && found.states[1].criticalZ == nil)
        #expect(found.decision == .end)
    }

    /// O'Brien and Fleming's two looks at 0.025 a side: 2.7965 and 1.9774 (Jennison and Turnbull, table 2.3: C = 1.977).
    @Test func `OS has the whole level once PFS is rejected, by the classical shape`() throws {
        let found = try procedure(1.97, 2.79)
        #expect(found.rejections.map(\.hypothesis) == [0] && found.states[1].outcome == .open)
        #expect(isClose(found.states[1].criticalZ, 2.7965, relative: 5e-5))
        #expect(found.decision == .goOn)
        let both = try procedure(1.97, 2.80)
        #expect(both.rejections.map(\.hypothesis) == [0, 1] && both.decision == .stopForEfficacy)
    }

    @Test func `without a look OS is open`() throws {
        let found = try procedure(3, nil)
        #expect(found.states[1].outcome == .noLookYet && found.decision == .goOn)
    }
}
