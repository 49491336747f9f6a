import TrialAnalysis
import TrialReports
import TrialTables

/// Small analyses that the suites share.
enum Sample {
    static let provenance = Provenance(
        command: "equipoise analyze trial.csv --time time --event event --by arm -o report", dataName: "trial.csv",
        dataHash: String(repeating: "0f", count: 32), programVersion: "0.1.0")

    /// Two arms of six: in A events at 6 (three), 7 and censoring at 6 and 10, as in Kaplan-Meier's own style of example.
    static func twoArms(
        names: (String, String) = ("A", "B"), change: (inout SurvivalPlan) -> Void = { _ in }
    ) throws -> SurvivalAnalysis {
        let table = try Table(columns: [
            Column("time", numbers: [6, 6, 6, 6, 7, 10, 8, 9, 11, 12, 13, 14]),
            Column("event", numbers: [1, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]),
            Column("arm", texts: (0..<12).map { $0 < 6 ? names.0 : names.1 }),
            Column("age", numbers: [50, 61, 43, 55, 70, 64, 58, 49, 66, 57, 71, 62]),
            Column("weight", numbers: [2, 1, 1, 0.5, 3, 1, 1, 1, 2, 1, 1, 1]),
            Column("entry", numbers: [0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]),
            Column("stage", texts: (0..<12).map { ["I", "II", "III"][$0 % 3] }),
        ])
        var plan = SurvivalPlan(time: "time", event: .flag(column: "event"))
        plan.group = "arm"
        change(&plan)
        return try SurvivalAnalysis(table, plan)
    }

    static func report(_ analysis: SurvivalAnalysis) -> AnalysisReport {
        AnalysisReport(analysis, provenance: provenance)
    }
}
