import TestSupport
import Testing

@testable import TrialStatistics

/// Expects a χ² test to be R's.
private func expectTest(_ test: ChiSquaredTest?, _ expected: ComparisonCase.Chi?, _ what: String) {
    expectClose(test?.statistic, expected?.chiSquare, relative: 1e-11, absolute: 1e-14, "\(what) χ²")
    expectClose(test?.pValue, expected?.p, relative: 1e-10, "\(what) p")
    #expect(test?.degreesOfFreedom == expected?.df)
}

/// Expects an estimate and its limits to be R's.
private func expectInterval(
    _ answer: IntervalEstimate, _ expected: ComparisonCase.Interval, relative: Double = 1e-10, _ what: String
) {
    expectClose(
        [answer.estimate, answer.limits.lower, answer.limits.upper],
        [expected.estimate, expected.lower, expected.upper],
        relative: relative, absolute: 1e-12, what)
    #expect((expected.upper == nil) == (answer.reason != nil), "an absent limit has its reason")
}

private func expectLimits(
    _ limits: ConfidenceLimits, _ expected: ComparisonCase.Interval?, _ what: String
) {
    expectClose(
        [limits.lower, limits.upper], [expected?.lower, expected?.upper], relative: 1e-10, absolute: 1e-14, what)
}

private func expectStudent(_ test: TTest, _ expected: ComparisonCase.Student, _ what: String) {
    expectClose(
        [test.difference.estimate, test.statistic, test.degreesOfFreedom, test.pValue],
        [expected.estimate, expected.statistic, expected.df, expected.p], relative: 1e-10, what)
    let scale = max(abs(expected.lower), abs(expected.upper))
    expectClose(
        [test.difference.limits.lower, test.difference.limits.upper], [expected.lower, expected.upper],
        relative: 1e-10, absolute: 1e-11 * scale, what)
}

@Suite("Comparisons of groups · Golden: base R")
struct ComparisonsGoldenTests {
    @Test(arguments: try ComparisonCase.all("fourfold"))
    func `two by two tables`(_ one: ComparisonCase) throws {
        let counts = try #require(one.counts)
        let table = try FourfoldTable(counts[0], counts[1], counts[2], counts[3])
        let pearson = PearsonTest(
            try ContingencyTable([Array(counts[..<2]), Array(counts[2...])]))
        expectClose(pearson.expected, one.expected ?? [], relative: 1e-14, "expected")
        #expect(pearson.smallestExpected == one.expected?.min())
        expectTest(pearson.test, one.pearson, "Pearson")
        expectTest(pearson.corrected, one.yates, "Yates")
        let fisher = FisherExactTest(table, level: try one.confidence)
        let expected = try #require(one.fisher)
        expectClose(
            [fisher.pValue, fisher.less, fisher.greater, fisher.midPValue],
            [expected.p, expected.less, expected.greater, expected.mid], relative: 1e-10, "Fisher")
        expectInterval(fisher.oddsRatio, try #require(one.oddsRatio), relative: 1e-8, "conditional odds ratio")
        let two = try #require(TwoProportions(table))
        expectInterval(two.differenceNewcombe(try one.confidence), try #require(one.newcombe), "Newcombe")
        expectInterval(
            two.differenceMiettinenNurminen(try one.confidence), try #require(one.miettinenNurminen), relative: 1e-8,
            "Miettinen-Nurminen")
        if let woolf = one.woolf { expectInterval(two.oddsRatio(try one.confidence), woolf, "Woolf") }
        if let ratio = one.riskRatio { expectInterval(two.riskRatio(try one.confidence), ratio, "risk ratio") }
    }

    @Test(arguments: try ComparisonCase.all("table"))
    func `larger tables`(_ one: ComparisonCase) throws {
        let table = try ContingencyTable(#require(one.rows))
        expectTest(PearsonTest(table).test, one.pearson, "Pearson")
        expectClose(FreemanHaltonTest(table).pValue, one.p, relative: 1e-9, "Fisher-Freeman-Halton")
    }

    @Test(arguments: try ComparisonCase.all("strata"))
    func `Mantel and Haenszel`(_ one: ComparisonCase) throws {
        let tables = try #require(one.tables).map { try FourfoldTable($0[0], $0[1], $0[2], $0[3]) }
        let test = MantelHaenszelTest(tables)
        expectTest(test.test, one.plain, "plain")
        expectTest(test.corrected, one.corrected, "corrected")
        expectInterval(test.oddsRatio, try #require(one.oddsRatio), "common odds ratio")
    }

    @Test(arguments: try ComparisonCase.all("mcnemar"))
    func `McNemar`(_ one: ComparisonCase) throws {
        let counts = try #require(one.counts)
        let test = McNemarTest(try FourfoldTable(counts[0], counts[1], counts[2], counts[3]))
        expectTest(test.test, one.plain, "plain")
        expectTest(test.corrected, one.corrected, "corrected")
        expectClose(test.exactPValue, one.p, relative: 1e-10, "exact")
    }

    @Test(arguments: try ComparisonCase.all("trend"))
    func `Cochran and Armitage`(_ one: ComparisonCase) throws {
        let test = try TrendTest(successes: #require(one.counts), of: #require(one.of), scores: one.scores)
        expectTest(test.test, one.plain, "trend")
    }

    @Test(arguments: try ComparisonCase.all("proportion"))
    func `limits of a proportion`(_ one: ComparisonCase) throws {
        let counts = try #require(one.counts)
        let proportion = try Proportion(counts[0], of: counts[1])
        let level = try one.confidence
        expectLimits(proportion.wilson(level), one.wilson, "Wilson")
        expectLimits(proportion.clopperPearson(level), one.clopperPearson, "Clopper-Pearson")
        expectLimits(proportion.agrestiCoull(level), one.agrestiCoull, "Agresti-Coull")
    }

    @Test(arguments: try ComparisonCase.all("samples"))
    func `t tests and rank sums`(_ one: ComparisonCase) throws {
        let (x, y) = (try #require(one.x), try #require(one.y))
        let (first, second) = (try SampleSummary(x), try SampleSummary(y))
        let level = try one.confidence
        expectStudent(TTest(first, second, variances: .equal, level: level), try #require(one.pooled), "pooled")
        expectStudent(TTest(first, second, variances: .unequal, level: level), try #require(one.welch), "Welch")
        if let paired = one.paired { expectStudent(try TTest(pairs: x, y, level: level), paired, "paired") }
        let ranks = try RankSumTest(x, y)
        let expected = try #require(one.rankSum)
        #expect(ranks.statistic == expected.statistic && (ranks.method == .exact) == expected.exact)
        expectClose(ranks.pValue, expected.p, relative: 1e-10, "rank sum p")
    }

    @Test(arguments: try ComparisonCase.all("groups"))
    func `analysis of variance and Kruskal-Wallis`(_ one: ComparisonCase) throws {
        let groups = try #require(one.groups)
        let variance = OneWayAnalysisOfVariance(try groups.map { try SampleSummary($0) })
        let expected = try #require(one.anova)
        expectClose(
            [variance.statistic, variance.pValue, variance.sumOfSquaresBetween, variance.sumOfSquaresWithin],
            [expected.f, expected.p, expected.between, expected.within], relative: 1e-10, "analysis of variance")
        #expect([variance.degreesOfFreedomBetween, variance.degreesOfFreedomWithin] == expected.df)
        expectTest(try KruskalWallisTest(groups).test, one.kruskal, "Kruskal-Wallis")
    }

    @Test(arguments: try ComparisonCase.all("adjusted"))
    func `adjusted p-values`(_ one: ComparisonCase) throws {
        let values = try #require(one.x)
        for (procedure, expected) in [
            (AdjustedPValues.Procedure.holm, one.holm), (.hochberg, one.hochberg), (.fixedSequence, one.fixedSequence),
        ] {
            expectClose(
                try AdjustedPValues(values, by: procedure).values, try #require(expected), relative: 1e-12,
                procedure.rawValue)
        }
    }
}
