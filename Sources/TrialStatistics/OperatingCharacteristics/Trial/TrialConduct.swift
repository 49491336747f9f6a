/// How a virtual trial is run: how many patients, in which arms, how fast, how long and how they are seen.
///
/// ```swift
/// var conduct = TrialConduct(subjects: 656, accrual: try AccrualPattern(rates: [25]))
/// conduct.allocation = [3, 2]           // experimental : control
/// conduct.visitInterval = 1             // progression is seen at visits a month apart
/// ```
public struct TrialConduct: Sendable, Hashable, Codable {
    /// The date that a progression found at a visit is given.
    public enum EventDating: String, Sendable, Hashable, Codable, CaseIterable {
        /// The day of the visit, as protocols have it.
        case visit
        /// The middle between that visit and the one before.
        case midpoint
    }

    /// The most patients that are enrolled.
    public var subjects: Int
    /// The ratio of the arms; the experimental arm first, the control last. One arm by default.
    public var allocation = [1]
    /// How many times the ratio fits into a permuted block, which is filled within strata.
    public var ratiosPerBlock = 1
    /// How patients enter.
    public var accrual: AccrualPattern
    /// How long the last patient is followed; until nothing more can happen if nil.
    public var followUp: Double?
    /// The time between visits, from entry on, at which progression is seen; nil where it is seen at once.
    public var visitInterval: Double?
    /// The date of a progression that a visit finds.
    public var eventDating = EventDating.visit
    /// The time after entry within which a toxicity may happen; 0 where it is known at once.
    public var toxicityWindow = 0.0
    /// The time from entry to the assessment of response.
    public var responseDelay = 0.0
    /// Enrolment waits after each cohort of this size until its toxicity and response are known; nil where it never waits.
    public var pauseAfterCohortOf: Int?

    /// The conduct of a trial of one arm without visits, pauses or an end of follow-up.
    public init(subjects: Int, accrual: AccrualPattern) {
        self.subjects = subjects
        self.accrual = accrual
    }

    /// The most patients that can be simulated in one trial.
    static let mostSubjects = 1_000_000

    func validate() throws(StatisticsError) {
        guard subjects >= 1, subjects <= Self.mostSubjects else {
            throw .simulated("subjects", Double(subjects), expected: "a number in 1...\(Self.mostSubjects)")
        }
        guard !allocation.isEmpty else {
            throw StatisticsError(.empty, argument: "allocation", "allocation is empty; expected a ratio for each arm")
        }
        if let index = allocation.firstIndex(where: { $0 < 1 || $0 > 1000 }) {
            throw .invalid("allocation", index, Double(allocation[index]), expected: "a whole number in 1...1000")
        }
        guard ratiosPerBlock >= 1, ratiosPerBlock <= 1000 else {
            throw .simulated("ratiosPerBlock", Double(ratiosPerBlock), expected: "a whole number in 1...1000")
        }
        if let visitInterval, !(visitInterval.isFinite && visitInterval > 0) {
            throw .simulated("visitInterval", visitInterval, expected: "a finite number > 0")
        }
        let lengths = [
            ("followUp", followUp ?? 0), ("toxicityWindow", toxicityWindow), ("responseDelay", responseDelay),
        ]
        for (name, value) in lengths where !(value.isFinite && value >= 0) {
            throw .simulated(name, value, expected: "a finite number ≥ 0")
        }
        if let cohort = pauseAfterCohortOf, cohort < 1 {
            throw .simulated("pauseAfterCohortOf", Double(cohort), expected: "a whole number ≥ 1")
        }
    }
}
