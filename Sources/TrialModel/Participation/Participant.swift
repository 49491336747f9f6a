import TrialValues

/// A subject as one who takes part: whether it consented, to which arm it came, as which it was treated.
///
/// ```swift
/// let participant = Participant(subject, of: study, on: Day("2020-10-01"))
/// participant.arm          // "ixazomib"
/// participant.isRefused    // true where it came to an arm without consent
/// ```
///
/// Nothing that is absent counts as no. What was observed after consent was withdrawn is left out of ``subject``.
public struct Participant: Sendable, Hashable {
    /// What is known of it and may be used.
    public let subject: SubjectFacts
    /// Whether it consented.
    public let consent: Truth
    /// The arm to which it was allocated.
    public let arm: Participation
    /// The arm whose treatment it got.
    public let armTreated: Participation
    /// Whether it came to an arm without consent, so that it takes part in nothing.
    public let isRefused: Bool
    /// What is wrong with its record, in sentences.
    public let remarks: [String]

    /// Where a subject stands among the arms.
    public enum Participation: Sendable, Hashable {
        /// In an arm of the study.
        case arm(String)
        /// In none.
        case none
        /// It is not known.
        case unknown

        /// The arm, where it is in one.
        public var name: String? { if case .arm(let name) = self { name } else { nil } }
    }

    /// A subject of a study, as known on a day.
    public init(_ subject: SubjectFacts, of study: StudyProtocol, on: Day? = nil) {
        var reading = ParticipantReading(subject, study, on)
        arm = reading.arm()
        armTreated = reading.armTreated()
        consent = reading.consent
        isRefused = reading.isRefused(arm, armTreated)
        if !isRefused { reading.checkChoice(arm) }
        reading.checkOrder()
        self.subject = reading.subject
        remarks = reading.remarks
    }

    /// Whether something holds: a flag, or the event of a date, by the day on which one looks.
    func holds(_ fact: String, on: Day?) -> Truth { subject.holds(fact, on: on) }
}

extension SubjectFacts {
    /// Whether a flag is set, or the event of a date has happened by a day; unknown where nothing is known.
    func holds(_ name: String, on: Day?) -> Truth {
        guard let observation = self[name].last(where: { $0.isKnown(on: on) }) else { return .unknown }
        switch observation.value {
        case .flag(let isSet): return Truth(isSet)
        case .never: return .no
        case .date(let date):
            guard let on else { return .yes }
            return date.last <= on ? .yes : date.first > on ? .no : .unknown
        default: return .unknown
        }
    }

    /// The day of an event that has certainly happened by a day.
    func day(_ name: String, on: Day?) -> PartialDay? {
        self[name].compactMap { if case .date(let day) = $0.value { day } else { nil } }
            .last { day in on.map { day.last <= $0 } ?? true }
    }

    /// The text of a fact.
    func text(_ name: String, on: Day?) -> String? {
        self[name].filter { $0.isKnown(on: on) }
            .compactMap { if case .text(let text) = $0.value { text } else { nil } }.last
    }
}

extension FactObservation {
    /// Whether it had been made by a day.
    fileprivate func isKnown(on: Day?) -> Bool {
        guard let on, let happened else { return true }
        return happened.last <= on
    }
}
