/// Where the columns of a Love plot stand: names, plot, differences before, differences after.
struct BalanceLayout: Sendable {
    static let margin = 6.0
    static let rowPadding = 7.0
    private static let gap = 12.0
    private static let widestLabel = 150.0
    /// The room of a mark before a heading.
    static let markRoom = 11.0

    let width: Double
    let plot: (left: Double, right: Double)
    /// Where the differences before and after begin.
    let columns: [Double]
    /// The names in lines.
    let labels: [[String]]
    /// The headings of the columns in lines.
    let headings: [[String]]
    let scale: LinearScale
    let ticks: [Double]
    private let step: Double

    init(rows: [BalanceFigure.Row], options: BalanceFigure.Options) {
        let (small, heading) = (Typeface.small, Typeface.heading)
        let labelWidth = min(rows.reduce(20) { max($0, small.width(of: $1.label)) }, Self.widestLabel)
        labels = rows.map { small.lines(of: $0.label, within: labelWidth) }
        let titles = [options.beforeTitle] + (options.afterTitle.map { [$0] } ?? [])
        let headings = titles.map { heading.lines(of: $0, within: 70) }
        self.headings = headings
        let texts = [rows.map(\.beforeText), rows.map(\.afterText)]
        let widths = headings.indices.map { index in
            texts[index].reduce(heading.width(of: headings[index]) + Self.markRoom) { max($0, small.width(of: $1)) }
        }
        let left = Self.margin + labelWidth + Self.gap
        let room = widths.reduce(0) { $0 + Self.gap + $1 }
        let right = max(options.width.points - Self.margin - room - 4, left + 80)
        plot = (left, right)
        columns = widths.indices.map { index in right + 4 + Self.gap + widths[..<index].reduce(0) { $0 + $1 + Self.gap }
        }
        width = right + 4 + room + Self.margin
        let most = rows.flatMap { [$0.before, $0.after] }.compactMap(\.self).max() ?? 0
        let threshold = options.threshold.flatMap { $0.isFinite && $0 > 0 ? $0 : nil } ?? 0
        let high = max(most, threshold * 1.5, 1e-6)
        step = TickStep.automatic(over: high, atMost: max(2, Int((right - left) / 48)), unit: .unstated)
        scale = LinearScale(domain: 0...((high / step).rounded(.up) * step), start: left, end: right)
        ticks = scale.ticks(every: step)
    }

    /// The lines of the headings.
    var headingLines: Int { headings.map(\.count).max() ?? 1 }

    /// The height of a row.
    func height(ofRow index: Int) -> Double {
        Double(max(labels[index].count, 1)) * Typeface.small.lineHeight + Self.rowPadding
    }

    /// The text of a tick.
    func text(_ tick: Double) -> String { NumberText.fixed(tick, decimals: TickStep.decimals(for: step)) }
}
