import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise samplesize proportion`: one proportion against a value.
struct SampleSizeProportion: SampleSizeCommand {
    static let configuration = CommandConfiguration(
        commandName: "proportion", abstract: "One proportion against a value, exactly.",
        discussion: """
            Example:
              equipoise samplesize proportion --null 0.2 --alternative 0.4 --alpha 0.05
            """)

    @Option(help: ArgumentHelp("The proportion under the null hypothesis.", valueName: "proportion"))
    var null: Double

    @Option(help: ArgumentHelp("The proportion expected.", valueName: "proportion"))
    var alternative: Double

    @OptionGroup(title: "Errors")
    var errors: ErrorOptions

    @OptionGroup(title: "Output")
    var output: DesignOutputOptions

    func answer() throws -> DesignAnswer {
        let test = try OneProportionPower(null: null, alternative: alternative, level: try errors.level())
        var details: [(name: String, key: String, value: Double)] = []
        let n: Int
        if let subjects = try errors.onlySubjects() {
            n = TwoArmRatio.whole(subjects)
        } else {
            let found = try test.subjects(power: errors.power ?? 0.9)
            n = found.safe
            details = [("first number that reaches the power", "first", Double(found.first))]
        }
        let exact = test.exact(subjects: n)
        if let critical = exact.critical { details.append(("rejects at", "critical", Double(critical))) }
        details.append(("true level", "size", exact.size))
        return ComparisonSizeAnswer(
            assumption: "a proportion of \(alternative) against \(null)", test: "exact binomial test",
            subjects: Double(n), groups: [("subjects", n)], power: exact.power, level: test.level,
            details: details,
            notes: (exact.critical == nil
                ? ["No count reaches the level with so few subjects: the test never rejects."] : [])
                + [
                    "Exact power is a saw-tooth; without --subjects the number is the least from which on it is never lost."
                ],
            curve: { test.power(subjects: $0) }
        ).answer
    }
}
