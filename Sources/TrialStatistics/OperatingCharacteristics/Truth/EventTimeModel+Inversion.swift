import TrialNumerics

extension EventTimeModel.Kind {
    /// H⁻¹(h), ∞ where the cumulative hazard never reaches h.
    func time(atCumulativeHazard h: Double) -> Double {
        switch self {
        case .never: .infinity
        case .exponential(let hazard): h / hazard
        case .piecewise(let pieces): pieces.time(atCumulativeHazard: h)
        case .weibull(let shape, let scale):
            h == 0 ? 0 : scale * PortableExponential.of(RandomBlocks.logarithm(h) / shape)
        case .cured(let share, let base):
            Self.time(of: base, share: share, at: PortableExponential.of(-h))
        case .changed(let base, let ratio, _, let cumulative):
            base.time(atCumulativeHazard: h <= cumulative ? h : cumulative + (h - cumulative) / ratio)
        }
    }

    /// The time at which those who are not cured have fallen so low that all together stand at `survival`.
    private static func time(of base: Self, share: Double, at survival: Double) -> Double {
        guard survival > share else { return .infinity }
        return base.time(atCumulativeHazard: -RandomBlocks.logarithm((survival - share) / (1 - share)))
    }

    /// H(t).
    func cumulativeHazard(at time: Double) -> Double {
        switch self {
        case .never: 0
        case .exponential(let hazard): hazard * time
        case .piecewise(let pieces): pieces.cumulativeHazard(at: time)
        case .weibull(let shape, let scale):
            time == 0 ? 0 : PortableExponential.of(shape * RandomBlocks.logarithm(time / scale))
        case .cured(let share, let base):
            -RandomBlocks.logarithm(
                share + (1 - share) * PortableExponential.of(-base.cumulativeHazard(at: time)))
        case .changed(let base, let ratio, let after, let cumulative):
            time <= after
                ? base.cumulativeHazard(at: time)
                : cumulative + ratio * (base.cumulativeHazard(at: time) - cumulative)
        }
    }
}

/// A hazard in steps with its cumulative hazard.
struct PiecewiseHazard: Sendable, Hashable, Codable {
    let starts: [Double]
    let hazards: [Double]
    /// H at the start of each piece.
    let cumulative: [Double]

    init(starts: [Double], hazards: [Double]) throws(StatisticsError) {
        guard !starts.isEmpty else {
            throw StatisticsError(.empty, argument: "starts", "starts is empty; expected at least one piece")
        }
        guard starts.count == hazards.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "hazards",
                "hazards has \(hazards.count) elements; expected \(starts.count), one for each start")
        }
        for (index, start) in starts.enumerated() {
            let isRight = index == 0 ? start == 0 : start.isFinite && start > starts[index - 1]
            guard isRight else {
                throw .invalid(
                    "starts", index, start, expected: index == 0 ? "0" : "a finite number above the one before")
            }
        }
        if let index = hazards.firstIndex(where: { !($0.isFinite && $0 >= 0) }) {
            throw .invalid("hazards", index, hazards[index], expected: "a finite number ≥ 0")
        }
        self.starts = starts
        self.hazards = hazards
        var sums = [0.0]
        for index in 1..<max(1, starts.count) {
            sums.append(sums[index - 1] + hazards[index - 1] * (starts[index] - starts[index - 1]))
        }
        cumulative = sums
    }

    /// The time at which the cumulative hazard passes h; ∞ where it never does.
    func time(atCumulativeHazard h: Double) -> Double {
        var piece = starts.count - 1
        while piece > 0, cumulative[piece] >= h { piece -= 1 }
        let hazard = hazards[piece]
        return hazard > 0 ? starts[piece] + (h - cumulative[piece]) / hazard : h == 0 ? 0 : .infinity
    }

    func cumulativeHazard(at time: Double) -> Double {
        var piece = starts.count - 1
        while piece > 0, starts[piece] >= time { piece -= 1 }
        return cumulative[piece] + hazards[piece] * (time - starts[piece])
    }
}
