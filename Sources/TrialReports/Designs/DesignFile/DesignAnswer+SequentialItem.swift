import Foundation
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
        let events = SequentialEvents(rule, design)
        let plan = try PlannedComparison(rule, of: item, boundaries: design).map(PlannedComparisonAnswer.init)
        self.init(
            title: boundary.title,
            summary: [boundary.summary, plan?.summary].compactMap(\.self).joined(separator: " "),
            sections: boundary.sections + [events?.section].compactMap(\.self) + (plan?.sections ?? []),
            notes: boundary.notes + (plan?.notes ?? [Self.lack(rule, of: item)].compactMap(\.self)),
            json: BoundaryWithTrial(boundary: boundary.json, events: events?.looks, trial: plan?.json))
    }

    /// What the file would have to say for subjects and dates.
    private static func lack(_ rule: GroupSequentialRule, of item: DesignItem) -> String? {
        let lacks = PlannedComparison.lacks(rule, of: item)
        return lacks.isEmpty ? nil : "No subjects and dates: the file says no \(lacks.joined(separator: "; no "))."
    }
}

/// The events that the looks of a design have where its power at a hazard ratio is as wanted.
///
/// The variance of the log hazard ratio is that of the null hypothesis, (1 + r)²/(r d): Schoenfeld's formula times the inflation of the looks.
private struct SequentialEvents {
    struct Look: Encodable, Sendable {
        let fraction, events: Double
        /// The hazard ratio on the critical value.
        let hazardRatio: Double?
    }

    let looks: [Look]
    private let hazardRatio, power: Double

    /// Nil where the rule names no power or hazard ratio, or the power is not above the level.
    init?(_ rule: GroupSequentialRule, _ design: GroupSequentialDesign) {
        guard let hazardRatio = rule.hazardRatio?.value, let power = rule.designPower,
            let drift = design.designDrift ?? (try? design.drift(power: power))
        else { return nil }
        let share = rule.ratio?.firstShare ?? 0.5
        let perEvent = share * (1 - share)
        let effect = log(hazardRatio)
        let all = drift * drift / (perEvent * effect * effect)
        self.hazardRatio = hazardRatio
        self.power = power
        looks = design.looks.map { look in
            let events = all * look.fraction
            let bound = look.upperZ.map { exp((effect < 0 ? -$0 : $0) / (perEvent * events).squareRoot()) }
            return Look(fraction: look.fraction, events: events, hazardRatio: bound)
        }
    }

    var section: DesignAnswer.Section {
        .init(
            "Events",
            [
                .table(
                    "Events for \(SizeText.percent(power)) power at a hazard ratio of \(NumberText.measured(hazardRatio))",
                    ["information", "events", "efficacy at a hazard ratio of"],
                    looks.map { look in
                        [
                            NumberText.exact(look.fraction), NumberText.fixed(look.events, decimals: 1),
                            look.hazardRatio.map { NumberText.fixed($0, decimals: 3) } ?? "–",
                        ]
                    },
                    remarks: [
                        "Events fall on the arms as subjects do (variance under the null hypothesis)."
                    ])
            ])
    }
}

/// The JSON of a boundary with the events of its looks and the trial around it beside.
private struct BoundaryWithTrial: Encodable, Sendable {
    private enum Keys: String, CodingKey { case events, trial }

    let boundary: any Encodable & Sendable
    let events: [SequentialEvents.Look]?
    let trial: PlannedComparisonAnswer.JSON?

    func encode(to encoder: any Encoder) throws {
        try boundary.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encodeIfPresent(events, forKey: .events)
        try container.encodeIfPresent(trial, forKey: .trial)
    }
}
