import TrialAnalysis
import TrialFigures
import TrialStatistics

/// What was asked of the curves, as `results.json` states it.
struct CurveConventions: Encodable, Sendable {
    let quantiles: [Double]
    let landmarkRule: String
    let given: Nullable<Double>
    let cumulativeHazard: Nullable<String>
    let hazardVariance: Nullable<String>
    let hazardScale: Nullable<String>
    let bands: Nullable<String>
    let bandRange: Nullable<[Double]>
    let milestone: Nullable<String>
    let restrictedMeanWindow: Nullable<[Double]>
    let restrictedMeanVariance: Nullable<String>

    init(_ analysis: SurvivalAnalysis) {
        let questions = analysis.plan.curves
        quantiles = questions.quantiles
        landmarkRule = questions.landmarkRule.rawValue
        given = Nullable(questions.given)
        cumulativeHazard = Nullable(questions.hazard?.ties.rawValue)
        hazardVariance = Nullable(questions.hazard?.variance.rawValue)
        hazardScale = Nullable(questions.hazard?.scale.rawValue)
        bands = Nullable(questions.band?.kind.rawValue)
        bandRange = Nullable(questions.band?.range.map { [$0.lowerBound, $0.upperBound] })
        milestone = Nullable(questions.milestone?.rawValue)
        let window = analysis.curveAnswers?.restrictedMeans?.window
        restrictedMeanWindow = Nullable(window.map { [$0.lowerBound, $0.upperBound] })
        restrictedMeanVariance = Nullable(questions.restrictedMean?.variance.rawValue)
    }
}
