import TrialAnalysis
import TrialStatistics

/// The regression of a case-cohort sample, as JSON for programs: the shape that `equipoise case-cohort --json` prints.
public struct CaseCohortJSON: Encodable, Sendable {
    struct Term: Encodable, Sendable {
        let term: String
        let coefficient, standardError, hazardRatio, lower, upper, p: Nullable<Double>
    }

    let method: String
    let level: Double
    let cohortSize: Int
    let rows: Int
    let n: Int
    let subcohort: Int
    let cases: Int
    let casesInSubcohort: Int
    let casesOutside: Int
    let terms: [Term]
    let notes: [String]

    /// The JSON view of an analysis.
    public init(_ analysis: CaseCohortAnalysis) {
        let fit = analysis.fit
        let level = analysis.plan.survival.level
        method = fit.method.rawValue
        self.level = level.coverage
        cohortSize = fit.cohortSize
        rows = analysis.rowCount
        n = fit.count
        subcohort = fit.subcohortCount
        cases = fit.eventCount
        casesInSubcohort = analysis.casesInside
        casesOutside = analysis.casesOutside
        terms = fit.names.indices.map { index in
            let ratio = fit.hazardRatio(of: index, level: level)
            return Term(
                term: fit.names[index], coefficient: Nullable(fit.coefficients[index]),
                standardError: Nullable(fit.standardError(of: index)), hazardRatio: Nullable(ratio?.estimate),
                lower: Nullable(ratio?.lower), upper: Nullable(ratio?.upper),
                p: Nullable(fit.waldTest(of: index)?.pValue))
        }
        notes = analysis.notes
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String {
        try JSONText.of(self)
    }
}
