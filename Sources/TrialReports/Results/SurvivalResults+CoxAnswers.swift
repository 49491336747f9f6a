import TrialAnalysis
import TrialFigures
import TrialStatistics

extension SurvivalResults {
    /// What was asked of the Cox model beyond its terms.
    static func ofCoxAnswers(_ analysis: SurvivalAnalysis, unit: String?) -> [ResultRow] {
        guard let answers = analysis.coxAnswers else { return [] }
        let quantiles = answers.predictions.map(\.median) + (answers.adjusted?.groups ?? []).map(\.median)
        let curves = PredictedCurveRows(
            times: DisplayPrecision.column(quantiles.flatMap { [$0.estimate, $0.limits.lower, $0.limits.upper] }),
            unit: unit)
        let predicted = answers.predictions.flatMap { prediction in
            let place = ResultRow.Place(.coxPrediction, term: prediction.label)
            return curves.rows(place, prediction.median, prediction.landmarks)
        }
        let adjusted = (answers.adjusted?.groups ?? []).flatMap { group in
            curves.rows(ResultRow.Place(.coxAdjusted, group: group.name), group.median, group.landmarks)
                + curves.differences(group, reference: answers.adjusted?.groups[0].name)
        }
        return CoxAnswerRows.sideBySide(answers) + CoxAnswerRows.interactions(answers) + CoxAnswerRows.splines(answers)
            + CoxAnswerRows.contrasts(answers) + CoxAnswerRows.comparison(answers, analysis)
            + answers.drops.flatMap { CoxAnswerRows.test($0, ResultRow.Place(.coxDrop, term: $0.term)) } + predicted
            + adjusted
    }
}

/// The numbers of a curve that a model predicts.
private struct PredictedCurveRows {
    let times: DisplayPrecision
    let unit: String?

    func rows(
        _ place: ResultRow.Place, _ median: SurvivalQuantile,
        _ landmarks: [(time: Double, estimate: CoxPredictedCurve.Estimate?)]
    ) -> [ResultRow] {
        let quantile = [
            (Statistic.median, median.estimate), (.medianLower, median.limits.lower),
            (.medianUpper, median.limits.upper),
        ].map { statistic, value in
            ResultRow(
                statistic, place, value, text: times.text(value), unit: unit,
                notes: ["the curve, or its limit, does not reach one half"])
        }
        var seen: Set<Double> = []
        return quantile
            + landmarks.filter { seen.insert($0.time).inserted }.flatMap { time, estimate in
                landmark(.init(place.analysis, group: place.group, term: place.term, time: time), estimate)
            }
    }

    private func landmark(_ place: ResultRow.Place, _ estimate: CoxPredictedCurve.Estimate?) -> [ResultRow] {
        let reason = estimate == nil ? "past the end of follow-up" : "no limits where the curve is 0 or 1"
        return [
            (Statistic.survival, estimate?.survival), (.survivalLower, estimate?.limits.lower),
            (.survivalUpper, estimate?.limits.upper),
        ].map { statistic, value in
            ResultRow(statistic, place, value, text: NumberText.percent(value) + "%", notes: [reason])
        }
    }

    func differences(_ group: CoxAnswers.Adjusted.Group, reference: String?) -> [ResultRow] {
        var seen: Set<Double> = []
        return group.differences.filter { seen.insert($0.time).inserted }.flatMap { time, difference in
            let place = ResultRow.Place(.coxAdjusted, group: group.name, time: time)
            func row(_ statistic: Statistic, _ value: Double?, _ text: String) -> ResultRow {
                ResultRow(
                    statistic, place, value, text: text, reference: reference,
                    notes: ["past the end of the curves, or before the first event"])
            }
            func percent(_ statistic: Statistic, _ value: Double?) -> ResultRow {
                row(statistic, value, NumberText.percent(value) + "%")
            }
            return [
                percent(.adjustedDifference, difference?.estimate),
                percent(.adjustedDifferenceLower, difference?.limits.lower),
                percent(.adjustedDifferenceUpper, difference?.limits.upper),
                row(.p, difference?.pValue, NumberText.pValue(difference?.pValue)),
            ]
        }
    }
}

/// The numbers of tests, contrasts and hazard ratios.
enum CoxAnswerRows {
    static let absent = "not estimable in this model"

    static func hazardRatio(
        _ place: ResultRow.Place, _ ratio: CoxRegression.HazardRatio?, _ p: Double?, reference: String? = nil
    ) -> [ResultRow] {
        let texts = RatioText(ratio?.estimate, lower: ratio?.lower, upper: ratio?.upper)
        return [
            (Statistic.hazardRatio, ratio?.estimate, texts.estimate), (.hazardRatioLower, ratio?.lower, texts.lower),
            (.hazardRatioUpper, ratio?.upper, texts.upper), (.p, p, NumberText.pValue(p)),
        ].map { statistic, value, text in
            ResultRow(statistic, place, value, text: text, reference: reference, notes: [absent])
        }
    }

    static func test(
        _ test: ChiSquaredTest?, _ place: ResultRow.Place,
        _ names: (Statistic, Statistic, Statistic) = (.chiSquare, .degreesOfFreedom, .p)
    ) -> [ResultRow] {
        let degrees = test?.degreesOfFreedom
        return [
            ResultRow(
                names.0, place, test?.statistic, text: NumberText.fixed(test?.statistic, decimals: 2), notes: [absent]),
            ResultRow(
                names.1, place, degrees.map(Double.init), text: degrees.map(String.init) ?? "", notes: [absent]),
            ResultRow(names.2, place, test?.pValue, text: NumberText.pValue(test?.pValue), notes: [absent]),
        ]
    }

    static func test(_ test: CoxAnswers.TermTest, _ place: ResultRow.Place) -> [ResultRow] {
        self.test(test.test, place)
    }

    static func sideBySide(_ answers: CoxAnswers) -> [ResultRow] {
        answers.sideBySide.flatMap { model in
            let whole = ResultRow.Place(.coxSideBySide, term: model.model.rawValue)
            return [
                ResultRow(.count, whole, count: model.count), ResultRow(.events, whole, count: model.eventCount),
            ]
                + model.ratios.flatMap { ratio in
                    hazardRatio(
                        .init(.coxSideBySide, group: ratio.group, term: model.model.rawValue), ratio.hazardRatio,
                        ratio.pValue, reference: ratio.reference)
                }
        }
    }

    static func interactions(_ answers: CoxAnswers) -> [ResultRow] {
        answers.interactions.flatMap { interaction in
            test(interaction.test, .init(.coxInteraction, term: interaction.term))
                + interaction.effects.flatMap { effect in
                    hazardRatio(
                        place(of: effect, interaction), effect.hazardRatio, effect.contrast?.pValue,
                        reference: effect.reference)
                }
        }
    }

    /// The place of an effect: "arm[B] at age=60".
    static func place(
        of effect: CoxAnswers.Interaction.Effect, _ interaction: CoxAnswers.Interaction
    ) -> ResultRow.Place {
        let name = interaction.column + (effect.level.map { "[\($0)]" } ?? "")
        return .init(
            .coxInteraction, term: "\(name) at \(interaction.modifier)=\(effect.modifierValue)")
    }

    static func splines(_ answers: CoxAnswers) -> [ResultRow] {
        answers.splines.flatMap { spline in
            let place = ResultRow.Place(.coxSpline, term: spline.column)
            return (spline.test.map { test($0, place) } ?? [])
                + test(
                    spline.nonlinearity.test, place,
                    (.nonlinearityChiSquare, .nonlinearityDegreesOfFreedom, .nonlinearityP))
        }
    }

    static func contrasts(_ answers: CoxAnswers) -> [ResultRow] {
        guard let contrasts = answers.contrasts else { return [] }
        let rows = contrasts.rows.flatMap { row in
            let place = ResultRow.Place(.coxContrast, term: row.expression.text)
            let precision = DisplayPrecision.coefficient(standardError: row.contrast?.standardError)
            let numbers = [
                (Statistic.coefficient, row.contrast?.estimate), (.standardError, row.contrast?.standardError),
            ].map { ResultRow($0, place, $1, text: precision.text($1), notes: [absent]) }
            let adjusted =
                contrasts.rows.count > 1
                ? [
                    ResultRow(
                        .adjustedP, place, row.adjustedP, text: NumberText.pValue(row.adjustedP), notes: [absent])
                ] : []
            return hazardRatio(place, row.hazardRatio, row.contrast?.pValue) + adjusted + numbers
        }
        guard contrasts.rows.count > 1 else { return rows }
        return rows + test(contrasts.joint, .init(.coxContrast), (.waldChiSquare, .waldDegreesOfFreedom, .waldP))
    }

    static func comparison(_ answers: CoxAnswers, _ analysis: SurvivalAnalysis) -> [ResultRow] {
        guard let comparison = answers.comparison else { return [] }
        let place = ResultRow.Place(.coxComparison, term: comparison.without.joined(separator: ", "))
        let heights = comparison.logLikelihoodReduced.map { reduced in
            [(Statistic.logLikelihood, analysis.cox?.model.logLikelihood), (.logLikelihoodReduced, reduced)].map {
                ResultRow($0, place, $1, text: NumberText.fixed($1, decimals: 2))
            }
        }
        return (heights ?? []) + test(comparison.test, place)
    }
}
