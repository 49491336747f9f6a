/// What a number of the results is, by a name that stays the same from version to version.
///
/// `Documentation/Guides/results-json.md` says what each of them means.
public enum Statistic: String, Sendable, Hashable, CaseIterable, Encodable {
    case rows
    case rowsLeftOut = "rows-left-out"
    case count = "n"
    case events
    case sumOfWeights = "sum-of-weights"
    case median
    case medianLower = "median-lower"
    case medianUpper = "median-upper"
    case followUpMedian = "follow-up-median"
    case followUpMedianLower = "follow-up-median-lower"
    case followUpMedianUpper = "follow-up-median-upper"
    case survivalAtEnd = "survival-at-end"
    case atRisk = "at-risk"
    case survival
    case survivalLower = "survival-lower"
    case survivalUpper = "survival-upper"
    case observed
    case expected
    case chiSquare = "chi-square"
    case degreesOfFreedom = "degrees-of-freedom"
    case p
    case mean
    case standardDeviation = "standard-deviation"
    case lowerQuartile = "lower-quartile"
    case upperQuartile = "upper-quartile"
    case smallest
    case largest
    case statistic
    case degreesOfFreedomWithin = "degrees-of-freedom-within"
    case estimate
    case estimateLower = "estimate-lower"
    case estimateUpper = "estimate-upper"
    case marginLower = "margin-lower"
    case marginUpper = "margin-upper"
    case oneSidedP = "one-sided-p"
    case isShown = "shown"
    case weight
    case adjustedP = "adjusted-p"
    case isRejected = "rejected"
    case coefficient
    case standardError = "standard-error"
    case hazardRatio = "hazard-ratio"
    case hazardRatioLower = "hazard-ratio-lower"
    case hazardRatioUpper = "hazard-ratio-upper"
    case logLikelihoodNull = "log-likelihood-null"
    case logLikelihood = "log-likelihood"
    case likelihoodRatioChiSquare = "likelihood-ratio-chi-square"
    case likelihoodRatioDegreesOfFreedom = "likelihood-ratio-degrees-of-freedom"
    case likelihoodRatioP = "likelihood-ratio-p"
    case scoreChiSquare = "score-chi-square"
    case scoreDegreesOfFreedom = "score-degrees-of-freedom"
    case scoreP = "score-p"
    case waldChiSquare = "wald-chi-square"
    case waldDegreesOfFreedom = "wald-degrees-of-freedom"
    case waldP = "wald-p"
    case exponentialMedian = "exponential-median"
    case exponentialMedianLower = "exponential-median-lower"
    case exponentialMedianUpper = "exponential-median-upper"
    case exponentialProbability = "exponential-probability"
    case kaplanMeierProbability = "kaplan-meier-probability"
    case eventTimeMedian = "event-time-median"
    case eventTimeLeast = "event-time-least"
    case eventTimeGreatest = "event-time-greatest"
}

/// The analysis that a number of the results belongs to, and with it the set of rows that the number is about.
public enum AnalysisPart: String, Sendable, Hashable, CaseIterable, Encodable {
    /// The file as it was read.
    case file
    /// The Kaplan-Meier curves.
    case curves
    /// Each group by itself.
    case singleArms = "single-arms"
    /// The log-rank test.
    case logRank = "log-rank"
    /// The Cox model.
    case cox
    /// The groups of a comparison.
    case groups
    /// The tests of a comparison.
    case tests
    /// The estimates of a comparison.
    case estimates
    /// The test of a comparison against a margin.
    case margin
    /// Several hypotheses at one level.
    case multiplicity
}
