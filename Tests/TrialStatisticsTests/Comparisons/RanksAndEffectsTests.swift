import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/ranks-and-effects.json`; which parts it has depends on its kind.
struct RanksAndEffectsCase: Decodable, Sendable, CustomTestStringConvertible {
    let kind, name: String
    let counts: [Int]?
    let null, level, p, less, greater, score, permutation, statistic, t: Double?
    let x, y, quartiles, summary, hommel, bonferroni: [Double]?
    let exact: Bool?
    let jeffreys, midP, shift, cohen, hedges: ComparisonCase.Interval?

    var testDescription: String { name }
    var confidence: ConfidenceLevel { get throws { try ConfidenceLevel(level ?? 0.95) } }

    static let golden = Result { try Golden<RanksAndEffectsCase>(named: "ranks-and-effects") }

    static func all(_ kind: String) throws -> [RanksAndEffectsCase] {
        try golden.get().cases.filter { $0.kind == kind }
    }
}

private func expectInterval(
    _ value: IntervalEstimate, _ expected: ComparisonCase.Interval?, relative: Double, _ what: String
) {
    expectClose(
        [value.estimate, value.limits.lower, value.limits.upper],
        [expected?.estimate, expected?.lower, expected?.upper],
        relative: relative, absolute: 1e-12, what)
}

@Suite("One proportion, ranks and effects · ByHand")
struct RanksAndEffectsByHandTests {
    @Test func `numbers whose squares overflow have no effect size, rather than one of 0`() throws {
        let large = try SampleSummary(mean: 1e308, standardDeviation: 1e308, count: 10)
        let effect = StandardizedDifference(large, try SampleSummary(mean: 1, standardDeviation: 2, count: 10))
        #expect(effect.cohen.estimate == nil && effect.hedges.estimate == nil)
    }

    @Test func `the rate of E19`() throws {
        let rate = try Proportion(27, of: 64)
        expectClose(
            [rate.estimate, rate.clopperPearson().lower, rate.clopperPearson().upper], [0.422, 0.299, 0.552],
            relative: 0, absolute: 5e-4, "42.2% (29.9–55.2)")
    }

    @Test func `one success of two against a half`() throws {
        let test = try ProportionTest(try Proportion(1, of: 2), null: 0.5)
        expectClose(
            [test.exactPValue, test.less, test.greater, test.doubledPValue, test.midPValue, test.scorePValue],
            [1, 0.75, 0.75, 1, 1, 1], relative: 1e-14, "p")
        #expect(test.z == 0)
        let none = try ProportionTest(try Proportion(0, of: 3), null: 0.5)
        // 1/8 and, no likelier, all three: 1/4.
        expectClose([none.exactPValue, none.doubledPValue, none.midPValue], [0.25, 0.25, 0.125], relative: 1e-14, "p")
        let impossible = try ProportionTest(try Proportion(1, of: 3), null: 0)
        #expect(impossible.exactPValue == 0 && impossible.z == nil && impossible.less == 1)
        #expect(throws: StatisticsError.self) { try ProportionTest(try Proportion(1, of: 3), null: 1.2) }
    }

    @Test func `the exact p-value adds up the counts no likelier, one by one`() throws {
        for (x, n, p) in [
            (3, 10, 0.3), (0, 7, 0.2), (7, 7, 0.9), (2, 9, 0.55), (5, 10, 0.5), (8, 11, 0.31), (4, 12, 1.0 / 3),
        ] {
            let terms = (0...n).map { k in
                (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) } * Elementary.power(p, Double(k))
                    * Elementary.power(1 - p, Double(n - k))
            }
            let expected = terms.filter { $0 <= terms[x] * (1 + 1e-7) }.reduce(0, +)
            let test = try ProportionTest(try Proportion(x, of: n), null: p)
            expectClose(test.exactPValue, min(1, expected), relative: 1e-12, "\(x) of \(n)")
        }
    }

    @Test func `mid-p limits of the odds ratio lie within the exact ones, and solve their equation`() throws {
        let table = try FourfoldTable(3, 1, 1, 3)
        let test = FisherExactTest(table)
        let lower = try #require(test.midPOddsRatio.limits.lower)
        #expect(lower > test.oddsRatio.limits.lower ?? 9)
        #expect(test.midPOddsRatio.limits.upper ?? 1e9 < test.oddsRatio.limits.upper ?? 0)
        // Weights 1, 16, 36, 16, 1 times powers of ψ: P(4) + P(3)/2 = 0.025.
        let terms = [1, 16, 36, 16, 1].enumerated().map { $1 * Elementary.power(lower, Double($0)) }
        expectClose((terms[4] + terms[3] / 2) / terms.reduce(0, +), 0.025, relative: 1e-9, "tail")
    }

    @Test func `quartiles of four observations by the three rules`() throws {
        let values = [1.0, 2, 4, 8]
        let expected: [QuartileRule: [Double]] = [.linear: [1.75, 5], .averaged: [1.5, 6], .expected: [1.25, 7]]
        for rule in QuartileRule.allCases {
            let sample = try SampleDescription(values, quartiles: rule)
            #expect([sample.lowerQuartile, sample.upperQuartile] == expected[rule] ?? [])
            #expect(sample.median == 3 && sample.smallest == 1 && sample.largest == 8)
        }
        let single = try SampleDescription([5], quartiles: .expected)
        #expect([single.lowerQuartile, single.median, single.upperQuartile] == [5, 5, 5])
    }

    @Test func `four pairs that all fall`() throws {
        // Sizes 1 to 4, all positive: V = 10, of 16 signs two as far.
        let test = try SignedRankTest(pairs: [5, 8, 9, 12], [4, 6, 6, 8])
        #expect(
            test.statistic == 10 && test.pValue == 0.125 && test.method == .exact && test.permutationPValue == 0.125)
        let tied = try SignedRankTest(pairs: [2, 3, 5], [1, 4, 5])
        // |d| = 1, 1 and a 0: V = 1.5 of 3, both as far as can be from ... the mean 1.5 itself.
        #expect(tied.statistic == 1.5 && tied.permutationPValue == 1 && tied.method == .normal && tied.pValue == 1)
        #expect(try SignedRankTest(pairs: [1, 2], [1, 2]).pValue == nil)
        #expect(throws: StatisticsError.self) { try SignedRankTest(pairs: [1], [1, 2]) }
    }

    @Test func `ties shared out in all ways`() throws {
        // Mid-ranks 1, 3, 3, 3, 5, 6: six of twenty choices of three are as far from 10½ as 7.
        #expect(try RankSumPermutationTest([1, 2, 2], [2, 3, 4]).pValue == 0.3)
        #expect(try RankSumPermutationTest([2, 2], [2, 2, 2]).pValue == 1)
        #expect(try RankSumPermutationTest([1, 2, 2], [2, 3, 4], workLimit: 10).pValue == nil)
    }

    @Test func `the shift is the median of all differences`() throws {
        let shift = try LocationShift([5, 7, 9], [1, 2, 3]).estimate
        #expect(shift.estimate == 5 && shift.limits.lower == nil && shift.reason != nil)
        let half = try LocationShift([5, 7, 9], [1, 2, 3], level: try ConfidenceLevel(0.8)).estimate
        // 2 of 20 orders lie below and above: from the first to the last difference but none; 9 − 1 = 8, 5 − 3 = 2.
        #expect(half.limits.lower == 3 && half.limits.upper == 7)
        #expect(try LocationShift(pairs: [3, 5, 9], [1, 1, 1]).estimate.estimate == 4.5)
    }

    @Test func `an effect of one standard deviation`() throws {
        let one = try SampleSummary(mean: 12, standardDeviation: 2, count: 10)
        let other = try SampleSummary(mean: 10, standardDeviation: 2, count: 10)
        let effect = StandardizedDifference(one, other)
        expectClose(effect.cohen.estimate, 1, relative: 1e-15, "d")
        // J = Γ(9)/(3 Γ(8.5)) = 8!/(3 · 15!!·√π/2⁸), 15!! = 2027025.
        let gamma = 2_027_025 / 256.0 * Double.pi.squareRoot() * 1
        expectClose(effect.hedges.estimate, 40320 / (3 * gamma), relative: 1e-13, "g")
        let flat = try SampleSummary(mean: 1, standardDeviation: 0, count: 5)
        #expect(StandardizedDifference(flat, flat).cohen.estimate == nil)
        // So far apart that the noncentral distribution would lose its digits: 89 000 standard deviations.
        let near = try SampleSummary(mean: 10, standardDeviation: 0.001, count: 20)
        let far = StandardizedDifference(near, try SampleSummary(mean: 99, standardDeviation: 0.001, count: 20)).cohen
        expectClose(far.estimate, -89_000, relative: 1e-9, "d")
        #expect(far.limits == .notEstimable && far.reason != nil)
    }

    @Test func `pairs from a summary`() throws {
        // s² = 9 + 16 − 2 · ½ · 12 = 13.
        let first = try SampleSummary(mean: 7, standardDeviation: 3, count: 13)
        let second = try SampleSummary(mean: 5, standardDeviation: 4, count: 13)
        let test = TTest(mean: try SampleSummary(pairs: first, second, correlation: 0.5))
        expectClose(test.standardError, 1, relative: 1e-15, "SE")
        expectClose(test.statistic, 2, relative: 1e-15, "t")
        #expect(throws: StatisticsError.self) { try SampleSummary(pairs: first, second, correlation: 1.5) }
        let fewer = try SampleSummary(mean: 5, standardDeviation: 4, count: 12)
        #expect(throws: StatisticsError.self) { try SampleSummary(pairs: first, fewer, correlation: 0) }
    }
}

@Suite("One proportion, ranks and effects · Golden")
struct RanksAndEffectsGoldenTests {
    @Test(arguments: try RanksAndEffectsCase.all("rate"))
    func `one proportion`(_ one: RanksAndEffectsCase) throws {
        let counts = try #require(one.counts)
        let rate = try Proportion(counts[0], of: counts[1])
        let level = try one.confidence
        for (limits, expected, name) in [
            (rate.jeffreys(level), one.jeffreys, "Jeffreys"), (rate.midP(level), one.midP, "mid-p"),
        ] {
            expectClose(
                [limits.lower, limits.upper], [expected?.lower, expected?.upper], relative: 1e-9, absolute: 1e-13, name)
        }
        let test = try ProportionTest(rate, null: try #require(one.null))
        expectClose(
            [test.exactPValue, test.less, test.greater, test.scorePValue], [one.p, one.less, one.greater, one.score],
            relative: 1e-11, "p")
    }

    @Test(arguments: try RanksAndEffectsCase.all("samples"))
    func `two samples`(_ one: RanksAndEffectsCase) throws {
        let (x, y) = (try #require(one.x), try #require(one.y))
        let level = try one.confidence
        let shift = try LocationShift(x, y, level: level)
        #expect((shift.method == .exact) == one.exact)
        expectInterval(shift.estimate, one.shift, relative: 1e-12, "shift")
        expectClose(try RankSumPermutationTest(x, y).pValue, one.permutation, relative: 1e-10, "permutation")
        let quartiles = try QuartileRule.allCases.map { try SampleDescription(x, quartiles: $0) }
        expectClose(
            quartiles.flatMap { [$0.lowerQuartile, $0.upperQuartile] }, try #require(one.quartiles).map { $0 },
            relative: 1e-13, "quartiles")
        let effect = StandardizedDifference(try SampleSummary(x), try SampleSummary(y), level: level)
        expectInterval(effect.cohen, one.cohen, relative: 1e-8, "d")
        expectInterval(effect.hedges, one.hedges, relative: 1e-8, "g")
    }

    @Test(arguments: try RanksAndEffectsCase.all("pairs"))
    func `pairs`(_ one: RanksAndEffectsCase) throws {
        let (x, y) = (try #require(one.x), try #require(one.y))
        let test = try SignedRankTest(pairs: x, y)
        #expect((test.method == .exact) == one.exact)
        expectClose(
            [test.statistic, test.pValue, test.permutationPValue], [one.statistic, one.p, one.permutation],
            relative: 1e-10, "signed ranks")
        expectInterval(
            try LocationShift(pairs: x, y, level: try one.confidence).estimate, one.shift, relative: 1e-12, "shift")
        let s = try #require(one.summary)
        let first = try SampleSummary(mean: s[0], standardDeviation: s[1], count: Int(s[4]))
        let second = try SampleSummary(mean: s[2], standardDeviation: s[3], count: Int(s[4]))
        expectClose(
            TTest(mean: try SampleSummary(pairs: first, second, correlation: s[5])).statistic, one.t, relative: 1e-9,
            "t")
    }
}

@Suite("One proportion, ranks and effects · Property")
struct RanksAndEffectsPropertyTests {
    private static let x = [3.1, 4.7, 4.7, 5.2, 9.9, 1.4, 2.2], y = [4.7, 6.1, 8.8, 2.2, 10.3]

    @Test func `a count of all choices gives the permutation p-value`() throws {
        let all = Self.x + Self.y
        let ranks = MidRanks(all).ranks
        let seen = abs(ranks[..<7].reduce(0, +) - 7 * 13 / 2)
        var (far, count) = (0, 0)
        for choice in 0..<(1 << 12) where choice.nonzeroBitCount == 7 {
            let sum = (0..<12).reduce(0.0) { choice >> $1 & 1 == 1 ? $0 + ranks[$1] : $0 }
            count += 1
            if abs(sum - 7 * 13 / 2) >= seen - 1e-9 { far += 1 }
        }
        expectClose(
            try RankSumPermutationTest(Self.x, Self.y).pValue, Double(far) / Double(count), relative: 1e-13, "p")
        expectClose(
            try RankSumPermutationTest(Self.y, Self.x).pValue, Double(far) / Double(count), relative: 1e-13, "turned")
    }

    @Test func `without ties the permutation test is the exact one`() throws {
        let (x, y) = ([1.1, 2.2, 3.7, 8.9, 4.4], [0.4, 3.0, 5.1, 9.5, 11.2, 12.7, 2.9])
        expectClose(
            try RankSumPermutationTest(x, y).pValue, try RankSumTest(x, y).pValue, relative: 1e-13, "p")
    }

    @Test func `a count of all signs gives the p-value of signed ranks`() throws {
        let differences = [1.0, -2, 3, 3, -4.5, 6, 7, -7, 0, 2]
        let ranks = MidRanks(differences.filter { $0 != 0 }.map(abs)).ranks
        let test = try SignedRankTest(pairs: differences, differences.map { _ in 0 })
        let mean = ranks.reduce(0, +) / 2
        let far = (0..<(1 << ranks.count)).filter { signs in
            let sum = ranks.indices.reduce(0.0) { signs >> $1 & 1 == 1 ? $0 + ranks[$1] : $0 }
            return abs(sum - mean) >= abs(test.statistic - mean) - 1e-9
        }.count
        expectClose(test.permutationPValue, Double(far) / Double(1 << ranks.count), relative: 1e-13, "p")
    }

    @Test func `order statistics of differences and averages are those of their lists`() {
        let (x, y) = (Self.x.sorted(), Self.y.sorted())
        let differences = x.flatMap { one in y.map { one - $0 } }.sorted()
        for k in 1...differences.count { #expect(PairedOrder.difference(k, x, y) == differences[k - 1]) }
        let signed = [-3.5, -1, 0, 0.25, 2, 8]
        let averages = signed.indices.flatMap { i in signed[i...].map { signed[i] / 2 + $0 / 2 } }.sorted()
        for k in 1...averages.count { #expect(PairedOrder.average(k, signed) == averages[k - 1]) }
    }

    @Test func `moving one sample moves the shift and its limits`() throws {
        let one = try LocationShift(Self.x, Self.y).estimate
        let moved = try LocationShift(Self.x.map { $0 + 16 }, Self.y).estimate
        expectClose(
            [moved.estimate, moved.limits.lower, moved.limits.upper],
            [one.estimate, one.limits.lower, one.limits.upper].map { $0.map { $0 + 16 } }, relative: 1e-13, "shift")
    }

    @Test(arguments: [100.0, 1000, 3000])
    func `limits of large effects are those of the standard deviation`(d: Double) throws {
        // Far out the normal part of t is as nothing: the limits near d √(χ²/38).
        let one = try SampleSummary(mean: d, standardDeviation: 1, count: 20)
        let limits = StandardizedDifference(one, try SampleSummary(mean: 0, standardDeviation: 1, count: 20)).cohen
            .limits
        let far = [22.87848232873346, 56.895520535055965].map { d * ($0 / 38).squareRoot() }
        expectClose([limits.lower, limits.upper], far.map { $0 }, relative: 2 / d / d + 1e-7, "limits")
    }

    @Test func `effects have no unit, and turn with the groups`() throws {
        let (one, other) = (try SampleSummary(Self.x), try SampleSummary(Self.y))
        let scaled = StandardizedDifference(
            try SampleSummary(Self.x.map { 8 * $0 + 1 }), try SampleSummary(Self.y.map { 8 * $0 + 1 }))
        let (effect, turned) = (StandardizedDifference(one, other), StandardizedDifference(other, one))
        expectClose(scaled.hedges.limits.lower, effect.hedges.limits.lower, relative: 1e-9, "unit")
        expectClose(turned.cohen.limits.upper, effect.cohen.limits.lower.map { 0 - $0 }, relative: 1e-9, "groups")
        // The limits exclude 0 where the pooled t test does.
        let test = TTest(one, other, variances: .equal, level: .ninetyFivePercent)
        #expect((test.pValue ?? 1) > 0.05 && (effect.cohen.limits.lower ?? 1) < 0)
    }

    @Test func `mid-p and Jeffreys's limits lie within Clopper and Pearson's and mirror`() throws {
        for (x, n) in [(0, 5), (1, 7), (27, 64), (64, 64), (3, 1000)] {
            let (one, other) = (try Proportion(x, of: n), try Proportion(n - x, of: n))
            let exact = one.clopperPearson()
            for (limits, mirror) in [(one.midP(), other.midP()), (one.jeffreys(), other.jeffreys())] {
                #expect(limits.lower ?? -1 >= exact.lower ?? 2 && limits.upper ?? 2 <= exact.upper ?? -1)
                expectClose(limits.lower, mirror.upper.map { 1 - $0 }, relative: 1e-9, absolute: 1e-13, "\(x) of \(n)")
            }
        }
    }
}
