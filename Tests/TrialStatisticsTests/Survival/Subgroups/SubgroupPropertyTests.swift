import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

/// Generated follow-up as two groups.
private struct Case {
    let followUp: SurvivalTimes
    let groups: Factor
    let strata: Factor?
    let levels: Factor

    init(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        followUp = try variant.followUp(data)
        groups = try Factor(codes: data.arms.map { $0 == 1 ? 1 : 0 }, levels: ["other", "B"])
        strata = try variant.stratumFactor(data)
        levels = try Factor(codes: data.stage.map { Int32($0) }, levels: ["a", "b", "c", "d"])
    }

    var swapped: Factor {
        get throws { try Factor(codes: groups.codes.map { 1 - $0 }, levels: ["B", "other"]) }
    }
}

@Suite("Subgroups · Property")
struct SubgroupPropertyTests {
    @Test(arguments: GeneratedFollowUp.several, [0, 5, 1000])
    func `swapping the groups inverts the hazard ratio, by either method`(_ data: GeneratedFollowUp, _ least: Int)
        throws
    {
        for variant in Variant.all {
            let one = try Case(data, variant)
            let rule = try ThinCells(leastEvents: least)
            let forth = try SubgroupHazardRatio(
                one.followUp, groups: one.groups, strata: one.strata, thinCells: rule)
            let back = try SubgroupHazardRatio(
                one.followUp, groups: one.swapped, strata: one.strata, thinCells: rule)
            #expect(forth.method == (least == 1000 ? .firth : .maximumLikelihood) && back.method == forth.method)
            expectClose(back.coefficient, forth.coefficient.map { -$0 }, relative: 1e-7, absolute: 1e-8, "β")
            expectClose(
                back.ratio?.limits.upper, forth.ratio?.limits.lower.map { 1 / $0 }, relative: 1e-7, "upper")
            expectClose(back.test?.pValue, forth.test?.pValue, relative: 1e-6, "p")
        }
    }

    @Test func `whatever the cell, there is a finite interval or a reason`() throws {
        var methods: Set<String> = []
        for seed in 0..<200 {
            let data = GeneratedFollowUp(seed: UInt64(seed), count: 2 + seed % 9, distinctTimes: 5)
            let one = try Case(data, Variant.all[seed % 8])
            let effect = try SubgroupHazardRatio(
                one.followUp, groups: one.groups, strata: one.strata, thinCells: .separationOnly)
            methods.insert(effect.method?.rawValue ?? "none")
            if let ratio = effect.ratio {
                let (lower, upper) = try (#require(ratio.limits.lower), #require(ratio.limits.upper))
                #expect(lower > 0 && lower <= ratio.estimate && ratio.estimate <= upper && upper < .infinity)
                #expect(effect.absence == nil && effect.test != nil)
            } else {
                #expect(effect.absence != nil)
            }
        }
        #expect(methods == ["maximum-likelihood", "firth", "none"])
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `interaction knows neither the order of levels nor the reference`(
        _ data: GeneratedFollowUp, _ variant: Variant
    ) throws {
        let one = try Case(data, variant)
        let test = try InteractionTest(
            one.followUp, groups: one.groups, subgroups: one.levels, strata: one.strata)
        let turned = try InteractionTest(
            one.followUp, groups: one.swapped,
            subgroups: Factor(codes: one.levels.codes.map { 3 - $0 }, levels: one.levels.levels.reversed()),
            strata: one.strata)
        #expect(test.degreesOfFreedom == turned.degreesOfFreedom)
        expectClose(
            turned.likelihoodRatio?.statistic, test.likelihoodRatio?.statistic, relative: 1e-8, absolute: 1e-9, "LR")
        expectClose(turned.wald?.statistic, test.wald?.statistic, relative: 1e-7, absolute: 1e-9, "Wald")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `stratified by the levels, interaction is the likelihood of the levels against that of all`(
        _ data: GeneratedFollowUp
    ) throws {
        let one = try Case(data, Variant.all[0])
        let test = try InteractionTest(
            one.followUp, groups: one.groups, subgroups: one.levels, strata: one.levels)
        func logLikelihood(_ rows: [Int]) throws -> Double {
            try CoxRegression(
                one.followUp.picked(rows),
                covariates: CovariateMatrix(
                    names: ["B"], columns: [one.groups.picked(rows).codes.map { Double($0) }]),
                strata: one.levels.picked(rows)
            ).logLikelihood
        }
        let all = Array(0..<one.followUp.count)
        let parts = try (0..<4).map { code in try logLikelihood(all.filter { one.levels.codes[$0] == code }) }
        #expect(test.isStratifiedByLevel && test.degreesOfFreedom == 3)
        let difference = try parts.reduce(0, +) - logLikelihood(all)
        expectClose(test.likelihoodRatio?.statistic, 2 * difference, relative: 1e-8, absolute: 1e-10, "LR")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `a level without events changes nothing`(_ data: GeneratedFollowUp) throws {
        let one = try Case(data, Variant.all[0])
        let test = try InteractionTest(one.followUp, groups: one.groups, subgroups: one.levels)
        let more = try SurvivalTimes(
            one.followUp.times + [3, 5, 9], events: one.followUp.events + [false, false, false])
        let wider = try InteractionTest(
            more, groups: Factor(codes: one.groups.codes + [0, 1, 1], levels: one.groups.levels),
            subgroups: Factor(codes: one.levels.codes + [4, 4, 4], levels: one.levels.levels + ["e"]))
        #expect(wider.degreesOfFreedom == test.degreesOfFreedom)
        #expect(wider.likelihoodRatio == test.likelihoodRatio)
    }
}

@Suite("Sliding windows · Naive and Property")
struct SlidingWindowsPropertyTests {
    private func pattern(
        _ data: GeneratedFollowUp, _ variant: Variant, ties: CoxRegression.Ties = .efron,
        measure: SlidingWindowEffects.Measure = .hazardRatio, marker: [Double]? = nil
    ) throws -> SlidingWindowEffects {
        let one = try Case(data, variant)
        let marker = marker ?? data.biomarker
        return try SlidingWindowEffects(
            one.followUp, groups: one.groups, marker: marker,
            windows: SlidingWindows(marker, size: 25, overlap: 12), strata: one.strata, ties: ties, measure: measure)
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `distances are scores of an independent likelihood`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        for ties in [CoxRegression.Ties.efron, .breslow] {
            let pattern = try pattern(data, variant, ties: ties)
            let test = try #require(try pattern.permutationTest(permutations: 1, seed: 1))
            let beta = try #require(pattern.overall.hazardRatio.coefficient)
            let naive = pattern.windows.windows.map { window -> Double in
                let rows = data.times.indices.filter { window.range.contains(data.biomarker[$0]) }
                let likelihood = NaiveCox(
                    .init(
                        times: data.times.picked(rows), events: data.events.picked(rows),
                        covariates: [data.arms.picked(rows).map { $0 == 1 ? 1 : 0 }],
                        entries: variant.entries(data)?.picked(rows), weights: variant.weights(data)?.picked(rows),
                        strata: variant.strata(data)?.picked(rows)), at: [beta], efron: ties == .efron)
                let information = likelihood.information[0]
                return information > 1e-12 ? likelihood.score[0] / information.squareRoot() : 0
            }
            expectClose(test.distances, naive, relative: 1e-9, absolute: 1e-9, "distances")
            #expect(test.statistic == test.distances.map(abs).max())
        }
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `every subject is in a window, none is smaller than asked, neighbours share no more than allowed`(
        _ data: GeneratedFollowUp
    ) throws {
        for (size, overlap) in [(20, 10), (30, 0), (17, 16), (90, 3)] {
            for marker in [data.biomarker, data.stage] {
                let windows = try SlidingWindows(marker, size: size, overlap: overlap).windows
                #expect(
                    windows.allSatisfy { window in
                        window.count >= size && window.count == marker.filter(window.range.contains).count
                    })
                #expect(marker.allSatisfy { value in windows.contains { $0.range.contains(value) } })
                for (lower, upper) in zip(windows, windows.dropFirst()).dropLast() {
                    let shared = marker.filter { lower.range.contains($0) && upper.range.contains($0) }.count
                    #expect(shared <= overlap)
                }
                for (lower, upper) in zip(windows, windows.dropFirst()) {
                    #expect(lower.range.lowerBound < upper.range.lowerBound)
                    #expect(lower.range.upperBound < upper.range.upperBound)
                }
            }
        }
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `the order of the marker counts, not its scale; the seed decides`(_ data: GeneratedFollowUp) throws {
        let variant = Variant.all[4]
        let test = try pattern(data, variant).permutationTest(permutations: 60, seed: 7)
        let scaled = try pattern(data, variant, marker: data.biomarker.map { $0 * $0 * $0 + 5 })
        #expect(try scaled.permutationTest(permutations: 60, seed: 7) == test)
        let found = try #require(test)
        #expect(found.pValue == Double(found.exceedances + 1) / 61)
        let limits = found.monteCarloLimits
        let share = Double(found.exceedances) / 60
        #expect(try #require(limits.lower) <= share && share <= (try #require(limits.upper)))
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `the marker is dealt within groups and strata`(_ data: GeneratedFollowUp) throws {
        let pattern = try pattern(data, Variant.all[4])
        let distances = try #require(WindowDistances(pattern))
        let dealt = distances.dealt(3, 0)
        #expect(zip(dealt, distances.membership).contains { $0.0 != $1.0 || $0.1 != $1.1 })
        for group in 0..<2 {
            for stratum in 0..<4 {
                let cell = data.times.indices.filter {
                    pattern.groups.codes[$0] == group && data.strata[$0] == stratum
                }
                let sorted = { (membership: WindowDistances.Membership) in
                    cell.map { [membership[$0].first, membership[$0].last] }.sorted { $0.lexicographicallyPrecedes($1) }
                }
                #expect(sorted(dealt) == sorted(distances.membership))
            }
        }
    }

    @Test func `the cores change nothing`() throws {
        let distances = try #require(WindowDistances(pattern(GeneratedFollowUp.several[0], Variant.all[4])))
        let one = distances.exceedances(1.5, 200, 5, lanes: Lanes(cores: 1))
        #expect(one > 0 && one < 200)
        for cores in [2, 3, 7] { #expect(distances.exceedances(1.5, 200, 5, lanes: Lanes(cores: cores)) == one) }
    }

    /// One in ten p-values of data without an effect is at most 0.1; of 100 more than 18 would come once in 200 times.
    @Test func `the test keeps its level, for either measure`() throws {
        for measure in [SlidingWindowEffects.Measure.hazardRatio, .survivalDifference(at: 6)] {
            let isSmall = try (0..<100).map { seed -> Bool in
                var random = SplitMix(state: UInt64(seed))
                let marker = (0..<60).map { _ in random.uniform() }
                let followUp = try SurvivalTimes(
                    (0..<60).map { _ in 1 + Double(random.below(15)) },
                    events: (0..<60).map { _ in random.below(3) > 0 })
                let pattern = try SlidingWindowEffects(
                    followUp, groups: Factor(codes: (0..<60).map { Int32($0 % 2) }, levels: ["A", "B"]),
                    marker: marker, windows: SlidingWindows(marker, size: 20, overlap: 10), measure: measure)
                return try #require(try pattern.permutationTest(permutations: 39, seed: UInt64(seed))).pValue <= 0.1
            }
            #expect((3...18).contains(isSmall.filter { $0 }.count))
        }
    }

    @Test func `an effect that turns with the marker is found`() throws {
        var random = SplitMix(state: 11)
        let marker = (0..<200).map { _ in random.uniform() }
        let codes = (0..<200).map { Int32($0 % 2) }
        let times = (0..<200).map { row in
            let isHelped = (marker[row] > 0.5) == (codes[row] == 1)
            return (isHelped ? 3 : 1) * (0.1 + random.uniform())
        }
        let pattern = try SlidingWindowEffects(
            SurvivalTimes(times, events: times.map { _ in true }), groups: Factor(codes: codes, levels: ["A", "B"]),
            marker: marker, windows: SlidingWindows(marker, size: 50, overlap: 25))
        let test = try #require(try pattern.permutationTest(permutations: 200, seed: 1))
        #expect(test.exceedances == 0 && test.pValue == 1.0 / 201)
        #expect(try #require(pattern.effects.first?.hazardRatio.coefficient) > 1)
        #expect(try #require(pattern.effects.last?.hazardRatio.coefficient) < -1)
    }

    @Test func `nothing to test`() throws {
        let followUp = try SurvivalTimes([1, 2, 3, 4], events: [false, false, false, false])
        let groups = Factor(["A", "B", "A", "B"])
        let marker = [1.0, 2, 3, 4]
        let silent = try SlidingWindowEffects(
            followUp, groups: groups, marker: marker, windows: SlidingWindows(marker, size: 2, overlap: 1))
        #expect(silent.overall.hazardRatio.absence == .noEvents)
        #expect(try silent.permutationTest(permutations: 9, seed: 1) == nil)
        #expect(throws: StatisticsError.self) { try silent.permutationTest(permutations: 0, seed: 1) }
        #expect(throws: StatisticsError.self) {
            try SlidingWindowEffects(
                followUp, groups: groups, marker: marker, windows: SlidingWindows(marker, size: 2, overlap: 1),
                measure: .survivalDifference(at: -1))
        }
    }
}
