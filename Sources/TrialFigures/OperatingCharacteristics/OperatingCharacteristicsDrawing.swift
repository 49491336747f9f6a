/// The panels of a figure of operating characteristics: the first over the whole width, the others in pairs.
struct OperatingCharacteristicsDrawing: Sendable {
    private static let margin = 6.0
    private static let gap = 14.0

    let figure: OperatingCharacteristicsFigure

    var document: SVGDocument {
        let options = figure.options
        let room = options.width.points - 2 * Self.margin
        let title = Typeface.title.lines(of: options.title ?? "", within: room)
        var top = Self.margin
        var elements = SVGElement.lines(title, top: Point(x: Self.margin, y: top), Typeface.title, part: "title")
        top += title.isEmpty ? 0 : Double(title.count) * Typeface.title.lineHeight + 5
        for row in rows {
            let width = (room - Double(row.count - 1) * Self.gap) / Double(row.count)
            let drawn = row.enumerated().map { column, panel in
                CharacteristicsPanel(
                    panel, left: Self.margin + Double(column) * (width + Self.gap), width: width,
                    truths: truths, truthTitle: options.truthTitle)
            }
            elements += drawn.map { .group("panel", $0.elements(top: top)) }
            top += (drawn.map(\.height).max() ?? 0) + Self.gap
        }
        return SVGDocument(
            identifier: options.identifier, width: options.width.points, height: max(top, 3 * Self.margin),
            title: options.title ?? "Operating characteristics", summary: options.summary ?? words, elements: elements)
    }

    private var rows: [[OperatingCharacteristicsFigure.Panel]] {
        let rest = Array(figure.panels.dropFirst())
        return figure.panels.prefix(1).map { [$0] }
            + stride(from: 0, to: rest.count, by: 2).map { Array(rest[$0..<min($0 + 2, rest.count)]) }
    }

    /// The axis of all panels.
    private var truths: ClosedRange<Double> {
        let all = figure.panels.flatMap(\.series).flatMap(\.points).map(\.truth)
        guard let low = all.min(), let high = all.max() else { return 0...1 }
        return low < high ? low...high : low - 1...high + 1
    }

    private var words: String {
        let spoken = figure.panels.flatMap { panel in
            panel.series.prefix(8).map { series in
                let values = series.points.prefix(12).map { point in
                    let value =
                        panel.isProbability ? NumberText.percent(point.value) + "%" : NumberText.ratio(point.value)
                    return "\(value) at \(NumberText.exact(point.truth))"
                }
                return "\(panel.title), \(series.label): \(values.joined(separator: ", "))"
            }
        }
        return spoken.isEmpty ? "Nothing can be drawn." : spoken.joined(separator: ". ") + "."
    }
}

/// One panel, laid out within a width.
private struct CharacteristicsPanel {
    private static let air = 4.0
    private static let cap = 2.5

    let panel: OperatingCharacteristicsFigure.Panel
    let left: Double
    let width: Double
    let truths: ClosedRange<Double>
    private let legend: TextBlock?
    private let valueTitle: [String]
    private let truthTitle: [String]
    private let plotHeight: Double

    init(
        _ panel: OperatingCharacteristicsFigure.Panel, left: Double, width: Double, truths: ClosedRange<Double>,
        truthTitle: String
    ) {
        self.panel = panel
        self.left = left
        self.width = width
        self.truths = truths
        legend =
            panel.series.contains { !$0.label.isEmpty } ? .wideLegend(panel.series.map(\.label), within: width) : nil
        plotHeight = min(max(0.42 * width, 110), 190).rounded()
        valueTitle = Typeface.label.lines(of: panel.title, within: plotHeight)
        self.truthTitle = Typeface.label.lines(of: truthTitle, within: 0.8 * width)
    }

    private var head: Double { legend.map { $0.height + 5 } ?? 0 }
    var height: Double { head + plotHeight + PlotPanel.bottomRoom(titleLines: truthTitle.count) }

    private var values: ClosedRange<Double> {
        if panel.isProbability { return 0...1 }
        let all = panel.series.flatMap(\.points).flatMap { [$0.value, $0.lower, $0.upper].compactMap(\.self) }
        return min(0, all.min() ?? 0)...max(all.max() ?? 1, 1e-9)
    }

    func elements(top: Double) -> [SVGElement] {
        let (start, bottom) = (top + head, top + head + plotHeight)
        let vertical = LinearScale(domain: values, start: bottom, end: start + Self.air)
        let up = panel.isProbability ? percentTicks(vertical) : PlotPanel.linearTicks(vertical)
        let box = Box(
            left: left + PlotPanel.leftRoom(up.map(\.text), titleLines: valueTitle.count), top: start,
            right: left + width - 8, bottom: bottom)
        let horizontal = LinearScale(domain: truths, start: box.left + 2 * Self.air, end: box.right - 2 * Self.air)
        let across = PlotPanel.timeTicks(
            truths, unit: .unstated, within: box.left...box.right, place: horizontal.position)
        let plot = PlotPanel(box: box, across: across, up: up, acrossTitle: truthTitle, upTitle: valueTitle)
        let names = legend.map { [SVGElement.group("legend", $0.elements(at: Point(x: left, y: top)))] } ?? []
        return names + plot.axes
            + panel.series.enumerated().flatMap { index, series in
                marks(series, index, horizontal, vertical)
            }
    }

    private func percentTicks(_ scale: LinearScale) -> [PlotPanel.Tick] {
        stride(from: 0.0, through: 1, by: 0.2).map {
            PlotPanel.Tick(place: scale.position(of: $0), text: NumberText.fixed($0 * 100, decimals: 0) + "%")
        }
    }

    /// The line, the bars of error and the points of a series.
    private func marks(
        _ series: OperatingCharacteristicsFigure.Series, _ index: Int, _ horizontal: LinearScale,
        _ vertical: LinearScale
    ) -> [SVGElement] {
        func vertex(_ truth: Double, _ value: Double, _ shift: Double = 0) -> Vertex {
            Vertex(
                x: Coordinate(horizontal.position(of: truth) + shift).hundredths,
                y: Coordinate(vertical.position(of: value)).hundredths)
        }
        var (curve, bars, dots) = (PathData(), PathData(), PathData())
        if series.points.count > 1 { curve.line(through: series.points.map { vertex($0.truth, $0.value) }) }
        for point in series.points {
            let place = vertex(point.truth, point.value)
            dots.move(to: place)
            dots.line(to: Vertex(x: place.x + 1, y: place.y))
            guard let lower = point.lower, let upper = point.upper else { continue }
            bars.move(to: vertex(point.truth, lower))
            bars.line(to: vertex(point.truth, upper))
            for end in [lower, upper] {
                bars.move(to: vertex(point.truth, end, -Self.cap))
                bars.line(to: vertex(point.truth, end, Self.cap))
            }
        }
        let role = ColourRole.series(index)
        let line =
            curve.text.isEmpty
            ? []
            : [SVGElement.path(stroke: role, width: 1.25, dashes: Palette.dash(index), part: "curve", data: curve.text)]
        let errors =
            bars.text.isEmpty
            ? [] : [SVGElement.path(stroke: role, width: 0.75, part: "error", data: bars.text)]
        return line + errors + [
            SVGElement(
                "path",
                [
                    .text("fill", "none"), .length("stroke-width", 4), .text("stroke-linecap", "round"),
                    .text("data-part", "points"), .text("d", dots.text),
                ], paints: [.stroke(role)])
        ]
    }
}
