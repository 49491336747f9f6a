import Foundation

/// The scales on which limits of a survival probability are made symmetric.
enum LimitScale: String, CaseIterable {
    case log, plain, logLog = "log-log", logit, arcsine
    /// Those of the share that had the event.
    case logOfRest = "log of the rest", logLogOfRest = "log-log of the rest"

    /// Those of a survival probability.
    static let ofSurvival: [LimitScale] = [.log, .plain, .logLog, .logit, .arcsine]

    /// The probability on the scale.
    func transformed(_ s: Double) -> Double {
        switch self {
        case .log: Foundation.log(s)
        case .plain: s
        case .logLog: Foundation.log(-Foundation.log(s))
        case .logit: Foundation.log(s / (1 - s))
        case .arcsine: asin(s.squareRoot())
        case .logOfRest: Foundation.log(1 - s)
        case .logLogOfRest: Foundation.log(-Foundation.log(1 - s))
        }
    }

    /// The standard error of log S that one on this scale means.
    func logarithmic(_ error: Double, at s: Double) -> Double {
        switch self {
        case .log: error
        case .plain: error / s
        case .logLog: error * abs(Foundation.log(s))
        case .logit: error * (1 - s)
        case .arcsine: error * 2 * ((1 - s) / s).squareRoot()
        case .logOfRest: error * (1 - s) / s
        case .logLogOfRest: error * abs(Foundation.log(1 - s)) * (1 - s) / s
        }
    }

    /// The distances from estimate to lower and upper limit; on the log-log scale they change sides, which does not matter here.
    func distances(_ sets: (lower: Interval, value: Interval, upper: Interval)) -> (Interval, Interval)? {
        let all = [sets.lower, sets.value, sets.upper]
        guard all.allSatisfy({ $0.lower > 0 && $0.upper < 1 }) else { return nil }
        let scaled = all.map { $0.monotone(transformed) }
        return ((scaled[1] - scaled[0]).magnitude, (scaled[2] - scaled[1]).magnitude)
    }
}
