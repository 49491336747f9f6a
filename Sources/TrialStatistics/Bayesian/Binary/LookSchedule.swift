/// After how many subjects a trial is looked at, and how many it has at most.
///
/// ```swift
/// try LookSchedule(cohort: 4, maximum: 64).looks                // [4, 8, …, 60]
/// try LookSchedule(looks: [10, 20, 40], maximum: 60).looks
/// ```
public struct LookSchedule: Sendable, Hashable {
    /// The numbers of subjects at the looks, increasing.
    public let looks: [Int]
    /// N, the number of subjects of the whole trial.
    public let maximum: Int

    /// The largest trial that is taken.
    static let largest = 20_000

    /// A look after each full cohort before the trial is over, from `minimum` subjects on.
    ///
    /// There is none at the maximum itself, since nothing can be stopped there any more.
    ///
    /// - Throws: ``StatisticsError`` that names `maximum`, `cohort` or `minimum`.
    public init(cohort: Int, maximum: Int, minimum: Int = 1) throws(StatisticsError) {
        try Self.check(maximum)
        guard cohort >= 1, cohort < maximum else {
            throw StatisticsError(
                .invalidValue, argument: "cohort",
                "cohort is \(cohort); expected a count in 1...\(maximum - 1), less than the whole trial")
        }
        let looks = stride(from: cohort, to: maximum, by: cohort).filter { $0 >= minimum }
        guard minimum >= 1, !looks.isEmpty else {
            throw StatisticsError(
                .invalidValue, argument: "minimum",
                "minimum is \(minimum); expected a count from 1 that leaves a look before \(maximum) subjects")
        }
        self.looks = looks
        self.maximum = maximum
    }

    /// Looks after given numbers of subjects, the last of which may be the maximum: a rule for the final decision.
    ///
    /// - Throws: ``StatisticsError`` that names `maximum` or the place in `looks`.
    public init(looks: [Int], maximum: Int) throws(StatisticsError) {
        try Self.check(maximum)
        guard !looks.isEmpty else {
            throw StatisticsError(.empty, argument: "looks", "looks is empty; expected at least one")
        }
        for (index, look) in looks.enumerated() {
            let least = index == 0 ? 1 : looks[index - 1] + 1
            guard look >= least, look <= maximum else {
                throw StatisticsError(
                    .invalidValue, argument: "looks", index: index,
                    "looks[\(index)] is \(look); expected a count in \(least)...\(maximum), more than the look before")
            }
        }
        self.looks = looks
        self.maximum = maximum
    }

    private static func check(_ maximum: Int) throws(StatisticsError) {
        guard (2...largest).contains(maximum) else {
            throw StatisticsError(
                .invalidValue, argument: "maximum", "maximum is \(maximum); expected a count in 2...\(largest)")
        }
    }
}
