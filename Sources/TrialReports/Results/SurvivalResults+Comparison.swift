import TrialAnalysis
import TrialFigures
import TrialStatistics

extension SurvivalResults {
    static func ofLogRank(_ analysis: SurvivalAnalysis) -> [ResultRow] {
        guard let logRank = analysis.logRank else { return [] }
        let isWhole = logRank.groups.allSatisfy { $0.observed == $0.observed.rounded() }
        let groups = logRank.groups.flatMap { group in
            let place = ResultRow.Place(.logRank, group: group.name)
            let observed = NumberText.fixed(group.observed, decimals: isWhole ? 0 : 2)
            return [
                ResultRow(.count, place, count: group.count),
                ResultRow(.observed, place, group.observed, text: observed),
                ResultRow(.expected, place, group.expected, text: NumberText.fixed(group.expected, decimals: 2)),
            ]
        }
        return groups
            + test(
                logRank.test, ResultRow.Place(.logRank), .chiSquare, .degreesOfFreedom, .p,
                logRank.weighting.reasonForAbsence)
    }

    static func ofCox(_ analysis: SurvivalAnalysis) -> [ResultRow] {
        guard let cox = analysis.cox else { return [] }
        let place = ResultRow.Place(.cox)
        let model = cox.model
        return [
            ResultRow(.count, place, count: model.count), ResultRow(.events, place, count: model.eventCount),
            ResultRow(.rowsLeftOut, place, count: cox.dropped),
        ] + cox.terms.flatMap { terms($0, cox, group: analysis.plan.group) }
            + [(.logLikelihoodNull, model.logLikelihoodNull), (.logLikelihood, model.logLikelihood)].map {
                ResultRow($0, place, $1, text: NumberText.fixed($1, decimals: 2))
            }
            + likelihoodRatio(cox, place)
            + test(model.scoreTest, place, .scoreChiSquare, .scoreDegreesOfFreedom, .scoreP, reason(cox))
            + test(model.waldTest, place, .waldChiSquare, .waldDegreesOfFreedom, .waldP, reason(cox))
    }

    /// The likelihood-ratio test, that of a ridge on its effective degrees of freedom.
    private static func likelihoodRatio(_ cox: CoxAnalysis, _ place: ResultRow.Place) -> [ResultRow] {
        guard let ridge = cox.model.ridge else {
            return test(
                cox.model.likelihoodRatioTest, place, .likelihoodRatioChiSquare, .likelihoodRatioDegreesOfFreedom,
                .likelihoodRatioP, reason(cox))
        }
        return [
            (Statistic.likelihoodRatioChiSquare, ridge.likelihoodRatio),
            (.likelihoodRatioDegreesOfFreedom, ridge.effectiveDegreesOfFreedom),
        ].map { ResultRow($0, place, $1, text: NumberText.fixed($1, decimals: 2)) } + [
            ResultRow(
                .likelihoodRatioP, place, ridge.pValue, text: NumberText.pValue(ridge.pValue), notes: [reason(cox)])
        ]
    }

    private static func terms(_ term: CoxAnalysis.Term, _ cox: CoxAnalysis, group: String?) -> [ResultRow] {
        let place = ResultRow.Place(.cox, group: term.column == group ? term.level : nil, term: term.name)
        let ratio = term.hazardRatio
        let precision = DisplayPrecision.coefficient(standardError: term.standardError)
        let texts = RatioText(ratio?.estimate, lower: term.limits.lower, upper: term.limits.upper)
        func row(_ statistic: Statistic, _ value: Double?, _ text: String) -> ResultRow {
            ResultRow(statistic, place, value, text: text, reference: term.reference, notes: [reason(cox)])
        }
        return [
            row(.hazardRatio, ratio?.estimate, texts.estimate), row(.hazardRatioLower, term.limits.lower, texts.lower),
            row(.hazardRatioUpper, term.limits.upper, texts.upper),
            row(.p, term.pValue, NumberText.pValue(term.pValue)),
            row(.coefficient, term.coefficient, precision.text(term.coefficient)),
            row(.standardError, term.standardError, precision.text(term.standardError)),
        ]
    }

    /// Why a number of the model is absent.
    private static func reason(_ cox: CoxAnalysis) -> String {
        switch cox.model.convergence {
        case .converged: "not estimable"
        case .notConverged: "the search for the maximum did not converge"
        case .monotoneLikelihood: "the likelihood has no maximum: the hazard ratio is infinite or 0"
        }
    }

    static func test(
        _ test: ChiSquaredTest?, _ place: ResultRow.Place, _ statistic: Statistic, _ degreesOfFreedom: Statistic,
        _ p: Statistic, _ reason: String
    ) -> [ResultRow] {
        let degrees = test?.degreesOfFreedom
        return [
            ResultRow(
                statistic, place, test?.statistic, text: NumberText.fixed(test?.statistic, decimals: 2), notes: [reason]
            ),
            ResultRow(
                degreesOfFreedom, place, degrees.map(Double.init), text: degrees.map(String.init) ?? "",
                notes: [reason]),
            ResultRow(p, place, test?.pValue, text: NumberText.pValue(test?.pValue), notes: [reason]),
        ]
    }
}
