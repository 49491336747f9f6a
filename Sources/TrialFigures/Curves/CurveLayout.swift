/// Where everything of a figure of curves stands: title, notes and names above, the plot with its axes below.
struct CurveLayout: Sendable {
    static let margin = 6.0

    let series: [CurveFigure.Series]
    let options: CurveFigure.Options
    let title: [String]
    let notes: [String]
    let legend: TextBlock?
    let legendTop: Double
    let box: Box
    let axis: TimeAxis
    let values: ValueAxis
    let valueTitle: [String]

    init(series: [CurveFigure.Series], options: CurveFigure.Options) {
        let room = options.width.points - 2 * Self.margin
        let sound = series.map { Self.sound($0, options.valueScale) }
        self.series = sound
        self.options = options
        title = Typeface.title.lines(of: options.title ?? "", within: room)
        notes = options.notes.flatMap { Typeface.label.lines(of: $0, within: room) }
        let isNamed = sound.contains { !$0.label.isEmpty }
        legend = isNamed ? .wideLegend(sound.map(\.label), within: room) : nil
        var top = Self.margin
        if !title.isEmpty { top += Double(title.count) * Typeface.title.lineHeight + 4 }
        if !notes.isEmpty { top += Double(notes.count) * Typeface.label.lineHeight + 3 }
        legendTop = top
        if let legend { top += legend.height + 4 }
        top = (top + 2).rounded(.up)
        let height = min(max(0.5 * options.width.points, 110), 260).rounded()
        let valueTitle = Typeface.label.lines(of: options.valueTitle, within: height)
        self.valueTitle = valueTitle
        let wholeScale = ValueAxis(series: sound, scale: options.valueScale, bottom: height, top: 0)
        let left =
            (Self.margin + Double(valueTitle.count) * Typeface.label.lineHeight + 9 + wholeScale.labelWidth).rounded(
                .up)
        box = Box(
            left: left, top: top, right: (options.width.points - Self.margin - 12).rounded(.down), bottom: top + height)
        values = ValueAxis(series: sound, scale: options.valueScale, bottom: box.bottom, top: box.top)
        axis = Self.axis(sound, options, box)
    }

    private static func sound(_ series: CurveFigure.Series, _ scale: CurveFigure.ValueScale) -> CurveFigure.Series {
        let points = series.points.filter {
            $0.place.isFinite && $0.value.isFinite && (scale == .percent || $0.value > 0)
        }
        return CurveFigure.Series(series.label, shape: series.shape, points: points, end: series.end)
    }

    private static func axis(
        _ series: [CurveFigure.Series], _ options: CurveFigure.Options, _ box: Box
    ) -> TimeAxis {
        var like = KaplanMeierFigure.Options()
        like.timeUnit = options.axisUnit
        let places = series.flatMap { one in one.points.map(\.place) + (one.end.map { [$0] } ?? []) }
        let isFromZero = series.contains { $0.shape == .steps }
        if let range = options.axisRange {
            like.timeRange = range
        } else if !isFromZero, let least = places.min(), let greatest = places.max() {
            like.timeRange = least...greatest
        }
        func axis(_ width: Double) -> TimeAxis {
            TimeAxis(options: like, longest: places.max(), from: box.left, to: box.right, columnWidth: width)
        }
        let first = axis(26)
        return axis(max(26, Typeface.small.width(of: first.ticks.map(first.text)) + 8))
    }

    /// The title of the axis with its unit.
    var axisTitle: String { options.axisUnit.name.map { "\(options.axisTitle) (\($0))" } ?? options.axisTitle }

    func point(_ place: Double, _ value: Double) -> Point {
        Point(x: axis.scale.position(of: place), y: values.position(of: value))
    }
}

/// The upright axis: percent, or ratios on a logarithmic scale.
struct ValueAxis: Sendable {
    let ticks: [(value: Double, text: String)]
    private let linear: LinearScale?
    private let ratios: LogScale?
    private let bottom: Double

    init(series: [CurveFigure.Series], scale: CurveFigure.ValueScale, bottom: Double, top: Double) {
        self.bottom = bottom
        let height = bottom - top - 2 * PlotFrame.air
        switch scale {
        case .percent:
            ratios = nil
            linear = LinearScale(domain: 0...1, start: bottom - PlotFrame.air, end: top + PlotFrame.air)
            ticks = (0...5).map { (Double($0) / 5, String(20 * $0)) }
        case .ratio:
            linear = nil
            let axis = LogScale(domain: Self.domain(series), start: 0, end: height)
            ratios = axis
            ticks = axis.ticks { _ in 2 * Typeface.small.lineHeight }.map { ($0, NumberText.tick($0)) }
        }
    }

    /// Every value, and every limit within a factor of ten of them; half and double at least.
    private static func domain(_ series: [CurveFigure.Series]) -> ClosedRange<Double> {
        let points = series.flatMap(\.points)
        let held = points.map { min(max($0.value, 1e-3), 1e3) }
        let low = min(held.min() ?? 1, 0.5)
        let high = max(held.max() ?? 1, 2)
        let limits = points.flatMap { [$0.lower, $0.upper] }.compactMap(\.self).map {
            min(max($0, low / 10), high * 10)
        }
        return LogScale.rounded(outward: min(limits.min() ?? low, low)...max(limits.max() ?? high, high))
    }

    func position(of value: Double) -> Double {
        if let linear { return linear.position(of: value) }
        return bottom - PlotFrame.air - (ratios?.position(of: value) ?? 0)
    }

    /// The widest label.
    var labelWidth: Double { Typeface.small.width(of: ticks.map(\.text)) }
}
