import ArgumentParser
import TrialReports
import TrialStatistics

/// The options that say how the level of a trial is spent, and in what its information is counted.
struct MonitoringLevelOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The level, one side's; in all with --two-sided.", valueName: "a"))
    var alpha = 0.025

    @Flag(help: "Reject on both sides, half the level each.")
    var twoSided = false

    @Option(
        help: ArgumentHelp(
            "How the level is spent: lan-demets-obf, lan-demets-pocock, hsd:-4, power:3, table:0.5=0.2,0.8=0.6; or a shape: obf, pocock, wang-tsiatis:0.25, haybittle-peto:3.",
            valueName: "name"))
    var spending: BoundaryShapeOption?

    @Option(
        help: ArgumentHelp("The looks planned, as fractions that end with 1; a shape needs them.", valueName: "list"))
    var fractions: NumberList?

    @Option(
        help: ArgumentHelp(
            "Information is counted in events; patients on treatment to patients on control, such as 3:2.",
            valueName: "r"))
    var ratio: AllocationRatioOption?

    /// The options that were given, which a design file says in their place.
    var given: [String] {
        [
            ("--alpha", alpha != 0.025), ("--two-sided", twoSided), ("--spending", spending != nil),
            ("--fractions", fractions != nil), ("--ratio", ratio != nil),
        ].filter(\.1).map(\.0)
    }

    /// In what information is counted; in events where patient data are read.
    func unit(hasData: Bool) -> InformationUnit {
        if let ratio { return .events(allocationRatio: ratio.value) }
        return hasData ? .events(allocationRatio: 1) : .information
    }

    /// The plan for a maximum of information.
    func plan(_ maximumInformation: Double) throws(StatisticsError) -> SequentialPlan {
        try SequentialPlan(
            alpha: alpha, sides: twoSided ? .two : .one, spending: try function(),
            maximumInformation: maximumInformation)
    }

    /// How the level is spent; a shape spends what it does at the looks planned.
    func function(_ own: BoundaryShape? = nil) throws(StatisticsError) -> SpendingFunction {
        let shape = own ?? spending?.shape ?? .spending(.lanDeMetsOBrienFleming)
        if case .spending(let function) = shape { return function }
        guard let fractions else {
            throw .option("fractions", "is missing, the looks planned: \(shape.name) is a shape of them")
        }
        let design = try GroupSequentialDesign(
            fractions: fractions.numbers, alpha: alpha, sides: twoSided ? .two : .one, efficacy: EfficacyRule(shape))
        return try SequentialPlan(design).spending
    }
}
