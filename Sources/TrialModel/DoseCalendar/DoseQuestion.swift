import TrialValues

/// What must be settled before a dose of a drug is due.
struct DoseQuestion: Sendable, Hashable {
    /// What it is about.
    enum Topic: Sendable, Hashable {
        /// The function of the kidneys, or the table that holds.
        case kidneys
        /// The function of the kidneys, which has fallen since the first dose.
        case laterKidneys
        /// A record that cannot be followed.
        case record
        /// A rule of the study, by its name.
        case rule(String)
    }

    let topic: Topic
    let words: String
}

extension TreatmentTimeline {
    /// Whether a question about a drug is open.
    func isOpen(_ name: String, _ topic: DoseQuestion.Topic) -> Bool {
        states[name]?.questions.contains { $0.topic == topic } ?? false
    }

    /// Opens a question, which keeps the drug's doses from being due. One that is open already is not told twice.
    mutating func ask(
        _ name: String, _ topic: DoseQuestion.Topic, _ words: String, _ action: String, on day: Day,
        _ source: DoseDecision.Source, because: [String]
    ) {
        let question = DoseQuestion(topic: topic, words: words)
        guard states[name]?.questions.contains(question) == false else { return }
        close(name, topic)
        states[name]?.questions.append(question)
        decide(day, [name], action, source, because: because, open: [words])
    }

    /// Closes a question.
    mutating func close(_ name: String, _ topic: DoseQuestion.Topic) {
        states[name]?.questions.removeAll { $0.topic == topic }
    }
}
