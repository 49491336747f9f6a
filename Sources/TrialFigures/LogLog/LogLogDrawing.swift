import TrialStatistics

/// The elements of a log-log figure: legend, axes, a step function for each group.
struct LogLogDrawing: Sendable {
    private static let margin = 6.0
    private static let air = 4.0

    let groups: [KaplanMeierFigure.Group]
    let options: LogLogFigure.Options
    /// By group, log(−log S) from each event time on.
    private let curves: [[(time: Double, value: Double)]]

    init(groups: [KaplanMeierFigure.Group], options: LogLogFigure.Options) {
        self.groups = groups
        self.options = options
        curves = groups.map { group in
            group.curve.steps.filter { $0.events > 0 && $0.time > 0 && $0.survival > 0 && $0.survival < 1 }
                .map { ($0.time, Logarithm.natural(-Logarithm.natural($0.survival))) }
        }
    }

    var document: SVGDocument {
        let width = options.width.points
        let inside = width - 2 * Self.margin
        let title = Typeface.title.lines(of: options.title ?? "", within: inside)
        let legend = TextBlock.wideLegend(groups.map(\.label), within: inside)
        let legendTop = Self.margin + (title.isEmpty ? 0 : Double(title.count) * Typeface.title.lineHeight + 5)
        let plot = panel(top: legendTop + legend.height + (legend.lines.isEmpty ? 2 : 6))
        return SVGDocument(
            identifier: options.identifier, width: width,
            height: plot.panel.box.bottom + PlotPanel.bottomRoom(titleLines: plot.panel.acrossTitle.count)
                + Self.margin,
            title: options.title ?? "Log-log survival", summary: options.summary ?? words,
            elements: SVGElement.lines(title, top: Point(x: Self.margin, y: Self.margin), Typeface.title, part: "title")
                + [.group("legend", legend.elements(at: Point(x: Self.margin, y: legendTop)))] + plot.panel.axes
                + lines(plot.time, plot.value))
    }

    private func panel(top: Double) -> (panel: PlotPanel, time: LogScale, value: LinearScale) {
        let width = options.width.points
        let height = min(max(0.5 * width, 120), 240).rounded()
        let titles = Typeface.label.lines(of: "log(−log survival)", within: height)
        let values = curves.joined().map(\.value)
        let value = LinearScale(
            domain: Self.range(values), start: top + height - Self.air, end: top + Self.air)
        let up = PlotPanel.linearTicks(value)
        let left = Self.margin + PlotPanel.leftRoom(up.map(\.text), titleLines: titles.count)
        let box = Box(left: left, top: top, right: width - Self.margin - 8, bottom: top + height)
        let times = curves.joined().map(\.time)
        let range = (times.min() ?? 1)...max(times.max() ?? 10, times.min() ?? 1)
        let time = LogScale(
            domain: range.lowerBound < range.upperBound ? range : range.lowerBound / 2...range.upperBound * 2,
            start: box.left + Self.air, end: box.right - Self.air)
        let ticks = PlotPanel.timeTicks(time.domain, unit: options.timeUnit, within: box.left...box.right) {
            $0 > 0 ? time.position(of: $0) : nil
        }
        let name = options.timeTitle + (options.timeUnit.name.map { " (\($0))" } ?? "") + ", logarithmic scale"
        let panel = PlotPanel(
            box: box, across: ticks, up: up, acrossTitle: Typeface.label.lines(of: name, within: 0.8 * box.width),
            upTitle: titles)
        return (panel, time, value)
    }

    private static func range(_ values: [Double]) -> ClosedRange<Double> {
        guard let low = values.min(), let high = values.max() else { return -3...1 }
        return low < high ? low...high : low - 1...high + 1
    }

    private func lines(_ time: LogScale, _ value: LinearScale) -> [SVGElement] {
        curves.enumerated().compactMap { group, curve in
            guard let first = curve.first, let last = curve.last else { return nil }
            func point(_ step: (time: Double, value: Double)) -> Point {
                Point(x: time.position(of: step.time), y: value.position(of: step.value))
            }
            var trace = StepTrace(from: point(first))
            for step in curve.dropFirst() { trace.jump(to: point(step)) }
            trace.finish(at: max(point(last).x, point(first).x + 1))
            var data = PathData()
            data.line(through: trace.vertices)
            return .path(
                stroke: .series(group), width: CurveStyle.lineWidth, dashes: Palette.dash(group), part: "curve",
                data: data.text)
        }
    }

    private var words: String {
        guard !groups.isEmpty else { return "No group." }
        return zip(groups, curves).map { group, curve in
            let name = group.label.isEmpty ? "All" : group.label
            guard let first = curve.first, let last = curve.last else { return "\(name): nothing to draw." }
            return
                "\(name): from \(NumberText.fixed(first.value, decimals: 2)) at \(NumberText.exact(first.time)) to \(NumberText.fixed(last.value, decimals: 2)) at \(NumberText.exact(last.time))."
        }.joined(separator: " ")
    }
}
