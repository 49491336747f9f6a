import ArgumentParser
import TrialStatistics

extension SharedBoundaryOptions {
    /// The looks that `--cohort` or `--looks`, `--min` and `--max` describe; after each subject where neither is given.
    func schedule() throws -> LookSchedule {
        guard let max else {
            throw Refusal(description: "--max: error: it is missing; expected the subjects of the trial")
        }
        if let looks {
            if cohort != nil {
                throw Refusal(description: "--looks: error: --cohort says it too; expected one of them")
            }
            if min != nil { throw Refusal(description: "--min: error: --looks says it already; expected one of them") }
            return try naming("--looks") { () throws(StatisticsError) in
                try LookSchedule(looks: looks.counts, maximum: max)
            }
        }
        return try naming("--cohort") { () throws(StatisticsError) in
            try LookSchedule(cohort: cohort ?? 1, maximum: max, minimum: min ?? 1)
        }
    }

    /// Two numbers of an option.
    func pair(_ list: NumberList, of option: String) throws -> (Double, Double) {
        guard list.numbers.count == 2 else {
            throw Refusal(
                description:
                    "\(option): error: there are \(list.numbers.count) numbers; expected 2, a comma between them")
        }
        return (list.numbers[0], list.numbers[1])
    }

    /// What `--errors` allows: α and β.
    func errorLimits() throws -> (alpha: Double, beta: Double)? {
        guard let errors else { return nil }
        let (alpha, beta) = try pair(errors, of: "--errors")
        for (name, value) in [("alpha", alpha), ("beta", beta)] where !(value > 0 && value < 0.5) {
            throw Refusal(
                description: "--errors: error: \(name) is \(value); expected a number between 0 and 0.5")
        }
        return (alpha, beta)
    }
}

/// Does something whose errors name arguments, and names the options that hold them instead.
///
/// - Parameter option: the option of arguments that no option of their own holds.
func naming<Value>(
    _ option: String, _ body: () throws(StatisticsError) -> Value
) throws -> Value {
    do { return try body() } catch {
        let own = [
            "cohort": "--cohort", "minimum": "--min", "maximum": "--max", "looks": "--looks", "rate": "--rates",
            "excess": "--excess",
        ]
        throw Refusal(error, option: own[error.argument] ?? option)
    }
}
