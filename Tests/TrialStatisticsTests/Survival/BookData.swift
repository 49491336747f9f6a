@testable import TrialStatistics

/// The three test data sets of Therneau & Grambsch, *Modeling Survival Data* (2000), appendix E.
enum BookData {
    /// Six subjects, right-censored, with a tie.
    static var right: (followUp: SurvivalTimes, x: [Double]) {
        get throws {
            let followUp = try SurvivalTimes([1, 1, 6, 6, 8, 9], events: [true, false, true, true, false, true])
            return (followUp, [1, 1, 1, 0, 0, 0])
        }
    }

    /// Ten subjects with delayed entry.
    static var counting: (followUp: SurvivalTimes, x: [Double]) {
        get throws {
            let followUp = try SurvivalTimes(
                [2, 3, 6, 7, 8, 9, 9, 9, 14, 17],
                events: [true, true, true, true, true, true, true, false, false, false],
                entries: [1, 2, 5, 2, 1, 7, 3, 4, 8, 8])
            return (followUp, [1, 0, 0, 1, 0, 1, 1, 1, 0, 0])
        }
    }

    /// Nine weighted rows.
    static var weighted: (followUp: SurvivalTimes, x: [Double]) {
        get throws {
            let followUp = try SurvivalTimes(
                [1, 1, 2, 2, 2, 2, 3, 4, 5], events: [true, false, true, true, true, false, false, true, false],
                weights: [1, 2, 3, 4, 3, 2, 1, 2, 1])
            return (followUp, [2, 0, 1, 1, 0, 1, 0, 1, 0])
        }
    }

    /// x as two groups.
    static func groups(_ x: [Double]) throws -> Factor {
        try Factor(codes: x.map(Int32.init), levels: ["0", "1"])
    }

    static func model(
        _ data: (followUp: SurvivalTimes, x: [Double]), _ ties: CoxRegression.Ties
    ) throws -> CoxRegression {
        try CoxRegression(data.followUp, covariates: CovariateMatrix(["x": data.x]), ties: ties)
    }
}
