/// A table of text in columns of equal width, for terminals.
struct TextTable {
    enum Alignment { case left, right }

    let header: [String]
    let alignments: [Alignment]
    private(set) var rows: [[String]] = []

    /// A table whose first column is aligned left, the others as given; the last stands for all further ones.
    init(_ header: [String], _ alignments: Alignment...) {
        self.header = header
        self.alignments = header.indices.map {
            alignments.isEmpty ? ($0 == 0 ? .left : .right) : alignments[min($0, alignments.count - 1)]
        }
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// The lines of the table, two spaces between columns and none at the ends.
    var lines: [String] {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                line += (column == 0 ? "" : "  ") + (alignments[column] == .left ? cell + padding : padding + cell)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
