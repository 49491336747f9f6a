/// Places on an axis in proportion to the logarithm, for ratios.
struct LogScale: Sendable {
    let domain: ClosedRange<Double>
    let start: Double
    let end: Double

    /// The place of a ratio, held inside the axis.
    func position(of value: Double) -> Double {
        guard value > 0 else { return start }
        let span = Logarithm.natural(domain.upperBound / domain.lowerBound)
        let fraction = span > 0 ? Logarithm.natural(value / domain.lowerBound) / span : 0
        return start + min(max(fraction, 0), 1) * (end - start)
    }

    /// Ticks at 1, 2 and 5 times powers of ten, thinned to 1 alone and then to fewer decades until they stand at least
    /// `spacing` apart.
    func ticks(spacing: (Double) -> Double) -> [Double] {
        for candidate in candidates where standsApart(candidate, spacing: spacing) { return candidate }
        return []
    }

    private var candidates: [[Double]] {
        let decades = 1...24
        return [Self.ladder([1, 2, 5], every: 1), Self.ladder([1, 3], every: 1)].map(within)
            + decades.map { within(Self.ladder([1], every: $0)) }
    }

    private func within(_ values: [Double]) -> [Double] {
        let slack = 1 + 1e-9
        return values.filter { $0 >= domain.lowerBound / slack && $0 <= domain.upperBound * slack }
    }

    private func standsApart(_ ticks: [Double], spacing: (Double) -> Double) -> Bool {
        zip(ticks, ticks.dropFirst()).allSatisfy { left, right in
            position(of: right) - position(of: left) >= (spacing(left) + spacing(right)) / 2
        }
    }

    /// The multiples of powers of ten; those of negative powers by division, which keeps 0.2 exactly 0.2.
    private static func ladder(_ multiples: [Double], every stride: Int) -> [Double] {
        let reach = 24 / stride
        return (-reach...reach).flatMap { index in
            multiples.map { multiple in
                let exponent = index * stride
                return exponent < 0
                    ? multiple / Logarithm.powerOfTen(-exponent) : multiple * Logarithm.powerOfTen(exponent)
            }
        }
    }

    /// The smallest range between 1-2-5 values that holds the given one.
    static func rounded(outward range: ClosedRange<Double>) -> ClosedRange<Double> {
        let values = ladder([1, 2, 5], every: 1)
        let slack = 1 + 1e-9
        let lower = values.last { $0 <= range.lowerBound * slack } ?? range.lowerBound
        let upper = values.first { $0 >= range.upperBound / slack } ?? range.upperBound
        return lower...max(lower, upper)
    }
}
