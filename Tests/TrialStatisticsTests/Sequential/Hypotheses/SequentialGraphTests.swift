import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

private typealias Look = SequentialHypothesis.Look
private let obf = SpendingFunction.lanDeMetsOBrienFleming

@Suite("Hypotheses over looks · Published")
struct SequentialGraphPublishedTests {
    /// The case study of Maurer and Bretz (2013): two primary hypotheses that share the level, a secondary of each; two of three looks made. The p-values and
    /// the decisions are those that the tests of R lrstat's `fseqbon` hold: H1, H2 and H3 at the second look, H4 not.
    @Test func `Maurer and Bretz' two primary and two secondary hypotheses`() throws {
        let graph = try MultiplicityGraph(
            weights: [0.5, 0.5, 0, 0],
            transitions: [[0, 0.5, 0.5, 0], [0.5, 0, 0, 0.5], [0, 1, 0, 0], [1, 0, 0, 0]])
        let p = [[0.0062, 0.0002], [0.017, 0.0035], [0.009, 0.002], [0.13, 0.06]]
        func answer(looks: Int) throws -> SequentialGraphProcedure {
            let hypotheses = try p.enumerated().map { index, values in
                try SequentialHypothesis(
                    "H\(index + 1)", spending: obf,
                    looks: (0..<looks).map {
                        try Look(analysis: $0, information: Double($0 + 1) / 3, pValue: values[$0])
                    })
            }
            return try SequentialGraphProcedure(hypotheses, graph: graph, alpha: 0.025)
        }
        #expect(try answer(looks: 1).rejections.isEmpty)
        let second = try answer(looks: 2)
        #expect(
            second.states.map(\.outcome) == [
                .rejected(analysis: 1), .rejected(analysis: 1), .rejected(analysis: 1), .open,
            ])
        // H1 with α/2; H2 with that and half of H1's; H3 with a quarter of α, and a third of what H2 then had.
        #expect(second.rejections.map(\.hypothesis) == [0, 1, 2])
        expectClose(second.rejections.map(\.level), [0.0125, 0.01875, 0.0125], relative: 1e-12, "levels")
        #expect(second.currentGraph.weights.count == 4)
        expectClose(second.states[3].level, 0.025, relative: 1e-12, "H4 has all of it")
        // Nominal levels at 2/3 from the bivariate normal distribution (SciPy): 0.0125, 0.01875 and 0.025.
        let nominal = [(0.0125, 0.0022149017500113777), (0.01875, 0.00397633462720115), (0.025, 0.00601219943111686)]
        for (level, expected) in nominal {
            let design = try GroupSequentialDesign(
                fractions: [1.0 / 3, 2.0 / 3, 1], alpha: level, efficacy: EfficacyRule(.spending(obf)))
            expectClose(design.looks[1].upperP, expected, relative: 1e-6, "nominal level at \(level)")
        }
    }
}

@Suite("Hypotheses over looks · ByHand")
struct SequentialGraphByHandTests {
    @Test func `OS is untested whatever its p when PFS fails`() throws {
        // E6: PFS p = 0.2 at its only look; OS p = 1e-9.
        let pfs = try SequentialHypothesis(
            "PFS", spending: obf, looks: [try Look(analysis: 0, information: 1, pValue: 0.2)])
        let os = try SequentialHypothesis(
            "OS", spending: obf,
            looks: [
                try Look(analysis: 0, information: 0.5, pValue: 1e-9),
                try Look(analysis: 1, information: 1, pValue: 1e-12),
            ])
        for earlier in SequentialGraphProcedure.EarlierLooks.allCases {
            let answer = try SequentialGraphProcedure(
                [pfs, os], graph: .fixedSequence(2), alpha: 0.025, earlierLooks: earlier)
            #expect(answer.rejections.isEmpty)
            #expect(answer.states.map(\.outcome) == [.notRejected, .untested(waitingFor: [0])])
            #expect(answer.states[1].level == 0 && answer.states[1].criticalZ == nil)
            // It would take a level of the family of 0.2.
            expectClose(answer.states.map(\.adjustedPValue), [0.2, 0.2], relative: 1e-9, "adjusted")
        }
    }

    @Test func `PFS then OS over three analyses`() throws {
        // PFS at its last look p = 0.01 < 0.025 gives OS the whole level; OS: 0.5 of the deaths needs 0.0015253228, all of them 0.0244997718.
        let pfs = try SequentialHypothesis(
            "PFS", spending: obf, looks: [try Look(analysis: 0, information: 1, pValue: 0.01)])
        func os(_ p: [Double]) throws -> SequentialHypothesis {
            try SequentialHypothesis(
                "OS", spending: obf,
                looks: zip(p, [0.5, 1]).enumerated().map { try Look(analysis: $0, information: $1.1, pValue: $1.0) })
        }
        let first = try SequentialGraphProcedure([pfs, try os([0.002])], graph: .fixedSequence(2), alpha: 0.025)
        #expect(first.states.map(\.outcome) == [.rejected(analysis: 0), .open])
        expectClose(first.states[1].criticalZ, 2.96258804, relative: 3e-9, "critical value of OS")
        let second = try SequentialGraphProcedure(
            [pfs, try os([0.002, 0.0244])], graph: .fixedSequence(2), alpha: 0.025)
        #expect(second.states.map(\.outcome) == [.rejected(analysis: 0), .rejected(analysis: 1)])
        let third = try SequentialGraphProcedure(
            [pfs, try os([0.002, 0.0246])], graph: .fixedSequence(2), alpha: 0.025)
        #expect(third.states.map(\.outcome) == [.rejected(analysis: 0), .notRejected])
        let early = try SequentialGraphProcedure([pfs, try os([0.0015])], graph: .fixedSequence(2), alpha: 0.025)
        #expect(early.rejections.map(\.hypothesis) == [0, 1] && early.rejections.map(\.level) == [0.025, 0.025])
        #expect(early.currentGraph.weights == [0, 0])
    }

    @Test func `a late rejection raises the level of later looks, and of earlier ones only where asked`() throws {
        // Two endpoints with 0.0125 each, the second passes its level to the first. OBF at 0.0125 needs p ≤ 0.00041… at half; at 0.025 0.0015253.
        let graph = try MultiplicityGraph.holm(weights: [0.5, 0.5])
        let h1 = try SequentialHypothesis(
            "H1", spending: obf,
            looks: [
                try Look(analysis: 0, information: 0.5, pValue: 0.001),
                try Look(analysis: 1, information: 0.75, pValue: 0.02),
            ])
        let h2 = try SequentialHypothesis(
            "H2", spending: obf,
            looks: [
                try Look(analysis: 0, information: 0.5, pValue: 0.3),
                try Look(analysis: 1, information: 1, pValue: 0.001),
            ])
        let latest = try SequentialGraphProcedure([h1, h2], graph: graph, alpha: 0.025)
        #expect(latest.states.map(\.outcome) == [.open, .rejected(analysis: 1)])
        expectClose(latest.states[0].level, 0.025, relative: 1e-14, "all of it")
        // The second look at the whole level: 2.35901771.
        expectClose(latest.states[0].criticalZ, 2.35901771, relative: 3e-9, "raised")
        let back = try SequentialGraphProcedure([h1, h2], graph: graph, alpha: 0.025, earlierLooks: .retested)
        #expect(back.states.map(\.outcome) == [.rejected(analysis: 1), .rejected(analysis: 1)])
        #expect(back.rejections.map(\.look) == [1, 0] && back.rejections.map(\.hypothesis) == [1, 0])
    }

    @Test func `a hypothesis at its end is tested again when it gains level`() throws {
        // Fallback with return: the first, at its end with p = 0.015 > 0.0125, gets the rest once the second is rejected.
        let graph = try MultiplicityGraph.fallback(weights: [0.5, 0.5], isExhaustive: true)
        let h1 = try SequentialHypothesis(
            "H1", spending: obf, looks: [try Look(analysis: 0, information: 1, pValue: 0.015)])
        let h2 = try SequentialHypothesis(
            "H2", spending: obf,
            looks: [
                try Look(analysis: 0, information: 0.5, pValue: 0.2),
                try Look(analysis: 1, information: 1, pValue: 0.005),
            ])
        let answer = try SequentialGraphProcedure([h1, h2], graph: graph, alpha: 0.025)
        #expect(answer.rejections.map(\.hypothesis) == [1, 0] && answer.rejections.map(\.analysis) == [1, 1])
    }

    @Test func `where a hypothesis stands`() throws {
        let none = try SequentialHypothesis("A", spending: obf, looks: [])
        let open = try SequentialHypothesis("B", spending: obf, looks: [Look(analysis: 0, information: 0.5, z: 1)])
        let graph = try MultiplicityGraph(
            weights: [0.5, 0.5, 0, 0], transitions: [[0, 0, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]])
        let answer = try SequentialGraphProcedure([none, open, none, none], graph: graph, alpha: 0.025)
        #expect(
            answer.states.map(\.outcome) == [
                .noLookYet, .open, .untested(waitingFor: [0, 1]), .untested(waitingFor: [0, 1]),
            ])
        #expect(answer.states[0].adjustedPValue == 1 && answer.states[0].z == nil)
    }

    @Test func `what cannot be is refused by name`() throws {
        let one = try SequentialHypothesis("A", spending: obf, looks: [])
        #expect(
            #expect(throws: StatisticsError.self) {
                _ = try SequentialGraphProcedure([one], graph: .fixedSequence(2), alpha: 0.025)
            }?.argument == "hypotheses")
        #expect(
            #expect(throws: StatisticsError.self) {
                _ = try SequentialGraphProcedure([one], graph: .fixedSequence(1), alpha: 0.5)
            }?.argument == "alpha")
        let error = #expect(throws: StatisticsError.self) {
            _ = try SequentialHypothesis(
                "A", spending: obf,
                looks: [Look(analysis: 1, information: 0.5, z: 1), Look(analysis: 1, information: 0.6, z: 1)])
        }
        #expect(error?.argument == "analysis" && error?.index == 1)
        #expect(
            #expect(throws: StatisticsError.self) { _ = try Look(analysis: 0, information: 1, pValue: 1) }?.argument
                == "pValue")
    }
}

@Suite("Hypotheses over looks · Property")
struct SequentialGraphPropertyTests {
    private let graph = Result {
        try MultiplicityGraph(
            weights: [0.5, 0.3, 0.2], transitions: [[0, 0.5, 0.5], [1, 0, 0], [0.4, 0.6, 0]])
    }

    @Test func `one analysis is the graphical procedure`() throws {
        var stream = RandomStream(seed: 8, purpose: "one analysis")
        for _ in 0..<20 {
            let p = (0..<3).map { _ in stream.uniform() * 0.06 }
            let hypotheses = try p.map {
                try SequentialHypothesis("H", spending: obf, looks: [try Look(analysis: 0, information: 1, pValue: $0)])
            }
            let answer = try SequentialGraphProcedure(hypotheses, graph: try graph.get(), alpha: 0.025)
            let plain = try GraphicalProcedure(p, try graph.get())
            #expect(Set(answer.rejections.map(\.hypothesis)) == Set(plain.rejections(at: 0.025)))
            expectClose(answer.states.map(\.adjustedPValue), plain.adjusted, relative: 1e-8, "adjusted")
        }
    }

    @Test func `with earlier looks it is the graphical procedure of sequential p-values`() throws {
        var stream = RandomStream(seed: 9, purpose: "sequential p-values")
        for _ in 0..<6 {
            let hypotheses = try (0..<3).map { _ in
                try SequentialHypothesis(
                    "H", spending: .lanDeMetsPocock,
                    looks: [0.4, 0.7, 1].enumerated().map {
                        Look(analysis: $0, information: $1, z: 1.5 + stream.normal())
                    })
            }
            let answer = try SequentialGraphProcedure(
                hypotheses, graph: try graph.get(), alpha: 0.025, earlierLooks: .retested)
            let sequential = try hypotheses.map { hypothesis in
                let plan = try SequentialPlan(alpha: 0.025, spending: .lanDeMetsPocock)
                return try #require(try SequentialAnalysis(plan, looks: hypothesis.looks.map(\.seen)).sequentialPValue)
            }
            let plain = try GraphicalProcedure(sequential, try graph.get())
            #expect(Set(answer.rejections.map(\.hypothesis)) == Set(plain.rejections(at: 0.025)))
            for (state, p) in zip(answer.states, plain.adjusted) where p < 0.4 {
                expectClose(state.adjustedPValue, p, relative: 1e-8, "adjusted")
            }
        }
    }

    @Test func `adjusted p-values are at most the level just where the hypothesis is rejected`() throws {
        var stream = RandomStream(seed: 10, purpose: "adjusted")
        for _ in 0..<10 {
            let hypotheses = try (0..<3).map { index in
                try SequentialHypothesis(
                    "H", spending: index == 0 ? obf : .hwangShihDeCani(gamma: -2),
                    looks: [0.5, 1].enumerated().map { Look(analysis: $0, information: $1, z: 1.8 + stream.normal()) })
            }
            for earlier in SequentialGraphProcedure.EarlierLooks.allCases {
                let answer = try SequentialGraphProcedure(
                    hypotheses, graph: try graph.get(), alpha: 0.025, earlierLooks: earlier)
                for (index, state) in answer.states.enumerated() {
                    #expect((state.adjustedPValue <= 0.025) == answer.rejections.contains { $0.hypothesis == index })
                }
            }
        }
    }
}

@Suite("Hypotheses over looks · Golden: R mvtnorm, and simulation")
struct SequentialGraphErrorTests {
    @Test(arguments: try InferenceCase.all("family"))
    func `a false claim for OS keeps within the level, exactly`(_ one: InferenceCase) throws {
        // The integral's own error is 1e-6.
        let (latest, retested) = (try #require(one.latest), try #require(one.retested))
        #expect(latest <= 0.025 + 1e-6 && retested <= 0.025 + 1e-6)
    }

    /// PFS at 0.7 and 1 of its events in analyses 0 and 1, OS at 0.35, 0.65 and 1 of the deaths in 0, 1 and 2; increments correlate.
    @Test(arguments: try InferenceCase.all("family"))
    func `simulated trials claim as often as the integral says`(_ one: InferenceCase) throws {
        let (drift, rho) = (try #require(one.drift), try #require(one.rho))
        let (pfs, os) = ([0.7, 1.0], [0.35, 0.65, 1])
        var rules = try SequentialGraphProcedure.EarlierLooks.allCases.map { earlier in
            SequentialGraphRule(
                graph: try .fixedSequence(2), alpha: 0.025, earlierLooks: earlier,
                families: [
                    SpendingFamily(information: pfs, fractions: pfs, spending: obf),
                    SpendingFamily(information: os, fractions: os, spending: obf),
                ], analyses: [[0, 1], [0, 1, 2]])
        }
        let count = 30_000
        var claims = [0, 0]
        for replicate in 0..<count {
            var stream = RandomStream(seed: 4, purpose: "PFS and OS", replicate: UInt64(replicate))
            var (scores, before, z) = ([0.0, 0], [0.0, 0], [[Double](), []])
            for analysis in 0..<3 {
                let common = stream.normal()
                let own = rho * common + (1 - rho * rho).squareRoot() * stream.normal()
                for (endpoint, (information, draw)) in [(pfs, common), (os, own)].enumerated()
                where analysis < information.count {
                    let step = information[analysis] - before[endpoint]
                    scores[endpoint] += step.squareRoot() * draw + (endpoint == 0 ? drift * step : 0)
                    before[endpoint] = information[analysis]
                    z[endpoint].append(scores[endpoint] / information[analysis].squareRoot())
                }
            }
            for index in rules.indices where rules[index].steps(z: z).contains(where: { $0.hypothesis == 1 }) {
                claims[index] += 1
            }
        }
        for (claims, expected) in zip(claims, [try #require(one.latest), try #require(one.retested)]) {
            let error = (expected * (1 - expected) / Double(count)).squareRoot()
            #expect(abs(Double(claims) / Double(count) - expected) < 4 * error)
        }
    }

    @Test func `testing OS without spending claims too often`() throws {
        let worst = try InferenceCase.all("family").compactMap(\.naive).max()
        #expect(try #require(worst) > 0.05)
    }
}
