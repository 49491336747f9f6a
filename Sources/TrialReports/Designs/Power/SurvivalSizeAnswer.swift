import TrialFigures
import TrialStatistics

/// A design of a trial with a time to an event: numbers, calendar, averages, looks, and the text for a protocol.
public struct SurvivalSizeAnswer {
    let design: SurvivalDesign
    let sequential: GroupSequentialDesign?
    let unit: String?
    let formula: String

    /// The answer.
    ///
    /// - Parameters:
    ///   - formula: its name as the user gave it.
    ///   - sequential: the looks, where there are several.
    ///   - unit: the unit of time.
    public init(
        _ design: SurvivalDesign, formula: String, sequential: GroupSequentialDesign? = nil, unit: String? = nil
    ) {
        self.design = design
        self.formula = formula
        self.sequential = sequential
        self.unit = unit
    }

    /// The answer in words, tables, a figure and JSON.
    public var answer: DesignAnswer {
        var sections = [numbers, DesignAnswer.Section("Calendar", [calendar])]
        if let averages { sections.append(averages) }
        if let looks { sections.append(looks) }
        sections.append(.init("For the protocol", [.text(protocolText)]))
        if let figure { sections.append(.init("Power", [.figure(figure)])) }
        return DesignAnswer(
            title: "Sample size for a time to an event", summary: summary, sections: sections, notes: notes,
            json: SurvivalSizeJSON(self))
    }

    var time: (Double) -> String {
        { value in SizeText.one(value) + (unit.map { " " + $0 } ?? "") }
    }

    private var summary: String {
        let groups = design.groups
        return
            "\(groups.treatment + groups.control) subjects (\(groups.treatment) on treatment, \(groups.control) on control) and \(design.targetEvents) events give \(SizeText.percent(design.power)) power at a \(SizeText.level(design.plan.level)); the analysis is expected \(time(design.analysisTime)) after the first entry."
    }

    private var numbers: DesignAnswer.Section {
        let (plan, groups) = (design.plan, design.groups)
        var rows = [
            ["subjects, not rounded", SizeText.one(design.subjects)],
            ["subjects on treatment, control", "\(groups.treatment), \(groups.control)"],
            ["events, not rounded", SizeText.one(design.events)],
            [
                "events on treatment, control",
                "\(SizeText.one(design.treatmentEvents)), \(SizeText.one(design.controlEvents))",
            ],
            ["lost to follow-up", SizeText.one(design.lost)],
            ["hazard ratio", plan.trial.strata.map { Self.ratioText($0.hazardRatio) }.joined(separator: "; ")],
            ["duration of accrual", time(plan.trial.accrual.duration)],
            [
                plan.trial.followUp == nil ? "after the last entry" : "follow-up of each subject",
                time(plan.afterLastEntry),
            ],
            ["power", SizeText.percent(design.power)],
        ]
        if plan.inflation > 1 { rows.append(["inflation by the looks", SizeText.ratio(plan.inflation)]) }
        return .init("Numbers", [.table("Design", ["quantity", "value"], rows, wordColumns: [0])])
    }

    static func ratioText(_ ratio: HazardRatio) -> String {
        zip(ratio.starts, ratio.values).map { start, value in
            (start == 0 ? "" : "from \(NumberText.exact(start)): ") + SizeText.ratio(value)
        }.joined(separator: ", ")
    }

    /// Ten times until the analysis.
    var calendarTimes: [Double] { (1...10).map { design.analysisTime * Double($0) / 10 } }

    private var calendar: DesignAnswer.Block {
        .table(
            "Expected by calendar time", ["time", "entered", "events", "lost"],
            calendarTimes.map {
                [
                    SizeText.one($0), SizeText.one(design.entered(by: $0)), SizeText.one(design.events(by: $0)),
                    SizeText.one(design.subjects * design.plan.trial.lostShare(at: $0)),
                ]
            })
    }

    var average: AverageHazardRatio? {
        let isConstant = design.plan.trial.strata.allSatisfy { $0.hazardRatio.constant != nil }
        return isConstant ? nil : try? AverageHazardRatio(design.plan.trial, at: design.analysisTime)
    }

    private var averages: DesignAnswer.Section? {
        average.map { average in
            .init(
                "Average hazard ratio",
                [
                    .table(
                        "At the analysis", ["definition", "hazard ratio"],
                        [
                            ["events weigh the logs (gsDesign2)", SizeText.ratio(average.geometric)],
                            ["a Cox model's limit", SizeText.ratio(average.coxLimit)],
                            ["Kalbfleisch and Prentice", SizeText.ratio(average.kalbfleischPrentice)],
                            ["odds of concordance", SizeText.ratio(average.concordanceOdds)],
                        ], wordColumns: [0])
                ])
        }
    }

    private var figure: DesignAnswer.Figure? {
        guard let effect = try? design.plan.effect() else { return nil }
        let (level, inflation) = (design.plan.level, design.plan.inflation)
        return PowerCurveFigure(
            power: { effect.power(subjects: $0 / inflation, level) }, subjects: design.subjects,
            title: "Power by number of subjects"
        ).figure
    }

    private var notes: [String] {
        var notes = ["The number of events decides on the analysis; its date is an expectation."]
        if case .logRank = design.plan.formula {
            notes.append(
                "The log-rank statistic's own mean and variance are used; its variance is taken as near the null hypothesis."
            )
        }
        if sequential != nil {
            notes.append("Power curves between the planned number and others keep the inflation of the looks.")
            if average != nil {
                notes.append(
                    "The looks are planned as if the effect were the same at each; where it comes late it is smaller at early looks and the power somewhat lower, which a simulation shows."
                )
            }
        }
        return notes
    }

    private var protocolText: String {
        let plan = design.plan
        let control = plan.trial.strata[0].control
        let median = control.median.map { "a median of \(time($0)) on control" } ?? "the hazards stated on control"
        let hazard =
            plan.trial.strata.count == 1 ? median : "\(plan.trial.strata.count) strata with the hazards stated"
        let ratio =
            plan.trial.strata[0].hazardRatio.constant.map { "a hazard ratio of \(NumberText.measured($0))" }
            ?? "hazard ratios that change with time"
        let looks =
            sequential.map {
                " with \($0.looks.count) looks at \($0.fractions.map { SizeText.percent($0) }.joined(separator: ", ")) of the information"
            } ?? ""
        let lost = design.lost > 0 ? " (\(SizeText.one(design.lost)) of whom drop out by then)" : ""
        return
            "Assuming \(hazard) and \(ratio), allocation \(NumberText.exact(plan.trial.ratio.treatment)):\(NumberText.exact(plan.trial.ratio.control)) and accrual over \(time(plan.trial.accrual.duration)), \(design.targetEvents) events give \(SizeText.percent(design.power)) power at a \(SizeText.level(plan.level)) (\(formula))\(looks). With \(design.groups.treatment + design.groups.control) subjects\(lost) they are expected \(time(design.analysisTime)) after the first entry."
    }
}
