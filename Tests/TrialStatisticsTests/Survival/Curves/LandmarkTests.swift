import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Landmarks · ByHand")
struct LandmarkByHandTests {
    let untilThree = Result {
        try KaplanMeier(times: [1, 2, 3, 4], events: [true, true, true, false])
    }

    @Test func `three rules past the end of follow-up`() throws {
        let open = try untilThree.get()
        let closed = try KaplanMeier(times: [1, 2], events: [true, true])
        #expect(open.estimate(at: 5, rule: .strict) == nil)
        #expect(open.estimate(at: 5, rule: .leaveOut) == nil)
        #expect(open.estimate(at: 5, rule: .extend)?.survival == 0.25)
        #expect(open.estimate(at: 5, rule: .extend)?.limits == open.estimate(at: 4)?.limits)
        #expect(closed.estimate(at: 5, rule: .strict)?.survival == 0)
        #expect(closed.estimate(at: 5, rule: .leaveOut) == nil)
        #expect(closed.estimate(at: 5, rule: .extend)?.survival == 0)
    }

    @Test func `conditional survival counts from those who are left`() throws {
        let curve = try untilThree.get()
        let half = try #require(curve.conditionalSurvival(at: 3, given: 2))
        // Two at risk after 2, one of whom has the event at 3: 1/2 with σ² = 1/(2·1).
        #expect(half.survival == 0.5)
        #expect(half.atRisk == 2)
        expectClose(half.standardError, 0.5 * 0.5.squareRoot(), relative: 1e-12, "standard error")
        #expect(curve.conditionalSurvival(at: 2, given: 2)?.survival == 1)
        #expect(curve.conditionalSurvival(at: 1, given: 2) == nil)
        #expect(curve.conditionalSurvival(at: 5, given: 2) == nil)
        #expect(curve.conditionalSurvival(at: 5, given: 2, rule: .extend)?.survival == 0.5)
        #expect(curve.conditionalSurvival(at: 6, given: 5, rule: .extend) == nil)
        let closed = try KaplanMeier(times: [1, 2], events: [true, true])
        #expect(closed.conditionalSurvival(at: 2, given: 1)?.survival == 0)
        #expect(closed.conditionalSurvival(at: 2, given: 1)?.limits == .notEstimable)
        #expect(closed.conditionalSurvival(at: 3, given: 2) == nil)
    }

    @Test func `difference and ratio of one half and three quarters`() throws {
        let one = try KaplanMeier(times: [1, 2, 3, 3], events: [true, true, false, false])
        let other = try KaplanMeier(times: [1, 3, 3, 3], events: [true, false, false, false])
        let contrast = try #require(LandmarkContrast(of: one, against: other, at: 2))
        expectClose(contrast.difference.estimate, -0.25, relative: 1e-15, "difference")
        // 1/4·1/4 + 1/12·9/16 = 7/64
        expectClose(contrast.difference.standardError, (7.0 / 64).squareRoot(), relative: 1e-14, "standard error")
        expectClose(contrast.ratio.estimate, 2.0 / 3, relative: 1e-15, "ratio")
        // 1/4 + 1/12 = 1/3
        expectClose(contrast.ratio.standardError, (1.0 / 3).squareRoot(), relative: 1e-14, "standard error of log")
        // (1/4)²/(7/64) = 4/7
        let plain = MilestoneTest(of: [one, other], at: 2, transform: .plain).test
        expectClose(plain?.statistic, 4.0 / 7, relative: 1e-13, "χ²")
        #expect(plain?.degreesOfFreedom == 1)
        expectClose(plain?.pValue, contrast.difference.pValue, relative: 1e-12, "p")
        let log = MilestoneTest(of: [one, other], at: 2, transform: .log).test
        expectClose(log?.pValue, contrast.ratio.pValue, relative: 1e-12, "p of the log scale")
    }

    @Test func `curves at 1 and at 0`() throws {
        let still = try KaplanMeier(times: [3, 3], events: [false, false])
        let half = try KaplanMeier(times: [1, 3], events: [true, false])
        let gone = try KaplanMeier(times: [1, 1], events: [true, true])
        // 1 − 1/2 with σ²S² = 1/2·1/4 from one group alone: χ² = (1/4)/(1/8) = 2.
        expectClose(
            MilestoneTest(of: [still, half], at: 2, transform: .plain).test?.statistic, 2, relative: 1e-13, "χ²")
        #expect(MilestoneTest(of: [still, half], at: 2, transform: .logLog).test == nil)
        #expect(MilestoneTest(of: [still, still], at: 2, transform: .plain).test == nil)
        #expect(MilestoneTest(of: [gone, half], at: 2, transform: .plain).test == nil)
        #expect(MilestoneTest(of: [half], at: 2).test == nil)
        let contrast = try #require(LandmarkContrast(of: gone, against: half, at: 2))
        #expect(contrast.difference.estimate == -0.5 && contrast.difference.pValue == nil)
        #expect(contrast.ratio.estimate == 0 && contrast.ratio.limits == .notEstimable)
        let inverse = try #require(LandmarkContrast(of: half, against: gone, at: 2))
        #expect(inverse.ratio.estimate == nil)
        let none = try #require(LandmarkContrast(of: still, against: still, at: 2))
        #expect(none.difference.estimate == 0 && none.difference.pValue == nil && none.ratio.estimate == 1)
        #expect(LandmarkContrast(of: half, against: still, at: 9) == nil)
    }

    @Test func `weights at risk stand beside the numbers`() throws {
        let curve = try KaplanMeier(
            times: [1, 2, 3], events: [true, false, true], entries: [0, 0, 1.5], weights: [0.5, 2, 4])
        #expect(curve.estimate(at: 1)?.atRisk == 2)
        #expect(curve.estimate(at: 1)?.weightedAtRisk == 2.5)
        // Between 1 and 2 the third has not entered by 1.5.
        #expect(curve.weightedAtRisk(at: 1.5) == 2 && curve.atRisk(at: 1.5) == 1)
        #expect(curve.weightedAtRisk(at: 1.6) == 6 && curve.atRisk(at: 1.6) == 2)
        #expect(curve.weightedAtRisk(at: 3) == 4)
        #expect(curve.weightedAtRisk(at: 4) == 0)
        #expect(try untilThree.get().estimate(at: 1)?.weightedAtRisk == nil)
    }
}

@Suite("Landmarks · Golden")
struct LandmarkGoldenTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name, data, group: String
        let entry, weights: String?
        let given: Double
        let times: [Double]
        let levels: [String]
        let conditional: [Conditional]
        let milestones: [Milestone]
        let weightedAtRisk: [[Double]]?
        var testDescription: String { name }

        struct Conditional: Decodable, Sendable {
            let time, survival: [Double]
            let standardError: [Double?]
            let atRisk: Int
            let limits: [String: Limits]
        }
        struct Limits: Decodable, Sendable { let lower, upper: [Double?] }
        struct Milestone: Decodable, Sendable {
            let time: Double
            let tests: [String: Test]
            let contrasts: [Pair]
        }
        struct Test: Decodable, Sendable { let chiSquare, df, p: Double }
        struct Pair: Decodable, Sendable { let difference, ratio: Wald }

        func curves() throws -> [KaplanMeier] {
            let table = try LandmarkGoldenTests.golden.get().table(data)
            let followUp = try SurvivalTimes(
                table.numbers("time"), events: table.flags("event"), entries: table.numbers(entry),
                weights: table.numbers(weights))
            return try KaplanMeier.curves(of: followUp, by: Factor(table.texts(group)))
        }
    }

    static let golden = Result { try Golden<Case>(named: "landmarks") }
    static let transforms: [(String, ConfidenceTransform)] = [
        ("plain", .plain), ("log", .log), ("logLog", .logLog), ("logit", .logit), ("arcsine", .arcsine),
    ]

    @Test(arguments: try golden.get().cases)
    func `conditional survival is R's curve of those who are left`(_ one: Case) throws {
        let relative = try Self.golden.get().tolerance.relative
        for (curve, expected) in zip(try one.curves(), one.conditional) {
            for (name, transform) in Self.transforms {
                let answers = expected.time.map {
                    curve.conditionalSurvival(at: $0, given: one.given, transform: transform, rule: .extend)
                }
                let limits = try #require(expected.limits[name])
                expectClose(answers.map { $0?.survival }, expected.survival, relative: relative, "survival")
                expectClose(
                    answers.map { $0?.standardError }, expected.standardError, relative: relative, "standard error")
                expectClose(answers.map { $0?.limits.lower }, limits.lower, relative: relative, "\(name) lower")
                expectClose(answers.map { $0?.limits.upper }, limits.upper, relative: relative, "\(name) upper")
                #expect(answers.allSatisfy { $0?.atRisk == expected.atRisk })
            }
        }
    }

    @Test(arguments: try golden.get().cases)
    func `contrasts and milestone tests are the formulas on R's estimates`(_ one: Case) throws {
        let relative = try Self.golden.get().tolerance.relative
        let curves = try one.curves()
        for milestone in one.milestones {
            // A curve at 1 has a value on the plain scale only, R's formulas too.
            #expect(milestone.tests.count == 5 || milestone.tests.keys.sorted() == ["plain"])
            for (name, transform) in Self.transforms {
                guard let expected = milestone.tests[name] else { continue }
                let test = MilestoneTest(of: curves, at: milestone.time, transform: transform, rule: .extend).test
                expectClose(
                    test?.statistic, expected.chiSquare, relative: relative * 100, absolute: 1e-11, "\(name) χ²")
                expectClose(test?.pValue, expected.p, relative: relative * 100, absolute: 1e-11, "\(name) p")
                #expect(test.map { Double($0.degreesOfFreedom) } == expected.df)
            }
            for (index, expected) in milestone.contrasts.enumerated() {
                let contrast = try #require(
                    LandmarkContrast(of: curves[index + 1], against: curves[0], at: milestone.time, rule: .extend))
                expected.difference.expect(contrast.difference, relative: relative, "difference")
                expected.ratio.expect(contrast.ratio, relative: relative, "ratio")
            }
        }
    }

    @Test(arguments: try golden.get().cases)
    func `sums of weights at risk are R's`(_ one: Case) throws {
        for (curve, expected) in zip(try one.curves(), one.weightedAtRisk ?? []) {
            expectClose(one.times.map { curve.weightedAtRisk(at: $0) }, expected, relative: 1e-12, "weight at risk")
        }
    }
}

/// A contrast of a golden.
struct Wald: Decodable, Sendable {
    let estimate, standardError, lower, upper, p: Double

    func expect(_ contrast: Contrast?, relative: Double, _ what: String) {
        // Differences cancel digits: as close as the numbers they come from.
        expectClose(contrast?.estimate, estimate, relative: relative, absolute: relative * 100, what)
        expectClose(contrast?.standardError, standardError, relative: relative, "\(what), standard error")
        expectClose(contrast?.limits.lower, lower, relative: relative, absolute: relative * 100, "\(what), lower")
        expectClose(contrast?.limits.upper, upper, relative: relative, absolute: relative * 100, "\(what), upper")
        expectClose(contrast?.pValue, p, relative: relative * 100, absolute: 1e-11, "\(what), p")
    }
}

@Suite("Landmarks · Property")
struct LandmarkPropertyTests {
    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `conditional survival multiplies up to survival`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let curve = KaplanMeier(try variant.followUp(data))
        for given in [2.0, 5, 8] {
            guard let first = curve.survival(at: given), let second = curve.survival(at: 10), first > 0 else {
                continue
            }
            let conditional = try #require(curve.conditionalSurvival(at: 10, given: given))
            expectClose(conditional.survival * first, second, relative: 1e-12, "S(t | s)·S(s)")
        }
        #expect(curve.conditionalSurvival(at: 3, given: 0)?.survival == curve.survival(at: 3))
    }

    @Test(arguments: GeneratedFollowUp.several, ConfidenceTransform.allCases)
    func `a milestone test does not depend on the order of groups`(
        _ data: GeneratedFollowUp, _ transform: ConfidenceTransform
    ) throws {
        let curves = try KaplanMeier.curves(
            of: SurvivalTimes(data.times, events: data.events), by: data.armFactor)
        let tests = [[0, 1, 2], [2, 0, 1], [1, 0, 2]].map {
            MilestoneTest(of: curves.picked($0), at: 4, transform: transform).test?.statistic
        }
        #expect(tests[0] != nil)
        expectClose(tests[1], tests[0], relative: 1e-10, "χ²")
        expectClose(tests[2], tests[0], relative: 1e-10, "χ²")
        let there = try #require(LandmarkContrast(of: curves[0], against: curves[1], at: 4))
        let back = try #require(LandmarkContrast(of: curves[1], against: curves[0], at: 4))
        expectClose(back.difference.estimate, there.difference.estimate.map { -$0 }, relative: 1e-15, "difference")
        expectClose(back.ratio.estimate, there.ratio.estimate.map { 1 / $0 }, relative: 1e-14, "ratio")
        expectClose(back.ratio.pValue, there.ratio.pValue, relative: 1e-10, "p")
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `weight at risk is a sum over the rows`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let followUp = try variant.followUp(data)
        let curve = KaplanMeier(followUp)
        for time in stride(from: 0.5, through: 13, by: 0.5) {
            let rows = followUp.times.indices.filter { row in
                let hasEntered = followUp.entries.map { $0[row] < time } ?? true
                return hasEntered && followUp.times[row] >= time
            }
            #expect(curve.atRisk(at: time) == rows.count)
            let weight = followUp.weights.map { weights in rows.reduce(0) { $0 + weights[$1] } }
            expectClose(curve.weightedAtRisk(at: time), weight, relative: 1e-12, absolute: 1e-12, "weight at \(time)")
        }
    }
}
