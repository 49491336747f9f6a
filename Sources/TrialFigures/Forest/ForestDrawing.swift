/// The elements of a forest plot from the top down: title, headings, rows, axis, captions.
struct ForestDrawing: Sendable {
    let layout: ForestLayout
    let axis: ForestAxis

    init(layout: ForestLayout) {
        self.layout = layout
        axis = ForestAxis(
            rows: layout.rows, options: layout.options, from: layout.plot.left + 4, to: layout.plot.right - 4)
    }

    var document: SVGDocument {
        let margin = ForestLayout.margin
        let titleBottom = margin + Double(layout.title.count) * Typeface.title.lineHeight
        let tableTop = layout.title.isEmpty ? margin : titleBottom + 4
        let rowsTop = tableTop + Double(layout.headingLines) * Typeface.heading.lineHeight + 5
        let rowsBottom = layout.rows.indices.reduce(rowsTop + 2) { $0 + layout.height(ofRow: $1) } + 2
        let foot = ForestFoot(layout: layout, axis: axis, top: rowsBottom)
        let elements =
            SVGElement.lines(layout.title, top: Point(x: margin, y: margin), Typeface.title, part: "title")
            + headings(bottom: rowsTop - 3) + reference(from: rowsTop, to: rowsBottom)
            + rows(top: rowsTop + 2) + foot.elements + notes(top: foot.bottom + 4)
        return SVGDocument(
            identifier: layout.options.identifier, width: layout.width, height: foot.bottom + notesHeight + margin,
            title: layout.options.title ?? "Forest plot", summary: layout.options.summary ?? summary, elements: elements
        )
    }

    private var notesHeight: Double {
        layout.notes.isEmpty ? 0 : 4 + Double(layout.notes.count) * Typeface.small.lineHeight
    }

    private func notes(top: Double) -> [SVGElement] {
        SVGElement.lines(
            layout.notes, top: Point(x: ForestLayout.margin, y: top), Typeface.small, role: .faint, part: "note")
    }

    private func headings(bottom: Double) -> [SVGElement] {
        let metrics = Typeface.heading
        func block(_ lines: [String], _ place: Double, _ anchor: SVGElement.Anchor) -> [SVGElement] {
            let top = bottom - Double(lines.count) * metrics.lineHeight
            return SVGElement.lines(lines, top: Point(x: place, y: top), metrics, anchor: anchor, part: "heading")
        }
        let columns = layout.columns + [layout.effect] + (layout.p.map { [$0] } ?? [])
        let rule = SVGElement.line(
            from: Point(x: ForestLayout.margin, y: bottom + 3),
            to: Point(x: layout.width - ForestLayout.margin, y: bottom + 3), .ink, width: 0.5)
        return block([layout.options.labelTitle], ForestLayout.margin, .start)
            + columns.flatMap { block($0.heading, $0.anchorPlace, $0.anchor) } + [rule]
    }

    private func reference(from top: Double, to bottom: Double) -> [SVGElement] {
        let place = axis.scale.position(of: axis.reference)
        return [.line(from: Point(x: place, y: top), to: Point(x: place, y: bottom), .faint, width: 0.5)]
    }

    private func rows(top: Double) -> [SVGElement] {
        var elements: [SVGElement] = []
        var place = top
        for index in layout.rows.indices {
            let height = layout.height(ofRow: index)
            elements.append(.group("row", row(index, middle: place + height / 2)))
            place += height
        }
        return elements
    }

    private func row(_ index: Int, middle: Double) -> [SVGElement] {
        let row = layout.rows[index]
        let lines = layout.labels[index]
        let top = middle - Double(lines.count) * row.metrics.lineHeight / 2
        let label = SVGElement.lines(
            lines, top: Point(x: ForestLayout.margin + row.labelIndent, y: top), row.metrics, part: "label")
        let metrics = row.kind == .summary ? Typeface.heading : Typeface.small
        let columns = layout.columns + [layout.effect] + (layout.p.map { [$0] } ?? [])
        let cells = columns.filter { !$0.cells[index].isEmpty }.map { column in
            SVGElement.text(
                column.cells[index], at: Point(x: column.anchorPlace, y: middle + metrics.baselineDrop), metrics,
                anchor: column.anchor, part: "cell")
        }
        return label + cells + ForestMark(row: row, axis: axis, middle: middle, side: side(of: row)).elements
    }

    /// The side of the square: its area follows the weight.
    private func side(of row: ForestFigure.Row) -> Double {
        let heaviest = layout.rows.filter { $0.kind == .effect }.compactMap(\.weight).max() ?? 0
        guard layout.options.markSize == .byWeight, heaviest > 0 else { return 5 }
        return max(8 * ((row.weight ?? 0) / heaviest).squareRoot(), 2)
    }

    /// The rows in words, for those who listen.
    private var summary: String {
        let effects = layout.rows.filter { $0.kind != .heading }
        let spoken = effects.prefix(40).map { "\($0.label): \($0.effectText)" }
        let rest = effects.count > 40 ? ["and \(effects.count - 40) more"] : []
        return "\(layout.options.effectTitle) on a logarithmic axis. " + (spoken + rest).joined(separator: "; ") + "."
    }
}
