import TrialStatistics

/// What is timed, each as whole as R's call is: checks of the input, sorting, estimation.
struct SurvivalTasks {
    let columns: Columns

    /// Both curves, by arm, with median, its lower limit and the tenth percentile as the answer.
    func kaplanMeier() throws -> Measurement {
        let (times, events, arm) = try twoArms()
        return try Measurement(
            running: { try KaplanMeier.curves(of: SurvivalTimes(times, events: events), by: arm) },
            answer: { curves in
                curves.map { $0.median.estimate } + curves.map { $0.median.limits.lower }
                    + curves.map { $0.quantile(0.1, rule: .rQuantile).estimate }
            })
    }

    /// The χ² of the arms.
    func logRank() throws -> Measurement {
        let (times, events, arm) = try twoArms()
        return try Measurement(
            running: { try LogRankTest(SurvivalTimes(times, events: events), groups: arm) },
            answer: { [$0.test?.statistic] })
    }

    /// The seconds of a test of the log-rank family on the same data.
    func weightedLogRank(_ weighting: LogRankTest.Weighting) throws -> Measurement {
        let (times, events, arm) = try twoArms()
        return try Measurement(
            running: { try LogRankTest(SurvivalTimes(times, events: events), groups: arm, weighting: weighting) },
            answer: { [$0.test?.statistic] })
    }

    /// 2,000 resamples of a stratified Cox model of 656 subjects, on so many cores; the model's coefficient is the answer.
    func bootstrap(cores: Int) throws -> Measurement {
        let times = try columns.doubles("boot-time.f64")
        let events = try columns.flags("boot-event.u8")
        let arm = try columns.codes("boot-arm.u8").map(Double.init)
        let stratum = try Factor(codes: columns.codes("boot-stratum.u8"), levels: (0..<8).map(String.init))
        return try Measurement(
            running: {
                try CoxBootstrap(
                    SurvivalTimes(times, events: events), covariates: CovariateMatrix(names: ["arm"], columns: [arm]),
                    strata: stratum, replicates: 2000, seed: 1, cores: cores)
            },
            answer: { [$0.distributions[0]?.estimate] })
    }

    /// Ten coefficients by Efron's method.
    func cox() throws -> Measurement {
        let (times, events, _) = try twoArms()
        let all = try columns.doubles("covariates.f64")
        let count = times.count
        let covariates = (0..<10).map { Array(all[$0 * count..<($0 + 1) * count]) }
        let names = (1...10).map { "x\($0)" }
        return try Measurement(
            running: {
                try CoxRegression(
                    SurvivalTimes(times, events: events), covariates: CovariateMatrix(names: names, columns: covariates)
                )
            },
            answer: { $0.coefficients })
    }

    /// The tests of proportional hazards of the first 10⁵ rows, of a model fitted before.
    func proportionalHazards() throws -> Measurement {
        let (times, events, _) = try twoArms()
        let all = try columns.doubles("covariates.f64")
        let rows = 100_000
        let covariates = try CovariateMatrix(
            names: (1...10).map { "x\($0)" },
            columns: (0..<10).map { Array(all[$0 * times.count..<$0 * times.count + rows]) })
        let followUp = try SurvivalTimes(Array(times[..<rows]), events: Array(events[..<rows]))
        let model = try CoxRegression(followUp, covariates: covariates)
        return try Measurement(
            running: { try ProportionalHazardsTest(model, followUp, covariates: covariates) },
            answer: { test in (test?.tests ?? []).map { $0?.statistic } + [test?.global?.statistic] })
    }

    /// Harrell's C of the second covariate with its error.
    func concordance() throws -> Measurement {
        let (times, events, _) = try twoArms()
        let score = Array(try columns.doubles("covariates.f64")[times.count..<2 * times.count])
        return try Measurement(
            running: { try Concordance(SurvivalTimes(times, events: events), score: score) },
            answer: { [$0.estimate, $0.standardError] })
    }

    /// 50 rounds of 200 small trials, one covariate and 8 strata each.
    func smallCox() throws -> Measurement {
        let trials = try SmallTrial.all(columns)
        return try Measurement(
            running: {
                var coefficients: [Double?] = []
                for _ in 0..<50 { coefficients = try trials.map { try $0.coefficient() } }
                return coefficients
            },
            answer: { $0 })
    }

    /// The bytes a row that one curve of ten million needs at its peak beyond its input; for a fresh process.
    func memoryPerRow() throws -> Double {
        let times = try columns.doubles("large-time.f64")
        let events = try columns.flags("large-event.u8")
        ResidentMemory.resetPeak()
        let before = ResidentMemory.peak
        let curve = try KaplanMeier(times: times, events: events)
        let after = ResidentMemory.peak
        guard curve.count == times.count else { throw BenchError(description: "the curve lost observations") }
        return Double(after - before) / Double(times.count)
    }

    /// The seconds that the first curve of this process takes.
    func firstCurve(of timeFile: String, _ eventFile: String) throws -> Double {
        let times = try columns.doubles(timeFile)
        let events = try columns.flags(eventFile)
        let clock = ContinuousClock()
        var curve: KaplanMeier?
        let elapsed = try clock.measure { curve = try KaplanMeier(times: times, events: events) }
        guard curve?.count == times.count else { throw BenchError(description: "the curve lost observations") }
        return Double(elapsed.components.seconds) + 1e-18 * Double(elapsed.components.attoseconds)
    }

    private func twoArms() throws -> (times: [Double], events: [Bool], arm: Factor) {
        let arm = try Factor(codes: columns.codes("arm.u8"), levels: ["0", "1"])
        return (try columns.doubles("time.f64"), try columns.flags("event.u8"), arm)
    }
}
