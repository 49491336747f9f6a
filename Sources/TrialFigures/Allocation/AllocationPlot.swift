/// The frame of a figure about allocations: title and legend above, a plot between a whole-number axis below and a linear one on the left.
struct AllocationPlot: Sendable {
    private static let margin = 6.0
    static let air = 4.0

    let box: Box
    let across: LinearScale
    let up: LinearScale
    private let width: Double
    private let title: [String]
    private let legend: TextBlock?
    private let legendTop: Double
    private let acrossTitle: [String]
    private let upTitle: [String]
    private let acrossTicks: [Double]?

    /// - Parameters:
    ///   - legend: the names of the series, each before its sample.
    ///   - ticks: where ticks stand below; round numbers where absent.
    init(
        title: String?, legend: [String], width: FigureWidth, across: ClosedRange<Double>, acrossTitle: String,
        up: ClosedRange<Double>, upTitle: String, ticks: [Double]? = nil
    ) {
        self.width = width.points
        let room = width.points - 2 * Self.margin
        self.title = Typeface.title.lines(of: title ?? "", within: room)
        self.legend = legend.isEmpty ? nil : .wideLegend(legend, within: room)
        var top = Self.margin
        if !self.title.isEmpty { top += Double(self.title.count) * Typeface.title.lineHeight + 4 }
        legendTop = top
        if let block = self.legend { top += block.height + 4 }
        let height = min(max(0.4 * width.points, 110), 200).rounded()
        self.upTitle = Typeface.label.lines(of: upTitle, within: height)
        let bottom = (top + 2).rounded(.up) + height
        self.up = LinearScale(domain: up, start: bottom, end: bottom - height + Self.air)
        let labels = PlotPanel.linearTicks(self.up).map(\.text)
        box = Box(
            left: (Self.margin + PlotPanel.leftRoom(labels, titleLines: self.upTitle.count)).rounded(.up),
            top: bottom - height, right: width.points - Self.margin - 8, bottom: bottom)
        self.across = LinearScale(domain: across, start: box.left + Self.air, end: box.right - Self.air)
        self.acrossTitle = Typeface.label.lines(of: acrossTitle, within: box.width)
        acrossTicks = ticks
    }

    /// The whole figure around what is drawn in the plot.
    func document(identifier: String, title: String, summary: String, _ drawn: [SVGElement]) -> SVGDocument {
        let panel = PlotPanel(
            box: box, across: ticks, up: PlotPanel.linearTicks(up), acrossTitle: acrossTitle, upTitle: upTitle)
        let head = SVGElement.lines(
            self.title, top: Point(x: Self.margin, y: Self.margin), Typeface.title, part: "title")
        let names = legend.map {
            [SVGElement.group("legend", $0.elements(at: Point(x: Self.margin, y: legendTop)))]
        }
        let bottom = box.bottom + PlotPanel.bottomRoom(titleLines: acrossTitle.count)
        return SVGDocument(
            identifier: identifier, width: width, height: (bottom + Self.margin).rounded(.up), title: title,
            summary: summary, elements: head + (names ?? []) + drawn + panel.axes)
    }

    private var ticks: [PlotPanel.Tick] {
        let wanted: [Double]
        if let acrossTicks {
            wanted = acrossTicks
        } else {
            let span = across.domain.upperBound - across.domain.lowerBound
            // Subjects are whole: no tick between two.
            wanted = across.ticks(every: max(1, TickStep.automatic(over: span, atMost: 10, unit: .unstated)))
        }
        var end = -Double.infinity
        return wanted.compactMap { value in
            let (place, text) = (across.position(of: value), NumberText.exact(value))
            let half = Typeface.small.width(of: text) / 2
            guard place - half > end + 4 else { return nil }
            end = place + half
            return PlotPanel.Tick(place: place, text: text)
        }
    }
}
