import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/subgroups.json`.
struct SubgroupCase: Decodable, Sendable, CustomTestStringConvertible {
    let kind, name, data, group, ties: String
    let least: Int
    let by, strata, entry, weights, marker: String?
    let robust: Bool?
    let levels: [String]?
    let effects: [Effect]?
    let interaction: Interaction?
    let heterogeneity: Heterogeneity?
    let size, overlap: Int?
    let horizon, overall: Double?
    let windows: [Window]?

    var testDescription: String { name }

    struct Effect: Decodable, Sendable {
        let n, events: [Int]
        let method: String
        let coefficient, standardError, lower, upper, chiSquare: Double?
    }

    struct Interaction: Decodable, Sendable {
        let df: Int
        let likelihoodRatio: Double
        let wald: Double?
        let stratifiedByLevel: Bool
    }

    struct Heterogeneity: Decodable, Sendable {
        let df: Int
        let statistic, pooled, standardError, share: Double
    }

    struct Window: Decodable, Sendable {
        struct Difference: Decodable, Sendable { let estimate, standardError: Double? }

        let lower, upper, median, distance: Double
        let count: Int
        let effect: Effect
        let difference: Difference?
    }

    static let golden = Result { try Golden<SubgroupCase>(named: "subgroups") }

    static func cases(_ kind: String) throws -> [SubgroupCase] { try golden.get().cases.filter { $0.kind == kind } }

    /// The columns of the case as the methods take them.
    struct Input {
        let followUp: SurvivalTimes
        let groups: Factor
        let strata: Factor?
        let ties: CoxRegression.Ties
        let thinCells: ThinCells
        let robust: CoxRegression.RobustVariance?
        let table: GoldenTable
    }

    var input: Input {
        get throws {
            let table = try Self.golden.get().table(data)
            return Input(
                followUp: try SurvivalTimes(
                    table.numbers("time"), events: table.flags("event"), entries: table.numbers(entry),
                    weights: table.numbers(weights)),
                groups: try Factor(codes: table.numbers(group).map { Int32($0) }, levels: ["control", "treated"]),
                strata: try strata.map { try Self.factor(table, $0) }, ties: ties == "efron" ? .efron : .breslow,
                thinCells: try ThinCells(leastEvents: least), robust: robust == true ? .observations : nil, table: table
            )
        }
    }

    /// A column of texts or of numbers as levels.
    static func factor(_ table: GoldenTable, _ name: String) throws -> Factor {
        if let texts = try? table.texts(name) { return Factor(texts) }
        return Factor(try table.numbers(name).map { String($0) })
    }
}

private func expectEqual(_ found: SubgroupHazardRatio, _ expected: SubgroupCase.Effect, _ what: String) {
    #expect(found.groups.map(\.count) == expected.n && found.groups.map(\.eventCount) == expected.events, "\(what)")
    #expect((found.method?.rawValue ?? "none") == expected.method, "\(what)")
    // Firth's root in R leans on a numerical derivative.
    let relative = found.method == .firth ? 1e-7 : 1e-8
    expectClose(found.coefficient, expected.coefficient, relative: relative, absolute: 1e-9, "\(what): coefficient")
    expectClose(found.standardError, expected.standardError, relative: relative, "\(what): standard error")
    expectClose(found.ratio?.limits.lower, expected.lower, relative: relative, "\(what): lower")
    expectClose(found.ratio?.limits.upper, expected.upper, relative: relative, "\(what): upper")
    expectClose(found.test?.statistic, expected.chiSquare, relative: relative, absolute: 1e-10, "\(what): test")
}

@Suite("Subgroups · Golden: R")
struct SubgroupGoldenTests {
    @Test(arguments: try SubgroupCase.cases("levels"))
    func `the effect in each level, and how it was estimated`(_ one: SubgroupCase) throws {
        let input = try one.input
        let level = try SubgroupCase.factor(input.table, try #require(one.by))
        #expect(level.levels == one.levels)
        for (code, expected) in try #require(one.effects).enumerated() {
            let rows = level.codes.indices.filter { level.codes[$0] == Int32(code) }
            let found = try SubgroupHazardRatio(
                input.followUp.picked(rows), groups: input.groups.picked(rows), strata: input.strata?.picked(rows),
                ties: input.ties, robust: input.robust?.picked(rows), thinCells: input.thinCells)
            expectEqual(found, expected, level.levels[code])
        }
    }

    @Test(arguments: try SubgroupCase.cases("levels"))
    func `interaction is that of two models`(_ one: SubgroupCase) throws {
        let input = try one.input
        let expected = try #require(one.interaction)
        let found = try InteractionTest(
            input.followUp, groups: input.groups, subgroups: SubgroupCase.factor(input.table, try #require(one.by)),
            strata: input.strata, ties: input.ties, robust: input.robust)
        #expect(found.degreesOfFreedom == expected.df)
        #expect(found.isStratifiedByLevel == expected.stratifiedByLevel)
        // The difference of two log-likelihoods of several hundreds.
        expectClose(found.likelihoodRatio?.statistic, expected.likelihoodRatio, relative: 1e-8, absolute: 1e-9, "LR")
        expectClose(found.wald?.statistic, expected.wald, relative: 1e-8, "Wald")
    }

    @Test(arguments: try SubgroupCase.cases("levels"))
    func `heterogeneity of the estimates`(_ one: SubgroupCase) throws {
        let expected = try #require(one.heterogeneity)
        let estimates = try #require(one.effects).filter { $0.coefficient != nil }
        let found = try HeterogeneityTest(
            estimates: estimates.compactMap(\.coefficient), standardErrors: estimates.compactMap(\.standardError))
        #expect(found.test?.degreesOfFreedom == expected.df)
        expectClose(found.test?.statistic, expected.statistic, relative: 1e-12, "Q")
        expectClose(found.pooled, expected.pooled, relative: 1e-12, "pooled")
        expectClose(found.standardError, expected.standardError, relative: 1e-12, "standard error")
        expectClose(found.share, expected.share, relative: 1e-12, "I²")
    }

    @Test(arguments: try SubgroupCase.cases("windows"))
    func `windows, their effects and their distances`(_ one: SubgroupCase) throws {
        let input = try one.input
        let marker = try input.table.numbers(try #require(one.marker))
        let windows = try SlidingWindows(
            marker, size: try #require(one.size), overlap: try #require(one.overlap))
        let expected = try #require(one.windows)
        #expect(windows.windows.map(\.range) == expected.map { $0.lower...$0.upper })
        #expect(windows.windows.map(\.count) == expected.map(\.count))
        #expect(windows.windows.map(\.median) == expected.map(\.median))
        let pattern = try SlidingWindowEffects(
            input.followUp, groups: input.groups, marker: marker, windows: windows, strata: input.strata,
            ties: input.ties, thinCells: input.thinCells)
        expectClose(pattern.overall.hazardRatio.coefficient, one.overall, relative: 1e-9, "overall")
        for (effect, window) in zip(pattern.effects, expected) {
            expectEqual(effect.hazardRatio, window.effect, "window from \(window.lower)")
        }
        let test = try #require(try pattern.permutationTest(permutations: 1, seed: 1))
        expectClose(test.distances, expected.map(\.distance), relative: 1e-8, absolute: 1e-9, "distances")
    }

    @Test(arguments: try SubgroupCase.cases("windows").filter { $0.entry == nil && $0.weights == nil })
    func `differences of survival in windows`(_ one: SubgroupCase) throws {
        let input = try one.input
        let marker = try input.table.numbers(try #require(one.marker))
        let windows = try SlidingWindows(marker, size: try #require(one.size), overlap: try #require(one.overlap))
        let pattern = try SlidingWindowEffects(
            input.followUp, groups: input.groups, marker: marker, windows: windows,
            measure: .survivalDifference(at: try #require(one.horizon)))
        let expected = try #require(one.windows).map(\.difference)
        expectClose(pattern.effects.map(\.difference), expected.map { $0?.estimate }, relative: 1e-12, "difference")
        expectClose(
            pattern.effects.map(\.standardError), expected.map { $0?.standardError }, relative: 1e-12, "standard error")
    }
}
