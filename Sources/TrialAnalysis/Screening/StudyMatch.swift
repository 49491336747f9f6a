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

        /// The ids of the criteria that a person judges.
        fileprivate var judged: [String] { population.criteria.filter { $0.rule == nil }.map(\.id) }

        /// The subject with the verdicts of persons that are meant for this study.
        fileprivate func meant(_ subject: SubjectFacts, ambiguous: Set<String>) -> SubjectFacts {
            guard !subject.judgements.isEmpty else { return subject }
            var judgements: [String: Bool] = [:]
            for criterion in judged {
                judgements[criterion] =
                    subject.judgements["\(id) \(criterion)"]
                    ?? (ambiguous.contains(criterion) ? nil : subject.judgements[criterion])
            }
            return subject.with(judgements: judgements)
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
        let ambiguous = SubjectMatches.ambiguousCriteria(of: studies)
        let matches = studies.map { study in
            let meant = study.meant(subject, ambiguous: ambiguous)
            return StudyMatch(
                study: study.id, title: study.title, screening: Screening(of: meant, for: study.population, on: on))
        }
        self.studies = matches.enumerated().sorted { a, b in
            let (first, second) = (a.element.rank + [a.offset], b.element.rank + [b.offset])
            return first.lexicographicallyPrecedes(second)
        }
        .map(\.element)
    }

    /// The ids of criteria that more than one study leaves to a person: a verdict on such a one counts only where it names
    /// the study before it, as in `judged: {NCT01718743 I9: met}`.
    public static func ambiguousCriteria(of studies: [Study]) -> Set<String> {
        var seen: Set<String> = []
        return Set(studies.flatMap(\.judged).filter { !seen.insert($0).inserted })
    }
}
