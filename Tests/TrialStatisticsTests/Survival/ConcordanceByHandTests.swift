import TestSupport
import Testing

@testable import TrialStatistics

/// Five subjects: events at 1, 3, 3 and censorings at 2, 4.
@Suite("Concordance · ByHand")
struct ConcordanceByHandTests {
    private static let times = [1.0, 2, 3, 3, 4]
    private static let events = [true, false, true, true, false]
    /// Risk scores: the first dies first with the highest but one; one tie of score.
    private static let score = [3.0, 1, 2, 4, 2]

    private func followUp(weights: [Double]? = nil) throws -> SurvivalTimes {
        try SurvivalTimes(Self.times, events: Self.events, weights: weights)
    }

    /// At 1 four are left: scores 1, 2, 2 below 3 (concordant) and 4 above (discordant). At 3 only the fifth, with score 2, is
    /// left: against 2 a tie, against 4 concordant. The two events at 3 are no pair.
    @Test func `pairs are counted by what they say`() throws {
        let result = try Concordance(followUp(), score: Self.score)
        let expected = Concordance.Counts(
            concordant: 4, discordant: 1, tiedScore: 1, tiedTime: 1, tiedBoth: 0)
        #expect(result.counts == expected)
        expectClose(result.estimate, fraction(9, 12), relative: 1e-15, "C")
        expectClose(result.somersD, fraction(1, 2), relative: 1e-15, "Somers' D")
    }

    /// D = 1/2, N = 6. Sums of ±1 and of 1 by subject: 1: +3 −1 of 4; 2: +1 of 1; 3: +1 + 0 of 2; 4: −1 + 1 of 2; 5: +1 + 1 + 0 of 3.
    /// dᵢ = (A − B/2) / 12: 0, 1/24, 0, −1/12, 1/24.
    @Test func `the jackknife adds up squares of influences`() throws {
        let result = try Concordance(followUp(), score: Self.score)
        expectClose(
            result.influence, [0, fraction(1, 24), 0, fraction(-1, 12), fraction(1, 24)], relative: 1e-14,
            absolute: 1e-17, "influence")
        let variance = fraction(1, 576) + fraction(1, 144) + fraction(1, 576)
        expectClose(result.standardError, variance.squareRoot(), relative: 1e-14, "standard error")
        let clusters = Factor(["a", "b", "a", "b", "b"])
        let clustered = try Concordance(followUp(), score: Self.score, clusters: clusters)
        // Sums: 0 and 1/24 − 1/12 + 1/24 = 0.
        #expect(clustered.standardError ?? 0 < 1e-16)
    }

    /// Before 3 the second was censored out of four: G = 3/4, so the pairs at 3 count 16/9 each; those at 1 count 1.
    @Test func `Uno's weights are those of the time of the event`() throws {
        let result = try Concordance(followUp(), score: Self.score, weighting: .uno)
        let expected = Concordance.Counts(
            concordant: 3 + fraction(16, 9), discordant: 1, tiedScore: fraction(16, 9), tiedTime: fraction(16, 9),
            tiedBoth: 0)
        expectClose(
            [result.counts.concordant, result.counts.tiedScore, result.counts.tiedTime],
            [expected.concordant, expected.tiedScore, expected.tiedTime], relative: 1e-15, "counts")
        // S before 3 is 4/5, three are at risk, five there are: 5·(4/5)/3 for Peto; over G for Schemper; 1/3 for log-rank.
        let others: [(Concordance.TimeWeight, Double)] = [
            (.peto, fraction(4, 3)), (.schemper, fraction(16, 9)), (.logRank, fraction(1, 3)),
        ]
        for (weighting, factor) in others {
            let counts = try Concordance(followUp(), score: Self.score, weighting: weighting).counts
            expectClose(counts.tiedScore, factor, relative: 1e-15, "ties, \(weighting.rawValue)")
        }
        let early = try Concordance(followUp(), score: Self.score, weighting: .uno, upTo: 2)
        #expect(
            early.counts == Concordance.Counts(concordant: 3, discordant: 1, tiedScore: 0, tiedTime: 0, tiedBoth: 0))
    }

    @Test func `nothing to compare is not estimable, and agreement without exception has no error`() throws {
        let none = try Concordance(
            SurvivalTimes([1, 2, 3], events: [false, false, true]), score: [1, 2, 3])
        #expect(none.estimate == nil && none.standardError == nil)
        #expect(none.limits() == .notEstimable)
        let perfect = try Concordance(SurvivalTimes([1, 2, 3], events: [true, true, true]), score: [3, 2, 1])
        #expect(perfect.estimate == 1)
        #expect(perfect.standardError == nil)
        let turned = try Concordance(
            SurvivalTimes([1, 2, 3], events: [true, true, true]), score: [3, 2, 1], direction: .higherIsLater)
        #expect(turned.estimate == 0)
    }

    /// The third enters at 2: at risk at the event at 3, not at that at 1.
    @Test func `who has not entered is in no pair`() throws {
        let followUp = try SurvivalTimes([1, 3, 5, 4], events: [true, true, false, false], entries: [0, 0, 2, 0])
        let counts = try Concordance(followUp, score: [4, 3, 5, 1]).counts
        // At 1: scores 3 and 1 below 4. At 3: 1 below, 5 above.
        #expect(counts == Concordance.Counts(concordant: 3, discordant: 1, tiedScore: 0, tiedTime: 0, tiedBoth: 0))
    }

    @Test func `what cannot be is refused with its name`() throws {
        let late = try SurvivalTimes([2, 3], events: [true, false], entries: [0, 1])
        #expect(throws: StatisticsError.self) { try Concordance(late, score: [1, 2], weighting: .uno) }
        #expect(throws: StatisticsError.self) { try Concordance(followUp(), score: [1, 2, 3, .nan, 5]) }
        #expect(throws: StatisticsError.self) { try Concordance(followUp(), score: [1]) }
        #expect(throws: StatisticsError.self) { try Concordance(followUp(), score: Self.score, upTo: 0) }
    }
}
