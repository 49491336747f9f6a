import TrialValues

/// What a coordinator wrote down of a subject's treatment: when it began, what happened, what is known of the subject.
///
/// ```yaml
/// subject: "1017"
/// number: 17
/// start: 2024-03-04
/// events:
///   - {date: 2024-03-11, event: missed, drug: ixazomib}
/// facts:
///   platelets: [{value: 28 10^9/L, date: 2024-03-25}]
/// ```
public struct TreatmentRecord: Sendable, Hashable {
    /// What a dose without a record means.
    public enum Keeping: String, Sendable, Hashable, CaseIterable {
        /// It was taken as due: only exceptions are written down.
        case exceptions
        /// It is not known: every dose is written down.
        case everyDose = "every dose"
    }

    /// The subject's name.
    public let subject: String?
    /// The subject's number in the order of enrolment.
    public let number: Int?
    /// The arm.
    public let arm: String?
    /// The first day of the first cycle.
    public let start: Day?
    /// What a dose without a record means.
    public let keeping: Keeping
    /// What happened, in the order of days.
    public let events: [DoseEvent]
    /// What is known of the subject.
    public let facts: SubjectFacts
    /// Where the values of `subject`, `number`, `arm` and `start` stand, and the record itself for those that it does not have.
    package var places = Places()

    /// Where a record and its values stand.
    package struct Places: Sendable, Hashable {
        /// The record.
        package let record: Diagnostic.Place
        /// The values by their keys.
        package let values: [String: Diagnostic.Place]

        /// Places.
        package init(_ record: Diagnostic.Place = .init(), values: [String: Diagnostic.Place] = [:]) {
            (self.record, self.values) = (record, values)
        }

        /// The place of a value.
        package subscript(key: String) -> Diagnostic.Place { values[key] ?? record }
    }

    /// A record.
    public init(
        subject: String? = nil, number: Int? = nil, arm: String? = nil, start: Day? = nil,
        keeping: Keeping = .exceptions, events: [DoseEvent] = [], facts: SubjectFacts = SubjectFacts()
    ) {
        self.subject = subject
        self.number = number
        self.arm = arm
        self.start = start
        self.keeping = keeping
        self.events = events.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
            .map(\.element)
        self.facts = facts
    }
}
