import TrialAnalysis
import TrialFigures
import TrialStatistics

extension SurvivalResults {
    static func ofCurveAnswers(_ analysis: SurvivalAnalysis, unit: String?) -> [ResultRow] {
        guard let answers = analysis.curveAnswers else { return [] }
        let quantiles = answers.groups.flatMap(\.quantiles)
        let times = DisplayPrecision.column(quantiles.flatMap { [$0.estimate, $0.limits.lower, $0.limits.upper] })
        let rows = CurveAnswerRows(analysis: analysis, times: times, unit: unit)
        return answers.groups.flatMap(rows.rows) + answers.milestones.flatMap(rows.milestone)
            + (answers.restrictedMeans.map { RestrictedMeanRows($0, unit: unit).rows } ?? [])
    }
}

/// The rows of what was asked of the curves, group by group.
private struct CurveAnswerRows {
    let analysis: SurvivalAnalysis
    let times: DisplayPrecision
    let unit: String?

    func rows(_ group: CurveAnswers.Group) -> [ResultRow] {
        group.quantiles.flatMap { quantile($0, group.name) } + group.hazards.flatMap { hazard($0, group.name) }
            + (group.band.map { band($0, group.name) } ?? [])
            + group.conditional.flatMap { conditional($0.time, $0.answer, group.name) }
    }

    private func quantile(_ quantile: SurvivalQuantile, _ group: String) -> [ResultRow] {
        let share = NumberText.exact(quantile.probability)
        let place = ResultRow.Place(.curves, group: group, term: share)
        func row(_ statistic: Statistic, _ value: Double?, _ subject: String) -> ResultRow {
            ResultRow(
                statistic, place, value, text: times.text(value), unit: unit,
                notes: ["\(subject) does not reach a share of \(share)"])
        }
        return [
            row(.quantile, quantile.estimate, "the curve"),
            row(.quantileLower, quantile.limits.lower, "the limit of the curve"),
            row(.quantileUpper, quantile.limits.upper, "the limit of the curve"),
        ]
    }

    private func hazard(_ reading: CurveAnswers.HazardReading, _ group: String) -> [ResultRow] {
        let place = ResultRow.Place(.curves, group: group, time: reading.time)
        let reason = reading.hazard == nil ? "past the end of follow-up" : "no limits without an event or a variance"
        func row(_ statistic: Statistic, _ value: Double?) -> ResultRow {
            ResultRow(statistic, place, value, text: NumberText.fixed(value, decimals: 3), notes: [reason])
        }
        return [
            row(.cumulativeHazard, reading.hazard?.cumulativeHazard),
            row(.cumulativeHazardLower, reading.hazard?.limits.lower),
            row(.cumulativeHazardUpper, reading.hazard?.limits.upper),
            row(.cumulativeHazardError, reading.hazard?.standardError),
            percent(.breslowSurvival, place, reading.survival?.survival, reason),
            percent(.breslowSurvivalLower, place, reading.survival?.limits.lower, reason),
            percent(.breslowSurvivalUpper, place, reading.survival?.limits.upper, reason),
        ]
    }

    private func band(_ band: SimultaneousBand, _ group: String) -> [ResultRow] {
        let place = ResultRow.Place(.curves, group: group)
        let limits = analysis.plan.landmarks.filter(band.range.contains).map { time in
            (ResultRow.Place(.curves, group: group, time: time), band.limits(at: time))
        }
        func time(_ statistic: Statistic, _ value: Double) -> ResultRow {
            ResultRow(statistic, place, value, text: NumberText.exact(value), unit: unit)
        }
        return [
            ResultRow(
                .bandCriticalValue, place, band.criticalValue,
                text: NumberText.fixed(band.criticalValue, decimals: 4)),
            time(.bandFrom, band.range.lowerBound), time(.bandTo, band.range.upperBound),
        ]
            + limits.flatMap { place, limits in
                [
                    percent(.bandLower, place, limits.lower, "no limits where the curve is 0 or 1"),
                    percent(.bandUpper, place, limits.upper, "no limits where the curve is 0 or 1"),
                ]
            }
    }

    private func conditional(_ time: Double, _ answer: ConditionalSurvival?, _ group: String) -> [ResultRow] {
        guard let given = analysis.plan.curves.given else { return [] }
        let place = ResultRow.Place(.curves, group: group, term: "given \(NumberText.exact(given))", time: time)
        let reason = answer == nil ? "nobody was observed to one of the two times" : "no limits at 0 or 1"
        return [
            ResultRow(.atRisk, place, count: answer?.atRisk ?? 0),
            percent(.conditionalSurvival, place, answer?.survival, reason),
            percent(.conditionalSurvivalLower, place, answer?.limits.lower, reason),
            percent(.conditionalSurvivalUpper, place, answer?.limits.upper, reason),
        ]
    }

    func milestone(_ milestone: CurveAnswers.Milestone) -> [ResultRow] {
        let place = ResultRow.Place(.milestones, time: milestone.time)
        return ResultRow.test(milestone.test.test, place, "a curve has no value or variance on the scale")
            + milestone.contrasts.flatMap { group, contrast in
                let place = ResultRow.Place(.milestones, group: group, time: milestone.time)
                let reference = analysis.groups.first?.name
                let ratio = contrast?.ratio
                let texts = RatioText(ratio?.estimate, lower: ratio?.limits.lower, upper: ratio?.limits.upper)
                let reason =
                    contrast == nil ? "past the end of follow-up" : "a curve is at 0, or neither has a variance"
                return ResultRow.contrast(
                    contrast?.difference,
                    (.survivalDifference, .survivalDifferenceLower, .survivalDifferenceUpper, .survivalDifferenceP),
                    place, reference, reason
                ) { NumberText.percent($0) }
                    + ResultRow.ratio(
                        ratio, (.survivalRatio, .survivalRatioLower, .survivalRatioUpper, .survivalRatioP), place,
                        reference, reason, texts)
            }
    }

    private func percent(_ statistic: Statistic, _ place: ResultRow.Place, _ value: Double?, _ reason: String)
        -> ResultRow
    {
        ResultRow(statistic, place, value, text: NumberText.percent(value) + "%", notes: [reason])
    }
}

extension ResultRow {
    /// A test by the names that all tests share.
    static func test(_ test: ChiSquaredTest?, _ place: Place, _ reason: String) -> [ResultRow] {
        let degrees = test?.degreesOfFreedom
        return [
            ResultRow(
                .chiSquare, place, test?.statistic, text: NumberText.fixed(test?.statistic, decimals: 2),
                notes: [reason]
            ),
            ResultRow(
                .degreesOfFreedom, place, degrees.map(Double.init), text: degrees.map(String.init) ?? "",
                notes: [reason]),
            ResultRow(.p, place, test?.pValue, text: NumberText.pValue(test?.pValue), notes: [reason]),
        ]
    }

    typealias ContrastNames = (estimate: Statistic, lower: Statistic, upper: Statistic, p: Statistic)

    /// A difference with its limits and p-value.
    static func contrast(
        _ contrast: Contrast?, _ names: ContrastNames, _ place: Place, _ reference: String?, _ reason: String,
        unit: String? = nil, text: (Double?) -> String
    ) -> [ResultRow] {
        [
            (names.estimate, contrast?.estimate), (names.lower, contrast?.limits.lower),
            (names.upper, contrast?.limits.upper),
        ].map { name, value in
            ResultRow(name, place, value, text: text(value), unit: unit, reference: reference, notes: [reason])
        } + [
            ResultRow(
                names.p, place, contrast?.pValue, text: NumberText.pValue(contrast?.pValue), reference: reference,
                notes: [reason])
        ]
    }

    /// A ratio with its limits and p-value, whose texts suit each other.
    static func ratio(
        _ ratio: Contrast?, _ names: ContrastNames, _ place: Place, _ reference: String?, _ reason: String,
        _ texts: RatioText
    ) -> [ResultRow] {
        [
            (names.estimate, ratio?.estimate, texts.estimate), (names.lower, ratio?.limits.lower, texts.lower),
            (names.upper, ratio?.limits.upper, texts.upper),
            (names.p, ratio?.pValue, NumberText.pValue(ratio?.pValue)),
        ].map { name, value, text in
            ResultRow(name, place, value, text: text, reference: reference, notes: [reason])
        }
    }
}
