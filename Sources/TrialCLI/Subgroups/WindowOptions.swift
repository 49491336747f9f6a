import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of sliding windows over a marker.
struct WindowOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The marker to slide windows over, a column of numbers.", valueName: "column"))
    var stepp: String?

    @Option(help: ArgumentHelp("The least number of subjects in a window.", valueName: "subjects"))
    var window: Int?

    @Option(
        help: ArgumentHelp(
            "The most subjects that neighbouring windows share; half a window by default.", valueName: "subjects"))
    var overlap: Int?

    @Option(
        help: ArgumentHelp(
            "What is estimated in each window: hr, or survival:T, the difference of survival at T.",
            valueName: "measure"))
    var steppMeasure: MeasureText?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Permutations of the test of equal effects; 0 for none. Default 2000.", valueName: "number"))
    var permutations: Int?

    @Option(help: ArgumentHelp("What the permutations are drawn from. Default 1.", valueName: "number"))
    var seed: UInt64?

    func validate() throws {
        guard stepp != nil else {
            if window != nil || overlap != nil || steppMeasure != nil || permutations != nil || seed != nil {
                throw ValidationError(
                    "--window, --overlap, --stepp-measure, --permutations and --seed are about sliding windows; name the marker with --stepp COLUMN."
                )
            }
            return
        }
        guard let window else {
            throw ValidationError("--stepp needs --window: the least number of subjects in a window, such as 100.")
        }
        guard window >= 1 else { throw ValidationError("--window is \(window); expected an integer ≥ 1.") }
        if let overlap, overlap < 0 || overlap >= window {
            throw ValidationError("--overlap is \(overlap); expected 0 to \(window - 1), less than --window.")
        }
        if let permutations, permutations < 0 {
            throw ValidationError("--permutations is \(permutations); expected an integer ≥ 0.")
        }
    }

    /// The plan of the windows, where a marker is given.
    var plan: SlidingWindowPlan? {
        guard let stepp, let window else { return nil }
        var plan = SlidingWindowPlan(marker: stepp, size: window, overlap: overlap ?? window / 2)
        plan.measure = steppMeasure?.measure ?? .hazardRatio
        plan.permutations = permutations ?? plan.permutations
        plan.seed = seed ?? plan.seed
        return plan
    }
}

/// A measure of effect by its name: `hr`, `survival:24`.
struct MeasureText: ExpressibleByArgument {
    let measure: SlidingWindowEffects.Measure

    init?(argument: String) {
        if argument == "hr" {
            measure = .hazardRatio
        } else if argument.hasPrefix("survival:"), let time = Double(argument.dropFirst(9)), time >= 0, time.isFinite {
            measure = .survivalDifference(at: time)
        } else {
            return nil
        }
    }
}
