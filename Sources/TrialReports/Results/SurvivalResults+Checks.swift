import TrialAnalysis
import TrialFigures
import TrialStatistics

extension SurvivalResults {
    static func ofChecks(_ analysis: SurvivalAnalysis) -> [ResultRow] {
        guard let checks = analysis.checks else { return [] }
        return ofProportionalHazards(checks) + checks.concordances.flatMap { concordance($0, analysis.plan.level) }
    }

    private static func ofProportionalHazards(_ checks: CoxChecks) -> [ResultRow] {
        guard let test = checks.proportionalHazards else { return [] }
        let reason = "all events at one time, or no more clusters than degrees of freedom"
        let terms = zip(test.terms, test.tests).flatMap { term, answer in
            Self.test(
                answer, ResultRow.Place(.proportionalHazards, term: term.name), .chiSquare, .degreesOfFreedom, .p,
                reason)
        }
        return terms
            + Self.test(test.global, ResultRow.Place(.proportionalHazards), .chiSquare, .degreesOfFreedom, .p, reason)
    }

    private static func concordance(_ score: ScoreConcordance, _ level: ConfidenceLevel) -> [ResultRow] {
        let place = ResultRow.Place(.concordance, term: score.marker)
        let own = score.concordance
        let limits = own.limits(level: level)
        func row(_ statistic: Statistic, _ value: Double?, _ decimals: Int, _ reason: String) -> ResultRow {
            ResultRow(statistic, place, value, text: NumberText.fixed(value, decimals: decimals), notes: [reason])
        }
        let noPair = "no pair can be compared"
        let noError = "all pairs agree, or none can be compared"
        return [
            ResultRow(.count, place, count: score.count), row(.concordance, own.estimate, 3, noPair),
            row(.concordanceLower, limits.lower, 3, noError), row(.concordanceUpper, limits.upper, 3, noError),
            row(.standardError, own.standardError, 4, noError), row(.somersD, own.somersD, 3, noPair),
            row(.concordantPairs, own.counts.concordant, 0, noPair),
            row(.discordantPairs, own.counts.discordant, 0, noPair),
            row(.tiedPairs, own.counts.tiedScore, 0, noPair),
        ] + (score.difference.map { difference($0, place, level) } ?? [])
    }

    private static func difference(
        _ difference: ConcordanceDifference, _ place: ResultRow.Place, _ level: ConfidenceLevel
    ) -> [ResultRow] {
        let limits = difference.limits(level: level)
        func row(_ statistic: Statistic, _ value: Double?) -> ResultRow {
            ResultRow(
                statistic, place, value, text: NumberText.fixed(value, decimals: 3),
                notes: ["both order all pairs alike"])
        }
        return [
            row(.concordanceDifference, difference.estimate), row(.concordanceDifferenceLower, limits.lower),
            row(.concordanceDifferenceUpper, limits.upper),
            ResultRow(
                .concordanceDifferenceP, place, difference.pValue, text: NumberText.pValue(difference.pValue),
                notes: ["both order all pairs alike"]),
        ]
    }
}
