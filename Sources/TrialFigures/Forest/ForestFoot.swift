/// What stands below the rows: the axis with its ticks, the captions of both sides and the title of the axis.
struct ForestFoot: Sendable {
    let elements: [SVGElement]
    let bottom: Double

    init(layout: ForestLayout, axis: ForestAxis, top: Double) {
        let small = Typeface.small
        var elements: [SVGElement] = [
            .line(from: Point(x: axis.scale.start, y: top), to: Point(x: axis.scale.end, y: top), .ink)
        ]
        for tick in axis.ticks {
            let place = axis.scale.position(of: tick)
            elements.append(.line(from: Point(x: place, y: top), to: Point(x: place, y: top + 3), .ink))
            elements += SVGElement.lines(
                [NumberText.tick(tick)], top: Point(x: place, y: top + 4), small, anchor: .middle, part: "tick")
        }
        let captions = Self.captions(layout: layout, axis: axis, top: top + 5 + small.lineHeight)
        let titleTop = captions.bottom + 2
        let title = ForestTitle(layout.options.axisTitle, layout: layout, top: titleTop)
        self.elements = elements + captions.elements + title.elements
        bottom = title.bottom
    }

    /// Each caption starts at the reference, with an arrow, and reads away from it; it wraps at the edge of the figure.
    private static func captions(
        layout: ForestLayout, axis: ForestAxis, top: Double
    ) -> (elements: [SVGElement], bottom: Double) {
        let small = Typeface.small
        let reference = axis.scale.position(of: axis.reference)
        let left = small.lines(
            of: layout.options.favoursLeft ?? "", within: max(reference - 14 - ForestLayout.margin, 40))
        let right = small.lines(
            of: layout.options.favoursRight ?? "", within: max(layout.width - ForestLayout.margin - reference - 14, 40))
        let middle = top + small.lineHeight / 2
        var elements: [SVGElement] = []
        if !left.isEmpty {
            elements += arrow(from: reference - 3, to: reference - 11, middle)
            elements += SVGElement.lines(
                left, top: Point(x: reference - 14, y: top), small, anchor: .end, part: "favours-left")
        }
        if !right.isEmpty {
            elements += arrow(from: reference + 3, to: reference + 11, middle)
            elements += SVGElement.lines(right, top: Point(x: reference + 14, y: top), small, part: "favours-right")
        }
        return (elements, top + Double(max(left.count, right.count)) * small.lineHeight)
    }

    private static func arrow(from start: Double, to end: Double, _ middle: Double) -> [SVGElement] {
        let back = end + (start < end ? -3 : 3)
        return [
            .line(from: Point(x: start, y: middle), to: Point(x: back, y: middle), .ink),
            .polygon(
                [Point(x: end, y: middle), Point(x: back, y: middle - 2), Point(x: back, y: middle + 2)], fill: .ink),
        ]
    }
}

/// The title of the axis, centred below the plot as far as the edges of the figure allow.
private struct ForestTitle {
    let elements: [SVGElement]
    let bottom: Double

    init(_ text: String, layout: ForestLayout, top: Double) {
        let metrics = Typeface.label
        let lines = metrics.lines(of: text, within: layout.width - 2 * ForestLayout.margin)
        let half = metrics.width(of: lines) / 2
        let wanted = (layout.plot.left + layout.plot.right) / 2
        let middle = min(max(wanted, ForestLayout.margin + half), layout.width - ForestLayout.margin - half)
        elements = SVGElement.lines(
            lines, top: Point(x: middle, y: top), metrics, anchor: .middle, part: "axis-title")
        bottom = top + Double(lines.count) * metrics.lineHeight
    }
}
