import TrialValues

/// Who is counted in which analysis of a study.
///
/// ```swift
/// let sets = AnalysisSets(of: subjects, for: study)
/// sets.sets[1].arms[0].text    // "426", of the safety set, by the arm that they were treated as
/// ```
///
/// Sets are counted by their rules: as allocated by the fact `arm`, as treated by `arm treated`. What is not known
/// makes a number a range. A subject that came to an arm without consent is counted in none.
///
/// ## References
///
/// ICH E9, *Statistical Principles for Clinical Trials* (1998), section 5.2.
public struct AnalysisSets: Sendable {
    /// How many belong to a set.
    public struct SetCount: Sendable {
        /// The set.
        public let set: AnalysisPlan.AnalysisSet
        /// Each subject beside it, in the order of the subjects; `nil` where the set has no rule.
        public let memberships: [SetMembership]?
        /// How many of each arm, in the order of the study; none where the set has no rule.
        public let arms: [ParticipantCount]

        /// What is printed of an arm.
        public func printed(_ arm: String) -> Int? { set.subjects.first { $0.arm == arm }?.subjects }
    }

    /// How many were allocated to one arm and treated as another, or not at all.
    public struct Crossing: Sendable, Hashable {
        /// The arm to which they were allocated.
        public let arm: String
        /// How they were treated.
        public let treated: Participant.Participation
        /// How many.
        public let subjects: Int
    }

    /// The subjects in the order in which they were given.
    public let participants: [Participant]
    /// The arms, in the order of the study, or of the data where the study names none.
    public let arms: [String]
    /// How many came how far.
    public let disposition: [DispositionLine]
    /// The sets, in the order of the study.
    public let sets: [SetCount]
    /// How subjects were treated against the arm to which they were allocated; none where the data do not tell.
    public let crossings: [Crossing]

    /// Counts subjects, as known on a day.
    public init(of subjects: [SubjectFacts], for study: StudyProtocol, on: Day? = nil) {
        let participants = subjects.map { Participant($0, of: study, on: on) }
        let arms = AnalysisSets.arms(of: study, participants)
        let context = EvaluationContext(
            on: on, reference: study.population?.reference?.name, window: study.population?.window)
        let needsConsent = participants.contains { $0.consent != .unknown }
        sets = (study.analysis?.sets ?? []).map { set in
            let memberships = participants.compactMap {
                SetMembership($0, of: set, in: context, needsConsent: needsConsent)
            }
            guard set.rule != nil else { return SetCount(set: set, memberships: nil, arms: []) }
            return SetCount(
                set: set, memberships: memberships,
                arms: arms.map { name in ParticipantCount(memberships.lazy.map { $0.counts(in: name) }) })
        }
        disposition = DispositionLine.all(participants, arms: arms, on: on)
        crossings = AnalysisSets.crossings(participants, arms)
        self.participants = participants
        self.arms = arms
    }

    private static func arms(of study: StudyProtocol, _ participants: [Participant]) -> [String] {
        let named = study.treatment.arms.map(\.id)
        guard named.isEmpty else { return named }
        return Set(participants.flatMap { [$0.arm.name, $0.armTreated.name].compactMap(\.self) }).sorted()
    }

    private static func crossings(_ participants: [Participant], _ arms: [String]) -> [Crossing] {
        let allocated = participants.filter { !$0.isRefused }
        guard allocated.contains(where: { $0.armTreated != .unknown }) else { return [] }
        return arms.flatMap { arm in
            let own = allocated.filter { $0.arm == .arm(arm) }
            return (arms.map(Participant.Participation.arm) + [.none, .unknown]).compactMap { treated in
                let count = own.count { $0.armTreated == treated }
                return count == 0 ? nil : Crossing(arm: arm, treated: treated, subjects: count)
            }
        }
    }
}
