import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/Python/two-stage-designs.json`.
struct TwoStageCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Candidate: Decodable, Sendable {
        let design: [Int?]
        let error, power, expected: Double
        let weights: [Double]?
    }

    struct Outcome: Decodable, Sendable {
        let responses, subjects: Int
        let unbiased, p, lower, upper: Double
    }

    let kind: String
    let null: Double
    let alternative, alpha, power, level: Double?
    let efficacy: Bool?
    let sizes: [Int]?
    let candidates: [Candidate]?
    let design: [Int?]?
    let results: [Outcome]?

    var testDescription: String { "\(kind) \(null) \(alternative ?? 0)" }

    static let golden = Result { try Golden<TwoStageCase>(named: "two-stage-designs", in: "Python") }

    static func all(_ kind: String) throws -> [TwoStageCase] { try golden.get().cases.filter { $0.kind == kind } }
}

@Suite("Two-stage designs · Golden")
struct TwoStageGoldenTests {
    @Test(arguments: try TwoStageCase.all("search"))
    func `the best design of each size, as trying all of them finds it`(_ one: TwoStageCase) throws {
        let search = try TwoStageSearch(
            null: one.null, alternative: try #require(one.alternative), alpha: try #require(one.alpha),
            power: try #require(one.power), stopsForEfficacy: one.efficacy == true, largest: one.sizes?.last)
        let expected = try #require(one.candidates)
        #expect(
            search.candidates.map {
                [$0.design.first, $0.design.futility, $0.design.efficacy, $0.design.total, $0.design.rejectAbove]
            } == expected.map(\.design))
        for (found, wanted) in zip(search.candidates, expected) {
            expectClose(
                [found.typeOneError, found.power, found.expectedAtNull], [wanted.error, wanted.power, wanted.expected],
                relative: 1e-10, "n = \(found.design.total)")
            // The golden tries 20,001 weights: a range is met to its grid, and one narrower than that may be missed.
            if let weights = wanted.weights {
                let range = try #require(found.weights)
                expectClose([range.lowerBound, range.upperBound], weights, relative: 0, absolute: 1e-4, "weights")
            } else {
                #expect((found.weights.map { $0.upperBound - $0.lowerBound } ?? 0) < 1e-4)
            }
            let exact = try found.design.operatingCharacteristics(rate: one.null)
            expectClose(
                [exact.stopForMany, exact.expectedSubjects, exact.stopsEarly],
                [found.typeOneError, found.expectedAtNull, found.stopsEarlyAtNull], relative: 1e-11, "by its boundary")
        }
    }

    @Test(arguments: try TwoStageCase.all("inference"))
    func `estimate, p-value and limits, as exact fractions give them`(_ one: TwoStageCase) throws {
        let d = try #require(one.design)
        let design = try TwoStageDesign(
            first: try #require(d[0]), futility: try #require(d[1]), efficacy: d[2], total: try #require(d[3]),
            rejectAbove: try #require(d[4]))
        for result in try #require(one.results) {
            let found = try TwoStageInference(
                design, responses: result.responses, of: result.subjects, null: one.null,
                level: ConfidenceLevel(try #require(one.level)))
            expectClose(
                [found.unbiased, found.pValue, found.limits.lower, found.limits.upper],
                [result.unbiased, result.p, result.lower, result.upper], relative: 1e-10, absolute: 1e-13,
                "\(result.responses) of \(result.subjects)")
        }
    }
}

/// The tables of Simon's paper: p₀, p₁, α, β, then r₁/n₁, r/n, E[N | p₀], P(stop early | p₀) of both designs.
@Suite("Two-stage designs · Published")
struct TwoStagePublishedTests {
    struct Row: Sendable {
        let rates, errors: [Double]
        let optimal, minimax: [Int]
        let optimalNumbers, minimaxNumbers: [Double]
    }

    static let rows = [
        Row(
            rates: [0.05, 0.25], errors: [0.1, 0.1], optimal: [0, 9, 2, 24], minimax: [0, 13, 2, 20],
            optimalNumbers: [14.5, 0.63], minimaxNumbers: [16.4, 0.51]),
        Row(
            rates: [0.05, 0.20], errors: [0.05, 0.2], optimal: [0, 10, 3, 29], minimax: [0, 13, 3, 27],
            optimalNumbers: [17.6, 0.60], minimaxNumbers: [19.8, 0.51]),
        Row(
            rates: [0.1, 0.3], errors: [0.05, 0.2], optimal: [1, 10, 5, 29], minimax: [1, 15, 5, 25],
            optimalNumbers: [15.0, 0.74], minimaxNumbers: [19.5, 0.55]),
        Row(
            rates: [0.2, 0.4], errors: [0.05, 0.2], optimal: [3, 13, 12, 43], minimax: [4, 18, 10, 33],
            optimalNumbers: [20.6, 0.75], minimaxNumbers: [22.3, 0.72]),
        Row(
            rates: [0.2, 0.4], errors: [0.1, 0.1], optimal: [3, 17, 10, 37], minimax: [3, 19, 10, 36],
            optimalNumbers: [26.0, 0.55], minimaxNumbers: [28.3, 0.46]),
        Row(
            rates: [0.3, 0.5], errors: [0.05, 0.2], optimal: [5, 15, 18, 46], minimax: [6, 19, 16, 39],
            optimalNumbers: [23.6, 0.72], minimaxNumbers: [25.7, 0.67]),
    ]

    @Test(arguments: rows) func `optimal and minimax`(_ row: Row) throws {
        let search = try TwoStageSearch(
            null: row.rates[0], alternative: row.rates[1], alpha: row.errors[0], power: 1 - row.errors[1])
        for (candidate, design, numbers) in [
            (search.optimal, row.optimal, row.optimalNumbers), (search.minimax, row.minimax, row.minimaxNumbers),
        ] {
            let found = try #require(candidate)
            #expect(
                [found.design.futility, found.design.first, found.design.rejectAbove, found.design.total] == design)
            expectClose(found.expectedAtNull, numbers[0], relative: 0, absolute: 0.0501, "E[N]")
            expectClose(found.stopsEarlyAtNull, numbers[1], relative: 0, absolute: 0.00501, "stops early")
            #expect(found.weights != nil)
        }
    }
}

@Suite("Two-stage designs · ByHand, Property")
struct TwoStageTests {
    @Test func `two and two patients by hand`() throws {
        // Stop where nobody of two responds; of interest from 3 of 4 on. Ways: 0 of 2: 1; then 1, 2, 3, 4 of 4: 2, 2·2 + 1, 2 + 2, 1.
        let design = try TwoStageDesign(first: 2, futility: 0, total: 4, rejectAbove: 2)
        let at = try design.operatingCharacteristics(rate: 0.5)
        expectClose([at.stopForMany, at.expectedSubjects], [5.0 / 16, 3.5], relative: 1e-15, "at one half")
        let result = try TwoStageInference(design, responses: 3, of: 4, null: 0.5)
        expectClose(result.pValue, 5.0 / 16, relative: 1e-13, "p")
        // Of the four ways to 3, two have one response in the first stage and two have both: (½ · 2 + 1 · 2)/4.
        expectClose(result.unbiased, 0.75, relative: 1e-13, "UMVUE of 3")
        // Of the five ways to 2, four have one: (½ · 4 + 1)/5.
        expectClose(
            try TwoStageInference(design, responses: 2, of: 4, null: 0.5).unbiased, 0.6, relative: 1e-13, "UMVUE of 2")
        expectClose(
            try TwoStageInference(design, responses: 1, of: 4, null: 0.5).unbiased, 0.5, relative: 1e-13, "UMVUE of 1")
        #expect(try TwoStageInference(design, responses: 0, of: 2, null: 0.5).pValue == 1)
    }

    @Test(arguments: [0.1, 0.35, 0.8]) func `the estimate is unbiased, the naive one is not`(rate: Double) throws {
        let design = try TwoStageDesign(first: 12, futility: 2, efficacy: 7, total: 30, rejectAbove: 8)
        let at = try design.operatingCharacteristics(rate: rate)
        // The distribution of all outcomes by convolution, apart from the counts of ways in the estimate.
        let first = StageTables(largest: 30, rate: rate).probabilities
        var outcomes: [(x: Int, n: Int, p: Double)] = (0...12).filter { $0 <= 2 || $0 >= 7 }.map {
            ($0, 12, first[12][$0])
        }
        for x in 3...24 {
            let p = (3...6).filter { (0...18).contains(x - $0) }.map { first[12][$0] * first[18][x - $0] }.reduce(0, +)
            outcomes.append((x, 30, p))
        }
        var (unbiased, naive, all) = (0.0, 0.0, 0.0)
        for one in outcomes {
            let result = try TwoStageInference(design, responses: one.x, of: one.n, null: 0.2)
            unbiased += one.p * result.unbiased
            naive += one.p * result.proportion
            all += one.p
            let lower = try #require(result.limits.lower)
            let upper = try #require(result.limits.upper)
            #expect(lower <= result.median && result.median <= upper)
        }
        expectClose([all, unbiased], [1, rate], relative: 1e-12, "mean of the estimate")
        #expect(abs(naive - rate) > 1e-3 && at.expectedSubjects > 12)
    }

    @Test(arguments: [0.15, 0.3, 0.5]) func `exact limits cover`(rate: Double) throws {
        let design = try TwoStageDesign(first: 10, futility: 1, total: 29, rejectAbove: 5)
        let table = StageTables(largest: 29, rate: rate).probabilities
        var covered = 0.0
        for x in 0...29 {
            if x <= 1 {
                let result = try TwoStageInference(design, responses: x, of: 10, null: 0.1)
                if result.limits.covers(rate) { covered += table[10][x] }
            }
            let p = (2...10).filter { (0...19).contains(x - $0) }.map { table[10][$0] * table[19][x - $0] }.reduce(0, +)
            if p > 0, try TwoStageInference(design, responses: x, of: 29, null: 0.1).limits.covers(rate) {
                covered += p
            }
        }
        #expect(covered >= 0.95 && covered < 1)
    }

    @Test func `stops for efficacy cost little and save patients`() throws {
        let plain = try #require(try TwoStageSearch(null: 0.1, alternative: 0.3, alpha: 0.05, power: 0.8).optimal)
        let both = try #require(
            try TwoStageSearch(null: 0.1, alternative: 0.3, alpha: 0.05, power: 0.8, stopsForEfficacy: true).optimal)
        #expect(both.expectedAtNull <= plain.expectedAtNull && both.design.efficacy != nil)
        #expect(both.typeOneError <= 0.05 && both.power >= 0.8)
    }

    @Test func `bad input says what and why`() throws {
        func words(_ body: () throws -> Void) -> String {
            do { try body() } catch { return "\(error)" }
            return "no error"
        }
        let design = try TwoStageDesign(first: 10, futility: 1, total: 29, rejectAbove: 5)
        let faults: [(String, () throws -> Void)] = [
            ("alternative is 0.1", { _ = try TwoStageSearch(null: 0.3, alternative: 0.1, alpha: 0.05, power: 0.8) }),
            ("power is 0.05", { _ = try TwoStageSearch(null: 0.1, alternative: 0.3, alpha: 0.05, power: 0.05) }),
            ("alpha is 5", { _ = try TwoStageSearch(null: 0.1, alternative: 0.3, alpha: 5, power: 0.8) }),
            (
                "largest is 10",
                {
                    _ = try TwoStageSearch(null: 0.1, alternative: 0.3, alpha: 0.05, power: 0.8, largest: 10)
                }
            ),
            ("futility is 10", { _ = try TwoStageDesign(first: 10, futility: 10, total: 29, rejectAbove: 5) }),
            ("total is 10", { _ = try TwoStageDesign(first: 10, futility: 1, total: 10, rejectAbove: 5) }),
            ("rejectAbove is 0", { _ = try TwoStageDesign(first: 10, futility: 1, total: 29, rejectAbove: 0) }),
            (
                "efficacy is 1",
                {
                    _ = try TwoStageDesign(first: 10, futility: 1, efficacy: 1, total: 29, rejectAbove: 5)
                }
            ),
            ("subjects is 12", { _ = try TwoStageInference(design, responses: 3, of: 12, null: 0.1) }),
            ("responses is 3", { _ = try TwoStageInference(design, responses: 3, of: 10, null: 0.1) }),
            ("responses is 1;", { _ = try TwoStageInference(design, responses: 1, of: 29, null: 0.1) }),
            ("null is 0", { _ = try TwoStageInference(design, responses: 3, of: 29, null: 0) }),
        ]
        for (expected, body) in faults { #expect(words(body).contains(expected), "\(words(body))") }
    }
}

extension ConfidenceLimits {
    fileprivate func covers(_ rate: Double) -> Bool { (lower ?? 0) <= rate && rate <= (upper ?? 1) }
}
