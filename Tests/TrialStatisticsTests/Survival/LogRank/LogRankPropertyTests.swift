import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Log-rank test · Property")
struct LogRankPropertyTests {
    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `the order of rows does not matter`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let followUp = try variant.followUp(data)
        let rows = data.shuffledRows
        let shuffled = try SurvivalTimes(
            data.times.picked(rows), events: data.events.picked(rows), entries: followUp.entries?.picked(rows),
            weights: followUp.weights?.picked(rows))
        let strata = try variant.stratumFactor(data)
        let other = try LogRankTest(
            shuffled, groups: Factor(codes: data.arms.picked(rows), levels: data.armFactor.levels),
            strata: strata.map { try Factor(codes: $0.codes.picked(rows), levels: $0.levels) })
        let test = try LogRankTest(followUp, groups: data.armFactor, strata: strata)
        expectClose(other.test?.statistic, test.test?.statistic, relative: 1e-11, "chi-square")
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `renaming groups permutes the sums and keeps the test`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let followUp = try variant.followUp(data)
        let strata = try variant.stratumFactor(data)
        let test = try LogRankTest(followUp, groups: data.armFactor, strata: strata)
        let renamed = try Factor(codes: data.arms.map { 2 - $0 }, levels: ["A", "B", "C"])
        let other = try LogRankTest(followUp, groups: renamed, strata: strata)
        expectClose(
            other.groups.reversed().map { $0.observed - $0.expected },
            test.groups.map { $0.observed - $0.expected }, relative: 1e-11, absolute: 1e-12, "O − E")
        expectClose(other.test?.statistic, test.test?.statistic, relative: 1e-10, "chi-square")
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `swapping two groups flips the sign of O − E`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let followUp = try variant.followUp(data)
        let isB = data.arms.map { $0 == 1 ? Int32(1) : 0 }
        let one = try LogRankTest(followUp, groups: Factor(codes: isB, levels: ["no", "yes"]))
        let other = try LogRankTest(followUp, groups: Factor(codes: isB.map { 1 - $0 }, levels: ["no", "yes"]))
        let difference = one.groups[0].observed - one.groups[0].expected
        expectClose(
            other.groups[0].observed - other.groups[0].expected, -difference, relative: 1e-11, absolute: 1e-12, "O − E")
        expectClose(other.test?.statistic, one.test?.statistic, relative: 1e-10, "chi-square")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `a whole weight is so many rows`(_ data: GeneratedFollowUp) throws {
        let rows = data.replicatedRows
        let weighted = try LogRankTest(
            SurvivalTimes(data.times, events: data.events, entries: data.entries, weights: data.copies),
            groups: data.armFactor)
        let replicated = try LogRankTest(
            SurvivalTimes(
                data.times.picked(rows), events: data.events.picked(rows), entries: data.entries.picked(rows)),
            groups: Factor(codes: data.arms.picked(rows), levels: ["A", "B", "C"]))
        expectClose(weighted.groups.map(\.expected), replicated.groups.map(\.expected), relative: 1e-12, "expected")
        expectClose(weighted.test?.statistic, replicated.test?.statistic, relative: 1e-11, "chi-square")
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `a stratified test sums those of its strata`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let followUp = try variant.followUp(data)
        let strata = try Factor(codes: data.strata, levels: ["0", "1", "2", "3"])
        let whole = try LogRankTest(followUp, groups: data.armFactor, strata: strata)
        var expected = [0.0, 0, 0]
        var covariance = [Double](repeating: 0, count: 9)
        for stratum in 0..<Int32(4) {
            let rows = data.strata.indices.filter { data.strata[$0] == stratum }
            let part = try LogRankTest(
                followUp.filter { data.strata[$0] == stratum },
                groups: Factor(codes: data.arms.picked(rows), levels: ["A", "B", "C"]))
            for k in 0..<3 { expected[k] += part.groups[k].expected }
            for k in 0..<9 { covariance[k] += part.covariance[k] }
        }
        expectClose(whole.groups.map(\.expected), expected, relative: 1e-12, "expected")
        expectClose(whole.covariance, covariance, relative: 1e-12, absolute: 1e-12, "covariance")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `the unit of time does not matter`(_ data: GeneratedFollowUp) throws {
        let days = try LogRankTest(SurvivalTimes(data.times, events: data.events), groups: data.armFactor)
        let years = try LogRankTest(
            SurvivalTimes(data.times.map { $0 / 365.25 }, events: data.events), groups: data.armFactor)
        #expect(years.test == days.test)
    }
}
