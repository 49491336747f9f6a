import TrialStatistics
import TrialTables
import TrialValues

/// What checks a Cox model: its residuals, the test of proportional hazards, and how well scores order the rows.
public struct CoxChecks: Sendable {
    /// The test of proportional hazards, where it was asked for and can be made.
    public let proportionalHazards: ProportionalHazardsTest?
    /// The names of the covariates of the model, by column of its residuals.
    public let covariates: [String]
    /// The concordances of the model and of the markers, where they were asked for.
    public let concordances: [ScoreConcordance]
    /// The residuals of the rows, where they were asked for and there are any.
    public let residuals: ResidualTable?

    /// Checks a model; `nil` where nothing was asked for.
    ///
    /// - Parameter notes: gains a remark where something that was asked for has no answer.
    init?(
        _ rows: SurvivalRows, _ complete: [Int], _ design: DesignMatrix, _ cox: CoxAnalysis?, _ plan: SurvivalPlan,
        notes: inout [String]
    ) throws(Diagnostics) {
        guard plan.checksCox else { return nil }
        covariates = design.terms.map(\.name)
        let fit = try FittedCox(rows, design, cox, plan)
        if let reason = fit.reasonForAbsence, plan.proportionalHazards != nil || !plan.residuals.isEmpty {
            notes.append("The checks of the Cox model are not estimable: \(reason).")
        }
        proportionalHazards = try Self.test(fit, design, plan, &notes)
        residuals = try Self.residuals(rows, fit, design, plan, &notes)
        concordances = try ScoreConcordance.all(rows, complete, design, fit, plan, &notes)
    }

    private static func test(
        _ fit: FittedCox, _ design: DesignMatrix, _ plan: SurvivalPlan, _ notes: inout [String]
    ) throws(Diagnostics) -> ProportionalHazardsTest? {
        guard let transform = plan.proportionalHazards, let model = fit.model, fit.reasonForAbsence == nil else {
            return nil
        }
        do {
            return try ProportionalHazardsTest(
                model, fit.followUp, covariates: fit.covariates, strata: fit.strata, terms: design.testTerms,
                transform: transform, robust: fit.robust)
        } catch {
            notes.append("The test of proportional hazards is not estimable: \(error.description).")
            return nil
        }
    }

    private static func residuals(
        _ rows: SurvivalRows, _ fit: FittedCox, _ design: DesignMatrix, _ plan: SurvivalPlan, _ notes: inout [String]
    ) throws(Diagnostics) -> ResidualTable? {
        guard !plan.residuals.isEmpty, let model = fit.model, fit.reasonForAbsence == nil else { return nil }
        do {
            let residuals = try CoxResiduals(model, fit.followUp, covariates: fit.covariates, strata: fit.strata)
            return residuals.map { ResidualTable($0, plan.residuals, fit.followUp, design.rows, rows.table) }
        } catch {
            notes.append("The residuals of the Cox model are not estimable: \(error.description).")
            return nil
        }
    }
}

extension SurvivalPlan {
    /// Whether anything is asked that checks a Cox model.
    var checksCox: Bool { proportionalHazards != nil || !residuals.isEmpty || concordance != nil }
}

extension DesignMatrix {
    /// The columns of the model by the columns of the file they were made of.
    var testTerms: [ProportionalHazardsTest.Term] {
        var names: [String] = []
        var columns: [[Int]] = []
        for (index, term) in terms.enumerated() {
            if names.last == term.column {
                columns[columns.count - 1].append(index)
            } else {
                names.append(term.column)
                columns.append([index])
            }
        }
        return zip(names, columns).map { ProportionalHazardsTest.Term($0, columns: $1) }
    }
}

/// A Cox model with the data it was fitted to.
struct FittedCox {
    let model: CoxRegression?
    let followUp: SurvivalTimes
    let covariates: CovariateMatrix
    let strata: Factor?
    let robust: CoxRegression.RobustVariance?

    /// - Throws: What keeps the data from being read, which the model has met before.
    init(_ rows: SurvivalRows, _ design: DesignMatrix, _ cox: CoxAnalysis?, _ plan: SurvivalPlan) throws(Diagnostics) {
        model = cox?.model
        strata = rows.strataFactor(design.rows)
        robust = rows.robustVariance(design.rows, plan)
        do {
            followUp = try rows.followUp(design.rows, plan)
            covariates =
                design.terms.isEmpty
                ? try CovariateMatrix(["none": design.rows.map { _ in 0 }])
                : try CovariateMatrix(names: design.terms.map(\.name), columns: design.columns)
        } catch {
            throw Diagnostics([Diagnostic(.error, "analyze.\(error.code)", error.description)])
        }
    }

    /// Why there is nothing to check.
    var reasonForAbsence: String? {
        guard let model else { return "there is no model" }
        return model.coefficients.contains { $0 == nil } ? "a coefficient of the model is not" : nil
    }

    /// βᵀx of every row, where all of β is there.
    var linearPredictors: [Double]? {
        guard let model, reasonForAbsence == nil else { return nil }
        var sums = [Double](repeating: 0, count: covariates.count)
        for (coefficient, column) in zip(model.coefficients.compactMap { $0 }, covariates.columns) {
            for row in column.indices { sums[row] += coefficient * column[row] }
        }
        return sums
    }
}
