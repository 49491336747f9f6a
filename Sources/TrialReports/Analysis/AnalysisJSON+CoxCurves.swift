import TrialAnalysis
import TrialStatistics

extension AnalysisJSON.CoxAnswersJSON {
    /// What a predicted curve is at one time.
    struct Landmark: Encodable, Sendable {
        let time: Double
        let estimate: Nullable<Double>
        let standardError: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let risk: Nullable<Double>

        init(_ time: Double, _ estimate: CoxPredictedCurve.Estimate?) {
            self.time = time
            self.estimate = Nullable(estimate?.survival)
            standardError = Nullable(estimate?.standardError)
            lower = Nullable(estimate?.limits.lower)
            upper = Nullable(estimate?.limits.upper)
            risk = Nullable(estimate?.risk)
        }
    }

    struct Prediction: Encodable, Sendable {
        let profile: [String: String]
        let label: String
        let stratum: Nullable<String>
        let median: Nullable<Double>
        let medianLower: Nullable<Double>
        let medianUpper: Nullable<Double>
        let survival: [Landmark]

        init(_ prediction: CoxAnswers.Prediction) {
            profile = Dictionary(
                prediction.completed.values.map { ($0.column, $0.text) }, uniquingKeysWith: { first, _ in first })
            label = prediction.label
            stratum = Nullable(prediction.stratum)
            median = Nullable(prediction.median.estimate)
            medianLower = Nullable(prediction.median.limits.lower)
            medianUpper = Nullable(prediction.median.limits.upper)
            survival = prediction.landmarks.map { Landmark($0.time, $0.estimate) }
        }
    }

    struct Adjusted: Encodable, Sendable {
        let n: Int
        let end: Double
        let groups: [Group]

        struct Group: Encodable, Sendable {
            let group: String
            let median: Nullable<Double>
            let medianLower: Nullable<Double>
            let medianUpper: Nullable<Double>
            let survival: [Landmark]
            let differences: [Difference]
        }

        struct Difference: Encodable, Sendable {
            let time: Double
            let estimate: Nullable<Double>
            let standardError: Nullable<Double>
            let lower: Nullable<Double>
            let upper: Nullable<Double>
            let p: Nullable<Double>
        }

        init(_ adjusted: CoxAnswers.Adjusted) {
            n = adjusted.count
            end = adjusted.survival.lastTime
            groups = adjusted.groups.map { group in
                Group(
                    group: group.name, median: Nullable(group.median.estimate),
                    medianLower: Nullable(group.median.limits.lower), medianUpper: Nullable(group.median.limits.upper),
                    survival: group.landmarks.map { Landmark($0.time, $0.estimate) },
                    differences: group.differences.map { time, difference in
                        Difference(
                            time: time, estimate: Nullable(difference?.estimate),
                            standardError: Nullable(difference?.standardError),
                            lower: Nullable(difference?.limits.lower), upper: Nullable(difference?.limits.upper),
                            p: Nullable(difference?.pValue))
                    })
            }
        }
    }

    struct Baseline: Encodable, Sendable {
        let at: String
        let estimator: String
        let covariates: [String: Double]
        let strata: [Stratum]

        struct Stratum: Encodable, Sendable {
            let stratum: Nullable<String>
            let steps: [Step]
        }

        struct Step: Encodable, Sendable {
            let time: Double
            let atRisk: Int
            let events: Int
            let cumulativeHazard: Nullable<Double>
            let logCumulativeHazard: Nullable<Double>
            let standardError: Nullable<Double>
        }

        init(_ baseline: CoxAnswers.Baseline, _ plan: SurvivalPlan) {
            at = baseline.reference.rawValue
            estimator = baseline.hazard.estimator.rawValue
            covariates = Dictionary(
                zip(baseline.hazard.names, baseline.hazard.covariates(at: baseline.reference)),
                uniquingKeysWith: { first, _ in first })
            strata = zip(baseline.hazard.strata, baseline.curves).map { stratum, curve in
                Stratum(
                    stratum: Nullable(stratum.name),
                    steps: stratum.times.indices.map { step in
                        let hazard = curve.cumulativeHazard(at: stratum.times[step])
                        let estimate = curve.estimate(atStep: step, transform: plan.transform, level: plan.level)
                        return Step(
                            time: stratum.times[step], atRisk: stratum.atRisk[step], events: stratum.events[step],
                            cumulativeHazard: Nullable(hazard),
                            logCumulativeHazard: Nullable(curve.logCumulativeHazard(at: stratum.times[step])),
                            standardError: Nullable(estimate.standardErrorOfLog))
                    })
            }
        }
    }

    struct Scores: Encodable, Sendable {
        let reference: String
        let rows: [Row]

        struct Row: Encodable, Sendable {
            let row: Int
            let linearPredictor: Double
            let standardError: Double
            let risk: Nullable<Double>
            let expected: Double
        }

        init(_ scores: CoxAnswers.Scores) {
            reference = scores.predictions.reference.rawValue
            rows = scores.rows.enumerated().map { index, row in
                Row(
                    row: row + 1, linearPredictor: scores.predictions.linearPredictors[index],
                    standardError: scores.predictions.standardErrors[index],
                    risk: Nullable(scores.predictions.risks[index]), expected: scores.predictions.expected[index])
            }
        }
    }
}
