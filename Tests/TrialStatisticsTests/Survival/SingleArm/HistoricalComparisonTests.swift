import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Historical comparison · ByHand")
struct HistoricalComparisonByHandTests {
    /// χ²(2) is exponential: P(χ²(2) < x) = 1 − e^(−x/2), so one event in T gives 1 − 2^(−T/m₀).
    @Test func `one event: the probability is 1 - 2^(-T over m)`() throws {
        let followUp = try SurvivalTimes([4, 8], events: [true, false])
        let answer = try HistoricalComparison(followUp, median: 6)
        #expect(answer.events == 1 && answer.totalTime == 12)
        let exponential = try #require(answer.exponential)
        #expect(isClose(exponential.probability, 0.75, relative: 1e-14))
        #expect(isClose(exponential.median, 12 * log(2), relative: 1e-15))
        #expect(isClose(exponential.limits.lower, 12 * log(2) / -log(0.025), relative: 1e-13))
        #expect(isClose(exponential.limits.upper, 12 * log(2) / -log(0.975), relative: 1e-13))
    }

    /// χ²(4): 1 − e^(−x/2)(1 + x/2), x/2 = T·log 2/m₀ = 2·log 2.
    @Test func `two events, one of them late entered`() throws {
        let followUp = try SurvivalTimes([5, 7, 9], events: [true, true, false], entries: [0, 3, 6])
        let answer = try HistoricalComparison(followUp, median: 6)
        #expect(answer.totalTime == 12)
        #expect(isClose(answer.exponential?.probability, 1 - 0.25 * (1 + 2 * log(2)), relative: 1e-14))
    }

    /// S(2) = 3/4 with Greenwood's 1/(4·3): on the plain scale (3/4 − 1/2)/√(1/12·9/16) = 2/√3.
    @Test func `the Kaplan-Meier answer of one death among four`() throws {
        let followUp = try SurvivalTimes([1, 3, 3, 3], events: [true, false, false, false])
        let answer = try HistoricalComparison(followUp, median: 2, transform: .plain)
        let wanted = 0.5 * erfc(-(2 / 3.0.squareRoot()) / 2.0.squareRoot())
        #expect(isClose(answer.kaplanMeierProbability, wanted, relative: 1e-14))
    }

    @Test func `what the data do not say is absent`() throws {
        let censored = try HistoricalComparison(try SurvivalTimes([4, 8], events: [false, false]), median: 6)
        #expect(censored.exponential == nil && censored.kaplanMeierProbability == nil)
        let early = try HistoricalComparison(try SurvivalTimes([4, 8], events: [true, false]), median: 3)
        #expect(early.exponential != nil && early.kaplanMeierProbability == nil)
        let past = try HistoricalComparison(try SurvivalTimes([4, 8], events: [true, false]), median: 9)
        #expect(past.kaplanMeierProbability == nil)
        let dead = try HistoricalComparison(try SurvivalTimes([4, 8], events: [true, true]), median: 8)
        #expect(dead.kaplanMeierProbability == nil)
    }

    @Test(arguments: [0, -1, .infinity, .nan]) func `a median that is none is refused`(median: Double) throws {
        let followUp = try SurvivalTimes([4], events: [true])
        #expect(throws: StatisticsError.self) { try HistoricalComparison(followUp, median: median) }
    }
}

/// One case of `Validation/R/historical-median.json`.
struct HistoricalCase: Decodable, Sendable {
    let data: String
    let median, events, totalTime, exponentialMedian, lower, upper, exponential: Double
    let kaplanMeier: [String: Double]

    static let golden = Result { try Golden<HistoricalCase>(named: "historical-median") }
}

@Suite("Historical comparison · Golden: R pchisq and the level of survfit's limit")
struct HistoricalComparisonGoldenTests {
    @Test(arguments: try HistoricalCase.golden.get().cases, ConfidenceTransform.allCases)
    func `both answers are R's`(_ one: HistoricalCase, _ transform: ConfidenceTransform) throws {
        let table = try HistoricalCase.golden.get().table(one.data)
        let followUp = try SurvivalTimes(table.numbers("time"), events: table.flags("event"))
        let answer = try HistoricalComparison(followUp, median: one.median, transform: transform)
        let exponential = try #require(answer.exponential)
        #expect(answer.events == one.events && answer.totalTime == one.totalTime)
        expectClose(exponential.median, one.exponentialMedian, relative: 1e-14, "median")
        expectClose(exponential.limits.lower, one.lower, relative: 1e-12, "lower")
        expectClose(exponential.limits.upper, one.upper, relative: 1e-12, "upper")
        expectClose(exponential.probability, one.exponential, relative: 1e-12, "exponential")
        let wanted = try #require(one.kaplanMeier[transform.rawValue])
        expectClose(answer.kaplanMeierProbability, wanted, relative: 1e-8, transform.rawValue)
    }
}

@Suite("Historical comparison · Property")
struct HistoricalComparisonPropertyTests {
    private func followUp(_ data: GeneratedFollowUp, scale: Double = 1) throws -> SurvivalTimes {
        try SurvivalTimes(data.times.map { $0 * scale }, events: data.events)
    }

    @Test(arguments: GeneratedFollowUp.several) func `time may be counted in any unit`(data: GeneratedFollowUp) throws {
        let months = try HistoricalComparison(followUp(data), median: 5)
        let years = try HistoricalComparison(followUp(data, scale: 0.25), median: 1.25)
        expectClose(years.exponential?.probability, months.exponential?.probability, relative: 1e-12, "exponential")
        expectClose(years.kaplanMeierProbability, months.kaplanMeierProbability, relative: 1e-12, "Kaplan-Meier")
    }

    @Test(arguments: GeneratedFollowUp.several) func `weight k is every subject k times`(data: GeneratedFollowUp) throws
    {
        let weighted = try HistoricalComparison(
            SurvivalTimes(data.times, events: data.events, entries: data.entries, weights: data.copies), median: 5)
        let rows = data.replicatedRows
        let repeated = try HistoricalComparison(
            SurvivalTimes(
                rows.map { data.times[$0] }, events: rows.map { data.events[$0] },
                entries: rows.map { data.entries[$0] }), median: 5)
        expectClose(
            weighted.exponential?.probability, repeated.exponential?.probability, relative: 1e-12, "exponential")
        expectClose(weighted.kaplanMeierProbability, repeated.kaplanMeierProbability, relative: 1e-12, "Kaplan-Meier")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `the higher the historical median, the less sure`(data: GeneratedFollowUp) throws {
        let followUp = try followUp(data)
        let answers = try (1...12).map { try HistoricalComparison(followUp, median: Double($0)) }
        let exponential = answers.compactMap { $0.exponential?.probability }
        #expect(exponential.count == 12 && zip(exponential, exponential.dropFirst()).allSatisfy { $0 >= $1 })
    }

    @Test(arguments: GeneratedFollowUp.several, ConfidenceTransform.allCases)
    func `at that level the limit of the curve is one half`(
        data: GeneratedFollowUp, transform: ConfidenceTransform
    ) throws {
        let followUp = try followUp(data)
        let answer = try HistoricalComparison(followUp, median: 6, transform: transform)
        let probability = try #require(answer.kaplanMeierProbability)
        let level = try ConfidenceLevel(abs(2 * probability - 1))
        let curve = try #require(KaplanMeier(followUp).estimate(at: 6, transform: transform, level: level))
        let limit = probability > 0.5 ? curve.limits.lower : curve.limits.upper
        expectClose(limit, 0.5, relative: 1e-7, "limit: the level keeps its tail to a relative 1e-9 or so")
    }
}

@Suite("Times of the events · ByHand")
struct EventTimeSummaryTests {
    @Test func `odd and even numbers of events`() throws {
        let odd = EventTimeSummary(try SurvivalTimes([9, 1, 4, 2], events: [false, true, true, true]))
        #expect(odd?.count == 3 && odd?.median == 2 && odd?.least == 1 && odd?.greatest == 4)
        let even = EventTimeSummary(try SurvivalTimes([9, 1, 4, 2], events: [true, true, true, true]))
        #expect(even?.median == 3 && even?.greatest == 9)
    }

    @Test func `none had it; weight 0 counts for nothing`() throws {
        #expect(EventTimeSummary(try SurvivalTimes([9], events: [false])) == nil)
        let weighted = EventTimeSummary(try SurvivalTimes([9, 1], events: [true, true], weights: [0, 3]))
        #expect(weighted?.count == 1 && weighted?.median == 1)
    }
}
