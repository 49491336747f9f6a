import Foundation
import TrialModel
import TrialStatistics
import TrialValues

/// A group sequential rule of a design file, followed at the events that came: its level is spent by them, not by those planned.
///
/// ```swift
/// let comparison = try MonitoredComparison(rule, of: item, looks: [(events: 95, z: 1.8)], planned: .amount(190))
/// comparison.trial.decision
/// ```
public struct MonitoredComparison: Sendable {
    /// The looks with their limits.
    public let trial: SequentialAnalysis
    /// The design at the information that came, where it has limits of futility or harm.
    public let design: GroupSequentialDesign?
    /// The shape of the boundary, or the function that spends the level.
    public let shape: BoundaryShape
    /// The information of the looks to come.
    public let remaining: [Double]
    /// The mean of Z at the planned information under the hazard ratio of the rule.
    public let drift: Double?
    /// Subjects of the treatment to those of the control.
    public let allocationRatio: Double
    /// What one has to know to read it rightly.
    public let notes: [String]

    /// The looks at a rule.
    ///
    /// - Parameters:
    ///   - rule: the rule.
    ///   - item: where it stands.
    ///   - looks: events and z of the looks so far, z large where the treatment works.
    ///   - planned: the events planned for the last; by default those of ``PlannedEvents``.
    /// - Throws: what the methods refuse, at the key that says it; where nothing says how many events were planned.
    public init(
        _ rule: GroupSequentialRule, of item: DesignItem, looks: [(events: Double, z: Double)],
        planned: PlannedInformation? = nil
    ) throws(Diagnostics) {
        let design = try GroupSequentialDesign(rule, of: item)
        let ratio = item.ratio(of: rule)?.quotient ?? 1
        var notes: [String] = []
        let events = try Self.planned(rule, design, item, planned, looks.last?.events ?? 0, &notes)
        let isLast = planned == .reached || (looks.last?.events ?? 0) >= events
        let hasLimits = design.futility != nil || design.harm != nil
        let parts = try item.method(at: "rule", ["information": rule.plan.looksKey, "efficacy": "spending"]) {
            () throws(StatisticsError) in
            func information(_ events: Double) throws(StatisticsError) -> Double {
                try StatisticalInformation.logRank(events: events, allocationRatio: ratio)
            }
            let maximum = try information(events)
            var seen: [ObservedLook] = []
            for look in looks { seen.append(ObservedLook(information: try information(look.events), z: look.z)) }
            let current =
                hasLimits
                ? try design.updated(information: seen.map { $0.information / maximum }, isFinal: isLast) : nil
            let trial = try SequentialAnalysis(
                try SequentialPlan(design, maximumInformation: maximum), looks: seen,
                futility: Self.futility(current, looks.count), isLast: isLast)
            return (trial: trial, design: current, maximum: maximum)
        }
        trial = parts.trial
        self.design = parts.design
        shape = design.efficacy.shape
        let reached = parts.trial.looks.last.map { $0.information / parts.maximum } ?? 0
        remaining = isLast ? [] : design.fractions.filter { $0 > reached }.map { $0 * parts.maximum }
        drift = rule.hazardRatio.map { -log($0.value) * parts.maximum.squareRoot() }
        allocationRatio = ratio
        self.notes = notes
    }

    /// The events planned for the last look.
    private static func planned(
        _ rule: GroupSequentialRule, _ design: GroupSequentialDesign, _ item: DesignItem, _ given: PlannedInformation?,
        _ reached: Double, _ notes: inout [String]
    ) throws(Diagnostics) -> Double {
        if let given { return given.amount(reached: reached) }
        guard let plan = try PlannedEvents(rule, design, of: item) else {
            throw Diagnostics([
                Diagnostic(
                    .error, "study.missing-key", "the rule \(item.id) does not say how many events its last look has",
                    at: item.place(of: rule.plan.looksKey),
                    advice: "add `events:`, or give the events planned after a slash:"
                        + " --endpoint \(rule.endpoint)=TIME:EVENT/EVENTS, or /last for data of the last look")
            ])
        }
        switch plan.source {
        case .rule: break
        case .trial:
            notes.append(
                "The last look of \(item.id) is planned at \(plan.last) events, those of the trial that the file gives."
            )
        case .power(let power, let hazardRatio):
            notes.append(
                "The last look of \(item.id) is planned at \(plan.last) events, those of a power of \(power) at a hazard ratio of \(hazardRatio)."
            )
        }
        return Double(plan.last)
    }

    /// Limits of futility on one side, at the looks that took place.
    private static func futility(_ design: GroupSequentialDesign?, _ count: Int) -> FutilityLimits {
        guard let design, let rule = design.futility, design.sides != .two else { return .none }
        let limits = design.looks.prefix(count).map(\.futilityZ)
        return rule.isBinding ? .binding(limits) : .nonBinding(limits)
    }
}
