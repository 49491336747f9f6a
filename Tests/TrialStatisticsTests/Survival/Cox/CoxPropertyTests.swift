import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Cox regression · Property")
struct CoxPropertyTests {
    private static let relative = 1e-8

    private func model(
        _ data: GeneratedFollowUp, _ variant: Variant, _ ties: CoxRegression.Ties, columns: [[Double]]? = nil,
        unit: Double = 1
    ) throws -> CoxRegression {
        let followUp = try SurvivalTimes(
            data.times.map { $0 / unit }, events: data.events,
            entries: variant.entries(data)?.map { $0 / unit }, weights: variant.weights(data))
        return try CoxRegression(
            followUp,
            covariates: CovariateMatrix(names: ["B", "stage", "biomarker"], columns: columns ?? data.columns),
            strata: variant.stratumFactor(data), ties: ties)
    }

    private func expectSame(_ one: CoxRegression, _ other: CoxRegression) {
        expectClose(one.coefficients, other.coefficients, relative: Self.relative, absolute: 1e-9, "coefficients")
        expectClose(one.covariance, other.covariance, relative: Self.relative, absolute: 1e-9, "covariance")
        expectClose(one.logLikelihood, other.logLikelihood, relative: 1e-12, "log-likelihood")
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `the order of rows does not matter`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let rows = data.shuffledRows
        let followUp = try variant.followUp(data)
        let shuffled = try SurvivalTimes(
            data.times.picked(rows), events: data.events.picked(rows), entries: followUp.entries?.picked(rows),
            weights: followUp.weights?.picked(rows))
        let strata = try variant.stratumFactor(data)
        for ties in CoxRegression.Ties.approximations {
            let other = try CoxRegression(
                shuffled,
                covariates: CovariateMatrix(
                    names: ["B", "stage", "biomarker"], columns: data.columns.map { $0.picked(rows) }),
                strata: strata.map { try Factor(codes: $0.codes.picked(rows), levels: $0.levels) }, ties: ties)
            let one = try model(data, variant, ties)
            expectSame(other, one)
            expectClose(
                other.martingaleResiduals, one.martingaleResiduals.picked(rows), relative: Self.relative,
                absolute: 1e-9,
                "residuals")
        }
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `the unit of time does not matter`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        for ties in CoxRegression.Ties.approximations {
            expectSame(try model(data, variant, ties, unit: 365.25), try model(data, variant, ties))
        }
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `shifting a covariate changes nothing and scaling it scales its coefficient`(
        _ data: GeneratedFollowUp, _ variant: Variant
    ) throws {
        let moved = [data.columns[0], data.columns[1].map { $0 + 1000 }, data.columns[2].map { $0 * -40 }]
        for ties in CoxRegression.Ties.approximations {
            let one = try model(data, variant, ties)
            let other = try model(data, variant, ties, columns: moved)
            expectClose(
                zip(other.coefficients, [1.0, 1, -40]).map { coefficient, factor in coefficient.map { $0 * factor } },
                one.coefficients, relative: Self.relative, absolute: 1e-9, "coefficients")
            expectClose(other.logLikelihood, one.logLikelihood, relative: 1e-12, "log-likelihood")
        }
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `swapping two groups flips the sign of the coefficient`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let swapped = [data.columns[0].map { 1 - $0 }, data.columns[1], data.columns[2]]
        for ties in CoxRegression.Ties.approximations {
            let one = try model(data, variant, ties)
            let other = try model(data, variant, ties, columns: swapped)
            expectClose(
                other.coefficients[0].map { -$0 }, one.coefficients[0], relative: Self.relative, absolute: 1e-9,
                "coefficient")
            expectClose(other.standardError(of: 0), one.standardError(of: 0), relative: Self.relative, "standard error")
        }
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `a whole weight is so many rows, by Breslow`(_ data: GeneratedFollowUp) throws {
        let rows = data.replicatedRows
        let weighted = try CoxRegression(
            SurvivalTimes(data.times, events: data.events, entries: data.entries, weights: data.copies),
            covariates: data.matrix, ties: .breslow)
        let replicated = try CoxRegression(
            SurvivalTimes(
                data.times.picked(rows), events: data.events.picked(rows), entries: data.entries.picked(rows)),
            covariates: CovariateMatrix(
                names: ["B", "stage", "biomarker"], columns: data.columns.map { $0.picked(rows) }), ties: .breslow)
        expectSame(weighted, replicated)
    }

    /// log L(c·w) = c·log L(w) − c·log c·Σ w over the events: every risk sum carries c once.
    @Test(arguments: GeneratedFollowUp.several, [CoxRegression.Ties.breslow, .efron])
    func `a constant weight enters the likelihood as its formula says`(
        _ data: GeneratedFollowUp, _ ties: CoxRegression.Ties
    ) throws {
        let c = 2.5
        let died = zip(data.weights, data.events).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
        let one = try CoxRegression(
            SurvivalTimes(data.times, events: data.events, weights: data.weights), covariates: data.matrix, ties: ties)
        let many = try CoxRegression(
            SurvivalTimes(data.times, events: data.events, weights: data.weights.map { $0 * c }),
            covariates: data.matrix, ties: ties)
        expectClose(many.coefficients, one.coefficients, relative: Self.relative, absolute: 1e-9, "coefficients")
        expectClose(
            many.covariance, one.covariance.map { $0 / c }, relative: Self.relative, absolute: 1e-9, "covariance")
        expectClose(
            many.logLikelihood, c * one.logLikelihood - c * Elementary.logarithm(c) * died, relative: 1e-12,
            "log-likelihood")
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `weighted martingale residuals sum to 0 in each stratum`(_ data: GeneratedFollowUp, _ variant: Variant) throws
    {
        for ties in CoxRegression.Ties.approximations {
            let model = try model(data, variant, ties)
            var sums = [0.0, 0, 0, 0]
            for (row, residual) in model.martingaleResiduals.enumerated() {
                sums[Int(variant.strata(data)?[row] ?? 0)] += residual * (variant.weights(data)?[row] ?? 1)
            }
            expectClose(sums, [0, 0, 0, 0], relative: 0, absolute: 1e-11, "sums")
        }
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `cutting an observation in two changes nothing`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let whole = try variant.followUp(data)
        let starts = variant.entries(data) ?? [Double](repeating: 0, count: data.times.count)
        let cuts = zip(starts, data.times).map { start, end in start + (end - start) / 4 }
        let strata = try variant.stratumFactor(data)
        for ties in CoxRegression.Ties.approximations {
            let one = try CoxRegression(whole, covariates: data.matrix, strata: strata, ties: ties)
            let parts = try CoxRegression(
                SurvivalTimes(
                    cuts + data.times, events: data.events.map { _ in false } + data.events, entries: starts + cuts,
                    weights: whole.weights.map { $0 + $0 }, grouping: .exact),
                covariates: CovariateMatrix(names: ["B", "stage", "biomarker"], columns: data.columns.map { $0 + $0 }),
                strata: strata.map { try Factor(codes: $0.codes + $0.codes, levels: $0.levels) }, ties: ties)
            expectSame(parts, one)
        }
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `without ties the score test of a group is the log-rank test`(_ data: GeneratedFollowUp) throws {
        let times = data.times.indices.map { data.times[$0] + Double(data.shuffledRows[$0]) / 1000 }
        let followUp = try SurvivalTimes(times, events: data.events)
        let isB = data.columns[0]
        let logRank = try LogRankTest(followUp, groups: Factor(codes: isB.map(Int32.init), levels: ["no", "yes"]))
        for ties in CoxRegression.Ties.approximations {
            let model = try CoxRegression(followUp, covariates: CovariateMatrix(["B": isB]), ties: ties)
            expectClose(model.scoreTest?.statistic, logRank.test?.statistic, relative: 1e-10, "score test")
        }
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `the null likelihood of strata is the sum of theirs`(_ data: GeneratedFollowUp) throws {
        let whole = try SurvivalTimes(data.times, events: data.events, weights: data.weights)
        let factor = try Factor(codes: data.strata, levels: ["0", "1", "2", "3"])
        for ties in CoxRegression.Ties.approximations {
            let all = try CoxRegression(whole, covariates: data.matrix, strata: factor, ties: ties)
            let parts = try (0..<Int32(4)).reduce(0.0) { sum, stratum in
                let rows = data.strata.indices.filter { data.strata[$0] == stratum }
                let part = try CoxRegression(
                    whole.filter { data.strata[$0] == stratum },
                    covariates: CovariateMatrix(["biomarker": data.biomarker.picked(rows)]), ties: ties)
                return sum + part.logLikelihoodNull
            }
            expectClose(all.logLikelihoodNull, parts, relative: 1e-12, "null log-likelihood")
        }
    }
}
