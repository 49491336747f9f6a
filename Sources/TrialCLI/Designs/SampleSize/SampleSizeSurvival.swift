import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise samplesize survival`: events, subjects, time or power of a trial with a time to an event.
struct SampleSizeSurvival: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        commandName: "survival",
        abstract: "Events, subjects, duration or power for a time to an event.",
        discussion: """
            Without hazards on control the answer is the number of events alone.

            Examples:
              equipoise samplesize survival --hazard-ratio 0.72 --ratio 3:2
              equipoise samplesize survival --control-median 21.3 --hazard-ratio 0.72 \\
                --ratio 3:2 --accrual 18 --subjects 656 --solve follow-up --power 0.9
              equipoise samplesize survival --control-median 12 --hazard-ratio 1,0.6 \\
                --hazard-ratio-changes 3 --accrual 12 --follow-up 18 --formula log-rank
              equipoise samplesize survival --control-median 20 --hazard-ratio 0.7 \\
                --accrual 18 --follow-up 18 --fractions 0.5,0.75,1 \\
                --spending lan-demets-obf --futility-spending hsd:-4
            """)

    @OptionGroup(title: "Trial")
    var options: SurvivalTrialOptions

    @OptionGroup(title: "Errors")
    var errors: ErrorOptions

    @Option(help: "What is sought: subjects, power, follow-up, accrual or hazard-ratio.")
    var solve: Unknown?

    @Option(
        help: ArgumentHelp(
            "schoenfeld, schoenfeld-alternative, schoenfeld-both, freedman, hsieh, lachin-foulkes or log-rank.",
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
        if flemingHarrington != nil, formula != .logRank {
            throw ValidationError("--fleming-harrington needs --formula log-rank.")
        }
        if let count = margin?.numbers.count, count > 2 { throw ValidationError("--margin takes one number or two.") }
        if let count = flemingHarrington?.numbers.count, count != 2 {
            throw ValidationError("--fleming-harrington takes two numbers, rho and gamma.")
        }
    }

    func run(on console: Console) throws -> Program.Outcome {
        let answer = options.hasControl ? try design() : try events()
        try output.show(answer, provenance: .commandLine(answer.summary), on: console)
        return .done
    }

    private func events() throws -> DesignAnswer {
        if errors.subjects != nil || options.accrual != nil || looks.isAsked {
            throw Refusal(
                description:
                    "error: say what is expected on control: --control-median, --control-hazard, --control-survival or --strata"
            )
        }
        guard let ratio = try options.effect().constant else {
            throw Refusal(description: "--hazard-ratio: error: several ratios need the hazards on control")
        }
        return try SizeRefusal.naming {
            try EventsAnswer(
                hazardRatio: ratio, aim: aim, ratio: try options.ratio.ratio(), level: try errors.level(),
                power: errors.power ?? 0.9
            ).answer
        }
    }

    private func design() throws -> DesignAnswer {
        let unknown = solve ?? (errors.subjects == nil ? .subjects : .power)
        let level = try errors.level()
        let power = errors.power ?? 0.9
        let sequential = try looks.design(level: level, power: power)
        let effect = unknown == .hazardRatio ? try HazardRatio(0.5) : try options.effect()
        let (trial, after) = try options.trial(effect: effect, isFollowUpSought: unknown == .followUp)
        return try SizeRefusal.naming {
            let plan = try SurvivalPower(
                trial: trial, formula: try chosenFormula(), aim: aim, level: level, afterLastEntry: after,
                inflation: try sequential?.inflation(power: power) ?? 1)
            let design = try solved(plan, unknown, power)
            return SurvivalSizeAnswer(design, formula: formula.rawValue, sequential: sequential, unit: unit).answer
        }
    }

    private func solved(_ plan: SurvivalPower, _ unknown: Unknown, _ power: Double) throws -> SurvivalDesign {
        func subjects() throws -> Double {
            if let subjects = errors.subjects { return subjects }
            throw Refusal(description: "error: --solve \(unknown.rawValue) needs --subjects")
        }
        switch unknown {
        case .subjects:
            guard errors.subjects == nil else {
                throw Refusal(description: "error: --subjects is given; --solve something else")
            }
            return try plan.subjects(power: power)
        case .power:
            if errors.power != nil {
                throw Refusal(description: "error: --subjects and --power; give one of them, or --solve something else")
            }
            if looks.isAsked {
                throw Refusal(
                    description:
                        "--fractions: error: the power of looks is asked of boundaries with the drift; here give --power"
                )
            }
            return try plan.power(subjects: subjects())
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
        return .logRank(try FlemingHarringtonWeight(rho: weights[0], gamma: weights[1]))
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
        case logRank = "log-rank"

        var formula: EventFormula {
            switch self {
            case .schoenfeld: .schoenfeld(.null)
            case .schoenfeldAlternative: .schoenfeld(.alternative)
            case .schoenfeldBoth: .schoenfeld(.both)
            case .freedman: .freedman
            case .hsieh: .hsieh
            case .lachinFoulkes: .lachinFoulkes
            case .logRank: .logRank(.logRank)
            }
        }
    }
}

/// The looks of a sequential trial.
struct LookOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Fractions of the events at the looks, the last 1.", valueName: "fractions"))
    var fractions: NumberList?

    @Option(
        help: ArgumentHelp(
            "How the level is spent: lan-demets-obf, lan-demets-pocock, hsd:-4, power:3.", valueName: "function"))
    var spending: String?

    @Option(help: ArgumentHelp("How the power's error is spent on futility, not binding.", valueName: "function"))
    var futilitySpending: String?

    var isAsked: Bool { fractions != nil }

    func validate() throws {
        if fractions == nil, spending != nil || futilitySpending != nil {
            throw ValidationError("--spending and --futility-spending need --fractions.")
        }
    }

    /// The sequential design; nil for a single analysis.
    func design(level: TestLevel, power: Double) throws -> GroupSequentialDesign? {
        guard let fractions else { return nil }
        let efficacy = try function(spending ?? "lan-demets-obf", "--spending")
        let futility = try futilitySpending.map { FutilityRule(.spending(try function($0, "--futility-spending"))) }
        if futility != nil, level.isTwoSided {
            throw Refusal(description: "--futility-spending: error: it is for one-sided levels; leave out --two-sided")
        }
        return try SizeRefusal.naming {
            try GroupSequentialDesign(
                fractions: fractions.numbers, alpha: level.tail, sides: .one,
                efficacy: EfficacyRule(.spending(efficacy)), futility: futility, power: power)
        }
    }

    private func function(_ name: String, _ option: String) throws -> SpendingFunction {
        guard let function = SpendingFunction(name: name) else {
            throw Refusal(
                description:
                    "\(option): error: '\(name)' is not one of lan-demets-obf, lan-demets-pocock, hsd:GAMMA, power:RHO")
        }
        return function
    }
}
