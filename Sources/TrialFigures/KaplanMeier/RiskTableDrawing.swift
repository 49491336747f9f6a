/// The numbers at risk, each column centred beneath its tick.
struct RiskTableDrawing: Sendable {
    let elements: [SVGElement]
    let bottom: Double

    init(layout: KaplanMeierLayout, top: Double) {
        guard layout.options.riskTable != .hidden, !layout.groups.isEmpty else {
            elements = []
            bottom = top - 6
            return
        }
        let margin = KaplanMeierLayout.margin
        let axis = layout.frame.time
        let rows = RiskRows(
            groups: layout.groups, table: layout.options.riskTable, ticks: axis.ticks,
            limit: KaplanMeierLayout.labelLimit(layout.options), full: layout.options.width.points - 2 * margin)
        var elements: [SVGElement] = []
        var place = top
        if !rows.heading.isEmpty {
            elements += SVGElement.lines(
                [rows.heading], top: Point(x: margin, y: place), Typeface.heading, part: "heading")
            place += Typeface.heading.lineHeight + 1
        }
        for row in rows.rows {
            place += row.spaceBefore
            elements.append(.group("risk-row", Self.row(row, top: place, axis: axis)))
            place += row.height
        }
        self.elements = [.group("risk-table", elements)]
        bottom = place
    }

    private static func row(_ row: RiskRows.Row, top: Double, axis: TimeAxis) -> [SVGElement] {
        let margin = KaplanMeierLayout.margin
        let small = Typeface.small
        let firstMiddle = top + small.lineHeight / 2
        let sample = row.sample.map { [TextBlock.sample($0, at: Point(x: margin, y: firstMiddle))] } ?? []
        let label = SVGElement.lines(
            row.label, top: Point(x: margin + row.indent, y: top), small, part: "risk-label")
        let counts = zip(axis.ticks, row.counts).map { tick, count in
            SVGElement.text(
                count, at: Point(x: axis.scale.position(of: tick), y: firstMiddle + small.baselineDrop), small,
                anchor: .middle, part: "risk-count")
        }
        return sample + label + counts
    }
}
