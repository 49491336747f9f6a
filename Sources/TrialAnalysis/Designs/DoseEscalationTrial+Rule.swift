import TrialModel
import TrialStatistics
import TrialValues

extension DoseEscalationTrial {
    /// The trial that an item asks for.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(_ rule: BOINRule, of item: DesignItem) throws(Diagnostics) {
        let finding = rule.finding
        let keys = ["target": "target", "underdose": "low rate", "overdose": "high rate", "cutoff": "stop above"]
        let design = try item.method(at: "rule", keys) { () throws(StatisticsError) in
            try BOINDesign(
                target: finding.target.value, underdose: rule.lowRate?.value, overdose: rule.highRate?.value,
                cutoff: finding.stopAbove?.value ?? 0.95)
        }
        try self.init(design, finding, of: item)
    }

    /// The trial that an item asks for.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(_ rule: MTPI2Rule, of item: DesignItem) throws(Diagnostics) {
        let finding = rule.finding
        let keys = ["target": "target", "below": "margin below", "above": "margin above", "cutoff": "stop above"]
        let design = try item.method(at: "rule", keys) { () throws(StatisticsError) in
            try ToxicityIntervalDesign(
                target: finding.target.value, below: rule.marginBelow?.value ?? 0.05,
                above: rule.marginAbove?.value ?? 0.05, cutoff: finding.stopAbove?.value ?? 0.95)
        }
        try self.init(design, finding, of: item)
    }

    /// The trial that an item asks for.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(_ rule: CRMRule, of item: DesignItem) throws(Diagnostics) {
        let finding = rule.finding
        let keys = ["target": "target", "skeleton": "skeleton", "variance": "prior deviation", "safety": "stop above"]
        let design = try item.method(at: "rule", keys) { () throws(StatisticsError) in
            try ContinualReassessment(
                target: finding.target.value, skeleton: DoseSkeleton(rule.skeleton.map(\.value)),
                variance: rule.priorDeviation.map { $0.value * $0.value } ?? 1.34,
                safety: finding.stopAbove?.value ?? 0.95)
        }
        try self.init(design, finding, of: item)
    }

    private init(
        _ design: any DoseEscalationDesign, _ finding: DoseFinding, of item: DesignItem
    ) throws(Diagnostics) {
        let maximum = try item.maximum(finding.maximum)
        let keys = ["doses": "doses", "cohort": "cohort", "maximum": item.has("maximum") ? "maximum" : "rule"]
        self = try item.method(at: "rule", keys) { () throws(StatisticsError) in
            try DoseEscalationTrial(design, doses: finding.doses, cohort: finding.cohort, maximum: maximum)
        }
    }
}
