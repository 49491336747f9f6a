import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options that choose among conventions on which software differs.
struct ConventionOptions: ParsableArguments {
    @Option(help: "Tied events in the Cox model: efron (as R) or breslow (as SAS).")
    var ties: TiesOption = .efron

    @Option(
        help: ArgumentHelp(
            "The test of the groups: log-rank, gehan, tarone-ware, peto (as SAS), modified-peto, fh:RHO,GAMMA (fh:1,0 is R's rho = 1), mwlr:S or mwlr:t=T.",
            valueName: "test"))
    var test: LogRankTest.Weighting = .logRank

    @Option(
        help: ArgumentHelp(
            "Scale of the limits of a curve: log (as R), log-log (as SAS), plain, logit or arcsine.", valueName: "scale"
        ))
    var confType: ConfidenceTransform = .log

    @Option(help: ArgumentHelp("Coverage of the limits.", valueName: "coverage"))
    var level: Double = 0.95

    @Option(help: ArgumentHelp("Times at which to read the curves, such as 12,24,36.", valueName: "times"))
    var at: TimeList?

    @Flag(help: "Robust (sandwich) standard errors in the Cox model.")
    var robust = false

    @Option(
        help: ArgumentHelp(
            "A median where the curve is flat at one half: r-print, r-quantile or strict (as SAS).", valueName: "rule"))
    var medianRule: QuantileRule = .rPrint

    @Option(
        help: ArgumentHelp(
            "Which times are one: auto, exact, a tolerance such as 1e-8, or days/365.25.", valueName: "rule"))
    var groupTimes: TimeGroupingOption = TimeGroupingOption(grouping: .automatic)

    @Option(
        help: ArgumentHelp(
            "Count follow-up only from this time on, for those still under observation.", valueName: "time"))
    var startTime: Double?

    @Option(help: .hidden)
    var rmst: String?

    @Flag(help: .hidden)
    var competing = false

    func validate() throws {
        if rmst != nil {
            throw ValidationError(
                "--rmst (restricted mean survival time) is not there yet; it comes with a later version.")
        }
        if competing {
            throw ValidationError("--competing (competing risks) is not there yet; it comes with a later version.")
        }
        if ties == .exact || ties == .discrete {
            throw ValidationError(
                "--ties \(ties.rawValue) is not there yet; it comes with a later version, which will tell SAS's exact (marginal) from R's (discrete). Use efron or breslow."
            )
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
        plan.weighting = test
        plan.ties = ties == .breslow ? .breslow : .efron
        plan.transform = confType
        plan.level = try confidenceLevel
        plan.landmarks = at?.times ?? []
        plan.isRobust = robust
        plan.quantileRule = medianRule
        plan.grouping = groupTimes.grouping
        plan.startTime = startTime
        return plan
    }
}

/// The treatments of ties that are or will be there.
enum TiesOption: String, ExpressibleByArgument, CaseIterable {
    case efron, breslow, exact, discrete

    static var allValueStrings: [String] { ["efron", "breslow"] }
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

extension LogRankTest.Weighting: ExpressibleByArgument {
    /// The weighting of a name such as `fh:1,0`.
    public init?(argument: String) { self.init(name: argument) }

    /// The name, for the help.
    public var defaultValueDescription: String { name }
}

extension ConfidenceTransform: ExpressibleByArgument {}
extension QuantileRule: ExpressibleByArgument {}
