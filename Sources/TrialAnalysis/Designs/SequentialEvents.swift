import Foundation
import TrialModel
import TrialStatistics

/// The events with which a group sequential rule has its power at its hazard ratio.
///
/// The variance of the log hazard ratio is that of the null hypothesis, so that it is Schoenfeld's formula with the drift of the looks:
///
/// ```
/// d = η² / (p q log²θ)      η the mean of Z at the last look that the power takes; p, q the shares of the arms
/// ```
public struct SequentialEvents: Sendable, Hashable {
    /// θ.
    public let hazardRatio: Double
    /// The power.
    public let power: Double
    /// d, not rounded.
    public let last: Double
    /// p q, the information of an event.
    let informationPerEvent: Double

    /// The events of a rule; nil where it names no power or no hazard ratio, or the power is not above the level.
    ///
    /// - Parameters:
    ///   - design: the looks of the rule.
    ///   - item: where the rule stands; its `design` has the ratio where the rule has none.
    public init?(_ rule: GroupSequentialRule, _ design: GroupSequentialDesign, of item: DesignItem) {
        guard let hazardRatio = rule.hazardRatio?.value, hazardRatio != 1, let power = rule.designPower,
            let drift = design.designDrift ?? (try? design.drift(power: power))
        else { return nil }
        let share = item.ratio(of: rule)?.firstShare ?? 0.5
        informationPerEvent = share * (1 - share)
        let effect = log(hazardRatio)
        last = drift * drift / (informationPerEvent * effect * effect)
        self.hazardRatio = hazardRatio
        self.power = power
    }

    /// The hazard ratio on a critical value after a number of events.
    public func hazardRatio(z: Double, events: Double) -> Double {
        exp((hazardRatio < 1 ? -z : z) / (informationPerEvent * events).squareRoot())
    }
}

extension DesignItem {
    /// Subjects of the treatment to those of the control: as the rule has it, else the design around it.
    func ratio(of rule: GroupSequentialRule) -> PrintedRatio? { rule.ratio ?? facts?.ratio }
}
