import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options that choose among methods of comparison.
struct ComparisonMethodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Coverage of the limits.", valueName: "coverage"))
    var level: Double = 0.95

    @Option(help: ArgumentHelp("Quartiles: linear (R), averaged (SAS) or expected (SPSS).", valueName: "rule"))
    var quartiles: QuartileRule = .linear

    @Option(help: ArgumentHelp("Barnard's statistic: pooled or unpooled.", valueName: "statistic"))
    var barnard: BarnardOption = .pooled

    @Option(
        help: ArgumentHelp(
            "Berger and Boos's γ in Barnard's and Boschloo's tests, such as 0.001.", valueName: "gamma"))
    var bergerBoos: Double = 0

    @Flag(help: "Show the one-sided p-values of Barnard's and Boschloo's tests as well.")
    var oneSided = false

    @Flag(help: "Find the exact limits of the risk difference (Chan-Zhang), up to 200 a group.")
    var exactDifference = false

    @Option(help: ArgumentHelp("Scores of larger tables in strata: integers or mid-ridits.", valueName: "scores"))
    var scores: ScoresOption = .integers

    @Option(help: ArgumentHelp("The rate of the null hypothesis.", valueName: "rate"))
    var null: Double?

    func validate() throws {
        guard bergerBoos >= 0, bergerBoos < 1 else {
            throw ValidationError("--berger-boos is \(bergerBoos); expected a number of at least 0 and below 1.")
        }
    }

    /// The conventions that these options name.
    var options: ComparisonOptions {
        get throws {
            var options = ComparisonOptions()
            do { options.level = try ConfidenceLevel(level) } catch {
                throw ValidationError("--level: \(error.description), such as 0.95.")
            }
            options.quartiles = quartiles
            options.barnard = barnard == .pooled ? .pooled : .unpooled
            options.bergerBoos = bergerBoos
            options.showsOneSided = oneSided
            options.showsExactDifference = exactDifference
            options.scores = scores == .integers ? .integers : .midRidits
            options.nullRate = null
            return options
        }
    }
}

/// Barnard's statistic as the command line names it.
enum BarnardOption: String, ExpressibleByArgument, CaseIterable {
    case pooled, unpooled
}

/// Scores of rows and columns as the command line names them.
enum ScoresOption: String, ExpressibleByArgument, CaseIterable {
    case integers
    case midRidits = "mid-ridits"
}

extension QuartileRule: ExpressibleByArgument {}

/// The options that hold two groups against a margin.
struct MarginOptions: ParsableArguments {
    // Unconditional, so that a margin below 0 is refused as that and not as missing.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The margin: a difference, or a ratio such as 0.8 or 1.25.", valueName: "margin"))
    var margin: Double?

    @Option(help: ArgumentHelp("What to show: non-inferiority, superiority or equivalence.", valueName: "aim"))
    var alternative: AimOption?

    @Option(help: ArgumentHelp("What the margin is of: difference, ratio or odds-ratio.", valueName: "measure"))
    var measure: MeasureOption?

    @Option(help: ArgumentHelp("Which outcomes are better: higher or lower.", valueName: "direction"))
    var better: BetterOption?

    func validate() throws {
        guard margin == nil else { return }
        if alternative != nil || measure != nil || better != nil {
            throw ValidationError("--alternative, --measure and --better are about a --margin; there is none.")
        }
    }

    /// The conventions with this margin.
    func apply(to options: ComparisonOptions) -> ComparisonOptions {
        var options = options
        options.margin = margin.map { margin in
            MarginQuestion(
                (alternative ?? .nonInferiority).aim, margin: margin, better: better == .lower ? .lower : .higher,
                contrast: (measure ?? .difference).contrast)
        }
        return options
    }
}

/// What is to be shown, as the command line names it.
enum AimOption: String, ExpressibleByArgument, CaseIterable {
    case nonInferiority = "non-inferiority"
    case superiority, equivalence

    var aim: MarginQuestion.Aim {
        switch self {
        case .nonInferiority: .nonInferiority
        case .superiority: .superiority
        case .equivalence: .equivalence
        }
    }
}

/// What a margin is of, as the command line names it.
enum MeasureOption: String, ExpressibleByArgument, CaseIterable {
    case difference, ratio
    case oddsRatio = "odds-ratio"

    var contrast: ProportionContrast {
        switch self {
        case .difference: .riskDifference
        case .ratio: .riskRatio
        case .oddsRatio: .oddsRatio
        }
    }
}

/// Which outcomes are better, as the command line names it.
enum BetterOption: String, ExpressibleByArgument, CaseIterable {
    case higher, lower
}
