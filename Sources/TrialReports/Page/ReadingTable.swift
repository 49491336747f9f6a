/// A table that stands in the terminal and on the page alike, with what has to be said beneath it.
struct ReadingTable {
    let title: String
    let columns: [String]
    /// The cells of each row, the heading first.
    let rows: [[String]]
    /// The columns besides the first that hold words.
    var wordColumns: Set<Int> = []
    var remarks: [String] = []

    /// The table for a terminal.
    var lines: [String] {
        var table = TextTable(columns, wordColumns: wordColumns)
        for row in rows { table.add(row) }
        return title.terminalSafe.lines(within: AnalysisText.width) + table.lines
            + remarks.flatMap { $0.terminalSafe.lines(within: AnalysisText.width) }
    }

    /// The table for the page; a heading that repeats the one above goes on from it.
    var markup: [Markup] {
        let pageRows = rows.indices.map { index in
            PageTable.Row(
                heading: index > 0 && rows[index][0] == rows[index - 1][0] ? nil : rows[index][0],
                cells: Array(rows[index].dropFirst()))
        }
        let table = PageTable(caption: title, columns: columns, rows: pageRows, wordColumns: wordColumns.union([0]))
        return [table.markup] + remarks.map { Markup("p", [:], .text($0.heldTogether)) }
    }

    /// The table with capitals at the heads of its columns, but for the first, which bears the name of a column of data or stands for "Group".
    var capitalized: ReadingTable {
        // A word gets a capital; symbols such as p and exp(−H) keep their letter.
        let heads = columns.map { $0 == "p" || $0.hasPrefix("exp(") ? $0 : $0.prefix(1).uppercased() + $0.dropFirst() }
        return ReadingTable(
            title: title, columns: [columns[0].isEmpty ? "Group" : columns[0]] + heads.dropFirst(), rows: rows,
            wordColumns: wordColumns, remarks: remarks)
    }
}
