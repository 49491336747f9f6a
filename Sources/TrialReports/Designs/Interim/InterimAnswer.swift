import TrialFigures
import TrialStatistics

/// What a monitoring committee is told of the looks of a group sequential trial: decision, intervals, outlook, and the inference once it has ended.
///
/// ```swift
/// let answer = try InterimAnswer(trial, unit: .events(allocationRatio: 1), drift: 3.24).answer
/// answer.lines
/// ```
public struct InterimAnswer: Sendable {
    /// A supposition about the truth, and the power under it.
    struct Power: Sendable {
        let name: String
        /// The mean of Z at the planned information; nil where it is averaged over.
        let drift: Double?
        let power: Double
    }

    let trial: SequentialAnalysis
    let unit: InformationUnit
    /// The design at the information that came, for its limits of harm and of looks to come.
    let design: GroupSequentialDesign?
    /// The shape whose spending is followed, where the plan has only the table of it.
    let shape: BoundaryShape?
    /// The file of the figure.
    let figureName: String
    let outlook: [ConditionalPower.FutureLook]
    let powers: [Power]
    /// One less the power under the design's alternative.
    let futilityIndex: Double?
    let final: FinalInference?

    /// The answer about a trial.
    ///
    /// - Parameters:
    ///   - trial: its looks.
    ///   - unit: in what they count their information.
    ///   - design: at the information that came, where it has limits of harm or of futility on two sides.
    ///   - shape: whose spending is followed, where the plan has only the table of it.
    ///   - figureName: the file of the figure.
    ///   - drift: the mean of Z at the planned information under the design's alternative, if it is known.
    ///   - remaining: the information of looks still to come; one at that planned by default.
    ///   - prior: what was believed of the drift before; flat by default.
    ///   - ordering: of the outcomes, for the inference after the end.
    /// - Throws: ``StatisticsError`` for looks to come that do not follow, or a prior that is none.
    public init(
        _ trial: SequentialAnalysis, unit: InformationUnit, design: GroupSequentialDesign? = nil,
        shape: BoundaryShape? = nil, drift: Double? = nil, remaining: [Double]? = nil, prior: DriftPrior = .flat,
        ordering: SequentialOrdering = .stageWise, figureName: String = "boundary.svg"
    ) throws(StatisticsError) {
        self.trial = trial
        self.unit = unit
        self.design = design
        self.shape = shape
        self.figureName = figureName
        let last = trial.looks[trial.looks.count - 1]
        let ahead = remaining ?? [trial.plan.maximumInformation]
        let goesOn = !trial.isLast && !trial.hasCrossed && (remaining != nil || last.information < ahead[0])
        if goesOn {
            outlook = try trial.outlook(information: ahead)
            let power = try trial.conditionalPower(remaining: ahead)
            let predictive = try power.predictive(prior: prior)
            var powers = [Power(name: "the trend seen so far", drift: power.trend, power: power.underTrend)]
            if let drift {
                powers.append(
                    Power(name: "the design's alternative", drift: drift, power: power.probability(drift: drift)))
            }
            powers.append(Power(name: "no effect", drift: 0, power: power.probability(drift: 0)))
            let name = prior == .flat ? "what the data allow (predictive)" : "prior and data together (predictive)"
            powers.append(Power(name: name, drift: nil, power: predictive))
            self.powers = powers
            futilityIndex = drift.map { power.futilityIndex(drift: $0) }
        } else {
            (outlook, powers, futilityIndex) = ([], [], nil)
        }
        final = trial.hasEnded ? try FinalInference(trial, ordering: ordering, planned: remaining) : nil
    }

    /// The whole answer.
    public var answer: DesignAnswer {
        DesignAnswer(
            title: "Interim look of a group sequential trial", summary: summary, sections: sections, notes: notes,
            json: InterimJSON(self))
    }

    var sections: [DesignAnswer.Section] { [looks, outlookSection, finalSection].compactMap(\.self) }

    /// The decision with what a limit of harm says, and of futility where |z| is small.
    public var decision: MonitoringDecision {
        let crossing: Int? =
            switch trial.decision {
            case .reject(let look), .rejectOpposite(let look): look
            case .goOn, .stopForFutility, .notRejected: nil
            }
        if let harm = harmfulLook, harm < crossing ?? trial.looks.count { return .stopForHarm }
        if trial.decision == .goOn, isInnerFutile { return .stopForFutility }
        return trial.decision.monitoring
    }

    /// The limits of harm at the looks.
    var harmZ: [Double?] {
        guard let design, design.harm != nil else { return [] }
        return design.looks.prefix(trial.looks.count).map(\.lowerZ)
    }

    /// The first look at or below a limit of harm.
    var harmfulLook: Int? {
        zip(trial.looks, harmZ).enumerated().first { _, pair in pair.1.map { pair.0.z <= $0 } ?? false }?.offset
    }

    /// The limit below which |z| of the last look stops a two-sided trial for futility.
    var innerZ: Double? {
        guard let design, design.sides == .two, design.looks.indices.contains(trial.looks.count - 1) else { return nil }
        return design.looks[trial.looks.count - 1].futilityZ
    }

    private var isInnerFutile: Bool { innerZ.map { abs(trial.looks[trial.looks.count - 1].z) < $0 } ?? false }

    /// The decision in words.
    var summary: String {
        let number = trial.looks.count
        let last = trial.looks[number - 1]
        func z(_ look: SequentialAnalysis.Look) -> String { "z = \(NumberText.fixed(look.z, decimals: 4))" }
        func limit(_ value: Double?) -> String { NumberText.fixed(value, decimals: 4) }
        if decision == .stopForHarm, let index = harmfulLook {
            return
                "Stop for harm: at look \(index + 1) \(z(trial.looks[index])) is at or below the limit \(limit(harmZ[index]))."
        }
        if decision == .stopForFutility, trial.decision == .goOn {
            return "Stop for futility: at look \(number) \(z(last)) lies within the limits ±\(limit(innerZ))."
        }
        switch trial.decision {
        case .reject(let index):
            let look = trial.looks[index]
            return
                "Stop for efficacy: at look \(index + 1) \(z(look)) reaches the critical value \(limit(look.criticalZ))."
        case .rejectOpposite(let index):
            let look = trial.looks[index]
            return
                "Stop: at look \(index + 1) \(z(look)) reaches the critical value \(limit(look.criticalZ.map { -$0 })) of the other side, against the treatment."
        case .stopForFutility(let index):
            let look = trial.looks[index]
            let force = if case .binding = trial.futility { "which binds" } else { "which advises and does not bind" }
            return
                "Stop for futility: at look \(index + 1) \(z(look)) is below the limit \(limit(look.futilityZ)), \(force)."
        case .notRejected:
            return
                "The trial has ended without a rejection: \(z(last)) at look \(number) stays below the critical value \(limit(last.criticalZ))."
        case .goOn:
            guard last.criticalZ != nil else {
                return
                    "Go on: at look \(number) no level is free yet, so that no result could stop the trial for efficacy."
            }
            let futility = last.futilityZ.map { " and above the limit for futility \(limit($0))" } ?? ""
            return
                "Go on: at look \(number) \(z(last)) stays below the critical value \(limit(last.criticalZ))\(futility)."
        }
    }

    /// "by lan-demets-obf", "as obf spends it at the looks planned".
    private static func words(_ shape: BoundaryShape?, _ spending: SpendingFunction) -> String {
        if let shape {
            if case .spending = shape { return "by \(shape.name)" }
            return "as \(shape.name) spends it at the looks planned"
        }
        return "by \(spending.name)"
    }

    /// What the next look asks, while the trial goes on.
    var nextLook: String? {
        guard !decision.stops, let next = outlook.first else { return nil }
        let information = next.fraction * trial.plan.maximumInformation
        let critical = next.criticalZ.map {
            "z of \(NumberText.fixed($0, decimals: 4)) or more would stop for efficacy"
        }
        return
            "The next look is at \(unit.text(information)) \(unit.noun), where \(critical ?? "no level is free yet")."
    }

    var notes: [String] {
        var notes: [String] = []
        let sides = trial.plan.sides == .two ? "two-sided" : "one-sided"
        let spent = Self.words(shape, trial.plan.spending)
        notes.append(
            "The level is \(NumberText.exact(trial.plan.alpha)), \(sides), spent \(spent) at the \(unit.noun) that came; \(unit.text(trial.plan.maximumInformation)) were planned."
        )
        if unit.scale == .hazardRatio {
            notes.append("z > 0 and a hazard ratio below 1 speak for the experimental group.")
        }
        if let last = trial.looks.last, trial.isLast, abs(last.information / trial.plan.maximumInformation - 1) > 1e-9 {
            let how = last.information < trial.plan.maximumInformation ? "less" : "more"
            notes.append("The last look has \(how) \(unit.noun) than planned and uses all of the level that was left.")
        }
        if case .nonBinding = trial.futility {
            notes.append(
                "The limits for futility do not bind: critical values and inference are the same whether or not the trial goes on below them."
            )
        }
        if let replaced = final?.replacedCrossing {
            notes.append(
                "Data that came after the crossing at look \(replaced + 1) replace it in the final inference (deletion method)."
            )
        }
        return notes
    }
}

extension SequentialAnalysis {
    /// Whether a limit that ends the trial for certain is crossed.
    var hasCrossed: Bool {
        switch decision {
        case .reject, .rejectOpposite: true
        case .stopForFutility: if case .binding = futility { true } else { false }
        case .goOn, .notRejected: false
        }
    }

    /// Whether there is an end to make an inference of.
    var hasEnded: Bool { decision != .goOn }
}
