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
}
