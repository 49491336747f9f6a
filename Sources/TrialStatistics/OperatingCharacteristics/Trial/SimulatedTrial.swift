/// A trial as it is planned: how it is run, and the rules that may stop it.
///
/// ```swift
/// let trial = try SimulatedTrial(conduct: conduct, monitors: [toxicity, survival])
/// let simulation = try Simulation(trial, truths: truths, replicates: 10_000, seed: 1)
/// simulation.characteristics()
/// ```
public struct SimulatedTrial: Sendable {
    /// How it is run.
    public let conduct: TrialConduct
    /// The rules, side by side; of two that look at the same time the first speaks first.
    public let monitors: [any TrialMonitor]

    /// A planned trial.
    ///
    /// - Throws: ``StatisticsError`` for a conduct that is impossible, or a rule that counts more patients than there are.
    public init(conduct: TrialConduct, monitors: [any TrialMonitor]) throws(StatisticsError) {
        try conduct.validate()
        guard !monitors.isEmpty else {
            throw StatisticsError(.empty, argument: "monitors", "monitors is empty; expected at least one rule")
        }
        for (index, monitor) in monitors.enumerated() {
            guard monitor.hypotheses.count <= 32 else {
                throw .invalid("monitors", index, Double(monitor.hypotheses.count), expected: "at most 32 hypotheses")
            }
            if !monitor.needs.order.isEmpty, conduct.allocation.count != 2 {
                throw StatisticsError(
                    .lengthMismatch, argument: "allocation",
                    "allocation has \(conduct.allocation.count) arms; expected 2 for \(monitor.name)")
            }
            if let counts = monitor as? CountMonitor, let last = counts.looks.last, last.subjects > conduct.subjects {
                throw .invalid(
                    "monitors", index, Double(last.subjects), expected: "looks of at most \(conduct.subjects) patients")
            }
        }
        let finders = monitors.filter(\.needs.doses)
        if let finder = finders.first {
            guard finders.count == 1, conduct.allocation.count == 1 else {
                throw StatisticsError(
                    .invalidValue, argument: "monitors",
                    "\(finder.name) looks for a dose; expected one such rule, and one arm")
            }
        }
        if let finder = finders.first as? DoseFindingMonitor, finder.escalation.maximum > conduct.subjects {
            throw .simulated(
                "subjects", Double(conduct.subjects),
                expected: "at least \(finder.escalation.maximum), which \(finder.name) treats")
        }
        self.conduct = conduct
        self.monitors = monitors
    }

    /// What all rules need together.
    var needs: MonitorNeeds {
        var needs = MonitorNeeds()
        for monitor in monitors { needs.add(monitor.needs) }
        return needs
    }

    /// - Throws: ``StatisticsError`` for a truth that this trial cannot have.
    func validate(_ truth: TrialTruth, _ index: Int) throws(StatisticsError) {
        guard truth.arms.count == conduct.allocation.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "truths", index: index,
                "truths[\(index)] has \(truth.arms.count) arms; expected \(conduct.allocation.count), one for each of the allocation"
            )
        }
        let needs = needs
        for monitor in monitors {
            guard let finder = monitor as? DoseFindingMonitor else { continue }
            let count = truth.arms[0].doseToxicity.count
            guard count == finder.escalation.doses else {
                throw StatisticsError(
                    .lengthMismatch, argument: "curves", index: index,
                    "curves[\(index)] has \(count) rates; expected \(finder.escalation.doses), one for each dose")
            }
        }
        if needs.order.contains(.death) || needs.dates.contains(.death), !truth.hasDeaths {
            throw StatisticsError(
                .empty, argument: "truths", index: index,
                "truths[\(index)] has no deaths; expected a time to death, which a rule looks at")
        }
    }
}
