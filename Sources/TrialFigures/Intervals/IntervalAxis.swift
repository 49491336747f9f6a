/// The axis of a figure of intervals: a range that holds every estimate and limit, with ticks at round numbers.
struct IntervalAxis: Sendable {
    let scale: LinearScale
    let ticks: [Double]
    private let step: Double
    private let isShare: Bool

    init(rows: [IntervalFigure.Row], isShare: Bool, from left: Double, to right: Double) {
        let values = rows.flatMap { [$0.estimate, $0.lower, $0.upper] }.compactMap(\.self)
        let (low, high) = Self.range(values, isShare: isShare)
        let count = max(2, Int((right - left) / 52))
        step = TickStep.automatic(over: high - low, atMost: count, unit: .unstated)
        let domain = ((low / step).rounded(.down) * step)...((high / step).rounded(.up) * step)
        scale = LinearScale(domain: domain, start: left, end: right)
        ticks = scale.ticks(every: step)
        self.isShare = isShare
    }

    /// From the smallest to the largest value; shares from 0 where that is within one and a half of their spread.
    private static func range(_ values: [Double], isShare: Bool) -> (low: Double, high: Double) {
        guard let low = values.min(), let high = values.max() else { return (0, 1) }
        let spread = high - low > 0 ? high - low : max(abs(high) * 0.1, 1e-6)
        if isShare, low >= 0, low <= 1.5 * spread { return (0, max(high, 0.01)) }
        return high - low > 0 ? (low, high) : (low - spread, high + spread)
    }

    /// The text of a tick.
    func text(_ tick: Double) -> String {
        if isShare {
            return NumberText.fixed(tick * 100, decimals: TickStep.decimals(for: step * 100)) + "%"
        }
        return NumberText.fixed(tick, decimals: TickStep.decimals(for: step))
    }
}
