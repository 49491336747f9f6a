import TrialNumerics

/// Exact unconditional limits of a risk difference, and the exact test that it is beyond a margin: Chan and Zhang's.
///
/// Tables are ordered by the score statistic z(δ). The p-value against a difference δ is the largest chance, over all p₂ with p₁ = p₂ + δ, of a table at least
/// as extreme as the one seen:
///
/// ```
/// p₊(δ) = sup over p₂ of P(z(X; δ) ≥ z(x; δ); p₂ + δ, p₂)     lower limit: the δ at which p₊ passes α/2
/// p₋(δ) = sup over p₂ of P(z(X; δ) ≤ z(x; δ); p₂ + δ, p₂)     upper limit: the δ at which p₋ passes α/2
/// ```
///
/// For a fixed δ the chance is a polynomial in p₂, brought into Bernstein form on the range of p₂, where halving with bounds proves its supremum
/// as in ``UnconditionalExactTest``. The extreme tables make a staircase, walked from step to step.
///
/// ```swift
/// let two = TwoProportions(try Proportion(7, of: 15), try Proportion(12, of: 15))
/// try ExactRiskDifference(two).estimate.limits      // −0.637 to 0.024
/// ```
///
/// ## Edge cases
/// p₊ and p₋ jump where tables change places, so that they may pass α/2 more than once; the limits are found by bisection from the ends of the scale to the
/// score limits' side and proved there to 10⁻⁷. Groups above ``largestGroup`` are refused.
///
/// ## Validated against
/// A direct sum over all tables in R, their z by the closed form of the cubic, p₂ on a grid with refinement (`Validation/R/exact-difference.json`).
///
/// ## References
/// Chan & Zhang, *Biometrics* 55 (1999) 1202–1209. Chan, *Stat Med* 17 (1998) 1403–1413 (non-inferiority). Santner & Snell, *JASA* 75 (1980) 386–394. SAS `PROC FREQ; EXACT
/// RISKDIFF(METHOD=SCORE)`.
public struct ExactRiskDifference: Sendable, Hashable {
    /// The largest group for which it is done.
    public static let largestGroup = 200

    /// p₁ − p₂ with its exact limits.
    public let estimate: IntervalEstimate
    private let two: TwoProportions

    /// Finds the limits.
    ///
    /// - Throws: ``StatisticsError`` for a group above ``largestGroup``.
    /// - Complexity: some fifty values of δ, each O(n₁n₂²) for the polynomial and O(N²) for each halving.
    public init(
        _ two: TwoProportions, level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        for (index, size) in [two.first.count, two.second.count].enumerated() where size > Self.largestGroup {
            throw StatisticsError(
                .invalidValue, argument: "two", index: index,
                "group \(index) has \(size) subjects; expected at most \(Self.largestGroup)")
        }
        self.two = two
        let tail = (1 - level.coverage) / 2
        let turned = TwoProportions(two.second, two.first)
        // The upper limit is the lower one of the exchanged groups, turned.
        estimate = IntervalEstimate(
            two.difference, Self.lower(two, tail), -Self.lower(turned, tail))
    }

    /// The exact one-sided p-value of p₁ − p₂ ≤ δ: evidence for a larger difference.
    ///
    /// - Returns: `nil` unless −1 < δ < 1.
    public func greater(than delta: Double) -> Double? { Self.pValue(two, delta) }

    /// The exact one-sided p-value of p₁ − p₂ ≥ δ: evidence for a smaller difference.
    ///
    /// - Returns: `nil` unless −1 < δ < 1.
    public func less(than delta: Double) -> Double? { Self.pValue(TwoProportions(two.second, two.first), -delta) }

    private static func pValue(_ two: TwoProportions, _ delta: Double) -> Double? {
        guard delta > -1, delta < 1 else { return nil }
        return min(1, ExtremeDifferences(two, delta).largestChance)
    }

    /// The δ from which on p₊ is above the tail, by bisection.
    private static func lower(_ two: TwoProportions, _ tail: Double) -> Double {
        // At the estimate itself half of all tables and more are as extreme.
        var (low, high) = (-1.0, min(two.difference, 1 - 1e-9))
        guard low < high else { return -1 }
        while high - low > 1e-9 {
            let middle = low + (high - low) / 2
            if (pValue(two, middle) ?? 0) > tail { high = middle } else { low = middle }
        }
        return high - 1e-9 <= -1 ? -1 : low + (high - low) / 2
    }
}

/// The tables whose z at a difference δ is no smaller than that of the one seen, and how likely they can be.
struct ExtremeDifferences {
    private let two: TwoProportions
    private let delta: Double
    /// For each count of the second group the smallest count of the first that is extreme; one more than there is where none is.
    let steps: [Int]

    /// Two statistics that differ by no more than this are equal.
    private static let tie = 1e-9

    init(_ two: TwoProportions, _ delta: Double) {
        self.two = two
        self.delta = delta
        let (n1, n2) = (two.first.count, two.second.count)
        func z(_ x1: Int, _ x2: Int) -> Double {
            let table = TwoProportions(Proportion(unchecked: x1, n1), Proportion(unchecked: x2, n2))
            let statistic = ScoreStatistic(two: table, contrast: .riskDifference, variance: .farringtonManning)
            return statistic.z(at: delta) ?? (table.difference > delta ? 1e9 : -1e9)
        }
        let seen = z(two.first.successes, two.second.successes) - Self.tie
        // z rises with x₁ and falls with x₂: the steps only rise.
        var (steps, first) = ([Int](), 0)
        for second in 0...n2 {
            while first <= n1, z(first, second) < seen { first += 1 }
            steps.append(first)
        }
        self.steps = steps
    }

    /// The largest chance of these tables over all p₂ with p₁ = p₂ + δ.
    var largestChance: Double {
        let (low, high) = (max(0, -delta), min(1, 1 - delta))
        let first = max(0, low + delta)...min(1, high + delta)
        return BernsteinMaximum(coefficients: coefficients(first: first, second: low...high), precision: 1e-9).value
    }

    /// The Bernstein coefficients of Σ b(x₂; n₂, p₂) P(X₁ ≥ step(x₂); n₁, p₁), both proportions running over their ranges in step.
    ///
    /// The product of two polynomials in Bernstein form has the coefficients Σ aᵢbⱼ C(n₁, i) C(n₂, j) / C(N, i + j).
    private func coefficients(first: ClosedRange<Double>, second: ClosedRange<Double>) -> [Double] {
        let (n1, n2) = (two.first.count, two.second.count)
        let width = n2 + 1
        var products = [Double](repeating: 0, count: (n1 + 1) * width)
        for (x2, step) in steps.enumerated() where step <= n1 {
            let tail = BernsteinMaximum.restricted((0...n1).map { $0 >= step ? 1 : 0 }, to: first)
            let point = BernsteinMaximum.restricted((0...n2).map { $0 == x2 ? 1 : 0 }, to: second)
            products.withUnsafeMutableBufferPointer { products in
                for i in 0...n1 where tail[i] > 0 {
                    for j in 0...n2 { products[i &* width &+ j] += tail[i] * point[j] }
                }
            }
        }
        let logs = LogFactorials(upTo: n1 + n2)
        func choose(_ n: Int, _ k: Int) -> Double { logs[n] - logs[k] - logs[n - k] }
        var sums = [Double](repeating: 0, count: n1 + n2 + 1)
        for i in 0...n1 {
            for j in 0...n2 where products[i * width + j] > 0 {
                let weight = choose(n1, i) + choose(n2, j) - choose(n1 + n2, i + j)
                sums[i + j] += products[i * width + j] * Elementary.exponential(weight)
            }
        }
        return sums
    }
}
