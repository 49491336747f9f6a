import TrialFigures
import TrialStatistics

/// A rule that enlarges a trial after its interim look: what it says to the result, its table, and what it does in the long run.
public struct PromisingZoneAnswer: Sendable {
    let rule: PromisingZone
    let decision: PromisingZone.Decision?
    let unit: InformationUnit
    /// The information planned.
    let planned: Double
    let runs: [PromisingZone.OperatingCharacteristics]

    /// The answer about a rule.
    ///
    /// - Parameters:
    ///   - rule: the rule.
    ///   - z: the interim result, if there is one.
    ///   - unit: in what information is counted.
    ///   - planned: the information planned.
    ///   - drifts: the true effects at which to say what the rule does, as means of Z at the planned information; 0 is always among them.
    public init(_ rule: PromisingZone, z: Double?, unit: InformationUnit, planned: Double, drifts: [Double]) {
        self.rule = rule
        decision = z.map { rule.decision(z: $0) }
        self.unit = unit
        self.planned = planned
        runs =
            [rule.operatingCharacteristics(drift: 0, stopsForFutility: false)]
            + drifts.filter { $0 != 0 }.map { rule.operatingCharacteristics(drift: $0) }
    }

    /// The whole answer.
    public var answer: DesignAnswer {
        DesignAnswer(
            title: "Sample-size re-estimation by conditional power", summary: summary,
            sections: [table, longRun], notes: notes, json: PromisingZoneJSON(self))
    }

    private var summary: String {
        guard let decision else { return zoneText }
        let power = NumberText.fixed(decision.conditionalPower, decimals: 4)
        let z = NumberText.fixed(decision.z, decimals: 4)
        let amount = unit.text(decision.information * planned)
        let critical = decision.criticalZ.map { NumberText.fixed($0, decimals: 4) } ?? ""
        return switch decision.zone {
        case .efficacy: "Stop for efficacy: z = \(z) reaches the interim critical value."
        case .futility: "Stop for futility: z = \(z) is below the interim limit; conditional power \(power)."
        case .unfavourable:
            "Do not enlarge: z = \(z) has a conditional power of \(power), below the promising zone; the trial ends at \(amount) \(unit.noun), tested against \(critical)."
        case .promising:
            "Enlarge to \(amount) \(unit.noun), \(NumberText.fixed(decision.information, decimals: 3)) times what was planned: z = \(z) has a conditional power of \(power), in the promising zone, which becomes \(NumberText.fixed(decision.conditionalPowerAfter, decimals: 4)); the end is tested against \(critical)."
        case .favourable:
            "Do not enlarge: z = \(z) has a conditional power of \(power), at or above the target; the trial ends at \(amount) \(unit.noun), tested against \(critical)."
        }
    }

    private var zoneText: String {
        guard !rule.zone.isEmpty else { return "The promising zone is empty: no interim result enlarges the trial." }
        let z = [rule.zone.lowerBound, rule.zone.upperBound].map { NumberText.fixed($0, decimals: 4) }
        return
            "The promising zone is \(z[0]) ≤ z < \(z[1]), conditional power from \(NumberText.fixed(rule.leastConditionalPower, decimals: 4)) to \(NumberText.exact(rule.target)), at \(NumberText.fixed(rule.fraction, decimals: 4)) of the information planned."
    }

    private var table: DesignAnswer.Section {
        let rows = rule.table().map { decision in
            [
                NumberText.fixed(decision.z, decimals: 4), NumberText.fixed(decision.conditionalPower, decimals: 4),
                decision.zone.rawValue,
                unit.text(decision.information * planned),
                decision.criticalZ.map { NumberText.fixed($0, decimals: 4) } ?? "none",
                decision.conditionalPowerAfter.map { NumberText.fixed($0, decimals: 4) } ?? "none",
            ]
        }
        return .init(
            "The rule",
            [
                .text(zoneText),
                .table(
                    "What each interim result leads to",
                    ["z", "conditional power", "zone", unit.noun, "critical z", "power after"], rows, wordColumns: [2]),
                .figure(powerFigure), .figure(sizeFigure),
            ])
    }

    private var longRun: DesignAnswer.Section {
        let rows = runs.map { run in
            [
                run.drift == 0 ? "no effect" : unit.effectText(run.drift / planned.squareRoot()),
                NumberText.fixed(run.power, decimals: 5), NumberText.fixed(run.plannedPower, decimals: 5),
                unit.text((run.expectedInformation * planned * 1e3).rounded() / 1e3),
                unit.text((run.plannedExpectedInformation * planned * 1e3).rounded() / 1e3),
                NumberText.fixed(run.zones[2], decimals: 4),
            ]
        }
        return .init(
            "In the long run",
            [
                .table(
                    "Chance of a rejection and expected \(unit.noun)",
                    [unit.effect, "rejects", "as planned", "expected \(unit.noun)", "as planned", "promising"], rows,
                    wordColumns: [0],
                    remarks: ["The row without effect is the type I error, as if nobody stopped for futility."])
            ])
    }

    private var notes: [String] {
        var notes = [
            rule.test == .inverseNormal
                ? "The stages keep the weights planned (Cui, Hung and Wang): the type I error is held in any zone."
                : "The usual statistic of all data is tested against the planned critical value."
        ]
        if !rule.holdsLevel {
            notes.append(
                "The zone begins below the conditional power \(NumberText.fixed(rule.leastValidConditionalPower, decimals: 4)) down to which that test is valid for certain: the type I error is what the table says, and may exceed the level. Fixed weights would hold it."
            )
        }
        return notes
    }
}
