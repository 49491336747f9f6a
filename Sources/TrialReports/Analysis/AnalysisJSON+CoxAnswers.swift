import TrialAnalysis
import TrialStatistics

extension AnalysisJSON {
    /// What was asked of the Cox model; a key is there only where its option was given.
    struct CoxAnswersJSON: Encodable, Sendable {
        let sideBySide: [SideBySide]?
        let interactions: [Interaction]?
        let splines: [Spline]?
        let contrasts: Contrasts?
        let without: Comparison?
        let drop: [TermTest]?
        let predictions: [Prediction]?
        let adjusted: Adjusted?
        let baseline: Baseline?
        let scores: Scores?

        init(_ answers: CoxAnswers, _ plan: SurvivalPlan) {
            let questions = plan.questions
            sideBySide = questions.wantsSideBySide ? answers.sideBySide.map(SideBySide.init) : nil
            interactions = plan.terms.interactions.isEmpty ? nil : answers.interactions.map(Interaction.init)
            splines = plan.terms.splines.isEmpty ? nil : answers.splines.map(Spline.init)
            contrasts = answers.contrasts.map(Contrasts.init)
            without = answers.comparison.map(Comparison.init)
            drop = questions.wantsDrop ? answers.drops.map(TermTest.init) : nil
            predictions = questions.profiles.isEmpty ? nil : answers.predictions.map(Prediction.init)
            adjusted = answers.adjusted.map(Adjusted.init)
            baseline = answers.baseline.map { Baseline($0, plan) }
            scores = answers.scores.map(Scores.init)
        }
    }
}

extension AnalysisJSON.CoxAnswersJSON {
    typealias Test = AnalysisJSON.Test

    struct SideBySide: Encodable, Sendable {
        let model: String
        let n: Int
        let events: Int
        let groups: [Group]

        struct Group: Encodable, Sendable {
            let group: String
            let reference: String
            let hazardRatio: Nullable<Double>
            let lower: Nullable<Double>
            let upper: Nullable<Double>
            let p: Nullable<Double>
        }

        init(_ model: CoxAnswers.GroupRatios) {
            self.model = model.model.rawValue
            n = model.count
            events = model.eventCount
            groups = model.ratios.map {
                Group(
                    group: $0.group, reference: $0.reference, hazardRatio: Nullable($0.hazardRatio?.estimate),
                    lower: Nullable($0.hazardRatio?.lower), upper: Nullable($0.hazardRatio?.upper),
                    p: Nullable($0.pValue))
            }
        }
    }

    struct TermTest: Encodable, Sendable {
        let term: String
        let kind: String
        let test: Nullable<Test>

        init(_ test: CoxAnswers.TermTest) {
            term = test.term
            kind = test.kind.rawValue
            self.test = Nullable(test.test.map(Test.init))
        }
    }

    struct Interaction: Encodable, Sendable {
        let term: String
        let kind: String
        let test: Nullable<Test>
        let effects: [Effect]

        struct Effect: Encodable, Sendable {
            let column: String
            let level: Nullable<String>
            let reference: Nullable<String>
            let modifier: String
            let at: String
            let hazardRatio: Nullable<Double>
            let lower: Nullable<Double>
            let upper: Nullable<Double>
            let p: Nullable<Double>
        }

        init(_ interaction: CoxAnswers.Interaction) {
            term = interaction.term
            kind = interaction.test.kind.rawValue
            test = Nullable(interaction.test.test.map(Test.init))
            effects = interaction.effects.map {
                Effect(
                    column: interaction.column, level: Nullable($0.level), reference: Nullable($0.reference),
                    modifier: interaction.modifier, at: $0.modifierValue,
                    hazardRatio: Nullable($0.hazardRatio?.estimate), lower: Nullable($0.hazardRatio?.lower),
                    upper: Nullable($0.hazardRatio?.upper), p: Nullable($0.contrast?.pValue))
            }
        }
    }

    struct Spline: Encodable, Sendable {
        let term: String
        let df: Int
        let knots: [Double]
        let boundary: [Double]
        let reference: Double
        let test: Nullable<TermTest>
        let nonlinearity: TermTest
        let curve: [Point]

        struct Point: Encodable, Sendable {
            let value: Double
            let hazardRatio: Nullable<Double>
            let lower: Nullable<Double>
            let upper: Nullable<Double>
        }

        init(_ spline: CoxAnswers.Spline) {
            term = spline.column
            df = spline.spline.degreesOfFreedom
            knots = spline.spline.knots
            boundary = [spline.spline.boundary.lowerBound, spline.spline.boundary.upperBound]
            reference = spline.reference
            test = Nullable(spline.test.map(TermTest.init))
            nonlinearity = TermTest(spline.nonlinearity)
            curve = spline.curve.map {
                Point(
                    value: $0.value, hazardRatio: Nullable($0.hazardRatio?.estimate),
                    lower: Nullable($0.hazardRatio?.lower), upper: Nullable($0.hazardRatio?.upper))
            }
        }
    }

    struct Contrasts: Encodable, Sendable {
        let rows: [Row]
        let joint: Nullable<Test>

        struct Row: Encodable, Sendable {
            let contrast: String
            let null: Double
            let estimate: Nullable<Double>
            let standardError: Nullable<Double>
            let z: Nullable<Double>
            let hazardRatio: Nullable<Double>
            let lower: Nullable<Double>
            let upper: Nullable<Double>
            let p: Nullable<Double>
            let holm: Nullable<Double>
        }

        init(_ contrasts: CoxAnswers.Contrasts) {
            rows = contrasts.rows.map {
                Row(
                    contrast: $0.expression.text, null: $0.expression.nullValue,
                    estimate: Nullable($0.contrast?.estimate), standardError: Nullable($0.contrast?.standardError),
                    z: Nullable($0.contrast?.z), hazardRatio: Nullable($0.hazardRatio?.estimate),
                    lower: Nullable($0.hazardRatio?.lower), upper: Nullable($0.hazardRatio?.upper),
                    p: Nullable($0.contrast?.pValue), holm: Nullable($0.adjustedP))
            }
            joint = Nullable(contrasts.joint.map(Test.init))
        }
    }

    struct Comparison: Encodable, Sendable {
        let terms: [String]
        let kind: String
        let logLikelihoodReduced: Nullable<Double>
        let test: Nullable<Test>

        init(_ comparison: CoxAnswers.Comparison) {
            terms = comparison.without
            kind = comparison.kind.rawValue
            logLikelihoodReduced = Nullable(comparison.logLikelihoodReduced)
            test = Nullable(comparison.test.map(Test.init))
        }
    }
}
