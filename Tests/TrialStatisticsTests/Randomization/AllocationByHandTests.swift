import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Allocation · ByHand")
struct AllocationByHandTests {
    private func assessment(
        _ parts: [Int], _ method: AllocationMethod, _ subjects: Int
    ) throws -> AllocationAssessment {
        let assessment = try AllocationAssessment(
            AllocationScheme(ratio: AllocationRatio(parts), method: method), subjects: subjects, seed: 1)
        #expect(assessment.basis == .exact)
        return assessment
    }

    /// Blackwell and Hodges: in a block of 2m the observer gains 2^(2m)/(2·C(2m, m)) − 1/2 guesses.
    @Test(arguments: [(2, fraction(1, 2)), (4, fraction(5, 6)), (6, fraction(11, 10)), (8, fraction(93, 70))])
    func `excess guesses in a block`(size: Int, excess: Double) throws {
        let one = try assessment([1, 1], .permutedBlocks(sizes: [size]), size)
        expectClose(one.excess, excess, relative: 1e-12, "one block")
        let three = try assessment([1, 1], .permutedBlocks(sizes: [size]), 3 * size)
        expectClose(three.excess, 3 * excess, relative: 1e-12, "three blocks")
    }

    @Test func `a block of four`() throws {
        // AABB ABAB ABBA and their mirrors: the last is always certain, the third in AABB and BBAA.
        let block = try assessment([1, 1], .permutedBlocks(sizes: [4]), 4)
        expectClose(block.certain.estimate, fraction(1 * 6 + 2, 24), relative: 1e-12, "certain")
        #expect(block.finalProbabilities == [.init(imbalance: 0, probability: 1)])
        #expect(block.worstProbabilities.map(\.imbalance) == [0.5, 1])
        expectClose(
            block.worstProbabilities.map(\.probability), [fraction(2, 3), fraction(1, 3)], relative: 1e-12, "worst")
        // After two: AA and BB, a third of the six, are off by one.
        expectClose(block.course, [0.5, fraction(1, 3), 0.5, 0], relative: 1e-12, absolute: 1e-15, "course")
    }

    @Test func `a block of five at 3 to 2`() throws {
        // The first: 3/5. An observer guesses the larger arm first, then what is behind 3n/5.
        let block = try assessment([3, 2], .permutedBlocks(sizes: [5]), 5)
        #expect(block.drift < 1e-15 && block.finalImbalance.estimate == 0)
        // AAA first, 1 of 10 orders, is off by 3 − 9/5; BB first, 1 of 10, by 2 − 4/5: both are B·ρ(1 − ρ) = 6/5.
        let largest = try #require(block.worstProbabilities.last)
        expectClose(largest.imbalance, fraction(6, 5), relative: 1e-12, "bound")
        expectClose(largest.probability, fraction(2, 10), relative: 1e-12, "reached")
    }

    /// |D| goes 0 → 1, j → j − 1 by p, j → j + 1 by q: π₀ = (p − q)/(2p) and π₀/2 + (1 − π₀)·p guesses are right.
    @Test(arguments: [(2.0 / 3, 180, 1e-4), (0.75, 100, 1e-5), (0.9, 60, 1e-6)])
    func `the law of a biased coin in the long run`(p: Double, subjects: Int, tolerance: Double) throws {
        let zero = (2 * p - 1) / (2 * p)
        let (short, long) = (
            try assessment([1, 1], .biasedCoin(probability: p), subjects - 20),
            try assessment([1, 1], .biasedCoin(probability: p), subjects)
        )
        let balanced = try #require(long.finalProbabilities.first)
        #expect(balanced.imbalance == 0)
        // Even times only: twice the stationary probability; 2/3 gives Efron's 1/2. What is left of the start dies off as (4pq)^(n/2).
        expectClose(balanced.probability, 2 * zero, relative: tolerance, "P(D = 0)")
        let guesses =
            (Double(subjects) * long.guessed.estimate - Double(subjects - 20) * short.guessed.estimate) / 20
        expectClose(guesses, zero / 2 + (1 - zero) * p, relative: tolerance, "correct guesses")
        #expect(long.guessed == long.bestGuessed)
    }

    /// Soares and Wu: D is uniform inside ±b with half the weight at the ends, so that 1/(2b) of allocations are forced.
    @Test(arguments: [1, 2, 3, 4]) func `the law of a big stick in the long run`(limit: Int) throws {
        let (short, long) = (
            try assessment([1, 1], .bigStick(imbalance: limit), 400),
            try assessment([1, 1], .bigStick(imbalance: limit), 600)
        )
        let certain = (600 * long.certain.estimate - 400 * short.certain.estimate) / 200
        expectClose(certain, fraction(1, 2 * limit), relative: 1e-6, "forced")
        let guesses = (600 * long.guessed.estimate - 400 * short.guessed.estimate) / 200
        expectClose(guesses, 0.5 + fraction(1, 4 * limit), relative: 1e-6, "correct guesses")
        #expect(long.worstProbabilities.map(\.imbalance).max() == Double(limit) / 2)
    }

    /// UD(0, 1) gives the step −D/n on average, so that E[D²ₙ₊₁] = E[D²ₙ](1 − 2/n) + 1; Wei's limit of E[D²]/n is 1/3.
    @Test func `the loss of an urn`() throws {
        var square = 1.0
        for n in 1..<150 { square = square * (1 - 2 / Double(n)) + 1 }
        let urn = try assessment([1, 1], .urn(alpha: 0, beta: 1), 150)
        expectClose(urn.loss.estimate, square / 150, relative: 1e-10, "E[D²]/n")
        #expect(abs(urn.loss.estimate - 1.0 / 3) < 1e-3)
    }

    @Test func `simple randomisation is binomial and cannot be guessed`() throws {
        let simple = try assessment([1, 1], .simple, 20)
        expectClose(simple.guessed.estimate, 0.5, relative: 1e-12, "guessed")
        expectClose(simple.loss.estimate, 1, relative: 1e-12, "loss")
        // C(20, 10)/2²⁰.
        expectClose(simple.finalProbabilities.first?.probability, fraction(184_756, 1_048_576), relative: 1e-12, "even")
        let three = try assessment([2, 1, 1], .simple, 12)
        expectClose(three.loss.estimate, 2, relative: 1e-12, "loss of three arms: χ² with 2 degrees of freedom")
    }

    @Test func `minimisation weighs its factors`() throws {
        let factors = [
            try StratificationFactor("sex", levels: ["f", "m"]),
            try StratificationFactor("stage", levels: ["I", "II"]),
        ]
        func law(_ measure: MinimizationRule.Measure, _ weights: [Double]) throws -> AllocationLaw {
            let rule = MinimizationRule(measure: measure, weights: weights, probability: 0.8)
            return AllocationLaw(.minimization(rule), try AllocationRatio([1, 1]), factors: factors)
        }
        // f/I → A, f/II → A, m/I → B. Now m/II: of m, A 0, B 1; of II, A 1, B 0.
        func chances(_ measure: MinimizationRule.Measure, _ weights: [Double]) throws -> [Double] {
            let law = try law(measure, weights)
            var state = law.start
            law.add(slot: 0, levels: [0, 0], to: &state)
            law.add(slot: 0, levels: [0, 1], to: &state)
            law.add(slot: 1, levels: [1, 0], to: &state)
            var chances = [0.0, 0]
            law.fill(&chances, state, levels: [1, 1])
            return chances
        }
        // Equal weights: A makes m 1:1 (0) and II 2:0 (2), B makes m 0:2 (2) and II 1:1 (0): a tie.
        expectClose(try chances(.range, [1, 1]), [0.5, 0.5], relative: 1e-12, "tie")
        expectClose(try chances(.range, [2, 1]), [0.8, 0.2], relative: 1e-12, "sex counts twice")
        expectClose(try chances(.variance, [1, 2]), [0.2, 0.8], relative: 1e-12, "stage counts twice")
        expectClose(try chances(.absoluteDifferences, []), [0.5, 0.5], relative: 1e-12, "weights of 1")
    }

    /// 3:2 on five slots, none filled but one of A: four tie, and the filled one gets (1 − p)/4.
    @Test func `slots share what they tie for`() throws {
        let law = AllocationLaw(.biasedCoin(probability: 0.8), try AllocationRatio([3, 2]))
        var state = law.start
        law.add(slot: 0, levels: [], to: &state)
        var chances = law.armOfSlot.map { _ in 0.0 }
        law.fill(&chances, state)
        expectClose(chances, [0.05, 0.2375, 0.2375, 0.2375, 0.2375], relative: 1e-12, "chances")
    }

    @Test func `four outcomes and a block of four`() throws {
        let scheme = try AllocationScheme(ratio: AllocationRatio([1, 1]), method: .permutedBlocks(sizes: [4]))
        let test = try RandomizationTest(
            scheme, subjects: [[], [], [], []], arms: ["A", "B", "A", "B"], outcomes: [9, 1, 8, 2], lists: 6000, seed: 3
        )
        // Of six orders, two part {9, 8} from {1, 2}.
        expectClose(test.statistic, 7, relative: 1e-12, "difference")
        let limits = test.monteCarloLimits(level: try ConfidenceLevel(0.999))
        #expect((limits.lower ?? 0) < 1.0 / 3 && (limits.upper ?? 1) > 1.0 / 3)
        #expect(test.counts == [2, 2] && test.means == [8.5, 1.5])
    }

    @Test func `simple randomisation of three: empty arms count`() throws {
        let scheme = try AllocationScheme(ratio: AllocationRatio([1, 1]), method: .simple)
        let test = try RandomizationTest(
            scheme, subjects: [[], [], []], arms: ["A", "B", "B"], outcomes: [3, 1, 0], lists: 8000, seed: 5)
        // |T| = 2.5 of A BB and its mirror; 1.5 and 1.5 … of the others; two lists leave an arm empty: 4 of 8.
        let limits = test.monteCarloLimits(level: try ConfidenceLevel(0.999))
        #expect((limits.lower ?? 0) < 0.5 && (limits.upper ?? 1) > 0.5)
    }
}
