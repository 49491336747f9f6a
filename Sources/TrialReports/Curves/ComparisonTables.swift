import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The tables of the groups compared at given times.
struct MilestoneTables {
    let words: AnalysisWords

    private var results: SurvivalResults { words.results }

    /// The table; absent where it was not asked for.
    var table: ReadingTable? {
        guard let answers = words.analysis.curveAnswers, let scale = words.plan.curves.milestone,
            let reference = words.analysis.groups.first?.name, !answers.milestones.isEmpty
        else { return nil }
        let rows = answers.milestones.flatMap { milestone in
            milestone.contrasts.map { group, _ in
                let place = ResultRow.Place(.milestones, group: group, time: milestone.time)
                return [
                    group, NumberText.exact(milestone.time),
                    results.estimate(
                        .survivalDifference, .survivalDifferenceLower, .survivalDifferenceUpper, place),
                    results.text(.survivalDifferenceP, place),
                    results.estimate(.survivalRatio, .survivalRatioLower, .survivalRatioUpper, place),
                    results.text(.survivalRatioP, place),
                ]
            }
        }
        let tests = answers.milestones.map { milestone in
            let test = words.test(.init(.milestones, time: milestone.time))
            return
                "Milestone test at \(NumberText.exact(milestone.time))\(words.unit), \(scale.rawValue) scale: \(test)"
        }
        return ReadingTable(
            title: "Event-free against \(words.spoken(reference))",
            columns: [
                words.plan.group ?? "", "time\(words.inUnit)", "difference, points (\(words.level) CI)", "p",
                "ratio (\(words.level) CI)", "p",
            ], rows: rows, remarks: tests)
    }
}

/// The tables of restricted means.
struct RestrictedMeanTables {
    let words: AnalysisWords

    private var results: SurvivalResults { words.results }

    /// The means, and with two groups or more their contrasts.
    var all: [ReadingTable] {
        guard let comparison = words.analysis.curveAnswers?.restrictedMeans else { return [] }
        return [means(comparison)] + (comparison.contrasts.isEmpty ? [] : [contrasts(comparison)])
    }

    private func means(_ comparison: RestrictedMeanComparison) -> ReadingTable {
        let stratified = comparison.isStratified ? ["over strata (standard error)"] : []
        let rows = comparison.groups.map { group in
            let place = comparison.place(of: group.name)
            let standardized = results.text(.standardizedMean, place)
            let error = results.text(.standardizedMeanError, place)
            return [
                words.name(ofArm: group.name),
                results.estimate(.restrictedMean, .restrictedMeanLower, .restrictedMeanUpper, place),
                results.text(.restrictedMeanError, place),
                results.estimate(.timeLost, .timeLostLower, .timeLostUpper, place),
            ] + (stratified.isEmpty ? [] : [group.standardized == nil ? standardized : "\(standardized) (\(error))"])
        }
        return ReadingTable(
            title: "Restricted mean survival time \(comparison.span(words.unit))",
            columns: [
                words.plan.group ?? "", "mean\(words.inUnit) (\(words.level) CI)", "standard error",
                "time lost (\(words.level) CI)",
            ] + stratified, rows: rows)
    }

    private func contrasts(_ comparison: RestrictedMeanComparison) -> ReadingTable {
        let rows = comparison.contrasts.flatMap { contrast in
            let place = comparison.place(of: contrast.name)
            return [
                [
                    contrast.name, "difference of means",
                    results.estimate(.meanDifference, .meanDifferenceLower, .meanDifferenceUpper, place),
                    results.text(.meanDifferenceP, place),
                ],
                [
                    contrast.name, "ratio of means",
                    results.estimate(.meanRatio, .meanRatioLower, .meanRatioUpper, place),
                    results.text(.meanRatioP, place),
                ],
                [
                    contrast.name, "ratio of time lost",
                    results.estimate(.timeLostRatio, .timeLostRatioLower, .timeLostRatioUpper, place),
                    results.text(.timeLostRatioP, place),
                ],
            ]
        }
        let strata =
            comparison.isStratified
            ? ", over strata of \(AnalysisWords.list(words.plan.strata)) weighted by their size" : ""
        let test = comparison.contrasts.count > 1 ? ["Test of all groups: \(words.test(comparison.place()))"] : []
        return ReadingTable(
            title: "Against \(words.spoken(comparison.groups[0].name))\(strata)",
            columns: [words.plan.group ?? "", "", "estimate (\(words.level) CI)", "p"], rows: rows, wordColumns: [1],
            remarks: test)
    }
}

extension RestrictedMeanComparison {
    /// "up to 36 months", "from 12 to 36 months".
    func span(_ unit: String) -> String {
        let end = NumberText.exact(window.upperBound) + unit
        return window.lowerBound > 0 ? "from \(NumberText.exact(window.lowerBound)) to \(end)" : "up to \(end)"
    }
}

extension AnalysisWords {
    /// "χ² = 1.24 on 1 df, p = 0.266".
    func test(_ place: ResultRow.Place) -> String {
        guard results[.chiSquare, place]?.value != nil else { return NumberText.notEstimable }
        let p = NumberText.equation("p", results.text(.p, place))
        return "χ² = \(results.text(.chiSquare, place)) on \(results.text(.degreesOfFreedom, place)) df, \(p)"
    }
}
