import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/bootstrap.json`: fits to resamples, limits of replicates, or the spread of many.
struct BootstrapCase: Decodable, Sendable, CustomTestStringConvertible {
    let kind, name: String
    let data, strata, within, entry, ties: String?
    let covariates: [String]?
    let counts: [[Int32]]?
    let coefficients: [[Double]]?
    let estimate, level, standardError, meanBias: Double?
    let replicates, influences, basic, percentile, bca, quantiles: [Double]?

    var testDescription: String { "\(kind): \(name)" }

    static let golden = Result { try Golden<BootstrapCase>(named: "bootstrap") }

    static func all(_ kind: String) throws -> [BootstrapCase] { try golden.get().cases.filter { $0.kind == kind } }

    var table: GoldenTable { get throws { try Self.golden.get().table(#require(data)) } }

    var followUp: SurvivalTimes {
        get throws {
            try SurvivalTimes(
                table.numbers("time"), events: table.flags("event"), entries: try table.numbers(entry))
        }
    }
}

@Suite("Bootstrap · Golden: R coxph on resamples, boot.ci, boot")
struct BootstrapGoldenTests {
    @Test(arguments: try BootstrapCase.all("resamples"))
    func `the fit to a resample is coxph's to a file that holds the copies`(_ one: BootstrapCase) throws {
        let followUp = try one.followUp
        let names = try #require(one.covariates)
        let matrix = try CovariateMatrix(names: names, columns: names.map { try one.table.numbers($0) })
        let strata = try one.strata.map { Factor(try one.table.texts($0)) }
        let ties = try #require(CoxRegression.Ties(rawValue: one.ties ?? ""))
        let order = RiskOrder(followUp, strata: strata)
        let rows = try ResampledRows(followUp, matrix, strata: strata, order, ties: ties)
        var arms = ResampledArms(followUp, matrix, order, ties: ties, estimate: 0)
        #expect((arms == nil) == (names.count > 1 || one.entry != nil))
        for (counts, expected) in zip(try #require(one.counts), try #require(one.coefficients)) {
            let byPosition = order.rows.map { counts[Int($0)] }
            expectClose(rows.fit(byPosition).coefficients, expected, relative: 1e-8, "laid out as a file")
            if let quick = arms?.fit(byPosition) {
                expectClose(quick.coefficients, expected, relative: 1e-8, "two arms")
            }
        }
    }

    @Test(arguments: try BootstrapCase.all("limits"))
    func `limits, error and bias of replicates are boot's`(_ one: BootstrapCase) throws {
        let distribution = try BootstrapDistribution(
            estimate: #require(one.estimate), replicates: #require(one.replicates), influences: one.influences)
        let level = try ConfidenceLevel(#require(one.level))
        for (method, expected) in [
            (BootstrapDistribution.Method.percentile, one.percentile), (.basic, one.basic), (.biasCorrected, one.bca),
        ] {
            let limits = distribution.limits(method, level: level)
            expectClose([limits.lower, limits.upper], expected ?? [], relative: 1e-9, absolute: 1e-12, "\(method)")
        }
        expectClose(distribution.standardError, one.standardError, relative: 1e-11, "standard error")
        expectClose(distribution.bias, one.meanBias, relative: 1e-9, absolute: 1e-13, "bias")
    }

    @Test(arguments: try BootstrapCase.all("spread"))
    func `the spread of replicates is boot's within the error of both`(_ one: BootstrapCase) throws {
        let matrix = try CovariateMatrix(["treatment": one.table.numbers("treatment")])
        let bootstrap = try CoxBootstrap(
            one.followUp, covariates: matrix, strata: Factor(one.table.texts("cell")),
            resampling: one.within == nil ? .observations : .withinStrata, replicates: 4000, seed: 3)
        let distribution = try #require(bootstrap.distributions[0])
        expectClose(distribution.estimate, one.estimate, relative: 1e-9, "estimate")
        // Each standard error has a relative error of 1/√8000; five of their joint ones.
        expectClose(distribution.standardError, one.standardError, relative: 0.08, "standard error")
        let limits = distribution.limits(.percentile)
        let spread = try #require(one.standardError)
        // A quantile at 0.025 of 4000 has an error of 0.042 standard errors, two of them 0.06.
        expectClose(
            [limits.lower, limits.upper], [one.quantiles?[0], one.quantiles?[2]], relative: 0, absolute: 0.3 * spread,
            "percentiles")
        let influences = try #require(one.influences)
        let mean = influences.reduce(0, +) / Double(influences.count)
        var (squares, cubes) = (0.0, 0.0)
        if one.within == nil {
            for influence in influences.map({ $0 - mean }) {
                squares += influence * influence
                cubes += influence * influence * influence
            }
            expectClose(distribution.acceleration, cubes / (6 * squares * squares.squareRoot()), relative: 1e-7, "a")
        }
    }
}

@Suite("Bootstrap · ByHand")
struct BootstrapByHandTests {
    @Test func `quantiles are order statistics`() throws {
        let distribution = try BootstrapDistribution(estimate: 10, replicates: (1...39).map(Double.init))
        // (39 + 1)·0.025 = 1 and (39 + 1)·0.975 = 39.
        let percentile = distribution.limits(.percentile)
        let basic = distribution.limits(.basic)
        expectClose([percentile.lower, percentile.upper], [1, 39], relative: 1e-14, "percentile")
        expectClose([basic.lower, basic.upper], [-19, 19], relative: 1e-14, "basic")
        expectClose(
            [distribution.bias, distribution.standardError], [10, 130.0.squareRoot()], relative: 1e-14, "moments")
        #expect(distribution.limits(.biasCorrected) == .notEstimable, "there are no influences")
    }

    @Test func `too few replicates carry no limit, and infinite ones only stand at the ends`() throws {
        let few = try BootstrapDistribution(estimate: 0, replicates: (1...38).map(Double.init))
        #expect(few.limits(.percentile) == .notEstimable)
        let infinite = try BootstrapDistribution(
            estimate: 20, replicates: (1...77).map(Double.init) + [.infinity, .infinity])
        #expect(infinite.limits(.percentile).lower != nil && infinite.limits(.percentile).upper == nil)
        #expect(infinite.standardError == nil && infinite.bias == nil)
        let tail = try BootstrapDistribution(estimate: 20, replicates: (1...198).map(Double.init) + [.infinity])
        expectClose(tail.limits(.percentile).upper, 195, relative: 1e-12, "(200)·0.975")
        expectClose(tail.limits(.basic).lower, 40 - 195, relative: 1e-12, "the other end of basic limits")
    }

    @Test func `what is no number is refused`() {
        #expect(throws: StatisticsError.self) { try BootstrapDistribution(estimate: .nan, replicates: [1]) }
        #expect(throws: StatisticsError.self) { try BootstrapDistribution(estimate: 1, replicates: [.nan]) }
        #expect(throws: StatisticsError.self) {
            try BootstrapDistribution(estimate: 1, replicates: [1], influences: [.infinity])
        }
    }

    @Test func `separated resamples are told, with their sign, and one arm alone is no estimate`() throws {
        // Arm 0 dies at 1 and 4, arm 1 at 2 and 3; by position as by time.
        let followUp = try SurvivalTimes([1, 2, 3, 4], events: [true, true, true, true])
        let matrix = try CovariateMatrix(["arm": [0, 1, 1, 0]])
        let order = RiskOrder(followUp, strata: nil)
        var arms = try #require(ResampledArms(followUp, matrix, order, ties: .efron, estimate: 0))
        let rows = try ResampledRows(followUp, matrix, strata: nil, order, ties: .efron)
        for (counts, outcome, coefficient) in [
            ([0, 2, 0, 2] as [Int32], ResampledFit.Outcome.separated, Double.infinity as Double?),
            ([2, 2, 0, 0], .separated, -.infinity), ([2, 0, 0, 2], .notEstimable, nil),
            ([4, 0, 0, 0], .notEstimable, nil),
        ] {
            #expect(arms.fit(counts)?.outcome == outcome && arms.fit(counts)?.coefficients == [coefficient])
            #expect(rows.fit(counts).outcome == outcome && rows.fit(counts).coefficients == [coefficient])
        }
    }

    @Test func `no replicates and clusters of another length are refused`() throws {
        let data = GeneratedFollowUp(seed: 1)
        let followUp = try SurvivalTimes(data.times, events: data.events)
        #expect(throws: StatisticsError.self) {
            try CoxBootstrap(followUp, covariates: data.matrix, replicates: 0, seed: 1)
        }
        #expect(throws: StatisticsError.self) {
            try CoxBootstrap(
                followUp, covariates: data.matrix, resampling: .clusters(Factor(["A"])), replicates: 1, seed: 1)
        }
    }
}

@Suite("Bootstrap · Property")
struct BootstrapPropertyTests {
    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `the quick fit of two arms is that of the model on a file`(
        _ data: GeneratedFollowUp, _ variant: Variant
    ) throws {
        guard !variant.hasEntries else { return }
        let followUp = try variant.followUp(data)
        let strata = try variant.stratumFactor(data)
        let matrix = try CovariateMatrix(["arm": data.arms.map { $0 == 1 ? 2.5 : -1 }])
        let order = RiskOrder(followUp, strata: strata)
        let resample = Resample(strata == nil ? .observations : .withinStrata, order)
        for ties in [CoxRegression.Ties.efron, .breslow] {
            var arms = try #require(ResampledArms(followUp, matrix, order, ties: ties, estimate: 0.1))
            let rows = try ResampledRows(followUp, matrix, strata: strata, order, ties: ties)
            var counts = [Int32](repeating: 0, count: order.count)
            for replicate in 0..<10 {
                resample.draw(seed: data.seed, replicate: replicate, into: &counts)
                #expect(counts.reduce(0, +) == Int32(order.count))
                expectClose(
                    arms.fit(counts)?.coefficients ?? [], rows.fit(counts).coefficients, relative: 1e-8,
                    absolute: 1e-10, "replicate \(replicate)")
            }
        }
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `any number of cores and any larger number of replicates give the same bits`(_ data: GeneratedFollowUp) throws
    {
        let followUp = try SurvivalTimes(data.times, events: data.events)
        let strata = try Factor(codes: data.strata, levels: ["0", "1", "2", "3"])
        let arm = try CovariateMatrix(["arm": data.arms.map { $0 == 1 ? 1 : 0 }])
        func bootstrap(_ matrix: CovariateMatrix, cores: Int, replicates: Int = 50) throws -> CoxBootstrap {
            try CoxBootstrap(
                followUp, covariates: matrix, strata: strata, replicates: replicates, seed: data.seed, cores: cores)
        }
        for matrix in [arm, try data.matrix] {
            let one = try bootstrap(matrix, cores: 1)
            #expect(try bootstrap(matrix, cores: 3).distributions == one.distributions)
        }
        let more = try bootstrap(arm, cores: 2, replicates: 80)
        let (few, many) = (try bootstrap(arm, cores: 2).distributions[0], more.distributions[0])
        #expect(Set(try #require(few).replicates).isSubset(of: Set(try #require(many).replicates)))
    }

    @Test func `strata keep their sizes and clusters stay whole`() throws {
        let data = GeneratedFollowUp(seed: 4)
        let followUp = try SurvivalTimes(data.times, events: data.events)
        let strata = try Factor(codes: data.strata, levels: ["0", "1", "2", "3"])
        let order = RiskOrder(followUp, strata: strata)
        var counts = [Int32](repeating: 0, count: order.count)
        let within = Resample(.withinStrata, order)
        let clusters = Factor(data.times.indices.map { "\($0 / 3)" })
        let whole = Resample(.clusters(clusters), order)
        for replicate in 0..<20 {
            within.draw(seed: 1, replicate: replicate, into: &counts)
            for stratum in 0..<4 {
                let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
                #expect(counts[range].reduce(0, +) == Int32(range.count))
            }
            whole.draw(seed: 1, replicate: replicate, into: &counts)
            var drawn = [Int32: Set<Int32>]()
            for (position, row) in order.rows.enumerated() {
                drawn[clusters.codes[Int(row)], default: []].insert(counts[position])
            }
            #expect(drawn.values.allSatisfy { $0.count == 1 })
            #expect(drawn.values.reduce(0) { $0 + ($1.first ?? 0) } == 30)
        }
    }

    @Test func `clusters of rows that are copies make limits as wide as those of single rows`() throws {
        let data = GeneratedFollowUp(seed: 6, count: 120, distinctTimes: 400)
        let rows = data.times.indices.flatMap { [$0, $0, $0] }
        let arm = data.arms.map { $0 == 1 ? 1.0 : 0 }
        let single = try CoxBootstrap(
            SurvivalTimes(data.times, events: data.events), covariates: CovariateMatrix(["arm": arm]), ties: .breslow,
            replicates: 2000, seed: 1)
        let clustered = try CoxBootstrap(
            SurvivalTimes(data.times.picked(rows), events: data.events.picked(rows)),
            covariates: CovariateMatrix(["arm": arm.picked(rows)]), ties: .breslow,
            resampling: .clusters(Factor(rows.map { "\($0)" })), replicates: 2000, seed: 1)
        expectClose(
            clustered.distributions[0]?.standardError, single.distributions[0]?.standardError, relative: 0.1,
            "each has a relative error of 1/√4000")
        expectClose(
            clustered.distributions[0]?.acceleration, single.distributions[0]?.acceleration, relative: 1e-6, "a")
        let ratio = try #require(clustered.hazardRatio(of: 0, by: .biasCorrected))
        let (lower, upper) = (try #require(ratio.limits.lower), try #require(ratio.limits.upper))
        #expect(lower < ratio.estimate ?? 0 && ratio.estimate ?? 0 < upper)
    }
}
