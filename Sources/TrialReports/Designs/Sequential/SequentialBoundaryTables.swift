import TrialFigures
import TrialStatistics

/// The tables of a group sequential design, as a protocol prints them.
struct SequentialBoundaryTables {
    let answer: SequentialBoundaryAnswer

    init(_ answer: SequentialBoundaryAnswer) { self.answer = answer }

    private var design: GroupSequentialDesign { answer.design }

    /// A column: its head and a text for each look.
    private typealias Column = (head: String, cells: [String])

    /// One table a boundary.
    var boundaries: [DesignAnswer.Block] {
        let futilitySign = design.sides == .two ? "|Z| <" : "Z <"
        let lower = answer.hasHarm ? "Stop for harm" : "Stop, reject on the other side"
        return [
            table(
                "Stop for efficacy", .upper, sign: "Z ≥", p: "p ≤", ratio: "HR ≤", [spent] + conditionalPower(.upper)),
            table(
                "Stop for futility", .futility, sign: futilitySign, p: "p >", ratio: "HR >",
                conditionalPower(.futility) + betaSpent),
            table(
                lower, .lower, sign: "Z ≤", p: "lower p ≤", ratio: "HR ≥",
                harmSpent + (answer.hasHarm ? conditionalPower(.lower) : [])),
        ].compactMap(\.self)
    }

    private func table(
        _ title: String, _ boundary: GroupSequentialDesign.Boundary, sign: String, p: String, ratio: String,
        _ further: [Column]
    ) -> DesignAnswer.Block? {
        let z = design.boundary(boundary, on: .z)
        guard z.contains(where: { $0 != nil }) else { return nil }
        let isBoth = boundary == .futility && design.sides == .two
        let tails = boundary == .lower ? design.looks.map(\.lowerP) : design.boundary(boundary, on: .pValue)
        var columns: [Column] = [(sign, z.map(Self.critical))]
        if !isBoth { columns.append((p, tails.map(Self.probability))) }
        columns.append(("B-value", design.boundary(boundary, on: .bValue).map(Self.critical)))
        if let scale = answer.question.scale {
            columns.append((ratio, design.boundary(boundary, on: .hazardRatio(scale)).map(Self.ratio)))
        }
        return self.table(title, columns + further)
    }

    private func table(_ title: String, _ columns: [Column]) -> DesignAnswer.Block {
        let all = looks + columns
        return .table(
            title, ["look"] + all.map(\.head),
            design.looks.indices.map { index in
                [String(index + 1)] + all.map { $0.cells[index] }
            })
    }

    /// Information, events and times of spending at the looks.
    private var looks: [Column] {
        var columns: [Column] = [("information", design.looks.map { NumberText.measured($0.fraction) })]
        if let scale = answer.question.scale {
            columns.append(
                ("events", design.looks.map { NumberText.measured(($0.fraction * scale.events * 10).rounded() / 10) }))
        }
        if design.looks.contains(where: { $0.spendingTime != $0.fraction }) {
            columns.append(("spent by", design.looks.map { NumberText.measured($0.spendingTime) }))
        }
        return columns
    }

    private var spent: Column { ("level spent", design.looks.map { Self.probability($0.spent) }) }

    private var betaSpent: [Column] {
        guard design.looks.contains(where: { $0.betaSpent != nil }) else { return [] }
        return [("β spent", design.looks.map { Self.probability($0.betaSpent) })]
    }

    private var harmSpent: [Column] {
        guard answer.hasHarm else { return [] }
        return [("harm spent", design.looks.map { Self.probability($0.harmSpent) })]
    }

    /// Conditional power on a boundary, if the trend so far goes on and under the effect with the design's power.
    private func conditionalPower(_ boundary: GroupSequentialDesign.Boundary) -> [Column] {
        let scales: [(String, BoundaryScale)] = [
            ("cond. power", .conditionalPower), ("as planned", .conditionalPowerAsPlanned),
        ]
        return scales.compactMap { head, scale in
            let values = design.boundary(boundary, on: scale)
            guard values.contains(where: { $0 != nil }) else { return nil }
            return (head, values.map { $0.map { NumberText.fixed($0, decimals: 4) } ?? "" })
        }
    }

    /// How likely the trial stops at each look, under no effect and under the one that is shown.
    var probabilities: [DesignAnswer.Block] {
        [crossing("If the treatment does nothing", answer.null)]
            + (answer.alternative.map { [crossing("At the effect with power \(Self.power(answer.shownPower))", $0)] }
                ?? [])
            + [
                .table(
                    "In all",
                    ["effect", "drift"] + (hazard == nil ? [] : ["HR"]) + ["efficacy"] + otherHeads + [
                        "expected information"
                    ], totals)
            ]
    }

    private func crossing(_ title: String, _ crossing: GroupSequentialDesign.Crossing) -> DesignAnswer.Block {
        table(
            title,
            [("efficacy", crossing.upper.byLook.map(Self.chance))]
                + others(crossing).map { head, ending in (head, ending.byLook.map(Self.chance)) }
                + [("ends here", crossing.stopping.map(Self.chance))])
    }

    private var totals: [[String]] {
        var rows = [("none", answer.null)]
        if let alternative = answer.alternative {
            if let drift = answer.drift { rows.append(("half", design.crossing(drift: drift / 2))) }
            rows.append((design.power == nil ? "power \(Self.power(answer.shownPower))" : "planned", alternative))
        }
        return rows.map { name, crossing in
            [name, NumberText.fixed(crossing.drift, decimals: 4)]
                + (hazard.map { [Self.ratio($0.hazardRatio(z: crossing.drift, fraction: 1))] } ?? [])
                + [Self.chance(crossing.upper.total)] + others(crossing).map { Self.chance($0.1.total) }
                + [NumberText.fixed(crossing.expectedInformation, decimals: 4)]
        }
    }

    private var hazard: HazardRatioScale? { answer.question.scale }
    private var otherHeads: [String] { others(answer.null).map(\.0) }

    /// The ways of stopping other than for efficacy that the design has.
    private func others(
        _ crossing: GroupSequentialDesign.Crossing
    ) -> [(String, GroupSequentialDesign.Crossing.Ending)] {
        var endings: [(String, GroupSequentialDesign.Crossing.Ending)] = []
        if design.looks.contains(where: { $0.futilityZ != nil }) { endings.append(("futility", crossing.futility)) }
        if design.looks.contains(where: { $0.lowerZ != nil }) {
            endings.append((answer.hasHarm ? "harm" : "other side", crossing.lower))
        }
        return endings
    }

    static func power(_ value: Double) -> String { NumberText.exact((value * 1e6).rounded() / 1e6) }
    private static func critical(_ value: Double?) -> String { value.map { NumberText.fixed($0, decimals: 4) } ?? "" }
    private static func ratio(_ value: Double?) -> String { value.map { NumberText.fixed($0, decimals: 4) } ?? "" }
    private static func chance(_ value: Double) -> String { NumberText.fixed(max(0, value), decimals: 4) }

    /// A small probability with six decimals, or where it is below 0.0001 with three digits and a power of ten.
    private static func probability(_ value: Double?) -> String {
        guard let value else { return "" }
        guard value > 0, value < 1e-4 else { return NumberText.fixed(value, decimals: 6) }
        var (digits, exponent) = (value, 0)
        while digits < 1 {
            digits *= 10
            exponent -= 1
        }
        let text = NumberText.fixed(digits, decimals: 2)
        return text.hasPrefix("10") ? "1.00e\(exponent + 1)" : "\(text)e\(exponent)"
    }
}
