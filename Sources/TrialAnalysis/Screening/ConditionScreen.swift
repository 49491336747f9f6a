import TrialModel
import TrialTables
import TrialValues

/// One condition of a rule, made ready for the columns of a table and looked at for a batch of rows at a time.
///
/// Numbers, ages and times between dates are compared as they stand in the cells. Everything else is asked of the
/// condition itself, once for each combination of cells, and so is what these ways do not understand.
final class ConditionScreen {
    /// What a row came to, beside its truth.
    enum Detail {
        /// The comparison of cells told it.
        static let compared: Int32 = -1
        /// It is unknown, for a reason that was not asked for yet.
        static let unasked: Int32 = -2
    }

    let plan: Plan
    /// The beginning of reasons: what is looked at.
    let shown: [UInt8]
    /// What follows a number in reasons: the unit of its column.
    let unitText: [UInt8]
    /// Answers that do not depend on dates and windows.
    var plain: ConditionMemo
    /// Answers with all that there is.
    var whole: ConditionMemo
    /// For each row of the batch: 0 no, 1 unknown, 2 yes.
    let truths: UnsafeMutablePointer<UInt8>
    /// For each row of the batch: a detail, or twice the number of an entry, plus 1 of the whole answers.
    let details: UnsafeMutablePointer<Int32>
    /// The ends of reasons, after the value, by truth; those that were not needed yet are missing.
    var endings: [UInt8: ReasonEnding] = [:]

    /// How the rows are looked at.
    struct Plan {
        var columns: SubjectColumns
        /// The column of the value.
        var value: Int?
        /// The unit of the numbers in it.
        var unit: MeasurementUnit?
        /// The column of its date.
        var date: Int?
        var gate: ObservationGate?
        var isFact = false
        /// Whether a value that is missing may be reckoned from others.
        var isDerived = false
        var number: NumericTest?
        var age: NumericTest?
        var span: SpanTest?
        var starts: UnsafePointer<Int32>?
        var ends: UnsafePointer<Int32>?
        var endSubstitute: Day?
    }

    init(
        _ condition: Criterion, _ context: EvaluationContext, _ columns: SubjectColumns, _ days: borrowing DayColumns,
        capacity: Int
    ) {
        let layout = ConditionLayout(condition, context, columns)
        plan = layout.plan(days)
        shown = Array("\(layout.measure.shown) ".utf8)
        unitText = plan.unit.map { Array(($0.code == "%" ? "%" : " \($0.printed)").utf8) } ?? []
        plain = ConditionMemo(
            condition.withoutWindow, EvaluationContext(), columns, dependencies: layout.valueColumns,
            dated: layout.date == nil ? nil : layout.measure.fact?.name)
        whole = ConditionMemo(condition, context, columns, dependencies: layout.dependencies)
        truths = .allocate(capacity: capacity)
        details = .allocate(capacity: capacity)
    }

    /// Something else than a condition that rests on some columns, such as a person's verdict.
    init(
        _ columns: SubjectColumns, dependencies: [Int], capacity: Int,
        judge: @escaping (SubjectFacts) -> CriterionFinding
    ) {
        plan = Plan(columns: columns)
        shown = []
        unitText = []
        plain = ConditionMemo(columns, dependencies: [], judge: judge)
        whole = ConditionMemo(columns, dependencies: dependencies, judge: judge)
        truths = .allocate(capacity: capacity)
        details = .allocate(capacity: capacity)
    }

    deinit {
        truths.deallocate()
        details.deallocate()
    }

    /// Looks at the rows of a batch.
    func evaluate(_ batch: borrowing CSVRowBatch) {
        plain.beginBatch()
        whole.beginBatch()
        if plan.isFact {
            for row in 0..<batch.count { evaluateFact(batch, row) }
        } else if plan.age != nil || plan.span != nil {
            for row in 0..<batch.count { evaluateTime(batch, row) }
        } else {
            for row in 0..<batch.count { askWhole(batch, row) }
        }
    }

    @inline(__always)
    private func evaluateFact(_ batch: borrowing CSVRowBatch, _ row: Int) {
        guard let column = plan.value else { return askAbsent(batch, row) }
        let cell = batch.cells[row &* batch.columnCount &+ column]
        if CSVRowBatch.isMissing(cell.bytes) { return askAbsent(batch, row) }
        if let gate = plan.gate, case let answer = gate.answer(row), answer != .yes {
            return answer == .other ? askWhole(batch, row) : keepOut(cell, batch, row)
        }
        if let number = plan.number, let plainNumber = PlainNumber(cell.start, cell.count),
            let holds = number.holds(plainNumber.digits, places: plainNumber.places)
        {
            truths[row] = holds ? 2 : 0
            details[row] = Detail.compared
            return
        }
        askPlain(batch, row)
        // A cell may say that nothing is known, and other cells from what it is reckoned.
        if plan.isDerived, truths[row] == 1 { askWhole(batch, row) }
    }

    /// A row without a value: it is missing whatever the dates are, unless it can be reckoned.
    private func askAbsent(_ batch: borrowing CSVRowBatch, _ row: Int) {
        plan.isDerived ? evaluateTime(batch, row) : askPlain(batch, row)
    }

    /// A row whose observation does not count, or perhaps not: unknown, once the value is seen to be one.
    private func keepOut(_ cell: CSVRowBatch.Cell, _ batch: borrowing CSVRowBatch, _ row: Int) {
        let isNumber =
            plan.number.flatMap { test in
                PlainNumber(cell.start, cell.count).flatMap { test.holds($0.digits, places: $0.places) }
            } != nil
        guard !isNumber else {
            truths[row] = 1
            details[row] = Detail.unasked
            return
        }
        askPlain(batch, row)
        guard plain.entries[Int(details[row] >> 1)].fault == nil else { return }
        // A cell may say in words that nothing is known.
        guard truths[row] != 1 else { return askWhole(batch, row) }
        truths[row] = 1
        details[row] = Detail.unasked
    }

    private func evaluateTime(_ batch: borrowing CSVRowBatch, _ row: Int) {
        guard let (start, end) = ends(row) else { return askWhole(batch, row) }
        let holds: Bool? =
            if let age = plan.age {
                start > end ? nil : age.holds(Int64(start.completedYears(to: end)), places: 0)
            } else {
                plan.span?.holds(start, end)
            }
        guard let holds else { return askWhole(batch, row) }
        truths[row] = holds ? 2 : 0
        details[row] = Detail.compared
    }

    /// The two days of a time or an age, where both are known to the day.
    func ends(_ row: Int) -> (Day, Day)? {
        guard let start = plan.starts?[row], DayColumns.isDay(start) else { return nil }
        let given = plan.ends?[row] ?? DayColumns.missing
        let end = given == DayColumns.missing ? plan.endSubstitute : Day(daysSince1970: Int(given))
        guard let first = Day(daysSince1970: Int(start)), let end else { return nil }
        return (first, end)
    }

    @inline(__always)
    private func askPlain(_ batch: borrowing CSVRowBatch, _ row: Int) {
        let number = plain.entry(batch, row)
        truths[row] = plain.entries[number].truth
        details[row] = Int32(truncatingIfNeeded: 2 * number)
    }

    private func askWhole(_ batch: borrowing CSVRowBatch, _ row: Int) {
        let number = whole.entry(batch, row)
        truths[row] = whole.entries[number].truth
        details[row] = Int32(truncatingIfNeeded: 2 * number + 1)
    }
}
