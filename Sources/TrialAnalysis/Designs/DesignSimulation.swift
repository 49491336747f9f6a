import TrialModel
import TrialStatistics
import TrialValues

/// The virtual trials of an item: its rule in the trial around it, under each of the truths of the file.
///
/// There are none where the item's facts do not say how many subjects come, how fast, and what may be true; ``init(_:replicates:seed:)``
/// then is nil, and ``lack(of:)`` says what is missing.
public struct DesignSimulation: Sendable {
    /// The simulation.
    public let simulation: Simulation

    /// The simulation of an item.
    ///
    /// - Throws: what the engine refuses, at the key that says it.
    public init?(_ item: DesignItem, replicates: Int, seed: UInt64) throws(Diagnostics) {
        guard Self.lack(of: item) == nil, let plan = try SimulatedItem(item) else { return nil }
        simulation = try item.method(at: "design", ["replicates": "design"]) { () throws(StatisticsError) in
            try Simulation(
                SimulatedTrial(conduct: plan.conduct, monitors: [plan.monitor]), truths: plan.truths,
                replicates: replicates, seed: seed)
        }
    }

    /// What the file does not say that a simulation of the item needs, in words; nil where nothing is missing.
    public static func lack(of item: DesignItem) -> String? {
        let truth = item.facts?.truth
        let lacks: [(String, Bool)]
        switch item.rule {
        case .exponentialMedian(let rule):
            lacks = [
                ("`sample size`", rule.maximum == nil && item.facts?.sampleSize == nil),
                ("`accrual`", item.facts?.accrual == nil), ("`truth` with `medians`", truth?.medians.isEmpty ?? true),
            ]
        case .groupSequential(let rule):
            lacks = [
                ("`sample size`", item.facts?.sampleSize == nil), ("`accrual`", item.facts?.accrual == nil),
                ("`truth` with `hazard ratios`", truth?.hazardRatios.isEmpty ?? true),
                ("`control`", rule.control == nil), ("`events`", rule.plan.lastEvents == nil),
            ]
        default: return nil
        }
        let missing = lacks.filter(\.1).map(\.0)
        return missing.isEmpty ? nil : missing.joined(separator: ", ")
    }
}

extension LookPlan {
    /// The events at the last look, where looks are by events.
    var lastEvents: Int? { if case .events(let events) = looks { events.last } else { nil } }
}

/// A rule as the engine takes it, with the conduct and the truths around it.
struct SimulatedItem {
    let conduct: TrialConduct
    let monitor: any TrialMonitor
    let truths: [TrialTruth]

    /// Nil where the rule is none that the engine simulates.
    init?(_ item: DesignItem) throws(Diagnostics) {
        switch item.rule {
        case .exponentialMedian(let rule): try self.init(rule, item)
        case .groupSequential(let rule): try self.init(rule, item)
        default: return nil
        }
    }

    private init?(_ rule: ExponentialMedianRule, _ item: DesignItem) throws(Diagnostics) {
        guard let conduct = try TrialConduct(item, subjects: rule.maximum, allocation: [1]) else { return nil }
        let method = try ExponentialMonitor(rule, of: item)
        self.conduct = conduct
        monitor = try item.method(at: "rule") { () throws(StatisticsError) in
            try TimeOnTestMonitor(
                method, name: rule.endpoint, looks: rule.every.map { .every($0.months) } ?? .everyEvent,
                subjects: conduct.subjects)
        }
        truths = try item.method(at: "design") { () throws(StatisticsError) in
            try Self.truths(item) { median, facts throws(StatisticsError) in [try ArmTruth(median: median, facts)] }
        }
    }

    private init?(_ rule: GroupSequentialRule, _ item: DesignItem) throws(Diagnostics) {
        let ratio = rule.ratio ?? item.facts?.ratio
        guard let control = rule.control?.months, let events = rule.plan.lastEvents,
            let conduct = try TrialConduct(item, subjects: nil, allocation: ratio?.parts ?? [1, 1])
        else { return nil }
        let design = try GroupSequentialDesign(rule, of: item)
        self.conduct = conduct
        monitor = try item.method(at: rule.plan.looksKey) { () throws(StatisticsError) in
            try LogRankMonitor(design, events: events, name: rule.endpoint)
        }
        truths = try item.method(at: "design") { () throws(StatisticsError) in
            var truths: [TrialTruth] = []
            for ratio in item.facts?.truth?.hazardRatios ?? [] {
                let arms = [
                    try ArmTruth(median: control / ratio.value, item.facts), try ArmTruth(median: control, item.facts),
                ]
                truths.append(try TrialTruth(name: "hazard ratio \(ratio)", value: ratio.value, arms: arms))
            }
            return truths
        }
    }

    private static func truths(
        _ item: DesignItem, _ arms: (Double, DesignFacts?) throws(StatisticsError) -> [ArmTruth]
    ) throws(StatisticsError) -> [TrialTruth] {
        var truths: [TrialTruth] = []
        for median in item.facts?.truth?.medians ?? [] {
            truths.append(
                try TrialTruth(
                    name: "median \(median)", value: median.months, arms: try arms(median.months, item.facts)))
        }
        return truths
    }
}
