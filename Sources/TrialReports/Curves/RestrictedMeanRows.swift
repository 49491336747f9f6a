import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The rows of restricted means and their comparison.
struct RestrictedMeanRows {
    let comparison: RestrictedMeanComparison
    let unit: String?
    private let times: DisplayPrecision

    init(_ comparison: RestrictedMeanComparison, unit: String?) {
        self.comparison = comparison
        self.unit = unit
        let means = comparison.groups.compactMap(\.mean)
        times = DisplayPrecision.column(means.map(\.estimate) + means.map(\.standardError))
    }

    var rows: [ResultRow] {
        comparison.groups.flatMap(group) + comparison.contrasts.flatMap(contrast)
            + (comparison.groups.count > 1
                ? ResultRow.test(
                    comparison.test, comparison.place(), "a group has no mean, or none has a variance") : [])
    }

    private func group(_ group: RestrictedMeanComparison.Group) -> [ResultRow] {
        let place = comparison.place(of: group.name)
        let reason = "not followed to the end of the window"
        func row(_ statistic: Statistic, _ value: Double?) -> ResultRow {
            ResultRow(statistic, place, value, text: times.text(value), unit: unit, notes: [reason])
        }
        let limits = group.mean?.limits(level: comparison.level)
        let lost = group.mean?.timeLostLimits(level: comparison.level)
        let own = [
            row(.restrictedMean, group.mean?.estimate), row(.restrictedMeanLower, limits?.lower),
            row(.restrictedMeanUpper, limits?.upper), row(.restrictedMeanError, group.mean?.standardError),
            row(.timeLost, group.mean?.timeLost), row(.timeLostLower, lost?.lower), row(.timeLostUpper, lost?.upper),
        ]
        guard comparison.isStratified else { return own }
        return own + [
            row(.standardizedMean, group.standardized?.estimate),
            row(.standardizedMeanError, group.standardized?.standardError),
        ]
    }

    private func contrast(_ contrast: RestrictedMeanComparison.GroupContrast) -> [ResultRow] {
        let place = comparison.place(of: contrast.name)
        let reason = contrast.difference == nil ? "not followed to the end of the window" : "no events to compare"
        func ratio(_ ratio: Contrast?, _ names: ResultRow.ContrastNames) -> [ResultRow] {
            ResultRow.ratio(
                ratio, names, place, contrast.reference, reason,
                RatioText(ratio?.estimate, lower: ratio?.limits.lower, upper: ratio?.limits.upper))
        }
        return ResultRow.contrast(
            contrast.difference, (.meanDifference, .meanDifferenceLower, .meanDifferenceUpper, .meanDifferenceP), place,
            contrast.reference, reason, unit: unit, text: times.text)
            + ratio(contrast.ratio, (.meanRatio, .meanRatioLower, .meanRatioUpper, .meanRatioP))
            + ratio(
                contrast.timeLostRatio, (.timeLostRatio, .timeLostRatioLower, .timeLostRatioUpper, .timeLostRatioP))
    }
}

extension RestrictedMeanComparison {
    /// Where the numbers of a group, or of all, stand: at the end of the window, named by its beginning where that is not 0.
    func place(of group: String? = nil) -> ResultRow.Place {
        let term = window.lowerBound > 0 ? "from \(NumberText.exact(window.lowerBound))" : nil
        return ResultRow.Place(.restrictedMeans, group: group, term: term, time: window.upperBound)
    }
}
