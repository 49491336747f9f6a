extension PublishedNumber {
    /// All that is said of it, in small letters.
    private var said: String { [place, quantity, group, note ?? ""].joined(separator: " ").lowercased() }

    /// Beginnings of words of p-values that test something else than whether two groups are alike.
    private static let otherHypotheses = [
        "inferior", "noninferior", "equivalen", "interaction", "heterogen", "historic", "trend", "bayes", "posterior",
        "benchmark",
    ]

    /// Beginnings of words of p-values that come from something else than one table of counts.
    private static let otherTests = [
        "logrank", "stratif", "mantel", "cmh", "mcnemar", "paired", "matched", "propensity", "weighted", "iptw",
        "imput", "regression", "logistic", "poisson", "wilcoxon", "covariate", "multiplicity", "bonferroni", "adjusted",
    ]

    private static let phrasesOfHypotheses = [" margin ", " null hypothesis ", " single arm ", " reference rate "]
    private static let phrasesOfTests = [
        " log rank ", " cox ", " gee ", " holm ", " mixed model", " repeated measure", " gray ",
    ]

    /// The words of what is said, parted by single spaces.
    private var wordsSaid: String { " " + said.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " " }

    private static func holds(_ text: String, _ beginnings: [String], _ phrases: [String]) -> Bool {
        beginnings.contains { text.contains(" " + $0) } || phrases.contains { text.contains($0) }
    }

    /// Whether its p-value is said to be of another hypothesis than that of no difference, such as non-inferiority.
    var isOfOtherHypothesis: Bool { Self.holds(wordsSaid, Self.otherHypotheses, Self.phrasesOfHypotheses) }

    /// Whether its p-value is said to be of a test that the counts alone do not give, such as a stratified one.
    var isOfOtherTest: Bool {
        isOfOtherHypothesis || Self.holds(wordsSaid, Self.otherTests, Self.phrasesOfTests)
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
        text.lowercased().hyphenatedWords.contains { modelled.contains($0) }
    }
}
