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
    ///   - drift: the mean of Z at the planned information under the design's alternative, if it is known.
    ///   - remaining: the information of looks still to come; one at that planned by default.
    ///   - prior: what was believed of the drift before; flat by default.
    ///   - ordering: of the outcomes, for the inference after the end.
    /// - Throws: ``StatisticsError`` for looks to come that do not follow, or a prior that is none.
    public init(
        _ trial: SequentialAnalysis, unit: InformationUnit, drift: Double? = nil, remaining: [Double]? = nil,
        prior: DriftPrior = .flat, ordering: SequentialOrdering = .stageWise
    ) throws(StatisticsError) {
        self.trial = trial
        self.unit = unit
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
            title: "Interim look of a group sequential trial", summary: summary,
            sections: [looks, outlookSection, finalSection].compactMap(\.self), notes: notes, json: InterimJSON(self))
    }

    /// The decision in words.
    var summary: String {
        let number = trial.looks.count
        let last = trial.looks[number - 1]
        func z(_ look: SequentialAnalysis.Look) -> String { "z = \(NumberText.fixed(look.z, decimals: 4))" }
        func limit(_ value: Double?) -> String { NumberText.fixed(value, decimals: 4) }
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

    private var notes: [String] {
        var notes: [String] = []
        let sides = trial.plan.sides == .two ? "two-sided" : "one-sided"
        notes.append(
            "The level is \(NumberText.exact(trial.plan.alpha)), \(sides), spent by \(trial.plan.spending.name) at the \(unit.noun) that came; \(unit.text(trial.plan.maximumInformation)) were planned."
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
