import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Subgroups · ByHand: fractions on paper")
struct SubgroupByHandTests {
    private let arms = ["control", "treated"]

    private func effect(
        _ times: [Double], _ events: [Bool], _ codes: [Int32], _ thinCells: ThinCells = .separationOnly
    ) throws -> SubgroupHazardRatio {
        try SubgroupHazardRatio(
            SurvivalTimes(times, events: events), groups: Factor(codes: codes, levels: arms), thinCells: thinCells)
    }

    /// One event under treatment while one control is at risk: with p = θ/(1 + θ), l* = 3/2 log p + 1/2 log(1 − p).
    @Test func `the smallest separated cell has Firth's 3`() throws {
        let effect = try effect([1, 2], [true, false], [1, 0])
        #expect(effect.method == .firth && effect.absence == nil)
        expectClose(effect.ratio?.estimate, 3, relative: 1e-7, "θ = (3/4)/(1/4)")
        expectClose(effect.standardError, 4 / 3.0.squareRoot(), relative: 1e-7, "1/√(3/16)")
        expectClose(effect.test?.statistic, log(27 / 16), relative: 1e-10, "3 log(3/2) − log 2")
        let z = ConfidenceLevel.ninetyFivePercent.normalQuantile
        func height(_ ratio: Double) -> Double {
            let p = ratio / (1 + ratio)
            return 1.5 * log(p) + 0.5 * log(1 - p)
        }
        for limit in [effect.ratio?.limits.lower, effect.ratio?.limits.upper] {
            expectClose(2 * (height(3) - height(try #require(limit))), z * z, relative: 1e-8, "profile")
        }
    }

    @Test func `a reason for every hazard ratio that is absent`() throws {
        #expect(try effect([1, 2], [false, false], [0, 1]).absence == .noEvents)
        #expect(try effect([1, 2], [true, true], [1, 1]).absence == .noObservations(group: "control"))
        #expect(try effect([1, 2, 3], [false, true, true], [0, 1, 1]).absence == .neverCompared)
        let none = try effect([1, 2], [false, false], [0, 1])
        #expect(none.ratio == nil && none.method == nil && none.test == nil && none.information == nil)
        #expect(none.groups.map(\.count) == [1, 1])
    }

    @Test func `weight 0 counts for nothing`() throws {
        let effect = try SubgroupHazardRatio(
            SurvivalTimes([1, 2, 3], events: [true, true, true], weights: [1, 1, 0]),
            groups: Factor(codes: [1, 1, 0], levels: arms))
        #expect(effect.absence == .noObservations(group: "control"))
        #expect(effect.groups.map(\.eventCount) == [0, 2])
    }

    /// Likelihood θ/((2θ + 1)(1 + θ)), greatest at θ = 1/√2.
    @Test func `the rule chooses the method, not the data's outcome`() throws {
        let (times, events, codes) = ([1.0, 2, 3], [true, true, false], [Int32(1), 0, 1])
        let plain = try effect(times, events, codes)
        #expect(plain.method == .maximumLikelihood)
        expectClose(plain.ratio?.estimate, 0.5.squareRoot(), relative: 1e-10, "θ")
        expectClose(plain.information, 6 * 2.0.squareRoot() - 8, relative: 1e-10, "I = 2(2 − √2)(√2 − 1)")
        #expect(try effect(times, events, codes, ThinCells(leastEvents: 1)).method == .maximumLikelihood)
        #expect(try effect(times, events, codes, ThinCells(leastEvents: 2)).method == .firth)
        #expect(throws: StatisticsError.self) { try ThinCells(leastEvents: -1) }
    }

    @Test func `three groups are refused`() throws {
        let error = #expect(throws: StatisticsError.self) {
            try SubgroupHazardRatio(
                SurvivalTimes([1, 2, 3], events: [true, true, true]), groups: Factor(["a", "b", "c"]))
        }
        #expect(error?.description == "groups has 3 levels; expected two")
    }

    /// The data above, and the same with groups swapped, each a stratum: hazard ratios 1/√2 and √2, in common 1.
    @Test func `interaction of two mirrored levels`() throws {
        let followUp = try SurvivalTimes([1, 2, 3, 1, 2, 3], events: [true, true, false, true, true, false])
        let levels = Factor(["A", "A", "A", "B", "B", "B"])
        let test = try InteractionTest(
            followUp, groups: Factor(codes: [1, 0, 1, 0, 1, 0], levels: arms), subgroups: levels, strata: levels)
        #expect(test.degreesOfFreedom == 1 && test.isStratifiedByLevel)
        let root = 2.0.squareRoot()
        expectClose(test.likelihoodRatio?.statistic, 4 * log(6 * (3 - 2 * root)), relative: 1e-10, "likelihood ratio")
        expectClose(test.wald?.statistic, log(2) * log(2) * (3 * root - 4), relative: 1e-10, "Wald")
    }

    @Test func `interaction without anything to compare`() throws {
        let followUp = try SurvivalTimes([1, 2, 3, 4], events: [true, true, true, false])
        let groups = try Factor(codes: [0, 1, 1, 0], levels: arms)
        let oneLevel = try InteractionTest(followUp, groups: groups, subgroups: Factor(["A", "A", "A", "A"]))
        #expect(oneLevel.degreesOfFreedom == 0 && oneLevel.likelihoodRatio == nil && !oneLevel.isStratifiedByLevel)
        let oneArmEach = try InteractionTest(followUp, groups: groups, subgroups: Factor(["A", "B", "B", "A"]))
        #expect(oneArmEach.degreesOfFreedom == 0 && oneArmEach.wald == nil)
    }

    @Test func `heterogeneity of two estimates`() throws {
        let test = try HeterogeneityTest(estimates: [0, 1], standardErrors: [0.5, 0.5])
        #expect(test.pooled == 0.5 && test.test?.statistic == 2 && test.test?.degreesOfFreedom == 1)
        #expect(test.share == 0.5)
        expectClose(test.standardError, 1 / 8.0.squareRoot(), relative: 1e-15, "1/√(4 + 4)")
        #expect(try HeterogeneityTest(estimates: [0.3], standardErrors: [1]).test == nil)
        #expect(try HeterogeneityTest(estimates: [], standardErrors: []).pooled == nil)
        #expect(throws: StatisticsError.self) { try HeterogeneityTest(estimates: [1], standardErrors: [0]) }
        #expect(throws: StatisticsError.self) { try HeterogeneityTest(estimates: [1], standardErrors: []) }
    }
}

@Suite("Sliding windows · ByHand")
struct SlidingWindowsByHandTests {
    private func ranges(_ marker: [Double], _ size: Int, _ overlap: Int) throws -> [ClosedRange<Double>] {
        try SlidingWindows(marker, size: size, overlap: overlap).windows.map(\.range)
    }

    @Test func `ten different values`() throws {
        let marker = (1...10).map(Double.init)
        #expect(try ranges(marker, 4, 2) == [1...4, 3...6, 5...8, 7...10])
        #expect(try ranges(marker, 4, 1) == [1...4, 4...7, 7...10])
        #expect(try ranges(marker, 4, 3).count == 7)
        // Two would be left over: the last four make the last window.
        #expect(try ranges(marker, 4, 0) == [1...4, 5...8, 7...10])
        #expect(try ranges(marker, 10, 5) == [1...10])
        #expect(
            try SlidingWindows(marker.reversed(), size: 4, overlap: 2).windows.map(\.median) == [2.5, 4.5, 6.5, 8.5])
    }

    @Test func `equal values stay together`() throws {
        let windows = try SlidingWindows([1, 1, 1, 2, 2, 3, 4, 4, 4, 4], size: 4, overlap: 2)
        #expect(windows.windows.map(\.range) == [1...2, 2...4])
        #expect(windows.windows.map(\.count) == [5, 7])
        #expect(windows.windows.map(\.median) == [1, 4])
        // The last window would hold the one before it, and takes its place.
        #expect(try ranges([1, 1, 1, 2, 3], 4, 3) == [1...3])
        #expect(try ranges([5, 5, 5], 2, 1) == [5...5])
    }

    @Test func `numbers that do not go together`() throws {
        for (size, overlap) in [(0, 0), (4, 1), (2, 2), (2, -1)] {
            #expect(throws: StatisticsError.self) { try SlidingWindows([1, 2, 3], size: size, overlap: overlap) }
        }
        let error = #expect(throws: StatisticsError.self) { try SlidingWindows([1, .nan], size: 1, overlap: 0) }
        #expect(error?.description == "marker[1] is nan; expected a finite number")
    }
}
