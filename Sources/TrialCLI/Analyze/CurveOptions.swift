import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of the curves and what is read off them.
struct CurveOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Times at which to read the curves, such as 12,24,36.", valueName: "times"))
    var at: TimeList?

    @OptionGroup
    var medians: MedianOptions

    @Flag(help: "Shade the confidence limits of the curves in the figure.")
    var shade = false

    @Option(
        help: ArgumentHelp("Shares of events whose times to read, such as 0.25,0.5,0.75.", valueName: "shares"))
    var quantiles: ShareList?

    @Option(
        help: ArgumentHelp(
            "A curve past the end of its follow-up: strict (NE, as SAS), extend or leave-out (both R).",
            valueName: "rule"))
    var landmarkRule: LandmarkRule = .strict

    @Option(help: ArgumentHelp("Survival at --at of those who came so far without the event.", valueName: "time"))
    var given: Double?

    @Option(
        help: ArgumentHelp(
            "Cumulative hazard and exp(−H) at --at: nelson-aalen or fleming-harrington (ties in turn).",
            valueName: "ties"))
    var cumulativeHazard: NelsonAalen.Ties?

    @Option(
        help: ArgumentHelp("Variance of the hazard: poisson (as R), binomial or greenwood.", valueName: "variance"))
    var hazardVariance: NelsonAalen.Variance?

    @Option(help: ArgumentHelp("Scale of the limits of the hazard: log or plain.", valueName: "scale"))
    var hazardScale: NelsonAalen.Scale?

    @Option(
        help: ArgumentHelp("Bands for whole curves: hall-wellner or equal-precision.", valueName: "kind"))
    var bands: SimultaneousBand.Kind?

    @Option(help: ArgumentHelp("The times over which the bands hold, such as 3,36.", valueName: "from,to"))
    var bandRange: TimeRange?

    @Option(
        help: ArgumentHelp(
            "Compare the groups at --at on a scale: plain, log, log-log, arcsine or logit.", valueName: "scale"))
    var milestone: ConfidenceTransform?

    func validate() throws {
        let needAt: [(String, Bool)] = [
            ("--given", given != nil), ("--cumulative-hazard", cumulativeHazard != nil),
            ("--milestone", milestone != nil),
        ]
        if at == nil, let option = needAt.first(where: \.1) {
            throw ValidationError("\(option.0) needs --at, the times to read at.")
        }
        if let given, !(given >= 0 && given < .infinity) {
            throw ValidationError("--given is \(given); expected a number ≥ 0.")
        }
        if let given, let at, !at.times.contains(where: { $0 > given }) {
            throw ValidationError("--given is \(given); expected a time before one of --at.")
        }
        if cumulativeHazard == nil, hazardVariance != nil || hazardScale != nil {
            throw ValidationError("--hazard-variance and --hazard-scale need --cumulative-hazard.")
        }
        if bands == nil, bandRange != nil { throw ValidationError("--band-range needs --bands.") }
    }

    /// Refuses what needs a figure where none is written.
    func validate(hasReport: Bool) throws {
        if shade, !hasReport {
            throw ValidationError("--shade is about the figure of a report; say with -o where to write it.")
        }
    }

    /// Refuses what needs groups where there are none.
    func validate(hasGroups: Bool) throws {
        if milestone != nil, !hasGroups { throw ValidationError("--milestone needs --by.") }
    }

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) throws -> SurvivalPlan {
        var plan = medians.apply(to: plan)
        plan.landmarks = at?.times ?? []
        plan.curves.quantiles = quantiles?.shares ?? []
        plan.curves.landmarkRule = landmarkRule
        plan.curves.given = given
        plan.curves.hazard = cumulativeHazard.map {
            CurveQuestions.Hazard(ties: $0, variance: hazardVariance ?? .poisson, scale: hazardScale ?? .log)
        }
        plan.curves.band = bands.map { CurveQuestions.Band($0, range: bandRange?.range) }
        plan.curves.milestone = milestone
        return plan
    }
}

/// Shares between 0 and 1 with commas between them.
struct ShareList: ExpressibleByArgument {
    let shares: [Double]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmingSpaces) }
        shares = parts.compactMap { $0 }.filter { $0 > 0 && $0 < 1 }
        if shares.isEmpty || shares.count != parts.count { return nil }
    }
}

/// Two times, the first before the second, with a comma between them.
struct TimeRange: ExpressibleByArgument {
    let range: ClosedRange<Double>

    init?(argument: String) {
        guard let times = TimeList(argument: argument)?.times, times.count == 2, times[0] < times[1] else { return nil }
        range = times[0]...times[1]
    }
}

extension LandmarkRule: ExpressibleByArgument {}
extension NelsonAalen.Ties: ExpressibleByArgument {}
extension NelsonAalen.Variance: ExpressibleByArgument {}
extension NelsonAalen.Scale: ExpressibleByArgument {}
extension SimultaneousBand.Kind: ExpressibleByArgument {}
