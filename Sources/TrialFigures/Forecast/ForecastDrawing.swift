/// The elements of a figure of predicted events.
struct ForecastDrawing: Sendable {
    private static let margin = 6.0
    private static let air = 3.0

    let figure: ForecastFigure

    var document: SVGDocument {
        let width = FigureWidth.doubleColumn.points
        let title = Typeface.title.lines(of: figure.title ?? "", within: width - 2 * Self.margin)
        let top = Self.margin + (title.isEmpty ? 0 : Double(title.count) * Typeface.title.lineHeight + 5)
        let plot = panel(top: top, width: width)
        return SVGDocument(
            identifier: "forecast", width: width,
            height: plot.panel.box.bottom + PlotPanel.bottomRoom(titleLines: plot.panel.acrossTitle.count)
                + Self.margin,
            title: figure.title ?? "Predicted events", summary: words,
            elements: SVGElement.lines(title, top: Point(x: Self.margin, y: Self.margin), Typeface.title, part: "title")
                + band(plot.time, plot.count) + plot.panel.axes + guides(plot) + curves(plot.time, plot.count))
    }

    private func panel(top: Double, width: Double) -> (panel: PlotPanel, time: LinearScale, count: LinearScale) {
        let height = min(max(0.5 * width, 120), 260).rounded()
        let titles = Typeface.label.lines(of: "Events", within: height)
        let most = max(Double(figure.target) * 1.1, figure.points.map(\.upper).max() ?? 0, 1)
        let count = LinearScale(domain: 0...most, start: top + height - Self.air, end: top + Self.air)
        let up = PlotPanel.linearTicks(count)
        let left = Self.margin + PlotPanel.leftRoom(up.map(\.text), titleLines: titles.count)
        let box = Box(left: left, top: top, right: width - Self.margin - 8, bottom: top + height)
        let first = min(0, figure.seen.first ?? 0)
        let last = max(figure.points.last?.time ?? figure.cut, figure.cut)
        let time = LinearScale(domain: first...(last > first ? last : first + 1), start: box.left, end: box.right)
        let step = TickStep.automatic(over: time.domain.upperBound - first, atMost: 8, unit: .unstated)
        let across = time.ticks(every: step).map {
            PlotPanel.Tick(place: time.position(of: $0), text: NumberText.exact($0))
        }.filter { $0.place + Typeface.small.width(of: $0.text) / 2 < width }
        let panel = PlotPanel(
            box: box, across: across, up: up,
            acrossTitle: Typeface.label.lines(of: figure.axisTitle, within: 0.8 * box.width), upTitle: titles)
        return (panel, time, count)
    }

    /// The line of the target and the line of the cut, each with its name.
    private func guides(_ plot: (panel: PlotPanel, time: LinearScale, count: LinearScale)) -> [SVGElement] {
        let box = plot.panel.box
        let (x, y) = (plot.time.position(of: figure.cut), plot.count.position(of: Double(figure.target)))
        let drop = Typeface.small.baselineDrop
        return [
            .group(
                "guides",
                [
                    .line(
                        from: Point(x: box.left, y: y), to: Point(x: box.right, y: y), .ink, width: 0.5, dashes: [3, 2]),
                    .line(
                        from: Point(x: x, y: box.top), to: Point(x: x, y: box.bottom), .faint, width: 0.5,
                        dashes: [2, 2]),
                    .text(
                        "\(figure.target) events", at: Point(x: box.left + 4, y: y - 4), Typeface.small,
                        anchor: .start, part: "target"),
                    .text(
                        "data cut", at: Point(x: x - 3, y: box.bottom - 5 - drop), Typeface.small, anchor: .end,
                        part: "cut"),
                ])
        ]
    }

    private func curves(_ time: LinearScale, _ count: LinearScale) -> [SVGElement] {
        func place(_ at: Double, _ number: Double) -> Point {
            Point(x: time.position(of: at), y: count.position(of: number))
        }
        var elements: [SVGElement] = []
        var trace = StepTrace(from: place(min(0, figure.seen.first ?? 0), 0))
        for (index, date) in figure.seen.enumerated() { trace.jump(to: place(date, Double(index + 1))) }
        trace.finish(at: time.position(of: figure.cut))
        var seen = PathData()
        seen.line(through: trace.vertices)
        elements.append(.path(stroke: .ink, width: CurveStyle.lineWidth, dashes: [], part: "seen", data: seen.text))
        guard figure.points.count > 1 else { return elements }
        var line = PathData()
        line.line(through: vertices(time, count, \.expected))
        elements.append(
            .path(stroke: .series(0), width: CurveStyle.lineWidth, dashes: [], part: "expected", data: line.text))
        return elements
    }

    private func band(_ time: LinearScale, _ count: LinearScale) -> [SVGElement] {
        guard figure.points.count > 1 else { return [] }
        var data = PathData()
        data.line(through: vertices(time, count, \.upper))
        data.line(through: vertices(time, count, \.lower).reversed(), isContinuing: true)
        data.close()
        return [.area(fill: .series(0), opacity: CurveStyle.bandOpacity, part: "band", data: data.text)]
    }

    private func vertices(
        _ time: LinearScale, _ count: LinearScale, _ value: (ForecastFigure.Point) -> Double
    ) -> [Vertex] {
        figure.points.map {
            Vertex(
                x: Coordinate(time.position(of: $0.time)).hundredths,
                y: Coordinate(count.position(of: value($0))).hundredths)
        }
    }

    private var words: String {
        let seen = "\(figure.seen.count) events until \(NumberText.exact(figure.cut))"
        guard let last = figure.points.last else { return seen + "." }
        return
            "\(seen); \(NumberText.fixed(last.expected, decimals: 1)) expected by \(NumberText.fixed(last.time, decimals: 1)); \(figure.target) are waited for."
    }
}
