import TrialAnalysis
import TrialStatistics

extension AnalysisJSON {
    struct Cox: Encodable, Sendable {
        let ties: String
        /// Absent unless asked for: "firth" or "ridge".
        let penalty: String?
        /// Absent unless asked for: "profile".
        let limits: String?
        let penalizedLogLikelihoodNull: Double?
        let penalizedLogLikelihood: Double?
        let effectiveDegreesOfFreedom: Double?
        let n: Int
        let events: Int
        let logLikelihoodNull: Double
        let logLikelihood: Double
        let converged: Bool
        let likelihoodRatio: Nullable<Test>
        let score: Nullable<Test>
        let wald: Nullable<Test>
        let terms: [Term]

        init(_ cox: CoxAnalysis) {
            ties = cox.model.ties.rawValue
            switch cox.model.penalty {
            case .none: penalty = nil
            case .firth: penalty = "firth"
            case .ridge: penalty = "ridge"
            }
            limits = cox.model.profiles.isEmpty ? nil : "profile"
            penalizedLogLikelihoodNull = cox.model.penalizedLogLikelihoodNull
            penalizedLogLikelihood = cox.model.penalizedLogLikelihood
            effectiveDegreesOfFreedom = cox.model.ridge?.effectiveDegreesOfFreedom
            n = cox.model.count
            events = cox.model.eventCount
            logLikelihoodNull = cox.model.logLikelihoodNull
            logLikelihood = cox.model.logLikelihood
            converged = cox.model.convergence == .converged
            likelihoodRatio = Nullable(cox.model.likelihoodRatioTest.map(Test.init))
            score = Nullable(cox.model.scoreTest.map(Test.init))
            wald = Nullable(cox.model.waldTest.map(Test.init))
            terms = cox.terms.map(Term.init)
        }
    }

    struct Term: Encodable, Sendable {
        let term: String
        let coefficient: Nullable<Double>
        let standardError: Nullable<Double>
        let hazardRatio: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let p: Nullable<Double>

        init(_ term: CoxAnalysis.Term) {
            self.term = term.name
            coefficient = Nullable(term.coefficient)
            standardError = Nullable(term.standardError)
            hazardRatio = Nullable(term.hazardRatio?.estimate)
            lower = Nullable(term.limits.lower)
            upper = Nullable(term.limits.upper)
            p = Nullable(term.pValue)
        }
    }
}
