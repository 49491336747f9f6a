import TrialValues

/// What a rule does with the dose, from the mildest to the most severe.
public enum ModificationAction: String, Sendable, Hashable, CaseIterable {
    /// The dose goes on.
    case `continue`
    /// The dose is lowered.
    case reduce
    /// The drug is not given until a condition holds.
    case hold
    /// The drug is stopped for good.
    case stop
    /// The subject leaves the treatment.
    case withdraw
}

extension ModificationAction: Comparable {
    /// Whether `a` is milder than `b`.
    public static func < (a: ModificationAction, b: ModificationAction) -> Bool {
        allCases.firstIndex(of: a) ?? 0 < allCases.firstIndex(of: b) ?? 0
    }

    /// The action in words, as a decision tells it.
    var words: String {
        switch self {
        case .continue: "continue"
        case .reduce: "reduce"
        case .hold: "hold"
        case .stop: "stop for good"
        case .withdraw: "end the treatment"
        }
    }
}

/// At which dose a drug that was held is given again.
public enum ResumedDose: Sendable, Hashable, CustomStringConvertible {
    /// At the dose before.
    case same
    /// One step of the ladder lower.
    case oneLower
    /// At a dose that is named.
    case level(DoseLevel)

    /// The dose as the file prints it.
    public var description: String {
        switch self {
        case .same: "same"
        case .oneLower: "one lower"
        case .level(let level): level.description
        }
    }
}

extension Expectation where Value == ResumedDose {
    /// At which dose a drug that was held is given again.
    static let resumedDose = Expectation(
        "`same`, `one lower`, or a dose such as 5 mg d1-21", shape: .text(pattern: nil)
    ) {
        text throws(StudyFault) in
        switch text {
        case "same": return .same
        case "one lower": return .oneLower
        default:
            guard let level = DoseLevel(text) else { throw DoseLevel.fault(text) }
            return .level(level)
        }
    }
}
