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
        let z: Nullable<Double>?
        let alternative: String?
        let oneSidedP: Nullable<Double>?
        let pike: Ratio?
        let peto: Ratio?

        init?(_ logRank: LogRankTest, _ plan: SurvivalPlan) {
            guard let answer = logRank.test else { return nil }
            let asked = plan.tests
            z = asked.alternative.map { _ in Nullable(logRank.z) }
            alternative = asked.alternative?.rawValue
            oneSidedP = asked.alternative.flatMap { $0 == .twoSided ? nil : Nullable(logRank.pValue($0)) }
            pike = asked.givesHazardRatios ? Ratio(logRank.hazardRatio(.pike, level: plan.level)) : nil
            peto = asked.givesHazardRatios ? Ratio(logRank.hazardRatio(.peto, level: plan.level)) : nil
            test = logRank.weighting.name
            chiSquare = answer.statistic
            df = answer.degreesOfFreedom
            p = answer.pValue
        }
    }
}
