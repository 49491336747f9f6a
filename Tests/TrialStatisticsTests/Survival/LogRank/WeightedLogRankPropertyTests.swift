import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Weighted log-rank test · Property and Naive")
struct WeightedLogRankPropertyTests {
    static let weightings: [LogRankTest.Weighting] = [
        .gehan, .taroneWare, .peto, .modifiedPeto, .flemingHarrington(rho: 1, gamma: 0),
        .flemingHarrington(rho: 0, gamma: 1), .flemingHarrington(rho: 0.5, gamma: 0.5),
        .modestlyWeighted(.survival(0.5)), .modestlyWeighted(.time(3)),
    ]

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `exponents of 0 are the log-rank test to the last bit`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let plain = try test(data, variant, .logRank)
        for weighting in [LogRankTest.Weighting.flemingHarrington(rho: 0, gamma: 0), .modestlyWeighted(.survival(1))] {
            let other = try test(data, variant, weighting)
            #expect(other.groups == plain.groups)
            #expect(other.covariance == plain.covariance)
            #expect(other.test == plain.test)
        }
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `sums are those over all rows`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        for weighting in Self.weightings.dropLast() {
            let answer = try test(data, variant, weighting)
            let naive = NaiveLogRank(
                times: data.times, events: data.events, groups: data.arms, groupCount: 3,
                entries: variant.entries(data), weights: variant.weights(data), strata: variant.strata(data),
                weighting: { Self.weight(weighting, before: $0, now: $1) })
            expectClose(
                answer.groups.map(\.observed), naive.observed, relative: 1e-12, absolute: 1e-13, "observed")
            expectClose(
                answer.groups.map(\.expected), naive.expected, relative: 1e-12, absolute: 1e-13, "expected")
            let scale = naive.covariance.map(abs).max() ?? 0
            expectClose(
                answer.covariance, naive.covariance, relative: 1e-12, absolute: 1e-12 * scale, "covariance")
        }
    }

    @Test(arguments: GeneratedFollowUp.several, weightings)
    func `the unit of time does not matter`(_ data: GeneratedFollowUp, _ weighting: LogRankTest.Weighting) throws {
        guard weighting != .modestlyWeighted(.time(3)) else { return }
        let days = try LogRankTest(
            SurvivalTimes(data.times, events: data.events), groups: data.armFactor, weighting: weighting)
        let years = try LogRankTest(
            SurvivalTimes(data.times.map { $0 / 365.25 }, events: data.events), groups: data.armFactor,
            weighting: weighting)
        #expect(years.test == days.test)
    }

    @Test(arguments: GeneratedFollowUp.several, weightings)
    func `swapping two groups flips the sign of O − E`(
        _ data: GeneratedFollowUp, _ weighting: LogRankTest.Weighting
    ) throws {
        let followUp = try SurvivalTimes(data.times, events: data.events, entries: data.entries, weights: data.weights)
        let isB = data.arms.map { $0 == 1 ? Int32(1) : 0 }
        let one = try LogRankTest(
            followUp, groups: Factor(codes: isB, levels: ["no", "yes"]), weighting: weighting)
        let other = try LogRankTest(
            followUp, groups: Factor(codes: isB.map { 1 - $0 }, levels: ["no", "yes"]), weighting: weighting)
        let difference = one.groups[0].observed - one.groups[0].expected
        expectClose(
            other.groups[0].observed - other.groups[0].expected, -difference, relative: 1e-10, absolute: 1e-11, "O − E")
        expectClose(other.test?.statistic, one.test?.statistic, relative: 1e-9, "chi-square")
    }

    @Test(arguments: GeneratedFollowUp.several, weightings)
    func `a whole weight is so many rows`(_ data: GeneratedFollowUp, _ weighting: LogRankTest.Weighting) throws {
        let rows = data.replicatedRows
        let weighted = try LogRankTest(
            SurvivalTimes(data.times, events: data.events, entries: data.entries, weights: data.copies),
            groups: data.armFactor, weighting: weighting)
        let replicated = try LogRankTest(
            SurvivalTimes(
                data.times.picked(rows), events: data.events.picked(rows), entries: data.entries.picked(rows)),
            groups: Factor(codes: data.arms.picked(rows), levels: ["A", "B", "C"]), weighting: weighting)
        expectClose(weighted.groups.map(\.expected), replicated.groups.map(\.expected), relative: 1e-12, "expected")
        expectClose(weighted.test?.statistic, replicated.test?.statistic, relative: 1e-10, "chi-square")
    }

    @Test(arguments: GeneratedFollowUp.several, weightings)
    func `a stratified test sums those of its strata`(
        _ data: GeneratedFollowUp, _ weighting: LogRankTest.Weighting
    ) throws {
        let followUp = try SurvivalTimes(data.times, events: data.events, entries: data.entries, weights: data.weights)
        let strata = try Factor(codes: data.strata, levels: ["0", "1", "2", "3"])
        let whole = try LogRankTest(followUp, groups: data.armFactor, strata: strata, weighting: weighting)
        var score = [0.0, 0, 0]
        var covariance = [Double](repeating: 0, count: 9)
        for stratum in 0..<Int32(4) {
            let rows = data.strata.indices.filter { data.strata[$0] == stratum }
            let part = try LogRankTest(
                followUp.filter { data.strata[$0] == stratum },
                groups: Factor(codes: data.arms.picked(rows), levels: ["A", "B", "C"]), weighting: weighting)
            for k in 0..<3 { score[k] += part.groups[k].observed - part.groups[k].expected }
            for k in 0..<9 { covariance[k] += part.covariance[k] }
        }
        let scale = covariance.map(abs).max() ?? 0
        expectClose(
            whole.groups.map { $0.observed - $0.expected }, score, relative: 1e-10, absolute: 1e-12 * scale, "O − E")
        expectClose(whole.covariance, covariance, relative: 1e-12, absolute: 1e-12 * scale, "covariance")
    }

    private func test(
        _ data: GeneratedFollowUp, _ variant: Variant, _ weighting: LogRankTest.Weighting
    ) throws -> LogRankTest {
        try LogRankTest(
            variant.followUp(data), groups: data.armFactor, strata: variant.stratumFactor(data), weighting: weighting)
    }

    /// The formulas once more, from the counts of all times so far.
    private static func weight(
        _ weighting: LogRankTest.Weighting, before: [NaiveLogRank.Counts], now: NaiveLogRank.Counts
    ) -> Double {
        let survival = before.reduce(1) { $1.empties ? 0 : $0 * (1 - $1.events / $1.atRisk) }
        let peto = (before + [now]).reduce(1) { $0 * (1 - $1.events / ($1.atRisk + 1)) }
        switch weighting {
        case .logRank: return 1
        case .gehan: return now.atRisk
        case .taroneWare: return now.atRisk.squareRoot()
        case .peto: return peto
        case .modifiedPeto: return peto * now.atRisk / (now.atRisk + 1)
        case .flemingHarrington(let rho, let gamma):
            return Elementary.power(survival, rho) * Elementary.power(max(0, 1 - survival), gamma)
        case .modestlyWeighted(.survival(let bound)): return 1 / max(survival, bound)
        case .modestlyWeighted(.time): return .nan
        }
    }
}
