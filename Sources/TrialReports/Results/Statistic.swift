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
    case weightedAtRisk = "weighted-at-risk"
    case quantile
    case quantileLower = "quantile-lower"
    case quantileUpper = "quantile-upper"
    case cumulativeHazard = "cumulative-hazard"
    case cumulativeHazardLower = "cumulative-hazard-lower"
    case cumulativeHazardUpper = "cumulative-hazard-upper"
    case cumulativeHazardError = "cumulative-hazard-error"
    case breslowSurvival = "breslow-survival"
    case breslowSurvivalLower = "breslow-survival-lower"
    case breslowSurvivalUpper = "breslow-survival-upper"
    case bandCriticalValue = "band-critical-value"
    case bandFrom = "band-from"
    case bandTo = "band-to"
    case bandLower = "band-lower"
    case bandUpper = "band-upper"
    case conditionalSurvival = "conditional-survival"
    case conditionalSurvivalLower = "conditional-survival-lower"
    case conditionalSurvivalUpper = "conditional-survival-upper"
    case survivalDifference = "survival-difference"
    case survivalDifferenceLower = "survival-difference-lower"
    case survivalDifferenceUpper = "survival-difference-upper"
    case survivalDifferenceP = "survival-difference-p"
    case survivalRatio = "survival-ratio"
    case survivalRatioLower = "survival-ratio-lower"
    case survivalRatioUpper = "survival-ratio-upper"
    case survivalRatioP = "survival-ratio-p"
    case restrictedMean = "restricted-mean"
    case restrictedMeanLower = "restricted-mean-lower"
    case restrictedMeanUpper = "restricted-mean-upper"
    case restrictedMeanError = "restricted-mean-error"
    case timeLost = "time-lost"
    case timeLostLower = "time-lost-lower"
    case timeLostUpper = "time-lost-upper"
    case standardizedMean = "standardized-mean"
    case standardizedMeanError = "standardized-mean-error"
    case meanDifference = "mean-difference"
    case meanDifferenceLower = "mean-difference-lower"
    case meanDifferenceUpper = "mean-difference-upper"
    case meanDifferenceP = "mean-difference-p"
    case meanRatio = "mean-ratio"
    case meanRatioLower = "mean-ratio-lower"
    case meanRatioUpper = "mean-ratio-upper"
    case meanRatioP = "mean-ratio-p"
    case timeLostRatio = "time-lost-ratio"
    case timeLostRatioLower = "time-lost-ratio-lower"
    case timeLostRatioUpper = "time-lost-ratio-upper"
    case timeLostRatioP = "time-lost-ratio-p"
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
    case heterogeneity = "heterogeneity"
    case heterogeneityDegreesOfFreedom = "heterogeneity-degrees-of-freedom"
    case heterogeneityP = "heterogeneity-p"
    case heterogeneityShare = "heterogeneity-share"
    case markerMedian = "marker-median"
    case distance = "distance"
    case logLikelihoodReduced = "log-likelihood-reduced"
    case nonlinearityChiSquare = "nonlinearity-chi-square"
    case nonlinearityDegreesOfFreedom = "nonlinearity-degrees-of-freedom"
    case nonlinearityP = "nonlinearity-p"
    case adjustedDifference = "adjusted-difference"
    case adjustedDifferenceLower = "adjusted-difference-lower"
    case adjustedDifferenceUpper = "adjusted-difference-upper"
    case exponentialMedian = "exponential-median"
    case exponentialMedianLower = "exponential-median-lower"
    case exponentialMedianUpper = "exponential-median-upper"
    case exponentialProbability = "exponential-probability"
    case kaplanMeierProbability = "kaplan-meier-probability"
    case eventTimeMedian = "event-time-median"
    case eventTimeLeast = "event-time-least"
    case eventTimeGreatest = "event-time-greatest"
    case concordance
    case concordanceLower = "concordance-lower"
    case concordanceUpper = "concordance-upper"
    case somersD = "somers-d"
    case concordantPairs = "concordant-pairs"
    case discordantPairs = "discordant-pairs"
    case tiedPairs = "tied-pairs"
    case concordanceDifference = "concordance-difference"
    case concordanceDifferenceLower = "concordance-difference-lower"
    case concordanceDifferenceUpper = "concordance-difference-upper"
    case concordanceDifferenceP = "concordance-difference-p"
    case z
    case pikeHazardRatio = "pike-hazard-ratio"
    case pikeHazardRatioLower = "pike-hazard-ratio-lower"
    case pikeHazardRatioUpper = "pike-hazard-ratio-upper"
    case petoHazardRatio = "peto-hazard-ratio"
    case petoHazardRatioLower = "peto-hazard-ratio-lower"
    case petoHazardRatioUpper = "peto-hazard-ratio-upper"
    case largestZ = "largest-z"
    case score
    case departureChiSquare = "departure-chi-square"
    case departureDegreesOfFreedom = "departure-degrees-of-freedom"
    case departureP = "departure-p"
    case permutationStatistic = "permutation-statistic"
    case arrangements
    case exceedances
    case pLower = "p-lower"
    case pUpper = "p-upper"
    case observedToExpected = "observed-to-expected"
    case observedToExpectedLower = "observed-to-expected-lower"
    case observedToExpectedUpper = "observed-to-expected-upper"
    case zByMean = "z-by-mean"
    case pByMean = "p-by-mean"
    case exactP = "exact-p"
    case replicates
    case separatedReplicates = "separated-replicates"
    case failedReplicates = "failed-replicates"
    case percentileLower = "percentile-lower"
    case percentileUpper = "percentile-upper"
    case basicLower = "basic-lower"
    case basicUpper = "basic-upper"
    case bcaLower = "bca-lower"
    case bcaUpper = "bca-upper"
    case bootstrapStandardError = "bootstrap-standard-error"
    case bootstrapBias = "bootstrap-bias"
    case missing
    case share
    case standardizedDifference = "standardized-difference"
    case missingDifference = "missing-standardized-difference"
    case effectiveCount = "effective-n"
    case trimmed
    case outsideCommonRange = "outside-common-range"
}

/// The analysis that a number of the results belongs to, and with it the set of rows that the number is about.
public enum AnalysisPart: String, Sendable, Hashable, CaseIterable, Encodable {
    /// The file as it was read.
    case file
    /// The Kaplan-Meier curves.
    case curves
    /// Each group by itself.
    case singleArms = "single-arms"
    /// The groups compared at given times.
    case milestones
    /// The restricted mean survival times.
    case restrictedMeans = "restricted-means"
    /// The log-rank test.
    case logRank = "log-rank"
    /// MaxCombo.
    case maxCombo = "max-combo"
    /// The trend along the groups.
    case trend
    /// Pairs of groups.
    case pairwise
    /// The test of the groups by permutations.
    case permutation
    /// Each group against a reference hazard.
    case oneSample = "one-sample"
    /// The Cox model.
    case cox
    /// The test of proportional hazards of the Cox model.
    case proportionalHazards = "proportional-hazards"
    /// How well scores order the events.
    case concordance
    /// The bootstrap of the Cox model.
    case bootstrap
    /// The hazard ratios of the groups from several Cox models.
    case coxSideBySide = "cox-side-by-side"
    /// The interactions of the Cox model.
    case coxInteraction = "cox-interaction"
    /// The splines of the Cox model.
    case coxSpline = "cox-spline"
    /// Linear combinations of its coefficients.
    case coxContrast = "cox-contrast"
    /// Its comparison with a smaller model.
    case coxComparison = "cox-comparison"
    /// The tests of its terms by leaving them out.
    case coxDrop = "cox-drop"
    /// The curves that it predicts.
    case coxPrediction = "cox-prediction"
    /// The curves of the groups standardised to the sample.
    case coxAdjusted = "cox-adjusted"
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
    /// The rows of a forest by subgroup, and its tests of interaction.
    case subgroups
    /// The effect over sliding windows of a marker.
    case slidingWindows = "sliding-windows"
    /// The baseline characteristics of groups.
    case baseline
    /// The same with weights.
    case baselineWeighted = "baseline-weighted"
    /// The propensity score behind the weights.
    case propensity
}
