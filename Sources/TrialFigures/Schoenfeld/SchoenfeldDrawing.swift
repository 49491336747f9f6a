/// The panels of a figure of Schoenfeld residuals, side by side where there is room for two.
struct SchoenfeldDrawing: Sendable {
    private static let margin = 6.0
    private static let gap = 12.0

    let panels: [SchoenfeldFigure.Panel]
    let options: SchoenfeldFigure.Options

    private var titleLines: [String] {
        Typeface.title.lines(of: options.title ?? "", within: options.width.points - 2 * Self.margin)
    }

    private var timeTitle: String {
        options.timeTitle + (options.timeUnit.name.map { " (\($0))" } ?? "")
    }

    var document: SVGDocument {
        let width = options.width.points
        let columns = width > 400 && panels.count > 1 ? 2 : 1
        let cell = (width - 2 * Self.margin - Double(columns - 1) * Self.gap) / Double(columns)
        var top = Self.margin
        var elements = SVGElement.lines(
            titleLines, top: Point(x: Self.margin, y: top), Typeface.title, part: "title")
        top += titleLines.isEmpty ? 0 : Double(titleLines.count) * Typeface.title.lineHeight + 5
        for start in stride(from: 0, to: panels.count, by: columns) {
            let row = panels[start..<min(start + columns, panels.count)].enumerated().map { column, panel in
                let left = Self.margin + Double(column) * (cell + Self.gap)
                return SchoenfeldPanel(panel, left: left, width: cell, timeTitle: timeTitle, unit: options.timeUnit)
            }
            let head = row.map(\.headHeight).max() ?? 0
            elements += row.map { .group("panel", $0.elements(top: top, headHeight: head)) }
            top += head + (row.map(\.bodyHeight).max() ?? 0) + Self.gap
        }
        return SVGDocument(
            identifier: options.identifier, width: width, height: max(top, 3 * Self.margin),
            title: options.title ?? "Scaled Schoenfeld residuals", summary: options.summary ?? words, elements: elements
        )
    }

    private var words: String {
        guard !panels.isEmpty else { return "No covariate." }
        return panels.map { panel in
            let note = panel.note.isEmpty ? "" : ", \(panel.note)"
            return "\(panel.name): \(panel.points.count) events\(note)."
        }.joined(separator: " ")
    }
}

/// One panel, laid out within a width.
private struct SchoenfeldPanel {
    private static let air = 4.0

    let panel: SchoenfeldFigure.Panel
    let left: Double
    let width: Double
    let timeTitle: String
    let unit: TimeUnit
    private let head: [String]
    private let valueTitle: [String]
    private let acrossTitle: [String]
    private let plotHeight: Double

    init(_ panel: SchoenfeldFigure.Panel, left: Double, width: Double, timeTitle: String, unit: TimeUnit) {
        self.panel = panel
        self.left = left
        self.width = width
        self.timeTitle = timeTitle
        self.unit = unit
        let name = panel.note.isEmpty ? panel.name : "\(panel.name): \(panel.note)"
        head = Typeface.heading.lines(of: name, within: width)
        plotHeight = min(max(0.55 * width, 110), 230).rounded()
        valueTitle = Typeface.label.lines(of: "Coefficient (log hazard ratio)", within: plotHeight)
        acrossTitle = Typeface.label.lines(of: timeTitle, within: 0.7 * width)
    }

    var headHeight: Double { Double(head.count) * Typeface.heading.lineHeight + 3 }
    var bodyHeight: Double { plotHeight + PlotPanel.bottomRoom(titleLines: acrossTitle.count) }

    /// What the axis of values has to hold.
    private var values: ClosedRange<Double> {
        let limits = panel.smooth.flatMap { [$0.estimate, $0.limits.lower, $0.limits.upper].compactMap(\.self) }
        let all = (panel.points.map(\.residual) + limits + [panel.coefficient, 0]).filter(\.isFinite)
        guard let low = all.min(), let high = all.max(), low < high else { return -1...1 }
        return low...high
    }

    func elements(top: Double, headHeight: Double) -> [SVGElement] {
        let bottom = top + headHeight + plotHeight
        let vertical = LinearScale(
            domain: values, start: bottom - Self.air, end: top + headHeight + Self.air)
        let up = PlotPanel.linearTicks(vertical)
        let start = left + PlotPanel.leftRoom(up.map(\.text), titleLines: valueTitle.count)
        let box = Box(left: start, top: top + headHeight, right: left + width - 8, bottom: bottom)
        let places = panel.points.map(\.place)
        let range = (places.first ?? 0)...max(places.last ?? 1, places.first ?? 0)
        let horizontal = LinearScale(domain: range, start: box.left + Self.air, end: box.right - Self.air)
        let plot = PlotPanel(
            box: box, across: ticks(horizontal, box), up: up, acrossTitle: acrossTitle, upTitle: valueTitle)
        let lines = references(box, vertical)
        let drawn = Drawn(panel: panel, horizontal: horizontal, vertical: vertical)
        return SVGElement.lines(head, top: Point(x: left, y: top), Typeface.heading, part: "heading")
            + lines + drawn.band + drawn.points + drawn.curve + plot.axes
    }

    /// Lines at 0 and at the coefficient of the model.
    private func references(_ box: Box, _ scale: LinearScale) -> [SVGElement] {
        [(0.0, ColourRole.rule, [Double]()), (panel.coefficient, .faint, [4, 2])].map { value, role, dashes in
            let y = scale.position(of: value)
            return .line(from: Point(x: box.left, y: y), to: Point(x: box.right, y: y), role, dashes: dashes)
        }
    }

    private func ticks(_ scale: LinearScale, _ box: Box) -> [PlotPanel.Tick] {
        guard let first = panel.points.first?.time, let last = panel.points.last?.time else { return [] }
        return PlotPanel.timeTicks(first...last, unit: unit, within: box.left...box.right) { time in
            place(of: time).map(scale.position)
        }
    }

    /// g of a time, in a straight line between the events beside it.
    private func place(of time: Double) -> Double? {
        let points = panel.points
        guard let after = points.firstIndex(where: { $0.time >= time }) else { return nil }
        guard points[after].time > time, after > 0 else { return points[after].place }
        let (low, high) = (points[after - 1], points[after])
        return low.place + (time - low.time) / (high.time - low.time) * (high.place - low.place)
    }
}

/// The marks of one panel.
private struct Drawn {
    /// Points that would fall into one square of so many hundredths are one point.
    private static let grain = 60

    let panel: SchoenfeldFigure.Panel
    let horizontal: LinearScale
    let vertical: LinearScale

    private func vertex(_ place: Double, _ value: Double) -> Vertex {
        Vertex(
            x: Coordinate(horizontal.position(of: place)).hundredths,
            y: Coordinate(vertical.position(of: value)).hundredths)
    }

    var points: [SVGElement] {
        var seen: Set<Vertex> = []
        var data = PathData()
        for point in panel.points {
            let place = vertex(point.place, point.residual)
            guard seen.insert(Vertex(x: place.x / Self.grain, y: place.y / Self.grain)).inserted else { continue }
            data.move(to: place)
            // A dot: a stroke with round ends and no length to speak of.
            data.line(to: Vertex(x: place.x + 1, y: place.y))
        }
        guard !data.text.isEmpty else { return [] }
        return [
            SVGElement(
                "path",
                [
                    .text("fill", "none"), .length("stroke-width", 2), .text("stroke-linecap", "round"),
                    .text("stroke-opacity", "0.6"), .text("data-part", "residuals"), .text("d", data.text),
                ], paints: [.stroke(.faint)])
        ]
    }

    var curve: [SVGElement] {
        guard panel.smooth.count > 1 else { return [] }
        var data = PathData()
        data.line(through: panel.smooth.map { vertex($0.transformedTime, $0.estimate) })
        return [.path(stroke: .series(0), width: 1.5, part: "smooth", data: data.text)]
    }

    var band: [SVGElement] {
        let upper = panel.smooth.compactMap { point in point.limits.upper.map { vertex(point.transformedTime, $0) } }
        let lower = panel.smooth.compactMap { point in point.limits.lower.map { vertex(point.transformedTime, $0) } }
        guard upper.count > 1, lower.count > 1 else { return [] }
        var data = PathData()
        data.line(through: upper)
        data.line(through: lower.reversed(), isContinuing: true)
        data.close()
        return [.area(fill: .series(0), opacity: 0.18, part: "band", data: data.text)]
    }
}
