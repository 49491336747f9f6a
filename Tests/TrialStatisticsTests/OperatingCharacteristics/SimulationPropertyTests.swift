import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Simulation · Property: cores, shards and order")
struct SimulationPropertyTests {
    static func combined(replicates: Int = 450, seed: UInt64 = 3) throws -> Simulation {
        var conduct = TrialConduct(subjects: 40, accrual: try AccrualPattern(starts: [0, 4], rates: [1, 3]))
        conduct.toxicityWindow = 1
        conduct.followUp = 6
        let toxicity = try CountMonitor(
            of: .toxicity, name: "toxicity",
            looks: (1..<10).map { .init(subjects: 4 * $0, stopAtOrAbove: 2 + $0) }, above: .toxicity)
        let survival = try TimeOnTestMonitor(
            name: "PFS", futility: [.none] + (1...40).map { .below(Double($0) * 30 - 20) }, looks: .every(3))
        let truths = try [20.0, 40].map { median in
            var arm = ArmTruth(event: try EventTimeModel(median: median))
            arm.toxicity = 0.3
            arm.toxicityCorrelation = 0.4
            return try TrialTruth(name: "median \(median)", value: median, arms: [arm])
        }
        return try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [toxicity, survival]), truths: truths,
            replicates: replicates, seed: seed)
    }

    @Test func `one core and several give the same bits`() throws {
        let simulation = try Self.combined()
        let one = try simulation.run(cores: 1)
        #expect(try one == simulation.run(cores: 3))
        #expect(try one == simulation.run(cores: 2))
    }

    @Test(arguments: [1, 2, 3, 5])
    func `shards in any order merge to the bits of one process`(_ count: Int) throws {
        let simulation = try Self.combined()
        let whole = try SimulationShard(simulation, fingerprint: "f", cores: 1)
        let shards = try (1...count).map {
            try SimulationShard(simulation, fingerprint: "f", share: .init(number: $0, count: count), cores: 1)
        }
        #expect(whole.isWhole && shards.allSatisfy { $0.isWhole == (count == 1) })
        #expect(try SimulationShard(merging: shards) == whole)
        #expect(try SimulationShard(merging: shards.reversed()) == whole)
        let turned = Array(shards[(count / 2)...] + shards[..<(count / 2)])
        #expect(try SimulationShard(merging: turned) == whole)
    }

    @Test func `another seed gives other trials, and the same patients meet every truth`() throws {
        let simulation = try Self.combined()
        #expect(try simulation.run() != Self.combined(seed: 4).run())
        // Toxicity does not depend on the median, and stops for it can only be anticipated by the other rule.
        var sources = simulation.truths.map {
            PatientSource(
                conduct: simulation.trial.conduct, truth: $0, needs: simulation.trial.needs, seed: simulation.seed)
        }
        var trials = simulation.truths.map { VirtualTrial(conduct: simulation.trial.conduct, truth: $0) }
        for index in 0..<2 { sources[index].fill(&trials[index], replicate: 17) }
        #expect(trials[0].entries == trials[1].entries && trials[0].toxicities == trials[1].toxicities)
        expectClose(
            zip(trials[0].first.exit, trials[1].first.exit).map { $1 / $0 }, [Double?](repeating: 2, count: 40),
            relative: 1e-15, "times in the ratio of the medians")
    }

    @Test func `what is counted adds up`() throws {
        let outcomes = try Self.combined().run()[0]
        let tally = outcomes.tally
        #expect(tally.replicates == 450 && tally.reasons.reduce(0, +) == 450)
        #expect(tally.subjects.reduce(0, +) == 450 && tally.events.reduce(0, +) == 450 && tally.durations.total == 450)
        let stops = tally.looks.joined().flatMap(\.stops).reduce(0, +)
        #expect(stops + tally.reasons[StopReason.completed.place] == 450 && stops > 150)
        for looks in tally.looks {
            #expect(zip(looks, looks.dropFirst()).allSatisfy { $0.reached >= $1.reached })
        }
    }

    @Test func `shards that do not belong together are refused by name`() throws {
        let simulation = try Self.combined()
        func shard(_ number: Int, _ simulation: Simulation, _ print: String = "f") throws -> SimulationShard {
            try SimulationShard(simulation, fingerprint: print, share: .init(number: number, count: 2))
        }
        func failure(_ shards: [SimulationShard]) -> StatisticsError? {
            do {
                _ = try SimulationShard(merging: shards)
                return nil
            } catch { return error }
        }
        let (first, second) = (try shard(1, simulation), try shard(2, simulation))
        #expect(failure([]) != nil)
        #expect(failure([first])?.description == "2 of 5 blocks are in no shard: 1, 3")
        #expect(failure([first, first])?.description == "shards[1] repeats block 0, which shards[0] holds")
        #expect(failure([first, second, second])?.index == 2)
        let otherSeed = failure([first, try shard(2, Self.combined(seed: 9))])
        #expect(
            otherSeed?.description == "shards[1] is of another simulation than shards[0]: the seed (9 and 3) differs")
        #expect(failure([first, try shard(2, Self.combined(replicates: 449))])?.description.contains("449") == true)
        #expect(failure([first, try shard(2, simulation, "g")])?.description.contains("the design") == true)
        #expect(throws: StatisticsError.self) { try simulation.run(.init(number: 3, count: 2)) }
        #expect(throws: StatisticsError.self) { try simulation.run(.init(number: 1, count: 6)) }
    }
}
