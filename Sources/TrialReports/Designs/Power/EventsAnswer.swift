import TrialFigures
import TrialStatistics

/// The events that a hazard ratio needs, by every formula that has an answer: for a trial whose hazards are not given.
public struct EventsAnswer {
    private let hazardRatio: Double
    private let aim: HazardRatioAim
    private let ratio: TwoArmRatio
    private let level: TestLevel
    private let power: Double
    private let rows: [(formula: EventFormulaName, ratio: Double, equal: Double)]

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
    /// - Throws: ``StatisticsError`` for a ratio on its null hypothesis or a power at or below the level.
    public init(
        hazardRatio: Double, aim: HazardRatioAim, ratio: TwoArmRatio, level: TestLevel, power: Double
    ) throws(StatisticsError) {
        self.hazardRatio = hazardRatio
        self.aim = aim
        self.ratio = ratio
        self.level = level
        self.power = power
        var rows: [(EventFormulaName, Double, Double)] = []
        for name in EventFormulaName.allCases {
            func events(_ ratio: TwoArmRatio) throws(StatisticsError) -> Double {
                try RequiredEvents(
                    hazardRatio: hazardRatio, aim: aim, ratio: ratio, formula: name.formula, level: level, power: power
                ).events
            }
            let hasMargin = aim != .superiority
            if hasMargin, name == .freedman || name == .hsieh { continue }
            rows.append((name, try events(ratio), try events(.equal)))
        }
        self.rows = rows
    }

    /// The answer in words, tables and JSON.
    public var answer: DesignAnswer {
        let events = rows[0].ratio
        return DesignAnswer(
            title: "Number of events",
            summary:
                "\(Int((events - 1e-9).rounded(.up))) events give \(SizeText.percent(power)) power for a hazard ratio of \(NumberText.measured(hazardRatio)) at a \(SizeText.level(level)), allocated \(NumberText.exact(ratio.treatment)):\(NumberText.exact(ratio.control)).",
            sections: [
                .init(
                    "Events",
                    [
                        .table(
                            "Events by formula", ["formula", "events", "at 1:1"],
                            rows.map { [$0.formula.rawValue, SizeText.one($0.ratio), SizeText.one($0.equal)] })
                    ])
            ],
            notes: [
                "The alternative variance takes the events on treatment as rθ/(1 + rθ), their part where events are rare; with hazards and accrual it is computed."
            ],
            json: JSON(
                hazardRatio: hazardRatio, ratio: ratio.ratio, alpha: level.alpha, isTwoSided: level.isTwoSided,
                power: power, events: Dictionary(uniqueKeysWithValues: rows.map { ($0.formula.rawValue, $0.ratio) })))
    }

    private struct JSON: Encodable, Sendable {
        let hazardRatio, ratio, alpha: Double
        let isTwoSided: Bool
        let power: Double
        let events: [String: Double]
    }
}
