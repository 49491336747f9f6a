/// How far groups differ in a covariate, in units of its spread within them: the standardised mean difference (SMD).
///
/// A p-value of baseline characteristics answers how likely chance is, which randomisation has answered already; the SMD
/// says how far the groups are apart, whatever their size. Beyond 0.1 in absolute value is often called imbalanced.
///
/// ```
/// a number      (x̄₁ − x̄₀) / √((s₁² + s₀²)/2)
/// two levels    (p₁ − p₀) / √((p₁(1 − p₁) + p₀(1 − p₀))/2)
/// k levels      √((p₁ − p₀)ᵀ S⁻¹ (p₁ − p₀)),   S the mean of the two covariance matrices of k − 1 indicators
/// ```
///
/// With weights means and shares are weighted, and ``Spread`` says whether s, p(1 − p) and S are.
///
/// ```swift
/// let arm = Factor(["A", "A", "A", "B", "B", "B"])
/// try CovariateImbalance(of: [1, 2, 3, 2, 3, 4], by: arm).pairs[0].difference      // 1
/// ```
///
/// ## Edge cases
/// A covariate that varies in neither group has no spread: the difference is absent, as it is where groups have no level in common or
/// a group has one subject only. Levels that neither group has are left out.
///
/// ## Validated against
/// The formulas in base R (`Validation/R/baseline-balance.json`).
///
/// ## References
/// Yang & Dalton, *SAS Global Forum* 2012, paper 335 (k levels). Austin, *Stat Med* 28 (2009) 3083–3107. R `tableone`,
/// `cobalt`.
public struct CovariateImbalance: Sendable, Hashable {
    /// Whose spread a weighted difference is measured by.
    public enum Spread: String, Sendable, Hashable, CaseIterable {
        /// That without weights, so that a difference before and after weighting differs in its means alone: R `cobalt`.
        case unweighted
        /// That with weights: Austin & Stuart 2015, R `tableone` with `survey`.
        case weighted
    }

    /// Why a difference cannot be given.
    public enum Absence: String, Sendable, Hashable, CaseIterable {
        case noSubjects, oneSubject, noVariation, noCommonLevel

        /// The reason in words.
        public var reason: String {
            switch self {
            case .noSubjects: "a group has no subject with a value"
            case .oneSubject: "a group has one subject only, which has no spread"
            case .noVariation: "the values vary in neither group"
            case .noCommonLevel: "the groups have no level in common"
            }
        }
    }

    /// Two groups compared.
    public struct Pair: Sendable, Hashable {
        /// The index of the group that the other is compared with.
        public let reference: Int
        /// The index of the group that is compared.
        public let compared: Int
        /// The standardised difference, compared less reference; without a sign for three levels and more.
        public let difference: Double?
        /// Why there is none.
        public let absence: Absence?

        init(_ reference: Int, _ compared: Int, _ result: Result<Double, AbsentDifference>) {
            self.reference = reference
            self.compared = compared
            switch result {
            case .success(let difference): (self.difference, absence) = (difference, nil)
            case .failure(let failure): (difference, absence) = (nil, failure.absence)
            }
        }
    }

    /// Every pair of groups, the earlier one as the reference.
    public let pairs: [Pair]

    /// The pair that differs most; absent where no difference can be given.
    public var largest: Pair? {
        pairs.filter { $0.difference != nil }.max { abs($0.difference ?? 0) < abs($1.difference ?? 0) }
    }

    /// Compares groups in a number.
    ///
    /// - Throws: ``StatisticsError`` for lengths that differ, fewer than two groups, or a value or weight that cannot be.
    public init(
        of values: [Double], by groups: Factor, weights: [Double]? = nil, spread: Spread = .unweighted
    ) throws(StatisticsError) {
        let weights = try Self.checked(count: values.count, groups, weights)
        try checkFinite(values, "values")
        let rows = Self.rows(of: groups)
        var sides: [Side?] = []
        for group in rows {
            let (own, ownWeights) = (group.map { values[$0] }, group.map { weights[$0] })
            guard !own.isEmpty, ownWeights.contains(where: { $0 > 0 }) else {
                sides.append(nil)
                continue
            }
            let weighted = try WeightedSummary(own, weights: ownWeights)
            let deviation =
                spread == .weighted ? weighted.standardDeviation : try WeightedSummary(own).standardDeviation
            sides.append(Side(mean: weighted.mean, deviation: deviation))
        }
        pairs = Self.pairs(groups.levels.count) { Self.difference(sides[$0], sides[$1]) }
    }

    /// A group in a number: its mean, and the standard deviation that measures.
    private struct Side {
        let mean: Double
        let deviation: Double?
    }

    private static func difference(_ reference: Side?, _ compared: Side?) -> Result<Double, AbsentDifference> {
        guard let reference, let compared else { return .failure(AbsentDifference(.noSubjects)) }
        guard let s0 = reference.deviation, let s1 = compared.deviation else {
            return .failure(AbsentDifference(.oneSubject))
        }
        // A square may exceed what a number holds where the deviation does not.
        let most = max(s0, s1)
        // What is no more than the rounding of a mean is no spread.
        guard most > 1e-14 * max(abs(reference.mean), abs(compared.mean)) else {
            return .failure(AbsentDifference(.noVariation))
        }
        let pooled = most * (((s0 / most) * (s0 / most) + (s1 / most) * (s1 / most)) / 2).squareRoot()
        let difference = (compared.mean - reference.mean) / pooled
        return difference.isFinite ? .success(difference) : .failure(AbsentDifference(.noVariation))
    }

    static func pairs(_ count: Int, _ difference: (Int, Int) -> Result<Double, AbsentDifference>) -> [Pair] {
        (0..<count).flatMap { reference in
            (reference + 1..<count).map { Pair(reference, $0, difference(reference, $0)) }
        }
    }

    /// The rows of each group.
    static func rows(of groups: Factor) -> [[Int]] {
        var rows = [[Int]](repeating: [], count: groups.levels.count)
        for (index, code) in groups.codes.enumerated() { rows[Int(code)].append(index) }
        return rows
    }

    static func checked(count: Int, _ groups: Factor, _ weights: [Double]?) throws(StatisticsError) -> [Double] {
        guard groups.count == count else {
            throw StatisticsError(
                .lengthMismatch, argument: "groups",
                "groups has \(groups.count) elements; expected \(count), one for each observation")
        }
        guard groups.levels.count > 1 else {
            throw StatisticsError(
                .invalidValue, argument: "groups", "groups has \(groups.levels.count) levels; expected at least two")
        }
        return try WeightedSummary.checked(weights, count: count)
    }

    init(pairs: [Pair]) { self.pairs = pairs }
}

/// Carries why a difference is absent.
struct AbsentDifference: Error {
    let absence: CovariateImbalance.Absence

    init(_ absence: CovariateImbalance.Absence) { self.absence = absence }
}
