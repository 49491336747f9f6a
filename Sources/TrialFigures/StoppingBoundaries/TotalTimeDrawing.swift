import TrialStatistics

/// The elements of a figure of total time on test against events.
struct TotalTimeDrawing: Sendable {
    private let figure: TotalTimeFigure
    private let plot: StoppingPlot

    private var box: Box { plot.box }

    init(_ figure: TotalTimeFigure) {
        self.figure = figure
        let most = max(1, figure.bounds.map(\.events).max() ?? 1, figure.path.map(\.events).max() ?? 1)
        plot = StoppingPlot(
            title: figure.options.title,
            across: .init(title: figure.options.eventTitle, highest: Double(most), isCount: true),
            up: .init(title: figure.options.timeTitle, highest: Self.longest(figure), isCount: false),
            width: figure.options.width.points, share: 0.55, tallest: 280)
    }

    /// The top of the axis of times: some room above every bound and everything seen.
    private static func longest(_ figure: TotalTimeFigure) -> Double {
        let bounds = figure.bounds.flatMap { [$0.futility.bound, $0.efficacy.bound].compactMap(\.self) }
        return max((bounds + figure.path.map(\.totalTime)).max() ?? 0, 1e-9) * 1.12
    }

    var document: SVGDocument {
        let areas = [region(0, "futility", \.futility), region(1, "efficacy", \.efficacy)].compactMap(\.self)
        let curves = [curve(0, \.futility), curve(1, \.efficacy)].compactMap(\.self)
        return plot.document(
            identifier: figure.options.identifier, name: figure.options.title ?? "Total time on test and events",
            summary: summary, below: areas + curves + words,
            above: plot.observed(figure.path.map { plot.point(Double($0.events), $0.totalTime) }, radius: 2))
    }

    // MARK: Regions

    /// The total times that stop for a number of events, on the axis.
    private func span(_ region: TotalTimeRegion) -> (low: Double, high: Double)? {
        switch region {
        case .none: nil
        case .below(let bound): (0, bound)
        case .above(let bound): (bound, plot.up.domain.upperBound)
        case .every: (0, plot.up.domain.upperBound)
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
            through: spans.map { plot.vertex($0.0, $0.1.high) } + spans.reversed().map { plot.vertex($0.0, $0.1.low) })
        data.close()
        return .area(fill: .series(colour), opacity: 0.22, part: "stop-" + part, data: data.text)
    }

    /// The bound itself, with a point at each number of events.
    private func curve(_ colour: Int, _ side: (TotalTimeFigure.Bound) -> TotalTimeRegion) -> SVGElement? {
        let points = figure.bounds.compactMap { bound in side(bound).bound.map { (Double(bound.events), $0) } }
        guard points.count > 1 else { return nil }
        var data = PathData()
        data.line(through: points.map { plot.vertex($0.0, $0.1) })
        let radius = points.count > 60 ? 0.7 : 1.5
        return .group(
            "bound",
            [.path(stroke: .series(colour), width: 1.2, part: "curve", data: data.text)]
                + points.map { StoppingPlot.dot(plot.point($0.0, $0.1), radius: radius, .series(colour)) })
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
        let top = plot.up.domain.upperBound
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
        let x = min(max(plot.across.position(of: events), box.left + width / 2 + 5), box.right - width / 2 - 5)
        let y = plot.up.position(of: time) - Typeface.label.lineHeight / 2
        return SVGElement.lines(
            [words], top: Point(x: x, y: min(max(y, box.top + 3), box.bottom - Typeface.label.lineHeight - 3)),
            Typeface.label, anchor: .middle, role: role, part: "region")
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
