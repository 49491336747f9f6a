import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Allocation · Golden (Python, NumPy's Philox)")
struct AllocationGoldenTests {
    @Test(arguments: RandomizationCase.cases("list"))
    func `the same list from the same seed`(golden: RandomizationCase) throws {
        let seed = try #require(golden.seed.flatMap { UInt64($0) })
        let scheme = try golden.scheme
        let list: AllocationList
        if case .levels(let subjects) = golden.subjects {
            list = try scheme.list(seed: seed, subjects: subjects)
        } else {
            list = try scheme.list(seed: seed, perStratum: try #require(golden.count))
        }
        #expect(list.rows.map(\.arm) == golden.arms)
        if let codes = golden.codes { #expect(list.rows.map(\.code) == codes) }
    }

    @Test(arguments: RandomizationCase.cases("law").filter { $0.method != "minimization" })
    func `the exact law of every short list`(golden: RandomizationCase) throws {
        guard case .count(let subjects) = golden.subjects else { throw UnknownCase(description: "no subjects") }
        let assessment = try AllocationAssessment(golden.scheme, subjects: subjects, seed: 1)
        #expect(assessment.basis == .exact)
        expectClose(assessment.guessed.estimate, golden.guessed, relative: 1e-12, "guessed")
        expectClose(assessment.bestGuessed.estimate, golden.bestGuessed, relative: 1e-12, "best guessed")
        expectClose(assessment.certain.estimate, golden.certain, relative: 1e-12, absolute: 1e-14, "certain")
        expectClose(assessment.loss.estimate, golden.loss, relative: 1e-12, absolute: 1e-14, "loss")
        expectClose(assessment.course, try #require(golden.course), relative: 1e-12, absolute: 1e-14, "course")
        expectClose(
            assessment.armProbabilities.flatMap { $0 }, try #require(golden.armProbabilities).flatMap { $0 },
            relative: 1e-12, "arms")
        expectClose(
            assessment.finalProbabilities.map(\.imbalance), try #require(golden.finalImbalances), relative: 1e-12,
            "final imbalances")
        expectClose(
            assessment.finalProbabilities.map(\.probability), try #require(golden.finalProbabilities), relative: 1e-12,
            "final probabilities")
        expectClose(
            assessment.worstProbabilities.map(\.imbalance), try #require(golden.worstImbalances), relative: 1e-12,
            "worst imbalances")
        expectClose(
            assessment.worstProbabilities.map(\.probability), try #require(golden.worstProbabilities), relative: 1e-12,
            "worst probabilities")
    }

    /// Minimisation has no exact law of its own, since it depends on who comes; here all come with one level.
    @Test(arguments: RandomizationCase.cases("law").filter { $0.method == "minimization" })
    func `minimisation, every sequence gone through`(golden: RandomizationCase) throws {
        let factor = try StratificationFactor("only", levels: ["here", "nowhere"])
        let law = AllocationLaw(.minimization(golden.rule), try AllocationRatio(golden.parts), factors: [factor])
        let expected = try #require(golden.armProbabilities)
        var layer: [AllocationLaw.State: Double] = [law.start: 1]
        for row in expected {
            var arms = golden.parts.map { _ in 0.0 }
            var next: [AllocationLaw.State: Double] = [:]
            for (state, weight) in layer {
                var chances = law.armOfSlot.map { _ in 0.0 }
                law.fill(&chances, state, levels: [0])
                for (slot, chance) in chances.enumerated() {
                    arms[law.armOfSlot[slot]] += weight * chance
                    var after = state
                    law.add(slot: slot, levels: [0], to: &after)
                    next[after, default: 0] += weight * chance
                }
            }
            expectClose(arms, row, relative: 1e-12, "arms")
            layer = next
        }
    }

    /// The filter goes through every sequence with its probability.
    @Test(arguments: RandomizationCase.cases("law").filter { $0.outsiderGuessed != nil })
    func `what one knows who does not know the sizes of blocks`(golden: RandomizationCase) throws {
        guard case .count(let subjects) = golden.subjects else { throw UnknownCase(description: "no subjects") }
        let ratio = try AllocationRatio(golden.parts)
        var sequences = [(observer: BlockObserver(sizes: try #require(golden.numbers), ratio: ratio), weight: 1.0)]
        var (guessed, certain) = (0.0, 0.0)
        for _ in 0..<subjects {
            sequences = sequences.flatMap { sequence in
                var observer = sequence.observer
                let chances = observer.chances()
                let top = chances.max() ?? 0
                guessed += sequence.weight * top
                certain += top >= 1 - 1e-9 ? sequence.weight : 0
                return chances.indices.filter { chances[$0] > 0 }.map { arm in
                    var after = observer
                    after.observe(arm)
                    return (after, sequence.weight * chances[arm])
                }
            }
        }
        expectClose(guessed / Double(subjects), golden.outsiderGuessed, relative: 1e-12, "guessed")
        expectClose(certain / Double(subjects), golden.outsiderCertain, relative: 1e-12, absolute: 1e-14, "certain")
        guard Set(golden.numbers ?? []).count > 1 else { return }
        let scheme = try golden.scheme
        let one = try AllocationAssessment(scheme, subjects: subjects, lists: 600, seed: 5, cores: 1)
        let drawn = try #require(one.outsiderGuessed), sure = try #require(one.outsiderCertain)
        #expect(abs(drawn.estimate - (golden.outsiderGuessed ?? 0)) < 4.5 * (drawn.standardError ?? 0))
        #expect(abs(sure.estimate - (golden.outsiderCertain ?? 0)) < 4.5 * (sure.standardError ?? 0) + 1e-12)
        #expect(try AllocationAssessment(scheme, subjects: subjects, lists: 600, seed: 5, cores: 2) == one)
    }

    @Test func `a table of digits from its seed, and what it is read as`() throws {
        let golden = try #require(RandomizationCase.cases("table").first)
        let seed = try #require(golden.seed.flatMap { UInt64($0) })
        let table = try RandomNumberTable(seed: seed, rows: try #require(golden.count))
        #expect(table.digits.map(String.init).joined() == golden.digits)
        let ratio = try AllocationRatio([1, 1], arms: ["ID", "RD"])
        let parity = try TableAllocation(table, rule: .parity(even: 0, odd: 1), ratio: ratio, subjects: 80)
        #expect(parity.rows.map(\.arm) == golden.arms && parity.counts == [40, 40])
        let ranks = try TableAllocation(table, rule: .ranks, ratio: ratio, subjects: 20)
        #expect(ranks.rows.map(\.arm) == golden.ranked)
    }
}
