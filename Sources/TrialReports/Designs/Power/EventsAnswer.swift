import TrialFigures
import TrialStatistics

/// Events, hazard ratio or power, by every formula that has an answer: for a trial whose hazards are not given.
public struct EventsAnswer {
    /// What is given; the rest is sought.
    public enum Question: Sendable, Hashable {
        /// The events are sought.
        case events(hazardRatio: Double, power: Double)
        /// The power is sought.
        case power(hazardRatio: Double, events: Double)
        /// The hazard ratio is sought.
        case hazardRatio(events: Double, power: Double)
    }

    private let question: Question
    private let aim: HazardRatioAim
    private let ratio: TwoArmRatio
    private let level: TestLevel
    /// The answer by Schoenfeld's formula, which the sentence and the looks use.
    private let first: EventsPower.Answer
    /// The answers at the ratio and at 1:1; nil where a formula has none.
    private let rows: [(formula: EventFormulaName, ratio: EventsPower.Answer?, equal: EventsPower.Answer?)]

    /// The formulas that need events alone.
    enum EventFormulaName: String, CaseIterable {
        case schoenfeld = "schoenfeld"
        case alternative = "schoenfeld-alternative"
        case both = "schoenfeld-both"
        case freedman, hsieh

        var formula: EventFormula {
            switch self {
            case .schoenfeld: .schoenfeld(.null)
            case .alternative: .schoenfeld(.alternative)
            case .both: .schoenfeld(.both)
            case .freedman: .freedman
            case .hsieh: .hsieh
            }
        }
    }

    /// The answer.
    ///
    /// - Throws: ``StatisticsError`` for a ratio on its null hypothesis, a power at or below the level, or too few events.
    public init(
        _ question: Question, aim: HazardRatioAim, ratio: TwoArmRatio, level: TestLevel, looks: PlannedLooks? = nil
    ) throws(StatisticsError) {
        self.question = question
        self.aim = aim
        self.ratio = ratio
        self.level = level
        func found(
            _ formula: EventFormulaName, _ ratio: TwoArmRatio
        ) throws(StatisticsError) -> EventsPower.Answer {
            let plan = try EventsPower(ratio: ratio, aim: aim, formula: formula.formula, level: level, looks: looks)
            switch question {
            case .events(let hazardRatio, let power): return try plan.events(hazardRatio: hazardRatio, power: power)
            case .power(let hazardRatio, let events): return try plan.power(hazardRatio: hazardRatio, events: events)
            case .hazardRatio(let events, let power): return try plan.hazardRatio(events: events, power: power)
            }
        }
        first = try found(.schoenfeld, ratio)
        rows = EventFormulaName.allCases.filter { aim == .superiority || !($0 == .freedman || $0 == .hsieh) }.map {
            ($0, try? found($0, ratio), try? found($0, .equal))
        }
    }

    /// The answer in words, tables and JSON.
    public var answer: DesignAnswer {
        var sections = [DesignAnswer.Section(heading, [table])]
        if let looks = EventLooks(first, ratio: ratio, aim: aim) { sections.append(looks.section) }
        return DesignAnswer(
            title: heading, summary: summary, sections: sections,
            notes: [
                "The alternative variance takes the events on treatment as rθ/(1 + rθ), their part where events are rare; with hazards and accrual it is computed."
            ]
                + [aim.note].compactMap(\.self)
                + (aim == .superiority && first.hazardRatio > 1
                    ? ["The hazard ratio is above 1: this is the power to show that the treatment harms."] : [])
                + (first.sequential == nil
                    ? [] : ["The sentence and the looks go by Schoenfeld's formula, the first row."]),
            json: JSON(self))
    }

    private var heading: String {
        switch question {
        case .events: "Number of events"
        case .power: "Power of a number of events"
        case .hazardRatio: "Hazard ratio that events show"
        }
    }

    private var summary: String {
        let allocation = "allocated \(NumberText.exact(ratio.treatment)):\(NumberText.exact(ratio.control))"
        let events: String
        if case .events = question {
            events = String(TwoArmRatio.whole(first.events))
        } else {
            events = NumberText.exact(first.events)
        }
        let looks = first.sequential.map { " at \($0.looks.count) looks" } ?? ""
        let found =
            if case .hazardRatio = question { SizeText.ratio(first.hazardRatio) } else {
                NumberText.measured(first.hazardRatio)
            }
        return
            "\(events) events\(looks) give \(SizeText.percent(first.power)) power\(aim.words) for a hazard ratio of \(found) at a \(SizeText.level(level)), \(allocation)."
    }

    private var table: DesignAnswer.Block {
        func cell(_ answer: EventsPower.Answer?) -> String {
            guard let answer else { return "–" }
            return switch question {
            case .events: SizeText.one(answer.events)
            case .power: SizeText.percent(answer.power)
            case .hazardRatio: SizeText.ratio(answer.hazardRatio)
            }
        }
        let column =
            switch question {
            case .events: "events"
            case .power: "power"
            case .hazardRatio: "hazard ratio"
            }
        return .table(
            "By formula", ["formula", column, "at 1:1"],
            rows.map { [$0.formula.rawValue, cell($0.ratio), cell($0.equal)] })
    }

    private struct JSON: Encodable, Sendable {
        let hazardRatio: Double
        let ratio, alpha: Double
        let isTwoSided: Bool
        let power: Double
        let events: [String: Double]
        let powers, hazardRatios: [String: Double]?
        let looks: [EventLooks.Row]?

        init(_ answer: EventsAnswer) {
            func values(_ value: (EventsPower.Answer) -> Double) -> [String: Double] {
                Dictionary(
                    uniqueKeysWithValues: answer.rows.compactMap { row in
                        row.ratio.map { (row.formula.rawValue, value($0)) }
                    })
            }
            hazardRatio = answer.first.hazardRatio
            ratio = answer.ratio.ratio
            alpha = answer.level.alpha
            isTwoSided = answer.level.isTwoSided
            power = answer.first.power
            events = values(\.events)
            if case .power = answer.question { powers = values(\.power) } else { powers = nil }
            if case .hazardRatio = answer.question { hazardRatios = values(\.hazardRatio) } else { hazardRatios = nil }
            looks = EventLooks(answer.first, ratio: answer.ratio, aim: answer.aim)?.rows
        }
    }
}
