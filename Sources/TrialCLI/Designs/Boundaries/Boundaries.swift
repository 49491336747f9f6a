import ArgumentParser
import TrialReports

/// `equipoise boundaries`: at which values, counts or times a trial stops.
struct Boundaries: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Where a trial stops at its looks: critical values, counts, times.",
        discussion: """
            One rule at a time: --fractions asks for a group sequential design,
            --beta-binomial for a rate watched by its posterior probability,
            --toxicity with --response for two rates at once,
            --exponential-median for a time to an event, --bayes-factor for either,
            --predictive for one by the probability of success, --simon for two
            stages, --boin, --mtpi2, --crm and --three-plus-three for doses.

            Examples:
              equipoise boundaries --alpha 0.025 --fractions 0.5,0.75,1 \\
                --spending lan-demets-obf
              equipoise boundaries --fractions 0.5,0.75,1 --spending hsd:-4 \\
                --futility-spending hsd:-2 --power 0.9 --events 235 --ratio 3:2
              equipoise boundaries --fractions 0.5,1 --alpha 0.05 --two-sided --json
              equipoise boundaries --beta-binomial 0.3,0.7 --limit 0.30 \\
                --stop-above 0.95 --cohort 4 --max 64 --rates 0.1,0.3,0.5
              equipoise boundaries --toxicity 0.3,0.7 --toxicity-limit 0.3 \\
                --toxicity-above 0.95 --response 0.4,0.6 --response-limit 0.4 \\
                --response-below 0.05 --cohort 5 --max 40
              equipoise boundaries --exponential-median 40 --gain 12 \\
                --stop-below 0.035
              equipoise boundaries --predictive 0.2,0.8 --null 0.2 --success 0.9 \\
                --stop-below 0.001 --min 10 --max 36
              equipoise boundaries --simon 0.1,0.3 --errors 0.05,0.2
              equipoise boundaries monitoring.yaml --item toxicity
              equipoise boundaries --boin 0.3 --max 30 \\
                --true-toxicity 0.05,0.15,0.3,0.45,0.6
            """)

    @Argument(
        help: ArgumentHelp("A design file in place of options, YAML; - is standard input.", valueName: "file"))
    var path: String?

    @Option(help: ArgumentHelp("The rule of the file; the only one by default.", valueName: "id"))
    var item: String?

    @OptionGroup(title: "Group sequential designs") var sequential: SequentialBoundaryOptions
    @OptionGroup(title: "A rate watched") var betaBinomial: BetaBinomialBoundary
    @OptionGroup(title: "Toxicity and response watched") var both: ToxicityResponseBoundary
    @OptionGroup(title: "A time to an event watched") var exponential: ExponentialBoundary
    @OptionGroup(title: "A Bayes factor watched") var bayesFactor: BayesFactorBoundary
    @OptionGroup(title: "Predictive probability") var predictive: PredictiveBoundary
    @OptionGroup(title: "Two stages") var twoStage: TwoStageBoundary
    @OptionGroup(title: "Doses") var doses: DoseBoundary
    @OptionGroup(title: "In common") var shared: SharedBoundaryOptions
    @OptionGroup(title: "Answer") var output: DesignOutputOptions

    func run(on console: Console) throws -> Program.Outcome {
        let questions: [any BoundaryQuestion] = [
            sequential, betaBinomial, both, exponential, bayesFactor, predictive, twoStage, doses,
        ]
        if let path { return try answer(DesignFile(path), beside: questions, on: console) }
        if item != nil { throw Refusal(description: "--item: error: it names a rule of a design file; give the file.") }
        let question = try Self.asked(of: questions)
        let kind = type(of: question)
        try shared.refuse(except: kind.sharedOptions, of: kind.leadingOption)
        let words = CommandWords.text(Array(CommandLine.arguments.dropFirst()))
        try output.show(try question.answer(with: shared, on: console), provenance: .commandLine(words), on: console)
        return .done
    }

    /// The boundary of a rule of a design file.
    private func answer(
        _ file: DesignFile, beside questions: [any BoundaryQuestion], on console: Console
    ) throws -> Program.Outcome {
        if let asked = questions.first(where: \.isAsked) {
            throw Refusal(
                description:
                    "\(type(of: asked).leadingOption): error: \(file.name) says the rule; give one or the other.")
        }
        let none = ItemAnswer.Trials(replicates: 0, seed: 1)
        let answers = try DesignFile.answers(to: [try file.item(item)], trials: none)
        try output.show(DesignAnswer(answers, of: file.name), provenance: .design(file), on: console)
        return .done
    }

    /// The one kind of rule that is asked for.
    private static func asked(of questions: [any BoundaryQuestion]) throws -> any BoundaryQuestion {
        let asked = questions.filter(\.isAsked)
        let leading = questions.map { type(of: $0).leadingOption }
        guard let first = asked.first else {
            throw Refusal(description: "no rule is named: give \(leading.joined(separator: " or ")).")
        }
        guard asked.count == 1 else {
            let names = asked.map { type(of: $0).leadingOption }
            throw Refusal(
                description:
                    "\(names.joined(separator: " and ")) are different rules, and options of \(names.count == 2 ? "both" : "all") were given; ask for one at a time."
            )
        }
        return first
    }
}
