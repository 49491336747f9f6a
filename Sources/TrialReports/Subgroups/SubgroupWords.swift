import TrialAnalysis
import TrialFigures
import TrialStatistics

/// What pages and figures say of a subgroup analysis in words; every number in it is the text of a result.
struct SubgroupWords: Sendable {
    let analysis: SubgroupAnalysis
    let results: SurvivalResults

    init(_ analysis: SubgroupAnalysis) {
        self.analysis = analysis
        results = SubgroupResults(analysis).results
    }

    var plan: SubgroupPlan { analysis.plan }
    var reference: String { analysis.groups[0] }
    var versus: String { analysis.groups[1] }

    /// "95%".
    var level: String { NumberText.coverage(plan.survival.level.coverage) + "%" }

    /// ", months", where the unit is known.
    var inUnit: String { results.endpoint.unit.map { ", " + $0 } ?? "" }

    /// "pfs, maintenance vs placebo".
    var subject: String { "\(results.endpoint.name), \(versus) vs \(reference)" }

    /// What the report is called.
    var title: String { plan.survival.title ?? "Subgroup analysis: \(subject)" }

    /// "iss and sex".
    var variables: String { AnalysisWords.list(plan.variables.map(\.column)) }

    // MARK: Rows

    func place(_ row: SubgroupRow, in variable: SubgroupVariable?, group: String? = nil) -> ResultRow.Place {
        .init(.subgroups, group: group, term: SubgroupResults.term(row, in: variable))
    }

    func place(_ result: SubgroupResult) -> ResultRow.Place { .init(.subgroups, term: result.variable.column) }

    /// "41/55", events of subjects.
    func events(_ row: SubgroupRow, in variable: SubgroupVariable?, group: String) -> String {
        let place = place(row, in: variable, group: group)
        return "\(results.text(.events, place))/\(results.text(.count, place))"
    }

    func median(_ row: SubgroupRow, in variable: SubgroupVariable?, group: String) -> String {
        results.text(.median, place(row, in: variable, group: group))
    }

    /// "0.59 (0.39–0.89)", with † where it is Firth's.
    func ratio(_ row: SubgroupRow, in variable: SubgroupVariable?) -> String {
        results.estimate(
            .hazardRatio, .hazardRatioLower, .hazardRatioUpper, place(row, in: variable))
            + (row.effect.method == .firth ? Self.firthMark : "")
    }

    static let firthMark = " †"

    /// The p-value of the test of interaction that is shown.
    func interaction(_ result: SubgroupResult) -> String {
        results.text(plan.shownInteraction == .wald ? .waldP : .likelihoodRatioP, place(result))
    }

    /// Whether any row or window is by Firth's penalty.
    var hasFirth: Bool {
        ([analysis.overall] + analysis.variables.flatMap(\.rows)).contains { $0.effect.method == .firth }
    }

    /// What † means, where it stands.
    var firthNote: String? {
        hasFirth ? "† \(SubgroupResults.firthRemark) (a group with few events, or separated data)." : nil
    }

    // MARK: Windows

    func windowPlace(_ window: SlidingWindows.Window?) -> ResultRow.Place {
        let marker = plan.slidingWindows?.marker ?? ""
        return .init(.slidingWindows, term: window.map { "\(marker)[\(WindowResults.name(of: $0))]" } ?? marker)
    }

    /// The effect in a window, or in all where none is given.
    func windowEffect(_ window: SlidingWindows.Window?) -> String {
        let place = windowPlace(window)
        guard case .survivalDifference(let time) = plan.slidingWindows?.measure else {
            return results.estimate(.hazardRatio, .hazardRatioLower, .hazardRatioUpper, place)
        }
        return results.estimate(
            .survivalDifference, .survivalDifferenceLower, .survivalDifferenceUpper,
            .init(.slidingWindows, term: place.term, time: time))
    }

    /// What is estimated in the windows.
    var windowMeasure: String {
        guard case .survivalDifference(let time) = plan.slidingWindows?.measure else { return "hazard ratio" }
        return "event-free at \(NumberText.exact(time)), difference"
    }

    /// "Permutation test of equal effects: p = 0.41 (95% Monte Carlo limits 0.39–0.44, 2000 permutations, seed 1)".
    var windowTest: String? {
        guard let test = analysis.slidingWindows?.test else { return nil }
        let place = ResultRow.Place(.slidingWindows)
        let p = NumberText.equation("p", results.text(.p, place))
        let limits = results.interval(.pLower, .pUpper, place)
        return
            "Permutation test of equal effects in all windows: \(p) (\(level) Monte Carlo limits \(limits), \(test.permutations) permutations, seed \(test.seed))"
    }
}
