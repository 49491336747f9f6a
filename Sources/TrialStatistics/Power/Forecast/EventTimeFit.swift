import TrialNumerics

/// The shape of the hazard that a prediction goes on with.
public enum EventTimeShape: Sendable, Hashable {
    /// Constant.
    case exponential
    /// Constant between given times since entry; the first at 0.
    case piecewise(starts: [Double])
    /// Weibull: rises or falls as a power of time.
    case weibull
}

/// A hazard fitted to an ongoing trial, with the uncertainty of its parameters.
///
/// ```
/// pieces: λⱼ ~ Gamma(dⱼ + ½, Tⱼ) a posteriori (Jeffreys), estimate dⱼ/Tⱼ
/// Weibull: Λ(t) = (t/b)ᵏ, (log k, log b) normal about the likeliest with the inverse of the observed information
/// ```
struct EventTimeFit: Sendable {
    /// A hazard drawn, or the likeliest.
    enum Hazard: Sendable {
        case pieces(PiecewiseConstant)
        case weibull(shape: Double, scale: Double)

        func cumulative(at time: Double) -> Double {
            switch self {
            case .pieces(let pieces): pieces.integral(to: time)
            case .weibull(let shape, let scale): time > 0 ? Elementary.power(time / scale, shape) : 0
            }
        }

        func time(ofCumulative value: Double) -> Double? {
            switch self {
            case .pieces(let pieces): pieces.time(ofIntegral: value)
            case .weibull(let shape, let scale): scale * Elementary.power(value, 1 / shape)
            }
        }

        /// In pieces: a Weibull in 400 of them with its own increments until a time, and its last rate after.
        func pieces(until end: Double) -> PiecewiseConstant {
            switch self {
            case .pieces(let pieces): return pieces
            case .weibull:
                let starts = (0..<400).map { end * Double($0 * $0) / 160_000 }
                let values = starts.indices.map { index in
                    let to = index + 1 < starts.count ? starts[index + 1] : end
                    return (cumulative(at: to) - cumulative(at: starts[index])) / (to - starts[index])
                }
                return PiecewiseConstant(starts: starts, values: values)
            }
        }
    }

    private enum Law: Sendable {
        case gammas(starts: [Double], events: [Double], exposures: [Double])
        case normal(logShape: Double, logScale: Double, deviations: (Double, Double), slope: Double)
    }

    let estimate: Hazard
    private let law: Law

    init(_ trial: OngoingTrial, _ shape: EventTimeShape) throws(StatisticsError) {
        switch shape {
        case .exponential: (estimate, law) = try Self.pieces(trial, [0])
        case .piecewise(let starts): (estimate, law) = try Self.pieces(trial, starts)
        case .weibull: (estimate, law) = try Self.weibull(trial)
        }
    }

    /// A hazard drawn from what the data leave open.
    func draw(using stream: inout RandomStream) -> Hazard {
        switch law {
        case .gammas(let starts, let events, let exposures):
            let rates = starts.indices.map { gammaDraw(events[$0] + 0.5, exposures[$0], using: &stream) }
            return .pieces(PiecewiseConstant(starts: starts, values: rates))
        case .normal(let logShape, let logScale, let deviations, let slope):
            let (a, b) = (stream.normal(), stream.normal())
            let shape = logShape + deviations.0 * a
            let scale = logScale + slope * deviations.0 * a + deviations.1 * b
            return .weibull(shape: Elementary.exponential(shape), scale: Elementary.exponential(scale))
        }
    }

    private static func pieces(
        _ trial: OngoingTrial, _ starts: [Double]
    ) throws(StatisticsError) -> (Hazard, Law) {
        let shape = try PiecewiseConstant(starts, starts.map { _ in 1 }, "pieces")
        var events = starts.map { _ in 0.0 }
        var exposures = events
        for (time, status) in zip(trial.times, trial.status) {
            if status == .event { events[shape.piece(at: time)] += 1 }
            for index in starts.indices where starts[index] < time {
                exposures[index] += min(time, index + 1 < starts.count ? starts[index + 1] : time) - starts[index]
            }
        }
        for index in starts.indices where exposures[index] <= 0 {
            throw .invalid("pieces.starts", index, starts[index], expected: "a time that somebody was followed beyond")
        }
        let rates = zip(events, exposures).map { $0 / $1 }
        return (
            .pieces(PiecewiseConstant(starts: starts, values: rates)),
            .gammas(starts: starts, events: events, exposures: exposures)
        )
    }

    private static func weibull(_ trial: OngoingTrial) throws(StatisticsError) -> (Hazard, Law) {
        let rows = zip(trial.times, trial.status).filter { $0.0 > 0 || $0.1 == .event }
        if let index = trial.times.indices.first(where: { trial.times[$0] == 0 && trial.status[$0] == .event }) {
            throw .invalid("times", index, 0, expected: "a time above 0 for the events of a Weibull")
        }
        let logs = rows.map { (log: Elementary.logarithm($0.0), isEvent: $0.1 == .event) }
        let events = Double(logs.filter(\.isEvent).count)
        let centre = logs.filter(\.isEvent).reduce(0) { $0 + $1.log } / events
        func sums(_ k: Double) -> (zero: Double, one: Double) {
            logs.reduce((0.0, 0.0)) { sums, row in
                let power = Elementary.exponential(k * (row.log - centre))
                return (sums.0 + power, sums.1 + power * (row.log - centre))
            }
        }
        func score(_ k: Double) -> Double {
            let (zero, one) = sums(k)
            return one / zero - 1 / k
        }
        guard events > 1, let k = try? BrentRoot(of: score, in: 0.01...50, tolerance: 1e-12).value else {
            throw StatisticsError(
                .noEvents, argument: "model",
                "a Weibull needs at least two events at different times, and a hazard that does not explode")
        }
        let logScale = centre + Elementary.logarithm(sums(k).zero / events) / k
        // The observed information of (log k, log b).
        var (shapeShape, shapeScale) = (0.0, 0.0)
        for row in logs {
            let w = k * (row.log - logScale)
            let power = Elementary.exponential(w)
            shapeShape += (w + w * w) * power - (row.isEvent ? w : 0)
            shapeScale -= k * w * power
        }
        let scaleScale = k * k * events
        let determinant = shapeShape * scaleScale - shapeScale * shapeScale
        guard determinant > 0 else {
            throw StatisticsError(.noEvents, argument: "model", "the Weibull's information is not positive")
        }
        // log k has variance i_bb/det; log b given log k has slope −i_kb/i_bb and variance 1/i_bb.
        return (
            .weibull(shape: k, scale: Elementary.exponential(logScale)),
            .normal(
                logShape: Elementary.logarithm(k), logScale: logScale,
                deviations: ((scaleScale / determinant).squareRoot(), 1 / scaleScale.squareRoot()),
                slope: -shapeScale / scaleScale)
        )
    }
}

/// A gamma variate by inversion; its mean where the tail is out of reach.
func gammaDraw(_ shape: Double, _ rate: Double, using stream: inout RandomStream) -> Double {
    let u = stream.uniform()
    return (try? Gamma(shape: shape, rate: rate))?.quantile(u) ?? shape / rate
}
