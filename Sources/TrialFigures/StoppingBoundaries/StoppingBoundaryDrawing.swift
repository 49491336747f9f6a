import TrialStatistics

/// The elements of a figure of a stopping boundary.
struct StoppingBoundaryDrawing: Sendable {
    private let figure: StoppingBoundaryFigure
    private let plot: StoppingPlot

    private var looks: [BinaryBoundary.Look] { figure.boundary.looks }
    private var box: Box { plot.box }

    init(_ figure: StoppingBoundaryFigure) {
        self.figure = figure
        plot = StoppingPlot(
            title: figure.options.title,
            across: .init(
                title: figure.options.subjectTitle, highest: Double(figure.boundary.maximum), isCount: true),
            up: .init(title: figure.options.eventTitle, highest: Double(Self.mostEvents(figure)), isCount: true),
            width: figure.options.width.points, share: 0.5, tallest: 260)
    }

    /// The top of the axis of events: some room above every bound and everything seen.
    private static func mostEvents(_ figure: StoppingBoundaryFigure) -> Int {
        let looks = figure.boundary.looks
        let bounds = looks.compactMap(\.stopAt) + looks.compactMap(\.stopAtMost) + figure.path.map(\.events)
        let most = bounds.max() ?? figure.boundary.maximum
        return max(2, min(figure.boundary.maximum, most + max(2, most / 3)))
    }

    var document: SVGDocument {
        plot.document(
            identifier: figure.options.identifier, name: figure.options.title ?? "Stopping boundary", summary: summary,
            below: regions + bounds + words,
            above: plot.observed(figure.path.map { plot.point(Double($0.subjects), Double($0.events)) }, radius: 1.8))
    }

    // MARK: Regions

    private func x(_ subjects: Double) -> Double { plot.across.position(of: subjects) }
    private func y(_ events: Double) -> Double { plot.up.position(of: events) }

    /// Where a look's column of counts begins and ends: halfway to its neighbours where they are near, so that nothing seems to stop far from any look.
    private func column(_ index: Int) -> (from: Double, to: Double) {
        let subjects = { (i: Int) in Double(looks[i].subjects) }
        let widest = max(0.5, 0.04 * Double(figure.boundary.maximum))
        let reach = index > 0 ? (subjects(index) - subjects(index - 1)) / 2 : min(subjects(0), 4) / 2
        let ahead = index + 1 < looks.count ? (subjects(index + 1) - subjects(index)) / 2 : reach
        return (
            x(subjects(index) - min(reach, widest)),
            x(min(Double(figure.boundary.maximum), subjects(index) + min(ahead, widest)))
        )
    }

    private var regions: [SVGElement] {
        [region(0, "many") { look in look.stopAt.map { (Double($0) - 0.5, Double(look.subjects) + 0.5) } }]
            .compactMap(\.self)
            + [region(1, "few") { look in look.stopAtMost.map { (-0.5, Double($0) + 0.5) } }].compactMap(\.self)
    }

    /// The counts that stop at each look, as columns that touch; none above the number of subjects.
    private func region(
        _ colour: Int, _ part: String, _ range: (BinaryBoundary.Look) -> (low: Double, high: Double)?
    ) -> SVGElement? {
        var data = PathData()
        for (index, look) in looks.enumerated() {
            guard let (low, high) = range(look) else { continue }
            let (from, to) = column(index)
            data.line(
                through: [
                    vertex(from, y(low)), vertex(from, y(high)), vertex(to, y(high)), vertex(to, y(low)),
                ])
            data.close()
        }
        return data.text.isEmpty
            ? nil : .area(fill: .series(colour), opacity: 0.22, part: "stop-" + part, data: data.text)
    }

    private func vertex(_ x: Double, _ y: Double) -> Vertex { StoppingPlot.vertex(Point(x: x, y: y)) }

    // MARK: Bounds

    /// A mark at each bound, with its count where there is room.
    private var bounds: [SVGElement] {
        let room = looks.isEmpty ? 0 : (box.right - box.left) / Double(looks.count)
        let marks = looks.flatMap { look in
            [(look.stopAt, 0), (look.stopAtMost, 1)].flatMap { count, colour -> [SVGElement] in
                guard let count else { return [] }
                let place = Point(x: x(Double(look.subjects)), y: y(Double(count)))
                let dot = StoppingPlot.dot(place, radius: min(2.2, max(0.8, room / 4)), .series(colour))
                guard room >= 14 else { return [dot] }
                let beside = colour == 0 ? place.y - 5 : place.y + 5 + Typeface.small.baselineDrop * 2
                let text = SVGElement.text(
                    String(count), at: Point(x: place.x, y: max(beside, box.top + 7)), Typeface.small, anchor: .middle,
                    role: .seriesText(colour), part: "bound")
                // Below the axis there is no room.
                return beside > box.bottom - 2 ? [dot] : [dot, text]
            }
        }
        return marks.isEmpty ? [] : [.group("bounds", marks)]
    }

    // MARK: Words

    /// The looks that may be followed by another.
    private var interim: [BinaryBoundary.Look] { looks.filter { $0.subjects < figure.boundary.maximum } }

    private var words: [SVGElement] {
        var elements: [SVGElement] = []
        if let upper = looks.lastIndex(where: { $0.stopAt != nil }) {
            elements += text(
                figure.options.manyText, .seriesText(0), x: column(upper).to - 4, y: box.top + 6, anchor: .end)
        }
        if let lower = looks.lastIndex(where: { $0.stopAtMost != nil && $0.subjects < figure.boundary.maximum }) {
            let width = Typeface.label.width(of: figure.options.fewText)
            elements += text(
                figure.options.fewText, .seriesText(1), x: max(column(lower).to - 4, box.left + width + 4),
                y: box.bottom - Typeface.label.lineHeight - 3, anchor: .end)
        }
        guard let middle = interim.dropFirst(interim.count / 2).first else { return elements }
        let high = Double(middle.stopAt ?? Int(plot.up.domain.upperBound))
        let low = Double(middle.stopAtMost ?? 0)
        let place = y((high + low) / 2) - Typeface.label.lineHeight / 2
        return elements
            + text(figure.options.goOnText, .faint, x: x(Double(middle.subjects)), y: place, anchor: .middle)
    }

    private func text(
        _ words: String, _ role: ColourRole, x: Double, y: Double, anchor: SVGElement.Anchor
    ) -> [SVGElement] {
        SVGElement.lines(
            Typeface.label.lines(of: words, within: 0.6 * box.width), top: Point(x: x, y: y), Typeface.label,
            anchor: anchor,
            role: role, part: "region")
    }

    /// The boundary in words, for those who listen.
    private var summary: String {
        let spoken = looks.prefix(40).map { look in
            let many = look.stopAt.map { "\($0) or more" }
            let few = look.stopAtMost.map { "\($0) or fewer" }
            let bounds = [many, few].compactMap(\.self).joined(separator: ", ")
            return "after \(look.subjects) at \(bounds.isEmpty ? "no count" : bounds)"
        }
        let seen = figure.path.last.map { " Seen: \($0.events) of \($0.subjects)." } ?? ""
        return "\(figure.options.eventTitle) that stop: " + spoken.joined(separator: "; ") + "." + seen
    }
}
