extension PublishedNumber {
    /// All that is said of it, in small letters.
    private var said: String { [place, quantity, group, note ?? ""].joined(separator: " ").lowercased() }

    /// Words of p-values that test something else than whether two groups are alike.
    private static let otherHypotheses = [
        "inferior", "equivalen", "margin", "interaction", "heterogeneity", "historic", "null hypothesis",
        "superiority to",
        "single-arm", "single arm", "trend", "bayes", "posterior", "reference rate", "benchmark", "threshold",
    ]

    /// Words of p-values that come from something else than one table of counts.
    private static let otherTests = [
        "log-rank", "logrank", "log rank", "stratif", "mantel", "cmh", "mcnemar", "paired", "matched", "propensity",
        "weighted", "iptw", "imput", "regression", "logistic", "cox ", "cox-", "poisson", "gee", "mixed model",
        "wilcoxon", "gray's", "repeated measure", "covariate", "multiplicity", "bonferroni", "holm",
    ]

    /// Whether its p-value is said to be of another hypothesis than that of no difference, such as non-inferiority.
    var isOfOtherHypothesis: Bool {
        let text = said
        return Self.otherHypotheses.contains { text.contains($0) }
    }

    /// Whether its p-value is said to be of a test that the counts alone do not give, such as a stratified one.
    var isOfOtherTest: Bool {
        let text = said
        if isOfOtherHypothesis || Self.otherTests.contains(where: { text.contains($0) }) { return true }
        return text.replacing("unadjusted", with: "").contains("adjusted")
    }

    /// Words of limits that are not those of one sample of a fixed size.
    private static let otherLimits = [
        "credib", "bayes", "posterior", "simon", "two-stage", "two stage", "staged", "bootstrap", "sequential",
        "repeated", "cluster", "stratif",
    ]

    /// Whether its limits are said to be of a prior, a staged design, a bootstrap or the like.
    var isOfOtherLimits: Bool {
        let text = said
        return Self.otherLimits.contains { text.contains($0) }
    }

    /// Words of what a model gives rather than a count of subjects.
    private static let modelled: Set<Substring> = [
        "imputation", "imputed", "weighted", "iptw", "adjusted", "modelled", "modeled", "model-based", "marginal",
        "standardised", "standardized", "extrapolated", "pseudo-population",
    ]

    /// Whether a text says that a number is weighted, adjusted or imputed.
    static func isModelled(_ text: String) -> Bool {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }.contains { modelled.contains($0) }
    }
}
