import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of conventions that hold for the whole analysis.
struct ConventionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Coverage of the limits.", valueName: "coverage"))
    var level: Double = 0.95

    @Option(
        help: ArgumentHelp(
            "Which times are one: auto, exact, a tolerance such as 1e-8, or days/365.25.", valueName: "rule"))
    var groupTimes: TimeGroupingOption = TimeGroupingOption(grouping: .automatic)

    @Option(
        help: ArgumentHelp(
            "Count follow-up only from this time on, for those still under observation.", valueName: "time"))
    var startTime: Double?

    @Flag(help: .hidden)
    var competing = false

    func validate() throws {
        if competing {
            throw ValidationError("--competing (competing risks) is not there yet; it comes with a later version.")
        }
        _ = try confidenceLevel
        if let startTime, !(startTime >= 0 && startTime.isFinite) {
            throw ValidationError("--start-time is \(startTime); expected a number ≥ 0.")
        }
    }

    private var confidenceLevel: ConfidenceLevel {
        get throws {
            do { return try ConfidenceLevel(level) } catch {
                let advice = level > 1 && level < 100 ? "; write \(level / 100)" : ", such as 0.95"
                throw ValidationError("--level: \(error.description)\(advice).")
            }
        }
    }

    /// The plan with these conventions.
    func apply(to plan: SurvivalPlan) throws -> SurvivalPlan {
        var plan = plan
        plan.level = try confidenceLevel
        plan.grouping = groupTimes.grouping
        plan.startTime = startTime
        return plan
    }
}

/// A rule for the grouping of times.
struct TimeGroupingOption: ExpressibleByArgument {
    let grouping: TimeGrouping

    init(grouping: TimeGrouping) { self.grouping = grouping }

    init?(argument: String) {
        switch argument {
        case "auto": grouping = .automatic
        case "exact": grouping = .exact
        default:
            if argument.hasPrefix("days/"), let perUnit = Double(argument.dropFirst(5)), perUnit > 0 {
                grouping = .grid(perUnit: perUnit)
            } else if let tolerance = Double(argument), tolerance >= 0, tolerance < 1 {
                grouping = .tolerance(tolerance)
            } else {
                return nil
            }
        }
    }

    var defaultValueDescription: String { "auto" }
}
