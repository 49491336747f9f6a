import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/case-cohort.json`.
struct CaseCohortCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data: String
    let covariates: [String]
    let cohort: Int
    let prentice, selfPrentice, linYing: Fit

    var testDescription: String { name }

    struct Fit: Decodable, Sendable {
        let coefficients: [Double]
        let variance: [[Double]]
    }

    static let golden = Result { try Golden<CaseCohortCase>(named: "case-cohort") }

    func expected(_ method: CaseCohort.Method) -> Fit {
        switch method {
        case .prentice: prentice
        case .selfPrentice: selfPrentice
        case .linYing: linYing
        }
    }
}

@Suite("Case-cohort · Golden: R cch")
struct CaseCohortGoldenTests {
    @Test(arguments: try CaseCohortCase.golden.get().cases, CaseCohort.Method.allCases)
    func `estimates and their covariance are R's`(_ one: CaseCohortCase, _ method: CaseCohort.Method) throws {
        let table = try CaseCohortCase.golden.get().table(one.data)
        let fit = try CaseCohort(
            SurvivalTimes(table.numbers("time"), events: table.flags("event")),
            covariates: CovariateMatrix(names: one.covariates, columns: one.covariates.map { try table.numbers($0) }),
            inSubcohort: table.flags("drawn"), cohortSize: one.cohort, method: method)
        let golden = one.expected(method)
        for index in golden.coefficients.indices {
            let error = golden.variance[index][index].squareRoot()
            expectClose(
                fit.coefficients[index], golden.coefficients[index], relative: 1e-6, absolute: 1e-6 * error,
                "β \(index)")
            for other in golden.coefficients.indices {
                let scale = error * golden.variance[other][other].squareRoot()
                expectClose(
                    fit.covariance[index * golden.coefficients.count + other], golden.variance[index][other],
                    relative: 1e-5, absolute: 1e-5 * scale, "covariance \(index), \(other)")
            }
        }
    }
}

@Suite("Case-cohort · ByHand and Property")
struct CaseCohortTests {
    /// Two cases, one of them drawn, and two others. x = 1, 0 | 1, 0.
    ///
    /// At time 1 the case outside (x = 1) dies, at risk are the drawn x = 0, 1, 0: θ/(θ + 2 + θ) by Prentice, θ/(2 + θ) by
    /// Self and Prentice. At time 2 the drawn case (x = 0) dies among x = 0, 1, 0: 1/(2 + θ) by both.
    @Test func `whom a case is compared with`() throws {
        let followUp = try SurvivalTimes([1, 2, 3, 4], events: [true, true, false, false])
        let matrix = try CovariateMatrix(["x": [1, 0, 1, 0]])
        func theta(_ method: CaseCohort.Method) throws -> Double {
            let fit = try CaseCohort(
                followUp, covariates: matrix, inSubcohort: [false, true, true, true], cohortSize: 10, method: method)
            return try Elementary.exponential(#require(fit.coefficients[0]))
        }
        // θ/((2θ + 2)(θ + 2)) is greatest where θ² = 2; θ/(θ + 2)² where θ = 2.
        expectClose(try theta(.prentice), 2.0.squareRoot(), relative: 1e-9, "Prentice")
        expectClose(try theta(.selfPrentice), 2, relative: 1e-9, "Self and Prentice")
        // Those without event weigh (10 − 2)/2 = 4: θ/(θ + 1 + 4θ + 4)·1/(1 + 4θ + 4), greatest where 20θ² = 25.
        expectClose(try theta(.linYing), 1.25.squareRoot(), relative: 1e-9, "Lin and Ying")
    }

    @Test(arguments: GeneratedFollowUp.several, CaseCohort.Method.allCases)
    func `a subcohort that is the cohort is Cox's model`(_ data: GeneratedFollowUp, _ method: CaseCohort.Method) throws
    {
        let times = data.times.indices.map { data.times[$0] + Double($0) / 1000 }
        let followUp = try SurvivalTimes(times, events: data.events)
        let cox = try CoxRegression(followUp, covariates: data.matrix)
        let fit = try CaseCohort(
            followUp, covariates: data.matrix, inSubcohort: times.map { _ in true }, cohortSize: times.count,
            method: method)
        expectClose(fit.coefficients, cox.coefficients, relative: 1e-8, absolute: 1e-9, "coefficients")
        expectClose(fit.covariance, cox.covariance, relative: 1e-8, absolute: 1e-10, "covariance")
    }

    @Test func `a row that belongs to neither is refused`() throws {
        let followUp = try SurvivalTimes([1, 2, 3], events: [true, false, false])
        let matrix = try CovariateMatrix(["x": [1, 0, 1]])
        let error = #expect(throws: StatisticsError.self) {
            try CaseCohort(followUp, covariates: matrix, inSubcohort: [false, false, true], cohortSize: 9)
        }
        #expect(error?.index == 1)
        #expect(throws: StatisticsError.self) {
            try CaseCohort(followUp, covariates: matrix, inSubcohort: [false, true, true], cohortSize: 2)
        }
    }
}
