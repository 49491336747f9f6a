import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise boundaries --bayes-factor`: a rate or a median watched by the Bayes factor of better against equal.
struct BayesFactorBoundary: BoundaryQuestion {
    /// What is watched.
    enum Quantity: String, ExpressibleByArgument, CaseIterable { case rate, median }

    static let leadingOption = "--bayes-factor"
    static let sharedOptions: Set<String> = [
        "--stop-above", "--stop-below", "--cohort", "--looks", "--min", "--max", "--null",
    ]

    @Option(help: ArgumentHelp("Watch a Bayes factor: of a rate or a median.", valueName: "what"))
    var bayesFactor: Quantity?

    @Option(help: ArgumentHelp("The rate or median hoped for.", valueName: "value"))
    var alternative: Double?

    @Option(
        help: ArgumentHelp("How the alternative falls to 0 at the standard: imom:1,2 or mom:1.", valueName: "density"))
    var density: NonlocalPriorArgument?

    @Option(help: ArgumentHelp("The largest number of events of a median's table.", valueName: "n"))
    var factorEvents: Int?

    var isAsked: Bool {
        bayesFactor != nil || alternative != nil || density != nil || factorEvents != nil
    }

    func answer(with shared: SharedBoundaryOptions, on console: Console) throws -> DesignAnswer {
        let monitor = try monitor(shared)
        if bayesFactor == .rate {
            return DesignAnswer(monitor, looks: try shared.schedule().looks)
        }
        let events = factorEvents ?? 30
        guard (1...500).contains(events) else {
            throw Refusal(description: "--factor-events: error: it is \(events); expected a count in 1...500")
        }
        return DesignAnswer(monitor, events: events)
    }

    /// The monitor that the options describe.
    func monitor(_ shared: SharedBoundaryOptions) throws -> BayesFactorMonitor {
        guard let bayesFactor else {
            throw Refusal(description: "--bayes-factor: error: it is missing; expected rate or median")
        }
        let null = shared.null
        guard let null, let alternative else {
            throw Refusal(
                description:
                    "\(null == nil ? "--null" : "--alternative"): error: it is missing; expected a \(bayesFactor.rawValue)"
            )
        }
        if bayesFactor == .median, alternative > 1000 * null {
            throw Refusal(
                description:
                    "--alternative: error: it is \(alternative); expected at most 1000 times the median of --null")
        }
        do throws(StatisticsError) {
            return try BayesFactorMonitor(
                bayesFactor == .rate
                    ? .rate(standard: null, alternative: alternative)
                    : .median(standard: null, alternative: alternative),
                density: density?.prior ?? .standard, stopBelow: shared.stopBelow, stopAbove: shared.stopAbove)
        } catch {
            let own = [
                "standard": "--null", "alternative": "--alternative", "density": "--density",
                "stopBelow": "--stop-below", "stopAbove": "--stop-above",
            ]
            throw Refusal(error, option: own[error.argument] ?? Self.leadingOption)
        }
    }
}

/// A nonlocal density as the command line gives it: `imom:k,nu` or `mom:k`.
struct NonlocalPriorArgument: ExpressibleByArgument {
    let prior: NonlocalPrior

    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let list = NumberList(argument: String(parts[1])) else { return nil }
        switch (parts[0], list.numbers.count) {
        case ("imom", 2): prior = .inverseMoment(k: list.numbers[0], nu: list.numbers[1])
        case ("mom", 1):
            guard let k = Int(exactly: list.numbers[0]) else { return nil }
            prior = .moment(k: k)
        default: return nil
        }
    }
}
