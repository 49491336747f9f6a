import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Multiplicity · ByHand")
struct MultiplicityByHandTests {
    @Test func `fallback of one half and one half`() throws {
        let graph = try MultiplicityGraph.fallback(weights: [0.5, 0.5])
        // 0.01/0.5 = 0.02 comes first and passes nothing back; then 0.03/0.5.
        let first = try GraphicalProcedure([0.03, 0.01], graph)
        expectClose(first.adjusted, [0.06, 0.02], relative: 1e-14, "lost")
        // With the way back the first has the whole level.
        let extended = try GraphicalProcedure(
            [0.03, 0.01], try MultiplicityGraph.fallback(weights: [0.5, 0.5], isExhaustive: true))
        expectClose(extended.adjusted, [0.03, 0.02], relative: 1e-14, "passed back")
        // The other way round the first passes its half on.
        expectClose(try GraphicalProcedure([0.01, 0.03], graph).adjusted, [0.02, 0.03], relative: 1e-14, "passed on")
    }

    @Test func `two primary and two secondary endpoints, step by step`() throws {
        let graph = try MultiplicityGraph(
            weights: [0.5, 0.5, 0, 0],
            transitions: [[0, 0.5, 0.5, 0], [0.5, 0, 0, 0.5], [0, 1, 0, 0], [1, 0, 0, 0]])
        let result = try GraphicalProcedure([0.01, 0.03, 0.005, 0.5], graph)
        // H1 at ½: 0.02. Then w = (¾, ¼): arrows H2→H3 (0 + ½·½)/(1 − ¼) = 1/3, H2→H4 ½/(¾) = 2/3, H3→H2 1, H4→H2 (0 + 1·½) = ½, H4→H3 ½.
        let step = try #require(result.steps.first)
        #expect(step.hypothesis == 0 && step.weight == 0.5 && step.adjusted == 0.02)
        expectClose(step.graph.weights, [0, 0.75, 0.25, 0], relative: 1e-15, "shares")
        expectClose(step.graph.transitions[1], [0, 0, fraction(1, 3), fraction(2, 3)], relative: 1e-15, "H2")
        expectClose(step.graph.transitions[3], [0, 0.5, 0.5, 0], relative: 1e-15, "H4")
        // H3 at ¼: 0.02 again; H2 then has all: 0.03; H4 at last 0.5.
        #expect(result.steps.map(\.hypothesis) == [0, 2, 1, 3])
        expectClose(result.adjusted, [0.02, 0.03, 0.02, 0.5], relative: 1e-14, "adjusted")
        #expect(result.rejections(at: 0.025) == [0, 2] && result.rejections(at: 0.05) == [0, 2, 1])
    }

    @Test func `what never has a share is never rejected`() throws {
        let graph = try MultiplicityGraph(weights: [1, 0], transitions: [[0, 0], [0, 0]])
        let result = try GraphicalProcedure([0.5, 0], graph)
        #expect(result.adjusted == [0.5, 1] && result.steps.count == 1)
    }

    @Test func `graphs that cannot be are refused`() {
        let bad: [([Double], [[Double]])] = [
            ([], []), ([0.6, 0.5], [[0, 1], [1, 0]]), ([0.5, -0.1], [[0, 1], [1, 0]]), ([0.5, 0.5], [[0, 1]]),
            ([0.5, 0.5], [[0.1, 0.9], [1, 0]]), ([0.5, 0.5], [[0, 1.2], [1, 0]]), ([0.5, 0.5], [[0, 1], [1]]),
            ([0.3, 0.3, 0.3], [[0, 0.6, 0.6], [0, 0, 1], [1, 0, 0]]),
        ]
        for (weights, transitions) in bad {
            #expect(throws: StatisticsError.self) { try MultiplicityGraph(weights: weights, transitions: transitions) }
        }
        #expect(throws: StatisticsError.self) {
            try GraphicalProcedure([0.5], try MultiplicityGraph.fixedSequence(2))
        }
    }
}

@Suite("Multiplicity · Published")
struct MultiplicityPublishedTests {
    /// The vignette on shortcut testing of R graphicalMCP 0.2: two doses, a primary and a secondary endpoint each.
    @Test func `two doses and two endpoints of graphicalMCP`() throws {
        let graph = try MultiplicityGraph(
            weights: [0.5, 0.5, 0, 0],
            transitions: [[0, 0.5, 0.5, 0], [0.5, 0, 0, 0.5], [0, 1, 0, 0], [1, 0, 0, 0]])
        let result = try GraphicalProcedure([0.018, 0.01, 0.105, 0.006], graph)
        expectClose(result.adjusted, [0.024, 0.020, 0.105, 0.024], relative: 1e-12, "adjusted")
        #expect(result.rejections(at: 0.025) == [1, 0, 3])
        expectClose(result.steps.map(\.weight), [0.5, 0.75, 0.5, 1], relative: 1e-12, "shares")
        let afterTwo = graph.removing(1).removing(0)
        #expect(afterTwo.weights == [0, 0, 0.5, 0.5])
        expectClose([afterTwo.transitions[2][3], afterTwo.transitions[3][2]], [1, 1], relative: 1e-12, "arrows")
        let other = graph.removing(1).removing(3)
        expectClose(other.weights, [1, 0, 0, 0], relative: 1e-12, "the other order")
        expectClose([other.transitions[0][2], other.transitions[2][0]], [1, 1], relative: 1e-12, "its arrows")
    }
}

@Suite("Multiplicity · Golden")
struct MultiplicityGoldenTests {
    @Test(arguments: try RanksAndEffectsCase.all("adjusted"))
    func `Hommel and Bonferroni agree with p.adjust`(_ one: RanksAndEffectsCase) throws {
        let values = try #require(one.x)
        expectClose(
            try AdjustedPValues(values, by: .hommel).values, try #require(one.hommel).map { $0 }, relative: 1e-12,
            "Hommel")
        expectClose(
            try AdjustedPValues(values, by: .bonferroni).values, try #require(one.bonferroni).map { $0 },
            relative: 1e-12,
            "Bonferroni")
    }
}

@Suite("Multiplicity · Property")
struct MultiplicityPropertyTests {
    private static let pValues: [[Double]] = [
        [0.011, 0.02, 0.04, 0.03], [0.001, 0.2, 0.013, 0.04], [0.04, 0.01, 0.04, 0.01], [0.5, 0.9, 0.7, 0.0001],
        [0, 0.02, 0.01, 1],
    ]
    private static var graphs: [MultiplicityGraph] {
        get throws {
            [
                try .holm(weights: [0.25, 0.25, 0.25, 0.25]), try .holm(weights: [0.5, 0.2, 0.2, 0.1]),
                try .fixedSequence(4), try .fallback(weights: [0.4, 0.3, 0.2, 0.1]),
                try .fallback(weights: [0.4, 0.3, 0.2, 0.1], isExhaustive: true),
                try MultiplicityGraph(
                    weights: [0.5, 0.5, 0, 0],
                    transitions: [[0, 0.5, 0.5, 0], [0.5, 0, 0, 0.5], [0, 1, 0, 0], [1, 0, 0, 0]]),
                try MultiplicityGraph(
                    weights: [0.3, 0.3, 0.2, 0.1],
                    transitions: [[0, 0.2, 0.3, 0.4], [0.6, 0, 0.1, 0.2], [0.3, 0.3, 0, 0.3], [0.1, 0.1, 0.5, 0]]),
            ]
        }
    }

    @Test(arguments: pValues)
    func `the graph is the closed test of all intersections`(_ values: [Double]) throws {
        for graph in try Self.graphs {
            let naive = NaiveClosedTest.adjusted(values, weights: graph.weights, transitions: graph.transitions)
            expectClose(
                try GraphicalProcedure(values, graph).adjusted, naive.map { $0 }, relative: 1e-9, "\(graph.weights)")
        }
    }

    @Test(arguments: pValues)
    func `Holm, the fixed sequence and Hommel are what they are called`(_ values: [Double]) throws {
        expectClose(
            try GraphicalProcedure(values, try .holm(weights: [0.25, 0.25, 0.25, 0.25])).adjusted,
            try AdjustedPValues(values, by: .holm).values.map { $0 }, relative: 1e-12, "Holm")
        expectClose(
            try GraphicalProcedure(values, try .fixedSequence(4)).adjusted,
            try AdjustedPValues(values, by: .fixedSequence).values.map { $0 }, relative: 1e-12, "fixed sequence")
        let hommel = try AdjustedPValues(values, by: .hommel).values
        expectClose(hommel, NaiveClosedTest.simes(values).map { $0 }, relative: 1e-12, "Hommel")
        let hochberg = try AdjustedPValues(values, by: .hochberg).values
        for index in values.indices { #expect(hommel[index] <= hochberg[index] * (1 + 1e-12)) }
    }

    @Test func `the order in which hypotheses leave a graph does not matter`() throws {
        for graph in try Self.graphs {
            let (one, other) = (graph.removing(0).removing(2), graph.removing(2).removing(0))
            expectClose(one.weights, other.weights.map { $0 }, relative: 1e-12, absolute: 1e-15, "shares")
            for row in one.transitions.indices {
                expectClose(
                    one.transitions[row], other.transitions[row].map { $0 }, relative: 1e-12, absolute: 1e-15, "arrows")
            }
        }
    }
}
