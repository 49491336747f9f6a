/// Where everything of a forest plot stands: columns by the widest text in each, rows by the lines of their labels.
struct ForestLayout: Sendable {
    static let margin = 6.0
    static let gap = 10.0
    static let indentWidth = 8.0
    static let smallestPlot = 80.0
    static let smallestLabel = 60.0
    static let rowPadding = 4.0

    let rows: [ForestFigure.Row]
    let options: ForestFigure.Options
    let labels: [[String]]
    let columns: [ForestColumn]
    let effect: ForestColumn
    let p: ForestColumn?
    let plot: (left: Double, right: Double)
    let width: Double

    init(rows: [ForestFigure.Row], options: ForestFigure.Options) {
        self.rows = rows
        self.options = options
        var columns = options.columns.indices.map { ForestColumn(cells: rows.cells(ofColumn: $0), options.columns[$0]) }
        var effect = ForestColumn(cells: rows.map(\.effectText), .init(options.effectTitle, alignment: .leading))
        let pTexts = rows.map { $0.p.map(NumberText.pValue) ?? "" }
        var p =
            rows.contains { $0.p != nil }
            ? ForestColumn(cells: pTexts, .init(options.pTitle, alignment: .leading)) : nil

        let fixed = (columns + [effect] + (p.map { [$0] } ?? [])).reduce(0) { $0 + $1.width + Self.gap }
        let available = options.width.points - 2 * Self.margin - fixed - Self.gap - Self.smallestPlot
        let labelWidth = Self.labelWidth(rows: rows, options: options, available: available)
        labels = rows.map { row in
            row.metrics.lines(of: row.label, within: max(labelWidth - row.labelIndent, 20))
        }

        var place = Self.margin + labelWidth + Self.gap
        for index in columns.indices {
            columns[index].left = place
            place += columns[index].width + Self.gap
        }
        let right = max(options.width.points - Self.margin, place + Self.smallestPlot + fixedRight(effect, p))
        plot = (place, right - fixedRight(effect, p))
        effect.left = plot.right + Self.gap
        p?.left = effect.left + effect.width + Self.gap
        width = right + Self.margin
        self.columns = columns
        self.effect = effect
        self.p = p
    }

    /// The width of the labels: what they need, or what there is if that is less.
    private static func labelWidth(
        rows: [ForestFigure.Row], options: ForestFigure.Options, available: Double
    ) -> Double {
        let natural = rows.reduce(Typeface.heading.width(of: options.labelTitle)) { widest, row in
            max(widest, row.labelIndent + row.metrics.width(of: row.label))
        }
        let deepest = rows.reduce(0) { max($0, $1.labelIndent) }
        return min(natural, max(available, smallestLabel + deepest))
    }

    /// The lines of the title, as wide as the figure.
    var title: [String] {
        Typeface.title.lines(of: options.title ?? "", within: width - 2 * Self.margin)
    }

    /// The lines of the notes, as wide as the figure.
    var notes: [String] {
        options.notes.flatMap { Typeface.small.lines(of: $0, within: width - 2 * Self.margin) }
    }

    /// The lines of the headings of the table.
    var headingLines: Int {
        ([effect] + columns + (p.map { [$0] } ?? [])).reduce(1) { max($0, $1.heading.count) }
    }

    func height(ofRow index: Int) -> Double {
        Double(max(labels[index].count, 1)) * Typeface.small.lineHeight + Self.rowPadding
    }
}

/// The room on the right of the plot.
private func fixedRight(_ effect: ForestColumn, _ p: ForestColumn?) -> Double {
    ForestLayout.gap + effect.width + (p.map { ForestLayout.gap + $0.width } ?? 0)
}

extension ForestFigure.Row {
    var metrics: TextMetrics { kind == .effect ? Typeface.small : Typeface.heading }

    /// Deep levels are held back so that labels keep some room.
    var labelIndent: Double { Double(min(indent, 8)) * ForestLayout.indentWidth }
}

extension [ForestFigure.Row] {
    fileprivate func cells(ofColumn column: Int) -> [String] {
        map { $0.cells.indices.contains(column) ? $0.cells[column] : "" }
    }
}
