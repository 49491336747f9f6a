import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise samplesize means`: two means, pairs or one mean.
struct SampleSizeMeans: EquipoiseCommand {
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
        if pairs, ratio != nil { throw ValidationError("--pairs has one group; leave out --ratio.") }
    }

    func run(on console: Console) throws -> Program.Outcome {
        let ratio = try self.ratio.ratio()
        let answer = try SizeRefusal.naming {
            let power = try MeansPower(
                pairs ? .pairs : .twoGroups(ratio), difference: difference, null: margin,
                standardDeviation: standardDeviation, test: test, level: try errors.level())
            let against = margin == 0 ? "" : " against \(margin)"
            return try SizeSolution(power, errors, ratio: pairs ? nil : ratio, unit: "pairs").answer(
                assumption: "a difference of \(difference)\(against) and a standard deviation of \(standardDeviation)",
                test: test == .t ? "t test" : "z test")
        }
        try output.show(answer, provenance: .commandLine(answer.summary), on: console)
        return .done
    }
}

/// `equipoise samplesize proportions`: two proportions.
struct SampleSizeProportions: EquipoiseCommand {
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

    func run(on console: Console) throws -> Program.Outcome {
        let ratio = try self.ratio.ratio()
        let answer = try SizeRefusal.naming {
            if let exact { return try enumerated(exact, ratio) }
            let power = try ProportionsPower(
                treatment: treatment, control: control, null: margin, ratio: ratio, formula: formula,
                level: try errors.level())
            return try SizeSolution(power, errors, ratio: ratio, unit: "subjects").answer(
                assumption: assumption, test: "\(formula.rawValue) formula")
        }
        try output.show(answer, provenance: .commandLine(answer.summary), on: console)
        return .done
    }

    private func enumerated(_ test: ExactProportionsTest, _ ratio: TwoArmRatio) throws -> DesignAnswer {
        let level = try errors.level()
        let groups: (treatment: Int, control: Int)
        let exact: ExactProportionsPower
        if let subjects = try errors.onlySubjects() {
            groups = ratio.groups(of: subjects)
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

/// `equipoise samplesize proportion`: one proportion against a value.
struct SampleSizeProportion: EquipoiseCommand {
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

    func run(on console: Console) throws -> Program.Outcome {
        let answer = try SizeRefusal.naming {
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
        try output.show(answer, provenance: .commandLine(answer.summary), on: console)
        return .done
    }
}

/// `equipoise samplesize pairs`: paired answers, McNemar's test.
struct SampleSizePairs: EquipoiseCommand {
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

    func run(on console: Console) throws -> Program.Outcome {
        let (first, second) = (discordant.numbers[0], discordant.numbers[1])
        let answer = try SizeRefusal.naming {
            let test = try McNemarPower(first: first, second: second, level: try errors.level())
            let solution = try SizeSolution(test, errors, ratio: nil, unit: "pairs")
            return solution.answer(
                assumption: "discordant parts of \(first) and \(second)", test: "McNemar's test",
                details: [("power of the exact test", "exactPower", test.exactPower(pairs: solution.total))])
        }
        try output.show(answer, provenance: .commandLine(answer.summary), on: console)
        return .done
    }
}

/// A number of subjects and its power, whichever was asked for.
struct SizeSolution<Power: PowerFunction> {
    let function: Power
    let subjects: Double
    let groups: [(name: String, count: Int)]

    var total: Int { groups.reduce(0) { $0 + $1.count } }

    init(_ function: Power, _ errors: ErrorOptions, ratio: TwoArmRatio?, unit: String) throws {
        self.function = function
        subjects = try errors.onlySubjects() ?? function.subjects(power: errors.power ?? 0.9)
        if let ratio {
            let both = ratio.groups(of: subjects)
            groups = [("on treatment", both.treatment), ("on control", both.control)]
        } else {
            groups = [(unit, TwoArmRatio.whole(subjects))]
        }
    }

    func answer(
        assumption: String, test: String, details: [(name: String, key: String, value: Double)] = [],
        notes: [String] = []
    ) -> DesignAnswer {
        ComparisonSizeAnswer(
            assumption: assumption, test: test, subjects: subjects, groups: groups,
            power: function.power(subjects: Double(total)), level: function.level, details: details, notes: notes,
            curve: { function.power(subjects: $0) }
        ).answer
    }
}

extension MeanTest: ExpressibleByArgument {}
extension ProportionsFormula: ExpressibleByArgument {}
extension ExactProportionsTest: ExpressibleByArgument {}
