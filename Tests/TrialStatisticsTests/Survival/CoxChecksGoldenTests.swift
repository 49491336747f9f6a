import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/cox-checks.json`.
struct CoxChecksCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, time, event: String
    let terms: [[String]]
    let entry, weights, strata: String?
    let efron, breslow: Fit

    var testDescription: String { name }

    struct Fit: Decodable, Sendable {
        let residuals: Residuals?
        let smooth: Smooth?
        let tests: [Tested]
    }

    struct Residuals: Decodable, Sendable {
        let martingale, deviance: [Double]
        let score, dfbeta, dfbetas, schoenfeld, scaledSchoenfeld: [[Double]]
        let schoenfeldRows: [Int]
    }

    struct Smooth: Decodable, Sendable {
        let x, estimate, error: [Double]
    }

    struct Tested: Decodable, Sendable {
        let transform: String
        let chiSquare: [Double]
        let df: [Int]
        let global: Double
        let columns: [Double]
    }

    static let golden = Result { try Golden<CoxChecksCase>(named: "cox-checks") }

    static var all: [CoxChecksCase] {
        get throws { try golden.get().cases }
    }

    func expected(_ ties: CoxRegression.Ties) -> Fit { ties == .efron ? efron : breslow }

    /// The data of a case and its model.
    struct Fitted {
        let followUp: SurvivalTimes
        let covariates: CovariateMatrix
        let strata: Factor?
        let model: CoxRegression
    }

    func fitted(_ ties: CoxRegression.Ties) throws -> Fitted {
        let table = try Self.golden.get().table(data)
        let followUp = try SurvivalTimes(
            table.numbers(time), events: table.flags(event), entries: table.numbers(entry),
            weights: table.numbers(weights))
        let names = terms.flatMap { $0 }
        let covariates = try CovariateMatrix(names: names, columns: names.map { try table.numbers($0) })
        let strata = try self.strata.map { Self.factor(try table.texts($0)) }
        return Fitted(
            followUp: followUp, covariates: covariates, strata: strata,
            model: try CoxRegression(followUp, covariates: covariates, strata: strata, ties: ties))
    }

    /// Levels as R orders them: numbers by their values.
    private static func factor(_ texts: [String]) -> Factor {
        let levels = Set(texts).sorted { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }
        return Factor(uncheckedCodes: texts.map { text in Int32(levels.firstIndex(of: text) ?? 0) }, levels: levels)
    }

    var testTerms: [ProportionalHazardsTest.Term] {
        var next = 0
        return terms.map { names in
            defer { next += names.count }
            return .init(names.joined(separator: " "), columns: Array(next..<next + names.count))
        }
    }
}

@Suite("Cox residuals and proportional hazards · Golden: R residuals.coxph, cox.zph")
struct CoxChecksGoldenTests {
    private static let relative = 1e-8
    private static let ties = [CoxRegression.Ties.efron, .breslow]

    @Test(arguments: try CoxChecksCase.all, ties)
    func `residuals are R's`(_ one: CoxChecksCase, _ ties: CoxRegression.Ties) throws {
        guard let golden = one.expected(ties).residuals else { return }
        let fit = try one.fitted(ties)
        let residuals = try #require(
            try CoxResiduals(fit.model, fit.followUp, covariates: fit.covariates, strata: fit.strata))
        expectClose(residuals.martingale, golden.martingale, relative: Self.relative, absolute: 1e-9, "martingale")
        // The root of a difference that vanishes where the expectation is 1.
        expectClose(residuals.deviance, golden.deviance, relative: Self.relative, absolute: 1e-7, "deviance")
        Self.expectColumns(residuals.score, golden.score, "score")
        Self.expectColumns(residuals.dfbeta, golden.dfbeta, "dfbeta")
        Self.expectColumns(residuals.dfbetas, golden.dfbetas, "dfbetas")
        let schoenfeld = residuals.schoenfeld
        #expect(schoenfeld.rows.sorted() == golden.schoenfeldRows.sorted())
        let order = golden.schoenfeldRows.enumerated().sorted { $0.element < $1.element }.map(\.offset)
        let ours = schoenfeld.rows.enumerated().sorted { $0.element < $1.element }.map(\.offset)
        Self.expectColumns(
            schoenfeld.values.map { $0.picked(ours) }, golden.schoenfeld.map { $0.picked(order) }, "Schoenfeld")
        Self.expectColumns(
            schoenfeld.scaled.map { $0.picked(ours) }, golden.scaledSchoenfeld.map { $0.picked(order) },
            "scaled Schoenfeld")
    }

    @Test(arguments: try CoxChecksCase.all, ties)
    func `the tests of proportional hazards are R's`(_ one: CoxChecksCase, _ ties: CoxRegression.Ties) throws {
        let fit = try one.fitted(ties)
        for golden in one.expected(ties).tests {
            let transform = try #require(TimeTransform(rawValue: golden.transform))
            let test = try #require(
                try ProportionalHazardsTest(
                    fit.model, fit.followUp, covariates: fit.covariates, strata: fit.strata, terms: one.testTerms,
                    transform: transform))
            expectClose(
                test.tests.map { $0?.statistic }, golden.chiSquare, relative: 1e-7, absolute: 1e-12,
                "χ² of terms, \(golden.transform)")
            #expect(test.tests.map { $0?.degreesOfFreedom } == golden.df)
            expectClose(
                test.global?.statistic, golden.global, relative: 1e-7, absolute: 1e-12, "χ², \(golden.transform)")
            let single = try #require(
                try ProportionalHazardsTest(
                    fit.model, fit.followUp, covariates: fit.covariates, strata: fit.strata, transform: transform))
            expectClose(
                single.tests.map { $0?.statistic }, golden.columns, relative: 1e-7, absolute: 1e-12,
                "χ² of columns, \(golden.transform)")
        }
    }

    @Test(arguments: try CoxChecksCase.all, ties)
    func `the smooth is a natural spline by least squares`(_ one: CoxChecksCase, _ ties: CoxRegression.Ties) throws {
        guard let golden = one.expected(ties).smooth else { return }
        let fit = try one.fitted(ties)
        let test = try #require(
            try ProportionalHazardsTest(fit.model, fit.followUp, covariates: fit.covariates, strata: fit.strata))
        let smooth = try #require(SchoenfeldSmooth(test, covariate: 0))
        let scale = golden.error.max() ?? 0
        expectClose(smooth.points.map(\.transformedTime), golden.x, relative: 1e-12, absolute: 1e-14, "g")
        expectClose(
            smooth.points.map(\.estimate), golden.estimate, relative: Self.relative, absolute: Self.relative * scale,
            "smooth")
        let quantile = ConfidenceLevel.ninetyFivePercent.normalQuantile
        let errors = smooth.points.map { point in point.limits.upper.map { ($0 - point.estimate) / quantile } }
        expectClose(errors, golden.error, relative: 1e-7, absolute: 1e-8 * scale, "standard errors")
    }

    /// Columns are held to the scale of their largest element: sums that cancel leave the rounding of the terms.
    private static func expectColumns(_ values: [[Double]], _ expected: [[Double]], _ what: String) {
        #expect(values.count == expected.count)
        for (column, (ours, theirs)) in zip(values, expected).enumerated() {
            let scale = theirs.map(abs).max() ?? 0
            expectClose(ours, theirs, relative: relative, absolute: relative * scale, "\(what) \(column)")
        }
    }
}

/// The lung-cancer trial of the Veterans' Administration, six terms.
@Suite("Proportional hazards · Published: cox.zph of the veterans' trial")
struct ProportionalHazardsPublishedTests {
    @Test func `Karnofsky score and cell type lose their effects`() throws {
        let one = try #require(try CoxChecksCase.all.first { $0.name == "veteran, six terms" })
        let fit = try one.fitted(.efron)
        let test = try #require(
            try ProportionalHazardsTest(fit.model, fit.followUp, covariates: fit.covariates, terms: one.testTerms))
        expectClose(test.tests[2]?.statistic, 12.9352, relative: 1e-5, "Karnofsky")
        expectClose(test.tests[1]?.statistic, 15.2274, relative: 1e-5, "cell type")
        #expect(test.tests[1]?.degreesOfFreedom == 3)
        expectClose(test.global?.statistic, 34.5525, relative: 1e-5, "global")
    }
}
