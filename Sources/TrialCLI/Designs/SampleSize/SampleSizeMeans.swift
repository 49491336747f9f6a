import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise samplesize means`: two means, pairs or one mean.
struct SampleSizeMeans: SampleSizeCommand {
    static let configuration = CommandConfiguration(
        commandName: "means", abstract: "Two means, differences within pairs, or one mean.",
        discussion: """
            Examples:
              equipoise samplesize means --difference 5 --standard-deviation 10
              equipoise samplesize means --difference 3 --standard-deviation 8 --pairs
            """)

    @Option(help: ArgumentHelp("The difference expected.", valueName: "difference"))
    var difference: Double

    @Option(help: ArgumentHelp("The standard deviation; with --pairs that of the differences.", valueName: "sd"))
    var standardDeviation: Double

    @Option(help: ArgumentHelp("The difference under the null hypothesis, such as -2.", valueName: "margin"))
    var margin: Double = 0

    @Option(help: ArgumentHelp("Treatment to control, such as 3:2; 1:1 by default.", valueName: "ratio"))
    var ratio: RatioArgument?

    @Flag(help: "Differences within pairs, or one group against a value.")
    var pairs = false

    @Option(help: "t, or z with the standard deviation taken as known.")
    var test: MeanTest = .t

    @OptionGroup(title: "Errors")
    var errors: ErrorOptions

    @OptionGroup(title: "Output")
    var output: DesignOutputOptions

    func validate() throws {
        if !margin.isFinite { throw ValidationError("--margin is \(margin); expected a finite number.") }
        if pairs, ratio != nil { throw ValidationError("--pairs has one group; leave out --ratio.") }
    }

    static let argumentNames = ["effect": "--difference"]

    func answer() throws -> DesignAnswer {
        let ratio = try self.ratio.ratio()
        let power = try MeansPower(
            pairs ? .pairs : .twoGroups(ratio), difference: difference, null: margin,
            standardDeviation: standardDeviation, test: test, level: try errors.level())
        if let subjects = errors.subjects, subjects < power.fewest {
            let left = test == .t ? ": the t test has no degree of freedom with fewer" : ""
            throw Refusal(
                description:
                    "--subjects: error: it is \(Int(subjects)); expected at least \(Int(power.fewest))\(left)")
        }
        let against = margin == 0 ? "" : " against \(margin)"
        return try SizeSolution(power, errors, ratio: pairs ? nil : ratio, unit: "pairs").answer(
            assumption: "a difference of \(difference)\(against) and a standard deviation of \(standardDeviation)",
            test: test == .t ? "t test" : "z test")
    }
}

extension MeanTest: ExpressibleByArgument {}
