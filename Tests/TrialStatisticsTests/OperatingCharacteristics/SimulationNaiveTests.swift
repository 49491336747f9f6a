import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Simulation · Naive: the same trials patient by patient")
struct SimulationNaiveTests {
    /// One arm, exponential, dropping out; looks every 6 months, total time on test against a table.
    @Test(arguments: [nil, 2.0])
    func `one arm stops at the same look with the same patients`(_ visits: Double?) throws {
        var plan = NaiveTrial.Plan()
        plan.eventHazards = [0.03]
        plan.dropOutHazards = [0.01]
        plan.visitInterval = visits
        var conduct = TrialConduct(subjects: 64, accrual: try AccrualPattern(rates: [2]))
        conduct.followUp = 12
        conduct.visitInterval = visits
        var arm = ArmTruth(event: try EventTimeModel(hazard: 0.03))
        arm.dropOut = try EventTimeModel(hazard: 0.01)
        let least = [nil] + (1...64).map { Double?(Double($0) * 28 - 15) }
        let rule = try TimeOnTestMonitor(
            name: "PFS", futility: least.map { $0.map(TotalTimeRegion.below) ?? .none }, looks: .every(6))
        let truth = try TrialTruth(name: "t", value: 0, arms: [arm])
        let replicates = 200
        let simulated = try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [rule]), truths: [truth], replicates: replicates, seed: 11
        ).characteristics()[0]

        var (stops, subjects, duration) = ([Int: Int](), 0, 0.0)
        for replicate in 0..<replicates {
            let naive = NaiveTrial(plan, seed: 11, replicate: UInt64(replicate))
            let end = naive.patients.map(\.entry).max().map { $0 + 12 } ?? 0
            var stop: Double?
            for look in 1...200 {
                let time = Double(look) * 6
                guard stop == nil, time < end else { break }
                let rows = naive.rows(at: time)
                let total = rows.reduce(0) { $0 + $1.time }
                guard let least = least[rows.count(where: \.isEvent)], total < least else { continue }
                stop = time
                stops[look, default: 0] += 1
            }
            subjects += naive.patients.count { $0.entry <= stop ?? end }
            duration += stop ?? end
        }
        let looks = simulated.looks(of: 0)
        for (look, count) in stops { #expect(looks[look - 1].stops.map(\.probability.count) == [count]) }
        #expect(simulated.stop.count == stops.values.reduce(0, +) && stops.count > 3)
        expectClose(simulated.subjects.mean, fraction(subjects, replicates), relative: 1e-14, "subjects")
        expectClose(simulated.duration.mean, duration / Double(replicates), relative: 1e-12, "duration")
    }

    @Test(arguments: [nil, 3.0])
    func `the stratified log-rank statistic is that of all rows`(_ visits: Double?) throws {
        let (conduct, truth, plan) = try Self.twoArms(visits: visits)
        var source = PatientSource(
            conduct: conduct, truth: truth, needs: MonitorNeeds(dates: [.first, .death], order: [.first, .death]),
            seed: 5)
        var trial = VirtualTrial(conduct: conduct, truth: truth)
        for replicate in 0..<25 {
            source.fill(&trial, replicate: replicate)
            let naive = NaiveTrial(plan, seed: 5, replicate: UInt64(replicate))
            #expect(trial.arms.map(Int.init) == naive.patients.map(\.arm))
            #expect(trial.strata.map(Int.init) == naive.patients.map(\.stratum))
            expectClose(trial.entries, naive.patients.map(\.entry), relative: 1e-13, "entries")
            for look in [4.0, 9.5, 20, 33, 60, 200] {
                for endpoint in TimedEndpoint.allCases {
                    let ours = trial.logRank(at: look, of: endpoint)
                    let theirs = naive.logRank(at: look, deaths: endpoint == .death)
                    #expect(ours.events == theirs.events)
                    #expect(trial.events(by: look, of: endpoint) == theirs.events)
                    expectClose(ours.score, theirs.score, relative: 1e-11, absolute: 1e-11, "score")
                    expectClose(ours.information, theirs.information, relative: 1e-11, absolute: 1e-11, "V")
                }
            }
            let dates = naive.eventDates(deaths: true)
            expectClose(trial.date(ofEvent: 10, of: .death), dates[9], relative: 1e-12, "tenth death")
        }
    }

    static func twoArms(visits: Double?) throws -> (TrialConduct, TrialTruth, NaiveTrial.Plan) {
        var plan = NaiveTrial.Plan()
        plan.subjects = 93
        plan.rate = 4
        plan.ratio = [3, 2]
        plan.eventHazards = [0.03, 0.05]
        plan.dropOutHazards = [0.01, 0.005]
        plan.deathHazards = [0.004, 0.006]
        plan.laterDeathHazards = [0.05, 0.05]
        plan.toxicity = [0, 0]
        plan.strata = [(2, 1), (1, 1.8)]
        plan.visitInterval = visits
        var conduct = TrialConduct(subjects: 93, accrual: try AccrualPattern(rates: [4]))
        conduct.allocation = [3, 2]
        conduct.visitInterval = visits
        let arms = try (0..<2).map { index in
            var arm = ArmTruth(event: try EventTimeModel(hazard: plan.eventHazards[index]))
            arm.dropOut = try EventTimeModel(hazard: plan.dropOutHazards[index])
            arm.death = try EventTimeModel(hazard: [0.004, 0.006][index])
            arm.deathAfterProgression = try EventTimeModel(hazard: 0.05)
            return arm
        }
        let truth = try TrialTruth(
            name: "two arms", value: 0, arms: arms,
            strata: [.init(share: 2, hazardRatio: 1), .init(share: 1, hazardRatio: 1.8)])
        return (conduct, truth, plan)
    }
}
