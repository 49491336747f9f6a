import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Dose finding in virtual trials · Exact and ByHand")
struct DoseFindingMonitorTests {
    private func run(
        _ escalation: DoseEscalationTrial, _ rates: [Double], replicates: Int = 3000,
        _ change: (inout TrialConduct) -> Void = { _ in }
    ) throws -> OperatingCharacteristics {
        var conduct = TrialConduct(subjects: escalation.maximum, accrual: try AccrualPattern(rates: [2]))
        conduct.pauseAfterCohortOf = escalation.cohort
        conduct.toxicityWindow = 1
        change(&conduct)
        var arm = ArmTruth(event: .never)
        arm.doseToxicity = rates
        return try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [DoseFindingMonitor(escalation, name: "dose")]),
            truths: [try TrialTruth(name: "curve", value: 1, arms: [arm])], replicates: replicates, seed: 14
        ).characteristics()[0]
    }

    private static var designs: [(String, DoseEscalationTrial)] {
        get throws {
            [
                ("BOIN", try DoseEscalationTrial(BOINDesign(target: 0.3), doses: 3, cohort: 3, maximum: 12)),
                (
                    "mTPI-2",
                    try DoseEscalationTrial(
                        ToxicityIntervalDesign(target: 0.3, below: 0.05, above: 0.05), doses: 3, cohort: 2, maximum: 10)
                ),
                (
                    "CRM",
                    try DoseEscalationTrial(
                        ContinualReassessment(target: 0.25, skeleton: DoseSkeleton([0.1, 0.25, 0.4])), doses: 3,
                        cohort: 3, maximum: 12)
                ),
            ]
        }
    }

    /// Doses found, patients, toxicities and sizes beside those along all paths.
    @Test func `doses are found as along all paths`() throws {
        let rates = [0.1, 0.3, 0.55]
        for (name, escalation) in try Self.designs {
            let exact = try escalation.characteristics(rates: rates)
            #expect(exact.source == .paths)
            let one = try run(escalation, rates)
            #expect(one.truth.reference?.rejections == exact.selected)
            for dose in rates.indices {
                expectWithinError(one.rejection(of: dose), exact.selected[dose], "\(name): dose \(dose + 1)")
                let (patients, toxicities) = (one.dosePatients[dose], one.doseToxicities[dose])
                #expect(abs(patients.mean - exact.treated[dose]) <= 4 * (patients.standardError ?? 0))
                #expect(abs(toxicities.mean - exact.toxicities[dose]) <= 4 * (toxicities.standardError ?? 0))
            }
            #expect(abs(one.subjects.mean - exact.expectedSubjects) <= 4 * (one.subjects.standardError ?? 0))
            expectWithinError(
                SimulatedProbability(
                    count: one.replicates - one.anyRejection().count, of: one.replicates), exact.noneSelected, name)
        }
    }

    /// One dose that is toxic to all: the first cohort of three ends the trial, three patients, no dose; its window ends at 1 + 3/2 at even arrivals.
    @Test func `a dose that is toxic to all ends the trial with the first cohort`() throws {
        let escalation = try DoseEscalationTrial(BOINDesign(target: 0.3), doses: 1, cohort: 3, maximum: 12)
        let one = try run(escalation, [1], replicates: 50) {
            $0.accrual = (try? AccrualPattern(rates: [2], arrivals: .even)) ?? $0.accrual
        }
        #expect(one.ending(for: .toxicity).count == 50 && one.stop.count == 50 && one.rejection().count == 0)
        #expect(one.subjects.mean == 3 && one.doseToxicities[0].mean == 3 && one.duration.mean == 2.5)
        #expect(one.doseToxicities[0].standardError == 0)
    }

    @Test func `curves of another length and two searches are refused`() throws {
        let escalation = try DoseEscalationTrial(BOINDesign(target: 0.3), doses: 3, maximum: 12)
        #expect(throws: StatisticsError.self) { try run(escalation, [0.1, 0.2]) }
        #expect(throws: StatisticsError.self) { try run(escalation, [0.1, 0.2, 1.2]) }
        #expect(throws: StatisticsError.self) { try run(escalation, [0.1, 0.2, 0.3]) { $0.subjects = 11 } }
        #expect(throws: StatisticsError.self) {
            let finder = DoseFindingMonitor(escalation, name: "dose")
            return try SimulatedTrial(
                conduct: TrialConduct(subjects: 12, accrual: AccrualPattern(rates: [1])), monitors: [finder, finder])
        }
    }
}

@Suite("Rules side by side · Exact")
struct JointRulesTests {
    private func arm(toxicity: Double, response: Double) -> ArmTruth {
        var arm = ArmTruth(event: .never)
        arm.toxicity = toxicity
        arm.response = response
        return arm
    }

    /// Two patients, both rates ½: two toxicities (¼) stop first; else no response (¼ of ¾) does.
    @Test func `the rule that fires first is told`() throws {
        let toxicity = try CountMonitor(
            of: .toxicity, name: "toxicity", looks: [.init(subjects: 2, stopAtOrAbove: 2)], above: .toxicity)
        let response = try CountMonitor(
            of: .response, name: "response", looks: [.init(subjects: 2, stopAtOrBelow: 0)], above: .efficacy)
        let conduct = TrialConduct(subjects: 3, accrual: try AccrualPattern(rates: [1]))
        let one = try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [toxicity, response]),
            truths: [try TrialTruth(name: "½", value: 0, arms: [arm(toxicity: 0.5, response: 0.5)])], replicates: 4000,
            seed: 2
        ).characteristics()[0]
        expectWithinError(one.stop(by: 0), 0.25, "toxicity")
        expectWithinError(one.stop(by: 1), 0.1875, "response")
        #expect(one.stop(by: 0) == one.ending(for: .toxicity) && one.stop(by: 1) == one.ending(for: .futility))
    }

    /// Simon's optimal design for 10 % against 30 %: what is simulated beside what is exact.
    @Test func `Simon's two stages are simulated as they are exact`() throws {
        let design = try TwoStageDesign(first: 10, futility: 1, total: 29, rejectAbove: 5)
        let rule = try CountMonitor(design.boundary, of: .response, name: "response", above: .efficacy)
        let conduct = TrialConduct(subjects: 29, accrual: try AccrualPattern(rates: [1]))
        let truths = try [0.1, 0.3].map {
            try TrialTruth(name: "rate \($0)", value: $0, arms: [arm(toxicity: 0, response: $0)])
        }
        let all = try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [rule]), truths: truths, replicates: 3000, seed: 19
        ).characteristics()
        for (one, truth) in zip(all, [0.1, 0.3]) {
            let exact = try design.operatingCharacteristics(rate: truth)
            expectWithinError(one.rejection(), exact.stopForMany, "rejection at \(truth)")
            expectWithinError(one.stop, exact.looks[0].stopForFew, "early stop at \(truth)")
            #expect(one.truth.reference?.rejections == [exact.stopForMany])
            #expect(abs(one.subjects.mean - exact.expectedSubjects) <= 4 * (one.subjects.standardError ?? 0))
        }
    }

    /// Enrolment that waits for a cohort does not enrol the patient who waits when the cohort stops the trial.
    @Test func `a pause keeps the size at a stop`() throws {
        let rule = try CountMonitor(
            of: .toxicity, name: "t", looks: [.init(subjects: 2, stopAtOrAbove: 1)], above: .toxicity)
        var conduct = TrialConduct(subjects: 6, accrual: try AccrualPattern(rates: [5]))
        conduct.pauseAfterCohortOf = 2
        conduct.toxicityWindow = 3
        let one = try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [rule]),
            truths: [try TrialTruth(name: "1", value: 1, arms: [arm(toxicity: 1, response: 0)])], replicates: 200,
            seed: 1
        ).characteristics()[0]
        #expect(one.stop.count == 200 && one.subjects.mean == 2)
    }
}
