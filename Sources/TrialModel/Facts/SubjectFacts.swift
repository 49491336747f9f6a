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
    /// What is stated, without what follows from the courses.
    let stated: [String: [FactObservation]]
    /// The facts that stay unknown although something is said of them.
    let doubts: [String: FactDoubt]
    /// Whether courses that may have been over are left out.
    let coursesAreOpen: Bool

    /// What is known of a subject. What follows from its courses is added where it is not given: how many courses and
    /// regimens there were, and the response after the last. Where the two disagree, it is not known.
    public init(
        id: String = "", _ observations: [String: [FactObservation]] = [:], courses: [TreatmentCourse]? = nil,
        judgements: [String: Bool] = [:]
    ) {
        let seen = courses.map { TreatmentCourse.Seen(certain: $0, isOpen: false) }
        self.init(id: id, stated: observations, courses: seen, judgements: judgements)
    }

    private init(
        id: String, stated: [String: [FactObservation]], courses: TreatmentCourse.Seen?, judgements: [String: Bool]
    ) {
        let derived = courses.map { TreatmentCourse.derived($0, beside: stated) } ?? (facts: [:], doubts: [:])
        self.id = id
        self.courses = courses?.certain
        self.judgements = judgements
        self.stated = stated
        coursesAreOpen = courses?.isOpen ?? false
        doubts = derived.doubts
        observations = stated.merging(derived.facts) { _, own in own }.filter { derived.doubts[$0.key] == nil }
    }

    /// The observations of a fact, in the order in which they were given; none where nothing is known.
    public subscript(name: String) -> [FactObservation] { observations[name] ?? [] }

    /// The same subject with other observations of a fact.
    public func with(_ name: String, _ values: [FactObservation]) -> SubjectFacts {
        var changed = stated
        changed[name] = values
        return SubjectFacts(id: id, changed, courses: courses, judgements: judgements)
    }

    /// The same subject under another name, or with other verdicts of persons.
    package func with(id: String? = nil, judgements: [String: Bool]? = nil) -> SubjectFacts {
        SubjectFacts(id: id ?? self.id, stated, courses: courses, judgements: judgements ?? self.judgements)
    }

    /// The same subject without its list of courses, and with a response.
    func withoutCourses(response: [FactObservation]) -> SubjectFacts {
        var changed = stated
        changed["response"] = response
        return SubjectFacts(id: id, changed, judgements: judgements)
    }

    /// The subject as it is seen from a day: courses that were not over by then do not count.
    func seen(on day: Day?) -> SubjectFacts {
        guard day != nil, let courses, courses.contains(where: { $0.ended != nil }) else { return self }
        return SubjectFacts(
            id: id, stated: stated, courses: TreatmentCourse.seen(courses, on: day), judgements: judgements)
    }
}

/// Why a fact stays unknown although something is said of it.
struct FactDoubt: Sendable, Hashable {
    /// Why, as a clause.
    let why: String
    /// What to ask for.
    let asks: [FactAsk]

    init(_ why: String, _ asks: [FactAsk]) {
        self.why = why
        self.asks = asks
    }
}
