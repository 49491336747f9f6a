import TrialModel
import TrialTables
import TrialValues

/// What a condition comes to for the cells that it depends on, found once for each combination of them.
///
/// It asks the condition itself, so that its answers are those for a single subject. Its memory is bounded: between two
/// batches it may begin anew.
struct ConditionMemo: ~Copyable {
    /// What a condition comes to.
    struct Entry {
        /// 0 no, 1 unknown, 2 yes.
        let truth: UInt8
        let reason: [UInt8]
        /// Where the date of the observation goes in the reason; `nil` where that is not known.
        let datePosition: Int?
        let settlement: Settlement
        /// What is wrong with one of the cells.
        let fault: SubjectColumns.CellFault?
    }

    private let judge: (SubjectFacts) -> CriterionFinding
    private let columns: SubjectColumns
    /// The columns that it depends on.
    let dependencies: [Int]
    /// The fact whose date is put into reasons later on.
    private let dated: String?
    private(set) var entries: [Entry] = []
    /// Whether a cell was found that is wrong.
    private(set) var hasFaults = false
    private var memo = ByteMemo()
    private var key: [UInt8] = []

    /// The most entries that are kept from batch to batch.
    private static let limit = 1 << 16

    init(
        _ condition: Criterion, _ context: EvaluationContext, _ columns: SubjectColumns, dependencies: [Int],
        dated: String? = nil
    ) {
        self.init(columns, dependencies: dependencies, dated: dated) { condition.finding(given: $0, in: context) }
    }

    /// - Parameter judge: what comes of the facts in the columns.
    init(
        _ columns: SubjectColumns, dependencies: [Int], dated: String? = nil,
        judge: @escaping (SubjectFacts) -> CriterionFinding
    ) {
        self.judge = judge
        self.columns = columns
        self.dependencies = dependencies
        self.dated = dated
    }

    /// Begins a batch: entries that were found before stay only if there are not too many.
    mutating func beginBatch() {
        guard entries.count > ConditionMemo.limit else { return }
        memo.clear()
        entries.removeAll(keepingCapacity: true)
    }

    /// The number of the entry for a row.
    @inline(__always)
    mutating func entry(_ batch: borrowing CSVRowBatch, _ row: Int) -> Int {
        if dependencies.count == 1 {
            let cell = batch.cells[row &* batch.columnCount &+ dependencies[0]].bytes
            return memo.number(of: cell) ?? add(cell, batch, row)
        }
        return entryOfSeveral(batch, row)
    }

    private mutating func entryOfSeveral(_ batch: borrowing CSVRowBatch, _ row: Int) -> Int {
        key.removeAll(keepingCapacity: true)
        for column in dependencies {
            key.append(contentsOf: batch.cell(row, column))
            // No cell has a NUL.
            key.append(0)
        }
        return entry(ofKey: key, batch, row)
    }

    /// The number of the entry for a row by another key, which tells all that matters of it.
    mutating func entry(ofKey key: [UInt8], _ batch: borrowing CSVRowBatch, _ row: Int) -> Int {
        if let number = key.withUnsafeBufferPointer({ memo.number(of: $0) }) { return number }
        entries.append(find(batch, row))
        return key.withUnsafeBufferPointer { memo.add($0) }
    }

    @inline(never)
    private mutating func add(_ key: UnsafeBufferPointer<UInt8>, _ batch: borrowing CSVRowBatch, _ row: Int) -> Int {
        entries.append(find(batch, row))
        return memo.add(key)
    }

    private mutating func find(_ batch: borrowing CSVRowBatch, _ row: Int) -> Entry {
        var cells: [Int: String] = [:]
        for column in dependencies { cells[column] = String(decoding: batch.cell(row, column), as: UTF8.self) }
        do throws(SubjectColumns.CellFault) {
            let subject = try columns.facts(in: dependencies) { cells[$0] ?? "" }
            let finding = judge(subject)
            return Entry(
                truth: finding.truth.code, reason: Array(finding.reason.utf8),
                datePosition: datePosition(finding.reason, subject), settlement: finding.settlement, fault: nil)
        } catch {
            hasFaults = true
            return Entry(
                truth: Truth.unknown.code, reason: [], datePosition: nil, settlement: .open([]), fault: error)
        }
    }

    /// Where a date goes in a reason: found by asking again with one.
    private func datePosition(_ reason: String, _ subject: SubjectFacts) -> Int? {
        guard let dated, let observation = subject[dated].first, let sample = PartialDay("2001-01-01") else {
            return nil
        }
        let withDate = subject.with(
            dated,
            [
                FactObservation(
                    observation.value, happened: sample, lowerLimit: observation.lowerLimit,
                    upperLimit: observation.upperLimit)
            ])
        let text = Array(judge(withDate).reason.utf8)
        let plain = Array(reason.utf8)
        let insertion = Array(" (\(sample))".utf8)
        guard text.count == plain.count + insertion.count else { return nil }
        for position in 0...plain.count
        where text[position...].starts(with: insertion) && text[..<position] == plain[..<position]
            && text[(position + insertion.count)...] == plain[position...]
        {
            return position
        }
        return nil
    }
}

extension Truth {
    /// 0 no, 1 unknown, 2 yes.
    var code: UInt8 {
        switch self {
        case .no: 0
        case .unknown: 1
        case .yes: 2
        }
    }
}
