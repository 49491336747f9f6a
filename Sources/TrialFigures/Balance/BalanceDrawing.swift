/// The elements of a Love plot from the top down: title, headings with their marks, a line a covariate, axis, notes.
struct BalanceDrawing: Sendable {
    let rows: [BalanceFigure.Row]
    let options: BalanceFigure.Options
    private let layout: BalanceLayout

    init(rows: [BalanceFigure.Row], options: BalanceFigure.Options) {
        self.rows = rows
        self.options = options
        layout = BalanceLayout(rows: rows, options: options)
    }

    private var margin: Double { BalanceLayout.margin }
    private var hasAfter: Bool { options.afterTitle != nil }

    var document: SVGDocument {
        let title = Typeface.title.lines(of: options.title ?? "", within: layout.width - 2 * margin)
        let head = margin + Double(title.count) * Typeface.title.lineHeight + (title.isEmpty ? 0 : 4)
        let rule = head + Double(layout.headingLines) * Typeface.heading.lineHeight + 4
        let bottom = rule + 2 + rows.indices.reduce(0) { $0 + layout.height(ofRow: $1) }
        var elements = SVGElement.lines(title, top: Point(x: margin, y: margin), Typeface.title, part: "title")
        elements += headings(top: head, rule: rule) + threshold(from: rule, to: bottom + 2)
        var place = rule + 2
        for index in rows.indices {
            let height = layout.height(ofRow: index)
            elements.append(.group("row", row(index, middle: place + height / 2)))
            place += height
        }
        let foot = foot(top: bottom + 2)
        return SVGDocument(
            identifier: options.identifier, width: layout.width, height: foot.bottom + margin,
            title: options.title ?? "Standardised differences of covariates", summary: options.summary ?? summary,
            elements: elements + foot.elements)
    }

    private func headings(top: Double, rule: Double) -> [SVGElement] {
        let heading = Typeface.heading
        return layout.headings.enumerated().flatMap { index, lines in
            let middle = top + heading.lineHeight / 2
            return [mark(isAfter: index == 1, at: Point(x: layout.columns[index] + 4, y: middle))]
                + SVGElement.lines(
                    lines, top: Point(x: layout.columns[index] + BalanceLayout.markRoom, y: top), heading,
                    part: "heading")
        } + [
            .line(
                from: Point(x: margin, y: rule), to: Point(x: layout.width - margin, y: rule), .ink, width: 0.5)
        ]
    }

    private func threshold(from top: Double, to bottom: Double) -> [SVGElement] {
        guard let threshold = options.threshold, threshold.isFinite, threshold > 0 else { return [] }
        let place = layout.scale.position(of: threshold)
        return [.line(from: Point(x: place, y: top), to: Point(x: place, y: bottom), .faint, dashes: [3, 2])]
    }

    private func row(_ index: Int, middle: Double) -> [SVGElement] {
        let (row, small) = (rows[index], Typeface.small)
        let top = middle - Double(layout.labels[index].count) * small.lineHeight / 2
        var elements = SVGElement.lines(
            layout.labels[index], top: Point(x: margin, y: top), small, part: "label")
        for (place, text) in zip(layout.columns, [row.beforeText, row.afterText]) where !text.isEmpty {
            elements.append(
                .text(
                    text, at: Point(x: place + BalanceLayout.markRoom, y: middle + small.baselineDrop), small,
                    part: "cell"))
        }
        let before = row.before.map { Point(x: layout.scale.position(of: $0), y: middle) }
        let after = hasAfter ? row.after.map { Point(x: layout.scale.position(of: $0), y: middle) } : nil
        if let before, let after { elements.append(.line(from: before, to: after, .rule, width: 1)) }
        if let before { elements.append(mark(isAfter: false, at: before)) }
        if let after { elements.append(mark(isAfter: true, at: after)) }
        return elements
    }

    /// An open circle before weighting, a full one after.
    private func mark(isAfter: Bool, at place: Point) -> SVGElement {
        let colour = ColourRole.series(isAfter ? 1 : 0)
        return SVGElement(
            "circle",
            [
                .length("cx", place.x), .length("cy", place.y), .length("r", 3), .length("stroke-width", 1.25),
                .text("data-part", isAfter ? "after" : "before"),
            ], paints: [.fill(isAfter ? colour : .paper), .stroke(colour)])
    }

    private func foot(top: Double) -> (elements: [SVGElement], bottom: Double) {
        let small = Typeface.small
        var elements: [SVGElement] = [
            .line(from: Point(x: layout.plot.left, y: top), to: Point(x: layout.plot.right, y: top), .ink)
        ]
        for tick in layout.ticks {
            let place = layout.scale.position(of: tick)
            elements.append(.line(from: Point(x: place, y: top), to: Point(x: place, y: top + 3), .ink))
            elements += SVGElement.lines(
                [layout.text(tick)], top: Point(x: place, y: top + 4), small, anchor: .middle, part: "tick")
        }
        var bottom = top + 5 + small.lineHeight
        let title = Typeface.label.lines(of: options.axisTitle, within: layout.width - 2 * margin)
        let half = Typeface.label.width(of: title) / 2
        let centre = (layout.plot.left + layout.plot.right) / 2
        let middle = min(max(centre, margin + half), layout.width - margin - half)
        elements += SVGElement.lines(
            title, top: Point(x: middle, y: bottom), Typeface.label, anchor: .middle, part: "axis-title")
        bottom += Double(title.count) * Typeface.label.lineHeight + 3
        let notes = options.notes.flatMap { small.lines(of: $0, within: layout.width - 2 * margin) }
        elements += SVGElement.lines(notes, top: Point(x: margin, y: bottom), small, part: "note")
        return (elements, bottom + Double(notes.count) * small.lineHeight)
    }

    /// The rows in words, for those who listen.
    private var summary: String {
        guard !rows.isEmpty else { return "No covariates." }
        let spoken = rows.prefix(40).map { row in
            "\(row.label): \(row.beforeText)" + (hasAfter ? ", weighted \(row.afterText)" : "")
        }
        let rest = rows.count > 40 ? ["and \(rows.count - 40) more"] : []
        return "\(options.axisTitle). " + (spoken + rest).joined(separator: "; ") + "."
    }
}
