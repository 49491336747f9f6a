/// The elements of a flow of subjects: boxes with their texts, lines with arrows between them.
struct DispositionDrawing: Sendable {
    private let figure: DispositionFigure
    private let layout: DispositionLayout

    init(_ figure: DispositionFigure) {
        self.figure = figure
        layout = DispositionLayout(figure)
    }

    var document: SVGDocument {
        let title = SVGElement.lines(
            layout.title, top: Point(x: DispositionLayout.margin, y: DispositionLayout.margin), Typeface.title,
            part: "title")
        let boxes = layout.trunk + layout.asides.compactMap(\.self) + layout.arms.joined()
        return SVGDocument(
            identifier: figure.options.identifier, width: layout.width, height: layout.bottom.rounded(.up),
            title: figure.options.title ?? "Flow of subjects", summary: figure.summary,
            elements: title + trunkLines + armLines + boxes.map(element))
    }

    private func element(_ box: DispositionLayout.TextBox) -> SVGElement {
        let border = SVGElement(
            "rect",
            [
                .length("x", box.frame.left), .length("y", box.frame.top), .length("width", box.frame.width),
                .length("height", box.frame.height), .length("stroke-width", 0.75),
            ],
            paints: [.fill(.paper), .stroke(.ink)])
        let left = box.frame.left + DispositionLayout.padding
        let top = box.frame.top + DispositionLayout.padding
        let headings = SVGElement.lines(box.heading, top: Point(x: left, y: top), Typeface.heading, part: "heading")
        let below = top + Double(box.heading.count) * Typeface.heading.lineHeight
        let lines = box.lines.enumerated().flatMap { index, line in
            SVGElement.lines(
                [line.text],
                top: Point(x: left + line.indent, y: below + Double(index) * Typeface.small.lineHeight),
                Typeface.small, part: "line")
        }
        return .group("stage", [border] + headings + lines)
    }

    /// From each box of the trunk to the next, with a branch to what leaves behind it.
    private var trunkLines: [SVGElement] {
        layout.trunk.indices.flatMap { index -> [SVGElement] in
            let box = layout.trunk[index].frame
            var lines: [SVGElement] = []
            if index + 1 < layout.trunk.count {
                lines += arrow(
                    from: Point(x: box.middle.x, y: box.bottom),
                    to: Point(x: box.middle.x, y: layout.trunk[index + 1].frame.top))
            }
            if let aside = layout.asides[index]?.frame {
                if index + 1 == layout.trunk.count, layout.arms.isEmpty {
                    lines.append(
                        .line(
                            from: Point(x: box.middle.x, y: box.bottom),
                            to: Point(x: box.middle.x, y: aside.middle.y), .ink))
                }
                lines += arrow(
                    from: Point(x: box.middle.x, y: aside.middle.y), to: Point(x: aside.left, y: aside.middle.y))
            }
            return lines
        }
    }

    /// From the trunk to the arms, and down each arm.
    private var armLines: [SVGElement] {
        let tops = layout.arms.compactMap { $0.first?.frame }
        var lines: [SVGElement] = []
        if let last = layout.trunk.last?.frame, let first = tops.first, let end = tops.last {
            let (middle, level) = (last.middle.x, first.top - DispositionLayout.gap / 2)
            let (left, right) = (min(first.middle.x, middle), max(end.middle.x, middle))
            lines.append(.line(from: Point(x: middle, y: last.bottom), to: Point(x: middle, y: level), .ink))
            if left < right { lines.append(.line(from: Point(x: left, y: level), to: Point(x: right, y: level), .ink)) }
            lines += tops.flatMap {
                arrow(from: Point(x: $0.middle.x, y: level), to: Point(x: $0.middle.x, y: $0.top))
            }
        }
        for arm in layout.arms {
            for (upper, lower) in zip(arm, arm.dropFirst()) {
                lines += arrow(
                    from: Point(x: upper.frame.middle.x, y: upper.frame.bottom),
                    to: Point(x: lower.frame.middle.x, y: lower.frame.top))
            }
        }
        return lines
    }

    private func arrow(from start: Point, to end: Point) -> [SVGElement] {
        let size = 3.5
        let corners =
            start.x == end.x
            ? [end, Point(x: end.x - size / 2, y: end.y - size), Point(x: end.x + size / 2, y: end.y - size)]
            : [end, Point(x: end.x - size, y: end.y - size / 2), Point(x: end.x - size, y: end.y + size / 2)]
        return [.line(from: start, to: end, .ink), .polygon(corners, fill: .ink)]
    }
}
