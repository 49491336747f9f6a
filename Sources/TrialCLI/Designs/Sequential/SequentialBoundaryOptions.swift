import ArgumentParser
import TrialReports
import TrialStatistics

/// The options of a group sequential design.
struct SequentialBoundaryOptions: BoundaryQuestion {
    static let leadingOption = "--fractions"

    @Option(help: ArgumentHelp("Information fractions of the looks, the last 1.", valueName: "list"))
    var fractions: NumberList?

    @Option(help: ArgumentHelp("The level, one side's; in all with --two-sided. 0.025 by default.", valueName: "a"))
    var alpha: Double?

    @Option(
        help: ArgumentHelp(
            "How the level is divided: lan-demets-obf (the default), lan-demets-pocock, hsd:-4, power:3, obf, pocock, "
                + "wang-tsiatis:0.25, haybittle-peto:3, table:0.5=0.2,0.8=0.6 or fixed:3,2.5,2.",
            valueName: "name"))
    var spending: BoundaryShapeOption?

    @Flag(help: "Reject on both sides, half the level each.")
    var twoSided = false

    @Option(help: ArgumentHelp("Part of --alpha for small Z, with a boundary of its own.", valueName: "a"))
    var lowerAlpha: Double?

    @Option(help: ArgumentHelp("How that part is divided; as --spending by default.", valueName: "name"))
    var lowerSpending: BoundaryShapeOption?

    @Option(help: ArgumentHelp("The looks tested for efficacy, 2,3 or from:0.5; all by default.", valueName: "looks"))
    var efficacyLooks: LookSelectionOption?

    @Option(help: ArgumentHelp("Times by which the level is spent, if not information.", valueName: "list"))
    var spendingTimes: NumberList?

    @Option(help: ArgumentHelp("The power, which settles the effect that the design is for.", valueName: "p"))
    var power: Double?

    @OptionGroup var futility: FutilityBoundaryOptions
    @OptionGroup var harm: HarmBoundaryOptions
    @OptionGroup var scale: HazardRatioScaleOptions
    @OptionGroup var actual: ActualInformationOptions

    var isAsked: Bool {
        fractions != nil || alpha != nil || spending != nil || twoSided || lowerAlpha != nil || lowerSpending != nil
            || efficacyLooks != nil || spendingTimes != nil || power != nil || futility.isAsked || harm.isAsked
            || scale.isAsked || actual.isAsked
    }

    func answer(with shared: SharedBoundaryOptions, on console: Console) throws -> DesignAnswer {
        guard let fractions else { throw Refusal(description: "--fractions is missing: the looks of the design.") }
        return try OptionNames.refusing(by: options) { () throws(StatisticsError) in
            let scale = try scale.scale
            let design = try GroupSequentialDesign(
                fractions: fractions.numbers, alpha: alpha ?? 0.025, sides: try sides,
                efficacy: EfficacyRule(shape, looks: efficacyLooks?.looks ?? .all),
                futility: try futility.rule(scale: scale, fractions: fractions.numbers), harm: try harm.rule,
                power: power, spendingTimes: spendingTimes?.numbers)
            if case .fixed = shape, let spent = design.looks.last?.spent, spent >= 0.5 {
                throw .option(
                    "spending", "has limits that spend \((spent * 1e6).rounded() / 1e6); expected less than 0.5")
            }
            let current = try actual.updated(design)
            let question = SequentialBoundaryAnswer.Question(
                scale: scale, plan: current == nil ? nil : design, observed: try actual.observations(current ?? design))
            return SequentialBoundaryAnswer(current ?? design, question).answer
        }
    }

    private var shape: BoundaryShape { spending?.shape ?? .spending(.lanDeMetsOBrienFleming) }

    private var sides: TestSides {
        get throws(StatisticsError) {
            guard let lowerAlpha else {
                if lowerSpending != nil { throw .option("lowerAlpha", "is missing; --lower-spending divides it") }
                return twoSided ? .two : .one
            }
            guard !twoSided else { throw .option("lowerAlpha", "is given with --two-sided, whose sides are alike") }
            return .asymmetric(lowerAlpha: lowerAlpha, lower: lowerSpending?.shape ?? shape)
        }
    }

    /// The option that holds an argument of the method.
    private var options: [String: String] {
        [
            "efficacy": "--spending", "lower": "--lower-spending", "futility": futility.option,
            "harm": "--harm-spending", "information": "--actual", "table fractions": "--spending",
            "table shares": "--spending",
        ]
    }
}

/// Errors of methods in words of the command line.
enum OptionNames {
    /// Does something whose error names an argument, and names the option instead.
    ///
    /// - Parameter known: options that are not the argument in kebab case.
    static func refusing<Value>(
        by known: [String: String], _ body: () throws(StatisticsError) -> Value
    ) throws(Refusal) -> Value {
        do { return try body() } catch {
            let option = known[error.argument] ?? option(error.argument)
            throw Refusal(error, option: option)
        }
    }

    /// The option of a property, `--futility-z` of `futilityZ`.
    static func option(_ name: String) -> String {
        name.reduce(into: "--") { text, letter in
            text += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
        }
    }
}

extension StatisticsError {
    /// What is wrong with an option before any method sees it.
    static func option(_ argument: String, _ what: String) -> StatisticsError {
        StatisticsError(.invalidValue, argument: argument, "\(argument) \(what)")
    }
}

/// The shape of a boundary by its name.
struct BoundaryShapeOption: ExpressibleByArgument {
    let shape: BoundaryShape

    init?(argument: String) {
        guard let shape = BoundaryShape(name: argument) else { return nil }
        self.shape = shape
    }
}

/// Looks by number, `2,3`, or by a fraction from which on, `from:0.5`.
struct LookSelectionOption: ExpressibleByArgument {
    let looks: LookSelection

    init?(argument: String) {
        if argument.hasPrefix("from:") {
            guard let start = Double(argument.dropFirst(5)) else { return nil }
            looks = .from(start)
        } else {
            guard let numbers = NumberList(argument: argument)?.numbers.map(Int.init(exactly:)),
                !numbers.contains(nil)
            else { return nil }
            looks = .only(Set(numbers.compactMap(\.self)))
        }
    }
}
