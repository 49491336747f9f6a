import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise samplesize pairs`: paired answers, McNemar's test.
struct SampleSizePairs: SampleSizeCommand {
    static let configuration = CommandConfiguration(
        commandName: "pairs", abstract: "Paired answers, McNemar's test.",
        discussion: """
            Example:
              equipoise samplesize pairs --discordant 0.25,0.1
            """)

    @Option(help: ArgumentHelp("Parts of the pairs with one answer alone, and the other.", valueName: "parts"))
    var discordant: NumberList

    @OptionGroup(title: "Errors")
    var errors: ErrorOptions

    @OptionGroup(title: "Output")
    var output: DesignOutputOptions

    func validate() throws {
        guard discordant.numbers.count == 2 else {
            throw ValidationError("--discordant takes two parts, such as 0.25,0.1.")
        }
    }

    static let argumentNames = ["effect": "--discordant", "first": "--discordant", "second": "--discordant"]

    /// The most pairs of which the exact test is enumerated.
    private static let mostEnumerated = 100_000

    func answer() throws -> DesignAnswer {
        let (first, second) = (discordant.numbers[0], discordant.numbers[1])
        let test = try McNemarPower(first: first, second: second, level: try errors.level())
        let solution = try SizeSolution(test, errors, ratio: nil, unit: "pairs")
        return solution.answer(
            assumption: "discordant parts of \(first) and \(second)", test: "McNemar's test",
            details: solution.total > Self.mostEnumerated
                ? [] : [("power of the exact test", "exactPower", test.exactPower(pairs: solution.total))])
    }
}
