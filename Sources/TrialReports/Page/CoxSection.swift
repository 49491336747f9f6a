import TrialAnalysis
import TrialFigures

/// The Cox model: hazard ratios, tests of the whole model, and the forest figure where there are covariates.
struct CoxSection {
    let words: AnalysisWords
    let figure: String?

    private var results: SurvivalResults { words.results }
    private var place: ResultRow.Place { .init(.cox) }

    var markup: Markup? {
        guard let cox = words.analysis.cox else { return nil }
        let forest = figure.map { svg in
            Markup.figure(
                svg, title: "hazard ratios",
                caption:
                    "Hazard ratios of the Cox model with \(words.level) limits. A hazard ratio below 1 means fewer events in time than in the reference, or with a higher value."
            )
        }
        return .section(
            "cox", "Cox model", [terms(cox).markup, sentence, tests.markup] + (forest.map { [$0] } ?? []))
    }

    private func terms(_ cox: CoxAnalysis) -> PageTable {
        var previous: String?
        let rows = cox.terms.map { term in
            defer { previous = term.column }
            return PageTable.Row(heading: term.column == previous ? nil : term.column, cells: cells(term))
        }
        return PageTable(
            caption: "Terms of the Cox model",
            columns: [
                "Covariate", "Comparison", "Hazard ratio (\(words.level)\u{A0}CI)", "p",
                "Coefficient (standard error)",
            ], rows: rows, wordColumns: [0, 1])
    }

    private func cells(_ term: CoxAnalysis.Term) -> [String] {
        let place = words.place(of: term)
        let hasCoefficient = results[.coefficient, place]?.value != nil
        return [
            term.comparison,
            term.isOfSpline
                ? "see its curve" : results.estimate(.hazardRatio, .hazardRatioLower, .hazardRatioUpper, place),
            results.text(.p, place),
            hasCoefficient
                ? "\(results.text(.coefficient, place)) (\(results.text(.standardError, place)))"
                : NumberText.notEstimable,
        ]
    }

    private var sentence: Markup {
        Markup(
            "p", [:],
            .text(
                "\(results.text(.count, place).counting("row")) with \(results.text(.events, place).counting("event")). Log partial likelihood \(results.text(.logLikelihoodNull, place)) without terms, \(results.text(.logLikelihood, place)) with them."
            ))
    }

    private var tests: PageTable {
        func row(_ name: String, _ statistics: [Statistic]) -> PageTable.Row {
            PageTable.Row(heading: name, cells: statistics.map { results.text($0, place) })
        }
        return PageTable(
            caption: "Tests of all terms together", columns: ["Test", "χ²", "Degrees of freedom", "p"],
            rows: [
                row(
                    "Likelihood ratio",
                    [.likelihoodRatioChiSquare, .likelihoodRatioDegreesOfFreedom, .likelihoodRatioP]),
                row("Score", [.scoreChiSquare, .scoreDegreesOfFreedom, .scoreP]),
                row("Wald", [.waldChiSquare, .waldDegreesOfFreedom, .waldP]),
            ])
    }
}

extension CoxAnalysis.Term {
    /// Whether it is one column of a spline, or a product with one, whose ratio means nothing by itself.
    var isOfSpline: Bool {
        switch part {
        case .spline: true
        case .product: name.contains("[spline ")
        case .unit, .level: false
        }
    }

    /// What is compared, beside the name of the column.
    fileprivate var comparison: String {
        switch part {
        case .unit: "per unit"
        case .level(let level, let reference): "\(level) vs \(reference)"
        case .spline(let column): "column \(column) of the spline"
        case .product: name
        }
    }
}
