/// The axis of a forest plot: which ratios it spans and where its ticks stand.
struct ForestAxis: Sendable {
    let scale: LogScale
    let ticks: [Double]
    let reference: Double

    init(rows: [ForestFigure.Row], options: ForestFigure.Options, from left: Double, to right: Double) {
        reference = options.reference > 0 && options.reference.isFinite ? options.reference : 1
        let domain = Self.domain(rows: rows, wanted: options.axisRange, reference: reference)
        scale = LogScale(domain: domain, start: left, end: right)
        ticks = scale.ticks { Typeface.small.width(of: NumberText.tick($0)) + 6 }
    }

    /// The range asked for, or one that holds every estimate and, within a factor of ten of the reference, every limit.
    private static func domain(
        rows: [ForestFigure.Row], wanted: ClosedRange<Double>?, reference: Double
    ) -> ClosedRange<Double> {
        if let wanted, wanted.lowerBound > 0, wanted.upperBound.isFinite, wanted.lowerBound < wanted.upperBound {
            return min(wanted.lowerBound, reference)...max(wanted.upperBound, reference)
        }
        let estimates = rows.compactMap(\.estimate).map { min(max($0, reference / 100), reference * 100) }
        let limits = rows.flatMap { [$0.lower, $0.upper] }.compactMap(\.self)
            .map { min(max($0, reference / 10), reference * 10) }
        let values = estimates + limits
        // Half and double at least, so that small differences do not look large.
        let lower = min(values.min() ?? reference, reference / 2)
        let upper = max(values.max() ?? reference, reference * 2)
        return LogScale.rounded(outward: lower...upper)
    }

    /// Whether a limit lies beyond the left end; no limit means no end.
    func leavesLeft(_ lower: Double?) -> Bool {
        lower.map { $0 < scale.domain.lowerBound * (1 - 1e-9) } ?? true
    }

    /// Whether a limit lies beyond the right end; no limit means no end.
    func leavesRight(_ upper: Double?) -> Bool {
        upper.map { $0 > scale.domain.upperBound * (1 + 1e-9) } ?? true
    }

    func contains(_ value: Double) -> Bool {
        !leavesLeft(value) && !leavesRight(value)
    }
}
