import TrialStatistics

/// What a look leads to: the decision, and all that a committee is told of it.
///
/// ```swift
/// let answer = MonitoringAnswer([toxicity, progression])
/// answer.decision.stops      // whether one of the rules stops the trial
/// ```
public struct MonitoringAnswer: Sendable {
    /// What is told.
    public let answer: DesignAnswer
    /// Whether the trial is to stop, and why.
    public let decision: MonitoringDecision

    /// What a look leads to.
    public init(_ answer: DesignAnswer, decision: MonitoringDecision) {
        self.answer = answer
        self.decision = decision
    }

    /// What the rules of a trial say together: it stops where one of them does.
    public init(_ readings: [RuleReading], notes: [String] = []) {
        decision = readings.map(\.decision).first(where: \.stops) ?? .goOn
        answer = DesignAnswer(monitoring: readings, notes: notes)
    }
}

extension DesignAnswer {
    /// What the rules of a trial say together.
    fileprivate init(monitoring readings: [RuleReading], notes: [String]) {
        let stopping = readings.filter(\.decision.stops)
        let isAlone = readings.count == 1
        let why = (stopping.isEmpty ? readings : stopping).map { isAlone ? $0.sentence : "\($0.name): \($0.sentence)" }
            .joined(separator: " ")
        let table = Block.table(
            "What each rule says", ["rule", "decision"], readings.map { [$0.name, $0.decision.words] },
            wordColumns: [1])
        let sections = readings.map { reading in
            Section(
                isAlone ? "What was seen" : reading.name,
                (isAlone ? [] : [.text(reading.sentence)]) + [reading.change.map { Block.text($0) }].compactMap(\.self)
                    + reading.blocks)
        }
        var remarks: [String] = []
        for note in notes + readings.flatMap(\.notes) where !remarks.contains(note) { remarks.append(note) }
        self.init(
            title: "Monitoring: \(stopping.isEmpty ? "continue" : "stop")",
            summary: "\(stopping.isEmpty ? "CONTINUE" : "STOP"). \(why)",
            sections: (isAlone ? [] : [Section("Decision", [table])]) + sections, notes: remarks,
            json: MonitoringJSON(
                decision: (stopping.first?.decision ?? .goOn).rawValue, stops: !stopping.isEmpty,
                rules: readings.map { AnyEncodable($0.json) }, notes: remarks))
    }
}

/// The decision of all rules as JSON.
private struct MonitoringJSON: Encodable, Sendable {
    let decision: String
    let stops: Bool
    let rules: [AnyEncodable]
    let notes: [String]
}
