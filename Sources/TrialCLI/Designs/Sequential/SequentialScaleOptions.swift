import ArgumentParser
import TrialReports
import TrialStatistics

/// The options that show a design in hazard ratios.
struct HazardRatioScaleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Events at the last look; shows hazard ratios.", valueName: "n"))
    var events: Double?

    @Option(help: ArgumentHelp("Patients on treatment to patients on control, 3:2; 1:1 by default.", valueName: "r"))
    var ratio: AllocationRatioOption?

    @Option(help: ArgumentHelp("Variance of the log hazard ratio: null (the default) or alternative.", valueName: "v"))
    var hazardScale: HazardVarianceOption?

    var isAsked: Bool { events != nil || ratio != nil || hazardScale != nil }

    /// The scale; nil where none is asked for.
    var scale: HazardRatioScale? {
        get throws(StatisticsError) {
            guard let events else {
                if ratio != nil { throw .option("ratio", "is given without --events") }
                if hazardScale != nil { throw .option("hazardScale", "is given without --events") }
                return nil
            }
            return try HazardRatioScale(
                events: events, ratio: ratio?.value ?? 1, variance: hazardScale?.variance ?? .null)
        }
    }
}

/// The options that bring a design up to date.
struct ActualInformationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Information at the looks so far, above 1 if overrun.", valueName: "list"))
    var actual: NumberList?

    @Option(help: ArgumentHelp("Times by which the level is spent at --actual.", valueName: "list"))
    var actualSpendingTimes: NumberList?

    @Flag(help: "The last of --actual ends the trial; all that is left is spent.")
    var final = false

    @Option(help: ArgumentHelp("Z seen at the looks so far, for the figure.", valueName: "list"))
    var observed: NumberList?

    var isAsked: Bool { actual != nil || actualSpendingTimes != nil || final || observed != nil }

    /// The design brought up to date; nil where that is not asked for.
    func updated(_ design: GroupSequentialDesign) throws(StatisticsError) -> GroupSequentialDesign? {
        guard let actual else {
            if final { throw .option("final", "is given without --actual") }
            if actualSpendingTimes != nil { throw .option("actualSpendingTimes", "is given without --actual") }
            return nil
        }
        do {
            return try design.updated(
                information: actual.numbers, isFinal: final, spendingTimes: actualSpendingTimes?.numbers)
        } catch let error where error.argument == "spendingTimes" {
            throw error.renamed("actualSpendingTimes")
        }
    }

    /// The Z seen so far, with the fractions at which they were.
    func observations(_ design: GroupSequentialDesign) throws(StatisticsError) -> [Double] {
        let values = observed?.numbers ?? []
        guard values.count <= design.looks.count else {
            throw .option(
                "observed", "has \(values.count) values; expected at most \(design.looks.count), one for each look")
        }
        if let value = values.first(where: { !(abs($0) <= 30) }) {
            throw .option("observed", "has \(value); expected numbers in -30...30")
        }
        return values
    }
}

/// Patients on treatment to patients on control, `3:2` or `1.5`.
struct AllocationRatioOption: ExpressibleByArgument {
    let value: Double

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map { Double($0.trimmingSpaces) }
        guard parts.count <= 2, let first = parts[0] else { return nil }
        guard parts.count == 2 else {
            value = first
            return
        }
        guard let second = parts[1] else { return nil }
        value = first / second
    }
}

/// How events divide between the arms, as the command line names it.
enum HazardVarianceOption: String, ExpressibleByArgument, CaseIterable {
    case null, alternative

    var variance: HazardRatioScale.Variance { self == .null ? .null : .alternative }
}
