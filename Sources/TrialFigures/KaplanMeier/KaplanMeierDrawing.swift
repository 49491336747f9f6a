import TrialStatistics

/// The elements of a Kaplan-Meier figure: title, axes, curves, texts, numbers at risk.
struct KaplanMeierDrawing: Sendable {
    let layout: KaplanMeierLayout

    init(groups: [KaplanMeierFigure.Group], options: KaplanMeierFigure.Options) {
        layout = KaplanMeierLayout(groups: groups, options: options)
    }

    var document: SVGDocument {
        let margin = KaplanMeierLayout.margin
        let options = layout.options
        let axes = KaplanMeierAxes(layout: layout)
        let table = RiskTableDrawing(layout: layout, top: axes.bottom + 6)
        let texts = layout.blocks.map { SVGElement.group($0.block.part, $0.block.elements(at: $0.corner)) }
        let medians =
            options.showsMedians
            ? MedianDrops(groups: layout.groups, options: options, frame: layout.frame).elements : []
        return SVGDocument(
            identifier: options.identifier, width: options.width.points, height: table.bottom + margin,
            title: options.title ?? (layout.groups.count == 1 ? "Kaplan-Meier curve" : "Kaplan-Meier curves"),
            summary: options.summary ?? FigureSummary(groups: layout.groups, options: options).text,
            elements: SVGElement.lines(layout.title, top: Point(x: margin, y: margin), Typeface.title, part: "title")
                + bands + axes.elements + medians + curves + texts + table.elements)
    }

    private var bands: [SVGElement] {
        layout.traces.enumerated().flatMap { group, traces in
            // What holds the whole curve lies beneath its pointwise limits.
            [(traces.simultaneous, "simultaneous-band"), (traces.bands, "band")].compactMap { bands, part in
                bands.isEmpty ? nil : area(bands, group: group, part: part)
            }
        }
    }

    private func area(_ bands: [CurveTraces.Band], group: Int, part: String) -> SVGElement {
        var data = PathData()
        for band in bands {
            data.line(through: band.upper.vertices)
            data.line(through: band.lower.vertices.reversed(), isContinuing: true)
            data.close()
        }
        return .area(fill: .series(group), opacity: CurveStyle.bandOpacity, part: part, data: data.text)
    }

    private var curves: [SVGElement] {
        layout.traces.enumerated().flatMap { group, traces -> [SVGElement] in
            var elements: [SVGElement] = []
            if let line = traces.line, line.vertices.count > 1 {
                var data = PathData()
                data.line(through: line.vertices)
                elements.append(
                    .path(
                        stroke: .series(group), width: CurveStyle.lineWidth, dashes: Palette.dash(group),
                        part: "curve", data: data.text))
            }
            if !traces.censored.isEmpty { elements.append(censoring(traces.censored, group: group)) }
            return elements
        }
    }

    private func censoring(_ ticks: [Vertex], group: Int) -> SVGElement {
        let reach = Coordinate(CurveTraces.tickReach).hundredths
        var data = PathData()
        for tick in ticks {
            data.move(to: Vertex(x: tick.x, y: tick.y - reach))
            data.line(to: Vertex(x: tick.x, y: tick.y + reach))
        }
        return .path(stroke: .series(group), width: CurveTraces.tickWidth, part: "censored", data: data.text)
    }
}
