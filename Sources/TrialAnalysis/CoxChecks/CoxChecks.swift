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
        _ rows: SurvivalRows, _ complete: [Int], _ design: DesignMatrix, _ fit: ModelFit?, _ plan: SurvivalPlan,
        notes: inout [String]
    ) throws(Diagnostics) {
        guard plan.checksCox else { return nil }
        covariates = design.terms.map(\.name)
        if plan.proportionalHazards != nil || !plan.residuals.isEmpty, let reason = fit.reasonForNoChecks {
            notes.append("The checks of the Cox model are not estimable: \(reason).")
        }
        proportionalHazards = Self.test(rows, design, fit, plan, &notes)
        residuals = Self.residuals(rows, design, fit, plan, &notes)
        concordances = try ScoreConcordance.all(rows, complete, design, fit, plan, &notes)
        notes += remarks(plan)
    }

    private static func test(
        _ rows: SurvivalRows, _ design: DesignMatrix, _ fit: ModelFit?, _ plan: SurvivalPlan, _ notes: inout [String]
    ) -> ProportionalHazardsTest? {
        guard let transform = plan.proportionalHazards, let fit else { return nil }
        do {
            return try ProportionalHazardsTest(
                fit.model, fit.followUp, covariates: fit.matrix, strata: fit.strata, offset: fit.offset,
                terms: design.testTerms,
                transform: transform, robust: rows.robustVariance(design.rows, plan))
        } catch {
            notes.append("The test of proportional hazards is not estimable: \(error.description).")
            return nil
        }
    }

    private static func residuals(
        _ rows: SurvivalRows, _ design: DesignMatrix, _ fit: ModelFit?, _ plan: SurvivalPlan, _ notes: inout [String]
    ) -> ResidualTable? {
        guard !plan.residuals.isEmpty, let fit else { return nil }
        do {
            return try CoxResiduals(
                fit.model, fit.followUp, covariates: fit.matrix, strata: fit.strata, offset: fit.offset
            )
            .map { ResidualTable($0, plan.residuals, fit.followUp, design.rows, rows.table) }
        } catch {
            notes.append("The residuals of the Cox model are not estimable: \(error.description).")
            return nil
        }
    }

    /// What a reader of these numbers has to know.
    private func remarks(_ plan: SurvivalPlan) -> [String] {
        var remarks: [String] = []
        if proportionalHazards?.tests.contains(nil) == true {
            remarks.append(
                "A test of proportional hazards that is not estimable has all its events at one time, or no more clusters than degrees of freedom."
            )
        }
        if concordances.contains(where: { ($0.concordance.estimate ?? 1) < 0.5 && $0.marker != nil }) {
            remarks.append(
                "A concordance below one half says that high values of the marker go with late events; --marker=-NAME turns it."
            )
        }
        return remarks
    }
}

extension SurvivalPlan {
    /// Whether anything is asked that checks a Cox model.
    var checksCox: Bool { proportionalHazards != nil || !residuals.isEmpty || concordance != nil }
}

extension DesignMatrix {
    /// The covariates of the model by its terms.
    var testTerms: [ProportionalHazardsTest.Term] {
        zip(modelTerms, ranges).map { ProportionalHazardsTest.Term($0.name, columns: Array($1)) }
    }
}

extension ModelFit? {
    /// Why there is nothing to check, where there is not.
    var reasonForNoChecks: String? {
        guard let self else { return "there is no model" }
        return self.model.coefficients.contains { $0 == nil } ? "a coefficient of the model is not" : nil
    }

    /// βᵀx and the offset of every row, where all of β is there.
    var linearPredictors: [Double]? {
        guard let self, reasonForNoChecks == nil else { return nil }
        var sums = self.offset ?? [Double](repeating: 0, count: self.matrix.count)
        for (coefficient, column) in zip(self.model.coefficients.compactMap { $0 }, self.matrix.columns) {
            for row in column.indices { sums[row] += coefficient * column[row] }
        }
        return sums
    }
}
