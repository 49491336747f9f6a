import TrialAnalysis
import TrialFigures
import TrialStatistics

/// How the analysis was done, written from its plan.
struct MethodsSection {
    let words: AnalysisWords

    private var plan: SurvivalPlan { words.plan }
    private var analysis: SurvivalAnalysis { words.analysis }

    var markup: Markup {
        .section("methods", "Methods", paragraphs.map { Markup("p", [:], .text($0)) })
    }

    private var paragraphs: [String] {
        [curves, CurveAnswerSections(words: words).methods, comparison, rows].filter { !$0.isEmpty }.map {
            $0.joined(separator: " ")
        }
    }

    private var curves: [String] {
        var sentences = [
            "Survival was estimated by the Kaplan-Meier method, with pointwise \(words.level) limits from Greenwood's variance on the \(plan.transform.phrase).",
            "Medians are read off the curve and their limits off its limits (Brookmeyer and Crowley); \(plan.quantileRule.phrase).",
            "Median follow-up is that of the curve in which censoring is the event (reverse Kaplan-Meier).",
            plan.grouping.phrase,
        ]
        if plan.entry != nil { sentences.append("A row is at risk after its entry and up to its time.") }
        if let start = plan.startTime {
            sentences.append("Follow-up counts from time \(NumberText.exact(start)), for rows still observed then.")
        }
        if plan.weights != nil {
            sentences.append("Rows count by their case weights; numbers of rows and events do not.")
        }
        return sentences
    }

    private var comparison: [String] {
        var sentences: [String] = []
        let strata = plan.strata.isEmpty ? "" : ", stratified by the combinations of \(AnalysisWords.list(plan.strata))"
        if analysis.logRank != nil {
            let name = analysis.testAnswers?.maxCombo == nil ? plan.weighting.titleInSentence : "MaxCombo"
            sentences.append("Groups were compared by the \(name) test\(strata).")
        }
        sentences += GroupTestsMethods(words: words).sentences
        if analysis.logRank != nil, let formula = plan.weighting.formula {
            let each = plan.strata.isEmpty ? "" : ", taken from each stratum by itself"
            sentences.append(
                "It is a log-rank test in which the event time t weighs \(formula)\(each); the observed and expected events are sums of these weights."
            )
        }
        guard let cox = analysis.cox else { return sentences }
        sentences.append(
            "Hazard ratios are from Cox's proportional-hazards model\(strata), \(cox.model.ties.treatment)\(cox.model.fittingPhrase)."
        )
        if cox.terms.contains(where: { $0.reference != nil }) {
            sentences.append("Each level of a factor is compared with the reference level of that factor.")
        }
        sentences += terms(cox) + answers
        sentences.append(
            "Limits and p-values of single terms are \(cox.model.profiles.isEmpty ? "Wald's, with \(variance)" : "by the profile likelihood"). \(proportionality)"
        )
        return sentences
    }

    private var proportionality: String {
        guard let test = analysis.checks?.proportionalHazards else {
            return "Whether hazards are proportional was not tested."
        }
        let variance = test.isRobust ? " with the robust variance" : ""
        return
            "Whether hazards are proportional was tested by the score test of the products of the terms with \(test.transform.phrase)\(variance) (Grambsch and Therneau)."
    }

    /// How numbers enter that are no lines, and what interacts.
    private func terms(_ cox: CoxAnalysis) -> [String] {
        cox.modelTerms.compactMap { term in
            switch term {
            case .spline(let column, let spline):
                "\(column) enters as a natural cubic spline with \(spline.degreesOfFreedom) columns, its inner knots at quantiles."
            case .interaction(let first, let second):
                "The products of \(first.name) and \(second.name) are in the model."
            case .number, .factor: nil
            }
        }
    }

    /// How predictions were made.
    private var answers: [String] {
        guard let answers = analysis.coxAnswers else { return [] }
        var sentences: [String] = []
        if !answers.predictions.isEmpty || answers.adjusted != nil || answers.baseline != nil {
            let estimator = analysis.cox?.model.ties == .efron ? "Efron" : "Breslow"
            sentences.append(
                "Predicted curves are exp(−H) with \(estimator)'s estimate of the baseline hazard, their limits from the variances of the hazard and of the coefficients (Tsiatis) on the \(plan.transform.phrase)."
            )
        }
        if answers.adjusted != nil {
            sentences.append(
                "Standardised curves average the predictions of all rows with the group set (g-formula), their limits by the delta method for the covariates as they are."
            )
        }
        return sentences
    }

    private var variance: String {
        if let cluster = plan.cluster { return "the robust variance of Lin and Wei, rows of one \(cluster) together" }
        return plan.isRobust ? "the robust variance of Lin and Wei" : "the variance from the information"
    }

    private var rows: [String] {
        [
            "Each part uses the rows that have all it needs; nothing is imputed. \(GroupTestsMethods(words: words).pValues)"
        ]
    }
}

extension CoxRegression {
    /// What was done beside maximising the likelihood, to follow a phrase: ", Firth's penalty, profile limits".
    var fittingPhrase: String {
        let penalty =
            switch penalty {
            case .none: ""
            case .firth: ", Firth's penalty"
            case .ridge: ", ridge"
            }
        return penalty + (profiles.isEmpty ? "" : ", profile limits")
    }
}

extension CoxRegression.Ties {
    /// How tied events are treated, in a sentence.
    var treatment: String {
        switch self {
        case .efron, .breslow: "with \(name)'s treatment of tied events"
        case .discrete: "with the likelihood of discrete time for tied events"
        case .exact: "with the exact marginal likelihood of tied events, the sum over their orders"
        }
    }

    /// The name of the method.
    var name: String {
        switch self {
        case .efron: "Efron"
        case .breslow: "Breslow"
        case .discrete: "discrete"
        case .exact: "exact"
        }
    }
}

extension ConfidenceTransform {
    var phrase: String {
        switch self {
        case .plain: "scale of the probability itself"
        case .log: "log scale"
        case .logLog: "log(−log) scale"
        case .logit: "logit scale"
        case .arcsine: "arcsine square-root scale"
        }
    }
}

extension QuantileRule {
    var phrase: String {
        switch self {
        case .rPrint:
            "where the curve is one half over an interval, the middle of it is taken, or its start where the curve falls no further"
        case .rQuantile: "where the curve is one half over an interval, the middle of it is taken"
        case .strict:
            "where the curve is one half over an interval, the middle of it is taken, or nothing where the curve falls no further"
        }
    }
}

extension TimeGrouping {
    var phrase: String {
        switch self {
        case .automatic:
            "Times are exact where all are whole numbers; else times that differ by rounding alone count as tied."
        case .exact: "Times are tied only where they are exactly equal."
        case .tolerance(let tolerance):
            "Neighbouring times that differ by no more than \(NumberText.exact(tolerance)) times the mean time, or that itself where the mean is below 1, count as tied."
        case .grid(let perUnit): "Times were put on a grid of \(NumberText.exact(perUnit)) to the unit."
        }
    }
}
