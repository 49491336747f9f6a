import TrialStatistics
import TrialTables
import TrialValues

extension GroupComparison {
    /// Runs a plan on a table: numbers are compared by their means and ranks, two-valued columns and categories by counts.
    ///
    /// A column of numbers with at most two different values counts as two-valued.
    ///
    /// - Throws: ``TrialValues/Diagnostics`` with what is in the way: unknown columns, fewer than two groups or outcomes,
    ///   strata of what is not two by two, pairs that are none.
    public init(_ table: Table, _ plan: ComparisonPlan) throws(Diagnostics) {
        do {
            let rows = try ComparisonRows(table, plan)
            self = try rows.pairs == nil ? rows.comparison(plan) : rows.pairedComparison(plan)
        } catch let problem as Diagnostic {
            throw Diagnostics([problem])
        } catch let problem as StatisticsError {
            throw Diagnostics([Diagnostic(.error, "compare.\(problem.code)", problem.description)])
        } catch {
            throw Diagnostics([Diagnostic(.error, "compare", "\(error)")])
        }
    }
}

/// The columns of a plan and the rows that have a value in all of them.
struct ComparisonRows {
    let table: Table
    let group: DistinctValues
    let outcome: DistinctValues
    /// The outcome as numbers, where it is to be compared as such.
    let numbers: Cells<Double>?
    let strata: [DistinctValues]
    let pairs: DistinctValues?
    /// The rows that have everything.
    let complete: [Int]
    let groupLevels: [Int32]

    init(_ table: Table, _ plan: ComparisonPlan) throws(Diagnostic) {
        try plan.requireColumnsOfTheirOwn()
        let column = try table.column(named: plan.outcome)
        self.table = table
        group = DistinctValues(try table.column(named: plan.group))
        outcome = DistinctValues(column)
        strata = try plan.strata.map { name throws(Diagnostic) in DistinctValues(try table.column(named: name)) }
        pairs = try plan.pair.map { name throws(Diagnostic) in DistinctValues(try table.column(named: name)) }
        numbers = plan.event == nil && outcome.texts.count > 2 ? column.numbers : nil
        if let event = plan.event { _ = try outcome.resolve(event, option: "--outcome", column) }
        let needed = [group, outcome] + strata + (pairs.map { [$0] } ?? [])
        complete = (0..<table.rowCount).filter { row in needed.allSatisfy { $0.codes[row] >= 0 } }
        groupLevels = Set(complete.map { [group] in group.codes[$0] }).sorted()
        guard groupLevels.count >= 2 else {
            throw Diagnostic(
                .error, "compare.groups",
                "column '\(plan.group)' has \(groupLevels.count) groups in the \(complete.count) complete rows; expected at least two"
            )
        }
    }

    var groupNames: [String] { groupLevels.map { group.texts[Int($0)] } }

    private var leftOut: [String] {
        let dropped = table.rowCount - complete.count
        return dropped == 0
            ? [] : ["\(dropped) \(dropped == 1 ? "row was" : "rows were") left out for a missing value."]
    }

    /// The outcomes in order, the event first where there are two, and for each of the codes which of them it is.
    func outcomes(_ plan: ComparisonPlan) throws(Diagnostic) -> (names: [String], place: [Int]) {
        let column = try table.column(named: plan.outcome)
        if let event = plan.event {
            let wanted = try outcome.resolve(event, option: "--outcome", column)
            return ([wanted, "not \(wanted)"], outcome.texts.map { isSame($0, wanted) ? 0 : 1 })
        }
        let names = outcome.areFlags ? flagNames : outcome.texts.filter(Set(presentOutcomes).contains)
        guard names.count >= 2 else {
            throw Diagnostic(
                .error, "compare.outcome",
                "column '\(plan.outcome)' has \(names.count) different values in the complete rows; expected at least two",
                advice: "name the outcome that may not occur with --outcome COLUMN=VALUE")
        }
        return (names, outcome.texts.map { text in names.firstIndex(of: text) ?? 0 })
    }

    private var presentOutcomes: [String] { complete.map { outcome.texts[Int(outcome.codes[$0])] } }

    /// 1 and 0, or true and false: both, even if one of them does not occur.
    private var flagNames: [String] { outcome.texts.contains { $0.count > 1 } ? ["true", "false"] : ["1", "0"] }

    /// Whether a value is the one asked for; 1 and true are the same in a column of flags.
    private func isSame(_ text: String, _ wanted: String) -> Bool {
        let flags = ["1": true, "true": true, "0": false, "false": false]
        guard text != wanted, outcome.areFlags, let one = flags[text], let other = flags[wanted] else {
            return text == wanted
        }
        return one == other
    }

    func comparison(_ plan: ComparisonPlan) throws -> GroupComparison {
        let dropped = table.rowCount - complete.count
        if let numbers {
            guard strata.isEmpty else { throw Self.strataNeedCounts }
            let values = groupLevels.map { level in
                complete.filter { group.codes[$0] == level }.map { numbers.values[$0] }
            }
            let samples = try zip(groupNames, values).map { try GroupComparison.Sample($0, $1, plan.options.quartiles) }
            return try GroupComparison(
                samples, values: values, options: plan.options, dropped: dropped, notes: leftOut)
        }
        let outcomes = try outcomes(plan)
        let counts = try counts(complete, outcomes)
        var notes = leftOut
        if plan.event == nil, !outcome.areFlags, outcomes.names.count == 2 {
            notes.append(
                "'\(outcomes.names[0])' counts as the event; --outcome \(plan.outcome)=\(outcomes.names[1]) takes the other."
            )
        }
        return try GroupComparison(
            counts, strata: try stratified(outcomes), options: plan.options, dropped: dropped, notes: notes)
    }

    private func counts(
        _ rows: [Int], _ outcomes: (names: [String], place: [Int])
    ) throws(StatisticsError) -> ContingencyTable {
        var counts = [[Int]](
            repeating: [Int](repeating: 0, count: outcomes.names.count), count: groupLevels.count)
        for row in rows {
            guard let place = groupLevels.firstIndex(of: group.codes[row]) else { continue }
            counts[place][outcomes.place[Int(outcome.codes[row])]] += 1
        }
        return try ContingencyTable(counts, rowNames: groupNames, columnNames: outcomes.names)
    }

    private static let strataNeedCounts = Diagnostic(
        .error, "compare.strata", "strata need outcomes that are counted; the outcome is a number",
        advice: "take --strata away, or name one outcome with --outcome COLUMN=VALUE")

    private func stratified(_ outcomes: (names: [String], place: [Int])) throws -> [ContingencyTable]? {
        guard !strata.isEmpty else { return nil }
        let parts = Dictionary(grouping: complete) { row in strata.map { $0.codes[row] } }
        let keys = parts.keys.sorted { $0.lexicographicallyPrecedes($1) }
        return try keys.map { try counts(parts[$0] ?? [], outcomes) }
    }
}

extension ComparisonRows {
    /// The rows of each pair, first and second group, of those pairs that have both.
    private func matched(_ plan: ComparisonPlan) throws(Diagnostic) -> [(first: Int, second: Int)] {
        guard strata.isEmpty else {
            throw Diagnostic(
                .error, "compare.pairs",
                "--paired and --strata are given; pairs are strata already: take one of them away")
        }
        guard groupLevels.count == 2, let pairs else {
            throw Diagnostic(.error, "compare.pairs", "--paired compares two groups; there are \(groupLevels.count)")
        }
        var rows = [(first: Int?, second: Int?)](repeating: (nil, nil), count: pairs.texts.count)
        for row in complete {
            let pair = Int(pairs.codes[row])
            let isFirst = group.codes[row] == groupLevels[0]
            guard (isFirst ? rows[pair].first : rows[pair].second) == nil else {
                throw Diagnostic(
                    .error, "compare.pairs",
                    "pair '\(pairs.texts[pair])' has more than one row of group '\(group.texts[Int(group.codes[row])])'",
                    advice: "--paired expects one row of each of the two groups")
            }
            if isFirst { rows[pair].first = row } else { rows[pair].second = row }
        }
        let matched = rows.compactMap { pair in
            pair.first.flatMap { first in pair.second.map { (first: first, second: $0) } }
        }
        guard !matched.isEmpty else {
            throw Diagnostic(.error, "compare.pairs", "no pair has a row of both groups")
        }
        return matched
    }

    func pairedComparison(_ plan: ComparisonPlan) throws -> GroupComparison {
        let matched = try matched(plan)
        let dropped = table.rowCount - 2 * matched.count
        let notes =
            dropped == 0
            ? [] : ["\(dropped) rows were left out for a missing value or for lack of the other half of the pair."]
        if let numbers {
            let (first, second) = (matched.map { numbers.values[$0.first] }, matched.map { numbers.values[$0.second] })
            let samples = try zip(groupNames, [first, second]).map {
                try GroupComparison.Sample($0, $1, plan.options.quartiles)
            }
            return try GroupComparison(
                pairs: first, second, samples: samples, options: plan.options, dropped: dropped, notes: notes)
        }
        let outcomes = try outcomes(plan)
        guard outcomes.names.count == 2 else {
            throw Diagnostic(
                .error, "compare.pairs", "pairs are compared by a number or by two outcomes",
                advice: "name one outcome with --outcome COLUMN=VALUE")
        }
        var counts = [[0, 0], [0, 0]]
        for pair in matched {
            let places = [pair.first, pair.second].map { outcomes.place[Int(outcome.codes[$0])] }
            counts[places[0]][places[1]] += 1
        }
        let (first, second) = (groupNames[0], groupNames[1])
        let table = try ContingencyTable(
            counts, rowNames: outcomes.names.map { "\(first): \($0)" },
            columnNames: outcomes.names.map { "\(second): \($0)" })
        let fourfold = try FourfoldTable(counts[0][0], counts[0][1], counts[1][0], counts[1][1])
        return try GroupComparison(
            pairs: table, fourfold, groups: GroupComparison.against(groupNames), options: plan.options,
            dropped: dropped, notes: notes)
    }
}
