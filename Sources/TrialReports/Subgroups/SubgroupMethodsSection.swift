import TrialAnalysis
import TrialFigures
import TrialStatistics

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
