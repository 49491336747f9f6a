import TrialFigures
import TrialStatistics

/// In what the looks of a trial count their information, and on which scale its effect is reported.
public enum InformationUnit: Sendable, Hashable {
    /// In information itself, 1/SE², or in fractions of what was planned; the effect is a difference.
    case information
    /// In events of a log-rank test, with r patients in the experimental group for each in the control group; the effect is a hazard ratio.
    case events(allocationRatio: Double)

    /// The scale of the effect.
    public var scale: EffectScale { if case .events = self { .hazardRatio } else { .difference } }

    /// The information of an amount.
    ///
    /// - Throws: ``StatisticsError`` for events or a ratio that are not above 0.
    public func information(_ amount: Double) throws(StatisticsError) -> Double {
        switch self {
        case .information: amount
        case .events(let ratio): try StatisticalInformation.logRank(events: amount, allocationRatio: ratio)
        }
    }

    /// The amount that has an information.
    func amount(_ information: Double) -> Double {
        switch self {
        case .information: information
        case .events(let ratio): information * (1 + ratio) * (1 + ratio) / ratio
        }
    }

    /// What is counted.
    var noun: String { if case .events = self { "events" } else { "information" } }

    /// What the effect is called.
    var effect: String { if case .events = self { "hazard ratio" } else { "effect" } }

    /// An amount as it is printed.
    func text(_ information: Double) -> String {
        let amount = amount(information)
        return NumberText.measured(abs(amount - amount.rounded()) < 1e-9 * max(1, amount) ? amount.rounded() : amount)
    }

    /// An effect as it is printed.
    func effectText(_ theta: Double?) -> String {
        guard let theta else { return NumberText.notEstimable }
        return switch self {
        case .information: NumberText.fixed(theta, decimals: abs(theta) < 10 ? 3 : 2)
        case .events: NumberText.ratio(scale.effect(theta))
        }
    }

    /// Limits as they are printed.
    func limitsText(_ theta: ConfidenceLimits) -> String {
        let limits = scale == .hazardRatio ? (theta.upper, theta.lower) : (theta.lower, theta.upper)
        return "\(effectText(limits.0)) to \(effectText(limits.1))"
    }
}
