/// Where everything of a figure of boundaries stands: the title above, the plot with its axes below.
struct BoundaryLayout: Sendable {
    static let margin = 6.0
    /// The largest Z that is drawn in proportion; what lies beyond stands at the edge.
    static let furthest = 6.0

    let title: [String]
    let panel: PlotPanel
    let height: Double
    private let across: LinearScale
    private let up: LinearScale

    init(looks: [BoundaryFigure.Look], options: BoundaryFigure.Options) {
        let room = options.width.points - 2 * Self.margin
        title = Typeface.title.lines(of: options.title ?? "", within: room)
        let domain = Self.domain(looks, options)
        let titles = (across: ["Information fraction"], up: ["Z"])
        let left = Self.margin + PlotPanel.leftRoom(["−6"], titleLines: 1)
        let top = Self.margin + (title.isEmpty ? 0 : Double(title.count) * Typeface.title.lineHeight + 4)
        let plot = min(max(0.5 * options.width.points, 130), 260).rounded()
        let box = Box(left: left, top: top, right: options.width.points - Self.margin - 12, bottom: top + plot)
        across = LinearScale(domain: 0...max(1, looks.last?.fraction ?? 1), start: box.left, end: box.right - 10)
        up = LinearScale(domain: domain, start: box.bottom, end: box.top)
        panel = PlotPanel(
            box: box, across: Self.fractionTicks(across), up: PlotPanel.linearTicks(up), acrossTitle: titles.across,
            upTitle: titles.up)
        height = box.bottom + PlotPanel.bottomRoom(titleLines: 1) + Self.margin
    }

    var box: Box { panel.box }

    func point(_ fraction: Double, _ z: Double) -> Point {
        Point(x: across.position(of: fraction), y: up.position(of: z))
    }

    /// Every fifth of the planned information.
    private static func fractionTicks(_ scale: LinearScale) -> [PlotPanel.Tick] {
        scale.ticks(every: 0.2).map {
            PlotPanel.Tick(place: scale.position(of: $0), text: NumberText.fixed($0, decimals: 1))
        }
    }

    /// From below the lowest value to above the highest, both whole or half.
    private static func domain(_ looks: [BoundaryFigure.Look], _ options: BoundaryFigure.Options) -> ClosedRange<Double>
    {
        let futility = looks.compactMap(\.futility)
        let values =
            looks.compactMap(\.upper) + looks.compactMap(\.lower) + futility
            + (options.isTwoSided ? futility.map { -$0 } : []) + options.observed + [0]
        let held = values.map { min(max($0, -furthest), furthest) }
        let low = (held.min() ?? 0) - 0.8
        let high = (held.max() ?? 0) + 0.8
        return (low * 2).rounded(.down) / 2...(high * 2).rounded(.up) / 2
    }
}
