import TrialStatistics
import TrialTables
import TrialValues

/// Each group's events against those that a reference hazard would have brought.
public struct OneSampleAnalysis: Sendable {
    /// One group.
    public struct Group: Sendable {
        /// The name of the group.
        public let name: String
        /// Its test.
        public let test: OneSampleLogRankTest
    }

    /// The groups, the reference first.
    public let groups: [Group]

    /// Compares each group; `nil` where nothing was asked for.
    init?(
        _ table: Table, _ rows: SurvivalRows, _ complete: [Int], _ plan: SurvivalPlan, _ notes: inout [String]
    ) throws(Diagnostics) {
        guard let reference = plan.tests.oneSample else { return nil }
        var kept = complete
        var expected: [Double]?
        if case .column(let name) = reference {
            let column: [Double?]
            do { column = try Self.expected(table, name, complete) } catch { throw Diagnostics([error]) }
            kept = complete.filter { column[$0] != nil }
            expected = kept.map { column[$0] ?? 0 }
            let missing = complete.count - kept.count
            if missing > 0 {
                notes.append("\(missing) rows were left out of the one-sample test for a missing '\(name)'.")
            }
            guard !kept.isEmpty else {
                throw Diagnostics([
                    Diagnostic(.error, "analyze.expected", "no row of the analysis has a value in column '\(name)'")
                ])
            }
        }
        let factor = try rows.groupFactor(kept, plan)
        let followUp = try statistics { () throws(StatisticsError) in try rows.followUp(kept, plan) }
        var groups: [Group] = []
        for (level, name) in (factor?.levels ?? ["all"]).enumerated() {
            let own = kept.indices.filter { factor.map { $0.codes }?[$0] ?? Int32(level) == Int32(level) }
            let test = try statistics { () throws(StatisticsError) in
                let times = followUp.filter { factor.map { $0.codes }?[$0] ?? Int32(level) == Int32(level) }
                if case .hazard(let hazard, _) = reference {
                    return try OneSampleLogRankTest(times, reference: hazard)
                }
                return try OneSampleLogRankTest(times, expected: own.map { expected?[$0] ?? 0 })
            }
            groups.append(Group(name: name, test: test))
        }
        self.groups = groups
        notes += Self.remarks(groups)
    }

    private static func remarks(_ groups: [Group]) -> [String] {
        var remarks = [
            "The reference hazard of the one-sample test is taken as known: nobody was randomised to it, and that it was itself estimated is not allowed for."
        ]
        if groups.contains(where: { $0.test.expected == 0 }) {
            remarks.append("Where the reference expects no event, there is no one-sample test.")
        }
        if groups.contains(where: { !$0.test.isCount }) {
            remarks.append(
                "Weights are not whole: the exact one-sample p-value and its limits, which need counts, are not given.")
        }
        return remarks
    }

    /// The expected cumulative hazard of each row, where it has one.
    private static func expected(_ table: Table, _ name: String, _ rows: [Int]) throws(Diagnostic) -> [Double?] {
        let column = try table.column(named: name)
        guard let numbers = column.numbers else {
            throw Diagnostic(
                .error, "analyze.expected",
                "column '\(name)' cannot give expected hazards: it holds \(column.kind.rawValue) values")
        }
        for row in rows {
            guard let value = numbers[row], !(value >= 0 && value < .infinity) else { continue }
            throw Diagnostic(
                .error, "analyze.expected", "row \(row + 1): the expected hazard is \(value); expected a number ≥ 0",
                at: table.place(row: row, column: column),
                advice: "give the reference's cumulative hazard over the row's follow-up")
        }
        return (0..<numbers.count).map { numbers[$0] }
    }
}
