/// The elements of a figure of doses.
struct DoseCalendarDrawing: Sendable {
    private let figure: DoseCalendarFigure
    private let layout: DoseCalendarLayout

    init(figure: DoseCalendarFigure) {
        self.figure = figure
        layout = DoseCalendarLayout(figure)
    }

    var document: SVGDocument {
        let legend = DoseCalendarLegend(figure, top: layout.bottom + 4)
        var elements = head + layout.cycles.indices.map { .group("cycle", row($0)) } + legend.elements
        var bottom = legend.bottom
        if figure.cycles.count > layout.cycles.count {
            let text = "\(figure.cycles.count - layout.cycles.count) later cycles are not shown."
            elements += SVGElement.lines(
                [text], top: Point(x: layout.labelLeft, y: bottom), Typeface.small, part: "note")
            bottom += Typeface.small.lineHeight
        }
        return SVGDocument(
            identifier: figure.options.identifier, width: figure.options.width.points,
            height: (bottom + DoseCalendarLayout.margin).rounded(.up), title: figure.options.title ?? "Doses by cycle",
            summary: figure.summary, elements: elements)
    }

    private var head: [SVGElement] {
        let heading = Typeface.heading
        let title = SVGElement.lines(
            layout.title, top: Point(x: layout.labelLeft, y: DoseCalendarLayout.margin), Typeface.title, part: "title")
        let names = SVGElement.lines(
            ["Cycle"], top: Point(x: layout.labelLeft, y: layout.headTop), heading, part: "heading")
        let numbers = layout.numberedDays.flatMap { day in
            SVGElement.lines(
                [String(day)], top: Point(x: layout.left + (Double(day) - 0.5) * layout.dayWidth, y: layout.headTop),
                Typeface.small, anchor: .middle, role: .faint, part: "day")
        }
        return title + names + numbers
    }

    private func row(_ index: Int) -> [SVGElement] {
        let cycle = layout.cycles[index]
        let top = layout.tops[index]
        let small = Typeface.small
        var elements = SVGElement.lines([cycle.label], top: Point(x: layout.labelLeft, y: top), small, part: "label")
        elements += SVGElement.lines(
            [cycle.date], top: Point(x: layout.dateLeft, y: top), small, role: .faint, part: "date")
        elements += SVGElement.lines(
            layout.remarks[index], top: Point(x: layout.remarkLeft, y: top), small, part: "remark")
        for (drug, amount) in cycle.amounts.enumerated() where figure.drugs.indices.contains(drug) && !amount.isEmpty {
            elements += SVGElement.lines(
                [amount], top: layout.amount(row: index, drug: drug), small, role: .seriesText(drug), part: "amount")
        }
        let base = top + layout.column(row: index, day: 1).height + 1
        elements.append(
            .line(from: Point(x: layout.left, y: base), to: Point(x: layout.right, y: base), .rule, width: 0.4))
        for dose in cycle.doses where figure.drugs.indices.contains(dose.drug) && (1...figure.days).contains(dose.day) {
            elements +=
                DoseMark(dose.mark, .series(dose.drug), layout.box(row: index, drug: dose.drug, day: dose.day)).elements
        }
        if let today = figure.options.today, today.cycle == index, (1...figure.days).contains(today.day) {
            elements.append(frame(layout.column(row: index, day: today.day).grown(by: 0.6)))
        }
        return elements
    }

    private func frame(_ box: Box) -> SVGElement {
        var data = PathData()
        let corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
        data.line(through: corners.map { Vertex(Point(x: $0.0, y: $0.1)) })
        data.close()
        return .path(stroke: .ink, width: 1, part: "today", data: data.text)
    }
}

/// The sign of one dose.
struct DoseMark: Sendable {
    private let mark: DoseCalendarFigure.Mark
    private let colour: ColourRole
    private let box: Box

    init(_ mark: DoseCalendarFigure.Mark, _ colour: ColourRole, _ box: Box) {
        self.mark = mark
        self.colour = colour
        self.box = box
    }

    /// Filled: given. Half: changed. Outline: due. Cross: missed. Line: held. Dot: not recorded.
    var elements: [SVGElement] {
        switch mark {
        case .given: return [.rectangle(box, fill: colour)]
        case .changed: return [lowerHalf(colour), outline(colour)]
        case .due: return [outline(colour)]
        case .dueChanged: return [outline(colour), stroke(colour, [bottomLeft, topRight])]
        case .open: return [outline(.faint), dot(.ink)]
        case .missed: return [stroke(.ink, [topLeft, bottomRight]), stroke(.ink, [bottomLeft, topRight])]
        case .notGiven:
            return [stroke(.faint, [Point(x: box.left, y: box.middle.y), Point(x: box.right, y: box.middle.y)])]
        case .unknown:
            return [dot(.faint)]
        }
    }

    private func dot(_ colour: ColourRole) -> SVGElement {
        .rectangle(Box(left: box.middle.x - 0.8, top: box.middle.y - 0.8, width: 1.6, height: 1.6), fill: colour)
    }

    private var topLeft: Point { Point(x: box.left, y: box.top) }
    private var topRight: Point { Point(x: box.right, y: box.top) }
    private var bottomLeft: Point { Point(x: box.left, y: box.bottom) }
    private var bottomRight: Point { Point(x: box.right, y: box.bottom) }

    private func lowerHalf(_ colour: ColourRole) -> SVGElement {
        .rectangle(Box(left: box.left, top: box.middle.y, right: box.right, bottom: box.bottom), fill: colour)
    }

    private func outline(_ colour: ColourRole) -> SVGElement {
        stroke(colour, [topLeft, topRight, bottomRight, bottomLeft], closed: true)
    }

    private func stroke(_ colour: ColourRole, _ points: [Point], closed: Bool = false) -> SVGElement {
        var data = PathData()
        data.line(through: points.map(Vertex.init))
        if closed { data.close() }
        return .path(stroke: colour, width: 0.7, part: "dose", data: data.text)
    }
}

extension Vertex {
    /// The corner at a point.
    fileprivate init(_ point: Point) {
        self.init(x: Coordinate(point.x).hundredths, y: Coordinate(point.y).hundredths)
    }
}
