import TrialValues

/// Who may take part in a study: the section `population` of a study file.
///
/// ```yaml
/// population:
///   description: newly diagnosed multiple myeloma after a transplant
///   reference: start
///   window: 14 days before start
///   inclusion:
///     - {id: I1, text: adults, rule: age >= 18 years, question: "Are you 18 or older?"}
///   exclusion:
///     - {id: E1, text: peripheral neuropathy, rule: grade of peripheral neuropathy >= 2}
/// ```
public struct Population: Sendable, Hashable {
    /// The population in words.
    public let description: String?
    /// The date that windows and `days since` count to.
    public let reference: FactDefinition?
    /// The window in which measured values count where a criterion has none of its own.
    public let window: ObservationWindow?
    /// The criteria in the order of the file, those of inclusion first.
    public let criteria: [EligibilityCriterion]
    /// The way through treatments before the study that leads to enrolment.
    public let pathway: EnrolmentPathway?

    /// The criteria of inclusion.
    public var inclusion: [EligibilityCriterion] { criteria.filter { $0.role == .inclusion } }
    /// The criteria of exclusion.
    public var exclusion: [EligibilityCriterion] { criteria.filter { $0.role == .exclusion } }

    /// The criterion of an id.
    public subscript(id id: String) -> EligibilityCriterion? { criteria.first { $0.id == id } }
}

/// A criterion of inclusion or exclusion.
public struct EligibilityCriterion: Sendable, Hashable {
    /// What a rule that holds does.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        case inclusion, exclusion
    }

    /// Whether its rule says who may take part, or who may not.
    public let role: Role
    /// A short name, such as I4.
    public let id: String
    /// What the protocol says, in words.
    public let text: String
    /// The question that a visitor without training is asked, which the rule answers.
    public let question: String?
    /// The rule; `nil` where the protocol leaves it open.
    public let rule: Criterion?
    /// The window in which measured values count.
    public let window: ObservationWindow?
    /// The keys whose values the protocol does not print.
    public let notPrinted: [String]
    /// A remark.
    public let note: String?
    /// Where it stands.
    public let place: Diagnostic.Place
}
