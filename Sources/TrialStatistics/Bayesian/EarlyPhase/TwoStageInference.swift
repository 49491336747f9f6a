import TrialNumerics

/// What a trial in two stages says of the response rate, exactly: x/n alone is biased, since the trial went on for a reason.
///
/// ```
/// order: stops for futility by x, then the second stage by x, then stops for efficacy by x
/// p = P(as far or further in the order | p₀),   limits where either tail is α/2
/// UMVUE: x₁/n₁ after one stage, else Σ C(n₁ − 1, i − 1) C(n₂, x − i) / Σ C(n₁, i) C(n₂, x − i) over the i that go on
/// ```
///
/// ```swift
/// let result = try TwoStageInference(design, responses: 6, of: 29, null: 0.1)
/// result.unbiased            // 0.227…
/// result.pValue
/// ```
///
/// ## Validated against
/// Sums over all outcomes in exact fractions (`Validation/Python/two-stage-designs.json`).
///
/// ## References
/// Jung & Kim, *Stat Med* 23 (2004) 881–896. Jung, Owzar, George & Lee, *J Biopharm Stat* 16 (2006) 765–775. Jennison & Turnbull, *Technometrics* 25 (1983) 49–58.
public struct TwoStageInference: Sendable, Hashable {
    /// The design.
    public let design: TwoStageDesign
    /// x, the responses when the trial ended.
    public let responses: Int
    /// The patients when the trial ended.
    public let subjects: Int
    /// x/n, biased.
    public let proportion: Double
    /// The uniformly minimum variance unbiased estimate.
    public let unbiased: Double
    /// The rate at which half of the outcomes are as far or further: nearly median-unbiased.
    public let median: Double
    /// The one-sided p-value against p₀.
    public let pValue: Double
    /// The exact limits.
    public let limits: ConfidenceLimits

    /// The result of a trial that ended after the first stage or the second.
    ///
    /// - Throws: ``StatisticsError`` that names `subjects`, `responses` (which must be ones at which the trial ends there) or `null`.
    public init(
        _ design: TwoStageDesign, responses: Int, of subjects: Int, null: Double,
        level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        guard null > 0, null < 1 else {
            throw StatisticsError(
                .invalidValue, argument: "null", "null is \(null); expected a number between 0 and 1")
        }
        let space = OutcomeSpace(design)
        guard subjects == design.first || subjects == design.total else {
            throw StatisticsError(
                .invalidValue, argument: "subjects",
                "subjects is \(subjects); expected \(design.first) or \(design.total), where a stage ends")
        }
        guard let place = space.place(responses, of: subjects) else {
            throw StatisticsError(
                .invalidValue, argument: "responses",
                "responses is \(responses); expected a count at which the trial ends after \(subjects) patients")
        }
        self.design = design
        self.responses = responses
        self.subjects = subjects
        proportion = Double(responses) / Double(subjects)
        unbiased = space.unbiased(at: place)
        pValue = space.tail(from: place, rate: null)
        let tail = (1 - level.coverage) / 2
        median = space.rate(whereTailFrom: place, is: 0.5) ?? (responses == 0 ? 0 : 1)
        limits = ConfidenceLimits(
            lower: responses == 0 ? 0 : space.rate(whereTailFrom: place, is: tail),
            upper: responses == subjects ? 1 : space.rate(whereTailFrom: place + 1, is: 1 - tail))
    }
}

/// All outcomes of a design in their order, with the number of ways to each.
private struct OutcomeSpace {
    struct Outcome {
        let responses, subjects: Int
        /// The logarithm of the number of sequences that lead there.
        let logWays: Double
        let unbiased: Double
    }

    let outcomes: [Outcome]

    init(_ design: TwoStageDesign) {
        func early(_ x: Int) -> Outcome {
            Outcome(
                responses: x, subjects: design.first, logWays: LogBinomial.coefficient(design.first, x),
                unbiased: Double(x) / Double(design.first))
        }
        let goesOn = design.futility + 1..<(design.efficacy ?? design.first + 1)
        let late = (0...design.total).compactMap { Self.late($0, design, goesOn) }
        outcomes =
            (0..<goesOn.lowerBound).map(early) + late
            + stride(from: goesOn.upperBound, through: design.first, by: 1).map(early)
    }

    /// The outcome of the second stage with so many responses in all, if it can be.
    private static func late(_ x: Int, _ design: TwoStageDesign, _ goesOn: Range<Int>) -> Outcome? {
        let firsts =
            max(
                goesOn.lowerBound, x - design.second)..<max(
                max(goesOn.lowerBound, x - design.second), min(goesOn.upperBound, x + 1))
        guard !firsts.isEmpty else { return nil }
        let logs = firsts.map {
            LogBinomial.coefficient(design.first, $0) + LogBinomial.coefficient(design.second, x - $0)
        }
        let largest = logs.max() ?? 0
        let weights = logs.map { Elementary.exponential($0 - largest) }
        let sum = weights.reduce(0, +)
        // C(n₁ − 1, i − 1) = C(n₁, i) i/n₁.
        let mean = zip(firsts, weights).map { Double($0) * $1 }.reduce(0, +) / sum
        return Outcome(
            responses: x, subjects: design.total, logWays: largest + Elementary.logarithm(sum),
            unbiased: mean / Double(design.first))
    }

    func place(_ responses: Int, of subjects: Int) -> Int? {
        outcomes.firstIndex { $0.responses == responses && $0.subjects == subjects }
    }

    func unbiased(at place: Int) -> Double { outcomes[place].unbiased }

    /// P(an outcome from a place on).
    func tail(from place: Int, rate: Double) -> Double {
        if rate <= 0 { return place == 0 ? 1 : 0 }
        if rate >= 1 { return place < outcomes.count ? 1 : 0 }
        let (yes, no) = (Elementary.logarithm(rate), Elementary.logarithm(1 - rate))
        func probability(_ one: Outcome) -> Double {
            Elementary.exponential(
                one.logWays + Double(one.responses) * yes + Double(one.subjects - one.responses) * no)
        }
        return min(1, outcomes[place...].map(probability).reduce(0, +))
    }

    /// The rate at which that tail is a probability; nil where there is none.
    func rate(whereTailFrom place: Int, is probability: Double) -> Double? {
        guard place > 0, place < outcomes.count else { return nil }
        return try? BrentRoot(of: { tail(from: place, rate: $0) - probability }, in: 0...1, tolerance: 1e-14).value
    }
}

/// Logarithms of binomial coefficients.
private enum LogBinomial {
    /// log C(n, k) from the binomial distribution with p = ½.
    static func coefficient(_ n: Int, _ k: Int) -> Double {
        guard let even = try? Binomial(trials: n, probability: 0.5) else { return 0 }
        return even.logProbability(of: k) + Double(n) * 0.6931471805599453
    }
}
