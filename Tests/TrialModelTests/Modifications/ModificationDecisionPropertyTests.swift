import TestSupport
import Testing
import TrialValues

@testable import TrialModel

/// What holds for any rules.
@Suite("Decisions · Property")
struct ModificationDecisionPropertyTests {
    private typealias Demand = ModificationDecision.Demand

    /// Demands made of a counter.
    private static func demands(_ seed: Int) throws -> [ModificationDecision.Demand] {
        let levels = [DoseLevel("3 mg"), DoseLevel("2 mg"), nil]
        return try (0..<(seed % 5 + 1)).map { index in
            let number = seed &* 31 &+ index &* 17
            let action = ModificationAction.allCases[number % 5]
            let resumed: ResumedDose = [.same, .oneLower, .level(try #require(DoseLevel("2 mg")))][number / 5 % 3]
            return Demand("R\(number % 7)", action, resumed: resumed, to: levels[number / 3 % 3])
        }
    }

    @Test func `the order of rules does not matter`() throws {
        for seed in 0..<500 {
            let demands = try Self.demands(seed)
            let decision = ModificationDecision(demands)
            #expect(ModificationDecision(demands.reversed()) == decision)
            #expect(ModificationDecision(Array(demands.dropFirst()) + demands.prefix(1)) == decision)
        }
    }

    @Test func `the most severe action wins, and one more rule never makes it milder`() throws {
        for seed in 0..<500 {
            let demands = try Self.demands(seed)
            let decision = try #require(ModificationDecision(demands))
            #expect(decision.action == demands.map(\.action).max())
            if let fewer = ModificationDecision(Array(demands.dropLast())) { #expect(fewer.action <= decision.action) }
        }
    }

    @Test func `a hold and a reduction combine`() throws {
        let decision = try #require(ModificationDecision([Demand("A", .hold), Demand("B", .reduce)]))
        #expect(decision.action == .hold && decision.resumed == .oneLower && decision.disagreement == nil)
        #expect(decision.deciding == ["A", "B"])
        let named = try #require(
            ModificationDecision([Demand("A", .hold), Demand("B", .reduce, to: DoseLevel("2 mg"))]))
        #expect(named.resumed == .level(try #require(DoseLevel("2 mg"))))
    }

    @Test func `rules of equal severity that disagree are told, and the lower dose is taken`() throws {
        let holds = try #require(ModificationDecision([Demand("A", .hold), Demand("B", .hold, resumed: .oneLower)]))
        #expect(holds.disagreement != nil && holds.resumed == .oneLower)
        let reductions = try #require(
            ModificationDecision([
                Demand("A", .reduce, to: DoseLevel("3 mg")), Demand("B", .reduce, to: DoseLevel("2 mg")),
            ]))
        #expect(reductions.disagreement != nil && reductions.to == DoseLevel("2 mg"))
        #expect(ModificationDecision([Demand("A", .stop), Demand("B", .stop)])?.disagreement == nil)
        #expect(ModificationDecision([]) == nil)
    }
}
