import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Concordance · Property and Naive")
struct ConcordancePropertyTests {
    private static func weightings(_ variant: Variant) -> [Concordance.TimeWeight] {
        variant.hasEntries ? [.harrell, .peto, .logRank] : Concordance.TimeWeight.allCases
    }

    /// Scores with ties and without.
    private static func scores(_ data: GeneratedFollowUp) -> [[Double]] { [data.stage, data.biomarker] }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `pairs counted one by one are the same`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        for score in Self.scores(data) {
            let ours = try Concordance(
                variant.followUp(data), score: score, strata: variant.stratumFactor(data))
            let naive = NaiveConcordance(
                times: data.times, events: data.events, score: score, entries: variant.entries(data),
                weights: variant.weights(data), strata: variant.strata(data))
            let counts = [
                ours.counts.concordant, ours.counts.discordant, ours.counts.tiedScore, ours.counts.tiedTime,
                ours.counts.tiedBoth,
            ]
            expectClose(counts, naive.counts, relative: 1e-12, absolute: 1e-12, "counts")
            expectClose(ours.influence, naive.influence, relative: 1e-10, absolute: 1e-15, "influence")
        }
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `influence is the derivative of C by the logarithm of a weight`(_ data: GeneratedFollowUp, _ variant: Variant)
        throws
    {
        let weights = variant.weights(data) ?? [Double](repeating: 1, count: data.times.count)
        let strata = try variant.stratumFactor(data)
        func estimate(_ weights: [Double]) throws -> Concordance {
            try Concordance(
                SurvivalTimes(data.times, events: data.events, entries: variant.entries(data), weights: weights),
                score: data.stage, strata: strata)
        }
        let influence = try estimate(weights).influence
        for row in stride(from: 0, to: 90, by: 17) {
            var (more, less) = (weights, weights)
            more[row] *= 1 + 1e-5
            less[row] *= 1 - 1e-5
            let slope = try (#require(estimate(more).estimate) - #require(estimate(less).estimate)) / 2e-5
            expectClose(slope, influence[row], relative: 1e-6, absolute: 1e-9, "row \(row)")
        }
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `influences sum to 0, and order and units do not matter`(_ data: GeneratedFollowUp, _ variant: Variant) throws
    {
        let followUp = try variant.followUp(data)
        let strata = try variant.stratumFactor(data)
        let rows = data.shuffledRows
        for weighting in Self.weightings(variant) {
            let one = try Concordance(followUp, score: data.stage, strata: strata, weighting: weighting)
            expectClose(one.influence.reduce(0, +), 0, relative: 0, absolute: 1e-13, "sum")
            let other = try Concordance(
                SurvivalTimes(
                    data.times.picked(rows).map { $0 * 30.4375 }, events: data.events.picked(rows),
                    entries: followUp.entries?.picked(rows).map { $0 * 30.4375 },
                    weights: followUp.weights?.picked(rows), grouping: .exact),
                score: data.stage.picked(rows).map { Elementary.exponential($0) },
                strata: strata.map { try Factor(codes: $0.codes.picked(rows), levels: $0.levels) },
                weighting: weighting)
            expectClose(other.estimate, one.estimate, relative: 1e-12, "C")
            expectClose(other.influence, one.influence.picked(rows), relative: 1e-9, absolute: 1e-15, "influence")
        }
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `the opposite score has the opposite concordance and the same error`(
        _ data: GeneratedFollowUp, _ variant: Variant
    ) throws {
        let followUp = try variant.followUp(data)
        for weighting in Self.weightings(variant) {
            let one = try Concordance(followUp, score: data.stage, weighting: weighting)
            for (score, direction) in [
                (data.stage.map { -$0 }, Concordance.Direction.higherIsEarlier), (data.stage, .higherIsLater),
            ] {
                let other = try Concordance(followUp, score: score, direction: direction, weighting: weighting)
                expectClose(other.estimate, one.estimate.map { 1 - $0 }, relative: 1e-12, "C")
                expectClose(other.standardError, one.standardError, relative: 1e-10, "error")
            }
        }
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `a whole weight is so many rows of one cluster`(_ data: GeneratedFollowUp) throws {
        let rows = data.replicatedRows
        let weighted = try Concordance(
            SurvivalTimes(data.times, events: data.events, weights: data.copies), score: data.biomarker)
        let subjects = Factor(uncheckedCodes: rows.map(Int32.init), levels: data.times.indices.map(String.init))
        let replicated = try Concordance(
            SurvivalTimes(data.times.picked(rows), events: data.events.picked(rows)),
            score: data.biomarker.picked(rows),
            clusters: subjects)
        expectClose(replicated.estimate, weighted.estimate, relative: 1e-13, "C")
        expectClose(replicated.standardError, weighted.standardError, relative: 1e-11, "error")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `without censoring Uno's C is Harrell's`(_ data: GeneratedFollowUp) throws {
        let followUp = try SurvivalTimes(data.times, events: data.events.map { _ in true })
        let harrell = try Concordance(followUp, score: data.biomarker)
        let uno = try Concordance(followUp, score: data.biomarker, weighting: .uno)
        #expect(uno.counts == harrell.counts)
        #expect(uno.standardError == harrell.standardError)
    }

    /// Across a hundred simulated trials the jackknife error is the spread of C.
    @Test func `the error is the spread of C over samples`() throws {
        var random = SplitMix(state: 42)
        var estimates: [Double] = []
        var variances: [Double] = []
        for _ in 0..<200 {
            let score = (0..<150).map { _ in random.uniform() * 4 - 2 }
            let times = score.map { -Elementary.logarithm(random.uniform()) / Elementary.exponential(0.6 * $0) }
            let events = score.map { _ in random.uniform() < 0.7 }
            let one = try Concordance(SurvivalTimes(times, events: events), score: score)
            estimates.append(try #require(one.estimate))
            let error = try #require(one.standardError)
            variances.append(error * error)
        }
        let mean = estimates.reduce(0, +) / 200
        let spread = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199
        let predicted = variances.reduce(0, +) / 200
        // A sample variance of 200 has a relative standard error of 1/√100; three of them.
        #expect(abs(predicted / spread - 1) < 0.3)
    }
}
