import TrialModel
import TrialTables
import TrialValues

/// A table of subjects beside the criteria of a study: row by row, in memory that does not grow with the table.
///
/// ```swift
/// var screening = try TableScreening(.file("subjects.csv"), facts: plan.facts, population: plan.population)
/// let summary = try screening.write(.csv) { bytes in … }
/// ```
///
/// The verdicts, reasons and asks are those that `Screening` has for each subject alone. A column holds one fact, its
/// unit in brackets: `platelets [10^9/L]`; `platelets date` holds the days on which it was observed, `ALT ULN [U/L]` its
/// limit of normal. A cell that is empty, `NA` or `.` says nothing. That no subject stands twice is seen to among the first 100,000 rows.
public struct TableScreening: ~Copyable {
    /// The columns of the table.
    public let columns: SubjectColumns
    private let rules: [RuleScreen]
    private let file: String?
    private var rows: CSVRows
    private var batch: CSVRowBatch
    private let days: DayColumns
    private var asks: AskTable
    private var names = SubjectNames(limit: SubjectNames.tableLimit)
    private let eligibility: UnsafeMutablePointer<UInt8>

    /// Opens a table and makes the criteria ready for its columns.
    ///
    /// - Parameters:
    ///   - source: where the table comes from.
    ///   - facts: the facts that columns may name.
    ///   - population: the criteria.
    ///   - on: the day on which one looks.
    ///   - progress: is told which part of the file has been read, from 0 to 1.
    /// - Throws: what is wrong with the header.
    public init(
        _ source: CSVSource, facts: FactDictionary, population: Population, on: Day? = nil,
        progress: ((Double) -> Void)? = nil
    ) throws(Diagnostics) {
        let rows = try CSVRows(source, progress: progress)
        let columns = try SubjectColumns(
            names: rows.names, facts: facts, file: source.name, line: rows.headerLine)
        let batch = CSVRowBatch(columnCount: rows.names.count)
        let context = EvaluationContext(on: on, reference: population.reference?.name, window: population.window)
        var dayColumns: Set<Int> = []
        for criterion in population.criteria {
            for condition in criterion.rule?.conditions ?? [] {
                let own = context.with(window: criterion.window)
                dayColumns.formUnion(ConditionLayout(condition, own, columns).dayColumns)
            }
        }
        let days = DayColumns(columns: dayColumns, capacity: batch.capacity)
        var rules: [RuleScreen] = []
        for criterion in population.criteria {
            rules.append(RuleScreen(criterion, context, columns, days, capacity: batch.capacity))
        }
        if let pathway = population.pathway {
            rules.append(RuleScreen(pathway, context, columns, capacity: batch.capacity))
        }
        try TableScreening.requireUse(
            of: columns, rules: rules, population: population, file: source.name, line: rows.headerLine)
        eligibility = .allocate(capacity: batch.capacity)
        self.rules = rules
        self.columns = columns
        file = source.name
        asks = AskTable(rules)
        self.rows = rows
        self.batch = batch
        self.days = days
    }

    deinit { eligibility.deallocate() }

    /// That a table is too long for all repeats to be seen; `nil` of a shorter one, or one that names no subjects.
    public func noteOnNames(_ summary: ScreeningSummary) -> Diagnostic? {
        guard columns.subject != nil, summary.subjects > SubjectNames.tableLimit else { return nil }
        return Diagnostic(
            .remark, "subjects.long", "subjects that stand twice are looked for in the first 100,000 rows only",
            at: Diagnostic.Place(file: file))
    }

    /// Refuses a table of which no column matters, and verdicts on criteria that nobody judges.
    private static func requireUse(
        of columns: SubjectColumns, rules: [RuleScreen], population: Population, file: String?, line: Int?
    ) throws(Diagnostics) {
        let open = population.criteria.filter { $0.rule == nil }.map(\.id)
        let idle = columns.judgements(file: file, line: line).filter { !open.contains($0.id) }
        guard idle.isEmpty else {
            let advice =
                open.isEmpty
                ? "the study leaves none open" : "those that it leaves open are \(open.joined(separator: ", "))"
            throw Diagnostics(
                idle.map { id, place in
                    let what =
                        population[id: id] == nil ? "which is no criterion of the study" : "which a rule decides"
                    return Diagnostic(
                        .error, "subjects.judgement", "the column judges \(id), \(what)", at: place, advice: advice)
                })
        }
        guard rules.allSatisfy(\.dependencies.isEmpty) else { return }
        var names: [String] = []
        for name in population.criteria.flatMap({ $0.rule?.factNames ?? ["judged \($0.id)"] })
        where !names.contains(name) { names.append(name) }
        if population.pathway != nil { names.append(SubjectColumns.courses) }
        throw Diagnostics([
            SubjectColumns.useless(
                columns.names, "that the criteria look at", names, file: file, line: line)
        ])
    }

    /// Screens all rows and writes a verdict for each.
    ///
    /// - Parameters:
    ///   - format: as what it is written; nothing is without one.
    ///   - output: takes the bytes, a part at a time.
    /// - Returns: how many subjects are eligible, and what keeps the others out.
    /// - Throws: all that is wrong with the table. Verdicts of the rows before the first problem are written by then, and
    ///   none after it.
    public mutating func write(
        _ format: VerdictFormat?, to output: (UnsafeRawBufferPointer) -> Void
    ) throws(Diagnostics) -> ScreeningSummary {
        var writer = VerdictWriter(format ?? .csv, ids: rules.map(\.criterion.id), subject: columns.subject)
        var summary = ScreeningSummary(rules.map(\.criterion))
        var problems = ProblemList(file: file)
        if format != nil { writer.begin() }
        do throws(Diagnostics) {
            while try rows.read(into: &batch) {
                evaluate(&summary)
                note(&problems)
                guard problems.count == 0, format != nil else { continue }
                for row in 0..<batch.count {
                    let asked = eligibility[row] == 1 ? asks.asks(batch, row) : []
                    writer.write(batch, row, rules, eligibility: eligibility[row], asks: asked)
                }
                if writer.bytes.count > 1 << 18 { writer.flush(output) }
            }
        } catch {
            writer.flush(output)
            throw Diagnostics(
                (problems.listed + error.all).sorted { ($0.place.line ?? .max) < ($1.place.line ?? .max) })
        }
        if problems.count == 0, format != nil { writer.end() }
        writer.flush(output)
        if let error = problems.error { throw error }
        return summary
    }

    private mutating func evaluate(_ summary: inout ScreeningSummary) {
        days.read(batch)
        asks.beginBatch()
        eligibility.update(repeating: 2, count: batch.count)
        for (index, rule) in rules.enumerated() {
            rule.evaluate(batch)
            var (failures, unknowns) = (0, 0)
            for row in 0..<batch.count {
                let verdict = rule.verdicts[row]
                eligibility[row] = min(eligibility[row], verdict)
                failures &+= verdict == 0 ? 1 : 0
                unknowns &+= verdict == 1 ? 1 : 0
            }
            summary.add(index, notMet: failures, unknown: unknowns)
        }
        for row in 0..<batch.count { summary.add(eligibility: eligibility[row]) }
    }

    /// Notes what is wrong with cells that verdicts depend on.
    private mutating func note(_ problems: inout ProblemList) {
        var found: [(row: Int, fault: SubjectColumns.CellFault)] = []
        if let column = columns.subject {
            for row in 0..<batch.count {
                if let fault = names.fault(of: batch.cell(row, column)) {
                    found.append((row, SubjectColumns.CellFault(column: column, fault: fault)))
                }
            }
        }
        for condition in rules.flatMap(\.conditions) where condition.hasFaults {
            for row in 0..<batch.count {
                guard let fault = condition.fault(row) else { continue }
                if !found.contains(where: { $0.row == row && $0.fault.column == fault.column }) {
                    found.append((row, fault))
                }
            }
        }
        for (row, fault) in found.sorted(by: { ($0.row, $0.fault.column) < ($1.row, $1.fault.column) }) {
            problems.append(fault, line: batch.line(row), names: columns.names)
        }
    }
}

extension Criterion {
    /// The conditions that a rule is made of.
    fileprivate var conditions: [Criterion] {
        switch self {
        case .all, .any, .atLeast, .not: parts.flatMap(\.conditions)
        case .holds, .known, .compares, .within, .isOne, .includes: [self]
        }
    }
}
