import TrialValues

/// Whether a subject belongs to an analysis set, and in which arm it is counted there.
public struct SetMembership: Sendable, Hashable {
    /// Whether it belongs to the set.
    public let truth: Truth
    /// The arm in which it is counted.
    public let arm: Participant.Participation
    /// Why, in words, with the values and their dates.
    public let reason: String
    /// What to ask for where it cannot be told.
    public let asks: [FactAsk]

    /// A participant beside a set; `nil` where the set has no rule.
    ///
    /// A subject that was refused belongs to no set. Where its consent is not known, neither is whether it belongs.
    init?(
        _ participant: Participant, of set: AnalysisPlan.AnalysisSet, in context: EvaluationContext, needsConsent: Bool
    ) {
        guard let rule = set.rule else { return nil }
        arm = set.arm == .treated ? participant.armTreated : participant.arm
        if participant.isRefused {
            (truth, reason, asks) = (.no, "refused", [])
            return
        }
        let finding = rule.finding(given: participant.subject, in: context)
        guard needsConsent, finding.truth != .no, participant.consent != .yes else {
            (truth, reason, asks) = (finding.truth, finding.reason, finding.asks)
            return
        }
        let isKnown = participant.consent == .no
        truth = isKnown ? .no : .unknown
        reason = isKnown ? "consent was not given" : "consent is not known"
        asks = isKnown ? [] : [FactAsk("consent signed")]
    }

    /// Whether the subject is counted in an arm; unknown where it may belong to the set and its arm is not known.
    func counts(in name: String) -> Truth {
        switch arm {
        case .arm(name): truth
        case .arm, .none: .no
        case .unknown: truth == .no ? .no : .unknown
        }
    }
}
