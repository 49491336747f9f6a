import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/concordance.json`.
struct ConcordanceCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, score: String
    let entry, weights, strata, cluster, other: String?
    let end: Double?
    let fits: [Fit]
    let difference: Difference?

    var testDescription: String { name }

    struct Fit: Decodable, Sendable {
        let weighting: String
        let concordance, error: Double
        let counts: [Double]
        let influence: [Double]?
    }

    struct Difference: Decodable, Sendable {
        let estimate, error: Double
    }

    static let golden = Result { try Golden<ConcordanceCase>(named: "concordance") }

    static var all: [ConcordanceCase] {
        get throws { try golden.get().cases }
    }

    func concordance(_ weighting: Concordance.TimeWeight, score other: String? = nil) throws -> Concordance {
        let table = try Self.golden.get().table(data)
        let followUp = try SurvivalTimes(
            table.numbers("time"), events: table.flags("event"), entries: table.numbers(entry),
            weights: table.numbers(weights))
        return try Concordance(
            followUp, score: table.numbers(other ?? score), strata: strata.map { Factor(try table.texts($0)) },
            weighting: weighting, upTo: end, clusters: cluster.map { Factor(try table.texts($0)) })
    }
}

@Suite("Concordance · Golden: R concordance")
struct ConcordanceGoldenTests {
    private static let relative = 1e-11

    @Test(arguments: try ConcordanceCase.all)
    func `pairs, concordance and its error are R's`(_ one: ConcordanceCase) throws {
        for fit in one.fits {
            let weighting = try #require(Concordance.TimeWeight(rawValue: fit.weighting))
            let ours = try one.concordance(weighting)
            let counts = [
                ours.counts.concordant, ours.counts.discordant, ours.counts.tiedScore, ours.counts.tiedTime,
                ours.counts.tiedBoth,
            ]
            let scale = fit.counts.reduce(0, +)
            expectClose(
                counts, fit.counts, relative: Self.relative, absolute: 1e-13 * scale, "counts, \(fit.weighting)")
            expectClose(ours.estimate, fit.concordance, relative: Self.relative, "concordance, \(fit.weighting)")
            // Where all pairs agree the jackknife has no error, which R prints as 0.
            expectClose(ours.standardError ?? 0, fit.error, relative: 1e-10, "error, \(fit.weighting)")
            if let influence = fit.influence {
                expectClose(ours.influence, influence, relative: 1e-9, absolute: 1e-15, "influence, \(fit.weighting)")
            }
        }
    }

    @Test(arguments: try ConcordanceCase.all)
    func `the difference of two scores is that of their influences`(_ one: ConcordanceCase) throws {
        guard let other = one.other, let golden = one.difference else { return }
        let difference = try ConcordanceDifference(one.concordance(.harrell), one.concordance(.harrell, score: other))
        expectClose(difference.estimate, golden.estimate, relative: 1e-10, "difference")
        expectClose(difference.standardError, golden.error, relative: 1e-10, "error")
    }
}
