import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/natural-spline.json`: columns, or a model with them.
struct NaturalSplineCase: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let degreesOfFreedom: Int
    let values, knots, boundary: [Double]?
    let places: [Double]
    let columns: [[Double]]?
    let time, event, spline, other, coefficients: [Double]?
    let logLikelihood, logLikelihoodLine, nonlinearity, nonlinearityP, reference: Double?
    let logRatio, standardError: [Double]?

    var testDescription: String { name }

    static let golden = Result { try Golden<NaturalSplineCase>(named: "natural-spline") }

    static var bases: [NaturalSplineCase] {
        get throws { try golden.get().cases.filter { $0.columns != nil } }
    }

    static var models: [NaturalSplineCase] {
        get throws { try golden.get().cases.filter { $0.coefficients != nil } }
    }
}

@Suite("Natural spline · Golden: R splines::ns")
struct NaturalSplineGoldenTests {
    @Test(arguments: try NaturalSplineCase.bases)
    func `knots and columns are R's, beyond the boundary knots too`(_ one: NaturalSplineCase) throws {
        let spline = try NaturalSpline(of: #require(one.values), degreesOfFreedom: one.degreesOfFreedom)
        expectClose(spline.knots, one.knots ?? [], relative: 1e-13, "knots")
        #expect([spline.boundary.lowerBound, spline.boundary.upperBound] == one.boundary)
        let columns = spline.columns(of: one.places)
        for (index, expected) in try #require(one.columns).enumerated() {
            expectClose(columns[index], expected, relative: 1e-11, absolute: 1e-13, "column \(index)")
        }
    }

    @Test(arguments: try NaturalSplineCase.models)
    func `a model with a spline, its curve and the test against a line are R's`(_ one: NaturalSplineCase) throws {
        let followUp = try SurvivalTimes(#require(one.time), events: #require(one.event).map { $0 == 1 })
        let values = try #require(one.spline)
        let other = try #require(one.other)
        let spline = try NaturalSpline(of: values, degreesOfFreedom: one.degreesOfFreedom)
        let names = (1...one.degreesOfFreedom).map { "s\($0)" }
        let curved = try CovariateMatrix(names: names + ["z"], columns: spline.columns(of: values) + [other])
        let straight = try CovariateMatrix(names: ["x", "z"], columns: [values, other])
        let model = try CoxRegression(followUp, covariates: curved)
        expectClose(model.coefficients, try #require(one.coefficients).map { $0 }, relative: 1e-8, "coefficients")
        let line = try CoxRegression(followUp, covariates: straight)
        let test = try NestedCoxTest(full: model, curved, reduced: line, straight)
        expectClose(test.test?.statistic, one.nonlinearity, relative: 1e-8, absolute: 1e-9, "test against a line")
        expectClose(test.test?.pValue, one.nonlinearityP, relative: 1e-8, "p")
        let reference = spline.basis(at: try #require(one.reference))
        for (index, place) in one.places.enumerated() {
            let weights = zip(spline.basis(at: place), reference).map { $0 - $1 } + [0]
            guard weights.contains(where: { $0 != 0 }) else { continue }
            let contrast = try #require(try CoxContrast(model, weights: weights))
            expectClose(contrast.estimate, one.logRatio?[index], relative: 1e-7, absolute: 1e-9, "log ratio")
            expectClose(contrast.standardError, one.standardError?[index], relative: 1e-8, "its error")
        }
    }
}

@Suite("Natural spline · ByHand, Property")
struct NaturalSplineByHandTests {
    /// One column is a line that is 0 at the left boundary.
    @Test func `without inner knots the spline is a line`() throws {
        let spline = try NaturalSpline(knots: [], boundary: 2...5)
        let slope = spline.basis(at: 3)[0] - spline.basis(at: 2)[0]
        #expect(slope != 0)
        expectClose(spline.basis(at: 2)[0], 0, relative: 0, absolute: 1e-15, "at the left boundary")
        for x in [-4.0, 2.5, 5, 9] { expectClose(spline.basis(at: x)[0], slope * (x - 2), relative: 1e-12, "at \(x)") }
    }

    /// Knots at 0, 1, 2: a natural spline that is 0 at 0 solves c(x) = αx + γ(x³ − 2(x − 1)₊³ + (x − 2)₊³).
    @Test func `the columns span the natural splines that vanish on the left`() throws {
        let spline = try NaturalSpline(knots: [1], boundary: 0...2)
        func cube(_ x: Double) -> Double { x > 0 ? x * x * x : 0 }
        func curve(_ x: Double) -> Double { cube(x) - 2 * cube(x - 1) + cube(x - 2) }
        // The two coefficients from two places; then the curve agrees everywhere, and so does the line.
        for target in [curve, { $0 }] {
            let (p, q) = (spline.basis(at: 0.5), spline.basis(at: 1.7))
            let determinant = p[0] * q[1] - p[1] * q[0]
            let first = (target(0.5) * q[1] - target(1.7) * p[1]) / determinant
            let second = (target(1.7) * p[0] - target(0.5) * q[0]) / determinant
            for x in [-1, 0, 0.3, 1, 1.2, 2, 2.8] {
                let basis = spline.basis(at: x)
                expectClose(
                    first * basis[0] + second * basis[1], target(x), relative: 1e-11, absolute: 1e-12, "at \(x)")
            }
        }
    }

    @Test(arguments: 2...6)
    func `curve, slope and bend go on over every knot, and nothing bends at the ends`(_ degrees: Int) throws {
        let values = GeneratedFollowUp.several[degrees].biomarker
        let spline = try NaturalSpline(of: values, degreesOfFreedom: degrees)
        #expect(spline.degreesOfFreedom == degrees)
        let step = 1e-4
        func bend(_ x: Double, _ index: Int) -> Double {
            let (left, middle, right) = (spline.basis(at: x - step), spline.basis(at: x), spline.basis(at: x + step))
            return (left[index] - 2 * middle[index] + right[index]) / (step * step)
        }
        for index in 0..<degrees {
            for knot in spline.knots {
                // The bend is a broken line: on both sides of a knot it differs by no more than its slope over the step.
                let change = bend(knot + 2 * step, index) - bend(knot - 2 * step, index)
                #expect(abs(change) < 0.05)
            }
            #expect(abs(bend(spline.boundary.lowerBound, index)) < 0.01)
            #expect(abs(bend(spline.boundary.upperBound, index)) < 0.01)
        }
    }

    @Test func `knots that coincide are refused`() {
        #expect(throws: StatisticsError.self) { try NaturalSpline(of: [1, 1, 1], degreesOfFreedom: 2) }
        #expect(throws: StatisticsError.self) { try NaturalSpline(of: [0, 0, 0, 0, 1], degreesOfFreedom: 3) }
        #expect(throws: StatisticsError.self) { try NaturalSpline(of: [0, 1, 2], degreesOfFreedom: 0) }
        #expect(throws: StatisticsError.self) { try NaturalSpline(knots: [3, 2], boundary: 0...5) }
    }
}
