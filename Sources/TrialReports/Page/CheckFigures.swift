import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The figures that show whether hazards are proportional.
struct CheckFigures {
    let words: AnalysisWords

    private var analysis: SurvivalAnalysis { words.analysis }

    /// One panel a covariate, with the p-value of its term.
    var schoenfeld: String? {
        guard let test = analysis.checks?.proportionalHazards, let cox = analysis.cox else { return nil }
        var options = SchoenfeldFigure.Options()
        options.title = analysis.plan.title
        options.timeTitle = words.results.endpoint.name
        options.timeUnit = TimeUnit(named: words.results.endpoint.unit)
        let panels = test.terms.flatMap { term in
            term.columns.compactMap { column -> SchoenfeldFigure.Panel? in
                guard let coefficient = cox.model.coefficients[column] else { return nil }
                let p = words.results.text(.p, .init(.proportionalHazards, term: term.name))
                let note =
                    p == NumberText.notEstimable
                    ? "test not estimable"
                    : (term.columns.count > 1 ? "\(term.name), " : "") + NumberText.equation("p", p)
                return .init(
                    cox.model.names[column], test: test, covariate: column, coefficient: coefficient, note: note,
                    level: analysis.plan.level)
            }
        }
        return SchoenfeldFigure(panels: panels, options: options).svg
    }

    /// The groups, where there is more than one.
    var logLog: String? {
        guard analysis.plan.proportionalHazards != nil, analysis.groups.count > 1 else { return nil }
        var options = LogLogFigure.Options()
        options.title = analysis.plan.title
        options.timeTitle = words.results.endpoint.name
        options.timeUnit = TimeUnit(named: words.results.endpoint.unit)
        return LogLogFigure(groups: analysis.groups.map { .init($0.name, curve: $0.curve) }, options: options).svg
    }
}
