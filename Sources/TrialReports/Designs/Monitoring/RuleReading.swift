import TrialAnalysis
import TrialFigures
import TrialStatistics
import TrialValues

/// What one stopping rule says of the data of a trial.
public struct RuleReading: Sendable {
    /// The name of the rule.
    public let name: String
    /// Whether the trial is to stop, and why.
    public let decision: MonitoringDecision
    /// The decision with its numbers, as a committee reads it.
    public let sentence: String
    /// What would change it.
    public let change: String?
    let blocks: [DesignAnswer.Block]
    let notes: [String]
    let json: RuleReadingJSON

    /// "stop for futility".
    var verdict: String { json.decision == "stop" ? "stop" : decision.words }
}

extension MonitoringDecision {
    /// The decision in words.
    var words: String {
        switch self {
        case .goOn: "continue"
        case .stopForFutility: "stop for futility"
        case .stopForEfficacy: "stop for efficacy"
        }
    }
}

/// The reading of a rule as JSON.
struct RuleReadingJSON: Encodable, Sendable {
    /// A look of a replay.
    struct Look: Encodable, Sendable {
        let asOf: Nullable<String>
        let subjects: Nullable<Int>
        let events: Int
        let totalTime, probability: Nullable<Double>
        let decision: String
    }

    let name, rule, decision: String
    let stops: Bool
    let events: Int
    let subjects: Nullable<Int>
    let totalTime: Nullable<Double>
    let probability: Double
    let stopBelow, stopAbove, efficacyProbability: Nullable<Double>
    let estimate, lower, upper: Nullable<Double>
    let moreEventsToStop, moreTimeToGoOn, timeToSpare: Nullable<Double>
    let looks: [Look]
    let notes: [String]
}

extension DesignAnswer {
    /// What the rules of a trial say together: it stops where one of them does.
    public init(monitoring readings: [RuleReading], notes: [String] = []) {
        let stopping = readings.filter(\.decision.stops)
        let verdict = stopping.isEmpty ? "CONTINUE" : "STOP"
        let why = (stopping.isEmpty ? readings : stopping).map(\.sentence).joined(separator: " ")
        let table = Block.table(
            "What each rule says", ["rule", "decision"], readings.map { [$0.name, $0.verdict] }, wordColumns: [1])
        let sections = readings.map { reading in
            Section(
                readings.count == 1 ? "What was seen" : reading.name,
                [.text(reading.sentence)] + [reading.change.map { Block.text($0) }].compactMap(\.self) + reading.blocks)
        }
        var remarks: [String] = []
        for note in notes + readings.flatMap(\.notes) where !remarks.contains(note) { remarks.append(note) }
        self.init(
            title: "Monitoring: \(verdict == "STOP" ? "stop" : "continue")", summary: "\(verdict). \(why)",
            sections: (readings.count > 1 ? [Section("Decision", [table])] : []) + sections, notes: remarks,
            json: MonitoringJSON(
                decision: stopping.first?.json.decision ?? MonitoringDecision.goOn.rawValue,
                stops: !stopping.isEmpty, rules: readings.map(\.json), notes: remarks))
    }
}

/// The decision of all rules as JSON.
private struct MonitoringJSON: Encodable, Sendable {
    let decision: String
    let stops: Bool
    let rules: [RuleReadingJSON]
    let notes: [String]
}

extension NumberText {
    /// "= 0.0350", "< 0.0001" and "> 0.9999": a probability after what it is of.
    static func equated(_ probability: Double) -> String {
        if probability < 0.0001 { return "< 0.0001" }
        if probability > 0.9999 { return "> 0.9999" }
        return "= " + fixed(probability, decimals: 4)
    }
}
