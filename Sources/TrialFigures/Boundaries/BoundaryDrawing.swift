/// The elements of a figure of boundaries: regions, lines with marks and values at the looks, words, what was seen.
struct BoundaryDrawing: Sendable {
    private let looks: [BoundaryFigure.Look]
    private let options: BoundaryFigure.Options
    private let layout: BoundaryLayout

    private static let efficacy = 2
    private static let futility = 1
    private static let lower = 7

    init(looks: [BoundaryFigure.Look], options: BoundaryFigure.Options) {
        self.looks = looks.filter { $0.fraction.isFinite }
        self.options = options
        layout = BoundaryLayout(looks: self.looks, options: options)
    }

    var document: SVGDocument {
        let title = SVGElement.lines(
            layout.title, top: Point(x: BoundaryLayout.margin, y: BoundaryLayout.margin), Typeface.title, part: "title")
        return SVGDocument(
            identifier: options.identifier, width: options.width.points, height: layout.height,
            title: options.title ?? "Boundaries of a group sequential design", summary: summary,
            elements: title + regions + lookLines + layout.panel.axes + lines + words + path)
    }

    /// The places of a boundary, where there is one.
    private func places(_ value: (BoundaryFigure.Look) -> Double?) -> [(fraction: Double, z: Double)] {
        looks.compactMap { look in value(look).map { (look.fraction, $0) } }
    }

    private var upper: [(fraction: Double, z: Double)] { places(\.upper) }
    private var lower: [(fraction: Double, z: Double)] { places(\.lower) }

    /// The futility boundary, which meets that of efficacy at the last look if it stands until there.
    private var futility: [(fraction: Double, z: Double)] {
        let given = places(\.futility)
        guard let last = looks.last, let upper = last.upper, last.futility == nil,
            looks.dropLast().last?.futility != nil
        else { return given }
        return given + [(last.fraction, upper)]
    }

    private var regions: [SVGElement] {
        let (top, bottom) = (layout.box.top, layout.box.bottom)
        var shapes = [region(upper, to: top, Self.efficacy, "efficacy")]
        if options.isTwoSided {
            let mirrored = futility.map { ($0.fraction, -$0.z) }
            let between = outline(futility) + outline(mirrored).reversed()
            shapes.append(
                futility.count > 1
                    ? .area(
                        fill: .series(Self.futility), opacity: CurveStyle.bandOpacity, part: "futility",
                        data: Self.closed(between)) : nil)
        } else {
            shapes.append(region(futility, to: bottom, Self.futility, "futility"))
        }
        shapes.append(region(lower, to: bottom, Self.lower, "lower"))
        return shapes.compactMap(\.self)
    }

    private func region(
        _ places: [(fraction: Double, z: Double)], to edge: Double, _ colour: Int, _ part: String
    ) -> SVGElement? {
        let points = widened(places)
        guard let first = points.first, let last = points.last else { return nil }
        let corners = points + [Point(x: last.x, y: edge), Point(x: first.x, y: edge)]
        return .area(
            fill: .series(colour), opacity: CurveStyle.bandOpacity, part: part, data: Self.closed(corners))
    }

    private func outline(_ places: [(fraction: Double, z: Double)]) -> [Point] {
        places.map { layout.point($0.fraction, $0.z) }
    }

    /// A boundary of one look gets a little breadth.
    private func widened(_ places: [(fraction: Double, z: Double)]) -> [Point] {
        let points = outline(places)
        guard points.count == 1 else { return points }
        return [Point(x: points[0].x - 8, y: points[0].y), Point(x: points[0].x + 8, y: points[0].y)]
    }

    private static func closed(_ corners: [Point]) -> String {
        var data = PathData()
        data.line(through: corners.map { Vertex(x: Coordinate($0.x).hundredths, y: Coordinate($0.y).hundredths) })
        data.close()
        return data.text
    }

    /// A thin line at each look, so that one sees at which information the trial may stop, and one at Z = 0.
    private var lookLines: [SVGElement] {
        let zero = layout.point(0, 0).y
        let upright = looks.map { look -> SVGElement in
            let x = layout.point(look.fraction, 0).x
            return .line(
                from: Point(x: x, y: layout.box.top), to: Point(x: x, y: layout.box.bottom), .rule, width: 0.5,
                dashes: [1.5, 2])
        }
        let level = SVGElement.line(
            from: Point(x: layout.box.left, y: zero), to: Point(x: layout.box.right, y: zero), .faint, width: 0.5)
        return [.group("looks", upright + [level])]
    }

    private var lines: [SVGElement] {
        let mirrored = options.isTwoSided ? places(\.futility).map { ($0.fraction, -$0.z) } : []
        return [
            line(upper, Self.efficacy, "efficacy", isAbove: true),
            line(places(\.futility), Self.futility, "futility", isAbove: options.isTwoSided),
            line(mirrored, Self.futility, "futility", isAbove: false),
            line(lower, Self.lower, "lower", isAbove: false),
        ].compactMap(\.self)
    }

    /// A boundary with its marks and values; values are left out where they would touch.
    private func line(
        _ places: [(fraction: Double, z: Double)], _ colour: Int, _ part: String, isAbove: Bool
    ) -> SVGElement? {
        guard !places.isEmpty else { return nil }
        let points = outline(places)
        var elements: [SVGElement] = []
        if points.count > 1 {
            var data = PathData()
            data.line(through: points.map { Vertex(x: Coordinate($0.x).hundredths, y: Coordinate($0.y).hundredths) })
            elements.append(
                .path(
                    stroke: .series(colour), width: CurveStyle.lineWidth, dashes: Palette.dash(colour), data: data.text)
            )
        }
        var free = -Double.infinity
        for (point, place) in zip(points, places).reversed().sorted(by: { $0.0.x < $1.0.x }) {
            elements.append(dot(point, .series(colour), radius: 2.5))
            let text = NumberText.fixed(place.z, decimals: 2)
            let half = Typeface.small.width(of: text) / 2
            guard point.x - half > free else { continue }
            free = point.x + half + 3
            // What lies beyond the axis stands at its edge, with its value inside.
            let hasRoom = isAbove ? point.y > layout.box.top + 10 : point.y < layout.box.bottom - 10
            let middle = point.y + (isAbove == hasRoom ? -8 : 8)
            elements.append(
                .text(
                    text, at: Point(x: point.x, y: middle + Typeface.small.baselineDrop), Typeface.small,
                    anchor: .middle, role: .seriesText(colour), part: "value"))
        }
        return .group(part, elements)
    }

    private func dot(_ point: Point, _ role: ColourRole, radius: Double) -> SVGElement {
        SVGElement(
            "circle", [.length("cx", point.x), .length("cy", point.y), .length("r", radius)], paints: [.fill(role)])
    }

    /// What the regions mean.
    private var words: [SVGElement] {
        let (box, line) = (layout.box, Typeface.label.lineHeight)
        var texts: [(text: String, at: Point, anchor: SVGElement.Anchor, role: ColourRole)] = []
        let end = layout.point(looks.last?.fraction ?? 1, 0).x - 4
        if !upper.isEmpty {
            texts.append(("Stop: efficacy", Point(x: end, y: box.top + line), .end, .seriesText(Self.efficacy)))
        }
        if !lower.isEmpty {
            let text = options.lowerMeaning == .harm ? "Stop: harm" : "Stop: other side"
            texts.append((text, Point(x: end, y: box.bottom - 5), .end, .seriesText(Self.lower)))
        }
        if !futility.isEmpty {
            texts.append(("Stop: futility", futilityWords(end), .end, .seriesText(Self.futility)))
        }
        if let first = looks.first {
            let start = layout.point(first.fraction, 0).x
            let left = box.left + 6
            // Away from what was seen, which begins at 0 too.
            let below = (options.observed.first ?? -1) >= 0
            let place = layout.point(0, 0).y + (below && !options.observed.isEmpty ? line + 3 : -5)
            texts.append(("Go on", Point(x: min(left, start), y: place), .start, .faint))
        }
        return [
            .group(
                "words",
                texts.map {
                    .text($0.text, at: $0.at, Typeface.label, anchor: $0.anchor, role: $0.role, part: "region")
                })
        ]
    }

    /// In the futility region at its far end: at the bottom, above a lower boundary, or in the middle.
    private func futilityWords(_ end: Double) -> Point {
        let last = looks.last?.fraction ?? 1
        if options.isTwoSided { return Point(x: end - 6, y: layout.point(last, 0).y - 5) }
        guard let lowest = lower.last?.z else { return Point(x: end, y: layout.box.bottom - 5) }
        return Point(x: end, y: layout.point(last, lowest).y - 14)
    }

    private var path: [SVGElement] {
        let seen = zip(looks, options.observed).map { layout.point($0.fraction, $1) }
        guard !seen.isEmpty else { return [] }
        var data = PathData()
        data.line(
            through: ([layout.point(0, 0)] + seen).map {
                Vertex(x: Coordinate($0.x).hundredths, y: Coordinate($0.y).hundredths)
            })
        let trace = SVGElement.path(stroke: .ink, width: CurveStyle.lineWidth, data: data.text)
        let label = seen.last.map {
            SVGElement.text(
                "seen", at: Point(x: $0.x + 6, y: $0.y + Typeface.small.baselineDrop), Typeface.small, part: "value")
        }
        return [.group("seen", [trace] + seen.map { dot($0, .ink, radius: 2.5) } + [label].compactMap(\.self))]
    }

    /// The boundaries in words, for those who listen.
    private var summary: String {
        let parts = looks.prefix(20).map { look in
            let lowerWord = options.lowerMeaning == .harm ? "harm" : "the other side"
            let stops = [
                look.upper.map { "efficacy from \(NumberText.fixed($0, decimals: 2))" },
                look.futility.map {
                    "futility \(options.isTwoSided ? "within" : "below") \(NumberText.fixed($0, decimals: 2))"
                }, look.lower.map { "\(lowerWord) to \(NumberText.fixed($0, decimals: 2))" },
            ].compactMap(\.self)
            return "At \(NumberText.measured(look.fraction)): \(stops.isEmpty ? "none" : stops.joined(separator: ", "))"
        }
        let seen = options.observed.prefix(20).map { NumberText.fixed($0, decimals: 2) }
        return "Critical values of Z by information fraction. \(parts.joined(separator: "; "))."
            + (seen.isEmpty ? "" : " Seen: \(seen.joined(separator: ", ")).")
    }
}
