/// Places on an axis in proportion to the value.
struct LinearScale: Sendable {
    let domain: ClosedRange<Double>
    let start: Double
    let end: Double

    /// The place of a value, held inside the axis.
    func position(of value: Double) -> Double {
        let span = domain.upperBound - domain.lowerBound
        let fraction = span > 0 ? (value - domain.lowerBound) / span : 0
        return start + min(max(fraction, 0), 1) * (end - start)
    }

    /// The multiples of the step on the axis.
    func ticks(every step: Double) -> [Double] {
        let slack = 1e-9
        let first = (domain.lowerBound / step - slack).rounded(.up)
        let last = (domain.upperBound / step + slack).rounded(.down)
        guard first <= last, last - first < 10_000 else { return [] }
        // 3 · 0.2 is not the double that 0.6 is; 3/5 is.
        let inverse = (1 / step).rounded()
        let isPart = step < 1 && abs(inverse * step - 1) < 1e-12
        return (0...Int(last - first)).map { isPart ? (first + Double($0)) / inverse : (first + Double($0)) * step }
    }
}
