import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/one-sample-log-rank.json`.
struct OneSampleCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, reference: String
    let starts, rates: [Double]?
    let shape, scale: Double?
    let entry, weights, expectedColumn: String?
    let observed, expected, z, p, lower, meanZ, meanP, ratio: Double
    let exactLower, exactHigher, exactP, ratioLower, ratioUpper: Double?

    var testDescription: String { name }

    static let golden = Result { try Golden<OneSampleCase>(named: "one-sample-log-rank") }

    func test() throws -> OneSampleLogRankTest {
        let table = try Self.golden.get().table(data)
        let followUp = try SurvivalTimes(
            table.numbers("time"), events: table.flags("event"), entries: table.numbers(entry),
            weights: table.numbers(weights))
        if let expectedColumn { return try OneSampleLogRankTest(followUp, expected: table.numbers(expectedColumn)) }
        if let shape, let scale {
            return try OneSampleLogRankTest(followUp, reference: ReferenceHazard(weibullShape: shape, scale: scale))
        }
        let pieces = zip(starts ?? [], rates ?? []).map { ReferenceHazard.Piece(start: $0, rate: $1) }
        return try OneSampleLogRankTest(followUp, reference: ReferenceHazard(pieces: pieces))
    }
}

@Suite("One-sample log-rank test · Golden: R poisson.test, survexp")
struct OneSampleLogRankGoldenTests {
    @Test(arguments: try OneSampleCase.golden.get().cases)
    func `events, tests and ratio are R's`(_ one: OneSampleCase) throws {
        let test = try one.test()
        expectClose([test.observed, test.expected], [one.observed, one.expected], relative: 1e-12, "O and E")
        expectClose(test.z(), one.z, relative: 1e-11, "z")
        expectClose([test.pValue(), test.pValue(.lower)], [one.p, one.lower], relative: 1e-9, "p")
        expectClose(test.z(.mean), one.meanZ, relative: 1e-11, "z by the mean of O and E")
        expectClose(test.pValue(variance: .mean), one.meanP, relative: 1e-9, "p by the mean of O and E")
        expectClose(
            [test.exactPValue(.lower), test.exactPValue(.higher), test.exactPValue()],
            [one.exactLower, one.exactHigher, one.exactP], relative: 1e-9, "exact p")
        let ratio = test.standardizedRatio()
        expectClose(ratio?.estimate, one.ratio, relative: 1e-12, "O/E")
        expectClose(
            [ratio?.limits.lower, ratio?.limits.upper], [one.ratioLower, one.ratioUpper], relative: 1e-9, "limits")
    }
}

@Suite("One-sample log-rank test · ByHand")
struct OneSampleLogRankByHandTests {
    @Test func `two events of four subjects against a rate of a tenth`() throws {
        let followUp = try SurvivalTimes([5, 10, 5, 20], events: [true, false, true, false])
        let test = try OneSampleLogRankTest(followUp, reference: ReferenceHazard(rate: 0.1))
        // E = 40/10 = 4; z = −2/2; Wu: −2/√3.
        expectClose([test.observed, test.expected], [2, 4], relative: 1e-15, "O and E")
        expectClose([test.z(), test.z(.mean)], [-1, -2 / 3.0.squareRoot()], relative: 1e-14, "z")
        // P(X ≤ 2) = e⁻⁴(1 + 4 + 8).
        expectClose(test.exactPValue(.lower), 13 * Elementary.exponential(-4), relative: 1e-13, "exact, lower")
        expectClose(test.exactPValue(), 26 * Elementary.exponential(-4), relative: 1e-13, "exact, two-sided")
        expectClose(test.standardizedRatio()?.estimate, 0.5, relative: 1e-15, "O/E")
    }

    @Test func `a median, a point of the curve and pieces are the same hazard`() throws {
        let hazards = [
            try ReferenceHazard(median: 40), try ReferenceHazard(survival: [(40, 0.5)]),
            try ReferenceHazard(survival: [(20, 0.5.squareRoot()), (40, 0.5)]),
            try ReferenceHazard(pieces: [
                .init(start: 0, rate: Elementary.logarithm(2) / 40),
                .init(start: 7, rate: Elementary.logarithm(2) / 40),
            ]), try ReferenceHazard(weibullShape: 1, scale: 40 / Elementary.logarithm(2)),
        ]
        for hazard in hazards {
            expectClose(hazard.cumulative(at: 40), Elementary.logarithm(2), relative: 1e-14, "Λ at the median")
            expectClose(hazard.cumulative(at: 100), 2.5 * Elementary.logarithm(2), relative: 1e-14, "Λ past it")
            #expect(hazard.cumulative(at: -1) == 0)
        }
        let steps = try ReferenceHazard(pieces: [
            .init(start: 0, rate: 0.1), .init(start: 4, rate: 0), .init(start: 6, rate: 1),
        ])
        expectClose([4, 5, 8].map { steps.cumulative(at: $0) }, [0.4, 0.4, 2.4], relative: 1e-15, "pieces")
    }

    @Test func `nothing expected has no test, and fractions of events no exact one`() throws {
        let followUp = try SurvivalTimes([5, 10], events: [true, false], weights: [0.5, 2])
        let nothing = try OneSampleLogRankTest(followUp, expected: [0, 0])
        #expect(nothing.z() == nil && nothing.exactPValue() == nil && nothing.standardizedRatio() == nil)
        let some = try OneSampleLogRankTest(followUp, expected: [1, 0.25])
        expectClose([some.observed, some.expected, some.z()], [0.5, 1, -0.5], relative: 1e-14, "O, E, z")
        #expect(some.exactPValue() == nil)
        #expect(some.standardizedRatio()?.estimate == 0.5 && some.standardizedRatio()?.limits.upper == nil)
    }

    @Test func `without events the ratio is 0 with an upper limit of −log(α/2)/E`() throws {
        let test = try OneSampleLogRankTest(SurvivalTimes([8, 8], events: [false, false]), expected: [1, 1])
        let ratio = try #require(test.standardizedRatio())
        #expect(ratio.estimate == 0 && ratio.limits.lower == 0)
        expectClose(ratio.limits.upper, -Elementary.logarithm(0.025) / 2, relative: 1e-12, "upper limit")
    }

    @Test func `hazards that cannot be are refused by name`() {
        let faults: [(String, () throws -> ReferenceHazard)] = [
            ("rate", { try ReferenceHazard(rate: 0) }), ("median", { try ReferenceHazard(median: -1) }),
            ("survival", { try ReferenceHazard(survival: []) }),
            ("survival", { try ReferenceHazard(survival: [(5, 1.2)]) }),
            ("survival", { try ReferenceHazard(survival: [(5, 0.8), (4, 0.5)]) }),
            ("survival", { try ReferenceHazard(survival: [(5, 1)]) }),
            ("pieces", { try ReferenceHazard(pieces: []) }),
            ("pieces", { try ReferenceHazard(pieces: [.init(start: 1, rate: 1)]) }),
            ("pieces", { try ReferenceHazard(pieces: [.init(start: 0, rate: 0)]) }),
            ("pieces", { try ReferenceHazard(pieces: [.init(start: 0, rate: 1), .init(start: 0, rate: 2)]) }),
            ("weibullShape", { try ReferenceHazard(weibullShape: 0, scale: 1) }),
            ("scale", { try ReferenceHazard(weibullShape: 1, scale: .infinity) }),
        ]
        for (argument, make) in faults {
            #expect(#expect(throws: StatisticsError.self) { try make() }?.argument == argument)
        }
    }

    @Test func `expected hazards that do not fit are refused`() throws {
        let followUp = try SurvivalTimes([5, 10], events: [true, false])
        for expected in [[1], [1, -1], [1, .infinity]] {
            #expect(throws: StatisticsError.self) { try OneSampleLogRankTest(followUp, expected: expected) }
        }
    }
}

@Suite("One-sample log-rank test · Property")
struct OneSampleLogRankPropertyTests {
    @Test(arguments: GeneratedFollowUp.several)
    func `time may be scaled, rows shuffled, whole weights written out, follow-up cut in intervals`(
        _ data: GeneratedFollowUp
    ) throws {
        let one = try OneSampleLogRankTest(
            SurvivalTimes(data.times, events: data.events, entries: data.entries, weights: data.copies),
            reference: ReferenceHazard(pieces: [.init(start: 0, rate: 0.1), .init(start: 5, rate: 0.2)]))
        let rows = data.replicatedRows.shuffled()
        let other = try OneSampleLogRankTest(
            SurvivalTimes(
                data.times.picked(rows).map { $0 * 30 }, events: data.events.picked(rows),
                entries: data.entries.picked(rows).map { $0 * 30 }),
            reference: ReferenceHazard(pieces: [.init(start: 0, rate: 0.1 / 30), .init(start: 150, rate: 0.2 / 30)]))
        expectClose(other.z(), one.z(), relative: 1e-11, absolute: 1e-12, "z")
        expectClose(other.exactPValue(), one.exactPValue(), relative: 1e-10, "exact p")
        let cuts = data.times.indices.map { (data.entries[$0] + data.times[$0]) / 2 }
        let cut = try OneSampleLogRankTest(
            SurvivalTimes(
                cuts + data.times, events: data.events.map { _ in false } + data.events, entries: data.entries + cuts,
                weights: data.copies + data.copies),
            reference: ReferenceHazard(pieces: [.init(start: 0, rate: 0.1), .init(start: 5, rate: 0.2)]))
        expectClose([cut.observed, cut.expected], [one.observed, one.expected], relative: 1e-12, "cut in two")
    }

    @Test(arguments: [(2.0, 5.0), (9, 4), (1, 1), (0, 3)])
    func `limits of O/E leave out 1 where the exact p-value is below the level`(_ events: Double, _ expected: Double)
        throws
    {
        let count = Int(events) + 1
        let test = try OneSampleLogRankTest(
            SurvivalTimes(
                .init(repeating: 1, count: count), events: (0..<count).map { $0 < Int(events) }),
            expected: .init(repeating: expected / Double(count), count: count))
        let p = try #require(test.exactPValue())
        guard p < 1 else { return }
        let limits = try #require(test.standardizedRatio(level: ConfidenceLevel(1 - p))?.limits)
        let nearest = events < expected ? limits.upper : limits.lower
        expectClose(nearest, 1, relative: 1e-9, "at the level 1 − p a limit is 1")
    }
}
