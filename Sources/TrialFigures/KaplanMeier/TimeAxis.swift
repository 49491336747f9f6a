/// The time axis: its range, the ticks that carry labels and numbers at risk, and the small ticks between them.
struct TimeAxis: Sendable {
    let scale: LinearScale
    /// The times with a label.
    let ticks: [Double]
    /// The times with only a mark.
    let minorTicks: [Double]
    private let decimals: Int

    /// The axis over `from...to`, whose labels and columns of numbers need `columnWidth` each.
    init(options: KaplanMeierFigure.Options, longest: Double?, from start: Double, to end: Double, columnWidth: Double)
    {
        let given = options.timeRange.flatMap(Self.sound)
        let wanted = given ?? Self.range(longest: longest)
        let span = wanted.upperBound - wanted.lowerBound
        let room = min(Int((end - start) / max(columnWidth, 26)), 10)
        let automatic = TickStep.automatic(over: span, atMost: room, unit: options.timeUnit)
        let step = options.timeTickStep.flatMap { $0 > 0 && $0.isFinite && span / $0 < 10_000 ? $0 : nil } ?? automatic
        let next = (wanted.upperBound / step).rounded(.up) * step
        // A tick just past the last observation ends the axis more quietly than an odd number would.
        let upper =
            given == nil && next - wanted.upperBound <= 0.08 * span ? next : wanted.upperBound
        let scale = LinearScale(domain: wanted.lowerBound...upper, start: start, end: end)
        let all = scale.ticks(every: step)
        let distance = step / (upper - wanted.lowerBound) * (end - start)
        let stride = max(1, (columnWidth / distance).rounded(.up))
        let isMajor = { (tick: Double) in ((tick / step).rounded()).truncatingRemainder(dividingBy: stride) == 0 }
        self.scale = scale
        ticks = all.filter(isMajor)
        minorTicks = distance < 3 ? [] : all.filter { !isMajor($0) }
        decimals = TickStep.decimals(for: step)
    }

    func text(of tick: Double) -> String { NumberText.fixed(tick, decimals: decimals) }

    private static func sound(_ range: ClosedRange<Double>) -> ClosedRange<Double>? {
        let span = range.upperBound - range.lowerBound
        return span.isFinite && span > 0 ? range : nil
    }

    private static func range(longest: Double?) -> ClosedRange<Double> {
        guard let longest, longest > 0, longest.isFinite else { return 0...1 }
        return 0...longest
    }
}
