import TrialAnalysis
import TrialStatistics

extension AnalysisJSON {
    /// The test of proportional hazards.
    struct ProportionalHazards: Encodable, Sendable {
        let transform: String
        let variance: String
        let terms: [Term]
        let global: Nullable<Test>

        init?(_ analysis: SurvivalAnalysis) {
            guard let test = analysis.checks?.proportionalHazards else { return nil }
            transform = test.transform.rawValue
            variance = test.isRobust ? "robust" : "model"
            terms = zip(test.terms, test.tests).map(Term.init)
            global = Nullable(test.global.map(Test.init))
        }

        struct Term: Encodable, Sendable {
            let term: String
            let chiSquare: Nullable<Double>
            let df: Int
            let p: Nullable<Double>

            init(_ term: ProportionalHazardsTest.Term, _ test: ChiSquaredTest?) {
                self.term = term.name
                chiSquare = Nullable(test?.statistic)
                df = term.columns.count
                p = Nullable(test?.pValue)
            }
        }
    }

    /// The concordance of one score.
    struct ScoreConcordance: Encodable, Sendable {
        let score: Nullable<String>
        let weights: String
        let n: Int
        let concordance: Nullable<Double>
        let standardError: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let concordant: Double
        let discordant: Double
        let tiedScore: Double
        let tiedTime: Double
        let tiedBoth: Double
        let difference: Nullable<Difference>

        static func all(_ analysis: SurvivalAnalysis) -> [ScoreConcordance]? {
            guard analysis.plan.concordance != nil else { return nil }
            return (analysis.checks?.concordances ?? []).map { ScoreConcordance($0, analysis.plan.level) }
        }

        private init(_ score: TrialAnalysis.ScoreConcordance, _ level: ConfidenceLevel) {
            let own = score.concordance
            let limits = own.limits(level: level)
            self.score = Nullable(score.marker)
            weights = own.weighting.rawValue
            n = score.count
            concordance = Nullable(own.estimate)
            standardError = Nullable(own.standardError)
            lower = Nullable(limits.lower)
            upper = Nullable(limits.upper)
            concordant = own.counts.concordant
            discordant = own.counts.discordant
            tiedScore = own.counts.tiedScore
            tiedTime = own.counts.tiedTime
            tiedBoth = own.counts.tiedBoth
            difference = Nullable(score.difference.map { Difference($0, level) })
        }
    }

    /// The model's concordance less a marker's.
    struct Difference: Encodable, Sendable {
        let estimate: Nullable<Double>
        let standardError: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let p: Nullable<Double>

        init(_ difference: ConcordanceDifference, _ level: ConfidenceLevel) {
            let limits = difference.limits(level: level)
            estimate = Nullable(difference.estimate)
            standardError = Nullable(difference.standardError)
            lower = Nullable(limits.lower)
            upper = Nullable(limits.upper)
            p = Nullable(difference.pValue)
        }
    }
}
