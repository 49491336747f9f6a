import ArgumentParser
import TrialAnalysis
import TrialReports
import TrialStatistics

/// `equipoise boundaries --exponential-median`: a time to an event watched by the posterior of its median or mean.
struct ExponentialBoundary: BoundaryQuestion {
    static let leadingOption = "--exponential-median"
    static let sharedOptions: Set<String> = ["--stop-above", "--stop-below", "--standard"]

    @Option(help: ArgumentHelp("Watch a time to an event: the standard's median.", valueName: "time"))
    var exponentialMedian: Double?

    @Option(help: ArgumentHelp("The same, with the standard's mean.", valueName: "time"))
    var exponentialMean: Double?

    @Option(help: ArgumentHelp("By how much the time is to be better.", valueName: "time"))
    var gain: Double?

    @Option(help: ArgumentHelp("The gain of --stop-above, where it is another.", valueName: "time"))
    var efficacyGain: Double?

    @Option(
        help: ArgumentHelp(
            "The belief: a,b or mean=m,events=n or mean=m,sd=s or q0.1=t,q0.9=u; weak by default.",
            valueName: "prior"))
    var timePrior: TimePriorArgument?

    @Flag(help: "The event is wanted, such as response: a shorter time is better.")
    var wanted = false

    @Option(help: ArgumentHelp("Times at which the hazard may change.", valueName: "times"))
    var cuts: NumberList?

    @Option(help: ArgumentHelp("The table's largest number of events.", valueName: "n"))
    var maxEvents: Int?

    @Option(help: ArgumentHelp("The unit of all times: days, weeks, months or years.", valueName: "unit"))
    var timeUnit: FollowUpUnit = .months

    var isAsked: Bool { exponentialMedian != nil || exponentialMean != nil || given != nil }

    /// An option that describes such a rule and was given.
    private var given: String? {
        [
            ("--gain", gain != nil), ("--efficacy-gain", efficacyGain != nil), ("--time-prior", timePrior != nil),
            ("--wanted", wanted), ("--cuts", cuts != nil), ("--max-events", maxEvents != nil),
        ].first(where: \.1)?.0
    }

    func answer(with shared: SharedBoundaryOptions, on console: Console) throws -> DesignAnswer {
        let events = maxEvents ?? 40
        guard (1...2000).contains(events) else {
            throw Refusal(description: "--max-events: error: it is \(events); expected a count in 1...2000")
        }
        if cuts != nil {
            let monitor = try piecewise(shared)
            let (_, median) = try standardTime()
            return try Self.naming { () throws(StatisticsError) in
                try DesignAnswer(monitor, median: median, events: events, unit: timeUnit.rawValue)
            }
        }
        return DesignAnswer(
            try monitor(shared), events: events, unit: timeUnit.rawValue, isPriorAssumed: timePrior == nil)
    }

    /// The monitor that the options describe, where the hazard is constant.
    func monitor(_ shared: SharedBoundaryOptions) throws -> ExponentialMonitor {
        let (quantity, time) = try standardTime()
        let standard: EventTimeStandard =
            try shared.standard.map { list in
                let (shape, scale) = try shared.pair(list, of: "--standard")
                return .random(
                    try Self.naming("--standard") { () throws(StatisticsError) in
                        try InverseGammaPrior(shape: shape, scale: scale, of: quantity)
                    })
            } ?? .fixed(time, quantity)
        return try Self.naming { () throws(StatisticsError) in
            let prior = try prior(quantity, about: time)
            let futility = try rule(gain ?? 0, shared.stopBelow, "stopBelow")
            let efficacy = try rule(efficacyGain ?? gain ?? 0, shared.stopAbove, "stopAbove")
            return try ExponentialMonitor(
                prior: prior, standard: standard, futility: futility, efficacy: efficacy,
                event: wanted ? .benefit : .harm)
        }
    }

    /// The monitor that the options describe, where the hazard may change.
    func piecewise(_ shared: SharedBoundaryOptions) throws -> PiecewiseExponentialMonitor {
        guard exponentialMean == nil, !wanted, shared.standard == nil, efficacyGain == nil else {
            throw Refusal(
                description:
                    "--cuts: error: it goes with --exponential-median, --gain, --time-prior, --stop-below and --stop-above only"
            )
        }
        let (_, median) = try standardTime()
        let cuts = cuts?.numbers ?? []
        return try Self.naming { () throws(StatisticsError) in
            // A belief for each piece: worth one event unless it is given.
            let belief = try timePrior?.prior(of: .median).expressed(as: .mean)
            let hazard =
                if let belief { try HazardPrior(events: belief.shape, time: belief.scale) } else {
                    try HazardPrior(median: median, events: 1)
                }
            return try PiecewiseExponentialMonitor(
                cuts: cuts, priors: Array(repeating: hazard, count: cuts.count + 1),
                target: .medianAbove(median + (gain ?? 0)), stopBelow: shared.stopBelow, stopAbove: shared.stopAbove)
        }
    }

    private func standardTime() throws -> (EventTimeQuantity, Double) {
        switch (exponentialMedian, exponentialMean) {
        case (let median?, nil): return (.median, median)
        case (nil, let mean?): return (.mean, mean)
        case (nil, nil):
            throw Refusal(
                description:
                    "--exponential-median: error: it is missing; \(given ?? "the rule") needs the standard's median")
        case (_?, _?):
            throw Refusal(
                description: "--exponential-mean: error: --exponential-median says it too; expected one of them")
        }
    }

    private func prior(_ quantity: EventTimeQuantity, about time: Double) throws(StatisticsError) -> InverseGammaPrior {
        if let timePrior { return try timePrior.prior(of: quantity) }
        guard time.isFinite, time > 0 else {
            throw StatisticsError(
                .invalidValue, argument: "standard", "standard is \(time); expected a finite time > 0")
        }
        return try .weaklyInformative(mean: time, of: quantity)
    }

    private func rule(_ gain: Double, _ cutoff: Double?, _ name: String) throws(StatisticsError) -> EventTimeRule? {
        guard let cutoff else { return nil }
        do { return try EventTimeRule(gain: gain, cutoff: cutoff) } catch {
            throw error.argument == "cutoff" ? error.renamed(name) : error
        }
    }

    /// Does something whose errors name arguments, and names the options that hold them instead.
    static func naming<Value>(
        _ option: String = leadingOption, _ body: () throws(StatisticsError) -> Value
    ) throws -> Value {
        do { return try body() } catch {
            let own = [
                "gain": "--gain", "stopBelow": "--stop-below", "stopAbove": "--stop-above",
                "futility": "--stop-below", "efficacy": "--stop-above", "cuts": "--cuts", "shape": "--time-prior",
                "scale": "--time-prior",
                "mean": "--time-prior", "variance": "--time-prior", "effectiveEvents": "--time-prior",
                "quantiles": "--time-prior", "events": "--time-prior", "target": "--gain",
            ]
            let name = option == leadingOption ? own[error.argument] ?? option : option
            throw Refusal(error, option: name)
        }
    }
}

extension FollowUpUnit: ExpressibleByArgument {}
