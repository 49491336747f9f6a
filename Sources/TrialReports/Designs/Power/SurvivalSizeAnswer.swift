import TrialFigures
import TrialStatistics

/// A design of a trial with a time to an event: numbers, calendar, averages, looks, and the text for a protocol.
public struct SurvivalSizeAnswer {
    let design: SurvivalDesign
    let unit: String?
    let formula: String

    /// The answer.
    ///
    /// - Parameters:
    ///   - formula: its name as the user gave it.
    ///   - unit: the unit of time.
    public init(_ design: SurvivalDesign, formula: String, unit: String? = nil) {
        self.design = design
        self.formula = formula
        self.unit = unit
    }

    /// The answer in words, tables, a figure and JSON.
    public var answer: DesignAnswer {
        let boundary = design.sequential.map {
            DesignAnswer.Section("Boundaries", [SequentialBoundaryAnswer($0).boundaryFigure])
        }
        let sections =
            trialSections + [boundary].compactMap(\.self)
            + [
                DesignAnswer.Section("For the protocol", [.text(protocolText)]), curve,
            ].compactMap(\.self)
        return DesignAnswer(
            title: "Sample size for a time to an event", summary: summary, sections: sections, notes: notes,
            json: SurvivalSizeJSON(self))
    }

    /// The numbers of the trial, its calendar, averages, strata and looks.
    var trialSections: [DesignAnswer.Section] {
        [numbers, DesignAnswer.Section("Calendar", [calendar]), averages, strata, looks].compactMap(\.self)
    }

    /// The power by number of subjects.
    var curve: DesignAnswer.Section? { figure.map { .init("Power", [.figure($0)]) } }

    var time: (Double) -> String {
        { value in SizeText.one(value) + (unit.map { " " + $0 } ?? "") }
    }

    private var summary: String {
        let groups = design.groups
        return
            "\(groups.treatment + groups.control) subjects (\(groups.treatment) on treatment, \(groups.control) on control) and \(design.targetEvents) events give \(SizeText.percent(design.power)) power\(design.plan.aim.words) at a \(SizeText.level(design.plan.level)); the analysis is expected \(time(design.analysisTime)) after the first entry."
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
        if let inflation = design.inflation { rows.append(["inflation by the looks", SizeText.ratio(inflation)]) }
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

    /// What is assumed in each stratum, and the events expected there.
    private var strata: DesignAnswer.Section? {
        let trial = design.plan.trial
        guard trial.strata.count > 1 else { return nil }
        let whole = trial.strata.reduce(0) { $0 + $1.share }
        let events = trial.stratumEventShares(at: design.analysisTime)
        let rows = zip(trial.strata, events).enumerated().map { index, pair in
            let (stratum, shares) = pair
            return [
                String(index + 1), SizeText.percent(stratum.share / whole),
                stratum.control.median.map(SizeText.one) ?? "–", Self.ratioText(stratum.hazardRatio),
                SizeText.one(design.subjects * shares.treatment), SizeText.one(design.subjects * shares.control),
            ]
        }
        return .init(
            "Strata",
            [
                .table(
                    "Strata",
                    ["stratum", "share", "median on control", "hazard ratio", "events on treatment", "on control"],
                    rows,
                    remarks: ["The test is stratified: subjects are compared within strata."])
            ])
    }

    private var figure: DesignAnswer.Figure? {
        let (plan, level) = (design.plan, design.plan.level)
        let points: [CurveFigure.Point]
        if plan.looks == nil {
            guard let effect = try? plan.effect() else { return nil }
            points = PowerCurveFigure.points(around: design.subjects) { effect.power(subjects: $0, level) }
        } else {
            // The boundaries hang on the power: subjects are found for powers, not powers for subjects.
            points = stride(from: 0.05, through: 0.995, by: 0.035).compactMap { power in
                (try? plan.subjects(power: power)).map { CurveFigure.Point($0.subjects, power) }
            }
        }
        return PowerCurveFigure(points: points, subjects: design.subjects, title: "Power by number of subjects").figure
    }

    private var notes: [String] {
        var notes = ["The number of events decides on the analysis; its date is an expectation."]
        if design.plan.aim == .superiority {
            let ratios = design.plan.trial.strata.flatMap(\.hazardRatio.values)
            let average = design.averageHazardRatio
            if average > 1 {
                notes.append(
                    "The hazard ratio\(ratios.count > 1 ? ", on average \(NumberText.fixed(average, decimals: 3))," : "") is above 1: this is the power to show that the treatment harms."
                )
            } else if ratios.contains(where: { $0 > 1 }) {
                notes.append(
                    "The treatment harms in part: hazard ratios above 1 take away from the effect of those below 1.")
            }
        }
        switch design.plan.formula {
        case .logRank:
            notes.append(
                "The log-rank statistic's own mean and variance are used; its variance is taken as near the null hypothesis."
            )
        case .yungLiu:
            notes.append("The log-rank statistic's own mean is used, and its variance under the effect assumed.")
        default: break
        }
        if let note = design.plan.aim.note { notes.append(note) }
        if let sequential = design.sequential {
            if sequential.effects != nil {
                notes.append(
                    "Each look has the effect that is expected at its date; the average hazard ratio of a look is in the table of looks."
                )
            }
            if sequential.futility != nil {
                notes.append("Futility is not binding; the power heeds it, the level does not count on it.")
            }
        }
        return notes
    }

    var protocolText: String {
        let plan = design.plan
        let control = plan.trial.strata[0].control
        let median = control.median.map { "a median of \(time($0)) on control" } ?? "the hazards stated on control"
        let hazard =
            plan.trial.strata.count == 1 ? median : "\(plan.trial.strata.count) strata with the hazards stated"
        let constants = plan.trial.strata.compactMap(\.hazardRatio.constant).map(NumberText.measured)
        let ratio =
            constants.count < plan.trial.strata.count
            ? "hazard ratios that change with time"
            : plan.trial.constantRatio == nil
                ? "hazard ratios of \(constants.joined(separator: ", ")) in them" : "a hazard ratio of \(constants[0])"
        let looks =
            design.sequential.map {
                " with \($0.looks.count) looks at \($0.fractions.map { SizeText.percent($0) }.joined(separator: ", ")) of the information"
            } ?? ""
        let lost = design.lost > 0 ? " (\(SizeText.one(design.lost)) of whom drop out by then)" : ""
        return
            "Assuming \(hazard) and \(ratio), allocation \(NumberText.exact(plan.trial.ratio.treatment)):\(NumberText.exact(plan.trial.ratio.control)) and accrual over \(time(plan.trial.accrual.duration)), \(design.targetEvents) events give \(SizeText.percent(design.power)) power\(plan.aim.words) at a \(SizeText.level(plan.level)) (\(formula))\(looks). With \(design.groups.treatment + design.groups.control) subjects\(lost) they are expected \(time(design.analysisTime)) after the first entry."
    }
}
