import TestSupport
import Testing

@testable import TrialStatistics

private struct LooksCase: Decodable, Sendable {
    struct Stratum: Decodable, Sendable {
        let share: Double
        let starts, hazards, ratioStarts, ratios: [Double]
    }

    let name: String
    let ratio, loss, accrual, followUp, power: Double
    let accrualStarts, accrualRates, fractions, z, weight: [Double]
    let isYungLiu: Bool
    let strata: [Stratum]
    let times, means, variances, events, trueVariances: [Double]
    let subjects: Double

    func plan() throws -> SurvivalPower {
        let loss = try PlannedHazard(rate: self.loss)
        let strata = try self.strata.map {
            try SurvivalStratum(
                share: $0.share, control: PlannedHazard(starts: $0.starts, rates: $0.hazards),
                hazardRatio: HazardRatio(starts: $0.ratioStarts, values: $0.ratios), controlDropout: loss)
        }
        let trial = try SurvivalTrial(
            strata: strata, ratio: TwoArmRatio(ratio),
            accrual: .periods(starts: accrualStarts, rates: accrualRates, duration: accrual))
        return try SurvivalPower(
            trial: trial, formula: isYungLiu ? .yungLiu(fleming()) : .logRank(fleming()), level: .oneSided(0.025),
            afterLastEntry: followUp,
            looks: PlannedLooks(fractions: fractions, efficacy: EfficacyRule(.fixed(z.map { $0 }))))
    }

    func fleming() throws -> FlemingHarringtonWeight { try FlemingHarringtonWeight(rho: weight[0], gamma: weight[1]) }
}

@Suite struct SurvivalLooksGoldenTests {
    @Test func `looks, means, variances and subjects are those of SciPy's integrals`() throws {
        let golden = try Golden<LooksCase>(named: "survival-looks", in: "Python")
        let tolerance = golden.tolerance.relative
        #expect(golden.cases.count == 4)
        for one in golden.cases {
            let plan = try one.plan()
            for (index, time) in try plan.lookTimes().enumerated() {
                let label = "\(one.name), look \(index + 1)"
                expectClose(time, one.times[index], relative: tolerance, "\(label): time")
                let expected = plan.trial.logRank(at: time, weight: try one.fleming())
                expectClose(expected.mean, one.means[index], relative: tolerance, "\(label): mean")
                expectClose(expected.variance, one.variances[index], relative: tolerance, "\(label): variance")
                expectClose(
                    plan.trial.logRankVariance(at: time, weight: try one.fleming()), one.trueVariances[index],
                    relative: tolerance, "\(label): variance under the alternative")
                expectClose(
                    plan.trial.eventProbability(at: time), one.events[index], relative: tolerance, "\(label): events")
            }
            if one.fractions.count > 1 {
                let design = try plan.subjects(power: one.power)
                expectClose(design.subjects, one.subjects, relative: tolerance, "\(one.name): subjects")
                expectClose(
                    try plan.power(subjects: one.subjects).power, one.power, relative: tolerance, "\(one.name): power")
            }
        }
    }
}
