import TestSupport
import Testing

@testable import TrialStatistics

private struct PowerCase: Decodable, Sendable {
    let name: String
    let alpha, power, hazardRatio, ratio, median, margin, followUp, subjects, dropout1, dropout2: Double?
    let type: String?
    let lambda2, starts, accrualTime, accrualIntensity: [Double]?
    let events, found, accrualDuration, followUpFound, studyDuration: Double?
    let time, probabilities, treated, controls: [Double]?

    func trial() throws -> SurvivalTrial {
        let control =
            try lambda2.map { try PlannedHazard(starts: starts ?? [0], rates: $0) }
            ?? PlannedHazard(median: #require(median))
        func dropout(_ share: Double?) throws -> PlannedHazard {
            try PlannedHazard(survival: [1 - (share ?? 0)], at: [12])
        }
        let stratum = try SurvivalStratum(
            control: control, hazardRatio: HazardRatio(#require(hazardRatio)), controlDropout: dropout(dropout2),
            treatmentDropout: dropout(dropout1))
        let periods = try #require(accrualTime)
        let rates = accrualIntensity ?? [1]
        let accrual = try PlannedAccrual.periods(
            starts: Array(periods.prefix(rates.count)), rates: rates, duration: #require(periods.last))
        return try SurvivalTrial(strata: [stratum], ratio: TwoArmRatio(#require(ratio)), accrual: accrual)
    }
}

@Suite struct SurvivalPowerGoldenTests {
    @Test func `events, subjects, follow-up and accrual are rpact's`() throws {
        let formulas: [String: EventFormula] = [
            "Schoenfeld": .schoenfeld(.null), "Freedman": .freedman, "HsiehFreedman": .hsieh,
        ]
        let golden = try Golden<PowerCase>(named: "power-survival")
        var solved = 0
        for one in golden.cases where one.type != nil {
            let power = try #require(one.power)
            let plan = try SurvivalPower(
                trial: one.trial(), formula: #require(formulas[one.type!]),
                aim: one.margin.map { .nonInferiority(margin: $0) } ?? .superiority, level: .oneSided(one.alpha!),
                afterLastEntry: one.followUp ?? 0)
            let design =
                switch one.name {
                case "follow-up sought": try plan.followUp(power: power, subjects: one.subjects!)
                case "accrual sought": try plan.accrualDuration(power: power)
                default: try plan.subjects(power: power)
                }
            let tolerance = golden.tolerance.relative
            expectClose(design.events, one.events, relative: tolerance, "\(one.name): events")
            expectClose(design.subjects, one.found, relative: tolerance, "\(one.name): subjects")
            expectClose(design.analysisTime, one.studyDuration, relative: tolerance, "\(one.name): duration")
            expectClose(
                design.plan.trial.accrual.duration, one.accrualDuration, relative: tolerance, "\(one.name): accrual")
            // The power of what was found is what was asked for.
            expectClose(
                try design.plan.power(subjects: design.subjects).power, power, relative: 1e-9, "\(one.name): power")
            solved += 1
        }
        #expect(solved == 10)
    }

    @Test func `event probabilities by calendar time are rpact's`() throws {
        let golden = try Golden<PowerCase>(named: "power-survival")
        var compared = 0
        for one in golden.cases where one.name == "probability" {
            let trial = try one.trial()
            for (index, time) in (one.time ?? []).enumerated() {
                let parts = trial.eventShares(at: time)
                expectClose(
                    trial.eventProbability(at: time), one.probabilities?[index], relative: 1e-9,
                    "all at \(time)")
                expectClose(
                    parts.treatment / trial.ratio.treatmentShare, one.treated?[index], relative: 1e-9,
                    "treated at \(time)")
                compared += 1
            }
        }
        #expect(compared == 8)
    }
}
