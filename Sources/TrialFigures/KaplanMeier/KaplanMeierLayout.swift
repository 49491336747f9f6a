import TrialStatistics

/// Where everything of a Kaplan-Meier figure stands, measured from the widest texts.
///
/// Text that finds no room in the plot goes above it, which moves the plot down but leaves it as it is.
struct KaplanMeierLayout: Sendable {
    static let margin = 6.0

    let groups: [KaplanMeierFigure.Group]
    let options: KaplanMeierFigure.Options
    let frame: PlotFrame
    let traces: [CurveTraces]
    /// Blocks in the plot and above it, with their top left corners.
    let blocks: [(block: TextBlock, corner: Point)]
    let title: [String]

    init(groups: [KaplanMeierFigure.Group], options: KaplanMeierFigure.Options) {
        self.groups = groups
        self.options = options
        let frame = Self.frame(groups: groups, options: options)
        let traces = groups.map { CurveTraces(group: $0, frame: frame, options: options) }
        let texts = PlotTexts(groups: groups, options: options, frame: frame, traces: traces)

        title = Typeface.title.lines(of: options.title ?? "", within: options.width.points - 2 * Self.margin)
        let titleHeight = title.isEmpty ? 0 : Double(title.count) * Typeface.title.lineHeight + 5
        let aboveTop = Self.margin + titleHeight
        let aboveHeight = texts.above.reduce(0) { $0 + $1.height + 4 }
        let top = (aboveTop + aboveHeight + 1).rounded(.up)
        self.frame = frame.moved(down: top)
        self.traces = traces.map { $0.moved(down: top) }
        var place = aboveTop
        var blocks: [(TextBlock, Point)] = []
        for block in texts.above {
            blocks.append((block, Point(x: Self.margin, y: place)))
            place += block.height + 4
        }
        self.blocks = blocks + texts.inside.map { ($0.block, Point(x: $0.box.left, y: $0.box.top + top)) }
    }

    /// The widest label that may stand beside the numbers at risk.
    static func labelLimit(_ options: KaplanMeierFigure.Options) -> Double { 0.25 * options.width.points }

    /// The air between a label and the first number at risk.
    static let labelGap = 9.0

    /// The widths of what stands between the edge of the figure and the survival axis.
    static let survivalTickRoom = Typeface.small.width(of: "100") + 6
    var survivalTitle: [String] { Self.survivalTitle(options, height: frame.box.height) }

    static func survivalTitle(_ options: KaplanMeierFigure.Options, height: Double) -> [String] {
        Typeface.label.lines(of: options.survivalAxisTitle, within: height)
    }

    private static func frame(groups: [KaplanMeierFigure.Group], options: KaplanMeierFigure.Options) -> PlotFrame {
        let longest = groups.compactMap(\.curve.lastTime).max()
        let column = columnWidth(groups: groups, options: options, longest: longest)
        let risk = RiskRows.labelRoom(groups: groups, table: options.riskTable, limit: labelLimit(options))
        let right = (options.width.points - margin - max(column / 2, 4)).rounded(.down)
        let room = risk > 0 ? risk + labelGap + column / 2 : column / 2
        let left = left(options, right: right, room: room)
        let plot = Box(left: left, top: 0, right: right, bottom: height(options, width: right - left))
        let time = TimeAxis(
            options: options, longest: longest, from: plot.left, to: plot.right, columnWidth: column + 7)
        return PlotFrame(box: plot, time: time)
    }

    /// Where the plot begins: right of its title, which takes more lines the less height there is.
    private static func left(_ options: KaplanMeierFigure.Options, right: Double, room: Double) -> Double {
        for lines in 1...5 {
            let title = Double(lines) * Typeface.label.lineHeight + 4 + survivalTickRoom
            let left = (margin + max(title, room)).rounded(.up)
            if survivalTitle(options, height: height(options, width: right - left)).count <= lines { return left }
        }
        return (margin + max(6 * Typeface.label.lineHeight + survivalTickRoom, room)).rounded(.up)
    }

    /// The width of the widest tick label or number at risk.
    private static func columnWidth(
        groups: [KaplanMeierFigure.Group], options: KaplanMeierFigure.Options, longest: Double?
    ) -> Double {
        let axis = TimeAxis(options: options, longest: longest, from: 0, to: options.width.points, columnWidth: 20)
        return max(
            Typeface.small.width(of: axis.ticks.map(axis.text)),
            RiskRows.countWidth(groups: groups, table: options.riskTable))
    }

    private static func height(_ options: KaplanMeierFigure.Options, width: Double) -> Double {
        guard let wanted = options.plotHeight, wanted.isFinite else {
            return min(max(0.62 * width, 110), 300).rounded()
        }
        return min(max(wanted, 60), 2000).rounded()
    }
}
