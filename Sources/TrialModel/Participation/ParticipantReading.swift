import TrialValues

/// The reading of a subject's record as that of one who takes part.
struct ParticipantReading {
    /// What may be used of the subject.
    let subject: SubjectFacts
    /// What is wrong with its record.
    private(set) var remarks: [String] = []
    private let study: StudyProtocol
    private let on: Day?

    init(_ subject: SubjectFacts, _ study: StudyProtocol, _ on: Day?) {
        self.study = study
        self.on = on
        guard let withdrawal = subject.day("withdrawal of consent", on: on) else {
            self.subject = subject
            return
        }
        let (kept, dropped) = subject.parted(after: withdrawal)
        self.subject = kept
        if !dropped.isEmpty {
            remarks.append(
                "consent was withdrawn on \(withdrawal); what came later is not used: "
                    + dropped.joined(separator: ", "))
        }
    }

    /// Whether the subject consented: that it signed, or the day on which it did.
    var consent: Truth {
        let signed = subject.holds("consent signed", on: on)
        return signed == .unknown ? subject.holds("consent date", on: on) : signed
    }

    /// An arm that the record names.
    mutating func arm(_ fact: String) -> Participant.Participation {
        guard let text = subject.text(fact, on: on) else { return .unknown }
        if text.lowercased() == "none" { return .none }
        let arms = study.treatment.arms.map(\.id)
        guard !arms.isEmpty, !arms.contains(text) else { return .arm(text) }
        let nearest = NearestName(to: text, among: arms).map { "; did you mean \($0.name)?" }
        remarks.append("\(fact) is \(text), which is no arm of the study" + (nearest ?? ""))
        return .unknown
    }

    /// The arm whose treatment the subject got; none where treatment never started.
    mutating func armTreated() -> Participant.Participation {
        let named = arm("arm treated")
        guard subject.holds("start", on: on) == .no else { return named }
        if let name = named.name { remarks.append("arm treated is \(name), and treatment has not started") }
        return .none
    }

    /// Whether the subject came to an arm without consent, or before it.
    mutating func isRefused(_ arm: Participant.Participation) -> Bool {
        guard let name = arm.name else { return false }
        if consent == .no {
            remarks.append("allocated to \(name) without consent: refused")
            return true
        }
        guard let consented = subject.day("consent date", on: on), let allocated = allocation?.day,
            consented.first > allocated.last
        else { return false }
        remarks.append("allocated to \(name) on \(allocated), before consent on \(consented): refused")
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
            kept[name] = all.filter { !$0.came(after: day) }
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
