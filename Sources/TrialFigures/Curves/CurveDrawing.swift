/// The elements of a figure of curves.
struct CurveDrawing: Sendable {
    let layout: CurveLayout

    private var box: Box { layout.box }

    var document: SVGDocument {
        let margin = CurveLayout.margin
        let titleTop = Point(x: margin, y: margin)
        let titleBottom =
            margin + (layout.title.isEmpty ? 0 : Double(layout.title.count) * Typeface.title.lineHeight + 4)
        let place = placeAxis
        let legend = layout.legend.map {
            [SVGElement.group("legend", $0.elements(at: Point(x: margin, y: layout.legendTop)))]
        }
        return SVGDocument(
            identifier: layout.options.identifier, width: layout.options.width.points, height: place.bottom + margin,
            title: layout.options.title ?? layout.options.valueTitle, summary: layout.options.summary ?? summary,
            elements: SVGElement.lines(layout.title, top: titleTop, Typeface.title, part: "title")
                + SVGElement.lines(layout.notes, top: Point(x: margin, y: titleBottom), Typeface.label, part: "note")
                + (legend ?? []) + bands + [.group("value-axis", valueAxis), .group("place-axis", place.elements)]
                + guides + curves)
    }

    private var valueAxis: [SVGElement] {
        var elements = [
            SVGElement.line(from: Point(x: box.left, y: box.top), to: Point(x: box.left, y: box.bottom), .ink)
        ]
        for (value, text) in layout.values.ticks {
            let y = layout.values.position(of: value)
            elements.append(.line(from: Point(x: box.left - 3, y: y), to: Point(x: box.left, y: y), .ink))
            elements.append(
                .text(
                    text, at: Point(x: box.left - 5, y: y + Typeface.small.baselineDrop), Typeface.small, anchor: .end,
                    part: "tick"))
        }
        let nearest = box.left - layout.values.labelWidth - 9
        return elements
            + layout.valueTitle.enumerated().map { index, line in
                let x = nearest - Double(layout.valueTitle.count - 1 - index) * Typeface.label.lineHeight - 1
                return .text(
                    line, at: Point(x: x, y: box.middle.y), Typeface.label, anchor: .middle, rotated: true,
                    part: "axis-title")
            }
    }

    private var placeAxis: (elements: [SVGElement], bottom: Double) {
        let axis = layout.axis
        var elements = [
            SVGElement.line(from: Point(x: box.left, y: box.bottom), to: Point(x: box.right, y: box.bottom), .ink)
        ]
        for tick in axis.ticks {
            let x = axis.scale.position(of: tick)
            elements.append(.line(from: Point(x: x, y: box.bottom), to: Point(x: x, y: box.bottom + 3), .ink))
            elements += SVGElement.lines(
                [axis.text(of: tick)], top: Point(x: x, y: box.bottom + 4), Typeface.small, anchor: .middle,
                part: "tick")
        }
        let top = box.bottom + 5 + Typeface.small.lineHeight
        let room = layout.options.width.points - 2 * CurveLayout.margin
        let title = Typeface.label.lines(of: layout.axisTitle, within: room)
        let half = Typeface.label.width(of: title) / 2
        let middle = min(
            max(box.middle.x, CurveLayout.margin + half), layout.options.width.points - CurveLayout.margin - half)
        elements += SVGElement.lines(
            title, top: Point(x: middle, y: top), Typeface.label, anchor: .middle, part: "axis-title")
        return (elements, top + Double(title.count) * Typeface.label.lineHeight)
    }

    /// The line of no effect, and the place that is marked.
    private var guides: [SVGElement] {
        var elements: [SVGElement] = []
        if layout.options.valueScale == .ratio {
            let y = layout.values.position(of: 1)
            elements.append(
                .line(from: Point(x: box.left, y: y), to: Point(x: box.right, y: y), .faint, width: 0.5))
        }
        if let mark = layout.options.mark, layout.axis.scale.domain.contains(mark) {
            let x = layout.axis.scale.position(of: mark)
            elements.append(
                .line(
                    from: Point(x: x, y: box.top), to: Point(x: x, y: box.bottom), .faint, width: 0.5, dashes: [2, 2]))
        }
        return elements.isEmpty ? [] : [.group("guides", elements)]
    }

    private var curves: [SVGElement] {
        layout.series.enumerated().compactMap { index, series in
            let vertices = vertices(of: series) { $0.value }
            guard vertices.count > 1 else { return nil }
            var data = PathData()
            data.line(through: vertices)
            return .path(
                stroke: .series(index), width: CurveStyle.lineWidth, dashes: Palette.dash(index), part: "curve",
                data: data.text)
        }
    }

    private var bands: [SVGElement] {
        guard layout.options.showsBands else { return [] }
        return layout.series.enumerated().compactMap { index, series in
            var data = PathData()
            for stretch in stretches(of: series) {
                data.line(through: vertices(of: stretch) { $0.upper ?? $0.value })
                data.line(
                    through: vertices(of: stretch) { $0.lower ?? $0.value }.reversed(), isContinuing: true)
                data.close()
            }
            guard !data.text.isEmpty else { return nil }
            return .area(fill: .series(index), opacity: CurveStyle.bandOpacity, part: "band", data: data.text)
        }
    }

    /// The parts of a series over which both limits are known; one of steps ends where the next point stands.
    private func stretches(of series: CurveFigure.Series) -> [CurveFigure.Series] {
        var stretches: [CurveFigure.Series] = []
        var points: [CurveFigure.Point] = []
        func close(at end: Double?) {
            if points.count > 1 || !points.isEmpty && series.shape == .steps {
                stretches.append(.init(series.label, shape: series.shape, points: points, end: end))
            }
            points = []
        }
        for point in series.points {
            if point.lower != nil, point.upper != nil { points.append(point) } else { close(at: point.place) }
        }
        close(at: series.end)
        return stretches
    }

    private func vertices(
        of series: CurveFigure.Series, _ value: (CurveFigure.Point) -> Double
    ) -> [Vertex] {
        guard let first = series.points.first else { return [] }
        guard series.shape == .steps else {
            return series.points.map { point in
                let place = layout.point(point.place, value(point))
                return Vertex(x: Coordinate(place.x).hundredths, y: Coordinate(place.y).hundredths)
            }
        }
        var trace = StepTrace(from: layout.point(first.place, value(first)))
        for point in series.points.dropFirst() { trace.jump(to: layout.point(point.place, value(point))) }
        let end = series.end ?? series.points.last?.place ?? first.place
        trace.finish(at: layout.axis.scale.position(of: end))
        return trace.vertices
    }

    /// The curves in words, for those who listen.
    private var summary: String {
        let spoken = layout.series.prefix(20).compactMap { series -> String? in
            guard let first = series.points.first, let last = series.points.last else { return nil }
            let name = series.label.isEmpty ? "The curve" : series.label
            func text(_ value: Double) -> String {
                layout.options.valueScale == .percent ? NumberText.percent(value) + "%" : NumberText.ratio(value)
            }
            return
                "\(name): \(text(first.value)) at \(NumberText.exact(first.place)), \(text(last.value)) at \(NumberText.exact(last.place))"
        }
        let whole = spoken.isEmpty ? "Nothing can be drawn" : spoken.joined(separator: "; ")
        return "\(layout.options.valueTitle) by \(layout.options.axisTitle). \(whole)."
    }
}
