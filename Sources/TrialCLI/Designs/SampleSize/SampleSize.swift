import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise samplesize`: how many subjects or events a trial needs.
struct SampleSize: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samplesize",
        abstract: "How many subjects and events a trial needs, how long, with what power.",
        discussion: """
            Give --subjects (or --events) to ask for the power instead of the number.

            Examples:
              equipoise samplesize survival --hazard-ratio 0.72 --ratio 3:2 \\
                --control-median 21.3 --accrual 18 --follow-up 18
              equipoise samplesize means --difference 5 --standard-deviation 10
              equipoise samplesize proportions --treatment 0.7 --control 0.4
            """,
        subcommands: [
            SampleSizeSurvival.self, SampleSizeMeans.self, SampleSizeProportions.self, SampleSizeProportion.self,
            SampleSizePairs.self, SampleSizeSingleArm.self,
        ])
}

/// The level and the power, and either way the question may be put.
struct ErrorOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The level, of one side unless --two-sided.", valueName: "alpha"))
    var alpha: Double = 0.025

    @Flag(help: "The level is the sum of both sides.")
    var twoSided = false

    @Option(help: ArgumentHelp("The power; 0.9 unless --subjects asks for it.", valueName: "power"))
    var power: Double?

    @Option(help: ArgumentHelp("The number of all subjects.", valueName: "number"))
    var subjects: Double?

    /// The level.
    func level() throws -> TestLevel {
        try SizeRefusal.naming { try TestLevel(alpha, isTwoSided: twoSided) }
    }

    func validate() throws {
        if let subjects, !(subjects >= 1 && subjects <= 1e9 && subjects == subjects.rounded()) {
            throw ValidationError("--subjects is \(subjects); expected a whole number of at least 1.")
        }
    }

    /// The number given, refused beside a power: one of them follows from the other.
    func onlySubjects() throws -> Double? {
        if subjects != nil, power != nil {
            throw Refusal(description: "error: --subjects and --power; give one of them, the other is computed")
        }
        return subjects
    }
}

/// A ratio of treatment to control: 3:2, or a number for so many to one.
struct RatioArgument: ExpressibleByArgument {
    let treatment: Double, control: Double

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map { Double($0.trimmingSpaces) }
        guard (1...2).contains(parts.count), let first = parts[0], let second = parts.count == 2 ? parts[1] : 1 else {
            return nil
        }
        treatment = first
        control = second
    }

    func ratio() throws -> TwoArmRatio { try SizeRefusal.naming { try TwoArmRatio(treatment, control) } }
}

extension Optional where Wrapped == RatioArgument {
    func ratio() throws -> TwoArmRatio { try self?.ratio() ?? .equal }
}

/// What a method refuses, with the option that holds the argument.
enum SizeRefusal {
    /// - Parameter names: the options of arguments that are called otherwise here than elsewhere.
    static func naming<Value>(_ names: [String: String] = [:], _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as StatisticsError {
            let option = names[error.argument] ?? option(of: error.argument)
            throw Refusal(error, option: option)
        }
    }

    private static func option(of argument: String) -> String {
        switch argument.prefix(while: { $0 != "[" && $0 != "." }) {
        case "hazardRatio", "effect": "--hazard-ratio"
        case "control", "hazard": "--control"
        case "median": "--control-median"
        case "survival": "--control-survival"
        case "followUp", "duration", "calendar": "--follow-up"
        case "accrualDuration", "accrual": "--accrual"
        case "standardDeviation": "--standard-deviation"
        case "share", "strata": "--strata"
        case "efficacy": "--spending"
        case "futility": "--futility-spending"
        case "rho", "gamma": "--fleming-harrington"
        case "fractions": "--fractions"
        case "pieces": "--model"
        case "status", "times", "entry": "--event"
        case let name: "--" + name
        }
    }
}
