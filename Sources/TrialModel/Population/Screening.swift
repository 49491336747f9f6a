import TrialValues

/// Whether a subject satisfies a criterion's demand.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case met
    case notMet = "not met"
    case unknown

    /// The verdict of whether a demand is satisfied.
    public init(_ truth: Truth) {
        switch truth {
        case .yes: self = .met
        case .no: self = .notMet
        case .unknown: self = .unknown
        }
    }

    /// Whether the demand is satisfied.
    public var truth: Truth {
        switch self {
        case .met: .yes
        case .notMet: .no
        case .unknown: .unknown
        }
    }
}

/// Whether a subject may take part.
public enum Eligibility: String, Sendable, Hashable, CaseIterable {
    case eligible
    case notEligible = "not eligible"
    case unknown

    /// The eligibility of whether all demands are satisfied.
    public init(_ truth: Truth) {
        switch truth {
        case .yes: self = .eligible
        case .no: self = .notEligible
        case .unknown: self = .unknown
        }
    }
}

/// A subject beside the criteria of a study: a verdict for each, and over all.
///
/// ```swift
/// let screening = Screening(of: subject, for: population, on: Day("2024-03-01"))
/// screening.eligibility          // .unknown
/// screening.asks                 // what to ask for next
/// ```
///
/// A subject is eligible if every demand is met, and not eligible if one is not met, whatever is unknown beside it.
public struct Screening: Sendable, Hashable {
    /// The verdict on one criterion.
    public struct CriterionVerdict: Sendable, Hashable {
        /// The criterion.
        public let criterion: EligibilityCriterion
        /// Whether its demand is met: that an inclusion's rule holds, or an exclusion's does not.
        public let verdict: Verdict
        /// What its rule came to.
        public let finding: CriterionFinding
    }

    /// The subject.
    public let subject: SubjectFacts
    /// The day on which it was looked at.
    public let on: Day?
    /// The verdicts in the order of the file.
    public let verdicts: [CriterionVerdict]
    /// Where the subject stands on the pathway, where the study has one.
    public let pathway: PathwayFinding?
    /// Whether it may take part.
    public let eligibility: Eligibility
    /// What would settle whether it may take part.
    public let settlement: Settlement

    /// Looks at a subject.
    ///
    /// - Parameter on: the day on which one looks; later observations do not count, and it stands in for the reference
    ///   date where that is not known.
    public init(of subject: SubjectFacts, for population: Population, on: Day? = nil) {
        let context = EvaluationContext(
            on: on, reference: population.reference?.name, window: population.window)
        self.subject = subject
        self.on = on
        verdicts = population.criteria.map { $0.verdict(on: subject, in: context) }
        pathway = population.pathway?.finding(given: subject, in: context)
        let way = pathway.map { [$0.outcome.truth] } ?? []
        eligibility = Eligibility((verdicts.map(\.verdict.truth) + way).reduce(.yes) { $0.and($1) })
        settlement = Settlement.all(
            verdicts.map(\.demand) + (pathway.map { [$0.demand] } ?? []))
    }

    /// The verdicts that keep the subject out.
    public var failures: [CriterionVerdict] { verdicts.filter { $0.verdict == .notMet } }
    /// The verdicts that are open.
    public var open: [CriterionVerdict] { verdicts.filter { $0.verdict == .unknown } }

    /// The verdicts with the one on the pathway, under the name `pathway`, where the study has one.
    package var demands: [CriterionVerdict] {
        guard let pathway else { return verdicts }
        return verdicts + [
            CriterionVerdict(
                criterion: EnrolmentPathway.criterion, verdict: Verdict(pathway.outcome.truth),
                finding: pathway.criterionFinding)
        ]
    }

    /// The fewest things to ask for before the subject can be called eligible; none where it is settled.
    public var asks: [FactAsk] { eligibility == .unknown ? settlement.fewestToHold ?? settlement.fewest : [] }
}

extension Screening.CriterionVerdict {
    /// What would settle the demand.
    package var demand: Settlement { criterion.role == .inclusion ? finding.settlement : finding.settlement.negated }
}

extension EnrolmentPathway {
    /// The demand that a subject comes through the pathway, as a criterion of inclusion beside the others.
    package static let criterion = EligibilityCriterion(
        role: .inclusion, id: "pathway", text: "the way through treatments before the study", question: nil, rule: nil,
        window: nil, notPrinted: [], note: nil, place: Diagnostic.Place())

    /// What the demand comes to; it is open where the courses are not listed.
    package func demand(on subject: SubjectFacts, in context: EvaluationContext) -> CriterionFinding {
        finding(given: subject, in: context).criterionFinding
    }
}

extension PathwayFinding {
    /// The finding as that of a criterion.
    fileprivate var criterionFinding: CriterionFinding {
        CriterionFinding(
            truth: outcome.truth, reason: "\(outcome.rawValue): \(reason)", used: [], settlement: demand)
    }

    /// What would settle the demand that the subject comes through the pathway.
    fileprivate var demand: Settlement {
        switch outcome {
        case .recruit: .settled(true)
        case .notRecruited: .settled(false)
        case .unknown: .open([asks])
        case .goOn: .open([[FactAsk("more courses")]])
        case .departed: .open([[FactAsk("pathway", .judgement)]])
        }
    }
}

extension EligibilityCriterion {
    /// The verdict on a subject.
    package func verdict(on subject: SubjectFacts, in context: EvaluationContext) -> Screening.CriterionVerdict {
        guard let rule else { return judged(subject) }
        let finding = rule.finding(given: subject, in: context.with(window: window))
        return Screening.CriterionVerdict(
            criterion: self, verdict: Verdict(role == .inclusion ? finding.truth : !finding.truth), finding: finding)
    }

    /// The verdict of a person, where the protocol leaves the rule open.
    private func judged(_ subject: SubjectFacts) -> Screening.CriterionVerdict {
        guard let isMet = subject.judgements[id] else {
            let reason = "the protocol leaves this open" + (note.map { ": \($0)" } ?? "")
            return Screening.CriterionVerdict(
                criterion: self, verdict: .unknown,
                finding: CriterionFinding(
                    truth: .unknown, reason: reason, used: [], settlement: .open([[FactAsk(id, .judgement)]])))
        }
        let holds = role == .inclusion ? isMet : !isMet
        return Screening.CriterionVerdict(
            criterion: self, verdict: isMet ? .met : .notMet,
            finding: CriterionFinding(
                truth: Truth(holds), reason: "judged by a person", used: [], settlement: .settled(holds)))
    }
}
