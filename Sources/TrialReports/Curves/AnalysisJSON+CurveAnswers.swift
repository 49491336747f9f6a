import TrialAnalysis
import TrialStatistics

extension AnalysisJSON {
    struct Quantile: Encodable, Sendable {
        let probability: Double
        let estimate: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>

        init(_ quantile: SurvivalQuantile) {
            probability = quantile.probability
            estimate = Nullable(quantile.estimate)
            lower = Nullable(quantile.limits.lower)
            upper = Nullable(quantile.limits.upper)
        }
    }

    struct Hazard: Encodable, Sendable {
        let time: Double
        let estimate: Nullable<Double>
        let standardError: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let survival: Nullable<Double>
        let survivalLower: Nullable<Double>
        let survivalUpper: Nullable<Double>

        init(_ reading: CurveAnswers.HazardReading) {
            time = reading.time
            estimate = Nullable(reading.hazard?.cumulativeHazard)
            standardError = Nullable(reading.hazard?.standardError)
            lower = Nullable(reading.hazard?.limits.lower)
            upper = Nullable(reading.hazard?.limits.upper)
            survival = Nullable(reading.survival?.survival)
            survivalLower = Nullable(reading.survival?.limits.lower)
            survivalUpper = Nullable(reading.survival?.limits.upper)
        }
    }

    struct Conditional: Encodable, Sendable {
        let given: Double
        let time: Double
        let estimate: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let atRisk: Int

        init(_ given: Double, _ time: Double, _ answer: ConditionalSurvival?) {
            self.given = given
            self.time = time
            estimate = Nullable(answer?.survival)
            lower = Nullable(answer?.limits.lower)
            upper = Nullable(answer?.limits.upper)
            atRisk = answer?.atRisk ?? 0
        }
    }

    struct Band: Encodable, Sendable {
        let kind: String
        let criticalValue: Double
        let from: Double
        let to: Double
        let steps: [Step]

        struct Step: Encodable, Sendable {
            let time: Double
            let estimate: Double
            let lower: Nullable<Double>
            let upper: Nullable<Double>
        }

        init(_ band: SimultaneousBand) {
            kind = band.kind.rawValue
            criticalValue = band.criticalValue
            from = band.range.lowerBound
            to = band.range.upperBound
            steps = band.curve.steps.enumerated().filter { $1.events > 0 && band.range.contains($1.time) }.map {
                let limits = band.limits(atStep: $0)
                return Step(
                    time: $1.time, estimate: $1.survival, lower: Nullable(limits.lower), upper: Nullable(limits.upper))
            }
        }
    }

    /// A difference or ratio.
    struct Estimate: Encodable, Sendable {
        let estimate: Nullable<Double>
        let standardError: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let p: Nullable<Double>

        init(_ contrast: Contrast?) {
            estimate = Nullable(contrast?.estimate)
            standardError = Nullable(contrast?.standardError)
            lower = Nullable(contrast?.limits.lower)
            upper = Nullable(contrast?.limits.upper)
            p = Nullable(contrast?.pValue)
        }
    }

    struct Milestone: Encodable, Sendable {
        let time: Double
        let scale: String
        let test: Nullable<Test>
        let comparisons: [Comparison]

        struct Comparison: Encodable, Sendable {
            let group: String
            let reference: String
            let difference: Estimate
            let ratio: Estimate
        }

        init(_ milestone: CurveAnswers.Milestone, reference: String) {
            time = milestone.time
            scale = milestone.test.transform.rawValue
            test = Nullable(milestone.test.test.map(Test.init))
            comparisons = milestone.contrasts.map {
                Comparison(
                    group: $0.group, reference: reference, difference: Estimate($0.contrast?.difference),
                    ratio: Estimate($0.contrast?.ratio))
            }
        }
    }

    struct RestrictedMeans: Encodable, Sendable {
        let from: Double
        let to: Double
        let variance: String
        let stratified: Bool
        let groups: [Group]
        let comparisons: [Comparison]
        let test: Nullable<Test>

        struct Group: Encodable, Sendable {
            let group: String
            let mean: Nullable<Double>
            let standardError: Nullable<Double>
            let lower: Nullable<Double>
            let upper: Nullable<Double>
            let timeLost: Nullable<Double>
            let standardizedMean: Nullable<Double>
            let standardizedStandardError: Nullable<Double>
        }

        struct Comparison: Encodable, Sendable {
            let group: String
            let reference: String
            let difference: Estimate
            let ratio: Estimate
            let timeLostRatio: Estimate
        }

        init(_ comparison: RestrictedMeanComparison) {
            from = comparison.window.lowerBound
            to = comparison.window.upperBound
            variance = comparison.variance.rawValue
            stratified = comparison.isStratified
            groups = comparison.groups.map { group in
                let limits = group.mean?.limits(level: comparison.level)
                return Group(
                    group: group.name, mean: Nullable(group.mean?.estimate),
                    standardError: Nullable(group.mean?.standardError), lower: Nullable(limits?.lower),
                    upper: Nullable(limits?.upper), timeLost: Nullable(group.mean?.timeLost),
                    standardizedMean: Nullable(group.standardized?.estimate),
                    standardizedStandardError: Nullable(group.standardized?.standardError))
            }
            comparisons = comparison.contrasts.map {
                Comparison(
                    group: $0.name, reference: $0.reference, difference: Estimate($0.difference),
                    ratio: Estimate($0.ratio), timeLostRatio: Estimate($0.timeLostRatio))
            }
            test = Nullable(comparison.test.map(Test.init))
        }
    }
}
