import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Restricted mean · ByHand")
struct RestrictedMeanByHandTests {
    @Test func `two events and two that stay`() throws {
        let curve = try KaplanMeier(times: [1, 2, 4, 4], events: [true, true, false, false])
        let mean = try #require(RestrictedMean(of: curve, over: 0...4))
        // 1 + 3/4 + 2·1/2
        expectClose(mean.estimate, 2.75, relative: 1e-15, "mean")
        expectClose(mean.timeLost, 1.25, relative: 1e-15, "time lost")
        // (7/4)²/(4·3) + 1²/(3·2) = 49/192 + 32/192
        expectClose(mean.standardError, (81.0 / 192).squareRoot(), relative: 1e-14, "standard error")
        let corrected = RestrictedMean(of: curve, over: 0...4, variance: .kaplanMeier)?.standardError
        expectClose(corrected, (81.0 / 96).squareRoot(), relative: 1e-14, "with m/(m − 1) = 2")
        let limits = mean.limits()
        expectClose(limits.lower, 2.75 - 1.959963984540054 * (81.0 / 192).squareRoot(), relative: 1e-14, "lower")
        #expect(limits.upper == 4)
    }

    @Test func `a window holds what lies in it`() throws {
        let curve = try KaplanMeier(times: [1, 2, 4, 4], events: [true, true, false, false])
        let late = try #require(RestrictedMean(of: curve, over: 1.5...3))
        // ½·3/4 + 1·1/2 = 7/8; (7/8)²/12 + (1/2)²/6
        expectClose(late.estimate, 0.875, relative: 1e-15, "mean")
        expectClose(late.standardError, (49.0 / 768 + 32.0 / 768).squareRoot(), relative: 1e-14, "standard error")
        let early = try #require(RestrictedMean(of: curve, over: 0...1))
        #expect(early.estimate == 1 && early.standardError == 0)
    }

    @Test func `past the end only where the curve is at 0`() throws {
        let open = try KaplanMeier(times: [1, 2], events: [true, false])
        #expect(RestrictedMean(of: open, over: 0...2) != nil)
        #expect(RestrictedMean(of: open, over: 0...2.5) == nil)
        let closed = try KaplanMeier(times: [1, 2], events: [true, true])
        let mean = try #require(RestrictedMean(of: closed, over: 0...10))
        #expect(mean.estimate == 1.5)
        // The mean of 1 and 2: only the first event has an area after it, (1/2)²/(2·1).
        expectClose(mean.standardError, (1.0 / 8).squareRoot(), relative: 1e-15, "standard error")
        #expect(RestrictedMean(of: closed, over: 3...4)?.estimate == 0)
        #expect(RestrictedMean(of: closed, over: 0...0) == nil)
    }

    @Test func `all censored: the whole window without error`() throws {
        let curve = try KaplanMeier(times: [3, 5], events: [false, false])
        let mean = try #require(RestrictedMean(of: curve, over: 0...5, variance: .kaplanMeier))
        #expect(mean.estimate == 5 && mean.standardError == 0 && mean.timeLost == 0)
        let single = try KaplanMeier(times: [1, 5], events: [true, false])
        #expect(RestrictedMean(of: single, over: 0...5, variance: .kaplanMeier)?.standardError == nil)
    }

    @Test func `difference, ratios and test of two groups`() throws {
        let followUp = try SurvivalTimes(
            [1, 2, 4, 4, 2, 4], events: [true, true, false, false, true, false])
        let arm = Factor(["a", "a", "a", "a", "b", "b"])
        let comparison = try RestrictedMeanComparison(followUp, groups: arm, over: 0...4)
        let contrast = try #require(comparison.contrasts.first)
        // 2 + 2·1/2 = 3 with 1²/(2·1) against 11/4 with 81/192.
        #expect(comparison.contrasts.count == 1 && contrast.name == "b" && contrast.reference == "a")
        expectClose(contrast.difference?.estimate, 0.25, relative: 1e-14, "difference")
        let variance = 0.5 + 81.0 / 192
        expectClose(contrast.difference?.standardError, variance.squareRoot(), relative: 1e-14, "standard error")
        expectClose(contrast.ratio?.estimate, 12.0 / 11, relative: 1e-14, "ratio")
        expectClose(contrast.timeLostRatio?.estimate, 0.8, relative: 1e-14, "ratio of time lost")
        expectClose(
            contrast.timeLostRatio?.standardError, (0.5 + 81.0 / 192 / (1.25 * 1.25)).squareRoot(), relative: 1e-14,
            "standard error of its log")
        expectClose(comparison.test?.statistic, 1.0 / 16 / variance, relative: 1e-13, "χ²")
    }

    @Test func `strata are weighted by their size`() throws {
        // Stratum x: a 1+, b event at 1 of 2; stratum y the same with four rows, all censored.
        let followUp = try SurvivalTimes(
            [1, 2, 2, 2, 2, 2, 2, 1], events: [true, false, false, false, false, false, false, true])
        let arm = Factor(["a", "a", "b", "b", "a", "b", "a", "b"])
        let stratum = Factor(["x", "x", "x", "x", "y", "y", "z", "y"])
        let comparison = try RestrictedMeanComparison(followUp, groups: arm, strata: stratum, over: 0...2)
        // z has no b. x weighs 4/7, y 3/7. a: 3/2 and 2; b: 2 and 3/2.
        #expect(comparison.leftOut == ["z"])
        expectClose(comparison.groups[0].standardized?.estimate, 12.0 / 7, relative: 1e-14, "a")
        expectClose(comparison.groups[1].standardized?.estimate, 25.0 / 14, relative: 1e-14, "b")
        // In each cell with an event (1/2)²/(2·1) = 1/8.
        let error = (fraction(16, 49) / 8 + fraction(9, 49) / 8).squareRoot()
        expectClose(comparison.contrasts[0].difference?.standardError, error, relative: 1e-14, "standard error")
        #expect(comparison.groups[0].mean?.estimate != comparison.groups[0].standardized?.estimate)
    }

    @Test func `what is not followed to the end has no mean and no contrast`() throws {
        let followUp = try SurvivalTimes([1, 2, 5, 5, 1, 5], events: [true, false, true, false, true, false])
        let arm = Factor(["a", "a", "b", "b", "c", "c"])
        let comparison = try RestrictedMeanComparison(followUp, groups: arm, over: 0...4)
        #expect(comparison.groups.map { $0.mean == nil } == [true, false, false])
        #expect(comparison.contrasts.allSatisfy { $0.difference == nil })
        #expect(comparison.test == nil)
        let strata = Factor(["s", "s", "s", "s", "s", "s"])
        let stratified = try RestrictedMeanComparison(followUp, groups: arm, strata: strata, over: 0...4)
        #expect(stratified.unfollowed == [.init(group: "a", stratum: "s")])
        #expect(RestrictionTime.smallestLastTime.value(for: try KaplanMeier.curves(of: followUp, by: arm)) == 2)
        #expect(RestrictionTime.smallestLastEvent.value(for: try KaplanMeier.curves(of: followUp, by: arm)) == 1)
        #expect(try RestrictionTime.smallestLastTime.value(for: followUp, groups: arm, strata: strata) == 2)
        #expect(RestrictionTime.time(3).value(for: []) == 3)
    }

    @Test func `no events in either group: no difference and no p`() throws {
        let followUp = try SurvivalTimes([3, 4, 3, 4], events: [false, false, false, false])
        let comparison = try RestrictedMeanComparison(followUp, groups: Factor(["a", "a", "b", "b"]), over: 0...3)
        let contrast = try #require(comparison.contrasts.first)
        #expect(contrast.difference?.estimate == 0 && contrast.difference?.pValue == nil)
        #expect(contrast.ratio?.estimate == 1)
        #expect(contrast.timeLostRatio?.estimate == nil)
        #expect(comparison.test == nil)
    }

    @Test func `an empty group, one group, and windows that are none`() throws {
        let followUp = try SurvivalTimes([3, 4], events: [true, false])
        let withEmpty = try RestrictedMeanComparison(
            followUp, groups: Factor(codes: [0, 0], levels: ["a", "b"]), over: 0...3)
        #expect(withEmpty.groups[1].mean == nil && withEmpty.contrasts[0].difference == nil && withEmpty.test == nil)
        let alone = try RestrictedMeanComparison(followUp, groups: Factor(["a", "a"]), over: 0...3)
        #expect(alone.contrasts.isEmpty && alone.test == nil && alone.groups[0].mean?.estimate == 3)
        #expect(throws: StatisticsError.self) {
            try RestrictedMeanComparison(followUp, groups: Factor(["a", "a"]), over: -1...3)
        }
        #expect(throws: StatisticsError.self) {
            try RestrictedMeanComparison(followUp, groups: Factor(["a"]), over: 0...3)
        }
        #expect(throws: StatisticsError.self) {
            try RestrictedMeanComparison(followUp, groups: Factor(["a", "a"]), strata: Factor(["a"]), over: 0...3)
        }
    }
}

@Suite("Restricted mean · Golden and Published")
struct RestrictedMeanGoldenTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name, data, group: String
        let from, to: Double
        let entry, weights, strata: String?
        let levels: [String]
        let means, errors, corrected, standardized, standardizedErrors: [Double]
        let contrasts: [Pair]
        let test: Test
        var testDescription: String { name }

        struct Pair: Decodable, Sendable { let difference, ratio, timeLostRatio: Wald }
        struct Test: Decodable, Sendable { let chiSquare, df, p: Double }
    }

    static let golden = Result { try Golden<Case>(named: "restricted-mean") }

    func comparison(_ one: Case, _ variance: RestrictedMean.Variance = .greenwood) throws -> RestrictedMeanComparison {
        let table = try Self.golden.get().table(one.data)
        let followUp = try SurvivalTimes(
            table.numbers("time"), events: table.flags("event"), entries: table.numbers(one.entry),
            weights: table.numbers(one.weights))
        return try RestrictedMeanComparison(
            followUp, groups: Factor(table.texts(one.group)), strata: one.strata.map { Factor(try table.texts($0)) },
            over: one.from...one.to, variance: variance)
    }

    @Test(arguments: try golden.get().cases)
    func `means, errors, contrasts and test are R's`(_ one: Case) throws {
        let relative = try Self.golden.get().tolerance.relative
        let answer = try comparison(one)
        #expect(answer.groups.map(\.name) == one.levels && answer.leftOut.isEmpty && answer.unfollowed.isEmpty)
        expectClose(answer.groups.map { $0.mean?.estimate }, one.means, relative: relative, "mean")
        expectClose(answer.groups.map { $0.mean?.standardError }, one.errors, relative: relative, "standard error")
        expectClose(
            try comparison(one, .kaplanMeier).groups.map { $0.mean?.standardError }, one.corrected, relative: relative,
            "corrected standard error")
        expectClose(
            answer.groups.map { $0.standardized?.estimate }, one.standardized, relative: relative, "standardized mean")
        expectClose(
            answer.groups.map { $0.standardized?.standardError }, one.standardizedErrors, relative: relative,
            "standardized error")
        for (contrast, expected) in zip(answer.contrasts, one.contrasts) {
            expected.difference.expect(contrast.difference, relative: relative, "difference")
            expected.ratio.expect(contrast.ratio, relative: relative, "ratio")
            expected.timeLostRatio.expect(contrast.timeLostRatio, relative: relative, "ratio of time lost")
        }
        expectClose(answer.test?.statistic, one.test.chiSquare, relative: relative * 100, "χ²")
        expectClose(answer.test?.pValue, one.test.p, relative: relative * 100, "p")
        #expect(answer.test.map { Double($0.degreesOfFreedom) } == one.test.df)
    }

    /// SAS PROC LIFETEST RMST(TAU=90) on the veteran data, as printed.
    @Test func `SAS on the veteran trial`() throws {
        let golden = try Self.golden.get()
        let answer = try comparison(try #require(golden.cases.first { $0.name == "veteran, 90 days" }))
        let printed = answer.groups.map { group in
            group.mean.map { (($0.estimate * 1e5).rounded() / 1e5, ((($0.standardError ?? 0) * 1e4).rounded()) / 1e4) }
        }
        #expect(printed[0]?.0 == 62.75618 && printed[0]?.1 == 4.0321)
        #expect(printed[1]?.0 == 56.45116 && printed[1]?.1 == 3.9790)
        #expect(answer.test.map { ($0.statistic * 1e4).rounded() / 1e4 } == 1.2388)
    }
}

@Suite("Restricted mean · Naive and Property")
struct RestrictedMeanPropertyTests {
    static let windows = [0.0...6, 2...7, 5.5...9, 0...1]

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `the variance is the double integral`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let followUp = try variant.followUp(data)
        let naive = NaiveKaplanMeier(
            times: followUp.times, events: followUp.events, entries: followUp.entries, weights: followUp.weights)
        let curve = KaplanMeier(followUp)
        for window in Self.windows {
            let expected = NaiveRestrictedMean(naive.steps, from: window.lowerBound, to: window.upperBound)
            let mean = try #require(RestrictedMean(of: curve, over: window))
            expectClose(mean.estimate, expected.mean, relative: 1e-12, absolute: 1e-14, "mean")
            expectClose(mean.standardError, expected.standardError, relative: 1e-10, absolute: 1e-14, "standard error")
        }
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `windows that meet add up, and time scales`(_ data: GeneratedFollowUp) throws {
        let curve = try KaplanMeier(times: data.times, events: data.events)
        func mean(_ window: ClosedRange<Double>) throws -> RestrictedMean {
            try #require(RestrictedMean(of: curve, over: window))
        }
        expectClose(
            try mean(0...3.5).estimate + mean(3.5...9).estimate, try mean(0...9).estimate, relative: 1e-13, "mean")
        let scaled = try KaplanMeier(times: data.times.map { $0 * 30.4375 }, events: data.events)
        let long = try #require(RestrictedMean(of: scaled, over: 0...(9 * 30.4375)))
        expectClose(long.estimate, try mean(0...9).estimate * 30.4375, relative: 1e-12, "mean")
        expectClose(long.standardError, try mean(0...9).standardError.map { $0 * 30.4375 }, relative: 1e-12, "error")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `a whole weight is so many rows, weight 0 none`(_ data: GeneratedFollowUp) throws {
        let rows = data.replicatedRows
        let weighted = try RestrictedMeanComparison(
            SurvivalTimes(data.times + [99], events: data.events + [false], weights: data.copies + [0]),
            groups: Factor(codes: data.arms + [0], levels: ["A", "B", "C"]),
            strata: Factor(codes: data.strata.map { $0 % 2 } + [0], levels: ["x", "y"]), over: 0...6)
        let replicated = try RestrictedMeanComparison(
            SurvivalTimes(data.times.picked(rows), events: data.events.picked(rows)),
            groups: Factor(codes: data.arms.picked(rows), levels: ["A", "B", "C"]),
            strata: Factor(codes: data.strata.picked(rows).map { $0 % 2 }, levels: ["x", "y"]), over: 0...6)
        expectClose(
            weighted.contrasts.map { $0.difference?.estimate }, replicated.contrasts.map { $0.difference?.estimate },
            relative: 1e-10, absolute: 1e-13, "difference")
        expectClose(weighted.test?.statistic, replicated.test?.statistic, relative: 1e-9, "χ²")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `one stratum is none, and the reference does not move the test`(_ data: GeneratedFollowUp) throws {
        let followUp = try SurvivalTimes(data.times, events: data.events)
        let plain = try RestrictedMeanComparison(followUp, groups: data.armFactor, over: 0...6)
        let one = try RestrictedMeanComparison(
            followUp, groups: data.armFactor, strata: Factor(codes: data.arms.map { _ in 0 }, levels: ["all"]),
            over: 0...6)
        expectClose(
            one.contrasts.map { $0.ratio?.estimate }, plain.contrasts.map { $0.ratio?.estimate }, relative: 1e-13,
            "ratio")
        let turned = try RestrictedMeanComparison(
            followUp, groups: Factor(codes: data.arms.map { ($0 + 1) % 3 }, levels: ["C", "A", "B"]), over: 0...6)
        expectClose(turned.test?.statistic, plain.test?.statistic, relative: 1e-10, "χ²")
        let back = turned.contrasts[0]
        expectClose(
            back.difference?.estimate, plain.contrasts[1].difference?.estimate.map { -$0 }, relative: 1e-12, "A − C")
    }
}
