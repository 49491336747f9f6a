import TrialStatistics

/// One of the small trials: 400 subjects, an arm, 8 strata.
struct SmallTrial {
    private static let size = 400

    let times: [Double]
    let events: [Bool]
    let arm: [Double]
    let stratum: Factor

    static func all(_ columns: Columns) throws -> [SmallTrial] {
        let times = try columns.doubles("small-time.f64")
        let events = try columns.flags("small-event.u8")
        let arms = try columns.codes("small-arm.u8")
        let strata = try columns.codes("small-stratum.u8")
        return try stride(from: 0, to: times.count, by: size).map { start in
            let rows = start..<start + size
            return SmallTrial(
                times: Array(times[rows]), events: Array(events[rows]), arm: arms[rows].map(Double.init),
                stratum: try Factor(codes: Array(strata[rows]), levels: (0..<8).map(String.init)))
        }
    }

    func coefficient() throws -> Double? {
        try CoxRegression(
            SurvivalTimes(times, events: events), covariates: CovariateMatrix(names: ["arm"], columns: [arm]),
            strata: stratum
        ).coefficients[0]
    }
}
