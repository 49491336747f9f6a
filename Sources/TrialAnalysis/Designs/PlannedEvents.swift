import TrialModel
import TrialStatistics
import TrialValues

/// The events planned for the last look of a group sequential rule: one number for its report, its virtual trials and its monitoring.
///
/// Events that the rule gives are the plan. Otherwise the trial is that the file gives: the events expected of its sample size at the end of its
/// follow-up. Where the file gives no such trial they are the events with which the rule has its power at its hazard ratio.
///
/// ```swift
/// let planned = try PlannedEvents(rule, design, of: item)
/// planned?.last       // 281
/// ```
public struct PlannedEvents: Sendable, Hashable {
    /// What the number follows from.
    public enum Source: Sendable, Hashable {
        /// The rule gives it.
        case rule
        /// The trial that the file gives, which has so much power.
        case trial(power: Double)
        /// The power at the hazard ratio.
        case power(Double, hazardRatio: Double)
    }

    /// The events at the last look.
    public let last: Int
    /// What they follow from.
    public let source: Source

    /// The plan of a rule; nil where neither rule nor file says enough.
    ///
    /// - Parameters:
    ///   - design: the looks of the rule.
    ///   - item: where the rule stands.
    /// - Throws: what the method of the trial refuses, at the key that says it.
    public init?(
        _ rule: GroupSequentialRule, _ design: GroupSequentialDesign, of item: DesignItem
    ) throws(Diagnostics) {
        let trial = rule.plan.lastEvents == nil ? try PlannedComparison(rule, of: item, boundaries: design) : nil
        try self.init(rule, design, of: item, trial: trial)
    }

    /// The same, of a trial that is planned already.
    package init?(
        _ rule: GroupSequentialRule, _ design: GroupSequentialDesign, of item: DesignItem, trial: PlannedComparison?
    ) throws(Diagnostics) {
        if let events = rule.plan.lastEvents {
            (last, source) = (events, .rule)
        } else if let trial {
            (last, source) = (trial.design.targetEvents, .trial(power: trial.design.power))
        } else if let needed = SequentialEvents(rule, design, of: item) {
            guard needed.last <= 1e9 else {
                throw Diagnostics([
                    Diagnostic(
                        .error, "study.value",
                        "a power of \(needed.power) at a hazard ratio of \(needed.hazardRatio) takes more than 10⁹ events",
                        at: item.place(of: "hazard ratio"), advice: "a hazard ratio further from 1 takes fewer")
                ])
            }
            last = TwoArmRatio.whole(needed.last)
            source = .power(needed.power, hazardRatio: needed.hazardRatio)
        } else {
            return nil
        }
    }
}
