import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

@Suite("Proportional hazards · Property and Naive")
struct ProportionalHazardsPropertyTests {
    private static let ties = [CoxRegression.Ties.efron, .breslow]

    private func model(
        _ data: GeneratedFollowUp, _ variant: Variant, _ ties: CoxRegression.Ties, weights: [Double]? = nil
    ) throws -> CoxRegression {
        let followUp = try SurvivalTimes(
            data.times, events: data.events, entries: variant.entries(data), weights: weights ?? variant.weights(data))
        return try CoxRegression(
            followUp, covariates: data.matrix, strata: variant.stratumFactor(data), ties: ties)
    }

    private func rows(_ data: GeneratedFollowUp, _ variant: Variant, weights: [Double]? = nil) -> NaiveCox.Rows {
        NaiveCox.Rows(
            times: data.times, events: data.events, covariates: data.columns, entries: variant.entries(data),
            weights: weights ?? variant.weights(data), strata: variant.strata(data))
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `it is Rao's test of the enlarged model`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        for ties in Self.ties {
            let model = try model(data, variant, ties)
            let beta = try model.coefficients.map { try #require($0) }
            let naive = NaiveTimeInteraction(rows(data, variant), at: beta, efron: ties == .efron) {
                Elementary.logarithm($0)
            }
            let test = try #require(
                try ProportionalHazardsTest(
                    model, variant.followUp(data), covariates: data.matrix, strata: variant.stratumFactor(data),
                    terms: [.init("B", columns: [0]), .init("others", columns: [1, 2])], transform: .log))
            let blocks = [[0, 1, 2, 3], [0, 1, 2, 4, 5], [0, 1, 2, 3, 4, 5]]
            let expected = blocks.map { Self.quadraticForm(naive.score, naive.information, 6, $0) }
            expectClose(
                [test.tests[0]?.statistic, test.tests[1]?.statistic, test.global?.statistic], expected, relative: 1e-7,
                absolute: 1e-11, "χ²")
        }
    }

    /// uᵀ I⁻¹ u over a block by Gaussian elimination.
    private static func quadraticForm(_ score: [Double], _ matrix: [Double], _ order: Int, _ block: [Int]) -> Double {
        var rows = block.map { row in block.map { matrix[row * order + $0] } + [score[row]] }
        for pivot in rows.indices {
            for other in rows.indices where other != pivot {
                let factor = rows[other][pivot] / rows[pivot][pivot]
                for column in rows[other].indices { rows[other][column] -= factor * rows[pivot][column] }
            }
        }
        return rows.indices.reduce(0) { $0 + score[block[$1]] * rows[$1][block.count] / rows[$1][$1] }
    }

    /// The contribution of a cluster to Uγ is how Uγ, at the β fitted again, moves when the weights of the cluster do.
    @Test(arguments: GeneratedFollowUp.several.prefix(3), Variant.all)
    func `the robust variance is that of influences found by refitting`(
        _ data: GeneratedFollowUp, _ variant: Variant
    ) throws {
        let clusters = Factor(data.times.indices.map { "c\($0 % 15)" })
        let weights = variant.weights(data) ?? [Double](repeating: 1, count: data.times.count)
        for ties in Self.ties {
            func score(_ weights: [Double]) throws -> [Double] {
                let model = try model(data, variant, ties, weights: weights)
                let beta = try model.coefficients.map { try #require($0) }
                return Array(
                    NaiveTimeInteraction(rows(data, variant, weights: weights), at: beta, efron: ties == .efron) { $0 }
                        .score[3...])
            }
            var variance = [Double](repeating: 0, count: 9)
            for cluster in clusters.levels.indices {
                let isIn = clusters.codes.map { Int($0) == cluster }
                let more = try score(zip(weights, isIn).map { $1 ? $0 * (1 + 1e-4) : $0 })
                let less = try score(zip(weights, isIn).map { $1 ? $0 * (1 - 1e-4) : $0 })
                let slope = zip(more, less).map { ($0 - $1) / 2e-4 }
                for element in 0..<9 { variance[element] += slope[element / 3] * slope[element % 3] }
            }
            let expected = try Self.quadraticForm(score(weights), variance, 3, [0, 1, 2])
            let test = try #require(
                try ProportionalHazardsTest(
                    model(data, variant, ties), variant.followUp(data), covariates: data.matrix,
                    strata: variant.stratumFactor(data), transform: .identity, robust: .clusters(clusters)))
            // Central differences of the weights err by 10⁻⁸, more in an ill-conditioned matrix.
            expectClose(test.global?.statistic, expected, relative: 1e-5, "χ²")
        }
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `order of rows, units and origins do not matter`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let followUp = try variant.followUp(data)
        let strata = try variant.stratumFactor(data)
        let order = data.shuffledRows
        let shuffled = try SurvivalTimes(
            data.times.picked(order).map { $0 / 12 }, events: data.events.picked(order),
            entries: followUp.entries?.picked(order).map { $0 / 12 }, weights: followUp.weights?.picked(order))
        let moved = zip([2, -5, 0.1], data.columns).map { scale, column in column.picked(order).map { 3 + scale * $0 } }
        for transform in TimeTransform.allCases {
            let model = try model(data, variant, .efron)
            let one = try #require(
                try ProportionalHazardsTest(
                    model, followUp, covariates: data.matrix, strata: strata, transform: transform,
                    robust: .observations))
            let covariates = try CovariateMatrix(names: ["B", "stage", "biomarker"], columns: moved)
            let strata = try strata.map { try Factor(codes: $0.codes.picked(order), levels: $0.levels) }
            let other = try #require(
                try ProportionalHazardsTest(
                    CoxRegression(shuffled, covariates: covariates, strata: strata), shuffled, covariates: covariates,
                    strata: strata, transform: transform, robust: .observations))
            expectClose(
                other.tests.map { $0?.statistic }, one.tests.map { $0?.statistic }, relative: 1e-6, absolute: 1e-10,
                transform.rawValue)
            expectClose(other.global?.statistic, one.global?.statistic, relative: 1e-6, transform.rawValue)
        }
    }

    /// Rows that are copies of one subject double the naive statistic and leave the robust one where it was.
    @Test(arguments: GeneratedFollowUp.several)
    func `copies in one cluster add nothing to the robust test`(_ data: GeneratedFollowUp) throws {
        let twice = data.times.indices.flatMap { [$0, $0] }
        let once = try SurvivalTimes(data.times, events: data.events)
        let copied = try SurvivalTimes(data.times.picked(twice), events: data.events.picked(twice))
        let matrix = try CovariateMatrix(
            names: ["B", "stage", "biomarker"], columns: data.columns.map { $0.picked(twice) })
        let subjects = Factor(uncheckedCodes: twice.map(Int32.init), levels: data.times.indices.map(String.init))
        func global(
            _ followUp: SurvivalTimes, _ covariates: CovariateMatrix, _ robust: CoxRegression.RobustVariance?
        ) throws -> Double? {
            try ProportionalHazardsTest(
                CoxRegression(followUp, covariates: covariates, ties: .breslow), followUp, covariates: covariates,
                transform: .identity, robust: robust)?.global?.statistic
        }
        let robust = try global(once, data.matrix, .observations)
        expectClose(try global(copied, matrix, .clusters(subjects)), robust, relative: 1e-8, "robust")
        let naive = try global(once, data.matrix, nil)
        expectClose(try global(copied, matrix, nil), naive.map { 2 * $0 }, relative: 1e-8, "naive")
    }

    /// Pairs of dependent times with proportional hazards: the naive test rejects too often, the robust one at its level.
    @Test func `the robust test keeps its size where rows depend on each other`() throws {
        var random = SplitMix(state: 161)
        var naive = 0
        var robust = 0
        let trials = 400
        for _ in 0..<trials {
            let sample = Self.dependentSample(using: &random)
            let model = try CoxRegression(sample.followUp, covariates: sample.covariates)
            func rejects(_ variance: CoxRegression.RobustVariance?) throws -> Bool {
                let test = try ProportionalHazardsTest(
                    model, sample.followUp, covariates: sample.covariates, transform: .rank, robust: variance)
                return try #require(test?.global).pValue < 0.05
            }
            if try rejects(nil) { naive += 1 }
            if try rejects(.clusters(sample.clusters)) { robust += 1 }
        }
        // 5 % of 400 is 20 with a standard deviation of 4.4: three of them either way.
        #expect((7...33).contains(robust), "\(robust) of \(trials)")
        #expect(naive > 48, "\(naive) of \(trials)")
    }

    /// Eighty clusters of four whose times, exponential each, are made from one normal deviate and little else; the
    /// covariate belongs to the cluster.
    private static func dependentSample(
        using random: inout SplitMix
    ) -> (followUp: SurvivalTimes, covariates: CovariateMatrix, clusters: Factor) {
        var times: [Double] = []
        var values: [Double] = []
        var codes: [Int32] = []
        for cluster in 0..<80 {
            let x = cluster % 2 == 0 ? 1.0 : 0
            let shared = normal(&random)
            for _ in 0..<4 {
                let deviate = 0.95 * shared + (1 - 0.95 * 0.95).squareRoot() * normal(&random)
                times.append(
                    -Elementary.logarithm(Normal.standard.upperTail(at: deviate)) / Elementary.exponential(0.7 * x))
                values.append(x)
                codes.append(Int32(cluster))
            }
        }
        let limit = 1.2
        let followUp = SurvivalTimes(
            times: times.map { min($0, limit) }, events: times.map { $0 <= limit }, entries: nil, weights: nil, gap: 0)
        let factor = Factor(uncheckedCodes: codes, levels: (0..<80).map(String.init))
        guard let covariates = try? CovariateMatrix(["x": values]) else { preconditionFailure("columns of one length") }
        return (followUp, covariates, factor)
    }

    private static func normal(_ random: inout SplitMix) -> Double {
        Normal.standard.quantile(max(random.uniform(), 1e-12)) ?? 0
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `residuals add up to what the fit makes 0`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let followUp = try variant.followUp(data)
        let strata = try variant.stratumFactor(data)
        for ties in Self.ties {
            let model = try model(data, variant, ties)
            let residuals = try #require(
                try CoxResiduals(model, followUp, covariates: data.matrix, strata: strata))
            let weights = followUp.weights ?? [Double](repeating: 1, count: followUp.count)
            // The model's own are those one step before the last, which moves β by less than 10⁻⁹ standard errors.
            expectClose(residuals.martingale, model.martingaleResiduals, relative: 1e-8, absolute: 1e-9, "martingale")
            for k in 0..<3 {
                let score = zip(weights, residuals.score[k]).reduce(0) { $0 + $1.0 * $1.1 }
                expectClose(score, 0, relative: 0, absolute: 1e-8, "score")
                expectClose(residuals.dfbeta[k].reduce(0, +), 0, relative: 0, absolute: 1e-9, "dfbeta")
                // Schoenfeld residuals sum to the same score, weighted by the deaths of their times.
                if !variant.hasWeights {
                    expectClose(
                        residuals.schoenfeld.values[k].reduce(0, +), 0, relative: 0, absolute: 1e-8, "Schoenfeld")
                }
            }
            let sums = try residuals.collapsed(by: Factor(data.times.indices.map { "\($0 % 7)" }))
            expectClose(
                sums.martingale.reduce(0, +), residuals.martingale.reduce(0, +), relative: 1e-9, absolute: 1e-10, "sum")
        }
    }

    /// dfbeta is the derivative of β by the logarithm of a weight.
    @Test(arguments: GeneratedFollowUp.several.prefix(3), Variant.all)
    func `dfbeta is what a moved weight does to the coefficients`(_ data: GeneratedFollowUp, _ variant: Variant) throws
    {
        let weights = variant.weights(data) ?? [Double](repeating: 1, count: data.times.count)
        for ties in Self.ties {
            let residuals = try #require(
                try CoxResiduals(
                    model(data, variant, ties), variant.followUp(data), covariates: data.matrix,
                    strata: variant.stratumFactor(data)))
            for row in stride(from: 0, to: 90, by: 19) {
                var (more, less) = (weights, weights)
                more[row] *= 1 + 1e-4
                less[row] *= 1 - 1e-4
                let (up, down) = (
                    try model(data, variant, ties, weights: more), try model(data, variant, ties, weights: less)
                )
                for k in 0..<3 {
                    let slope = try (#require(up.coefficients[k]) - #require(down.coefficients[k])) / 2e-4
                    expectClose(slope, residuals.dfbeta[k][row], relative: 1e-4, absolute: 1e-6, "row \(row)")
                }
            }
        }
    }
}

@Suite("Cox residuals and proportional hazards · Property: offset and penalty")
struct PenalizedChecksPropertyTests {
    /// A known part of βᵀx is a covariate whose coefficient is held: residuals are the same, and so is the test of the others
    /// where that covariate's time trend is none of the terms.
    @Test(arguments: GeneratedFollowUp.several)
    func `an offset is a part of the linear predictor`(_ data: GeneratedFollowUp) throws {
        let followUp = try SurvivalTimes(data.times, events: data.events)
        let whole = try CoxRegression(followUp, covariates: data.matrix)
        let all = try #require(try CoxResiduals(whole, followUp, covariates: data.matrix))
        let held = try #require(whole.coefficients[2])
        let offset = data.biomarker.map { held * $0 }
        let others = try CovariateMatrix(names: ["B", "stage"], columns: Array(data.columns.prefix(2)))
        let model = try CoxRegression(followUp, covariates: others, offset: offset)
        let part = try #require(try CoxResiduals(model, followUp, covariates: others, offset: offset))
        expectClose(part.martingale, all.martingale, relative: 1e-7, absolute: 1e-8, "martingale")
        expectClose(part.score[1], all.score[1], relative: 1e-7, absolute: 1e-8, "score")
        let test = try #require(
            try ProportionalHazardsTest(model, followUp, covariates: others, offset: offset, transform: .log))
        let rows = NaiveCox.Rows(times: data.times, events: data.events, covariates: data.columns)
        let naive = NaiveTimeInteraction(rows, at: try whole.coefficients.map { try #require($0) }, efron: true) {
            Elementary.logarithm($0)
        }
        // The block of the model without the held coefficient and without its time trend.
        let block = [0, 1, 3, 4]
        let expected = Self.quadraticForm(naive, block)
        expectClose(test.global?.statistic, expected, relative: 1e-6, "χ²")
    }

    private static func quadraticForm(_ naive: NaiveTimeInteraction, _ block: [Int]) -> Double {
        var rows = block.map { row in block.map { naive.information[row * 6 + $0] } + [naive.score[row]] }
        for pivot in rows.indices {
            for other in rows.indices where other != pivot {
                let factor = rows[other][pivot] / rows[pivot][pivot]
                for column in rows[other].indices { rows[other][column] -= factor * rows[pivot][column] }
            }
        }
        return rows.indices.reduce(0) { $0 + naive.score[block[$1]] * rows[$1][block.count] / rows[$1][$1] }
    }

    /// At another β the projected score is that at the maximum, but for terms of second order: the test hardly moves.
    @Test(arguments: GeneratedFollowUp.several)
    func `Firth's penalty leaves the test where it was, nearly`(_ data: GeneratedFollowUp) throws {
        let followUp = try SurvivalTimes(data.times, events: data.events)
        let plain = try CoxRegression(followUp, covariates: data.matrix)
        let firth = try CoxRegression(followUp, covariates: data.matrix, penalty: .firth)
        let one = try #require(try ProportionalHazardsTest(plain, followUp, covariates: data.matrix)?.global)
        let other = try #require(try ProportionalHazardsTest(firth, followUp, covariates: data.matrix)?.global)
        #expect(firth.coefficients != plain.coefficients)
        #expect(abs(other.statistic - one.statistic) < 0.05 * (1 + one.statistic))
    }
}
