import TrialStatistics
import TrialTables
import TrialValues

/// The columns that a plan names, read from a table and checked row by row.
struct SurvivalRows {
    let table: Table
    let times: Cells<Double>
    let events: [Bool?]
    let entries: Cells<Double>?
    let weights: Cells<Double>?
    let offsets: Cells<Double>?
    let group: DistinctValues?
    let strata: [DistinctValues]
    let clusters: DistinctValues?
    let subjects: DistinctValues?
    let startTime: Double?

    init(_ table: Table, _ plan: SurvivalPlan, notes: inout [String]) throws(Diagnostics) {
        var problems: [Diagnostic] = []
        func collect<Value>(_ read: () throws(Diagnostic) -> Value) -> Value? {
            do { return try read() } catch {
                problems.append(error)
                return nil
            }
        }
        var remarks: [String] = []
        let times = collect { () throws(Diagnostic) in try Self.numbers(table, plan.time, "times") }
        let events = collect { () throws(Diagnostic) in try plan.event.events(in: table, notes: &remarks) }
        let entries = collect { () throws(Diagnostic) in
            try plan.entry.map { name throws(Diagnostic) in try Self.numbers(table, name, "entry times") }
        }
        let weights = collect { () throws(Diagnostic) in
            try plan.weights.map { name throws(Diagnostic) in try Self.numbers(table, name, "weights") }
        }
        let offsets = collect { () throws(Diagnostic) in
            try plan.fitting.offset.map { name throws(Diagnostic) in try Self.numbers(table, name, "offsets") }
        }
        let group = collect { () throws(Diagnostic) in
            try plan.group.map { name throws(Diagnostic) in DistinctValues(try table.column(named: name)) }
        }
        let strata = collect { () throws(Diagnostic) in
            try plan.strata.map { name throws(Diagnostic) in DistinctValues(try table.column(named: name)) }
        }
        let clusters = collect { () throws(Diagnostic) in
            try plan.cluster.map { name throws(Diagnostic) in DistinctValues(try table.column(named: name)) }
        }
        let subjects = collect { () throws(Diagnostic) in
            try plan.subject.map { name throws(Diagnostic) in DistinctValues(try table.column(named: name)) }
        }
        for name in plan.covariates { _ = collect { () throws(Diagnostic) in try table.column(named: name) } }
        guard problems.isEmpty, let times, let events, let entries, let weights, let offsets, let group, let strata,
            let clusters, let subjects
        else {
            throw Diagnostics(problems)
        }
        notes += remarks
        self.table = table
        self.times = times
        self.events = events
        self.entries = entries
        self.weights = weights
        self.offsets = offsets
        self.group = group
        self.strata = strata
        self.clusters = clusters
        self.subjects = subjects
        self.startTime = plan.startTime
        try checkValues(plan)
        try checkIntervals(plan)
    }

    private static func numbers(_ table: Table, _ name: String, _ role: String) throws(Diagnostic) -> Cells<Double> {
        let column = try table.column(named: name)
        if let numbers = column.numbers { return numbers }
        let offender = column.firstRow(unfitFor: .number)
        let example = offender.map { ", such as '\(column.text($0) ?? "")' in row \($0 + 1)" } ?? ""
        throw Diagnostic(
            .error, "analyze.not-numbers",
            "column '\(name)' cannot give \(role): it holds \(column.kind.rawValue) values\(example)",
            at: offender.map { table.place(row: $0, column: column) } ?? Diagnostic.Place(file: table.source))
    }

    /// Reports every row whose time, entry or weight cannot be.
    private func checkValues(_ plan: SurvivalPlan) throws(Diagnostics) {
        var problems: [Diagnostic] = []
        func report(_ row: Int, _ name: String, _ message: String, _ advice: String? = nil) {
            guard let column = table[name] else { return }
            problems.append(
                Diagnostic(.error, "analyze.value", message, at: table.place(row: row, column: column), advice: advice))
        }
        for row in 0..<table.rowCount {
            guard let time = times[row], events[row] != nil else { continue }
            if time < 0 {
                report(
                    row, plan.time, "row \(row + 1): time is \(DistinctValues.text(of: time)); expected a number ≥ 0")
            }
            if let name = plan.entry, let entry = entries?[row], entry >= time {
                report(
                    row, name,
                    "row \(row + 1): entry \(DistinctValues.text(of: entry)) is not before time \(DistinctValues.text(of: time))",
                    "an observation is at risk after its entry and up to its time")
            }
            if let name = plan.weights, let weight = weights?[row], weight < 0 {
                report(row, name, "row \(row + 1): weight is \(weight); expected a number ≥ 0")
            }
        }
        if problems.count > 20 {
            let more = problems.count - 20
            problems =
                problems.prefix(20) + [
                    Diagnostic(
                        .error, "analyze.more", "\(more) more rows have values that cannot be",
                        at: Diagnostic.Place(file: table.source))
                ]
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
    }
}

extension SurvivalRows {
    /// The rows that have all that the curves need and are still under observation at the start.
    var complete: [Int] {
        (0..<table.rowCount).filter { row in
            guard let time = times[row], events[row] != nil, isPresent(group, row), isPresent(subjects, row) else {
                return false
            }
            if let entries, entries[row] == nil { return false }
            if let weights, weights[row] == nil { return false }
            return startTime.map { time >= $0 } ?? true
        }
    }

    private func isPresent(_ values: DistinctValues?, _ row: Int) -> Bool { values.map { $0.codes[row] >= 0 } ?? true }

    /// The number of rows that are still under observation at the start time, or whose time is not known.
    var observedCount: Int {
        guard let startTime else { return table.rowCount }
        return (0..<table.rowCount).reduce(0) { $0 + (times[$1].map { $0 >= startTime } ?? true ? 1 : 0) }
    }

    /// Whether a row has the event and any weight.
    func counts(_ row: Int) -> Bool { events[row] == true && weights?.values[row] != 0 }

    /// The most groups that are compared: what more there are is an identifier or a measurement.
    private static let mostGroups = 100

    /// The group of some rows, the reference level first.
    func groupFactor(_ rows: [Int], _ plan: SurvivalPlan) throws(Diagnostics) -> Factor? {
        guard let group, let name = plan.group else { return nil }
        guard group.texts.count <= Self.mostGroups else {
            throw Diagnostics([
                Diagnostic(
                    .error, "analyze.groups",
                    "column '\(name)' has \(group.texts.count) levels; expected at most \(Self.mostGroups) groups",
                    advice: "an identifier is no group; make classes of a number before it is given to --by")
            ])
        }
        if let reference = plan.reference, !group.texts.contains(reference) {
            throw Diagnostics([
                Diagnostic(
                    .error, "analyze.reference",
                    "no row of column '\(name)' is '\(reference)'; it holds \(group.list(group.texts))",
                    advice: "give one of these to --reference")
            ])
        }
        return Self.factor(group, rows, reference: plan.reference)
    }

    /// Which rows belong together, where a column says so.
    func clusterFactor(_ rows: [Int]) -> Factor? { clusters.map { Self.factor($0, rows) } }

    /// Whose residuals the robust variance sums, where one is asked for.
    func robustVariance(_ rows: [Int], _ plan: SurvivalPlan) -> CoxRegression.RobustVariance? {
        if let clusters { return .clusters(Self.factor(clusters, rows)) }
        if let subjects, plan.isRobust { return .clusters(Self.factor(subjects, rows)) }
        return plan.isRobust ? .observations : nil
    }

    /// The rows among `rows` whose strata are all known.
    func withStrata(_ rows: [Int]) -> [Int] {
        strata.isEmpty ? rows : rows.filter { row in strata.allSatisfy { isPresent($0, row) } }
    }

    /// The rows among `rows` whose cluster and offset are known.
    func withCluster(_ rows: [Int]) -> [Int] {
        guard clusters != nil || offsets != nil else { return rows }
        return rows.filter { row in isPresent(clusters, row) && (offsets.map { $0[row] != nil } ?? true) }
    }

    /// The known part of the linear predictor of some rows.
    func offset(_ rows: [Int]) -> [Double]? { offsets.map { offsets in rows.map { offsets.values[$0] } } }

    /// The follow-up of spans of rows.
    func followUp(_ spans: [SubjectSpan], _ plan: SurvivalPlan) throws(StatisticsError) -> SurvivalTimes {
        try followUp(spans.map(\.last), entering: spans.map(\.first), plan)
    }

    /// The follow-up of some rows.
    func followUp(_ rows: [Int], _ plan: SurvivalPlan) throws(StatisticsError) -> SurvivalTimes {
        try followUp(rows, entering: rows, plan)
    }

    private func followUp(
        _ rows: [Int], entering first: [Int], _ plan: SurvivalPlan
    ) throws(StatisticsError) -> SurvivalTimes {
        do {
            return try SurvivalTimes(
                rows.map { times.values[$0] }, events: rows.map { events[$0] ?? false },
                entries: entries.map { entries in first.map { entries[$0] ?? 0 } },
                weights: weights.map { weights in rows.map { weights.values[$0] } }, grouping: plan.grouping)
        } catch {
            guard let index = error.index else { throw error }
            let text = error.description.replacing("\(error.argument)[\(index)]", with: "the value")
            throw StatisticsError(
                error.code, argument: error.argument, index: index,
                "row \(rows[index] + 1): in the \(error.argument) \(text)")
        }
    }

    /// For some rows whether each is followed by another interval of the same cluster, which begins where it ends.
    func continuing(_ rows: [Int]) -> [Bool] {
        // Intervals of a named subject are one observation already.
        guard let clusters, let entries, subjects == nil else { return [] }
        struct Start: Hashable {
            let cluster: Int32
            let time: Double
        }
        let starts = Set(rows.compactMap { row in entries[row].map { Start(cluster: clusters.codes[row], time: $0) } })
        return rows.map {
            events[$0] == false && starts.contains(Start(cluster: clusters.codes[$0], time: times.values[$0]))
        }
    }

    /// One factor of the levels that occur in some rows, the reference first where it is given.
    static func factor(_ values: DistinctValues, _ rows: [Int], reference: String? = nil) -> Factor {
        var occurs = [Bool](repeating: false, count: values.texts.count)
        for row in rows { occurs[Int(values.codes[row])] = true }
        var order = occurs.indices.filter { occurs[$0] }
        if let reference, let place = order.firstIndex(where: { values.texts[$0] == reference }) {
            order.insert(order.remove(at: place), at: 0)
        }
        var rank = [Int32](repeating: 0, count: values.texts.count)
        for (place, code) in order.enumerated() { rank[code] = Int32(place) }
        return Factor(uncheckedCodes: rows.map { rank[Int(values.codes[$0])] }, levels: order.map { values.texts[$0] })
    }

    /// One factor of the combinations of all strata that occur in some rows.
    func strataFactor(_ rows: [Int]) -> Factor? {
        guard let first = strata.first else { return nil }
        if strata.count == 1 { return Self.factor(first, rows) }
        var levels: [[Int32]: Int32] = [:]
        var names: [String] = []
        let codes = rows.map { row in
            let key = strata.map { $0.codes[row] }
            if let code = levels[key] { return code }
            let code = Int32(names.count)
            levels[key] = code
            names.append(strata.map { $0.texts[Int($0.codes[row])] }.joined(separator: ", "))
            return code
        }
        return Factor(uncheckedCodes: codes, levels: names)
    }
}
