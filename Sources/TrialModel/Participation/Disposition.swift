import TrialValues

/// One line of the disposition: how many subjects came so far, in all and by arm.
public struct DispositionLine: Sendable, Hashable {
    /// How far a subject came.
    public enum Step: Sendable, Hashable {
        case inData, consented, refused, allocated, treated, treatmentEnded, consentWithdrawn, died
        /// Treatment ended for a reason.
        case endedFor(String)
    }

    /// How far.
    public let step: Step
    /// How many in all.
    public let all: ParticipantCount
    /// How many of each arm, in the order of the study.
    public let arms: [ParticipantCount]

    init(_ step: Step, _ participants: [Participant], arms: [String], _ answer: (Participant) -> Truth) {
        self.step = step
        let answers = participants.map { ($0, answer($0)) }
        all = ParticipantCount(answers.lazy.map(\.1))
        self.arms = arms.map { name in
            ParticipantCount(answers.lazy.filter { $0.0.arm == .arm(name) && !$0.0.isRefused }.map(\.1))
        }
    }
}

extension DispositionLine {
    /// The lines of which the data tell, in the order in which subjects come by them.
    static func all(_ participants: [Participant], arms: [String], on: Day?) -> [DispositionLine] {
        var lines = [DispositionLine(.inData, participants, arms: arms) { _ in .yes }]
        func add(_ step: Step, of facts: [String], _ answer: (Participant) -> Truth) {
            guard participants.contains(where: { one in facts.contains { !one.subject[$0].isEmpty } }) else { return }
            lines.append(DispositionLine(step, participants, arms: arms, answer))
        }
        add(.consented, of: ["consent signed", "consent date"], \.consent)
        if participants.contains(where: \.isRefused) {
            lines.append(DispositionLine(.refused, participants, arms: arms) { Truth($0.isRefused) })
        }
        // Where the data tell of consent, nobody takes part of whom it is not known.
        let needsConsent = participants.contains { $0.consent != .unknown }
        func taking(_ one: Participant, _ answer: Truth) -> Truth {
            one.isRefused ? .no : needsConsent ? answer.and(one.consent) : answer
        }
        add(.allocated, of: ["arm"]) { taking($0, $0.arm.truth) }
        add(.treated, of: ["start", "arm treated"]) { taking($0, $0.isTreated(on: on)) }
        add(.treatmentEnded, of: ["end of treatment"]) { $0.hasEnded(on: on) }
        for reason in reasons(participants, on) {
            lines.append(
                DispositionLine(.endedFor(reason), participants, arms: arms) { one in
                    one.hasEnded(on: on).and(Truth(one.subject.text("reason for end of treatment", on: on) == reason))
                })
        }
        add(.consentWithdrawn, of: ["withdrawal of consent"]) { $0.follows("withdrawal of consent", on: on) }
        add(.died, of: ["death"]) { $0.follows("death", on: on) }
        return lines
    }

    /// The reasons for which treatment ended, the most frequent first.
    private static func reasons(_ participants: [Participant], _ on: Day?) -> [String] {
        var counts: [String: Int] = [:]
        for one in participants where one.hasEnded(on: on) == .yes {
            if let reason = one.subject.text("reason for end of treatment", on: on) { counts[reason, default: 0] += 1 }
        }
        return counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map(\.key)
    }
}

extension Participant {
    /// Whether treatment has started: by its first day, or by the arm whose treatment the subject got.
    func isTreated(on: Day?) -> Truth {
        let started = holds("start", on: on)
        return started == .unknown ? armTreated.truth : started
    }

    fileprivate func hasEnded(on: Day?) -> Truth { follows("end of treatment", on: on) }

    /// Whether something happened to a subject that takes part; of others it is not told.
    fileprivate func follows(_ fact: String, on: Day?) -> Truth {
        isRefused || arm == .none ? .no : holds(fact, on: on)
    }
}

extension Participant.Participation {
    /// Whether the subject is in an arm.
    var truth: Truth {
        switch self {
        case .arm: .yes
        case .none: .no
        case .unknown: .unknown
        }
    }
}
