import TrialStatistics

/// How a Cox model is fitted beyond its terms and its treatment of ties.
public struct CoxFitting: Sendable, Hashable {
    /// What is maximised besides the likelihood.
    public enum Penalty: Sendable, Hashable {
        case none
        /// Firth's penalty.
        case firth
        /// A ridge of this strength on the covariates, scaled by their variance; the groups are left alone.
        case ridge(Double)
    }

    /// What is maximised besides the likelihood.
    public var penalty = Penalty.none
    /// Whether limits and p-values of single terms are those of the profile likelihood. With Firth's penalty they always are.
    public var wantsProfile = false
    /// The column of a known part of the linear predictor.
    public var offset: String?

    /// A fit by the likelihood alone, with Wald's limits.
    public init() {}

    /// Whether limits are taken from the profile likelihood.
    public var usesProfile: Bool { wantsProfile || penalty == .firth }

    /// The profile that a model is asked for.
    func profile(_ level: ConfidenceLevel) -> CoxProfile? { usesProfile ? CoxProfile(level: level) : nil }

    /// The penalty of a model with the terms of these names, in which those of the groups are left alone.
    func penalty(_ names: [String], group: String?) -> CoxPenalty {
        switch penalty {
        case .none: return .none
        case .firth: return .firth
        case .ridge(let theta):
            let drawn = names.indices.filter { index in
                group.map { !names[index].hasPrefix("\($0)[") } ?? true
            }
            return .ridge(theta: theta, covariates: drawn)
        }
    }
}
