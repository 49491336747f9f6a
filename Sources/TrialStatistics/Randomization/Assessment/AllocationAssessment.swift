/// How well a way of allocating balances the arms, and how well its next allocation can be guessed.
///
/// With N subjects, nⱼ of them in arm j, ρⱼ = wⱼ/S the share of arm j and φⱼ its chance given the history:
///
/// ```
/// imbalance           D = maxⱼ |nⱼ − n·ρⱼ|,                  in two equal arms half of |n₁ − n₂|
/// loss                L = Σ (nⱼ − N·ρⱼ)²/(N·ρⱼ),             subjects wasted; in two equal arms (n₁ − n₂)²/N (Atkinson)
/// correct guesses     of an observer who always guesses the arm that is furthest behind its share (Blackwell and Hodges)
/// excess              expected correct guesses − N·max ρ     the expected bias factor
/// best guesses        mean of maxⱼ φⱼ                        of an observer who knows method, history and the open block's size
/// certain             mean of 1{maxⱼ φⱼ = 1}
/// outsider's          the same two where blocks have random sizes and the observer knows which there are, not which were drawn
/// drift               max over n and j of |P(subject n comes to arm j) − ρⱼ|
/// ```
///
/// Where the states of the method are few the numbers are exact: their probabilities are carried from subject to subject. Else lists
/// are simulated from the seed.
///
/// ```swift
/// let assessment = try AllocationAssessment(scheme, subjects: 80, seed: 1)
/// assessment.guessed.estimate      // 0.75 for blocks of 2
/// assessment.basis                 // .exact
/// ```
///
/// ## References
/// Blackwell & Hodges, *Ann Math Stat* 28 (1957) 449–460. Atkinson, *Stat Med* 21 (2002) 2375–2393; *Stat Sci* 29 (2014) 161–180.
/// Berger, *Selection Bias and Covariate Imbalances in Randomized Clinical Trials* (2005). Kuznetsova & Tymofyeyev, *Stat Med* 31 (2012) 701–723 (drift).
public struct AllocationAssessment: Sendable, Hashable {
    /// What the numbers rest on.
    public enum Basis: Sendable, Hashable {
        /// All lists with their probabilities.
        case exact
        /// So many lists drawn from the seed.
        case simulated(lists: Int, seed: UInt64)
    }

    /// A number, with its Monte Carlo error where it is simulated.
    public struct Measure: Sendable, Hashable {
        /// The number.
        public let estimate: Double
        /// Its standard error; absent where it is exact.
        public let standardError: Double?
    }

    /// An imbalance and its probability.
    public struct Probability: Sendable, Hashable {
        /// D, in subjects.
        public let imbalance: Double
        /// P(D).
        public let probability: Double
    }

    /// The balance among the subjects who have one level of a factor.
    public struct Level: Sendable, Hashable {
        /// The index of the factor, and of the level.
        public let factor: Int, level: Int
        /// The mean number of subjects.
        public let subjects: Double
        /// D at the end among them.
        public let imbalance: Measure
    }

    /// What was assessed.
    public let scheme: AllocationScheme
    /// N.
    public let subjects: Int
    /// What the numbers rest on.
    public let basis: Basis
    /// D after all subjects.
    public let finalImbalance: Measure
    /// The largest D after any subject.
    public let worstImbalance: Measure
    /// L.
    public let loss: Measure
    /// The share of correct guesses of the observer who guesses the arm behind.
    public let guessed: Measure
    /// The share of correct guesses of the observer who knows the chances.
    public let bestGuessed: Measure
    /// The share of allocations that are certain beforehand.
    public let certain: Measure
    /// The share of correct guesses of an observer who does not know the sizes drawn; always simulated, and absent where blocks have no
    /// random sizes or there are strata.
    public let outsiderGuessed: Measure?
    /// The share of allocations that are certain to that observer.
    public let outsiderCertain: Measure?
    /// The probabilities of D after all subjects.
    public let finalProbabilities: [Probability]
    /// The probabilities of the largest D.
    public let worstProbabilities: [Probability]
    /// The mean of D after each subject.
    public let course: [Double]
    /// For each subject the probability of each arm over all lists.
    public let armProbabilities: [[Double]]
    /// The balance within levels of the factors; empty where there are none.
    public let levels: [Level]
    /// The largest D at the end within a stratum; absent where there are none.
    public let worstStratum: Measure?

    /// The expected number of correct guesses above that of guessing the largest arm always.
    public var excess: Double {
        Double(subjects) * (guessed.estimate - Double(scheme.ratio.parts.max() ?? 1) / Double(scheme.ratio.sum))
    }

    /// How far any subject's probability of an arm is from the arm's share.
    public var drift: Double {
        var worst = 0.0
        for probabilities in armProbabilities {
            for (arm, probability) in probabilities.enumerated() {
                worst = max(worst, abs(probability - scheme.ratio.share(arm)))
            }
        }
        return worst
    }

    /// Assesses a scheme over so many subjects.
    ///
    /// - Parameters:
    ///   - scheme: method, ratio and factors.
    ///   - subjects: N; over all strata.
    ///   - prevalences: for each factor the shares of its levels among those who come; equal where empty.
    ///   - lists: the number of lists, where they are simulated; at most 2000 of them for the outsider's view.
    ///   - seed: their seed.
    ///   - cores: how many cores work at most; the result does not depend on it.
    /// - Throws: ``StatisticsError`` naming `subjects`, `lists` or `prevalences`.
    public init(
        _ scheme: AllocationScheme, subjects: Int, prevalences: [[Double]] = [], lists: Int = 10_000, seed: UInt64,
        cores: Int? = nil
    ) throws(StatisticsError) {
        guard (1...100_000).contains(subjects) else {
            throw StatisticsError(
                .invalidValue, argument: "subjects", "subjects is \(subjects); expected 1 to 100000")
        }
        guard (2...10_000_000).contains(lists) else {
            throw StatisticsError(.invalidValue, argument: "lists", "lists is \(lists); expected 2 to 10000000")
        }
        let arrivals = try LevelArrivals(scheme.factors, prevalences: prevalences)
        let tally: BalanceTally
        if scheme.factors.isEmpty, let exact = AllocationChain.tally(scheme, subjects: subjects) {
            tally = exact
            basis = .exact
        } else {
            tally = SimulatedLists(scheme, subjects: subjects, arrivals: arrivals, seed: seed).tally(
                lists, cores: cores)
            basis = .simulated(lists: lists, seed: seed)
        }
        self.scheme = scheme
        self.subjects = subjects
        let isExact = basis == .exact
        func measure(_ which: BalanceTally.Sum) -> Measure { tally.measure(which, isExact: isExact) }
        finalImbalance = measure(.final)
        worstImbalance = measure(.worst)
        loss = measure(.loss)
        guessed = measure(.guessed)
        bestGuessed = measure(.bestGuessed)
        certain = measure(.certain)
        let outside = OutsideView(scheme, subjects: subjects, lists: min(lists, 2000), seed: seed, cores: cores)
        outsiderGuessed = outside?.guessed
        outsiderCertain = outside?.certain
        worstStratum = scheme.isStratified ? measure(.stratum) : nil
        finalProbabilities = tally.probabilities(tally.finals)
        worstProbabilities = tally.probabilities(tally.worsts)
        course = tally.course.map { $0 / tally.weight }
        armProbabilities = tally.arms.map { $0.map { $0 / tally.weight } }
        levels = tally.levels(scheme, isExact: isExact)
    }
}
