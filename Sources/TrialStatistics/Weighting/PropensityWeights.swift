/// Weights by the propensity score that make two groups alike in the covariates of the score.
///
/// The score e is the probability of being in the compared group (z = 1) given the covariates. Which subjects the weighted groups stand
/// for is the ``Target``, and with it the question that a comparison answers.
///
/// ```
/// average    z/e + (1 − z)/(1 − e)             everybody (ATE)
/// treated    z + (1 − z) e/(1 − e)             those of the compared group (ATT)
/// overlap    z (1 − e) + (1 − z) e             those who might well be in either group (ATO)
/// matching   min(e, 1 − e) / (z e + (1 − z)(1 − e))     as if pairs had been matched
/// ```
///
/// Weights answer for the covariates in the score and for no others: a comparison stays one that was not randomised.
///
/// ```swift
/// let weights = try PropensityWeights(scores: [0.8, 0.4, 0.5], isCompared: [true, true, false], target: .overlap)
/// weights.weights               // [0.2, 0.6, 0.5]
/// weights.compared.effectiveCount
/// ```
///
/// ## Edge cases
/// A score of 0 or 1 gives an infinite weight for some targets and is refused, with the index. Trimmed subjects have weight 0. A group that is trimmed away
/// altogether has an effective size of 0.
///
/// ## Validated against
/// The formulas in base R (`Validation/R/baseline-balance.json`).
///
/// ## References
/// Rosenbaum & Rubin, *Biometrika* 70 (1983) 41–55. Robins, Hernán & Brumback, *Epidemiology* 11 (2000) 550–560 (stabilised). Li, Morgan & Zaslavsky, *JASA* 113
/// (2018) 390–400, table 1 (overlap; its weights make the weighted means of a logistic score's covariates equal, theorem 3). Li & Greene, *Int J Biostat* 9 (2013)
/// 215–234 (matching). Crump et al, *Biometrika* 96 (2009) 187–199 (trimming). R `PSweight`, `WeightIt`.
public struct PropensityWeights: Sendable, Hashable {
    /// Which subjects the weighted groups stand for.
    public enum Target: String, Sendable, Hashable, CaseIterable {
        /// All subjects: inverse probability weights.
        case average
        /// The subjects of the compared group.
        case treated
        /// Subjects who might well be in either group.
        case overlap
        /// The subjects of pairs with like scores.
        case matching
    }

    /// The weights of one group.
    public struct Group: Sendable, Hashable {
        /// The number of its subjects.
        public let count: Int
        /// The number of those trimmed.
        public let trimmedCount: Int
        /// The sum of its weights.
        public let sumOfWeights: Double
        /// (Σw)²/Σw², the number of subjects of equal weight that would say as much (Kish).
        public let effectiveCount: Double
        /// The smallest weight of those not trimmed; absent where none is left.
        public let smallest: Double?
        /// The largest weight.
        public let largest: Double?

        init(_ weights: [Double]) {
            let kept = weights.filter { $0 > 0 }
            let squares = kept.reduce(0) { $0 + $1 * $1 }
            count = weights.count
            trimmedCount = weights.count - kept.count
            sumOfWeights = kept.reduce(0, +)
            effectiveCount = squares > 0 ? sumOfWeights * sumOfWeights / squares : 0
            smallest = kept.min()
            largest = kept.max()
        }
    }

    /// Which subjects the weighted groups stand for.
    public let target: Target
    /// Whether the weights of each group are multiplied by its share, so that they are about 1.
    public let isStabilized: Bool
    /// The weight of each subject, 0 where it is trimmed.
    public let weights: [Double]
    /// The weights of the reference.
    public let reference: Group
    /// The weights of the compared group.
    public let compared: Group

    /// Makes weights of scores.
    ///
    /// - Parameters:
    ///   - scores: for each subject the probability of being in the compared group.
    ///   - isCompared: for each subject whether it is.
    ///   - isStabilized: whether to multiply the weights of a group by its share of the subjects.
    ///   - trim: subjects whose score is below this, or above 1 less this, get weight 0.
    /// - Throws: ``StatisticsError`` for lengths that differ, a score that is no probability strictly between 0 and 1, or a trim outside 0..<0.5.
    public init(
        scores: [Double], isCompared: [Bool], target: Target, isStabilized: Bool = false, trim: Double = 0
    ) throws(StatisticsError) {
        guard scores.count == isCompared.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "isCompared",
                "isCompared has \(isCompared.count) elements; expected \(scores.count), one for each score")
        }
        guard trim >= 0, trim < 0.5 else {
            throw StatisticsError(
                .invalidValue, argument: "trim", "trim is \(trim); expected a number from 0 to below 0.5")
        }
        for (index, score) in scores.enumerated() where !(score > 0 && score < 1) {
            throw .invalid("scores", index, score, expected: "a probability strictly between 0 and 1")
        }
        let kept = scores.map { $0 >= trim && $0 <= 1 - trim }
        let comparedCount = zip(kept, isCompared).reduce(0) { $0 + ($1.0 && $1.1 ? 1 : 0) }
        let share = Double(comparedCount) / Double(max(1, kept.reduce(0) { $0 + ($1 ? 1 : 0) }))
        weights = scores.indices.map { index in
            guard kept[index] else { return 0 }
            let factor = isStabilized ? (isCompared[index] ? share : 1 - share) : 1
            return factor * target.weight(scores[index], isCompared: isCompared[index])
        }
        self.target = target
        self.isStabilized = isStabilized
        reference = Group(scores.indices.filter { !isCompared[$0] }.map { [weights] in weights[$0] })
        compared = Group(scores.indices.filter { isCompared[$0] }.map { [weights] in weights[$0] })
    }
}

extension PropensityWeights.Target {
    /// The weight of a subject with a score.
    fileprivate func weight(_ score: Double, isCompared: Bool) -> Double {
        switch self {
        case .average: isCompared ? 1 / score : 1 / (1 - score)
        case .treated: isCompared ? 1 : score / (1 - score)
        case .overlap: isCompared ? 1 - score : score
        case .matching: min(score, 1 - score) / (isCompared ? score : 1 - score)
        }
    }
}
