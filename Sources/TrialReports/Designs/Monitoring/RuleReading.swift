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
    /// What would change it, or what the next look asks.
    public let change: String?
    let blocks: [DesignAnswer.Block]
    let notes: [String]
    let json: any Encodable & Sendable
}

extension MonitoringDecision {
    /// The decision in words.
    var words: String {
        switch self {
        case .goOn: "continue"
        case .stop: "stop"
        case .stopForFutility: "stop for futility"
        case .stopForEfficacy: "stop for efficacy"
        case .stopForHarm: "stop for harm"
        case .end: "ended without success"
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
    let totalTime, probability: Nullable<Double>
    let stopBelow, stopAbove, efficacyProbability: Nullable<Double>
    let estimate, lower, upper: Nullable<Double>
    let moreEventsToStop, moreTimeToGoOn, timeToSpare: Nullable<Double>
    let looks: [Look]
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
