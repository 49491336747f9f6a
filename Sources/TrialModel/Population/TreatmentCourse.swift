import TrialValues

/// A course of treatment before the study, or a consolidation between two of them.
public struct TreatmentCourse: Sendable, Hashable {
    /// What was given.
    public enum Treatment: Sendable, Hashable {
        /// A course of a regimen, which is named as the subject's file names it.
        case course(regimen: String)
        /// A consolidation, such as an autologous transplant, which is no course.
        case consolidation(String)
    }

    /// What was given.
    public let treatment: Treatment
    /// The response after it, by its rank on the scale of response, where it is known.
    public let response: Int?
    /// When it ended.
    public let ended: PartialDay?

    /// A course.
    public init(_ treatment: Treatment, response: Int? = nil, ended: PartialDay? = nil) {
        self.treatment = treatment
        self.response = response
        self.ended = ended
    }

    /// The regimen, of a course.
    var regimen: String? { if case .course(let regimen) = treatment { regimen } else { nil } }
}

extension TreatmentCourse {
    /// The numbers of courses of the regimens in the order in which they were given; a regimen that comes back later
    /// counts as another one.
    static func regimens(_ courses: [TreatmentCourse]) -> [(name: String, courses: Int)] {
        var regimens: [(name: String, courses: Int)] = []
        for case let name? in courses.map(\.regimen) {
            if regimens.last?.name == name {
                regimens[regimens.count - 1].courses += 1
            } else {
                regimens.append((name, 1))
            }
        }
        return regimens
    }

    /// The facts that follow from courses.
    static func facts(_ courses: [TreatmentCourse]) -> [String: [FactObservation]] {
        let regimens = regimens(courses)
        let total = regimens.map(\.courses).reduce(0, +)
        let source = "from the list of \(total) courses"
        func number(_ count: Int) -> [FactObservation] {
            ExactDecimal(exactly: count).map { [FactObservation(.number($0), source: source)] } ?? []
        }
        var facts = [
            "front-line courses": number(total), "lines of treatment": number(regimens.count),
            "first-regimen courses": number(regimens.first?.courses ?? 0),
            "second-regimen courses": number(regimens.count > 1 ? regimens[1].courses : 0),
        ]
        if let last = courses.last(where: { $0.response != nil }), let response = last.response {
            facts["response"] = [FactObservation(.level(response), happened: last.ended, source: source)]
        }
        return facts
    }
}
