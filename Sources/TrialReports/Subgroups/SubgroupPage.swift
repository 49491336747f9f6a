import TrialAnalysis
import TrialFigures
import TrialStatistics

/// A subgroup analysis as one self-contained web page: what was analysed, the forest, the tests, the windows, notes, methods.
struct SubgroupPage: Sendable {
    let words: SubgroupWords
    let figures: SubgroupFigures
    let provenance: Provenance

    /// The text of the page.
    var text: String {
        let subject = words.plan.survival.title == nil ? "" : "Subgroup analysis: \(words.subject), "
        return PageFrame(
            title: words.title, subtitle: subject + provenance.dataName, provenance: provenance, sections: sections
        ).text
    }

    private var sections: [Markup] {
        [
            data, figures.forest.map { ForestSection(words: words, figure: $0).markup },
            figures.slidingWindows.map { SlidingWindowSection(words: words, figure: $0).markup }, notes,
            SubgroupMethodsSection(words: words).markup, ProvenanceSection(provenance: provenance).markup,
        ].compactMap(\.self)
    }

    private var data: Markup {
        let place = words.place(words.analysis.overall, in: nil)
        let left = words.analysis.dropped
        let rest = left > 0 ? "; \(words.results.text(.rowsLeftOut, .init(.file))) rows left out" : ""
        let definitions = PlanDefinitions(
            plan: words.plan.survival, endpoint: words.results.endpoint, groups: words.analysis.groups)
        let head: [(name: String, value: Markup)] = [
            ("File", .text("\(provenance.dataName), \(AnalysisWords.count(words.analysis.rowCount, "row"))")),
            (
                "Analysed",
                .text(
                    "\(words.results.text(.count, place)) subjects with \(words.results.text(.events, place)) events\(rest)"
                )
            ),
        ]
        let subgroups = words.plan.variables.isEmpty ? [] : [(name: "Subgroups", value: Markup.text(words.variables))]
        return .section("data", "What was analysed", [.definitions(head + definitions.pairs + subgroups)])
    }

    private var notes: Markup? {
        guard !words.analysis.notes.isEmpty else { return nil }
        let list = Markup("ul", [:], words.analysis.notes.map { Markup("li", [:], .text($0)) })
        return .section("notes", "Notes", [Markup("div", ["class": "notes"], list)])
    }
}

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
            ["Subgroup", "Level"] + groups.map { "\($0), events/n" }
            + groups.map { "\($0), median\(words.inUnit) (\(words.level)\u{A0}CI)" }
            + ["Hazard ratio (\(words.level)\u{A0}CI)"]
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
        return groups.map { words.events(row, in: variable, group: $0) }
            + groups.map {
                results.estimate(.median, .medianLower, .medianUpper, words.place(row, in: variable, group: $0))
            } + [words.ratio(row, in: variable)]
    }

    private var tests: PageTable {
        PageTable(
            caption: "Tests of interaction, and of heterogeneity of the hazard ratios",
            columns: [
                "Subgroup", "Degrees of freedom", "Likelihood ratio χ²", "p", "Wald χ²", "p", "p by Holm",
                "Cochran's Q",
                "p", "I²",
            ],
            rows: words.analysis.variables.map { result in
                let place = words.place(result)
                let statistics: [Statistic] = [
                    .likelihoodRatioDegreesOfFreedom, .likelihoodRatioChiSquare, .likelihoodRatioP, .waldChiSquare,
                    .waldP,
                    .adjustedP, .heterogeneity, .heterogeneityP, .heterogeneityShare,
                ]
                return PageTable.Row(
                    heading: result.variable.column, cells: statistics.map { results.text($0, place) })
            })
    }
}

/// The effect over windows of a marker, and the test of it.
struct SlidingWindowSection {
    let words: SubgroupWords
    let figure: String

    private var results: SurvivalResults { words.results }

    var markup: Markup {
        let sentence = words.windowTest.map { [Markup("p", [:], .text(($0 + ".").heldTogether))] } ?? []
        let marker = words.plan.slidingWindows?.marker ?? ""
        return .section(
            "windows", "Sliding windows over \(marker)",
            [
                .figure(
                    figure, title: "sliding windows",
                    caption:
                        "The effect (\(words.windowMeasure)) in windows of \(marker), against the median of \(marker) in each. Neighbouring windows share subjects, so that their estimates are correlated."
                ), table.markup,
            ] + sentence)
    }

    private var table: PageTable {
        let groups = words.analysis.groups
        let windows = words.analysis.slidingWindows?.pattern.windows.windows ?? []
        func row(_ name: String, _ window: SlidingWindows.Window?) -> PageTable.Row {
            let place = words.windowPlace(window)
            let counts = groups.map { group in
                let place = ResultRow.Place(.slidingWindows, group: group, term: place.term)
                return "\(results.text(.events, place))/\(results.text(.count, place))"
            }
            return PageTable.Row(
                heading: name,
                cells: [window == nil ? "" : results.text(.markerMedian, place)] + counts + [words.windowEffect(window)]
            )
        }
        return PageTable(
            caption: "Effects in windows",
            columns: ["Window", "Median"] + groups.map { "\($0), events/n" }
                + [
                    "\(words.windowMeasure.prefix(1).uppercased() + words.windowMeasure.dropFirst()) (\(words.level)\u{A0}CI)"
                ],
            rows: windows.map { row(WindowResults.name(of: $0), $0) } + [row("All", nil)])
    }
}

/// How a subgroup analysis was done, written from its plan.
struct SubgroupMethodsSection {
    let words: SubgroupWords

    private var plan: SubgroupPlan { words.plan }

    var markup: Markup {
        .section(
            "methods", "Methods",
            [rows, tests, windows].filter { !$0.isEmpty }.map { Markup("p", [:], .text($0.joined(separator: " "))) })
    }

    private var strata: String {
        guard !plan.survival.strata.isEmpty else { return "unstratified" }
        let names = AnalysisWords.list(plan.survival.strata)
        return plan.strataScope == .everywhere
            ? "stratified by \(names) in every row"
            : "stratified by \(names) in the overall row, unstratified in the others"
    }

    private var rows: [String] {
        let survival = plan.survival
        let least = plan.thinCells.leastEvents
        let thin =
            least > 1
            ? "where a group has fewer than \(least) events or the data are separated" : "where the data are separated"
        let variance =
            survival.isRobust || survival.cluster != nil
            ? "the robust variance of Lin and Wei" : "the variance from the information"
        return [
            "Hazard ratios are from Cox's proportional-hazards model in the subjects of each row, \(strata), with \(survival.ties.name)'s treatment of tied events; their limits are Wald's, with \(variance).",
            "The rule for thin rows is fixed beforehand: \(thin), the hazard ratio maximises the likelihood with Firth's penalty, with profile limits and the penalised likelihood-ratio test.",
            "Medians are read off Kaplan-Meier curves.", survival.grouping.phrase,
            "Numbers that are cut belong to the level above where they equal the cut.",
        ]
    }

    private var tests: [String] {
        guard !plan.variables.isEmpty else { return [] }
        let shown = plan.shownInteraction == .wald ? "Wald's" : "the likelihood-ratio test"
        return [
            "Interaction is tested between a Cox model with main effects of group and level and one with their products as well; shown is \(shown).",
            "Heterogeneity is Cochran's Q of the rows' log hazard ratios, I² the share of it that chance does not explain.",
            "No p-value is adjusted for the number of subgroups, but those by Holm, which count every variable.",
        ]
    }

    private var windows: [String] {
        guard let windows = plan.slidingWindows else { return [] }
        let test =
            windows.permutations == 0
            ? []
            : [
                "The test of equal effects deals the marker anew within each group\(plan.survival.strata.isEmpty || plan.strataScope == .overall ? "" : " and stratum") and takes the largest standardised distance of a window from the overall effect."
            ]
        return [
            "Windows over \(windows.marker) hold at least \(windows.size) subjects and share at most \(windows.overlap) with the next; subjects with one value stay together (STEPP, Bonetti and Gelber)."
        ] + test
    }
}
