import TrialTables
import TrialValues

/// A column that is to be a covariate.
enum DesignSource {
    case numbers(Cells<Double>)
    case levels(DistinctValues, reference: String?)

    init(_ table: Table, _ name: String, factors: [String], terms: TermOptions = TermOptions()) throws(Diagnostic) {
        let column = try table.column(named: name)
        let reference = terms.references.first { $0.column == name }?.level
        let isSpline = terms.splines.contains { $0.column == name }
        switch column.storage {
        case .numbers(let cells) where !factors.contains(name):
            if reference != nil {
                throw Diagnostic(
                    .error, "analyze.reference", "column '\(name)' is a number and has no reference level",
                    advice: "add --factor \(QuotedWords.quoted(name)) if its numbers stand for categories")
            }
            self = .numbers(cells)
        case _ where isSpline:
            throw Diagnostic(
                .error, "analyze.spline", "column '\(name)' holds no numbers and cannot be a spline",
                advice: "leave it out of --spline")
        case .days:
            throw Diagnostic(
                .error, "analyze.covariate", "column '\(name)' holds dates, which cannot be a covariate",
                advice: "make a number of it, such as the days since a reference date")
        case .texts(let cells) where cells.levels.count > 50:
            throw Diagnostic(
                .error, "analyze.covariate",
                "column '\(name)' holds \(cells.levels.count) different texts, too many for a covariate",
                advice:
                    "if it should be numbers, look for a stray text in it; a name or an identifier is no covariate")
        default:
            let values = DistinctValues(column)
            if let reference, !values.texts.contains(reference) {
                throw Diagnostic(
                    .error, "analyze.reference",
                    "no row of column '\(name)' is '\(reference)'; it holds \(values.list(values.texts))",
                    advice: "give one of these to --reference-of")
            }
            self = .levels(values, reference: reference)
        }
    }

    func isPresent(_ row: Int) -> Bool {
        switch self {
        case .numbers(let cells): !cells.missing[row]
        case .levels(let values, _): values.codes[row] >= 0
        }
    }
}

/// What a plan says of covariates that cannot be, whatever the data.
enum DesignFaults {
    static func all(_ plan: SurvivalPlan) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        func fault(_ rule: String, _ message: String, _ advice: String) {
            faults.append(Diagnostic(.error, rule, message, advice: advice))
        }
        if let group = plan.group, plan.covariates.contains(group) {
            fault(
                "analyze.covariate", "column '\(group)' is given twice, by --by and --covariates",
                "leave it out of --covariates")
        }
        for reference in plan.terms.references where !plan.covariates.contains(reference.column) {
            if reference.column == plan.group {
                fault(
                    "analyze.reference", "the reference of '\(reference.column)', the group, is not for --reference-of",
                    "name it by --reference")
            } else {
                fault(
                    "analyze.reference", "--reference-of names '\(reference.column)', which is no covariate",
                    "add it to --covariates")
            }
        }
        for spline in plan.terms.splines where !plan.covariates.contains(spline.column) {
            fault(
                "analyze.spline", "--spline names '\(spline.column)', which is no covariate", "add it to --covariates")
        }
        let known = plan.covariates + (plan.group.map { [$0] } ?? [])
        for interaction in plan.terms.interactions {
            for name in [interaction.first, interaction.second] where !known.contains(name) {
                fault(
                    "analyze.interaction", "--interactions names '\(name)', which is neither group nor covariate",
                    "add it to --covariates, so that its own effect is in the model")
            }
        }
        return faults
    }
}
