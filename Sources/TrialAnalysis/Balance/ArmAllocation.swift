import TrialModel

/// How subjects came to the groups that are held against each other, as far as a study file tells it.
///
/// It decides what a difference between the groups may be called.
public enum ArmAllocation: Sendable, Hashable {
    /// There is no study file.
    case untold
    /// The study file does not say it.
    case unspecified
    /// By chance, by a method of this name; absent where the file gives a ratio or strata, which go with chance alone, and no method.
    case random(method: String?)
    /// Patient and doctor chose.
    case chosen
    /// The study has one arm, so that the groups are none of its making.
    case oneArm

    /// What the section `allocation` of a study says.
    public init(_ study: StudyProtocol) {
        guard let method = study.allocation?.method.value else {
            let isRandom = study.allocation.map { $0.ratio?.value != nil || !$0.strata.isEmpty } ?? false
            self = isRandom ? .random(method: nil) : .unspecified
            return
        }
        switch method {
        case .none: self = .oneArm
        case .discretionary: self = .chosen
        default: self = .random(method: method.rawValue)
        }
    }

    /// What every output says of it.
    public var sentence: String {
        switch self {
        case .untold:
            "Whether the groups were randomised the file does not tell; a study file does (--study)."
        case .unspecified: "The study file does not say how subjects came to their arms."
        case .random(let method):
            "The arms were randomised (\(method ?? "the method is not printed")): what differs between them at baseline differs by chance."
        case .chosen:
            "The arms were not randomised: patient and doctor chose. Differences between them are not effects of treatment alone."
        case .oneArm:
            "The groups were not randomised: the study has one arm. Differences between them are not effects of treatment alone."
        }
    }

    /// A word for programs.
    public var name: String {
        switch self {
        case .untold: "untold"
        case .unspecified: "unspecified"
        case .random(let method): method ?? "unspecified"
        case .chosen: "discretionary"
        case .oneArm: "none"
        }
    }

    /// Whether chance decided; nil where it is not known.
    public var isRandom: Bool? {
        switch self {
        case .untold, .unspecified: nil
        case .random: true
        case .chosen, .oneArm: false
        }
    }
}
