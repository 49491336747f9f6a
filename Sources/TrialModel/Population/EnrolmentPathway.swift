import TrialValues

/// The way through treatments before the study that leads to enrolment.
///
/// ```yaml
/// pathway:
///   goal: response >= PR
///   total courses: 4...9
///   consolidation: [autologous transplant]
///   steps:
///     - {id: first regimen, look after: 4, text: four courses of the first regimen}
///     - {id: second regimen, look after: 1...5, text: at most five courses of a second regimen}
/// ```
///
/// The goal is looked at after the courses that a step names. Where it is reached the subject is recruited, as long as
/// the courses of all steps together stay within their limits; where a step ends without it the next begins; after the
/// last step the subject is not recruited. A consolidation is no course; a response after it counts.
public struct EnrolmentPathway: Sendable, Hashable {
    /// A step of the pathway: one regimen.
    public struct Step: Sendable, Hashable {
        /// What the step is called.
        public let id: String
        /// What the protocol says of it.
        public let text: String?
        /// The courses after which the goal is looked at; the step ends with the last of them.
        public let lookAfter: ClosedRange<Int>
    }

    /// What must be reached.
    public let goal: Criterion
    /// How many courses there may be in all.
    public let totalCourses: ClosedRange<Int>
    /// The treatments that are no courses.
    public let consolidation: [String]
    /// The steps, one regimen each.
    public let steps: [Step]
    /// A remark.
    public let note: String?

    /// Where a subject stands on the pathway.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// The goal is reached within the courses that the pathway allows.
        case recruit
        /// More courses are due before it is known.
        case goOn = "go on"
        /// The pathway has ended without the goal.
        case notRecruited = "not recruited"
        /// A response is missing.
        case unknown
        /// The treatment went another way than the pathway.
        case departed

        /// What the outcome means for the demand that a subject comes through the pathway.
        public var truth: Truth {
            switch self {
            case .recruit: .yes
            case .notRecruited: .no
            case .goOn, .unknown, .departed: .unknown
            }
        }
    }
}

/// Where a subject stands on a pathway, and why.
public struct PathwayFinding: Sendable, Hashable {
    /// Where it stands.
    public let outcome: EnrolmentPathway.Outcome
    /// Why, or what is due next.
    public let reason: String
    /// The way so far, a line for each step and consolidation.
    public let trace: [String]
    /// What to ask for.
    public let asks: [FactAsk]
}
