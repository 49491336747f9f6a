import TrialValues

extension ColumnBuilder {
    /// Reads one cell.
    ///
    /// `trimmed` is the cell without the spaces around it, and decides what it is; `text` is what is kept of it in a column of text.
    /// Sixteen bytes can be loaded from the beginning of either.
    mutating func read(
        _ trimmed: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>, row: Int
    ) {
        let cell = CellText(bytes: trimmed)
        if cell.isMissing { return markMissing(row) }
        switch mode {
        case .undecided:
            decide(cell.kind, row: row)
            read(trimmed, text: text, row: row)
        case .number: if let number = cell.number { store(number, row: row) } else { reject(cell, row) }
        case .date: if let day = cell.day { store(day, row: row) } else { reject(cell, row) }
        case .logical: if let flag = cell.flag { store(flag, row: row) } else { reject(cell, row) }
        case .text: if let base = text.baseAddress { store(levels.code(base, length: text.count), row: row) }
        case .skipped: break
        }
    }

    private func markMissing(_ row: Int) {
        switch mode {
        case .undecided: break
        case .number: store(0.0, row: row)
        case .date: store(Day.absent, row: row)
        case .logical: store(false, row: row)
        case .text: store(Int32(-1), row: row)
        case .skipped: return
        }
        if mode != .text { setMissing(row) }
    }

    private mutating func reject(_ cell: CellText, _ row: Int) {
        let earlier: Column.Kind = mode == .number ? .number : mode == .date ? .date : .logical
        contradict(
            Contradiction(row: base + row, text: String(decoding: cell.bytes, as: UTF8.self), earlier: earlier))
    }
}
