import TrialAnalysis
import TrialFigures
import TrialModel
import TrialStatistics
import TrialValues

extension DesignAnswer {
    /// A group sequential design with the trial around it, as far as the file says it: subjects, dates and power, or the events alone.
    init(_ rule: GroupSequentialRule, of item: DesignItem) throws(Diagnostics) {
        let design = try GroupSequentialDesign(rule, of: item)
        let boundary = SequentialBoundaryAnswer(design).answer
        let planned = try PlannedComparison(rule, of: item, boundaries: design)
        let last = try PlannedEvents(rule, design, of: item, trial: planned)
        let events = SequentialEvents(rule, design, of: item).map { LookEvents($0, design, last, planned) }
        let plan = planned.map(PlannedComparisonAnswer.init)
        self.init(
            title: boundary.title,
            summary: [boundary.summary, plan?.summary].compactMap(\.self).joined(separator: " "),
            sections: boundary.sections + [events?.section].compactMap(\.self) + (plan?.sections ?? []),
            notes: boundary.notes + [events?.note].compactMap(\.self)
                + (plan?.notes ?? [Self.lack(rule, of: item)].compactMap(\.self)),
            json: BoundaryWithTrial(boundary: boundary.json, events: events?.looks, trial: plan?.json))
    }

    /// What the file would have to say for subjects and dates.
    private static func lack(_ rule: GroupSequentialRule, of item: DesignItem) -> String? {
        let lacks = PlannedComparison.lacks(rule, of: item)
        return lacks.isEmpty ? nil : "No subjects and dates: the file says no \(lacks.joined(separator: "; no "))."
    }
}

/// The looks of a rule at the events with which it has its power at its hazard ratio.
private struct LookEvents {
    struct Look: Encodable, Sendable {
        let fraction, events: Double
        /// The hazard ratio on the critical value.
        let hazardRatio: Double?
    }

    let looks: [Look]
    private let needed: SequentialEvents
    /// The events of the plan and its power as far as it is known, where they are others than the power takes.
    private let plan: (events: Int, power: Double?)?

    init(
        _ needed: SequentialEvents, _ design: GroupSequentialDesign, _ planned: PlannedEvents?,
        _ trial: PlannedComparison?
    ) {
        self.needed = needed
        plan = planned.flatMap { abs(Double($0.last) - needed.last) < 1 ? nil : ($0.last, trial?.design.power) }
        looks = design.looks.map { look in
            let events = needed.last * look.fraction
            return Look(
                fraction: look.fraction, events: events,
                hazardRatio: look.upperZ.map { needed.hazardRatio(z: $0, events: events) })
        }
    }

    private var question: String {
        "\(SizeText.percent(needed.power)) power at a hazard ratio of \(NumberText.measured(needed.hazardRatio))"
    }

    /// Which of two sets of events is the plan; nil where there is one.
    var note: String? {
        plan.map { plan in
            let power = plan.power.map { " with \(SizeText.percent($0)) power" } ?? ""
            return
                "The plan is the trial that the file gives: \(plan.events) events at its last look\(power). The events for \(question), \(TwoArmRatio.whole(needed.last)), are not the plan."
        }
    }

    var section: DesignAnswer.Section {
        .init(
            plan == nil ? "Events" : "Events that the power would take, not the plan",
            [
                .table(
                    "Events for \(question)", ["information", "events", "efficacy at a hazard ratio of"],
                    looks.map { look in
                        [
                            NumberText.measured(look.fraction), NumberText.fixed(look.events, decimals: 1),
                            look.hazardRatio.map { NumberText.fixed($0, decimals: 3) } ?? "–",
                        ]
                    },
                    remarks: [
                        "Events fall on the arms as subjects do (variance under the null hypothesis)."
                    ] + [note].compactMap(\.self))
            ])
    }
}

/// The JSON of a boundary with the events of its looks and the trial around it beside.
private struct BoundaryWithTrial: Encodable, Sendable {
    private enum Keys: String, CodingKey { case events, trial }

    let boundary: any Encodable & Sendable
    let events: [LookEvents.Look]?
    let trial: PlannedComparisonAnswer.JSON?

    func encode(to encoder: any Encoder) throws {
        try boundary.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encodeIfPresent(events, forKey: .events)
        try container.encodeIfPresent(trial, forKey: .trial)
    }
}
