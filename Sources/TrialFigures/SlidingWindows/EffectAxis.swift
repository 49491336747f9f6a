/// The axis of effects of a figure of windows: a logarithmic one for ratios, a linear one for differences.
struct EffectAxis: Sendable {
    let ticks: [Double]
    /// No effect: 1 or 0.
    let reference: Double
    let domain: ClosedRange<Double>
    private let scale: SlidingWindowFigure.Scale
    private let bottom: Double
    private let top: Double
    private let decimals: Int

    init(_ figure: SlidingWindowFigure, bottom: Double, top: Double) {
        scale = figure.scale
        self.bottom = bottom
        self.top = top
        let windows = figure.windows
        let estimates = windows.compactMap(\.estimate) + (figure.options.overall.map { [$0] } ?? [])
        let limits = windows.flatMap { [$0.lower, $0.upper].compactMap(\.self) }
        switch figure.scale {
        case .ratio:
            reference = 1
            // Within a factor of ten of no effect every limit is shown, within a hundred every estimate.
            let values = estimates.map { min(max($0, 0.01), 100) } + limits.map { min(max($0, 0.1), 10) }
            domain = LogScale.rounded(outward: min(values.min() ?? 1, 0.5)...max(values.max() ?? 1, 2))
            ticks = LogScale(domain: domain, start: 0, end: bottom - top).ticks { _ in 14 }
            decimals = 0
        case .difference:
            reference = 0
            let values = (estimates + limits).map { min(max($0, -1e6), 1e6) }
            let (low, high) = (min(values.min() ?? 0, 0), max(values.max() ?? 0, 0))
            let step = TickStep.automatic(over: max(high - low, 1e-6), atMost: 8, unit: .unstated)
            domain = (low / step).rounded(.down) * step...max((high / step).rounded(.up), 1) * step
            ticks = LinearScale(domain: domain, start: 0, end: 1).ticks(every: step)
            decimals = TickStep.decimals(for: step)
        }
    }

    /// The height of an effect, held inside the axis.
    func position(of value: Double) -> Double {
        scale == .ratio
            ? LogScale(domain: domain, start: bottom, end: top).position(of: value)
            : LinearScale(domain: domain, start: bottom, end: top).position(of: value)
    }

    func text(of tick: Double) -> String {
        scale == .ratio ? NumberText.tick(tick) : NumberText.fixed(tick, decimals: decimals)
    }

    /// Whether a limit lies below the axis; no limit means no end.
    func leavesBelow(_ lower: Double?) -> Bool { lower.map { $0 < domain.lowerBound - slack } ?? true }

    /// Whether a limit lies above the axis.
    func leavesAbove(_ upper: Double?) -> Bool { upper.map { $0 > domain.upperBound + slack } ?? true }

    func contains(_ value: Double) -> Bool { !leavesBelow(value) && !leavesAbove(value) }

    private var slack: Double { 1e-9 * (scale == .ratio ? domain.lowerBound : domain.upperBound - domain.lowerBound) }
}
