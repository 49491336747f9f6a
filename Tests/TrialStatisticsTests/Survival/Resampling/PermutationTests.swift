import Synchronization
import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/permutation-tests.json`.
struct PermutationCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, alternative: String
    let powers: [[Double]]
    let levels: [String]
    let statistic, p: Double
    let arrangements, exceedances: Int

    var testDescription: String { name }

    static let golden = Result { try Golden<PermutationCase>(named: "permutation-tests") }

    func test(_ arrangements: PermutationTest.Arrangements = .all) throws -> PermutationTest {
        let table = try Self.golden.get().table(data)
        let labels = try table.texts("group")
        let followUp = try SurvivalTimes(
            table.numbers("time"), events: table.flags("event"), entries: try? table.numbers("entry"),
            weights: try? table.numbers("copies"))
        let weightings = powers.map { LogRankTest.Weighting.flemingHarrington(rho: $0[0], gamma: $0[1]) }
        let codes = try labels.map { label in Int32(try #require(levels.firstIndex(of: label))) }
        let answer = try PermutationTest(
            followUp, groups: Factor(codes: codes, levels: levels),
            strata: (try? table.texts("stratum")).map { Factor($0) },
            test: weightings.count == 1 ? .logRank(weightings[0]) : .maxCombo(weightings),
            alternative: HazardAlternative(rawValue: alternative) ?? .twoSided, arrangements: arrangements)
        return try #require(answer)
    }
}

@Suite("Permutation tests · Golden: all arrangements in R, coin")
struct PermutationGoldenTests {
    @Test(arguments: try PermutationCase.golden.get().cases)
    func `statistic, arrangements and exact p-value are R's`(_ one: PermutationCase) throws {
        let test = try one.test()
        expectClose(test.statistic, one.statistic, relative: 1e-10, "statistic")
        #expect(test.isExact && test.arrangementCount == one.arrangements && test.exceedances == one.exceedances)
        expectClose(test.pValue, one.p, relative: 1e-14, "p")
        #expect(test.monteCarloLimits() == nil)
    }

    @Test(arguments: try PermutationCase.golden.get().cases)
    func `arrangements drawn give the same within their own limits`(_ one: PermutationCase) throws {
        let test = try one.test(.random(replicates: 4000, seed: 20))
        let limits = try #require(test.monteCarloLimits(level: ConfidenceLevel(0.9999)))
        #expect(!test.isExact && test.arrangementCount == 4000 && test.seed == 20)
        let (lower, upper) = (try #require(limits.lower), try #require(limits.upper))
        #expect(lower <= one.p && one.p <= upper, "15 cases at 1 in 10,000: \(lower)–\(upper) for \(one.p)")
        #expect(test.pValue == Double(test.exceedances + 1) / 4001)
    }
}

@Suite("Permutation tests · ByHand")
struct PermutationByHandTests {
    /// Events at 1, 2, 3, 4, one each, of A, A, B, B. Scores 1 − 1/4, 1 − 1/4 − 1/3, 1 − 13/12, 1 − 25/12 = 3/4, 5/12, −1/12, −13/12.
    private func test(_ alternative: HazardAlternative) throws -> PermutationTest {
        let answer = try PermutationTest(
            SurvivalTimes([1, 2, 3, 4], events: .init(repeating: true, count: 4)),
            groups: Factor(["A", "A", "B", "B"]), alternative: alternative, arrangements: .all)
        return try #require(answer)
    }

    @Test func `four deaths in order`() throws {
        // U of A = 14/12, the greatest of 6 sums; σ² = 2·2/(4·3)·Σc² = (81 + 25 + 1 + 169)/(3·144).
        let both = try test(.twoSided)
        expectClose(both.statistic, fraction(14, 12) / fraction(276, 432).squareRoot(), relative: 1e-14, "Z")
        #expect(both.arrangementCount == 6 && both.exceedances == 2)
        let lower = try test(.lower)
        #expect(lower.exceedances == 1 && lower.pValue == 1.0 / 6)
        #expect(try test(.higher).pValue == 1)
    }

    @Test func `scores add up to O − E, and to nothing in a stratum`() throws {
        let data = GeneratedFollowUp(seed: 3)
        let followUp = try SurvivalTimes(data.times, events: data.events, entries: data.entries)
        let strata = try Factor(codes: data.strata, levels: ["0", "1", "2", "3"])
        let order = RiskOrder(followUp, strata: strata)
        for weighting in [LogRankTest.Weighting.logRank, .gehan, .flemingHarrington(rho: 0, gamma: 1), .peto] {
            let scores = LogRankScores(order, followUp, [weighting]).values
            var byGroup = [0.0, 0, 0]
            var byStratum = [0.0, 0, 0, 0]
            for (position, row) in order.rows.enumerated() {
                byGroup[Int(data.arms[Int(row)])] += scores[position]
                byStratum[Int(data.strata[Int(row)])] += scores[position]
            }
            let test = try LogRankTest(followUp, groups: data.armFactor, strata: strata, weighting: weighting)
            expectClose(
                byGroup, test.groups.map { $0.observed - $0.expected }, relative: 1e-10, absolute: 1e-11, "O − E")
            expectClose(byStratum, [0, 0, 0, 0], relative: 0, absolute: 1e-11, "sums")
        }
    }

    @Test func `nothing to permute has no test`() throws {
        let censored = try SurvivalTimes([1, 2, 3], events: [false, false, false])
        #expect(try PermutationTest(censored, groups: Factor(["A", "B", "B"]), arrangements: .all) == nil)
        let followUp = try SurvivalTimes([1, 2, 3, 4], events: [true, true, true, true])
        let arm = Factor(["A", "A", "B", "B"])
        #expect(try PermutationTest(followUp, groups: arm, strata: arm, arrangements: .all) == nil)
    }

    @Test func `what cannot be asked is refused by name`() throws {
        let followUp = try SurvivalTimes([1, 2, 3, 4], events: [true, true, true, true])
        let weighted = try SurvivalTimes([1, 2], events: [true, true], weights: [1, 1.5])
        let three = Factor(["A", "B", "C", "C"])
        let faults: [(String, () throws -> PermutationTest?)] = [
            ("weights", { try PermutationTest(weighted, groups: Factor(["A", "B"]), arrangements: .all) }),
            ("alternative", { try PermutationTest(followUp, groups: three, alternative: .lower, arrangements: .all) }),
            (
                "groups",
                {
                    try PermutationTest(
                        followUp, groups: three, test: .maxCombo(MaxComboTest.standardWeightings), arrangements: .all)
                }
            ), ("groups", { try PermutationTest(followUp, groups: Factor(["A", "A", "A", "A"]), arrangements: .all) }),
            (
                "replicates",
                { try PermutationTest(followUp, groups: three, arrangements: .random(replicates: 0, seed: 1)) }
            ), ("groups", { try PermutationTest(followUp, groups: Factor(["A"]), arrangements: .all) }),
        ]
        for (argument, make) in faults {
            #expect(#expect(throws: StatisticsError.self) { _ = try make() }?.argument == argument)
        }
    }

    @Test func `all of too many arrangements are refused, and drawn instead where it is left to us`() throws {
        let data = GeneratedFollowUp(seed: 2)
        let followUp = try SurvivalTimes(data.times, events: data.events)
        let error = #expect(throws: StatisticsError.self) {
            try PermutationTest(followUp, groups: data.armFactor, arrangements: .all)
        }
        #expect(error?.argument == "arrangements")
        let drawn = try PermutationTest(
            followUp, groups: data.armFactor, arrangements: .automatic(replicates: 200, seed: 1))
        #expect(drawn?.isExact == false)
        let few = try PermutationTest(
            SurvivalTimes([1, 2, 3, 4], events: [true, true, true, true]), groups: Factor(["A", "B", "B", "B"]),
            arrangements: .automatic(replicates: 200, seed: 1))
        #expect(few?.isExact == true && few?.arrangementCount == 4)
    }
}

@Suite("Permutation tests · Property")
struct PermutationPropertyTests {
    @Test(arguments: GeneratedFollowUp.several)
    func `any number of cores counts the same, and says how far it is`(_ data: GeneratedFollowUp) throws {
        let followUp = try SurvivalTimes(data.times, events: data.events, entries: data.entries, weights: data.copies)
        let parts = Mutex([Double]())
        let counts = try [1, 2, 3, 7].map { cores in
            try PermutationTest(
                followUp, groups: data.armFactor, strata: Factor(codes: data.strata, levels: ["0", "1", "2", "3"]),
                arrangements: .random(replicates: 300, seed: data.seed), cores: cores,
                progress: { part in parts.withLock { $0.append(part) } })?.exceedances
        }
        #expect(Set(counts).count == 1 && counts[0] != nil)
        #expect(parts.withLock { $0.filter { $0 == 1 }.count } == 4)
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `drawn arrangements follow the limit law where there are many`(_ data: GeneratedFollowUp) throws {
        let followUp = try SurvivalTimes(data.times, events: data.events)
        let answer = try PermutationTest(
            followUp, groups: data.armFactor, arrangements: .random(replicates: 5000, seed: data.seed))
        let drawn = try #require(answer)
        let law = try #require(ChiSquaredTest(statistic: drawn.statistic, degreesOfFreedom: 2)).pValue
        #expect(abs(drawn.pValue - law) < 0.03, "90 subjects: \(drawn.pValue) for \(law)")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `whole weights are subjects`(_ data: GeneratedFollowUp) throws {
        let rows = data.replicatedRows
        let codes = data.arms.map { Int32($0 == 1 ? 1 : 0) }
        let weighted = try PermutationTest(
            SurvivalTimes(data.times, events: data.events, weights: data.copies),
            groups: Factor(codes: codes, levels: ["A", "B"]), arrangements: .random(replicates: 200, seed: 9))
        let written = try PermutationTest(
            SurvivalTimes(data.times.picked(rows), events: data.events.picked(rows)),
            groups: Factor(codes: codes.picked(rows), levels: ["A", "B"]),
            arrangements: .random(replicates: 200, seed: 9))
        expectClose(weighted?.statistic, written?.statistic, relative: 1e-12, "Z")
        #expect(weighted?.exceedances == written?.exceedances)
    }
}
