import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The trial around a comparison of a design file: numbers, calendar, looks, and the power under the hazard ratios of the file.
struct PlannedComparisonAnswer {
    let plan: PlannedComparison
    private let size: SurvivalSizeAnswer

    init(_ plan: PlannedComparison) {
        self.plan = plan
        size = SurvivalSizeAnswer(plan.design, formula: "Schoenfeld", unit: "months")
    }

    /// The parts of the report.
    var sections: [DesignAnswer.Section] {
        size.trialSections
            + [power, DesignAnswer.Section("For the protocol", [.text(protocolText)])].compactMap(\.self)
    }

    /// What was sought and found, in a sentence.
    var summary: String {
        let design = plan.design
        let ratio = design.plan.trial.constantRatio ?? 1
        let subjects = design.groups.treatment + design.groups.control
        let power = SizeText.percent(design.power)
        let dated = "expected \(size.time(design.analysisTime)) after the first entry"
        return switch plan.sought {
        case .power:
            "\(subjects) subjects with \(design.targetEvents) events, \(dated), have \(power) power at a hazard ratio of \(NumberText.measured(ratio))."
        case .subjects:
            "\(power) power at a hazard ratio of \(NumberText.measured(ratio)) needs \(design.targetEvents) events of \(subjects) subjects, \(dated)."
        case .followUp:
            "\(power) power at a hazard ratio of \(NumberText.measured(ratio)) needs \(design.targetEvents) events, which \(subjects) subjects are \(dated)."
        case .hazardRatio:
            "\(subjects) subjects with \(design.targetEvents) events, \(dated), find a hazard ratio of \(SizeText.ratio(ratio)) with \(power) power."
        }
    }

    private var protocolText: String { size.protocolText }

    private var power: DesignAnswer.Section? {
        guard !plan.scenarios.isEmpty else { return size.curve }
        let endings = plan.design.sequential?.looks.count ?? 1
        let table = DesignAnswer.Block.table(
            "Power by hazard ratio",
            ["hazard ratio", "events", "last look", "power"]
                + (endings > 1 ? ["stops early for efficacy", "expected information"] : []),
            plan.scenarios.map { scenario in
                let early = scenario.crossing.upper.byLook.dropLast().reduce(0, +)
                return [
                    NumberText.measured(scenario.hazardRatio), SizeText.one(scenario.events),
                    SizeText.one(scenario.time), SizeText.percent(scenario.crossing.upper.total),
                ]
                    + (endings > 1
                        ? [SizeText.percent(early), SizeText.ratio(scenario.crossing.expectedInformation)] : [])
            }, remarks: ["Boundaries, subjects and the rule for the end stay as planned. Times in months."])
        return .init("Power", [table] + (size.curve?.blocks ?? []))
    }

    /// What one has to know to read it rightly.
    var notes: [String] {
        [
            "Subjects and dates suppose exponential times with the median on control, events seen when they happen, and the variance under the null hypothesis (Schoenfeld)."
        ]
    }

    /// The plan for programs.
    var json: JSON { JSON(self) }

    struct JSON: Encodable, Sendable {
        struct Power: Encodable, Sendable {
            let hazardRatio, events, time, power, expectedInformation: Double
        }

        let sought: String
        let design: SurvivalSizeJSON
        let powers: [Power]

        init(_ answer: PlannedComparisonAnswer) {
            sought =
                switch answer.plan.sought {
                case .power: "power"
                case .subjects: "subjects"
                case .followUp: "follow-up"
                case .hazardRatio: "hazard ratio"
                }
            design = SurvivalSizeJSON(answer.size)
            powers = answer.plan.scenarios.map {
                Power(
                    hazardRatio: $0.hazardRatio, events: $0.events, time: $0.time, power: $0.crossing.upper.total,
                    expectedInformation: $0.crossing.expectedInformation)
            }
        }
    }
}
