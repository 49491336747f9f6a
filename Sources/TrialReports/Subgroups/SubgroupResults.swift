import TrialAnalysis
import TrialFigures
import TrialStatistics

/// All numbers of a subgroup analysis in long form, in the order a report prints them.
///
/// A row of the forest is named by its term, `iss[II]`, the overall one by none; a subgroup variable by its column, `iss`; a
/// window of a marker by its range, `age[36–54]`.
struct SubgroupResults {
    let analysis: SubgroupAnalysis
    private let endpoint: EndpointName
    private let times: DisplayPrecision

    init(_ analysis: SubgroupAnalysis) {
        self.analysis = analysis
        endpoint = EndpointName(column: analysis.plan.survival.time, unit: analysis.plan.survival.unit)
        let rows = [analysis.overall] + analysis.variables.flatMap(\.rows)
        times = DisplayPrecision.column(
            rows.flatMap(\.arms).map(\.median).flatMap { [$0.estimate, $0.limits.lower, $0.limits.upper] })
    }

    var results: SurvivalResults {
        let file = ResultRow.Place(.file)
        return SurvivalResults(
            [
                ResultRow(.rows, file, count: analysis.rowCount),
                ResultRow(.rowsLeftOut, file, count: analysis.dropped),
            ] + row(analysis.overall, in: nil) + analysis.variables.flatMap(variable)
                + (analysis.slidingWindows.map { WindowResults($0, reference: reference).rows } ?? []),
            endpoint: endpoint)
    }

    private var reference: String { analysis.groups[0] }

    /// The term of a row of the forest.
    static func term(_ level: SubgroupRow, in variable: SubgroupVariable?) -> String? {
        variable.map { "\($0.column)[\(level.level)]" }
    }

    private func row(_ row: SubgroupRow, in variable: SubgroupVariable?) -> [ResultRow] {
        let term = Self.term(row, in: variable)
        let arms = row.arms.flatMap { arm -> [ResultRow] in
            let place = ResultRow.Place(.subgroups, group: arm.name, term: term)
            let limits = arm.median.limits
            return [
                ResultRow(.count, place, count: arm.count), ResultRow(.events, place, count: arm.eventCount),
                time(.median, place, arm.median.estimate), time(.medianLower, place, limits.lower),
                time(.medianUpper, place, limits.upper),
            ]
        }
        let place = ResultRow.Place(.subgroups, term: term)
        return [ResultRow(.count, place, count: row.count), ResultRow(.events, place, count: row.eventCount)] + arms
            + ratio(row.effect, place, reference: reference)
    }

    private func time(_ statistic: Statistic, _ place: ResultRow.Place, _ value: Double?) -> ResultRow {
        ResultRow(
            statistic, place, value, text: times.text(value), unit: endpoint.unit,
            notes: ["the curve, or its limit, does not reach one half"])
    }

    private func variable(_ result: SubgroupResult) -> [ResultRow] {
        let place = ResultRow.Place(.subgroups, term: result.variable.column)
        let outside = result.missing + result.unlisted.reduce(0) { $0 + $1.count }
        let reason = "fewer than two levels can be compared"
        let heterogeneity = result.heterogeneity
        let share = heterogeneity.test == nil ? nil : heterogeneity.share
        return result.rows.flatMap { row($0, in: result.variable) }
            + [ResultRow(.rowsLeftOut, place, count: outside)]
            + test(
                result.interaction.likelihoodRatio, place, .likelihoodRatioChiSquare,
                .likelihoodRatioDegreesOfFreedom, .likelihoodRatioP, reason)
            + test(
                result.interaction.wald, place, .waldChiSquare, .waldDegreesOfFreedom, .waldP,
                result.interaction.degreesOfFreedom > 0 ? "a level is separated" : reason)
            + [
                ResultRow(
                    .adjustedP, place, result.adjustedP, text: NumberText.pValue(result.adjustedP), notes: [reason])
            ]
            + test(
                heterogeneity.test, place, .heterogeneity, .heterogeneityDegreesOfFreedom, .heterogeneityP,
                "fewer than two levels have a hazard ratio")
            + [
                ResultRow(
                    .heterogeneityShare, place, share, text: NumberText.percent(share) + "%",
                    notes: ["fewer than two levels have a hazard ratio"])
            ]
    }

    private func test(
        _ test: ChiSquaredTest?, _ place: ResultRow.Place, _ statistic: Statistic, _ degreesOfFreedom: Statistic,
        _ p: Statistic, _ reason: String
    ) -> [ResultRow] {
        let degrees = test?.degreesOfFreedom
        return [
            ResultRow(
                statistic, place, test?.statistic, text: NumberText.fixed(test?.statistic, decimals: 2),
                notes: [reason]),
            ResultRow(
                degreesOfFreedom, place, degrees.map(Double.init), text: degrees.map(String.init) ?? "",
                notes: [reason]),
            ResultRow(p, place, test?.pValue, text: NumberText.pValue(test?.pValue), notes: [reason]),
        ]
    }
}

extension SubgroupResults {
    /// What results and pages say of a hazard ratio by Firth's penalty.
    static let firthRemark = "Firth's penalised estimate; limits and p-value by its profile"

    func ratio(_ effect: SubgroupHazardRatio, _ place: ResultRow.Place, reference: String) -> [ResultRow] {
        Self.ratio(effect, place, reference: reference)
    }

    /// The numbers of a hazard ratio.
    static func ratio(
        _ effect: SubgroupHazardRatio, _ place: ResultRow.Place, reference: String
    ) -> [ResultRow] {
        let limits = effect.ratio?.limits
        let texts = RatioText(effect.ratio?.estimate, lower: limits?.lower, upper: limits?.upper)
        let precision = DisplayPrecision.coefficient(standardError: effect.standardError)
        func row(_ statistic: Statistic, _ value: Double?, _ text: String) -> ResultRow {
            ResultRow(
                statistic, place, value, text: text, reference: reference,
                notes: [effect.absence?.reason ?? "no limit"],
                remarks: effect.method == .firth ? [firthRemark] : [])
        }
        return [
            row(.hazardRatio, effect.ratio?.estimate, texts.estimate),
            row(.hazardRatioLower, limits?.lower, texts.lower),
            row(.hazardRatioUpper, limits?.upper, texts.upper),
            row(.p, effect.test?.pValue, NumberText.pValue(effect.test?.pValue)),
            row(.coefficient, effect.coefficient, precision.text(effect.coefficient)),
            row(.standardError, effect.standardError, precision.text(effect.standardError)),
        ]
    }
}
