import TrialValues

/// What is known of one subject.
///
/// ```swift
/// let subject = SubjectFacts(id: "001", ["ECOG": [FactObservation(.level(1))]])
/// ```
///
/// What is not there is not known, and never counts as no.
public struct SubjectFacts: Sendable, Hashable {
    /// The subject.
    public let id: String
    /// The observations of each fact, by its name; a time such as `days since transplant` may stand among them.
    public let observations: [String: [FactObservation]]
    /// The courses of treatment before the study, in the order in which they were given, where they are known.
    public let courses: [TreatmentCourse]?
    /// A person's verdicts on criteria that no rule decides, by their ids: whether the demand is met.
    public let judgements: [String: Bool]

    /// What is known of a subject. What follows from its courses is added where it is not given: how many courses and
    /// regimens there were, and the response after the last.
    public init(
        id: String = "", _ observations: [String: [FactObservation]] = [:], courses: [TreatmentCourse]? = nil,
        judgements: [String: Bool] = [:]
    ) {
        self.id = id
        self.courses = courses
        self.judgements = judgements
        let derived = courses.map(TreatmentCourse.facts) ?? [:]
        self.observations = observations.merging(derived) { given, _ in given }
    }

    /// The observations of a fact, in the order in which they were given; none where nothing is known.
    public subscript(name: String) -> [FactObservation] { observations[name] ?? [] }

    /// The same subject with other observations of a fact.
    public func with(_ name: String, _ values: [FactObservation]) -> SubjectFacts {
        var changed = observations
        changed[name] = values
        return SubjectFacts(id: id, changed, courses: courses, judgements: judgements)
    }
}
