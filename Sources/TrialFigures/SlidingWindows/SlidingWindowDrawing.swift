/// The elements of a figure of windows: title, plot with both axes, the ranges of the windows, notes.
struct SlidingWindowDrawing: Sendable {
    static let margin = 6.0
    private static let plotHeight = 190.0
    private static let rangeHeight = 4.0

    let figure: SlidingWindowFigure
    private let box: Box
    private let marker: LinearScale
    private let markerTicks: [Double]
    private let markerDecimals: Int
    private let effect: EffectAxis
    private let title: [String]

    init(figure: SlidingWindowFigure) {
        self.figure = figure
        let width = figure.options.width.points
        title = Typeface.title.lines(of: figure.options.title ?? "", within: width - 2 * Self.margin)
        let top = Self.margin + Double(title.count) * Typeface.title.lineHeight + (title.isEmpty ? 4 : 8)
        // Room on the left for the title of the axis and ticks of four figures, on the right for the overall effect.
        let right = width - Self.margin - Typeface.small.width(of: figure.options.overallText) - 6
        box = Box(left: Self.margin + 44, top: top, right: max(right, width / 2), bottom: top + Self.plotHeight)
        effect = EffectAxis(figure, bottom: box.bottom - 6, top: box.top + 6)
        let low = figure.windows.map(\.range.lowerBound).min() ?? 0
        let high = figure.windows.map(\.range.upperBound).max() ?? 1
        let span = high > low ? high - low : 1
        let step = TickStep.automatic(over: span, atMost: max(2, Int(box.width / 40)), unit: .unstated)
        marker = LinearScale(
            domain: (high > low ? low : low - 0.5)...(high > low ? high : high + 0.5), start: box.left + 6,
            end: box.right - 6)
        markerTicks = marker.ticks(every: step)
        markerDecimals = TickStep.decimals(for: step)
    }

    var document: SVGDocument {
        let margin = Self.margin
        let ranges = ranges(top: box.bottom + 4)
        let axis = markerAxis(top: ranges.bottom + 3)
        let noteLines = figure.options.notes.flatMap {
            Typeface.small.lines(of: $0, within: figure.options.width.points - 2 * margin)
        }
        let notes = SVGElement.lines(
            noteLines, top: Point(x: margin, y: axis.bottom + 4), Typeface.small, role: .faint, part: "note")
        let elements =
            SVGElement.lines(title, top: Point(x: margin, y: margin), Typeface.title, part: "title")
            + effectAxis + references + course + figure.windows.flatMap(point) + ranges.elements + axis.elements + notes
        let bottom = axis.bottom + (noteLines.isEmpty ? 0 : 4 + Double(noteLines.count) * Typeface.small.lineHeight)
        return SVGDocument(
            identifier: figure.options.identifier, width: figure.options.width.points, height: bottom + margin,
            title: figure.options.title ?? "Effects over sliding windows",
            summary: figure.options.summary ?? summary, elements: elements)
    }

    private var summary: String {
        let spoken = figure.windows.map { window in
            let effect = RatioText(window.estimate, lower: window.lower, upper: window.upper).text
            return
                "\(NumberText.exact(window.range.lowerBound)) to \(NumberText.exact(window.range.upperBound)): \(effect)"
        }
        return "\(figure.options.effectTitle) by \(figure.options.markerTitle). \(spoken.joined(separator: "; "))."
    }

    // MARK: Axes

    private var effectAxis: [SVGElement] {
        let small = Typeface.small
        var elements: [SVGElement] = [
            .line(from: Point(x: box.left, y: box.top), to: Point(x: box.left, y: box.bottom), .ink)
        ]
        for tick in effect.ticks {
            let y = effect.position(of: tick)
            elements.append(.line(from: Point(x: box.left - 3, y: y), to: Point(x: box.left, y: y), .ink))
            elements.append(
                .text(
                    effect.text(of: tick), at: Point(x: box.left - 5, y: y + small.baselineDrop), small, anchor: .end,
                    part: "effect-tick"))
        }
        let lines = Typeface.label.lines(of: figure.options.effectTitle, within: box.height)
        for (index, line) in lines.prefix(2).enumerated() {
            let x = Self.margin + 8 + Double(index) * Typeface.label.lineHeight
            elements.append(
                .text(
                    line, at: Point(x: x, y: box.middle.y), Typeface.label, anchor: .middle, rotated: true,
                    part: "axis-title"))
        }
        return elements
    }

    private func markerAxis(top: Double) -> (elements: [SVGElement], bottom: Double) {
        let small = Typeface.small
        var elements: [SVGElement] = [
            .line(from: Point(x: box.left, y: top), to: Point(x: box.right, y: top), .ink)
        ]
        for tick in markerTicks {
            let x = marker.position(of: tick)
            elements.append(.line(from: Point(x: x, y: top), to: Point(x: x, y: top + 3), .ink))
            elements += SVGElement.lines(
                [NumberText.fixed(tick, decimals: markerDecimals)], top: Point(x: x, y: top + 4), small,
                anchor: .middle, part: "marker-tick")
        }
        let titleTop = top + 5 + small.lineHeight
        let title = Typeface.label.lines(of: figure.options.markerTitle, within: box.width)
        elements += SVGElement.lines(
            title, top: Point(x: box.middle.x, y: titleTop), Typeface.label, anchor: .middle, part: "axis-title")
        return (elements, titleTop + Double(title.count) * Typeface.label.lineHeight)
    }

    /// No effect and the overall effect, each with its words where there are any.
    private var references: [SVGElement] {
        let small = Typeface.small
        let none = effect.position(of: effect.reference)
        var elements: [SVGElement] = [
            .line(from: Point(x: box.left, y: none), to: Point(x: box.right, y: none), .faint, width: 0.5)
        ]
        if let overall = figure.options.overall, effect.contains(overall) {
            let y = effect.position(of: overall)
            elements.append(
                .line(
                    from: Point(x: box.left, y: y), to: Point(x: box.right, y: y), .series(1), width: 1, dashes: [4, 2]
                ))
            elements.append(
                .text(
                    figure.options.overallText, at: Point(x: box.right + 4, y: y + small.baselineDrop), small,
                    role: .seriesText(1), part: "overall"))
        }
        func favours(_ text: String?, top: Double, part: String) -> [SVGElement] {
            let line = text.map { Typeface.small.lines(of: $0, within: box.width - 8) } ?? []
            return SVGElement.lines(
                Array(line.prefix(1)), top: Point(x: box.left + 6, y: top), small, role: .faint, part: part)
        }
        return elements + favours(figure.options.favoursUpper, top: box.top - 4, part: "favours-upper")
            + favours(figure.options.favoursLower, top: box.bottom - 5, part: "favours-lower")
    }

    // MARK: Windows

    private func place(_ window: SlidingWindowFigure.Window) -> Double { marker.position(of: window.position) }

    /// The line that joins the points; it breaks where a window has none.
    private var course: [SVGElement] {
        zip(figure.windows, figure.windows.dropFirst()).compactMap { left, right in
            guard let from = left.estimate, let to = right.estimate else { return nil }
            return .line(
                from: Point(x: place(left), y: effect.position(of: from)),
                to: Point(x: place(right), y: effect.position(of: to)), .series(0), width: 0.5)
        }
    }

    private func point(_ window: SlidingWindowFigure.Window) -> [SVGElement] {
        let x = place(window)
        guard let estimate = window.estimate else { return [cross(x)] }
        let low = effect.position(of: window.lower ?? effect.domain.lowerBound)
        let high = effect.position(of: window.upper ?? effect.domain.upperBound)
        let interval = SVGElement(
            "line",
            [
                .length("x1", x), .length("y1", low), .length("x2", x), .length("y2", high),
                .length("stroke-width", 1), .text("data-part", "interval"),
            ], paints: [.stroke(.series(0))])
        var elements = [interval]
        if effect.leavesBelow(window.lower) {
            elements.append(arrow(x, effect.position(of: effect.domain.lowerBound), 1))
        }
        if effect.leavesAbove(window.upper) {
            elements.append(arrow(x, effect.position(of: effect.domain.upperBound), -1))
        }
        guard effect.contains(estimate) else { return elements }
        let circle = SVGElement(
            "circle",
            [
                .length("cx", x), .length("cy", effect.position(of: estimate)), .length("r", 2.75),
                .length("stroke-width", 1), .text("data-part", window.isOpen ? "open-estimate" : "estimate"),
            ], paints: [.fill(window.isOpen ? .paper : .series(0)), .stroke(.series(0))])
        return elements + [circle]
    }

    private func arrow(_ x: Double, _ y: Double, _ direction: Double) -> SVGElement {
        .polygon(
            [
                Point(x: x, y: y + direction * 3), Point(x: x - 2.5, y: y - direction * 1.5),
                Point(x: x + 2.5, y: y - direction * 1.5),
            ], fill: .series(0), label: direction > 0 ? "arrow-down" : "arrow-up")
    }

    private func cross(_ x: Double) -> SVGElement {
        let y = box.bottom - 6
        return .group(
            "not-estimable",
            [
                .line(from: Point(x: x - 2.5, y: y - 2.5), to: Point(x: x + 2.5, y: y + 2.5), .ink),
                .line(from: Point(x: x - 2.5, y: y + 2.5), to: Point(x: x + 2.5, y: y - 2.5), .ink),
            ])
    }

    /// The range of each window as a line beneath the plot, in as many rows as keep neighbours apart.
    private func ranges(top: Double) -> (elements: [SVGElement], bottom: Double) {
        var ends: [Double] = []
        var elements: [SVGElement] = []
        for window in figure.windows {
            let (from, to) = (
                marker.position(of: window.range.lowerBound), marker.position(of: window.range.upperBound)
            )
            let row = ends.firstIndex { $0 + 2 <= from } ?? ends.count
            if row == ends.count { ends.append(to) } else { ends[row] = to }
            let y = top + (Double(row) + 0.5) * Self.rangeHeight
            elements.append(
                SVGElement(
                    "line",
                    [
                        .length("x1", from), .length("y1", y), .length("x2", max(to, from + 1)), .length("y2", y),
                        .length("stroke-width", 1.5), .text("data-part", "window"),
                    ], paints: [.stroke(.rule)]))
            let middle = place(window)
            elements.append(.line(from: Point(x: middle, y: y - 1.5), to: Point(x: middle, y: y + 1.5), .series(0)))
        }
        return (elements, top + Double(ends.count) * Self.rangeHeight)
    }
}
