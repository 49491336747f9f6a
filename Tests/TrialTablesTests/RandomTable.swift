import TrialValues

@testable import TrialTables

/// A table of random cells, and how it might be written.
struct RandomTable {
    let table: Table
    private let texts: [[String?]]

    init(
        using random: inout SeededGenerator, rows: ClosedRange<Int> = 1...120, hasLineEnds: Bool = true
    ) throws {
        let rowCount = Int.random(in: rows, using: &random)
        let columnCount = Int.random(in: 2...6, using: &random)
        var columns: [Column] = []
        var texts: [[String?]] = []
        for index in 0..<columnCount {
            let (column, text) = try RandomTable.column("c\(index)", rowCount, hasLineEnds, using: &random)
            columns.append(column)
            texts.append(text)
        }
        table = try Table(columns: columns)
        self.texts = texts
    }

    /// The table as CSV, with quotes where they must be and, at random, where they may be.
    func written(using random: inout SeededGenerator, lineEnds: [String] = ["\n", "\r\n", "\r"]) -> String {
        let mixed = Bool.random(using: &random)
        let fixed = lineEnds.randomElement(using: &random) ?? "\n"
        let quoting: Double = [0.0, 0.3, 1.0].randomElement(using: &random) ?? 0
        var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
        text += table.columns.map(\.name).joined(separator: ",")
        for row in 0..<table.rowCount {
            text += mixed ? lineEnds.randomElement(using: &random) ?? "\n" : fixed
            if Int.random(in: 0..<20, using: &random) == 0 { text += fixed }
            let fields = texts.map { column in
                let cell: String = column[row] ?? ["", "NA", "."].randomElement(using: &random) ?? ""
                return RandomTable.field(cell, isQuoted: Double.random(in: 0..<1, using: &random) < quoting)
            }
            text += fields.joined(separator: ",")
        }
        return Bool.random(using: &random) ? text + fixed : text
    }

    private static func field(_ cell: String, isQuoted: Bool) -> String {
        let special: [Unicode.Scalar] = ["\"", ",", "\n", "\r"]
        let mustQuote =
            cell.unicodeScalars.contains(where: { special.contains($0) }) || cell.first == " " || cell.last == " "
        return (isQuoted || mustQuote) ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }

    private static func column(
        _ name: String, _ rowCount: Int, _ hasLineEnds: Bool, using random: inout SeededGenerator
    ) throws -> (Column, [String?]) {
        let missing: Double = [0.0, 0.1, 0.9].randomElement(using: &random) ?? 0
        let isPresent = (0..<rowCount).map { _ in Double.random(in: 0..<1, using: &random) >= missing }
        let kind = Int.random(in: 0..<5, using: &random)
        guard isPresent.contains(true) || kind > 2 else {
            let numbers = [Double?](repeating: nil, count: rowCount)
            return (try Column(name, numbers: numbers), Array(repeating: nil, count: rowCount))
        }
        switch kind {
        case 0:
            let numbers = isPresent.map { $0 ? Double(Int.random(in: -9999...9999, using: &random)) / 100 : nil }
            return (try Column(name, numbers: numbers), numbers.map { $0.map { String($0) } })
        case 1:
            let days = isPresent.map { $0 ? Day(daysSince1970: .random(in: -9999...99999, using: &random)) : nil }
            return (Column(name, days: days), days.map { $0?.description })
        case 2:
            let flags = isPresent.map { $0 ? Bool.random(using: &random) : nil }
            let words = flags.map { flag in flag.map { $0 ? ["TRUE", "true", "T"] : ["FALSE", "false", "F"] } }
            return (Column(name, flags: flags), words.map { $0?.randomElement(using: &random) })
        default:
            var texts = isPresent.map { $0 ? text(hasLineEnds, using: &random) : nil }
            // One cell that can be nothing but text, early or late.
            if let row = texts.indices.randomElement(using: &random) { texts[row] = "zz" }
            return (texts.isEmpty ? try Column(name, numbers: []) : Column(name, texts: texts), texts)
        }
    }

    private static func text(_ hasLineEnds: Bool, using random: inout SeededGenerator) -> String {
        let words = [
            "placebo", "ixazomib 4 mg", "01", "1.50", "TRUE", "2024-02-29", "a,b", "say \"no\"", "é", "日本語", " edge ",
            "x;y",
            "a text that is longer than sixteen bytes", "-", "NAN", "0x1F", "1,234", "12345678901234567890", "'", "\"",
        ]
        let lines = ["two\nlines", "two\r\nlines", "\n", "a\rb"]
        return (hasLineEnds ? words + lines : words).randomElement(using: &random) ?? ""
    }
}
