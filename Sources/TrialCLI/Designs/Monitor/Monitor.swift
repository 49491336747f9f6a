import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise monitor`: a design and what has been seen in, the decision out.
struct Monitor: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decide at a look: continue or stop, with what a committee needs.",
        discussion: """
            Ends with status 1 where the answer is to stop.

            Examples:
            A group sequential trial from its statistics, one for each look so far:
              equipoise monitor --z 2.1,2.5 --information 118,180 --planned 235 \\
                --ratio 1:1
            Conditional power, and a trial that may be enlarged:
              equipoise monitor --z 1.5 --information 0.5 --drift 2.8
              equipoise monitor --z 1.5 --information 0.5 --enlarge-to 2
            Several hypotheses, tested in order or by a graph:
              equipoise monitor --hypothesis PFS=2.6@1 --hypothesis OS=1.8@0.5
            A Bayesian rule, from sums or from patient data, and those of a file:
              equipoise monitor --beta-binomial 0.3,0.7 --limit 0.30 \\
                --stop-above 0.95 --cohort 4 --max 64 --subjects 8 --events 4
              equipoise monitor trial.csv --time pfs --event progressed \\
                --exponential-median 40 --gain 12 --stop-below 0.035
              equipoise monitor trial.csv --design study.yaml --time pfs \\
                --event progressed --outcome toxicity
            From patient data, PFS then OS:
              equipoise monitor trial.csv --by arm --reference placebo \\
                --endpoint PFS=pfs,progressed/262 --endpoint OS=os,died/190
            """)

    @Argument(help: "A file of patient data; - is standard input.")
    var file: String?

    @OptionGroup(title: "Level and spending") var level: MonitoringLevelOptions
    @OptionGroup(title: "Looks of a group sequential trial") var looks: SequentialLookOptions
    @OptionGroup(title: "Enlarging the trial") var enlargement: EnlargementOptions
    @OptionGroup(title: "Several hypotheses") var family: HypothesisFamilyOptions
    @OptionGroup(title: "Endpoints of patient data") var endpoints: EndpointOptions
    @OptionGroup(title: "Bayesian rules of a design file") var rules: MonitorRuleOptions
    @OptionGroup(title: "A time to an event watched") var exponential: ExponentialBoundary
    @OptionGroup(title: "A rate watched") var betaBinomial: BetaBinomialBoundary
    @OptionGroup(title: "A Bayes factor watched") var bayesFactor: BayesFactorBoundary
    @OptionGroup(title: "What the Bayesian rules share") var shared: SharedBoundaryOptions
    @OptionGroup(title: "What was seen, for Bayesian rules") var data: MonitorDataOptions
    @OptionGroup(title: "Answer") var output: DesignOutputOptions

    func run(on console: Console) throws -> Program.Outcome {
        if bayesian.isAsked { return try decideBayesian(on: console) }
        let seen = try endpoints.looks(file, isHashed: output.folder != nil, on: console)
        let decision = try decision(seen.looks)
        try output.show(
            decision.answer.adding(notes: seen.looks.flatMap(\.look.notes)),
            provenance: seen.input.map(Provenance.file)
                ?? Provenance.commandLine(CommandLine.arguments.dropFirst().joined(separator: " ")), on: console)
        return decision.stops ? .no : .done
    }

    private var bayesian: BayesianMonitoring {
        BayesianMonitoring(
            rules: rules, exponential: exponential, betaBinomial: betaBinomial, bayesFactor: bayesFactor,
            shared: shared, data: data)
    }

    /// What Bayesian rules say of a file of patients or of sums.
    private func decideBayesian(on console: Console) throws -> Program.Outcome {
        let input = try file.map { try InputFile($0, isHashed: output.folder != nil, on: console) }
        let decision = try bayesian.answer(input)
        try output.show(
            decision.answer,
            provenance: input.map(Provenance.file)
                ?? Provenance.commandLine(CommandLine.arguments.dropFirst().joined(separator: " ")), on: console)
        return decision.stops ? .no : .done
    }

    private func decision(_ seen: [EndpointOptions.Seen]) throws -> LookDecision {
        let isFamily = family.isAsked || seen.count > 1
        guard isFamily || looks.isAsked || !seen.isEmpty else {
            throw Refusal(
                description:
                    "nothing is to be decided: give --z, --hypothesis, --endpoint, --design, --beta-binomial, --exponential-median or --bayes-factor."
            )
        }
        if isFamily {
            if let option = looks.given.first ?? enlargement.given.first {
                throw Refusal(
                    description:
                        "\(option) is for one hypothesis; it does not go with --hypothesis or several --endpoint.")
            }
            return try family.decision(level, seen)
        }
        if let option = family.given.first {
            throw Refusal(
                description: "\(option) needs several hypotheses: --hypothesis, or --endpoint more than once.")
        }
        return enlargement.isAsked
            ? try enlargement.decision(looks, level, seen.first) : try looks.decision(level, seen.first)
    }
}

/// What a look leads to.
struct LookDecision {
    let answer: DesignAnswer
    /// Whether the trial is to stop.
    let stops: Bool
}

/// The names of options that hold the arguments of the methods of monitoring.
enum MonitoringNames {
    private static let options = [
        "alpha": "--alpha", "spending": "--spending", "maximumInformation": "--planned", "information": "--information",
        "z": "--z", "looks": "--z", "futilityZ": "--futility-z", "remaining": "--next", "cap": "--enlarge-to",
        "target": "--target-power", "leastConditionalPower": "--least-power", "fraction": "--information",
        "prior standard deviation": "--prior", "prior mean": "--prior", "events": "--information",
        "allocationRatio": "--ratio", "weights": "--weights", "transitions": "--transitions", "pValue": "--hypothesis",
        "hypotheses": "--weights", "analysis": "--hypothesis", "efficacyZ": "--alpha", "effect": "--effect",
        "hypothesis": "--hypothesis", "spendingFraction": "--spending-times",
    ]

    /// What is wrong with an option before any method sees it.
    static func fault(_ argument: String, _ what: String) -> StatisticsError {
        StatisticsError(.invalidValue, argument: argument, "\(argument) \(what)")
    }

    /// Does work whose errors name an argument, and names the option instead.
    static func refusing<Value>(_ work: () throws(StatisticsError) -> Value) throws -> Value {
        do { return try work() } catch {
            let argument = String(error.argument.prefix { $0 != "[" })
            let option = options[argument] ?? argument
            throw Refusal(description: "\(option): error: \(error.description)")
        }
    }
}
