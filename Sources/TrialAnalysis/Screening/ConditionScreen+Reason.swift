import TrialModel
import TrialTables
import TrialValues

/// The words of a reason that follow the value.
enum ReasonEnding {
    /// The words.
    case words([UInt8])
    /// The reason does not begin with the value as it stands in the cells.
    case none
}

extension ConditionScreen {
    /// Whether a cell was found that is wrong.
    var hasFaults: Bool { plain.hasFaults || whole.hasFaults }

    /// What is wrong with a cell that the row's answer depends on.
    func fault(_ row: Int) -> SubjectColumns.CellFault? {
        let detail = details[row]
        guard detail >= 0 else { return nil }
        return detail & 1 == 0 ? plain.entries[Int(detail >> 1)].fault : whole.entries[Int(detail >> 1)].fault
    }

    /// What would settle the condition for a row.
    func settlement(_ batch: borrowing CSVRowBatch, _ row: Int) -> Settlement {
        switch truths[row] {
        case 0: return .settled(false)
        case 2: return .settled(true)
        default: break
        }
        let detail = details[row]
        if detail >= 0, detail & 1 == 0 { return plain.entries[Int(detail >> 1)].settlement }
        return whole.entries[wholeEntry(batch, row)].settlement
    }

    /// Writes why the condition holds for a row, or does not, or is unknown.
    func writeReason(_ batch: borrowing CSVRowBatch, _ row: Int, to bytes: inout [UInt8]) {
        let detail = details[row]
        if detail == Detail.compared, writeComparison(batch, row, to: &bytes) { return }
        if detail >= 0, detail & 1 == 0, writePlain(Int(detail >> 1), batch, row, to: &bytes) { return }
        bytes.append(contentsOf: whole.entries[wholeEntry(batch, row)].reason)
    }

    private func wholeEntry(_ batch: borrowing CSVRowBatch, _ row: Int) -> Int {
        let detail = details[row]
        if detail >= 0, detail & 1 == 1 { return Int(detail >> 1) }
        // Where the observation has no date, the value does not matter, nor what the other dates are.
        if detail == Detail.unasked, let gate = plan.gate, gate.isUndated(row) {
            return whole.entry(ofKey: presence(batch, row), batch, row)
        }
        return whole.entry(batch, row)
    }

    /// Which of the cells say something.
    private func presence(_ batch: borrowing CSVRowBatch, _ row: Int) -> [UInt8] {
        [0] + whole.dependencies.map { column in CSVRowBatch.isMissing(batch.cell(row, column)) ? 1 : 2 }
    }

    private func writePlain(
        _ number: Int, _ batch: borrowing CSVRowBatch, _ row: Int, to bytes: inout [UInt8]
    ) -> Bool {
        let entry = plain.entries[number]
        guard let column = plan.date, let value = plan.value, !CSVRowBatch.isMissing(batch.cell(row, value)),
            case let date = batch.cell(row, column), !CSVRowBatch.isMissing(date)
        else {
            bytes.append(contentsOf: entry.reason)
            return true
        }
        guard let position = entry.datePosition else { return false }
        bytes.append(contentsOf: entry.reason[..<position])
        bytes.appendDate(date)
        bytes.append(contentsOf: entry.reason[position...])
        return true
    }

    /// Writes the reason of a comparison of cells: the measure, the value, and the ending that all such rows share.
    private func writeComparison(_ batch: borrowing CSVRowBatch, _ row: Int, to bytes: inout [UInt8]) -> Bool {
        let start = bytes.count
        bytes.append(contentsOf: shown)
        if let column = plan.value, plan.isFact, !CSVRowBatch.isMissing(batch.cell(row, column)) {
            bytes.append(contentsOf: batch.cell(row, column))
            bytes.append(contentsOf: unitText)
            if let date = plan.date, case let cell = batch.cell(row, date), !CSVRowBatch.isMissing(cell) {
                bytes.appendDate(cell)
            }
        } else if let (first, last) = ends(row) {
            bytes.append(contentsOf: timeText(first, last).utf8)
        }
        let truth = truths[row]
        if endings[truth] == nil { endings[truth] = ending(after: Array(bytes[start...]), batch, row) }
        if case .words(let words)? = endings[truth] {
            bytes.append(contentsOf: words)
            return true
        }
        bytes.removeSubrange(start...)
        return false
    }

    /// What follows the value in the reason of a row.
    private func ending(after beginning: [UInt8], _ batch: borrowing CSVRowBatch, _ row: Int) -> ReasonEnding {
        let reason = whole.entries[whole.entry(batch, row)].reason
        return reason.starts(with: beginning) ? .words(Array(reason[beginning.count...])) : .none
    }

    private func timeText(_ first: Day, _ last: Day) -> String {
        if let span = plan.span { return "\(span.unit.length(first, last)) (\(first) to \(last))" }
        return "\(first.completedYears(to: last)) years (born \(first), on \(last))"
    }

}

extension [UInt8] {
    fileprivate mutating func appendDate(_ date: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: " "))
        append(UInt8(ascii: "("))
        append(contentsOf: date)
        append(UInt8(ascii: ")"))
    }
}
