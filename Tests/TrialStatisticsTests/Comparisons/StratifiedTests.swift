import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/stratified-tables.json`; which parts it has depends on its kind.
struct StratifiedCase: Decodable, Sendable, CustomTestStringConvertible {
    let kind, name: String
    let level: Double?
    let tables: [[Int]]?
    let larger: [[[Int]]]?
    let sato, greenlandRobins, score, riskRatio: ComparisonCase.Interval?
    let breslowDay, tarone, correlation, rowMeans, general: ComparisonCase.Chi?

    var testDescription: String { name }

    static let golden = Result { try Golden<StratifiedCase>(named: "stratified-tables") }

    static func all(_ kind: String) throws -> [StratifiedCase] { try golden.get().cases.filter { $0.kind == kind } }
}

private func fourfolds(_ tables: [[Int]]) throws -> [FourfoldTable] {
    try tables.map { try FourfoldTable($0[0], $0[1], $0[2], $0[3]) }
}

private func expectTest(_ test: ChiSquaredTest?, _ expected: ComparisonCase.Chi?, _ what: String) {
    expectClose(
        [test?.statistic, test?.pValue], [expected?.chiSquare, expected?.p], relative: 1e-9, absolute: 1e-12, what)
    #expect(test?.degreesOfFreedom == expected?.df, "\(what): df")
}

private func expectInterval(
    _ value: IntervalEstimate, _ expected: ComparisonCase.Interval?, relative: Double, _ what: String
) {
    expectClose(
        [value.estimate, value.limits.lower, value.limits.upper],
        [expected?.estimate, expected?.lower, expected?.upper],
        relative: relative, what)
}

@Suite("Tables in strata · ByHand")
struct StratifiedByHandTests {
    @Test func `two strata of four and six`() throws {
        // 2/2 against 1/2 with w = 1, and 2/3 against 1/3 with w = 3/2: δ = (1/2 + 1/2)/(5/2) = 2/5.
        let strata = StratifiedProportions(try fourfolds([[2, 0, 1, 1], [2, 1, 1, 2]]))
        let sato = strata.differenceSato()
        expectClose(sato.estimate, fraction(2, 5), relative: 1e-15, "δ")
        // Σ P = (4 − 8)/16 + (9 − 18)/36 = −1/2, Σ Q = 2/8 + (4 + 1)/12 = 2/3: V = (2/3 − 1/5)/(25/4) = 28/375.
        let half = fraction(28, 375).squareRoot() * ConfidenceLevel.ninetyFivePercent.normalQuantile
        expectClose(sato.limits.lower, 0.4 - half, relative: 1e-14, "Sato")
        // Greenland and Robins: (1 · 1/8 + 9/4 · 4/27)/(25/4) = 11/150.
        let other = fraction(11, 150).squareRoot() * ConfidenceLevel.ninetyFivePercent.normalQuantile
        expectClose(strata.differenceGreenlandRobins().limits.upper, 0.4 + other, relative: 1e-14, "Greenland-Robins")
        // R = 2·2/4 + 2·3/6 = 2, S = 1·2/4 + 1·3/6 = 1.
        expectClose(strata.ratio().estimate, 2, relative: 1e-15, "θ")
    }

    @Test func `strata of one odds ratio are homogeneous`() throws {
        // Both have the odds ratio 4 exactly.
        let test = BreslowDayTest(try fourfolds([[4, 2, 2, 4], [8, 4, 4, 8]]))
        expectClose(test.test?.statistic, 0, relative: 0, absolute: 1e-25, "χ²")
        #expect(test.test?.degreesOfFreedom == 1 && test.reason == nil)
        #expect(BreslowDayTest(try fourfolds([[4, 2, 2, 4], [8, 4, 0, 0]])).reason != nil)
        #expect(BreslowDayTest(try fourfolds([[4, 0, 2, 4], [8, 0, 4, 8]])).test == nil)
    }

    @Test func `one two-by-two table has one statistic`() throws {
        // Pearson's 2 less a share of 1/N: 2 · 7/8 = 7/4.
        let test = try StratifiedTableTest([try ContingencyTable([[3, 1], [1, 3]])])
        for one in [test.correlation, test.rowMeans, test.generalAssociation] {
            expectClose(one?.statistic, fraction(7, 4), relative: 1e-14, "χ²")
            #expect(one?.degreesOfFreedom == 1)
        }
    }

    @Test func `nothing to estimate from`() throws {
        let empty = StratifiedProportions(try fourfolds([[2, 1, 0, 0]]))
        #expect(empty.differenceSato().estimate == nil && empty.differenceScore().reason != nil)
        #expect(empty.ratio().estimate == nil)
        let sure = StratifiedProportions(try fourfolds([[2, 0, 0, 2]]))
        #expect(sure.differenceGreenlandRobins().estimate == 1 && sure.differenceGreenlandRobins().limits.lower == nil)
        let none = try StratifiedTableTest([try ContingencyTable([[2, 3], [0, 0]])])
        #expect(none.generalAssociation == nil && none.informativeStrata == 0)
        #expect(throws: StatisticsError.self) {
            try StratifiedTableTest([
                try ContingencyTable([[2, 3], [1, 1]]), try ContingencyTable([[2, 3, 1], [1, 1, 1]]),
            ])
        }
    }
}

@Suite("Tables in strata · Golden")
struct StratifiedGoldenTests {
    @Test(arguments: try StratifiedCase.all("common"))
    func `common effects and homogeneity`(_ one: StratifiedCase) throws {
        let tables = try fourfolds(try #require(one.tables))
        let strata = StratifiedProportions(tables)
        let level = try ConfidenceLevel(one.level ?? 0.95)
        expectInterval(strata.differenceSato(level), one.sato, relative: 1e-10, "Sato")
        expectInterval(
            strata.differenceGreenlandRobins(level), one.greenlandRobins, relative: 1e-10, "Greenland-Robins")
        expectInterval(strata.differenceScore(level), one.score, relative: 1e-8, "score")
        expectInterval(strata.ratio(level), one.riskRatio, relative: 1e-10, "risk ratio")
        let homogeneity = BreslowDayTest(tables)
        expectTest(homogeneity.test, one.breslowDay, "Breslow-Day")
        expectTest(homogeneity.corrected, one.tarone, "Tarone")
    }

    @Test(arguments: try TwoProportionsCase.all("strata"))
    func `homogeneity agrees with statsmodels`(_ one: TwoProportionsCase) throws {
        let tables = try fourfolds(try #require(one.tables))
        let test = BreslowDayTest(tables)
        expectClose(
            [test.test?.statistic, test.corrected?.statistic, test.corrected?.pValue],
            [one.breslowDay, one.tarone, one.p], relative: 1e-9, "Breslow-Day")
        expectClose(MantelHaenszelTest(tables).oddsRatio.estimate, one.pooled, relative: 1e-12, "odds ratio")
    }

    @Test(arguments: try StratifiedCase.all("larger"))
    func `larger tables`(_ one: StratifiedCase) throws {
        let test = try StratifiedTableTest(try #require(one.larger).map { try ContingencyTable($0) })
        expectTest(test.correlation, one.correlation, "correlation")
        expectTest(test.rowMeans, one.rowMeans, "row means")
        expectTest(test.generalAssociation, one.general, "general association")
    }
}

@Suite("Tables in strata · Property")
struct StratifiedPropertyTests {
    private static let tables = [[4, 6, 2, 9], [7, 3, 4, 8], [1, 5, 2, 3], [11, 30, 4, 35]]

    @Test func `over two-by-two tables all statistics are Mantel and Haenszel's`() throws {
        let plain = MantelHaenszelTest(try fourfolds(Self.tables)).test?.statistic
        for scores in StratifiedTableTest.Scores.allCases {
            let test = try StratifiedTableTest(
                Self.tables.map { try ContingencyTable([[$0[0], $0[1]], [$0[2], $0[3]]]) }, scores: scores)
            if scores == .integers {
                expectClose(test.correlation?.statistic, plain, relative: 1e-12, "correlation")
                expectClose(test.rowMeans?.statistic, plain, relative: 1e-12, "row means")
            }
            expectClose(test.generalAssociation?.statistic, plain, relative: 1e-12, "association")
        }
    }

    @Test func `one stratum of mid-ranks is Kruskal and Wallis's test`() throws {
        // The rows as samples of the numbers 1, 2, 3.
        let counts = [[4, 2, 1], [1, 5, 3], [0, 2, 6]]
        let test = try StratifiedTableTest([try ContingencyTable(counts)], scores: .midRidits)
        let samples = counts.map { row in row.enumerated().flatMap { [Double](repeating: Double($0), count: $1) } }
        expectClose(
            test.rowMeans?.statistic, try KruskalWallisTest(samples).test?.statistic, relative: 1e-12, "H")
    }

    @Test func `exchanging rows and columns leaves association and correlation`() throws {
        let strata = try [[[4, 2, 1], [1, 5, 3]], [[3, 1, 1], [2, 2, 7]]].map { try ContingencyTable($0) }
        let (one, other) = (try StratifiedTableTest(strata), try StratifiedTableTest(strata.map(\.transposed)))
        expectClose(
            [one.correlation?.statistic, one.generalAssociation?.statistic],
            [other.correlation?.statistic, other.generalAssociation?.statistic], relative: 1e-12, "χ²")
    }

    @Test func `one stratum has the limits of one table`() throws {
        for n in Self.tables {
            let strata = StratifiedProportions(try fourfolds([n]))
            let two = try #require(TwoProportions(try FourfoldTable(n[0], n[1], n[2], n[3])))
            let (one, other) = (strata.differenceScore(), two.differenceMiettinenNurminen())
            expectClose(
                [one.limits.lower, one.limits.upper], [other.limits.lower, other.limits.upper], relative: 1e-9, "score")
        }
    }

    @Test func `exchanging the groups turns the common difference and inverts the ratio`() throws {
        let one = StratifiedProportions(try fourfolds(Self.tables))
        let other = StratifiedProportions(try fourfolds(Self.tables.map { [$0[2], $0[3], $0[0], $0[1]] }))
        for (value, turned) in [
            (one.differenceSato(), other.differenceSato()), (one.differenceScore(), other.differenceScore()),
            (one.differenceGreenlandRobins(), other.differenceGreenlandRobins()),
        ] {
            expectClose(value.limits.lower, turned.limits.upper.map { 0 - $0 }, relative: 1e-9, "difference")
        }
        expectClose(one.ratio().limits.lower, other.ratio().limits.upper.map { 1 / $0 }, relative: 1e-12, "ratio")
        let (plain, turned) = (
            BreslowDayTest(try fourfolds(Self.tables)),
            BreslowDayTest(try fourfolds(Self.tables.map { [$0[2], $0[3], $0[0], $0[1]] }))
        )
        expectClose(plain.corrected?.statistic, turned.corrected?.statistic, relative: 1e-9, "homogeneity")
    }
}
