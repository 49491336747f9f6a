import TrialStatistics
import TrialValues

/// A Cox model of some rows, with all that was put into it, so that it can be asked further and fitted again with less.
struct ModelFit {
    let model: CoxRegression
    let followUp: SurvivalTimes
    let matrix: CovariateMatrix
    let strata: Factor?
    /// What is added to βᵀx of each row, where anything is.
    let offset: [Double]?

    /// Fits covariates to rows by the conventions of a plan.
    init(
        _ rows: SurvivalRows, _ kept: [Int], _ names: [String], _ columns: [[Double]], _ plan: SurvivalPlan,
        isStratified: Bool = true
    ) throws(StatisticsError) {
        followUp = try rows.followUp(kept, plan)
        matrix = try CovariateMatrix(names: names, columns: columns)
        strata = isStratified ? rows.strataFactor(kept) : nil
        offset = rows.offset(kept)
        model = try CoxRegression(
            followUp, covariates: matrix, strata: strata, ties: plan.ties,
            penalty: plan.fitting.penalty(names, group: plan.group), offset: offset,
            profile: plan.fitting.profile(plan.level), robust: rows.robustVariance(kept, plan))
    }
}

/// The model of an analysis with its terms and rows, as further questions need it.
struct ModelContext {
    let rows: SurvivalRows
    let design: DesignMatrix
    let fit: ModelFit
    let plan: SurvivalPlan

    var model: CoxRegression { fit.model }

    /// The same rows with other covariates.
    func refit(
        _ covariates: (names: [String], columns: [[Double]]), isStratified: Bool = true
    ) throws(StatisticsError) -> ModelFit {
        try ModelFit(rows, design.rows, covariates.names, covariates.columns, plan, isStratified: isStratified)
    }

    /// The index of the term of a name such as `age` or `arm:age`, however its product is written.
    func term(named name: String) -> Int? {
        if let place = design.modelTerms.firstIndex(where: { $0.name == name }) { return place }
        guard let names = QuotedWords.names(name, separator: "*"), names.count == 2 else { return nil }
        return design.modelTerms.firstIndex { $0.columns == names || $0.columns == names.reversed() }
    }

    /// The interactions that hold the column of a term.
    func interactions(holding place: Int) -> [Int] {
        let term = design.modelTerms[place]
        guard term.columns.count == 1 else { return [] }
        return design.modelTerms.indices.filter { other in
            other != place && design.modelTerms[other].columns.contains(term.columns[0])
        }
    }
}
