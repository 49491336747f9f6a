import TrialStatistics
import TrialValues

/// Rows that follow each other in one subject without a gap, from the first to the last.
///
/// For the curves and the test of the groups they are one observation: a cut in follow-up, at which only a covariate
/// changed, ends nothing. It is censored or has its event where the last of its rows does.
struct SubjectSpan: Hashable {
    let first: Int
    let last: Int
}

extension SurvivalRows {
    /// The spans that some rows make, in the order of their last rows; a row each where no subjects are named.
    ///
    /// - Parameter byStrata: whether a change of stratum ends a span, as one of group or of weight always does.
    func spans(_ rows: [Int], byStrata: Bool) -> [SubjectSpan] {
        guard let subjects else { return rows.map { SubjectSpan(first: $0, last: $0) } }
        var spans: [SubjectSpan] = []
        var previous: Int?
        for row in bySubject(rows) {
            if let before = previous, let span = spans.last, isContinued(before, by: row, subjects, byStrata: byStrata)
            {
                spans[spans.count - 1] = SubjectSpan(first: span.first, last: row)
            } else {
                spans.append(SubjectSpan(first: row, last: row))
            }
            previous = row
        }
        return spans.sorted { $0.last < $1.last }
    }

    /// Rows by subject, each subject's by entry.
    private func bySubject(_ rows: [Int]) -> [Int] {
        guard let subjects else { return rows }
        return rows.sorted {
            (subjects.codes[$0], start(of: $0), $0) < (subjects.codes[$1], start(of: $1), $1)
        }
    }

    private func start(of row: Int) -> Double { entries?[row] ?? 0 }

    /// Two times that are one but for the rounding of their computation.
    private func isSame(_ one: Double, _ other: Double) -> Bool {
        abs(one - other) <= TimeGrouping.rTolerance * max(1, abs(one))
    }

    private func isContinued(_ row: Int, by next: Int, _ subjects: DistinctValues, byStrata: Bool) -> Bool {
        guard subjects.codes[row] == subjects.codes[next], events[row] == false, let end = times[row],
            isSame(end, start(of: next)), group.map({ $0.codes[row] == $0.codes[next] }) ?? true,
            weights.map({ $0[row] == $0[next] }) ?? true
        else { return false }
        return !byStrata || strata.allSatisfy { $0.codes[row] == $0.codes[next] }
    }

    /// The number of subjects among some rows.
    func subjectCount(_ rows: [Int]) -> Int? { subjects.map { subjects in Set(rows.map { subjects.codes[$0] }).count } }

    /// Refuses rows of one subject that overlap in time, and names them.
    func checkIntervals(_ plan: SurvivalPlan) throws(Diagnostics) {
        guard let subjects, let name = plan.subject, let column = table[name] else { return }
        var problems: [Diagnostic] = []
        let ordered = bySubject(complete)
        for (row, next) in zip(ordered, ordered.dropFirst()) where subjects.codes[row] == subjects.codes[next] {
            guard let end = times[row], end > start(of: next), !isSame(end, start(of: next)) else { continue }
            let advice =
                entries == nil
                ? "name the column in which each interval begins by --entry, or leave --id out"
                : "an interval is at risk after its entry and up to its time; those of one subject may touch but not overlap"
            problems.append(
                Diagnostic(
                    .error, "analyze.overlap",
                    "rows \(row + 1) and \(next + 1) of \(name) '\(column.text(row) ?? "")' overlap: \(interval(row)) and \(interval(next))",
                    at: table.place(row: next, column: column), advice: advice))
            if problems.count == 20 { break }
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
    }

    private func interval(_ row: Int) -> String {
        "(\(DistinctValues.text(of: start(of: row))), \(times[row].map { DistinctValues.text(of: $0) } ?? "")]"
    }

    /// What a reader has to know of rows that are intervals of subjects.
    func remarksOnSubjects(_ rows: [Int], _ plan: SurvivalPlan) -> [String] {
        guard let subjects, let name = plan.subject, let count = subjectCount(rows) else { return [] }
        let ordered = bySubject(rows)
        var gaps = Set<Int32>()
        var recurrent = Set<Int32>()
        for (row, next) in zip(ordered, ordered.dropFirst()) where subjects.codes[row] == subjects.codes[next] {
            if let end = times[row], !isSame(end, start(of: next)) { gaps.insert(subjects.codes[row]) }
            if events[row] == true { recurrent.insert(subjects.codes[row]) }
        }
        var remarks: [String] = []
        if count < rows.count {
            remarks.append(
                "\(rows.count) rows are intervals of \(count) subjects, told by '\(name)': n counts subjects, and the curves and the test of the groups take intervals that follow each other in one group as one observation; the Cox model counts rows."
            )
        }
        let isMoving = group.map { group in
            Set(rows.map { [subjects.codes[$0], group.codes[$0]] }).count > count
        }
        if isMoving == true {
            remarks.append(
                "Some subjects change their group: they count in each group that they were in, and leave a curve where they leave its group."
            )
        }
        if !gaps.isEmpty {
            remarks.append(
                "\(gaps.count == 1 ? "1 subject has a gap" : "\(gaps.count) subjects have gaps") between intervals, in which they are not at risk."
            )
        }
        if !recurrent.isEmpty {
            remarks.append(
                "\(recurrent.count == 1 ? "1 subject has" : "\(recurrent.count) subjects have") an interval after an event: events recur, and standard errors that take them as independent are too small. Ask for --cluster \(name)."
            )
        }
        return remarks
    }
}
