import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise samplesize survival`: events, subjects, time or power of a trial with a time to an event.
struct SampleSizeSurvival: SampleSizeCommand {
    static let configuration = CommandConfiguration(
        commandName: "survival",
        abstract: "Events, subjects, duration or power for a time to an event.",
        discussion: """
            Without hazards on control the answer is the number of events alone, or with
            --events the power or the hazard ratio that they show. What is left out is
            sought.

            Examples:
              equipoise samplesize survival --hazard-ratio 0.72 --ratio 3:2
              equipoise samplesize survival --control-median 21.3 --hazard-ratio 0.72 \\
                --ratio 3:2 --accrual 18 --subjects 656 --solve follow-up --power 0.9
              equipoise samplesize survival --control-median 12 --hazard-ratio 1,0.6 \\
                --hazard-ratio-changes 3 --accrual 12 --follow-up 18 --formula log-rank
              equipoise samplesize survival --control-median 20 --hazard-ratio 0.7 \\
                --accrual 18 --follow-up 18 --fractions 0.5,0.75,1 \\
                --spending lan-demets-obf --futility-spending hsd:-4
              equipoise samplesize survival --hazard-ratio 0.7 --events 300 \\
                --fractions 0.5,0.75,1
              equipoise samplesize survival --accrual 18 --follow-up 18 \\
                --stratum share=0.3,median=12,hazard-ratio=0.6 \\
                --stratum share=0.7,median=24,hazard-ratio=0.75 --formula log-rank
            """)

    @OptionGroup(title: "Trial")
    var options: SurvivalTrialOptions

    @OptionGroup(title: "Errors")
    var errors: ErrorOptions

    @Option(
        help: ArgumentHelp("The number of events: asks for the power, or for the hazard ratio.", valueName: "number"))
    var events: Double?

    @Option(help: "What is sought: subjects, power, follow-up, accrual or hazard-ratio.")
    var solve: Unknown?

    @Option(
        help: ArgumentHelp(
            "schoenfeld, schoenfeld-alternative, schoenfeld-both, freedman, hsieh, lachin-foulkes, lachin-foulkes-log, log-rank or yung-liu.",
            valueName: "formula"))
    var formula: Formula = .schoenfeld

    @Option(help: ArgumentHelp("Weights of log-rank: rho and gamma.", valueName: "weights"))
    var flemingHarrington: NumberList?

    @Option(help: ArgumentHelp("Non-inferiority, or equivalence with two margins.", valueName: "margins"))
    var margin: NumberList?

    @OptionGroup(title: "Looks")
    var looks: LookOptions

    @Option(help: ArgumentHelp("The unit of time, in words.", valueName: "unit"))
    var unit: String?

    @OptionGroup(title: "Output")
    var output: DesignOutputOptions

    func validate() throws {
        if flemingHarrington != nil, formula != .logRank, formula != .yungLiu {
            throw ValidationError("--fleming-harrington needs --formula log-rank or yung-liu.")
        }
        if let events, !(events >= 1 && events.isFinite) {
            throw ValidationError("--events is \(events); expected a number of at least 1.")
        }
        if let count = margin?.numbers.count, count > 2 { throw ValidationError("--margin takes one number or two.") }
        if let count = flemingHarrington?.numbers.count, count != 2 {
            throw ValidationError("--fleming-harrington takes two numbers, rho and gamma.")
        }
    }

    func answer() throws -> DesignAnswer { options.hasControl ? try design() : try eventsAlone() }

    /// Events, hazard ratio and power, of which one is sought, without a trial around them.
    private func eventsAlone() throws -> DesignAnswer {
        if errors.subjects != nil || options.accrual != nil {
            throw Refusal(
                description:
                    "error: say what is expected on control: --control-median, --control-hazard, --control-survival, --strata or --stratum"
            )
        }
        if let solve, solve != .hazardRatio, solve != .power {
            throw Refusal(
                description:
                    "--solve: error: \(solve.rawValue) needs what is expected on control, such as --control-median")
        }
        let effect = try options.effect()
        if effect != nil, effect?.constant == nil {
            throw Refusal(description: "--hazard-ratio: error: several ratios need the hazards on control")
        }
        let level = try errors.level()
        return try EventsAnswer(
            try question(effect?.constant), aim: aim, ratio: try options.ratio.ratio(), level: level,
            looks: try looks.looks(level)
        ).answer
    }

    private func question(_ hazardRatio: Double?) throws -> EventsAnswer.Question {
        switch (hazardRatio, events) {
        case (let ratio?, let events?):
            if errors.power != nil {
                throw Refusal(
                    description: "error: --hazard-ratio, --events and --power; give two, the third is computed")
            }
            return .power(hazardRatio: ratio, events: events)
        case (let ratio?, nil): return .events(hazardRatio: ratio, power: errors.power ?? 0.9)
        case (nil, let events?): return .hazardRatio(events: events, power: errors.power ?? 0.9)
        case (nil, nil): throw Refusal(description: "error: say the effect, --hazard-ratio, or the --events")
        }
    }

    private func design() throws -> DesignAnswer {
        let unknown = solve ?? defaultUnknown
        try checkGiven(unknown)
        let level = try errors.level()
        let isTimed = unknown == .power && events != nil && errors.subjects != nil
        let (trial, after) = try options.trial(
            effect: unknown == .hazardRatio ? try HazardRatio(0.5) : nil,
            isTimeSought: unknown == .followUp || isTimed)
        let plan = try SurvivalPower(
            trial: trial, formula: try chosenFormula(), aim: aim, level: level, afterLastEntry: after,
            looks: try looks.looks(level))
        return SurvivalSizeAnswer(try solved(plan, unknown), formula: formula.rawValue, unit: unit).answer
    }

    /// What is sought where `--solve` does not say it: what is not given.
    private var defaultUnknown: Unknown {
        if !options.hasEffect { return .hazardRatio }
        return errors.subjects == nil && events == nil ? .subjects : .power
    }

    /// Refuses numbers that belong to another question.
    private func checkGiven(_ unknown: Unknown) throws {
        if events != nil, unknown != .power {
            throw Refusal(
                description:
                    "--events: error: beside a trial they ask for the power; --solve \(unknown.rawValue) needs other numbers"
            )
        }
        if unknown == .power, errors.power != nil {
            let given = errors.subjects == nil ? "--events" : "--subjects"
            throw Refusal(description: "error: \(given) and --power; give one of them, or --solve something else")
        }
        if unknown == .subjects, errors.subjects != nil {
            throw Refusal(description: "error: --subjects is given; --solve something else")
        }
        if unknown == .hazardRatio, options.hasEffect {
            throw Refusal(description: "--hazard-ratio: error: it is given and sought; leave it out")
        }
        if events != nil, errors.subjects != nil, options.followUp != nil || options.duration != nil {
            throw Refusal(
                description:
                    "--events: error: with --subjects they set the analysis; leave out --follow-up and --duration")
        }
    }

    private func solved(_ plan: SurvivalPower, _ unknown: Unknown) throws -> SurvivalDesign {
        let power = errors.power ?? 0.9
        func subjects() throws -> Double {
            if let subjects = errors.subjects { return subjects }
            throw Refusal(description: "error: --solve \(unknown.rawValue) needs --subjects")
        }
        switch unknown {
        case .subjects: return try plan.subjects(power: power)
        case .power:
            guard let events else { return try plan.power(subjects: subjects()) }
            return try errors.subjects.map { try plan.power(subjects: $0, events: events) }
                ?? plan.power(events: events)
        case .followUp: return try plan.followUp(power: power, subjects: subjects())
        case .accrual:
            guard options.accrualRates != nil else {
                throw Refusal(description: "error: --solve accrual needs --accrual-rates, subjects in a unit of time")
            }
            return try plan.accrualDuration(power: power)
        case .hazardRatio: return try plan.hazardRatio(power: power, subjects: subjects())
        }
    }

    private var aim: HazardRatioAim {
        switch margin?.numbers {
        case nil: .superiority
        case let margins? where margins.count == 2: .equivalence(lower: margins[0], upper: margins[1])
        case let margins?: .nonInferiority(margin: margins[0])
        }
    }

    private func chosenFormula() throws -> EventFormula {
        guard let weights = flemingHarrington?.numbers else { return formula.formula }
        let weight = try FlemingHarringtonWeight(rho: weights[0], gamma: weights[1])
        return formula == .yungLiu ? .yungLiu(weight) : .logRank(weight)
    }

    /// What is sought.
    enum Unknown: String, ExpressibleByArgument, CaseIterable {
        case subjects, power
        case followUp = "follow-up"
        case accrual
        case hazardRatio = "hazard-ratio"
    }

    /// A formula by its name.
    enum Formula: String, ExpressibleByArgument, CaseIterable {
        case schoenfeld
        case schoenfeldAlternative = "schoenfeld-alternative"
        case schoenfeldBoth = "schoenfeld-both"
        case freedman, hsieh
        case lachinFoulkes = "lachin-foulkes"
        case lachinFoulkesLog = "lachin-foulkes-log"
        case logRank = "log-rank"
        case yungLiu = "yung-liu"

        var formula: EventFormula {
            switch self {
            case .schoenfeld: .schoenfeld(.null)
            case .schoenfeldAlternative: .schoenfeld(.alternative)
            case .schoenfeldBoth: .schoenfeld(.both)
            case .freedman: .freedman
            case .hsieh: .hsieh
            case .lachinFoulkes: .lachinFoulkes
            case .lachinFoulkesLog: .lachinFoulkesLog
            case .logRank: .logRank(.logRank)
            case .yungLiu: .yungLiu(.logRank)
            }
        }
    }
}
