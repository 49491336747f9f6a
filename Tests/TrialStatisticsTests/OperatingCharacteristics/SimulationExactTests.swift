import TestSupport
import Testing

@testable import TrialStatistics

/// Expects a simulated probability within four Monte Carlo errors of an exact one; the seed is fixed, so it holds or it does not.
func expectWithinError(
    _ simulated: SimulatedProbability, _ exact: Double, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let error = (exact * (1 - exact) / Double(simulated.replicates)).squareRoot()
    #expect(
        abs(simulated.estimate - exact) <= 4 * error + 1e-12,
        "\(what): \(simulated.estimate) for \(exact), error \(error)", sourceLocation: sourceLocation)
}

@Suite("Simulation · Published and exact probabilities")
struct SimulationExactTests {
    /// NCT01718743: Beta(0.3, 0.7), stop at 3/4, 5/8, … 25/60 of 64; P(stop) 0.004, 0.195, 0.964 at 0.1, 0.3, 0.5.
    @Test func `the toxicity stop of 64 patients in cohorts of four`() throws {
        let bounds = [3, 5, 7, 9, 10, 12, 13, 15, 16, 18, 19, 20, 22, 23, 25]
        let rule = try CountMonitor(
            of: .toxicity, name: "toxicity",
            looks: bounds.enumerated().map { .init(subjects: 4 * ($0 + 1), stopAtOrAbove: $1) }, above: .toxicity)
        let conduct = TrialConduct(subjects: 64, accrual: try AccrualPattern(rates: [2]))
        let truths = try [0.1, 0.3, 0.5].map { rate in
            var arm = ArmTruth(event: .never)
            arm.toxicity = rate
            return try TrialTruth(name: "rate \(rate)", value: rate, arms: [arm])
        }
        let simulation = try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [rule]), truths: truths, replicates: 2000, seed: 64)
        for (one, published) in zip(try simulation.characteristics(), [0.004, 0.195, 0.964]) {
            let exact = try #require(one.truth.reference)
            #expect((exact.probability(of: .toxicity) * 1000).rounded() / 1000 == published)
            expectWithinError(one.stop, exact.probability(of: .toxicity), "stop at \(one.truth.name)")
            for (look, stops) in zip(one.looks(of: 0), exact.stops) {
                let stop = look.stops.first?.probability ?? SimulatedProbability(count: 0, of: one.replicates)
                expectWithinError(stop, stops[.toxicity] ?? 0, "stop at \(look.label)")
            }
            let expected = try #require(exact.expectedSubjects)
            let error = try #require(one.subjects.standardError)
            #expect(abs(one.subjects.mean - expected) <= 4 * error)
            #expect(one.truth.estimand == one.truth.value)
        }
    }

    /// Schoenfeld: Φ(log(1/HR) √(d p q) − z) with 3:2 allocation; the fixed log-rank test at 300 events.
    @Test func `a fixed log-rank test has Schoenfeld's power and the level`() throws {
        var conduct = TrialConduct(subjects: 500, accrual: try AccrualPattern(rates: [25]))
        conduct.allocation = [3, 2]
        let rule = try LogRankMonitor(name: "OS", looks: .events([300]), efficacy: [1.959_963_984_540_054])
        let control = try EventTimeModel(median: 20)
        let truths = try [1.0, 0.75].map { ratio in
            try TrialTruth(
                name: "HR \(ratio)", value: ratio,
                arms: [ArmTruth(event: try control.changed(hazardRatio: ratio)), ArmTruth(event: control)])
        }
        let answers = try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [rule]), truths: truths, replicates: 400, seed: 8
        ).characteristics()
        expectWithinError(answers[0].rejection(), 0.025, "level")
        // log(4/3) √(300·6/25) − 1.96 = 0.4811: Φ = 0.6848. The approximation itself is good to about 0.01.
        #expect(abs(answers[1].rejection().estimate - 0.6848) < 0.01 + 4 * answers[1].rejection().standardError)
        #expect(answers[1].events.mean == 300 && answers[1].looks(of: 0)[0].isFinal && answers[1].stop.count == 0)
        let bias = try #require(answers[1].bias)
        #expect(abs(bias) < 0.03, "Peto's one-step estimate of \(answers[1].truth.estimand ?? 0)")
    }

    /// Two looks of three with 3:2 allocation: each probability of stopping beside that of the normal theory.
    @Test func `a group-sequential test stops as its crossing probabilities say`() throws {
        let design = try GroupSequentialDesign(fractions: [0.5, 0.75, 1], alpha: 0.025)
        let rule = try LogRankMonitor(design, events: 300, name: "PFS")
        #expect(rule.looks == .events([150, 225, 300]))
        var conduct = TrialConduct(subjects: 400, accrual: try AccrualPattern(rates: [30]))
        conduct.allocation = [3, 2]
        let control = try EventTimeModel(median: 12)
        let truth = try TrialTruth(
            name: "HR 0.75", value: 0.75,
            arms: [ArmTruth(event: try control.changed(hazardRatio: 0.75)), ArmTruth(event: control)])
        let one = try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [rule]), truths: [truth], replicates: 400, seed: 31
        ).characteristics()[0]
        let reference = try #require(one.truth.reference)
        let expected = design.crossing(drift: -Elementary.logarithm(0.75) * (300 * 0.24).squareRoot())
        #expect(reference.kind == .normal)
        expectClose(
            reference.stops.map { $0[.efficacy] }, expected.upper.byLook.map { $0 }, relative: 1e-9, "crossing")
        for (look, stops) in zip(one.looks(of: 0), reference.stops) {
            expectWithinError(look.rejections[0], stops[.efficacy] ?? 0, "stop at \(look.label)")
        }
    }

    /// PFS at 40 events, then OS at 45 deaths: no death is claimed without PFS, and the level holds.
    @Test func `survival is tested only once progression-free survival is significant`() throws {
        let (conduct, truth, _) = try SimulationNaiveTests.twoArms(visits: nil)
        let always = FamilyMonitor.Hypothesis("OS", of: .death, events: [45], shape: .fixed([-9]))
        func family(_ z: Double) throws -> FamilyMonitor {
            try FamilyMonitor(
                "PFS, then OS", [.init("PFS", of: .first, events: [40], shape: .fixed([z])), always],
                graph: .fixedSequence(2), alpha: 0.025)
        }
        let (never, certain) = (try family(9), try family(-9))
        func run(_ rule: FamilyMonitor) throws -> OperatingCharacteristics {
            try Simulation(
                try SimulatedTrial(conduct: conduct, monitors: [rule]), truths: [truth], replicates: 100, seed: 4
            ).characteristics()[0]
        }
        let (failed, passed) = (try run(never), try run(certain))
        #expect(failed.rejection(of: 1).count == 0 && failed.ending(for: .exhausted).count == 100)
        #expect(passed.rejection(of: 0).count == 100 && passed.rejection(of: 1).count == 100)
        #expect(failed.duration.mean < passed.duration.mean)
    }

    /// Progression at 0.04 or death at 0.01; death after progression at 0.08.
    @Test func `illness-death times have the survival of their hazards`() throws {
        var arm = ArmTruth(event: try EventTimeModel(hazard: 0.04))
        arm.death = try EventTimeModel(hazard: 0.01)
        arm.deathAfterProgression = try EventTimeModel(hazard: 0.08)
        let conduct = TrialConduct(subjects: 20_000, accrual: try AccrualPattern(rates: [1e9]))
        let truth = try TrialTruth(name: "t", value: 0, arms: [arm])
        var source = PatientSource(
            conduct: conduct, truth: truth, needs: MonitorNeeds(dates: [.first, .death]), seed: 2)
        var trial = VirtualTrial(conduct: conduct, truth: truth)
        source.fill(&trial, replicate: 0)
        // PFS: e^(−0.05·12). OS: e^(−0.6) + 0.04 (e^(−0.05·12) − e^(−0.08·12))/(0.08 − 0.05).
        let (pfs, late) = (Elementary.exponential(-0.6), Elementary.exponential(-0.96))
        let free = SimulatedProbability(count: trial.first.exit.count { $0 > 12 }, of: 20_000)
        let alive = SimulatedProbability(count: trial.death.exit.count { $0 > 12 }, of: 20_000)
        expectWithinError(free, pfs, "PFS at 12")
        expectWithinError(alive, pfs + 0.04 * (pfs - late) / 0.03, "OS at 12")
    }

    /// At visits 6 months apart an event is dated 3 months late on average: a monitor that takes the dates as they are sees a
    /// longer median and stops a poor treatment less often.
    @Test func `ignoring that progression is seen at visits costs stops`() throws {
        func stop(_ interval: Double?, _ dating: TrialConduct.EventDating) throws -> OperatingCharacteristics {
            var conduct = TrialConduct(subjects: 64, accrual: try AccrualPattern(rates: [2.5]))
            conduct.followUp = 12
            conduct.visitInterval = interval
            conduct.eventDating = dating
            let rule = try TimeOnTestMonitor(
                name: "PFS", futility: [.none] + (1...64).map { .below(max(0, Double($0) * 30 - 40)) }, looks: .every(6)
            )
            let truth = try TrialTruth(name: "18", value: 18, arms: [ArmTruth(event: try EventTimeModel(median: 18))])
            return try Simulation(
                try SimulatedTrial(conduct: conduct, monitors: [rule]), truths: [truth], replicates: 1000, seed: 6
            ).characteristics()[0]
        }
        let (exact, visits) = (try stop(nil, .visit), try stop(6, .visit))
        #expect(visits.stop.estimate + 0.05 < exact.stop.estimate)
        #expect(visits.estimate?.mean ?? 0 > (exact.estimate?.mean ?? 0) + 1)
    }
}
