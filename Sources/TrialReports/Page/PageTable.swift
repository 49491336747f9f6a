/// A table of a page: caption, headed columns, headed rows; it scrolls by itself where the page is too narrow.
struct PageTable {
    struct Row {
        /// The heading of the row; absent where that of the row above goes on.
        let heading: String?
        let cells: [String]
    }

    let caption: String
    let columns: [String]
    let rows: [Row]
    /// The columns that hold words rather than numbers, by their index; the headings of the rows are column 0.
    var wordColumns: Set<Int> = [0]

    /// The columns up to which a table is set in the size of the text.
    private static let narrow = 7

    var markup: Markup {
        .scrolling(
            label: caption,
            Markup(
                "table", columns.count > Self.narrow ? ["class": "wide"] : [:], Markup("caption", [:], .text(caption)),
                Markup("thead", [:], head), body))
    }

    private var head: Markup {
        Markup(
            "tr", [:],
            columns.enumerated().map { index, title in
                Markup("th", ["scope": "col", "class": style(index)], .text(title))
            })
    }

    private var body: Markup {
        Markup(
            "tbody", [:],
            rows.indices.map { index in
                let cells = rows[index].cells.enumerated().map { column, cell in
                    Markup("td", ["class": style(column + 1) + Self.hold(cell)], .text(cell))
                }
                return Markup("tr", [:], rowHeading(index) + cells)
            })
    }

    private func rowHeading(_ index: Int) -> [Markup] {
        guard let heading = rows[index].heading else { return [] }
        let span = 1 + rows[(index + 1)...].prefix { $0.heading == nil }.count
        guard span > 1 else {
            return [Markup("th", ["scope": "row", "class": "word" + Self.hold(heading)], .text(heading))]
        }
        let style = "group" + Self.hold(heading)
        return [Markup("th", ["scope": "row", "rowspan": String(span), "class": style], .text(heading))]
    }

    /// Short words are held on one line; a break in "1947-1969" reads like two rows.
    private static func hold(_ text: String) -> String { text.cellCount <= 22 ? " short" : "" }

    private func style(_ column: Int) -> String { wordColumns.contains(column) ? "word" : "number" }
}

extension Markup {
    /// Content that scrolls by itself where the page is too narrow, also by the keyboard.
    static func scrolling(label: String, _ content: Markup) -> Markup {
        Markup("div", ["class": "scroll", "role": "region", "aria-label": label, "tabindex": "0"], content)
    }

    /// A section with its heading.
    static func section(_ identifier: String, _ title: String, _ content: [Markup]) -> Markup {
        Markup(
            "section", ["aria-labelledby": identifier],
            [Markup("h2", ["id": identifier], .text(title))] + content)
    }

    /// Names with what they stand for.
    static func definitions(_ pairs: [(name: String, value: Markup)]) -> Markup {
        Markup("dl", [:], pairs.flatMap { [Markup("dt", [:], .text($0.name)), Markup("dd", [:], $0.value)] })
    }
}
