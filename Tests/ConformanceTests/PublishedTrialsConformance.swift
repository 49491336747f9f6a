import Foundation
import TestSupport
import Testing
import TrialAnalysis
import TrialStatistics
import TrialTables

/// Survival data rebuilt from the published curves of 304 trials, against what R survival 3.8-11 gives for half of them.
@Suite(
    "Conformance: published trials",
    .enabled(if: ConformanceData.isPresent, "EQUIPOISE_CONFORMANCE_DATA does not name a folder of data sets"))
struct PublishedTrialsConformance {
    @Test func `analyses every trial without a refusal`() throws {
        let index = try Table(csv: .file(ConformanceData.path("kmdata/INDEX.csv")))
        let names = try #require(index["name"]?.texts)
        let counts = try #require(index["n"]?.numbers)
        let events = try #require(index["events"]?.numbers)
        #expect(index.rowCount == 304)
        for row in 0..<index.rowCount {
            let name = try #require(names[row])
            let analysis = try analyse(name)
            #expect(Double(analysis.count) == counts[row], "\(name)")
            #expect(Double(analysis.eventCount) == events[row], "\(name)")
            #expect(analysis.dropped == 0 && analysis.cox?.model.convergence == .converged, "\(name)")
        }
    }

    @Test func `agrees with R survival wherever the reference has a row`() throws {
        let reference = try Table(
            csv: .file(ConformanceData.path("../reference/statistics/kmdata_reference_r_survival.csv")))
        let trials = try #require(reference["name"]?.texts)
        let arms = try #require(reference["arm"]?.texts)
        var rowsByTrial: [String: [Int]] = [:]
        for row in 0..<reference.rowCount { rowsByTrial[try #require(trials[row]), default: []].append(row) }
        #expect(rowsByTrial.count == 153 && reference.rowCount == 306)
        // What is compared is there: every second arm has a hazard ratio, and most medians are reached.
        #expect(reference["hr_vs_first_efron"]?.missingCount == 153)
        #expect(reference["median"].map { $0.count - $0.missingCount } ?? 0 > 200)
        for (trial, rows) in rowsByTrial.sorted(by: { $0.key < $1.key }) {
            let first = try #require(arms[rows[0]])
            let efron = try analyse(trial, reference: first)
            let breslow = try analyse(trial, reference: first, ties: .breslow)
            for row in rows {
                let comparison = Comparison(table: reference, row: row, name: "\(trial) \(arms[row] ?? "")")
                comparison.check(efron, breslow, arm: try #require(arms[row]))
            }
        }
    }

    private func analyse(
        _ trial: String, reference: String? = nil, ties: CoxRegression.Ties = .efron
    ) throws -> SurvivalAnalysis {
        var plan = SurvivalPlan(time: "time", event: .flag(column: "event"))
        plan.group = "arm"
        plan.reference = reference
        plan.ties = ties
        return try SurvivalAnalysis(Table(csv: .file(ConformanceData.path("kmdata/\(trial).csv"))), plan)
    }
}

/// One row of the reference: an arm of a trial.
private struct Comparison {
    let table: Table
    let row: Int
    let name: String

    private func number(_ column: String) -> Double? { table[column]?.numbers?[row] }

    func check(_ efron: SurvivalAnalysis, _ breslow: SurvivalAnalysis, arm: String) {
        guard let group = efron.groups.first(where: { $0.name == arm }) else {
            Issue.record("\(name): no such arm")
            return
        }
        #expect(Double(group.curve.count) == number("n"), "\(name)")
        #expect(Double(group.curve.eventCount) == number("events"), "\(name)")
        expect(group.median.estimate, "median", 1e-9)
        expect(group.median.limits.lower, "median_lo", 1e-9)
        expect(group.median.limits.upper, "median_hi", 1e-9)
        expect(efron.logRank?.test?.statistic, "logrank_chisq", 1e-9)
        #expect(efron.logRank?.test.map { Double($0.degreesOfFreedom) } == number("logrank_df"), "\(name)")
        // Hazard ratios to 1e-8: R stops its iterations by a tolerance of its own.
        let ratio = efron.cox?.terms.first { $0.level == arm }?.hazardRatio
        expect(ratio?.estimate, "hr_vs_first_efron", 1e-8)
        expect(ratio?.lower, "hr_lo", 1e-8)
        expect(ratio?.upper, "hr_hi", 1e-8)
        expect(breslow.cox?.terms.first { $0.level == arm }?.hazardRatio?.estimate, "hr_breslow", 1e-8)
    }

    private func expect(_ value: Double?, _ column: String, _ tolerance: Double) {
        let expected = number(column)
        #expect(
            isClose(value, expected, relative: tolerance), "\(name) \(column): \(value as Any), R \(expected as Any)")
    }
}
