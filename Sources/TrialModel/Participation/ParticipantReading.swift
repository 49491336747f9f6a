import TrialValues

/// The reading of a subject's record as that of one who takes part.
struct ParticipantReading {
    /// What may be used of the subject.
    let subject: SubjectFacts
    /// What is wrong with its record.
    private(set) var remarks: [String] = []
    private let study: StudyProtocol
    private let on: Day?
    /// The day on which consent was withdrawn.
    private let withdrawal: PartialDay?
    /// The day of an allocation that came after it.
    private var lostAllocation: PartialDay?

    init(_ subject: SubjectFacts, _ study: StudyProtocol, _ on: Day?) {
        self.study = study
        self.on = on
        withdrawal = subject.day("withdrawal of consent", on: on)
        guard let withdrawal else {
            self.subject = subject
            return
        }
        let (kept, dropped) = subject.parted(after: withdrawal)
        self.subject = kept
        lostAllocation =
            ["randomisation", "enrolment"].lazy.compactMap { name in
                kept.holds(name, on: on) == .no ? subject.day(name, on: on) : nil
            }.first
        if !dropped.isEmpty {
            remarks.append(
                "consent was withdrawn on \(withdrawal); what came later is not used: "
                    + dropped.joined(separator: ", "))
        }
    }

    /// Whether the subject consented by the day on which one looks, and not only after it was allocated.
    var consent: Truth {
        let signed = subject.holds("consent signed", on: on)
        let dated = subject.holds("consent date", on: on)
        let consent = signed == .no || dated == .no ? Truth.no : max(signed, dated)
        // A day that is known in part may lie after the allocation.
        guard let order = consentBeforeAllocation else { return consent }
        return consent.and(order)
    }

    /// Whether consent came before the allocation; `nil` where one of the days is not known.
    private var consentBeforeAllocation: Truth? {
        guard let consented = subject.day("consent date", on: on), let allocated = allocation?.day else { return nil }
        return consented.first > allocated.last ? .no : consented.last > allocated.first ? .unknown : .yes
    }

    /// The arm to which the subject was allocated.
    mutating func arm() -> Participant.Participation {
        let named = arm("arm")
        guard lostAllocation == nil else { return named }
        switch named {
        case .none:
            guard let allocation else { return named }
            remarks.append("arm is none, and \(allocation.name) was on \(allocation.day)")
            return .unknown
        case .arm(let name):
            let isDrawn = study.allocation?.isRandomised == true
            guard isDrawn, subject.holds("randomisation", on: on) == .no else { return named }
            remarks.append("arm is \(name), and there was no randomisation")
            return .unknown
        case .unknown: return named
        }
    }

    /// The arm whose treatment the subject got; none where treatment never started.
    mutating func armTreated() -> Participant.Participation {
        let named = arm("arm treated")
        guard lostAllocation == nil else { return .none }
        if let name = named.name, subject.holds("start", on: on) == .no {
            remarks.append("arm treated is \(name), and treatment has not started")
            return .none
        }
        if named == .none, subject.holds("start", on: on) == .yes {
            remarks.append("arm treated is none, and treatment has started")
            return .unknown
        }
        return subject.holds("start", on: on) == .no ? .none : named
    }

    /// An arm that the record names.
    private mutating func arm(_ fact: String) -> Participant.Participation {
        guard let text = subject.text(fact, on: on) else { return .unknown }
        if text.lowercased() == "none" { return .none }
        let arms = study.treatment.arms.map(\.id)
        guard !arms.isEmpty, !arms.contains(text) else { return .arm(text) }
        let nearest = NearestName(to: text, among: arms).map { "; did you mean \($0.name)?" }
        remarks.append("\(fact) is \(text), which is no arm of the study" + (nearest ?? ""))
        return .unknown
    }

    /// Whether the subject was allocated or treated without consent, before it or after it was withdrawn.
    mutating func isRefused(_ arm: Participant.Participation, _ armTreated: Participant.Participation) -> Bool {
        let place = arm.name.map { "allocated to \($0)" } ?? armTreated.name.map { "treated as \($0)" }
        guard let what = place ?? (subject.holds("start", on: on) == .yes ? "treated" : nil) else { return false }
        if let withdrawal, let lost = lostAllocation {
            remarks.append("\(what) on \(lost), after consent was withdrawn on \(withdrawal): refused")
        } else if consentBeforeAllocation == .no, let allocated = allocation?.day {
            let consented = subject.day("consent date", on: on)?.description ?? ""
            remarks.append("\(what) on \(allocated), before consent on \(consented): refused")
        } else if consent == .no {
            remarks.append("\(what) without consent: refused")
        } else {
            return false
        }
        return true
    }

    /// A chosen arm is recorded with its reason and its day.
    mutating func checkChoice(_ arm: Participant.Participation) {
        guard study.allocation?.method.value == .discretionary, let name = arm.name else { return }
        let isDated = allocation != nil
        let hasReason = subject.text("reason for arm", on: on) != nil
        guard !isDated || !hasReason else { return }
        let missing = [hasReason ? nil : "the reason for arm", isDated ? nil : "the day of enrolment"]
        remarks.append(
            "the arm \(name) was chosen; \(missing.compactMap(\.self).joined(separator: " and ")) is missing")
    }

    /// Allocation, treatment and its end follow each other.
    mutating func checkOrder() {
        let steps =
            [allocation, day("start"), day("end of treatment"), day("death")].compactMap(\.self)
        for (earlier, later) in zip(steps, steps.dropFirst()) where later.day.last < earlier.day.first {
            remarks.append("\(later.name) on \(later.day) lies before \(earlier.name) on \(earlier.day)")
        }
    }

    private var allocation: (name: String, day: PartialDay)? { day("randomisation") ?? day("enrolment") }

    private func day(_ name: String) -> (name: String, day: PartialDay)? {
        subject.day(name, on: on).map { (name, $0) }
    }
}

extension SubjectFacts {
    /// What was observed or happened up to a day, and the names of the facts of which something came certainly later.
    fileprivate func parted(after day: PartialDay) -> (kept: SubjectFacts, dropped: [String]) {
        var dropped: [String] = []
        var kept: [String: [FactObservation]] = [:]
        for (name, all) in observations {
            let known = all.filter { !$0.came(after: day) }
            // An event that came later had not happened by then.
            let isEvent = all.contains { if case .date = $0.value { true } else { false } }
            kept[name] = known.isEmpty && isEvent ? [FactObservation(.never)] : known
            if let later = all.first(where: { $0.came(after: day) }) {
                dropped.append("\(name) of \(later.when?.description ?? "")")
            }
        }
        return (SubjectFacts(id: id, kept, courses: courses, judgements: judgements), dropped.sorted())
    }
}

extension FactObservation {
    /// When it was made, or when the event of a date happened.
    fileprivate var when: PartialDay? { if case .date(let day) = value { day } else { happened } }

    fileprivate func came(after day: PartialDay) -> Bool { when.map { $0.first > day.last } ?? false }
}
