/// A figure of imbalance with a strip for each course: name, steps, largest value, over one axis of subjects.
struct ImbalanceStrips: Sendable {
    /// More courses than these do not get strips.
    static let most = 40
    private static let margin = 6.0
    private static let height = 22.0
    private static let gap = 5.0

    let figure: ImbalanceFigure
    private let names: [[String]]
    private let title: [String]
    private let remark: [String]
    private let box: Box
    private let across: LinearScale
    private let highest: Double

    init(figure: ImbalanceFigure) {
        self.figure = figure
        let width = figure.options.width.points
        let room = width - 2 * Self.margin
        names = figure.courses.map { Typeface.small.lines(of: $0.label, within: 0.34 * room) }
        title = Typeface.title.lines(of: figure.options.title ?? "", within: room)
        let bound = figure.options.bound.map { "Dashed: at most \(NumberText.fixed($0, decimals: 1)). " } ?? ""
        remark = Typeface.label.lines(
            of: "\(figure.options.valueTitle). \(bound)On the right: the largest.", within: room)
        let top =
            Self.margin + (title.isEmpty ? 0 : Double(title.count) * Typeface.title.lineHeight + 3)
            + Double(remark.count) * Typeface.label.lineHeight + 5
        let left = Self.margin + (names.map { Typeface.small.width(of: $0) }.max() ?? 0) + 8
        let tail = Typeface.small.width(of: "00.0") + 6
        let bottom = top + Double(figure.courses.count) * (Self.height + Self.gap)
        box = Box(left: left, top: top, right: width - Self.margin - tail, bottom: bottom)
        let longest = figure.courses.map(\.values.count).max() ?? 0
        across = LinearScale(domain: 0...Double(max(1, longest)), start: box.left, end: box.right)
        highest = max(figure.courses.flatMap(\.values).max() ?? 0, figure.options.bound ?? 0)
    }

    var document: SVGDocument {
        let titleHeight = title.isEmpty ? 0 : Double(title.count) * Typeface.title.lineHeight + 3
        let head =
            SVGElement.lines(title, top: Point(x: Self.margin, y: Self.margin), Typeface.title, part: "title")
            + SVGElement.lines(
                remark, top: Point(x: Self.margin, y: Self.margin + titleHeight), Typeface.label, part: "note")
        let acrossTitle = Typeface.label.lines(of: figure.options.subjectTitle, within: box.width)
        let panel = PlotPanel(box: box, across: ticks, up: [], acrossTitle: acrossTitle, upTitle: [])
        let height = box.bottom + PlotPanel.bottomRoom(titleLines: acrossTitle.count) + Self.margin
        return SVGDocument(
            identifier: figure.options.identifier, width: figure.options.width.points, height: height.rounded(.up),
            title: figure.options.title ?? figure.options.valueTitle, summary: figure.summary,
            elements: head + figure.courses.indices.map { .group("strip", strip($0)) } + panel.axes)
    }

    private var ticks: [PlotPanel.Tick] {
        let step = max(1, TickStep.automatic(over: across.domain.upperBound, atMost: 8, unit: .unstated))
        return across.ticks(every: step).map {
            PlotPanel.Tick(place: across.position(of: $0), text: NumberText.exact($0))
        }
    }

    private func strip(_ index: Int) -> [SVGElement] {
        let course = figure.courses[index]
        let bottom = box.top + Double(index + 1) * (Self.height + Self.gap)
        let up = LinearScale(domain: 0...max(highest, 1e-9), start: bottom, end: bottom - Self.height)
        let middle = bottom - Self.height / 2
        let small = Typeface.small
        let nameTop = middle - Double(names[index].count) * small.lineHeight / 2
        var elements = SVGElement.lines(names[index], top: Point(x: Self.margin, y: nameTop), small, part: "name")
        elements.append(
            .line(from: Point(x: box.left, y: bottom), to: Point(x: box.right, y: bottom), .rule, width: 0.5))
        if let bound = figure.options.bound {
            let y = up.position(of: bound)
            elements.append(
                .line(from: Point(x: box.left, y: y), to: Point(x: box.right, y: y), .rule, width: 0.5, dashes: [3, 2]))
        }
        var trace = StepTrace(from: Point(x: box.left, y: bottom))
        for (subject, value) in course.values.enumerated() {
            trace.jump(to: Point(x: across.position(of: Double(subject + 1)), y: up.position(of: value)))
        }
        trace.finish(at: across.position(of: Double(course.values.count)))
        var data = PathData()
        data.line(through: trace.vertices)
        elements.append(.path(stroke: .series(0), width: 1, part: "course", data: data.text))
        let largest = NumberText.fixed(course.values.max() ?? 0, decimals: 1)
        elements.append(
            .text(largest, at: Point(x: box.right + 5, y: middle + small.baselineDrop), small, part: "largest"))
        return elements
    }
}
