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
        let traces = groups.map { CurveTraces(curve: $0.curve, frame: frame, options: options) }
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
            blocks.append((block, Point(x: frame.box.left, y: place)))
            place += block.height + 4
        }
        self.blocks = blocks + texts.inside.map { ($0.block, Point(x: $0.box.left, y: $0.box.top + top)) }
    }

    /// The widest label that may stand beside the numbers at risk.
    static func labelLimit(_ options: KaplanMeierFigure.Options) -> Double { 0.28 * options.width.points }

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
        let right = options.width.points - margin - max(column / 2, 4)
        let guess = height(options, width: right - margin - risk - column / 2)
        let titleRoom = Double(survivalTitle(options, height: guess).count) * Typeface.label.lineHeight + 4
        let left = margin + max(titleRoom + survivalTickRoom, risk > 0 ? risk + 6 + column / 2 : column / 2)
        let plot = Box(
            left: left.rounded(.up), top: 0, right: right.rounded(.down),
            bottom: height(options, width: right - left).rounded())
        let time = TimeAxis(
            options: options, longest: longest, from: plot.left, to: plot.right, columnWidth: column + 7)
        return PlotFrame(box: plot, time: time)
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
        let wanted = options.plotHeight.flatMap { $0.isFinite ? $0 : nil } ?? 0.62 * width
        return min(max(wanted, 110), options.plotHeight == nil ? 300 : 2000)
    }
}
