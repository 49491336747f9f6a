import TrialFigures
import TrialStatistics

/// A group sequential design in sentences.
struct SequentialBoundaryWords {
    let answer: SequentialBoundaryAnswer

    init(_ answer: SequentialBoundaryAnswer) { self.answer = answer }

    private var design: GroupSequentialDesign { answer.design }

    /// The rule in one or two sentences.
    var summary: String {
        let count = design.looks.count
        let looks = count == 1 ? "One look" : "\(count) looks"
        let fractions = list(design.looks.map { percent($0.fraction) + " %" })
        let power = design.power.map { ", power \(SequentialBoundaryTables.power($0))" } ?? ""
        return "\(looks) at \(fractions) of the information, \(level): \(efficacy)\(futility)\(harm)\(power)."
    }

    private var level: String {
        switch design.sides {
        case .one: "one-sided level \(NumberText.exact(design.alpha))"
        case .two: "two-sided level \(NumberText.exact(design.alpha)), half a side"
        case .asymmetric(let lower, _):
            "level \(NumberText.exact(design.alpha)), \(NumberText.exact(lower)) of it for small Z"
        }
    }

    private var efficacy: String {
        let delay: String =
            switch design.efficacy.looks {
            case .all: ""
            case .from(let start): " from \(percent(start)) % of the information on"
            case .only(let numbers): " at looks \(list(numbers.union([design.looks.count]).sorted().map(String.init)))"
            }
        return "efficacy by \(name(design.efficacy.shape))\(delay)"
    }

    private var futility: String {
        guard let rule = design.futility else { return "" }
        let how =
            switch rule.criterion {
            case .spending(let function): "by \(name(.spending(function)))"
            case .z: "by given values"
            case .conditionalPower: "by conditional power under the trend so far"
            case .conditionalPowerAsPlanned: "by conditional power under the planned effect"
            }
        return "; futility \(how), \(rule.isBinding ? "binding" : "not binding")"
    }

    private var harm: String {
        design.harm.map { "; harm by \(name($0.shape)) at level \(NumberText.exact($0.alpha))" } ?? ""
    }

    /// What one has to know to read the tables rightly.
    var notes: [String] {
        var notes = [
            "Z is positive where the treatment works; drift is the mean of Z at full information; the B-value is Z√t, t the information. Probabilities are integrals with errors below 1e-9."
        ]
        if let futility = design.futility {
            notes.append(
                futility.isBinding
                    ? "Futility is binding: if it is overruled, the level rises to \(NumberText.fixed(overruled, decimals: 6))."
                    : "Futility is not binding: the level holds also where it is overruled. The probabilities above obey it."
            )
        }
        if answer.hasHarm { notes.append("The efficacy boundary does not count on stopping for harm.") }
        if let inflation = design.inflation {
            notes.append(
                "The maximal information is \(NumberText.fixed(inflation, decimals: 4)) times that of one look with the same level and power."
            )
        }
        if case .fixed = design.efficacy.shape {
            notes.append(
                "The critical values are given; they spend \(NumberText.fixed(design.looks.last?.spent ?? 0, decimals: 6)), whatever --alpha says."
            )
        }
        for (index, look) in design.looks.enumerated()
        where look.upperZ == nil && look.futilityZ == nil && look.lowerZ == nil {
            notes.append("At look \(index + 1) nothing can stop the trial.")
        }
        return notes + scaleNotes + updateNotes
    }

    private var overruled: Double {
        let crossing = design.crossing(drift: 0, heedsFutility: false)
        return crossing.upper.total + (design.sides == .one ? 0 : crossing.lower.total)
    }

    private var scaleNotes: [String] {
        var notes: [String] = []
        if let scale = answer.question.scale {
            let variance =
                scale.variance == .null
                ? "under no effect, r/(1 + r)² an event" : "under the hazard ratio itself, 1/d_E + 1/d_C"
            notes.append(
                "Hazard ratios (treatment to control, below 1 where it works) are approximate: variance \(variance), \(NumberText.measured(scale.ratio)) patients on treatment for each on control."
            )
        }
        if design.looks.count > 1, design.looks[design.looks.count - 1].upperZ != nil {
            let planned =
                design.designDrift == nil
                ? "" : " As planned: if the effect with the design's power holds from then on."
            notes.append(
                "Conditional power is that to pass the last critical value if the trend so far goes on, looks between aside.\(planned)"
            )
        }
        return notes
    }

    private var updateNotes: [String] {
        guard let plan = answer.question.plan else { return [] }
        let reached = design.looks.last?.fraction ?? 1
        let planned = list(plan.looks.map { percent($0.fraction) + " %" })
        let end =
            reached > 1
            ? " The planned maximum was overrun."
            : reached < 1 ? " The trial ends below the planned maximum; all that was left of the level is spent." : ""
        return ["Brought up to date: planned were looks at \(planned).\(end)"]
    }

    /// The sentence beneath the figure.
    var figureCaption: String {
        "Critical values of Z at the looks" + (answer.question.observed.isEmpty ? "." : ", and what was seen.")
            + " Lines between looks guide the eye; the trial stops at looks alone."
    }

    private func name(_ shape: BoundaryShape) -> String {
        switch shape {
        case .spending(.lanDeMetsOBrienFleming): "Lan-DeMets O'Brien-Fleming spending"
        case .spending(.lanDeMetsPocock): "Lan-DeMets Pocock spending"
        case .spending(.hwangShihDeCani(let gamma)): "Hwang-Shih-DeCani spending, γ = \(NumberText.exact(gamma))"
        case .spending(.kimDeMets(let rho)): "Kim-DeMets spending, ρ = \(NumberText.exact(rho))"
        case .spending(.table): "spending by a table"
        case .obrienFleming: "O'Brien-Fleming's boundary"
        case .pocock: "Pocock's boundary"
        case .wangTsiatis(let delta): "Wang-Tsiatis's boundary, Δ = \(NumberText.exact(delta))"
        case .haybittlePeto(let z): "Haybittle-Peto's boundary, z = \(NumberText.exact(z))"
        case .fixed: "given values"
        }
    }

    private func percent(_ fraction: Double) -> String { NumberText.measured((fraction * 1e5).rounded() / 1e3) }

    private func list(_ items: [String]) -> String {
        items.count < 2 ? items.joined() : items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
    }
}
