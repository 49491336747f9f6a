import TrialStatistics
import TrialValues

/// What was asked of a Cox model beyond its terms, and the answers.
public struct CoxAnswers: Sendable {
    /// The baseline hazard, where it was asked for.
    public private(set) var baseline: Baseline?
    /// The predicted curves, one for each profile.
    public private(set) var predictions: [Prediction] = []
    /// The curves of the groups standardised to the sample.
    public private(set) var adjusted: Adjusted?
    /// Linear predictors, risks and expected events of the rows.
    public private(set) var scores: Scores?
    /// The contrasts, and their joint test.
    public private(set) var contrasts: Contrasts?
    /// The comparison with the model that lacks some terms.
    public private(set) var comparison: Comparison?
    /// The tests of each term, by leaving it out.
    public private(set) var drops: [TermTest] = []
    /// The hazard ratios of the groups from one model after another.
    public private(set) var sideBySide: [GroupRatios] = []
    /// The tests of the interactions, and the effects at each level of what modifies them.
    public private(set) var interactions: [Interaction] = []
    /// The curves of the splines and their tests.
    public private(set) var splines: [Spline] = []

    /// Asks a model.
    ///
    /// - Returns: `nil` where nothing was asked.
    /// - Throws: everything in the questions that the model has no answer to.
    init?(_ context: ModelContext, notes: inout [String]) throws(Diagnostics) {
        let plan = context.plan
        let hasTerms = context.design.modelTerms.contains { $0.isSplineOrInteraction }
        guard !plan.questions.isEmpty || hasTerms else { return nil }
        contrasts = try Contrasts(context, &notes)
        comparison = try Comparison(context)
        if plan.questions.wantsDrop { drops = TermTest.each(context, &notes) }
        if plan.questions.wantsSideBySide { sideBySide = GroupRatios.all(context, &notes) }
        interactions = Interaction.all(context)
        splines = Spline.all(context)
        guard plan.questions.needsBaseline else { return }
        let hazard = try statistics { () throws(StatisticsError) in
            try CoxBaseline(
                context.model, context.fit.followUp, covariates: context.fit.matrix, strata: context.fit.strata,
                offset: context.fit.offset)
        }
        guard let hazard else {
            notes.append("Nothing can be predicted, as a coefficient of the Cox model is not estimable.")
            return
        }
        if let reference = plan.questions.baseline { baseline = Baseline(hazard, reference) }
        if let column = plan.fitting.offset, !plan.questions.profiles.isEmpty || plan.questions.baseline != nil {
            notes.append("Predicted curves and the baseline hazard are those of a row whose offset '\(column)' is 0.")
        }
        predictions = try Prediction.all(context, hazard, &notes)
        if plan.questions.wantsAdjustedCurves { adjusted = try Adjusted(context, hazard, &notes) }
        if let reference = plan.questions.scores { scores = try Scores(context, reference) }
    }
}

extension CoxQuestions {
    /// Whether a question needs the baseline hazard, or every coefficient.
    fileprivate var needsBaseline: Bool {
        !profiles.isEmpty || wantsAdjustedCurves || baseline != nil || scores != nil
    }
}

extension ModelTerm {
    fileprivate var isSplineOrInteraction: Bool {
        switch self {
        case .spline, .interaction: true
        case .number, .factor: false
        }
    }
}
