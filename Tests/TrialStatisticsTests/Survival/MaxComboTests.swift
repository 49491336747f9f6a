import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/max-combo.json`.
struct MaxComboCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, group: String
    let entry, weights, strata: String?
    let groups: [String]
    let z: [Double]
    let correlation: [[Double]]
    let statistic, p: Double

    var testDescription: String { name }

    static let golden = Result { try Golden<MaxComboCase>(named: "max-combo") }
}

@Suite("MaxCombo test · Golden: R mvtnorm")
struct MaxComboGoldenTests {
    @Test(arguments: try MaxComboCase.golden.get().cases)
    func `statistics, correlations and probability are R's`(_ one: MaxComboCase) throws {
        let table = try MaxComboCase.golden.get().table(one.data)
        let answer = try MaxComboTest(
            SurvivalTimes(
                table.numbers("time"), events: table.flags("event"), entries: table.numbers(one.entry),
                weights: table.numbers(one.weights)),
            groups: Factor(
                codes: table.texts(one.group).map { $0 == one.groups[0] ? 0 : 1 }, levels: one.groups),
            strata: one.strata.map { Factor(try table.texts($0)) })
        expectClose(answer.components.map(\.statistic), one.z, relative: 1e-10, absolute: 1e-12, "z")
        expectClose(answer.correlation, one.correlation.flatMap { $0 }, relative: 1e-10, "correlation")
        expectClose(answer.test?.statistic, one.statistic, relative: 1e-10, "max |z|")
        expectClose(answer.test?.pValue, one.p, relative: 1e-7, "p: by quadrature on both sides")
    }
}

@Suite("MaxCombo test · ByHand and Property")
struct MaxComboTests {
    @Test func `a single event time is the log-rank test`() throws {
        let followUp = try SurvivalTimes([1, 2, 2], events: [true, false, false])
        let groups = Factor(["A", "A", "B"])
        let answer = try MaxComboTest(followUp, groups: groups)
        // Late weights are 0 there, and early ones 1: (1 − 2/3)/√(2/9).
        #expect(
            answer.components.map(\.weighting) == [
                .flemingHarrington(rho: 0, gamma: 0), .flemingHarrington(rho: 1, gamma: 0),
            ])
        expectClose(answer.test?.statistic, 0.5.squareRoot(), relative: 1e-14, "z")
        let logRank = try LogRankTest(followUp, groups: groups)
        expectClose(answer.test?.pValue, logRank.test?.pValue, relative: 1e-12, "p")
    }

    @Test func `no event with both groups at risk has no test`() throws {
        let followUp = try SurvivalTimes([1, 2, 3], events: [false, true, true])
        let answer = try MaxComboTest(followUp, groups: Factor(["A", "B", "B"]))
        #expect(answer.components.isEmpty)
        #expect(answer.test == nil)
    }

    @Test func `three groups are refused`() throws {
        let followUp = try SurvivalTimes([1, 2, 3], events: [true, true, true])
        let error = #expect(throws: StatisticsError.self) {
            try MaxComboTest(followUp, groups: Factor(["A", "B", "C"]))
        }
        #expect(error?.argument == "groups")
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `each component is a weighted test, and the largest decides`(
        _ data: GeneratedFollowUp, _ variant: Variant
    ) throws {
        let followUp = try variant.followUp(data)
        let groups = try Factor(codes: data.arms.map { $0 == 1 ? 1 : 0 }, levels: ["other", "B"])
        let strata = try variant.stratumFactor(data)
        let answer = try MaxComboTest(followUp, groups: groups, strata: strata)
        for component in answer.components {
            let one = try LogRankTest(followUp, groups: groups, strata: strata, weighting: component.weighting)
            expectClose(
                component.statistic * component.statistic, one.test?.statistic, relative: 1e-9, absolute: 1e-13, "z²")
        }
        let test = try #require(answer.test)
        #expect(test.statistic == answer.components.map { abs($0.statistic) }.max())
        let smallest = try #require(
            ChiSquaredTest(statistic: test.statistic * test.statistic, degreesOfFreedom: 1)?.pValue)
        #expect(test.pValue >= smallest && test.pValue <= 4 * smallest)
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `swapping groups flips the signs, and whole weights are rows`(_ data: GeneratedFollowUp) throws {
        let rows = data.replicatedRows
        let isB = data.arms.map { $0 == 1 ? Int32(1) : 0 }
        let weighted = try MaxComboTest(
            SurvivalTimes(data.times, events: data.events, entries: data.entries, weights: data.copies),
            groups: Factor(codes: isB, levels: ["other", "B"]))
        let replicated = try MaxComboTest(
            SurvivalTimes(
                data.times.picked(rows).map { $0 * 7 }, events: data.events.picked(rows),
                entries: data.entries.picked(rows).map { $0 * 7 }),
            groups: Factor(codes: isB.picked(rows).map { 1 - $0 }, levels: ["B", "other"]))
        expectClose(
            replicated.components.map { -$0.statistic }, weighted.components.map(\.statistic), relative: 1e-9,
            absolute: 1e-11, "z")
        expectClose(replicated.test?.pValue, weighted.test?.pValue, relative: 1e-7, "p")
    }
}
