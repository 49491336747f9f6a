import ArgumentParser
import TrialAnalysis
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
            A stopping rule, from sums or from patient data:
              equipoise monitor --beta-binomial 0.3,0.7 --limit 0.30 \\
                --stop-above 0.95 --cohort 4 --max 64 --subjects 8 --events 4
              equipoise monitor trial.csv --time pfs --event progressed \\
                --exponential-median 40 --gain 12 --stop-below 0.035
              equipoise monitor --predictive 0.2,0.8 --null 0.2 --success 0.9 \\
                --stop-below 0.001 --min 10 --max 36 --subjects 20 --events 3
              equipoise monitor --two-stage 1/10,5/29 --null 0.1 \\
                --subjects 10 --events 1
            All rules of a design file on the data of one trial:
              equipoise monitor trial.csv --design study.yaml \\
                --endpoint PFS=pfs:progressed --endpoint toxicity=toxic
            From patient data, PFS then OS:
              equipoise monitor trial.csv --by arm --reference placebo \\
                --endpoint PFS=pfs:progressed/262 --endpoint OS=os:died/190
            """)

    @Argument(help: "A file of patient data; - is standard input.")
    var file: String?

    @OptionGroup(title: "Level and spending") var level: MonitoringLevelOptions
    @OptionGroup(title: "Looks of a group sequential trial") var looks: SequentialLookOptions
    @OptionGroup(title: "Enlarging the trial") var enlargement: EnlargementOptions
    @OptionGroup(title: "Several hypotheses") var family: HypothesisFamilyOptions
    @OptionGroup(title: "Endpoints of patient data") var endpoints: EndpointOptions
    @OptionGroup(title: "The rules of a design file") var rules: MonitorRuleOptions
    @OptionGroup var single: SingleRuleOptions
    @OptionGroup(title: "What was seen, for rules on times and counts") var data: MonitorDataOptions
    @OptionGroup(title: "Answer") var output: DesignOutputOptions

    func run(on console: Console) throws -> Program.Outcome {
        let question = try question
        if question == .comparison { try endpoints.check(hasFile: file != nil) }
        if file != nil, let sum = data.sums.first {
            throw Refusal(description: "\(sum): error: it is for data without a file; the file says it.")
        }
        if file == nil, let column = data.columns.first {
            throw Refusal(description: "\(column): error: it reads a file of patient data; give the file.")
        }
        let input = try file.map { try InputFile($0, isHashed: output.folder != nil, on: console) }
        for note in input?.table.notes ?? [] { console.error(note.description) }
        let answer = try answer(to: question, input)
        try output.show(
            answer.answer,
            provenance: input.map(Provenance.file)
                ?? Provenance.commandLine(CommandWords.text(Array(CommandLine.arguments.dropFirst()))), on: console)
        return answer.decision.stops ? .no : .done
    }

    /// What is asked.
    private enum Question { case comparison, rule, designFile }

    private var question: Question {
        get throws {
            let asked = (rules.design == nil ? [] : ["--design"]) + single.asked
            guard asked.count <= 1 else {
                throw Refusal(
                    description:
                        "\(asked.joined(separator: " and ")) are different rules; several on one trial stand in a design file (--design)."
                )
            }
            let ofComparison = level.given + looks.given + enlargement.given
            let more = rules.design != nil ? family.given.filter { $0 != "--hypothesis" } : family.given
            if let one = asked.first, let option = (ofComparison + more).first {
                throw Refusal(
                    description: "\(option): error: it is for comparisons by options; it does not go with \(one).")
            }
            if rules.design != nil { return .designFile }
            guard let rule = single.asked.first else { return .comparison }
            if rule != ToxicityResponseBoundary.leadingOption, !endpoints.endpoint.isEmpty {
                throw Refusal(
                    description:
                        "--endpoint: error: \(rule) reads one endpoint; give --time and --event, or --outcome.")
            }
            return .rule
        }
    }

    private func answer(to question: Question, _ input: InputFile?) throws -> MonitoringAnswer {
        let seen = MonitoredData(
            options: data, endpoints: endpoints, input: input, unit: single.exponential.timeUnit)
        switch question {
        case .rule: return try single.answer(seen)
        case .designFile:
            guard let path = rules.design else { throw Refusal(description: "--design is missing.") }
            return try DesignFileMonitoring(
                file: DesignFile(path), item: rules.item, data: seen, earlier: family.hypothesis
            ).answer()
        case .comparison:
            let looks = try endpoints.looks(input, cut: data.cut(seen.unit))
            let answer = try comparison(looks)
            return MonitoringAnswer(
                answer.answer.adding(
                    notes: looks.flatMap(\.notes) + self.looks.remarks(level.unit(hasData: !looks.isEmpty))),
                decision: answer.decision)
        }
    }

    private func comparison(_ seen: [EndpointOptions.Seen]) throws -> MonitoringAnswer {
        let isFamily = family.isAsked || seen.count > 1
        guard isFamily || looks.isAsked || !seen.isEmpty else {
            throw Refusal(
                description:
                    "nothing is to be decided: give --z, --hypothesis, --endpoint, --design, --beta-binomial, --toxicity, --exponential-median, --bayes-factor, --predictive or --two-stage."
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

/// The names of options that hold the arguments of the methods of monitoring.
enum MonitoringNames {
    private static let options = [
        "alpha": "--alpha", "spending": "--spending", "maximumInformation": "--planned", "information": "--information",
        "z": "--z", "looks": "--z", "futilityZ": "--futility-z", "remaining": "--next", "cap": "--enlarge-to",
        "target": "--target-power", "leastConditionalPower": "--least-power", "fraction": "--information",
        "prior standard deviation": "--prior", "prior mean": "--prior", "events": "--information",
        "allocationRatio": "--ratio", "weights": "--weights", "transitions": "--transitions", "pValue": "--hypothesis",
        "hypotheses": "--weights", "analysis": "--hypothesis", "efficacyZ": "--alpha", "effect": "--effect",
        "hypothesis": "--hypothesis", "spendingFraction": "--spending-times", "efficacy": "--spending",
        "fractions": "--fractions",
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
            throw Refusal(error, option: option)
        }
    }
}
