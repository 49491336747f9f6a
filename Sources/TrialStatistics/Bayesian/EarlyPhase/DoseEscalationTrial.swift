/// A dose-escalation trial as it is planned: the design, the doses, the cohorts and when it ends.
///
/// ```swift
/// let trial = try DoseEscalationTrial(BOINDesign(target: 0.3), doses: 5, cohort: 3, maximum: 30)
/// try trial.characteristics(rates: [0.05, 0.15, 0.3, 0.45, 0.6], seed: 7).selected
/// ```
public struct DoseEscalationTrial: Sendable {
    /// The rule.
    public let design: any DoseEscalationDesign
    /// The number of doses.
    public let doses: Int
    /// The patients in a cohort.
    public let cohort: Int
    /// The patients of the whole trial at most.
    public let maximum: Int
    /// The dose of the first cohort, from 0.
    public let start: Int
    /// The patients at the dose that would be next with which the trial ends early; nil where it does not.
    public let enough: Int?

    /// The most patients and doses that are taken.
    static let largest = 1000
    static let mostDoses = 20

    /// A trial.
    ///
    /// - Throws: ``StatisticsError`` that names `doses`, `cohort`, `maximum`, `start` or `enough`.
    public init(
        _ design: any DoseEscalationDesign, doses: Int, cohort: Int = 3, maximum: Int, start: Int = 0,
        enough: Int? = nil
    ) throws(StatisticsError) {
        func check(_ value: Int, _ name: String, _ range: ClosedRange<Int>) throws(StatisticsError) {
            guard range.contains(value) else {
                throw StatisticsError(
                    .invalidValue, argument: name, "\(name) is \(value); expected a count in \(range)")
            }
        }
        try check(doses, "doses", 1...Self.mostDoses)
        try check(maximum, "maximum", 1...Self.largest)
        try check(cohort, "cohort", 1...maximum)
        try check(start, "start", 0...doses - 1)
        if let enough { try check(enough, "enough", 1...maximum) }
        if let reassessment = design as? ContinualReassessment, reassessment.skeleton.rates.count != doses {
            throw StatisticsError(
                .lengthMismatch, argument: "doses",
                "doses is \(doses); expected \(reassessment.skeleton.rates.count), one for each rate of the skeleton")
        }
        if let prescribed = design.prescribedCohort, cohort != prescribed {
            throw StatisticsError(
                .invalidValue, argument: "cohort",
                "cohort is \(cohort); expected \(prescribed), which the design prescribes")
        }
        self.design = design
        self.doses = doses
        self.cohort = cohort
        self.maximum = maximum
        self.start = start
        self.enough = enough
    }

    /// What happens next; the trial also ends at its maximum, or once enough were treated at the dose that is next.
    public func step(after record: DoseRecord) -> DoseStep {
        let step = design.step(after: record)
        guard case .treat(let dose) = step else { return step }
        if record.subjects >= maximum { return .finished }
        if let enough, record.treated[dose] >= enough { return .finished }
        return step
    }

    /// The dose that is found; nil where the trial ended because all are too toxic.
    func selection(from record: DoseRecord, last: DoseStep) -> Int? {
        last == .tooToxic ? nil : design.selection(from: record)
    }

    /// The size of the next cohort.
    func cohortSize(after record: DoseRecord) -> Int { min(cohort, maximum - record.subjects) }
}
