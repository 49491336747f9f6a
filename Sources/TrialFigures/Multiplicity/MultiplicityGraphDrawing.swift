/// The elements of a graph: title, arrows below, boxes above them, labels of arrows on top, notes.
struct MultiplicityGraphDrawing: Sendable {
    private static let margin = 8.0
    private static let padding = 6.0
    private static let widestName = 110.0

    private let figure: MultiplicityGraphFigure
    private let names: [[String]]
    private let boxes: [Box]
    private let width: Double
    private let title: [String]
    private let graphBottom: Double

    init(_ figure: MultiplicityGraphFigure) {
        self.figure = figure
        let (heading, small) = (Typeface.heading, Typeface.small)
        names = figure.nodes.map { heading.lines(of: $0.name, within: Self.widestName) }
        let sizes = zip(figure.nodes, names).map { node, name in
            (
                width: max(heading.width(of: name), small.width(of: node.lines), 30) + 2 * Self.padding,
                height: Double(name.count) * heading.lineHeight + Double(node.lines.count) * small.lineHeight + 2
                    * Self.padding
            )
        }
        let placed = Self.places(sizes)
        let (left, right) = (placed.map(\.left).min() ?? 0, placed.map(\.right).max() ?? 0)
        let topmost = placed.map(\.top).min() ?? 0
        width = max(FigureWidth.doubleColumn.points, right - left + 2 * Self.margin)
        title = Typeface.title.lines(of: figure.options.title ?? "", within: width - 2 * Self.margin)
        let head = Self.margin + Double(title.count) * Typeface.title.lineHeight + (title.isEmpty ? 0 : 8)
        let aside = (width - (right - left)) / 2 - left
        boxes = placed.map { box in
            Box(left: box.left + aside, top: box.top - topmost + head, width: box.width, height: box.height)
        }
        graphBottom = boxes.map(\.bottom).max() ?? head
    }

    /// Boxes of these sizes on an ellipse about 0, wide enough that neighbours leave room for an arrow with its label.
    private static func places(_ sizes: [(width: Double, height: Double)]) -> [Box] {
        let (widest, tallest) = (sizes.map(\.width).max() ?? 0, sizes.map(\.height).max() ?? 0)
        let count = sizes.count
        let around = Double(max(count, 2)) / 6.3
        let radius = (x: max(90, (widest + 60) * around), y: count < 3 ? 0 : max(70, (tallest + 55) * around))
        return sizes.enumerated().map { index, size in
            let place = count == 1 ? (x: 0.0, y: 0.0) : UnitCircle.place(index, of: count)
            return Box(
                left: radius.x * place.x - size.width / 2, top: radius.y * place.y - size.height / 2,
                width: size.width, height: size.height)
        }
    }

    var document: SVGDocument {
        let small = Typeface.small
        let notes = figure.options.notes.flatMap { small.lines(of: $0, within: width - 2 * Self.margin) }
        let notesTop = graphBottom + (notes.isEmpty ? 0 : 10)
        let arrows = figure.arrows.map { (arrow: $0, line: line(of: $0)) }
        let elements =
            SVGElement.lines(title, top: Point(x: Self.margin, y: Self.margin), Typeface.title, part: "title")
            + arrows.map { GraphArrow.element($0.line.start, $0.line.end) }
            + figure.nodes.indices.map(node) + labels(arrows)
            + SVGElement.lines(notes, top: Point(x: Self.margin, y: notesTop), small, part: "note")
        return SVGDocument(
            identifier: figure.options.identifier, width: width,
            height: notesTop + Double(notes.count) * small.lineHeight + Self.margin,
            title: figure.options.title ?? "Graph of hypotheses", summary: figure.options.summary ?? summary,
            elements: elements)
    }

    private func node(_ index: Int) -> SVGElement {
        let (node, box) = (figure.nodes[index], boxes[index])
        let border = SVGElement(
            "rect",
            [
                .length("x", box.left), .length("y", box.top), .length("width", box.width),
                .length("height", box.height), .length("rx", 6), .length("stroke-width", node.isMarked ? 2 : 1),
            ] + SVGElement.Attribute.dashes(node.isMarked ? [] : [3, 2]),
            paints: [.fill(.paper), .stroke(node.isMarked ? .series(0) : .ink)])
        let top = box.top + Self.padding
        let nameHeight = Double(names[index].count) * Typeface.heading.lineHeight
        return .group(
            "node",
            [border]
                + SVGElement.lines(
                    names[index], top: Point(x: box.middle.x, y: top), Typeface.heading, anchor: .middle, part: "label")
                + SVGElement.lines(
                    node.lines, top: Point(x: box.middle.x, y: top + nameHeight), Typeface.small, anchor: .middle,
                    part: "cell"))
    }

    /// From border to border; where another arrow goes the other way, both move aside, each to its left.
    private func line(of arrow: MultiplicityGraphFigure.Arrow) -> (start: Point, end: Point) {
        let (from, to) = (boxes[arrow.from].middle, boxes[arrow.to].middle)
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
        let isBothWays = figure.arrows.contains { $0.from == arrow.to && $0.to == arrow.from }
        let aside = isBothWays ? 5.0 : 0
        let (ox, oy) = (dy / length * aside, -dx / length * aside)
        let start = Point(x: from.x + ox, y: from.y + oy)
        let end = Point(x: to.x + ox, y: to.y + oy)
        return (
            GraphArrow.border(of: boxes[arrow.from], from: start, towards: end),
            GraphArrow.border(of: boxes[arrow.to].grown(by: 1.5), from: end, towards: start)
        )
    }

    /// A label a third of the way along its arrow, or where it hides no other; one that finds no place is left to the summary.
    private func labels(_ arrows: [(arrow: MultiplicityGraphFigure.Arrow, line: (start: Point, end: Point))])
        -> [SVGElement]
    {
        let small = Typeface.small
        var taken = boxes
        return arrows.flatMap { arrow, line -> [SVGElement] in
            let half = (small.width(of: arrow.label) / 2 + 1.5, small.lineHeight / 2)
            for share in [0.33, 0.42, 0.25, 0.5, 0.58, 0.67, 0.75] {
                let middle = Point(
                    x: line.start.x + share * (line.end.x - line.start.x),
                    y: line.start.y + share * (line.end.y - line.start.y))
                let box = Box(
                    left: middle.x - half.0, top: middle.y - half.1, width: 2 * half.0, height: 2 * half.1)
                guard !taken.contains(where: { $0.overlaps(box) }) else { continue }
                taken.append(box)
                return [
                    .rectangle(box, fill: .paper),
                    .text(
                        arrow.label, at: Point(x: middle.x, y: middle.y + small.baselineDrop), small, anchor: .middle,
                        part: "arrow-label"),
                ]
            }
            return []
        }
    }

    private var summary: String {
        let nodes = figure.nodes.map { "\($0.name): \($0.lines.joined(separator: ", "))" }
        let arrows = figure.arrows.prefix(40).map {
            "\(figure.nodes[$0.from].name) passes \($0.label) to \(figure.nodes[$0.to].name)"
        }
        return (nodes + arrows).joined(separator: "; ") + "."
    }
}
