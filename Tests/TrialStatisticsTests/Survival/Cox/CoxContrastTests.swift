import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/cox-contrast.json`.
struct CoxContrastCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, ties: String
    let covariates, without: [String]
    let combinations: [[Double]]
    let entry, strata: String?
    let robust: Bool?
    let contrasts: Contrasts
    let comparison: Comparison?

    var testDescription: String { name }

    struct Contrasts: Decodable, Sendable {
        let estimate, standardError, z, p, lower, upper, holm: [Double]
        let jointStatistic, jointP: Double
        let jointDegrees: Int
    }

    struct Comparison: Decodable, Sendable {
        let chiSquare, p: Double
        let degrees: Int
        let dropped: [String]
        let droppedChiSquare, droppedP: [Double]
    }

    static let golden = Result { try Golden<CoxContrastCase>(named: "cox-contrast") }

    static var all: [CoxContrastCase] {
        get throws { try golden.get().cases }
    }

    func matrix(without left: [String] = []) throws -> CovariateMatrix {
        let table = try Self.golden.get().table(data)
        let names = covariates.filter { !left.contains($0) }
        return try CovariateMatrix(names: names, columns: names.map { try table.numbers($0) })
    }

    func model(_ matrix: CovariateMatrix) throws -> CoxRegression {
        let table = try Self.golden.get().table(data)
        let followUp = try SurvivalTimes(
            table.numbers("time"), events: table.flags("event"), entries: table.numbers(entry))
        return try CoxRegression(
            followUp, covariates: matrix, strata: strata.map { Factor(try table.texts($0)) },
            ties: ties == "efron" ? .efron : .breslow, robust: robust == true ? .observations : nil)
    }
}

@Suite("Contrasts of the Cox model · Golden: R multcomp")
struct CoxContrastGoldenTests {
    @Test(arguments: try CoxContrastCase.all)
    func `estimates, errors, limits and p-values are glht's`(_ one: CoxContrastCase) throws {
        let model = try one.model(one.matrix())
        let contrasts = try one.combinations.map { try #require(try CoxContrast(model, weights: $0)) }
        let golden = one.contrasts
        expectClose(contrasts.map(\.estimate), golden.estimate, relative: 1e-8, "estimates")
        expectClose(contrasts.map(\.standardError), golden.standardError, relative: 1e-8, "errors")
        expectClose(contrasts.map(\.z), golden.z, relative: 1e-8, "z")
        // R subtracts the central probability from 1, which costs it the digits of a small p.
        expectClose(contrasts.map(\.pValue), golden.p, relative: 1e-7, absolute: 1e-14, "p")
        let ratios = try contrasts.map { try #require($0.hazardRatio()) }
        expectClose(ratios.map { log($0.lower) }, golden.lower, relative: 1e-7, absolute: 1e-9, "lower")
        expectClose(ratios.map { log($0.upper) }, golden.upper, relative: 1e-7, absolute: 1e-9, "upper")
        let holm = try AdjustedPValues(contrasts.map(\.pValue), by: .holm).values
        expectClose(holm.map { $0 }, golden.holm, relative: 1e-7, absolute: 1e-14, "Holm")
        let joint = try #require(try CoxContrast.jointTest(model, one.combinations))
        expectClose(joint.statistic, golden.jointStatistic, relative: 1e-8, "joint χ²")
        #expect(joint.degreesOfFreedom == golden.jointDegrees)
        expectClose(joint.pValue, golden.jointP, relative: 1e-6, absolute: 1e-14, "joint p")
    }

    @Test(arguments: try CoxContrastCase.all.filter { $0.comparison != nil })
    func `comparisons of nested models are anova's and drop1's`(_ one: CoxContrastCase) throws {
        let whole = try one.matrix()
        let model = try one.model(whole)
        let golden = try #require(one.comparison)
        func test(without names: [String]) throws -> ChiSquaredTest {
            guard names.count < one.covariates.count else {
                return try #require(try NestedCoxTest(full: model, whole).test)
            }
            let part = try one.matrix(without: names)
            return try #require(try NestedCoxTest(full: model, whole, reduced: one.model(part), part).test)
        }
        let several = try test(without: one.without)
        expectClose(several.statistic, golden.chiSquare, relative: 1e-8, absolute: 1e-9, "χ²")
        #expect(several.degreesOfFreedom == golden.degrees)
        expectClose(several.pValue, golden.p, relative: 1e-7, absolute: 1e-14, "p")
        let each = try golden.dropped.map { try test(without: [$0]) }
        expectClose(each.map(\.statistic), golden.droppedChiSquare, relative: 1e-8, absolute: 1e-9, "dropped χ²")
        expectClose(each.map(\.pValue), golden.droppedP, relative: 1e-7, absolute: 1e-14, "dropped p")
    }
}

@Suite("Contrasts and comparisons of Cox models · ByHand, Property")
struct CoxContrastByHandTests {
    /// Data 1 by Breslow: β = log r, var β = 1/I. Twice β has twice the error, and the same test.
    @Test func `a multiple of a coefficient`() throws {
        let model = try BookData.model(BookData.right, .breslow)
        let r = (3 + 33.0.squareRoot()) / 2
        let information = r / ((r + 1) * (r + 1)) + 6 * r / ((r + 3) * (r + 3))
        let twice = try #require(try CoxContrast(model, weights: [2]))
        expectClose(twice.estimate, 2 * log(r), relative: 1e-8, "estimate")
        expectClose(twice.standardError, 2 / information.squareRoot(), relative: 1e-8, "error")
        expectClose(twice.pValue, model.waldTest(of: 0)?.pValue, relative: 1e-9, "p")
        let against = try #require(try CoxContrast(model, weights: [2], nullValue: log(4)))
        expectClose(
            against.z, (2 * log(r) - log(4)) / (2 / information.squareRoot()), relative: 1e-8, "z against log 4")
        let joint = try #require(try CoxContrast.jointTest(model, [[2]], nullValues: [log(4)]))
        expectClose(joint.statistic, against.z * against.z, relative: 1e-12, "χ² is z²")
        let ratio = try #require(twice.hazardRatio())
        expectClose(ratio.estimate, r * r, relative: 1e-8, "hazard ratio")
    }

    private static func arms(_ one: GeneratedFollowUp, robust: Bool = false) throws -> (CoxRegression, CovariateMatrix)
    {
        let followUp = try SurvivalTimes(one.times, events: one.events)
        let matrix = try CovariateMatrix([
            "B": one.arms.map { $0 == 1 ? 1 : 0 }, "C": one.arms.map { $0 == 2 ? 1 : 0 }, "biomarker": one.biomarker,
        ])
        return (try CoxRegression(followUp, covariates: matrix, robust: robust ? .observations : nil), matrix)
    }

    @Test(arguments: GeneratedFollowUp.several, [false, true])
    func `a difference of two levels is a coefficient with the other reference`(
        _ one: GeneratedFollowUp, _ robust: Bool
    ) throws {
        let (model, _) = try Self.arms(one, robust: robust)
        let followUp = try SurvivalTimes(one.times, events: one.events)
        let other = try CoxRegression(
            followUp,
            covariates: CovariateMatrix([
                "A": one.arms.map { $0 == 0 ? 1 : 0 }, "B": one.arms.map { $0 == 1 ? 1 : 0 },
                "biomarker": one.biomarker,
            ]), robust: robust ? .observations : nil)
        let contrast = try #require(try CoxContrast(model, weights: [1, -1, 0]))
        expectClose(contrast.estimate, other.coefficients[1], relative: 1e-8, absolute: 1e-10, "estimate")
        expectClose(contrast.standardError, other.standardError(of: 1), relative: 1e-8, "error")
        let joint = try #require(try CoxContrast.jointTest(model, [[1, 0, 0], [0, 1, 0], [0, 0, 1]]))
        expectClose(joint.statistic, model.waldTest?.statistic, relative: 1e-9, "all coefficients")
        let turned = try #require(try CoxContrast.jointTest(model, [[1, 1, 0], [1, -1, 0], [0, 0, 5]]))
        expectClose(turned.statistic, joint.statistic, relative: 1e-9, "any basis of the same combinations")
    }

    @Test func `combinations that follow from others, or are none, are refused`() throws {
        let (model, _) = try Self.arms(GeneratedFollowUp.several[0])
        let error = #expect(throws: StatisticsError.self) {
            try CoxContrast.jointTest(model, [[1, 0, 0], [0, 1, 0], [1, -1, 0]])
        }
        #expect(error?.description == "combination 3 follows from the others; leave it out")
        #expect(throws: StatisticsError.self) { try CoxContrast(model, weights: [0, 0, 0]) }
        #expect(throws: StatisticsError.self) { try CoxContrast(model, weights: [1]) }
        #expect(throws: StatisticsError.self) { try CoxContrast(model, weights: [.nan, 0, 0]) }
    }

    @Test func `where a coefficient runs to infinity its contrasts are absent and others stand`() throws {
        let followUp = try SurvivalTimes(
            [1, 2, 3, 4, 5, 6, 7, 8], events: [true, true, true, false, true, true, false, false])
        let matrix = try CovariateMatrix(["x": [1, 1, 1, 1, 1, 1, 0, 0], "z": [1, 4, 2, 5, 3, 2, 1, 3]])
        let model = try CoxRegression(followUp, covariates: matrix)
        #expect(model.coefficients[0] == nil)
        #expect(try CoxContrast(model, weights: [1, 1]) == nil)
        #expect(try CoxContrast(model, weights: [0, 1]) != nil)
        #expect(try CoxContrast.jointTest(model, [[1, 0], [0, 1]]) == nil)
        // The likelihood-ratio test of z stands: both likelihoods are suprema.
        let part = try CovariateMatrix(["x": matrix.columns[0]])
        let reduced = try CoxRegression(followUp, covariates: part)
        #expect(try NestedCoxTest(full: model, matrix, reduced: reduced, part).test != nil)
    }

    /// log L at 0 by Breslow is −log 96; the test against no covariates is the model's own.
    @Test func `against no covariates the comparison is the test of the model`() throws {
        let (followUp, x) = try BookData.right
        let matrix = try CovariateMatrix(["x": x])
        let model = try CoxRegression(followUp, covariates: matrix, ties: .breslow)
        let test = try NestedCoxTest(full: model, matrix)
        expectClose(test.logLikelihoodReduced, -log(96), relative: 1e-13, "log L at 0")
        #expect(test.test == model.likelihoodRatioTest)
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `models that cannot be compared are refused with the reason`(_ one: GeneratedFollowUp) throws {
        let (model, matrix) = try Self.arms(one)
        let followUp = try SurvivalTimes(one.times, events: one.events)
        func reason(
            _ full: CoxRegression, _ reduced: CoxRegression, _ part: CovariateMatrix
        ) -> String? {
            do throws(StatisticsError) {
                _ = try NestedCoxTest(full: full, matrix, reduced: reduced, part)
                return nil
            } catch { return error.description }
        }
        let part = try CovariateMatrix(["biomarker": one.biomarker])
        let stage = try CovariateMatrix(["stage": one.stage])
        let breslow = try CoxRegression(followUp, covariates: part, ties: .breslow)
        #expect(reason(model, breslow, part) == "the models treat ties differently: efron and breslow")
        let unrelated = try CoxRegression(followUp, covariates: stage)
        #expect(reason(model, unrelated, stage)?.contains("'stage' of the smaller is no combination") == true)
        let fewer = try SurvivalTimes(one.times.map { $0 + 1 }, events: one.events.map { !$0 })
        let other = try CoxRegression(fewer, covariates: part)
        #expect(reason(model, other, part)?.contains("of different data") == true)
        let robust = try CoxRegression(followUp, covariates: part, robust: .observations)
        #expect(reason(model, robust, part)?.contains("robust variance") == true)
        let firth = try CoxRegression(followUp, covariates: part, penalty: .firth)
        #expect(reason(model, firth, part)?.contains("penalised models have no likelihoods to compare") == true)
        #expect(reason(model, model, matrix)?.contains("not nested") == true)
        // Nested by what the columns span, not by their names.
        let joined = try CovariateMatrix(["B or C": one.arms.map { $0 == 0 ? 0 : 1 }])
        let merged = try CoxRegression(followUp, covariates: joined)
        #expect(reason(model, merged, joined) == nil)
    }
}
