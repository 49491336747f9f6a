import TrialModel
import TrialValues

/// A study beside one patient: whether the patient may take part, and what is missing to tell.
public struct StudyMatch: Sendable, Hashable {
    /// The id of the study; the name of its file where it has none.
    public let study: String
    /// What the study is called.
    public let title: String?
    /// The patient beside the study's criteria.
    public let screening: Screening

    /// How many things are to be asked before the patient can be called eligible; 0 where that is settled.
    public var missing: Int { screening.asks.count }

    /// Where the study stands among others: eligible, then unknown with the fewest things missing, then not eligible with
    /// the fewest criteria that are not met; criteria that are open decide between equals.
    fileprivate var rank: [Int] {
        let open = screening.open.count
        return switch screening.eligibility {
        case .eligible: [0]
        case .unknown: [1, missing, open]
        case .notEligible: [2, screening.failures.count, open]
        }
    }
}

/// The studies for one patient, the best first.
///
/// ```swift
/// let matches = SubjectMatches(of: patient, among: studies, on: Day("2024-03-01"))
/// matches.studies.first?.screening.eligibility   // .eligible, if there is one
/// ```
///
/// Studies that are equal keep the order in which they were given.
public struct SubjectMatches: Sendable, Hashable {
    /// A study to which patients are held.
    public struct Study: Sendable {
        /// The id of the study.
        public let id: String
        /// What it is called.
        public let title: String?
        /// Who may take part.
        public let population: Population

        /// A study.
        public init(id: String, title: String? = nil, population: Population) {
            self.id = id
            self.title = title
            self.population = population
        }
    }

    /// The patient.
    public let subject: SubjectFacts
    /// The studies, the best first.
    public let studies: [StudyMatch]

    /// Holds a patient to the criteria of studies.
    ///
    /// - Parameter on: the day on which one looks.
    public init(of subject: SubjectFacts, among studies: [Study], on: Day? = nil) {
        self.subject = subject
        let matches = studies.map {
            StudyMatch(study: $0.id, title: $0.title, screening: Screening(of: subject, for: $0.population, on: on))
        }
        self.studies = matches.enumerated().sorted { a, b in
            let (first, second) = (a.element.rank + [a.offset], b.element.rank + [b.offset])
            return first.lexicographicallyPrecedes(second)
        }
        .map(\.element)
    }
}
