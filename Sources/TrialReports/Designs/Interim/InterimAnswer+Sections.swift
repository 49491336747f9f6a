import TrialFigures
import TrialStatistics

extension InterimAnswer {
    /// The looks with their limits, estimates and repeated intervals.
    var looks: DesignAnswer.Section {
        let hasFutility = trial.looks.contains { $0.futilityZ != nil }
        let confidence = NumberText.exact((trial.confidence * 1e6).rounded() / 1e4)
        let columns =
            ["look", unit.noun, "fraction", "z", "critical z"] + (hasFutility ? ["futility z"] : [])
            + (harmZ.isEmpty ? [] : ["harm z"])
            + ["level spent", unit.effect, "repeated \(confidence)% interval", "repeated p"]
        let rows = trial.looks.enumerated().map { index, look in
            [
                "\(index + 1)", unit.text(look.information), fraction(look.information),
                NumberText.fixed(look.z, decimals: 4),
                critical(look.criticalZ),
            ] + (hasFutility ? [critical(look.futilityZ)] : [])
                + (harmZ.isEmpty ? [] : [critical(harmZ.indices.contains(index) ? harmZ[index] : nil)])
                + [
                    level(look.spent * Double(trial.plan.sides.rawValue)), unit.effectText(look.estimate),
                    unit.limitsText(look.repeatedInterval), repeated(trial.repeatedPValue(at: index)),
                ]
        }
        return .init(
            "The looks",
            [
                .table(
                    "Looks so far", columns, rows,
                    remarks: ["Repeated intervals hold at all looks at once, whether or not the trial stops."]),
                figure,
            ])
    }

    private func repeated(_ p: Double?) -> String {
        guard let p, trial.plan.sides == .one else { return NumberText.pValue(p) }
        return Self.oneSided(p)
    }

    /// A one-sided p-value over several looks, which says no more than that it is large from 0.5 on.
    static func oneSided(_ p: Double) -> String { p >= 0.5 - 1e-9 ? "≥ 0.5" : NumberText.pValue(p) }

    /// The limits of the looks so far and to come, with z as it was seen.
    private var figure: DesignAnswer.Block {
        let isTwoSided = trial.plan.sides == .two
        let maximum = trial.plan.maximumInformation
        func lower(_ critical: Double?, _ index: Int) -> Double? {
            if let design, design.harm != nil {
                return design.looks.indices.contains(index) ? design.looks[index].lowerZ : nil
            }
            return isTwoSided ? critical.map { -$0 } : nil
        }
        func futility(_ given: Double?, _ index: Int) -> Double? {
            given ?? design.flatMap { $0.looks.indices.contains(index) ? $0.looks[index].futilityZ : nil }
        }
        let seen = trial.looks.enumerated().map { index, look in
            BoundaryFigure.Look(
                fraction: look.information / maximum, upper: look.criticalZ, lower: lower(look.criticalZ, index),
                futility: futility(look.futilityZ, index))
        }
        let ahead = outlook.enumerated().map { index, look in
            BoundaryFigure.Look(
                fraction: look.fraction, upper: look.criticalZ,
                lower: lower(look.criticalZ, trial.looks.count + index),
                futility: futility(nil, trial.looks.count + index))
        }
        var options = BoundaryFigure.Options()
        options.observed = trial.looks.map(\.z)
        options.lowerMeaning = design?.harm != nil ? .harm : .rejection
        options.isTwoSided = isTwoSided
        options.identifier = String(figureName.prefix { $0 != "." })
        return .figure(
            .init(
                name: figureName, svg: BoundaryFigure(looks: seen + ahead, options: options).svg,
                title: "Boundaries and what was seen",
                caption:
                    "Critical values at the information that came\(ahead.isEmpty ? "" : ", and at the looks to come"); the line is z as it was seen."
            ))
    }

    /// What is still to come, while the trial goes on.
    var outlookSection: DesignAnswer.Section? {
        guard !powers.isEmpty else { return nil }
        let ahead = outlook.enumerated().map { index, look in
            let information = look.fraction * trial.plan.maximumInformation
            return [
                "\(trial.looks.count + index + 1)", unit.text(information), fraction(information),
                critical(look.criticalZ),
            ]
        }
        let rows = powers.map { power in
            [
                power.name, power.drift.map { unit.effectText($0 / trial.plan.maximumInformation.squareRoot()) } ?? "",
                NumberText.fixed(power.power, decimals: 4),
            ]
        }
        var blocks: [DesignAnswer.Block] = [
            .table("Looks to come", ["look", unit.noun, "fraction", "critical z"], ahead),
            .table(
                "Chance of a rejection at the looks to come", ["if the truth is", unit.effect, "conditional power"],
                rows, wordColumns: [0]),
        ]
        if let futilityIndex {
            blocks.append(
                .text(
                    "The futility index, one less the conditional power under the design's alternative, is \(NumberText.fixed(futilityIndex, decimals: 4))."
                ))
        }
        return .init("The outlook", blocks)
    }

    /// The inference after the end.
    var finalSection: DesignAnswer.Section? {
        guard let final else { return nil }
        let confidence = NumberText.exact((final.confidence * 1e6).rounded() / 1e4)
        let rows = [
            ["p, one-sided", NumberText.pValue(final.pValue)],
            ["p, two-sided", NumberText.pValue(final.twoSidedPValue)],
            ["\(unit.effect), median-unbiased", unit.effectText(final.medianUnbiased)],
            ["exact \(confidence)% interval", unit.limitsText(final.interval)],
            ["\(unit.effect), bias-adjusted", unit.effectText(final.biasAdjusted)],
            ["\(unit.effect), maximum likelihood", unit.effectText(final.estimate)],
        ]
        let isAdvised = trial.decision != .notRejected && !trial.hasCrossed
        let heading = isAdvised ? "If the trial ends here" : "After the end"
        return .init(
            heading,
            [
                .table(
                    "\(heading), by the \(final.ordering.rawValue) ordering", ["", "value"], rows, wordColumns: [0],
                    remarks: ["The maximum-likelihood estimate is biased by the stopping."])
            ])
    }

    private func fraction(_ information: Double) -> String {
        NumberText.fixed(information / trial.plan.maximumInformation, decimals: 4)
    }

    private func critical(_ z: Double?) -> String { z.map { NumberText.fixed($0, decimals: 4) } ?? "none" }

    private func level(_ value: Double) -> String { NumberText.fixed(value, decimals: 6) }
}
