import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Unconditional exact tests · ByHand")
struct UnconditionalExactByHandTests {
    @Test func `one subject in each group, of which one has the event`() throws {
        // Of the four tables only (1, 0) is as extreme: P(π) = π(1 − π), at most 1/4; with (0, 1) twice that.
        let table = try FourfoldTable(1, 0, 0, 1)
        for statistic in UnconditionalExactTest.Statistic.allCases where statistic != .fisher {
            let greater = try UnconditionalExactTest(table, statistic: statistic, alternative: .greater)
            expectClose(greater.pValue, 0.25, relative: 1e-12, "greater")
            expectClose(greater.nuisance, 0.5, relative: 1e-6, "π")
            expectClose(
                try UnconditionalExactTest(table, statistic: statistic).pValue, 0.5, relative: 1e-12, "two-sided")
        }
        // Fisher's two-sided p is 1 for all tables, so that Boschloo's is as well.
        expectClose(try UnconditionalExactTest(table, statistic: .fisher).pValue, 1, relative: 1e-12, "Boschloo")
    }

    @Test func `two in each group, all against none`() throws {
        // Only (2, 0) is as extreme: π²(1 − π)², at most 1/16; with (0, 2) twice that.
        let table = try FourfoldTable(2, 0, 0, 2)
        expectClose(
            try UnconditionalExactTest(table, statistic: .fisher, alternative: .greater).pValue, 1.0 / 16,
            relative: 1e-12, "Boschloo")
        expectClose(try UnconditionalExactTest(table).pValue, 1.0 / 8, relative: 1e-12, "Barnard")
        // Wald's statistic is infinite there, with no larger one.
        expectClose(
            try UnconditionalExactTest(table, statistic: .unpooled, alternative: .greater).pValue, 1.0 / 16,
            relative: 1e-12, "Wald")
    }

    @Test func `nobody or everybody says nothing, bad input says why`() throws {
        #expect(try UnconditionalExactTest(try FourfoldTable(0, 5, 0, 7)).pValue == 1)
        #expect(try UnconditionalExactTest(try FourfoldTable(5, 0, 7, 0)).pValue == 1)
        #expect(throws: StatisticsError.self) { try UnconditionalExactTest(try FourfoldTable(0, 0, 3, 7)) }
        #expect(throws: StatisticsError.self) { try UnconditionalExactTest(try FourfoldTable(600, 600, 3, 7)) }
        #expect(throws: StatisticsError.self) {
            try UnconditionalExactTest(try FourfoldTable(3, 1, 1, 3), bergerBoos: 1)
        }
    }

    @Test func `the maximum of a polynomial with two peaks`() {
        // w = (0, 1, 0, 0, 0, 1, 0): both peaks alike; lifting one of them moves the maximum there.
        let even = BernsteinMaximum(coefficients: [0, 1, 0, 0, 0, 1, 0])
        let left = BernsteinMaximum(coefficients: [0, 1.001, 0, 0, 0, 1, 0])
        func value(_ p: Double, _ lift: Double) -> Double {
            6 * p * (1 - p) * (lift * (1 - p) * (1 - p) * (1 - p) * (1 - p) + p * p * p * p)
        }
        let grid = (0...100_000).map { value(Double($0) / 100_000, 1) }.max() ?? 0
        #expect(even.value >= grid && even.value < grid * (1 + 1e-9))
        #expect(left.place < 0.5 && left.value > even.value)
        #expect(BernsteinMaximum(coefficients: [0.25, 0.25, 0.25]).value == 0.25)
        let part = BernsteinMaximum(coefficients: [0, 0, 1], in: 0.25...0.5)
        expectClose([part.value, part.place], [0.25, 0.5], relative: 1e-14, "the end of a part")
    }
}

/// One case of `Validation/R/unconditional.json`.
struct UnconditionalCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, statistic, alternative: String
    let counts: [Int]
    let gamma, p: Double

    var testDescription: String { name }

    static let golden = Result { try Golden<UnconditionalCase>(named: "unconditional") }
}

@Suite("Unconditional exact tests · Golden")
struct UnconditionalExactGoldenTests {
    @Test(arguments: try UnconditionalCase.golden.get().cases)
    func `agrees with a direct sum in R`(_ one: UnconditionalCase) throws {
        let n = one.counts
        let test = try UnconditionalExactTest(
            try FourfoldTable(n[0], n[1], n[2], n[3]), statistic: try #require(.init(rawValue: one.statistic)),
            alternative: try #require(.init(rawValue: one.alternative)), bergerBoos: one.gamma)
        expectClose(test.pValue, one.p, relative: 1e-9, one.name)
    }

    @Test(arguments: try TwoProportionsCase.all("unconditional"))
    func `is never below SciPy, whose search may stop on a lower peak`(_ one: TwoProportionsCase) throws {
        let test = try UnconditionalExactTest(
            try one.fourfold, statistic: try #require(.init(rawValue: one.statistic ?? "")),
            alternative: try #require(.init(rawValue: one.alternative ?? "")))
        let p = try #require(one.p)
        // For 7 of 15 against 12 of 15 shgo is 1 in 1000 short of what the direct sum in R finds.
        expectClose(test.pValue, p, relative: 1e-3, one.testDescription)
        #expect(test.pValue >= p * (1 - 1e-9))
    }
}

@Suite("Unconditional exact tests · Property")
struct UnconditionalExactPropertyTests {
    private static let tables: [[Int]] = [
        [7, 8, 12, 3], [3, 12, 9, 8], [1, 30, 6, 20], [13, 27, 5, 35], [0, 9, 4, 7],
    ]

    @Test(arguments: tables)
    func `no proportion makes the region likelier than p`(_ n: [Int]) throws {
        let table = try FourfoldTable(n[0], n[1], n[2], n[3])
        for statistic in UnconditionalExactTest.Statistic.allCases {
            for alternative in Alternative.allCases {
                let test = try UnconditionalExactTest(table, statistic: statistic, alternative: alternative)
                let weights = ExtremeTables(table, statistic, alternative).conditionalProbabilities
                let best = (0...500).map { Self.chance(weights, Double($0) / 500) }.max() ?? 0
                #expect(best <= test.pValue * (1 + 1e-11), "\(statistic) \(alternative)")
                expectClose(Self.chance(weights, test.nuisance), test.pValue, relative: 1e-10, "at its place")
            }
        }
    }

    /// Σ wₛ b(s; N, π), term by term.
    private static func chance(_ weights: [Double], _ p: Double) -> Double {
        let n = weights.count - 1
        let logs = LogFactorials(upTo: n)
        return weights.indices.reduce(0) { sum, s in
            guard weights[s] > 0 else { return sum }
            if p == 0 { return s == 0 ? sum + weights[0] : sum }
            if p == 1 { return s == n ? sum + weights[n] : sum }
            let log =
                logs[n] - logs[s] - logs[n - s] + Double(s) * Elementary.logarithm(p)
                + Double(n - s) * Elementary.logarithm(1 - p)
            return sum + weights[s] * Elementary.exponential(log)
        }
    }

    @Test(arguments: tables)
    func `exchanging groups turns the direction, exchanging outcomes as well`(_ n: [Int]) throws {
        let table = try FourfoldTable(n[0], n[1], n[2], n[3])
        for statistic in UnconditionalExactTest.Statistic.allCases {
            for (alternative, turned) in [(Alternative.less, Alternative.greater), (.twoSided, .twoSided)] {
                let own = try UnconditionalExactTest(table, statistic: statistic, alternative: alternative).pValue
                for other in [
                    try FourfoldTable(n[2], n[3], n[0], n[1]), try FourfoldTable(n[1], n[0], n[3], n[2]),
                ] {
                    let test = try UnconditionalExactTest(other, statistic: statistic, alternative: turned)
                    expectClose(test.pValue, own, relative: 1e-9, "\(statistic)")
                }
            }
        }
    }

    @Test(arguments: tables)
    func `Boschloo is never less powerful than Fisher`(_ n: [Int]) throws {
        let table = try FourfoldTable(n[0], n[1], n[2], n[3])
        let fisher = FisherExactTest(table)
        for (alternative, p) in [
            (Alternative.less, fisher.less), (.greater, fisher.greater), (.twoSided, fisher.pValue),
        ] {
            let test = try UnconditionalExactTest(table, statistic: .fisher, alternative: alternative)
            #expect(test.pValue <= p * (1 + 1e-9))
        }
    }

    @Test func `groups of two hundred`() throws {
        let test = try UnconditionalExactTest(try FourfoldTable(61, 139, 43, 157), statistic: .fisher)
        let fisher = FisherExactTest(try FourfoldTable(61, 139, 43, 157))
        #expect(test.pValue < fisher.pValue && test.pValue > fisher.midPValue * 0.8)
    }
}
