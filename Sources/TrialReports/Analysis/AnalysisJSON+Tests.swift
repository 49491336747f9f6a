import TrialAnalysis
import TrialStatistics

extension AnalysisJSON {
    struct Test: Encodable, Sendable {
        let chiSquare: Double
        let df: Int
        let p: Double

        init(_ test: ChiSquaredTest) {
            chiSquare = test.statistic
            df = test.degreesOfFreedom
            p = test.pValue
        }
    }

    /// The test of the groups, by name.
    struct GroupTest: Encodable, Sendable {
        let test: String
        let chiSquare: Double
        let df: Int
        let p: Double

        init?(_ logRank: LogRankTest) {
            guard let answer = logRank.test else { return nil }
            test = logRank.weighting.name
            chiSquare = answer.statistic
            df = answer.degreesOfFreedom
            p = answer.pValue
        }
    }
}
