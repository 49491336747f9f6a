/// What a dose-escalation trial has seen: patients and toxicities by dose, and the dose given last.
///
/// Doses are numbered from 0, the lowest.
public struct DoseRecord: Sendable, Hashable {
    /// nⱼ, the patients at each dose.
    public private(set) var treated: [Int]
    /// xⱼ, those of them with a dose-limiting toxicity.
    public private(set) var toxicities: [Int]
    /// The dose of the last cohort, or of the first one before there are any.
    public private(set) var current: Int

    /// A record.
    ///
    /// - Throws: ``StatisticsError`` that names `treated`, `toxicities` or `current`.
    public init(treated: [Int], toxicities: [Int], current: Int) throws(StatisticsError) {
        guard !treated.isEmpty else {
            throw StatisticsError(.empty, argument: "treated", "treated is empty; expected a count for each dose")
        }
        guard toxicities.count == treated.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "toxicities",
                "toxicities has \(toxicities.count) elements; expected \(treated.count), one for each dose")
        }
        for (index, (n, x)) in zip(treated, toxicities).enumerated() {
            guard (0...DoseEscalationTrial.largest).contains(n) else {
                throw StatisticsError(
                    .invalidValue, argument: "treated", index: index,
                    "treated[\(index)] is \(n); expected a count in 0...\(DoseEscalationTrial.largest)")
            }
            guard (0...n).contains(x) else {
                throw StatisticsError(
                    .invalidValue, argument: "toxicities", index: index,
                    "toxicities[\(index)] is \(x); expected a count in 0...\(n)")
            }
        }
        guard treated.indices.contains(current) else {
            throw StatisticsError(
                .invalidValue, argument: "current",
                "current is dose \(current + 1) of \(treated.count); expected one of them")
        }
        self.treated = treated
        self.toxicities = toxicities
        self.current = current
    }

    /// A record of no patients.
    package init(untreated doses: Int, start: Int = 0) {
        treated = [Int](repeating: 0, count: doses)
        toxicities = treated
        current = start
    }

    /// The number of doses.
    public var doses: Int { treated.count }
    /// All patients.
    public var subjects: Int { treated.reduce(0, +) }

    /// Adds a cohort.
    mutating func add(_ subjects: Int, toxicities count: Int, at dose: Int) {
        treated[dose] += subjects
        toxicities[dose] += count
        current = dose
    }
}

/// What a design says of the next cohort.
public enum DoseStep: Sendable, Hashable {
    /// The dose that the next cohort gets.
    case treat(Int)
    /// The trial is over, since the dose to be found is known.
    case finished
    /// The trial is over, since even the lowest dose is too toxic.
    case tooToxic
}
