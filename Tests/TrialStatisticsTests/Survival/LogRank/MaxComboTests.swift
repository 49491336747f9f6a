import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/max-combo.json`.
struct MaxComboCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, group: String
    let entry, weights, strata: String?
    let groups: [String]
    let powers: [[Double]]?
    let z: [Double]
    let correlation: [[Double]]
    let statistic, p, pLower, pHigher: Double

    var testDescription: String { name }

    static let golden = Result { try Golden<MaxComboCase>(named: "max-combo") }
}

@Suite("MaxCombo test · Golden: R mvtnorm")
struct MaxComboGoldenTests {
    @Test(arguments: try MaxComboCase.golden.get().cases)
    func `statistics, correlations and probability are R's`(_ one: MaxComboCase) throws {
        let answer = try test(one)
        expectClose(answer.components.map(\.statistic), one.z, relative: 1e-10, absolute: 1e-12, "z")
        expectClose(answer.correlation, one.correlation.flatMap { $0 }, relative: 1e-10, "correlation")
        expectClose(answer.test?.statistic, one.statistic, relative: 1e-10, "max |z|")
        expectClose(answer.test?.pValue, one.p, relative: 1e-7, "p: by quadrature on both sides")
    }

    @Test(arguments: try MaxComboCase.golden.get().cases)
    func `in one direction the largest z counts`(_ one: MaxComboCase) throws {
        let lower = try test(one, .lower)
        expectClose(lower.test?.statistic, one.z.max(), relative: 1e-10, absolute: 1e-12, "max z")
        expectClose(lower.test?.pValue, one.pLower, relative: 1e-6, "lower: Miwa's steps give six digits or more")
        let higher = try test(one, .higher)
        expectClose(higher.test?.statistic, one.z.map { -$0 }.max(), relative: 1e-10, absolute: 1e-12, "max −z")
        expectClose(higher.test?.pValue, one.pHigher, relative: 1e-6, "higher")
    }

    private func test(_ one: MaxComboCase, _ alternative: HazardAlternative = .twoSided) throws -> MaxComboTest {
        let table = try MaxComboCase.golden.get().table(one.data)
        return try MaxComboTest(
            SurvivalTimes(
                table.numbers("time"), events: table.flags("event"), entries: table.numbers(one.entry),
                weights: table.numbers(one.weights)),
            groups: Factor(
                codes: table.texts(one.group).map { $0 == one.groups[0] ? 0 : 1 }, levels: one.groups),
            strata: one.strata.map { Factor(try table.texts($0)) },
            weightings: one.powers?.map { .flemingHarrington(rho: $0[0], gamma: $0[1]) }
                ?? MaxComboTest.standardWeightings, alternative: alternative)
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

    @Test func `none and five weightings are refused, and so is a weight that cannot be`() throws {
        let followUp = try SurvivalTimes([1, 2, 3], events: [true, true, true])
        let groups = Factor(["A", "B", "B"])
        for count in [0, 5] {
            #expect(throws: StatisticsError.self) {
                try MaxComboTest(followUp, groups: groups, weightings: .init(repeating: .logRank, count: count))
            }
        }
        #expect(throws: StatisticsError.self) {
            try MaxComboTest(followUp, groups: groups, weightings: [.flemingHarrington(rho: -1, gamma: 0)])
        }
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `one member is its own test, in each direction`(_ data: GeneratedFollowUp) throws {
        let followUp = try SurvivalTimes(data.times, events: data.events)
        let groups = try Factor(codes: data.arms.map { $0 == 1 ? 1 : 0 }, levels: ["other", "B"])
        let single = try LogRankTest(followUp, groups: groups, weighting: .gehan)
        for alternative in HazardAlternative.allCases {
            let answer = try MaxComboTest(followUp, groups: groups, weightings: [.gehan], alternative: alternative)
            expectClose(answer.test?.pValue, single.pValue(alternative), relative: 1e-10, "\(alternative)")
        }
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
