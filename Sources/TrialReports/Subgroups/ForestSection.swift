import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The forest, its table and the tests of interaction.
struct ForestSection {
    let words: SubgroupWords
    let figure: String

    private var results: SurvivalResults { words.results }

    var markup: Markup {
        .section(
            "forest", "Hazard ratios by subgroup",
            [
                .figure(
                    figure, title: "hazard ratios by subgroup",
                    caption:
                        "Hazard ratios of \(words.versus) against \(words.reference) with \(words.level) limits; below 1 means fewer events in time under \(words.versus). The area of a square is in proportion to the information in its row. \(words.firthNote ?? "")"
                ), table.markup, tests.markup,
            ])
    }

    private var table: PageTable {
        let groups = words.analysis.groups
        let columns =
            ["Subgroup", "Level"] + groups.map { "\($0), events/n" } + ["Hazard ratio (\(words.level)\u{A0}CI)"]
            + groups.map { "\($0), median\(words.inUnit) (\(words.level)\u{A0}CI)" }
        var rows = [PageTable.Row(heading: "All", cells: [""] + cells(words.analysis.overall, nil))]
        for result in words.analysis.variables {
            rows += result.rows.enumerated().map { index, row in
                PageTable.Row(
                    heading: index == 0 ? result.variable.column : nil,
                    cells: [row.level] + cells(row, result.variable))
            }
        }
        return PageTable(
            caption: "Events, medians and hazard ratios by subgroup", columns: columns, rows: rows, wordColumns: [0, 1])
    }

    private func cells(_ row: SubgroupRow, _ variable: SubgroupVariable?) -> [String] {
        let groups = words.analysis.groups
        return groups.map { words.events(row, in: variable, group: $0) } + [words.ratio(row, in: variable)]
            + groups.map {
                results.estimate(.median, .medianLower, .medianUpper, words.place(row, in: variable, group: $0))
            }
    }

    private var tests: PageTable {
        PageTable(
            caption: "Tests of interaction, and of heterogeneity of the hazard ratios",
            columns: [
                "Subgroup", "Degrees of freedom", "Likelihood ratio χ² (p)", "Wald χ² (p)", "p by Holm",
                "Cochran's Q (p)", "I²",
            ],
            rows: words.analysis.variables.map { result in
                let place = words.place(result)
                return PageTable.Row(
                    heading: result.variable.column,
                    cells: [
                        results.text(.likelihoodRatioDegreesOfFreedom, place),
                        test(.likelihoodRatioChiSquare, .likelihoodRatioP, place), test(.waldChiSquare, .waldP, place),
                        results.text(.adjustedP, place), test(.heterogeneity, .heterogeneityP, place),
                        results.text(.heterogeneityShare, place),
                    ])
            })
    }

    /// "0.18 (0.912)".
    private func test(_ statistic: Statistic, _ p: Statistic, _ place: ResultRow.Place) -> String {
        guard results[statistic, place]?.value != nil else { return NumberText.notEstimable }
        return "\(results.text(statistic, place)) (\(results.text(p, place)))"
    }
}
