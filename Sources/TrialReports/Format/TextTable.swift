/// A table of text for terminals: the first column aligned left, the others right but where told, two spaces between them.
struct TextTable {
    let header: [String]
    /// The columns besides the first whose cells are aligned left, because they are words.
    let wordColumns: Set<Int>
    private(set) var rows: [[String]] = []
    /// The cells of the terminal that a line may take. The first column gives way to hold it, as far as 20 cells
    /// or its longest word, if that has at most 30.
    var width = 100

    init(_ header: [String], wordColumns: Set<Int> = []) {
        self.header = header.map(\.terminalSafe)
        self.wordColumns = wordColumns
    }

    mutating func add(_ row: [String]) { rows.append(row.map(\.terminalSafe)) }

    /// The lines of the table, without spaces at their ends.
    var lines: [String] {
        let all = [header] + rows
        let others = header.indices.dropFirst().map { column in all.map { $0[column].cellCount }.max() ?? 0 }
        let longestWord = all.flatMap { $0[0].split(separator: " ") }.map { String($0).cellCount }.max() ?? 0
        let room = max(20, min(longestWord, 30), width - others.reduce(0) { $0 + 2 + $1 })
        let first = all.map { $0[0].lines(within: room) }
        let firstWidth = first.joined().map(\.cellCount).max() ?? 0
        return zip(all, first).flatMap { row, heading in
            heading.enumerated().map { index, text in
                let cells =
                    index == 0 ? zip(row.indices.dropFirst(), others).map { cell(row[$0], column: $0, width: $1) } : []
                return (text + Self.padding(text, firstWidth) + cells.joined()).withoutSpacesAtEnd
            }
        }
    }

    private func cell(_ text: String, column: Int, width: Int) -> String {
        let padding = Self.padding(text, width)
        return "  " + (wordColumns.contains(column) ? text + padding : padding + text)
    }

    private static func padding(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.cellCount))
    }
}

extension String {
    var withoutSpacesAtEnd: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }
}
