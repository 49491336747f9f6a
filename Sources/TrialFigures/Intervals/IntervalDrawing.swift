/// The elements of a figure of intervals from the top down: title, headings, a line a group, axis, notes.
struct IntervalDrawing: Sendable {
    private static let margin = 6.0
    private static let gap = 12.0
    private static let rowPadding = 8.0
    private static let widestLabel = 150.0

    let options: IntervalFigure.Options
    private let rows: [IntervalFigure.Row]
    private let labels: [[String]]
    private let width: Double
    private let plot: (left: Double, right: Double)
    private let axis: IntervalAxis

    init(rows: [IntervalFigure.Row], options: IntervalFigure.Options) {
        self.rows = rows
        self.options = options
        let small = Typeface.small
        let wanted = rows.reduce(Typeface.heading.width(of: options.labelTitle)) { max($0, small.width(of: $1.label)) }
        let labelWidth = min(wanted, Self.widestLabel)
        let texts = rows.reduce(Typeface.heading.width(of: options.effectTitle)) { max($0, small.width(of: $1.text)) }
        labels = rows.map { small.lines(of: $0.label, within: max(labelWidth, 20)) }
        let left = Self.margin + labelWidth + Self.gap + 10
        let right = max(options.width.points - Self.margin - texts - Self.gap - 10, left + 80)
        plot = (left, right)
        width = right + 10 + Self.gap + texts + Self.margin
        axis = IntervalAxis(rows: rows, isShare: options.isShare, from: left, to: right)
    }

    var document: SVGDocument {
        let title = Typeface.title.lines(of: options.title ?? "", within: width - 2 * Self.margin)
        let head = Self.margin + Double(title.count) * Typeface.title.lineHeight + (title.isEmpty ? 0 : 4)
        let top = head + Typeface.heading.lineHeight + 4
        var elements = SVGElement.lines(
            title, top: Point(x: Self.margin, y: Self.margin), Typeface.title, part: "title")
        elements += headings(top: head, rule: top)
        var place = top + 2
        for index in rows.indices {
            let height = height(ofRow: index)
            elements.append(.group("row", row(index, middle: place + height / 2)))
            place += height
        }
        let foot = foot(top: place + 2)
        return SVGDocument(
            identifier: options.identifier, width: width, height: foot.bottom + Self.margin,
            title: options.title ?? "Estimates by group", summary: options.summary ?? summary,
            elements: elements + foot.elements)
    }

    private func height(ofRow index: Int) -> Double {
        Double(max(labels[index].count, 1)) * Typeface.small.lineHeight + Self.rowPadding
    }

    private var textLeft: Double { plot.right + 10 + Self.gap }

    private func headings(top: Double, rule: Double) -> [SVGElement] {
        let heading = Typeface.heading
        let texts = [(options.labelTitle, Self.margin), (options.effectTitle, textLeft)].filter { !$0.0.isEmpty }
        return texts.flatMap { SVGElement.lines([$0.0], top: Point(x: $0.1, y: top), heading, part: "heading") }
            + [
                .line(
                    from: Point(x: Self.margin, y: rule), to: Point(x: width - Self.margin, y: rule), .ink, width: 0.5)
            ]
    }

    private func row(_ index: Int, middle: Double) -> [SVGElement] {
        let (row, small) = (rows[index], Typeface.small)
        let top = middle - Double(labels[index].count) * small.lineHeight / 2
        var elements = SVGElement.lines(labels[index], top: Point(x: Self.margin, y: top), small, part: "label")
        elements.append(
            .text(row.text, at: Point(x: textLeft, y: middle + small.baselineDrop), small, part: "cell"))
        guard let estimate = row.estimate else { return elements }
        let colour = ColourRole.series(index)
        let place = axis.scale.position(of: estimate)
        if let lower = row.lower.map(axis.scale.position), let upper = row.upper.map(axis.scale.position) {
            elements.append(
                .line(from: Point(x: lower, y: middle), to: Point(x: upper, y: middle), colour, width: 1.5))
            elements += [lower, upper].map { end in
                .line(from: Point(x: end, y: middle - 3), to: Point(x: end, y: middle + 3), colour, width: 1.5)
            }
        }
        let mark = SVGElement(
            "circle",
            [.length("cx", place), .length("cy", middle), .length("r", 3.5), .text("data-part", "estimate")],
            paints: [.fill(colour)])
        return elements + [mark]
    }

    private func foot(top: Double) -> (elements: [SVGElement], bottom: Double) {
        let small = Typeface.small
        var elements: [SVGElement] = [
            .line(from: Point(x: plot.left, y: top), to: Point(x: plot.right, y: top), .ink)
        ]
        for tick in axis.ticks {
            let place = axis.scale.position(of: tick)
            elements.append(.line(from: Point(x: place, y: top), to: Point(x: place, y: top + 3), .ink))
            elements += SVGElement.lines(
                [axis.text(tick)], top: Point(x: place, y: top + 4), small, anchor: .middle, part: "tick")
        }
        var bottom = top + 5 + small.lineHeight
        let title = Typeface.label.lines(of: options.axisTitle, within: width - 2 * Self.margin)
        let half = Typeface.label.width(of: title) / 2
        let middle = min(max((plot.left + plot.right) / 2, Self.margin + half), width - Self.margin - half)
        elements += SVGElement.lines(
            title, top: Point(x: middle, y: bottom), Typeface.label, anchor: .middle, part: "axis-title")
        bottom += Double(title.count) * Typeface.label.lineHeight + 3
        let notes = options.notes.flatMap { small.lines(of: $0, within: width - 2 * Self.margin) }
        elements += SVGElement.lines(notes, top: Point(x: Self.margin, y: bottom), small, part: "note")
        return (elements, bottom + Double(notes.count) * small.lineHeight)
    }

    /// The rows in words, for those who listen.
    private var summary: String {
        let spoken = rows.prefix(40).map { "\($0.label.isEmpty ? options.axisTitle : $0.label): \($0.text)" }
        let rest = rows.count > 40 ? ["and \(rows.count - 40) more"] : []
        return (spoken + rest).joined(separator: "; ") + "."
    }
}
