import TrialStatistics

/// The elements of a figure of total time on test against events.
struct TotalTimeDrawing: Sendable {
    private static let margin = 6.0

    private let figure: TotalTimeFigure
    private let title: [String]
    private let plot: PlotPanel
    private let across: LinearScale
    private let up: LinearScale

    private var box: Box { plot.box }

    init(_ figure: TotalTimeFigure) {
        self.figure = figure
        let width = figure.options.width.points
        title = Typeface.title.lines(of: figure.options.title ?? "", within: width - 2 * Self.margin)
        let top = Self.margin + (title.isEmpty ? 0 : Double(title.count) * Typeface.title.lineHeight + 4) + 4
        let height = min(max(0.55 * width, 120), 280).rounded()
        let upScale = LinearScale(domain: 0...Self.longest(figure), start: top + height, end: top + 4)
        let upTicks = PlotPanel.linearTicks(upScale)
        let upTitle = Typeface.label.lines(of: figure.options.timeTitle, within: height)
        let left = Self.margin + PlotPanel.leftRoom(upTicks.map(\.text), titleLines: upTitle.count) + 2
        let box = Box(left: left, top: top, right: width - Self.margin - 10, bottom: top + height)
        let most = max(1, figure.bounds.map(\.events).max() ?? 1, figure.path.map(\.events).max() ?? 1)
        across = LinearScale(domain: 0...Double(most), start: box.left, end: box.right)
        up = upScale
        plot = PlotPanel(
            box: box, across: Self.counts(across), up: upTicks,
            acrossTitle: Typeface.label.lines(of: figure.options.eventTitle, within: box.width), upTitle: upTitle)
    }

    /// The top of the axis of times: some room above every bound and everything seen.
    private static func longest(_ figure: TotalTimeFigure) -> Double {
        let bounds = figure.bounds.flatMap { [$0.futility.bound, $0.efficacy.bound].compactMap(\.self) }
        return max((bounds + figure.path.map(\.totalTime)).max() ?? 0, 1e-9) * 1.12
    }

    private static func counts(_ scale: LinearScale) -> [PlotPanel.Tick] {
        let room = max(2, Int((scale.end - scale.start) / 26))
        let step = max(1, TickStep.automatic(over: scale.domain.upperBound, atMost: room, unit: .unstated).rounded(.up))
        return scale.ticks(every: step).map {
            PlotPanel.Tick(place: scale.position(of: $0), text: NumberText.fixed($0, decimals: 0))
        }
    }

    var document: SVGDocument {
        let bottom = box.bottom + PlotPanel.bottomRoom(titleLines: plot.acrossTitle.count) + Self.margin
        return SVGDocument(
            identifier: figure.options.identifier, width: figure.options.width.points, height: bottom,
            title: figure.options.title ?? "Total time on test and events", summary: summary,
            elements: SVGElement.lines(
                title, top: Point(x: Self.margin, y: Self.margin), Typeface.title, part: "title")
                + [region(0, "futility", \.futility), region(1, "efficacy", \.efficacy)].compactMap(\.self)
                + [curve(0, \.futility), curve(1, \.efficacy)].compactMap(\.self) + words + plot.axes + observed)
    }

    // MARK: Regions

    private func vertex(_ events: Double, _ time: Double) -> Vertex {
        Vertex(
            x: Coordinate(across.position(of: events)).hundredths, y: Coordinate(up.position(of: time)).hundredths)
    }

    /// The total times that stop for a number of events, on the axis.
    private func span(_ region: TotalTimeRegion) -> (low: Double, high: Double)? {
        switch region {
        case .none: nil
        case .below(let bound): (0, bound)
        case .above(let bound): (bound, up.domain.upperBound)
        case .every: (0, up.domain.upperBound)
        }
    }

    /// The times that stop, as an area from one number of events to the next.
    private func region(
        _ colour: Int, _ part: String, _ side: (TotalTimeFigure.Bound) -> TotalTimeRegion
    ) -> SVGElement? {
        let spans = figure.bounds.compactMap { bound in span(side(bound)).map { (Double(bound.events), $0) } }
        guard spans.count > 1 else { return nil }
        var data = PathData()
        data.line(
            through: spans.map { vertex($0.0, $0.1.high) } + spans.reversed().map { vertex($0.0, $0.1.low) })
        data.close()
        return .area(fill: .series(colour), opacity: 0.22, part: "stop-" + part, data: data.text)
    }

    /// The bound itself, with a point at each number of events.
    private func curve(_ colour: Int, _ side: (TotalTimeFigure.Bound) -> TotalTimeRegion) -> SVGElement? {
        let points = figure.bounds.compactMap { bound in side(bound).bound.map { (Double(bound.events), $0) } }
        guard points.count > 1 else { return nil }
        var data = PathData()
        data.line(through: points.map { vertex($0.0, $0.1) })
        let radius = points.count > 60 ? 0.7 : 1.5
        return .group(
            "bound",
            [.path(stroke: .series(colour), width: 1.2, part: "curve", data: data.text)]
                + points.map { Self.dot(place($0.0, $0.1), radius: radius, .series(colour)) })
    }

    private func place(_ events: Double, _ time: Double) -> Point {
        Point(x: across.position(of: events), y: up.position(of: time))
    }

    private static func dot(_ place: Point, radius: Double, _ role: ColourRole) -> SVGElement {
        SVGElement(
            "circle", [.length("cx", place.x), .length("cy", place.y), .length("r", radius)], paints: [.fill(role)])
    }

    // MARK: Words

    /// Each word stands where its region is widest.
    private var words: [SVGElement] {
        let stops = figure.options
        var elements: [SVGElement] = []
        for (side, words, role) in [
            (\TotalTimeFigure.Bound.futility, stops.futilityText, ColourRole.seriesText(0)),
            (\TotalTimeFigure.Bound.efficacy, stops.efficacyText, ColourRole.seriesText(1)),
        ] {
            let spans = figure.bounds.compactMap { bound in span(bound[keyPath: side]).map { (bound.events, $0) } }
            guard let widest = spans.max(by: { $0.1.high - $0.1.low < $1.1.high - $1.1.low }), spans.count > 1 else {
                continue
            }
            elements += text(words, role, events: Double(widest.0), time: (widest.1.low + widest.1.high) / 2)
        }
        guard let free = widestRoom else { return elements }
        return elements + text(stops.goOnText, .faint, events: free.events, time: free.time)
    }

    /// Where most room goes on, away from what was observed.
    private var widestRoom: (events: Double, time: Double)? {
        let top = up.domain.upperBound
        let rooms = figure.bounds.map { bound -> (events: Double, time: Double, height: Double) in
            var (low, high) = (0.0, top)
            for region in [bound.futility, bound.efficacy] {
                switch region {
                case .none: break
                case .below(let edge): low = max(low, edge)
                case .above(let edge): high = min(high, edge)
                case .every: low = high
                }
            }
            return (Double(bound.events), (low + high) / 2, max(0, high - low))
        }
        return rooms.max { $0.height < $1.height }.flatMap { $0.height > 0 ? ($0.events, $0.time) : nil }
    }

    private func text(_ words: String, _ role: ColourRole, events: Double, time: Double) -> [SVGElement] {
        let width = Typeface.label.width(of: words)
        let x = min(max(across.position(of: events), box.left + width / 2 + 5), box.right - width / 2 - 5)
        let y = up.position(of: time) - Typeface.label.lineHeight / 2
        return SVGElement.lines(
            [words], top: Point(x: x, y: min(max(y, box.top + 3), box.bottom - Typeface.label.lineHeight - 3)),
            Typeface.label, anchor: .middle, role: role, part: "region")
    }

    // MARK: What was observed

    private var observed: [SVGElement] {
        guard !figure.path.isEmpty else { return [] }
        var data = PathData()
        data.line(
            through: [vertex(0, 0)] + figure.path.map { vertex(Double($0.events), $0.totalTime) })
        return [
            .group(
                "observed",
                [.path(stroke: .ink, width: 1, part: "path", data: data.text)]
                    + figure.path.map { Self.dot(place(Double($0.events), $0.totalTime), radius: 2, .ink) })
        ]
    }

    /// The bounds in words, for those who listen.
    private var summary: String {
        func words(_ region: TotalTimeRegion) -> String? {
            switch region {
            case .none: nil
            case .below(let bound): "below \(NumberText.measured(bound))"
            case .above(let bound): "above \(NumberText.measured(bound))"
            case .every: "at every total time"
            }
        }
        let spoken = figure.bounds.prefix(40).compactMap { bound -> String? in
            let stops = [words(bound.futility), words(bound.efficacy)].compactMap(\.self)
            return stops.isEmpty ? nil : "\(bound.events) events \(stops.joined(separator: " and "))"
        }
        let seen = figure.path.last.map { " Seen: \($0.events) events in \(NumberText.measured($0.totalTime))." } ?? ""
        return "\(figure.options.timeTitle) that stops: "
            + (spoken.isEmpty ? "none" : spoken.joined(separator: "; ")) + "." + seen
    }
}
