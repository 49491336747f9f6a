import TrialModel

/// How many subjects of a table are eligible, and how many each criterion keeps out.
public struct ScreeningSummary: Sendable, Hashable {
    /// How often a criterion was not met, or is open.
    public struct Count: Sendable, Hashable {
        /// The criterion.
        public let criterion: EligibilityCriterion
        /// The subjects that do not meet it.
        public fileprivate(set) var notMet = 0
        /// The subjects of whom it is not known.
        public fileprivate(set) var unknown = 0
    }

    /// The subjects that meet all criteria.
    public private(set) var eligible = 0
    /// The subjects that do not meet one of them.
    public private(set) var notEligible = 0
    /// The others.
    public private(set) var unknown = 0
    /// The criteria in the order of the file.
    public private(set) var counts: [Count]

    init(_ criteria: [EligibilityCriterion]) { counts = criteria.map { Count(criterion: $0) } }

    /// All subjects.
    public var subjects: Int { eligible + notEligible + unknown }

    mutating func add(_ criterion: Int, notMet: Int, unknown: Int) {
        counts[criterion].notMet += notMet
        counts[criterion].unknown += unknown
    }

    mutating func add(eligibility: UInt8) {
        switch eligibility {
        case 0: notEligible += 1
        case 1: unknown += 1
        default: eligible += 1
        }
    }
}
