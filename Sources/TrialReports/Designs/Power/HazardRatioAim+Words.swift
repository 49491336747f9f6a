import TrialFigures
import TrialStatistics

extension HazardRatioAim {
    /// What is to be shown, after the power: " to show non-inferiority (margin 1.3)"; nothing for superiority.
    var words: String {
        switch self {
        case .superiority: ""
        case .nonInferiority(let margin) where margin > 1:
            " to show non-inferiority (margin \(NumberText.measured(margin)))"
        case .nonInferiority(let margin): " to show superiority by a margin (\(NumberText.measured(margin)))"
        case .equivalence(let lower, let upper):
            " to show equivalence (margins \(NumberText.measured(lower)) and \(NumberText.measured(upper)))"
        }
    }

    /// What a margin below 1 means.
    var note: String? {
        guard case .nonInferiority(let margin) = self, margin < 1 else { return nil }
        let value = NumberText.measured(margin)
        return
            "A margin of \(value) is none of non-inferiority, which are above 1: the trial is to show a hazard ratio below \(value), more than superiority."
    }
}
