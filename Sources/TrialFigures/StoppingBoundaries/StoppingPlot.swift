/// What the figures of stopping boundaries have in common: the title above, the plot with its axes, the marks, the way of what was seen.
struct StoppingPlot: Sendable {
    /// An axis from 0.
    struct Axis: Sendable {
        let title: String
        let highest: Double
        /// Whether ticks stand at whole numbers.
        let isCount: Bool
    }

    private static let margin = 6.0

    private let title: [String]
    private let panel: PlotPanel
    private let width: Double
    let across: LinearScale
    let up: LinearScale

    /// A plot; its height is a share of its width up to a limit.
    init(title: String?, across: Axis, up: Axis, width: Double, share: Double, tallest: Double) {
        self.width = width
        self.title = Typeface.title.lines(of: title ?? "", within: width - 2 * Self.margin)
        let top =
            Self.margin + (self.title.isEmpty ? 0 : Double(self.title.count) * Typeface.title.lineHeight + 4) + 4
        let height = min(max(share * width, 120), tallest).rounded()
        let upScale = LinearScale(domain: 0...up.highest, start: top + height, end: top + 4)
        let upTicks = up.ticks(upScale)
        let upTitle = Typeface.label.lines(of: up.title, within: height)
        let left = Self.margin + PlotPanel.leftRoom(upTicks.map(\.text), titleLines: upTitle.count) + 2
        let box = Box(left: left, top: top, right: width - Self.margin - 10, bottom: top + height)
        self.across = LinearScale(domain: 0...across.highest, start: box.left, end: box.right)
        self.up = upScale
        panel = PlotPanel(
            box: box, across: across.ticks(self.across), up: upTicks,
            acrossTitle: Typeface.label.lines(of: across.title, within: box.width), upTitle: upTitle)
    }

    var box: Box { panel.box }

    func point(_ x: Double, _ y: Double) -> Point { Point(x: across.position(of: x), y: up.position(of: y)) }

    func vertex(_ x: Double, _ y: Double) -> Vertex { Self.vertex(point(x, y)) }

    static func vertex(_ place: Point) -> Vertex {
        Vertex(x: Coordinate(place.x).hundredths, y: Coordinate(place.y).hundredths)
    }

    static func dot(_ place: Point, radius: Double, _ role: ColourRole) -> SVGElement {
        SVGElement(
            "circle", [.length("cx", place.x), .length("cy", place.y), .length("r", radius)], paints: [.fill(role)])
    }

    /// The way from the origin through what was seen.
    func observed(_ path: [Point], radius: Double) -> [SVGElement] {
        guard !path.isEmpty else { return [] }
        var data = PathData()
        data.line(through: ([point(0, 0)] + path).map(Self.vertex))
        return [
            .group(
                "observed",
                [.path(stroke: .ink, width: 1, part: "path", data: data.text)]
                    + path.map { Self.dot($0, radius: radius, .ink) })
        ]
    }

    /// The figure: what lies below the axes, the axes, what lies above them.
    func document(
        identifier: String, name: String, summary: String, below: [SVGElement], above: [SVGElement]
    ) -> SVGDocument {
        SVGDocument(
            identifier: identifier, width: width,
            height: box.bottom + PlotPanel.bottomRoom(titleLines: panel.acrossTitle.count) + Self.margin, title: name,
            summary: summary,
            elements: SVGElement.lines(
                title, top: Point(x: Self.margin, y: Self.margin), Typeface.title, part: "title") + below + panel.axes
                + above)
    }
}

extension StoppingPlot.Axis {
    /// The ticks of the axis on its scale.
    fileprivate func ticks(_ scale: LinearScale) -> [PlotPanel.Tick] {
        guard isCount else { return PlotPanel.linearTicks(scale) }
        let room = max(2, Int(abs(scale.end - scale.start) / 26))
        let step = max(1, TickStep.automatic(over: scale.domain.upperBound, atMost: room, unit: .unstated).rounded(.up))
        return scale.ticks(every: step).map {
            PlotPanel.Tick(place: scale.position(of: $0), text: NumberText.fixed($0, decimals: 0))
        }
    }
}
