import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise samplesize proportions`: two proportions.
struct SampleSizeProportions: SampleSizeCommand {
    static let configuration = CommandConfiguration(
        commandName: "proportions", abstract: "Two proportions, by formulas or by exact tests.",
        discussion: """
            Examples:
              equipoise samplesize proportions --treatment 0.6 --control 0.4
              equipoise samplesize proportions --treatment 0.7 --control 0.4 --exact boschloo
            """)

    @Option(help: ArgumentHelp("The proportion on treatment.", valueName: "proportion"))
    var treatment: Double

    @Option(help: ArgumentHelp("The proportion on control.", valueName: "proportion"))
    var control: Double

    @Option(help: ArgumentHelp("The difference under the null hypothesis, such as -0.1.", valueName: "margin"))
    var margin: Double = 0

    @Option(help: ArgumentHelp("Treatment to control, such as 3:2; 1:1 by default.", valueName: "ratio"))
    var ratio: RatioArgument?

    @Option(help: ArgumentHelp("pooled, unpooled, continuity or arcsine.", valueName: "formula"))
    var formula: ProportionsFormula = .pooled

    @Option(help: ArgumentHelp("True power by enumeration: fisher, barnard or boschloo.", valueName: "test"))
    var exact: ExactProportionsTest?

    @OptionGroup(title: "Errors")
    var errors: ErrorOptions

    @OptionGroup(title: "Output")
    var output: DesignOutputOptions

    func validate() throws {
        if exact != nil, margin != 0 { throw ValidationError("--exact has no margin; leave out --margin.") }
    }

    private var assumption: String {
        "proportions of \(treatment) and \(control)" + (margin == 0 ? "" : " against a difference of \(margin)")
    }

    static let argumentNames = [
        "search": "--exact", "difference": "--treatment and --control", "effect": "--treatment and --control",
    ]

    func answer() throws -> DesignAnswer {
        let ratio = try self.ratio.ratio()
        if let exact { return try enumerated(exact, ratio) }
        let power = try ProportionsPower(
            treatment: treatment, control: control, null: margin, ratio: ratio, formula: formula,
            level: try errors.level())
        return try SizeSolution(power, errors, ratio: ratio, unit: "subjects").answer(
            assumption: assumption, test: "\(formula.rawValue) formula")
    }

    private func enumerated(_ test: ExactProportionsTest, _ ratio: TwoArmRatio) throws -> DesignAnswer {
        let level = try errors.level()
        let groups: (treatment: Int, control: Int)
        let exact: ExactProportionsPower
        if let subjects = try errors.onlySubjects() {
            groups = ratio.groups(ofGiven: Int(subjects))
            guard max(groups.treatment, groups.control) <= 2000, min(groups.treatment, groups.control) >= 1 else {
                throw Refusal(
                    description:
                        "--subjects: error: they are \(groups.treatment) on treatment and \(groups.control) on control; exact tests are enumerated for 1 to 2000 an arm"
                )
            }
            exact = try ExactProportionsPower(
                treatment: treatment, control: control, groups: groups, test: test, level: level)
        } else {
            (groups, exact) = try ExactProportionsPower.subjects(
                treatment: treatment, control: control, ratio: ratio, test: test, level: level,
                power: errors.power ?? 0.9)
        }
        return ComparisonSizeAnswer(
            assumption: assumption, test: "exact test of \(test.rawValue.capitalized)",
            subjects: Double(groups.treatment + groups.control),
            groups: [("on treatment", groups.treatment), ("on control", groups.control)], power: exact.power,
            level: level, details: [("true level of the tail", "size", exact.size)],
            notes: [
                "Exact power is a saw-tooth: a few more subjects may have less of it.",
                "The tail in the direction of the effect is tested, at half of a two-sided level.",
            ], curve: nil
        ).answer
    }
}

extension ProportionsFormula: ExpressibleByArgument {}
extension ExactProportionsTest: ExpressibleByArgument {}
