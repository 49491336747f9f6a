import TrialNumerics

extension CovariateImbalance {
    /// Compares groups in a factor: signed, by the second level, where it has two levels; by Yang and Dalton's distance where more.
    ///
    /// - Throws: ``StatisticsError`` for lengths that differ, fewer than two groups, or a weight that cannot be.
    public init(
        of levels: Factor, by groups: Factor, weights: [Double]? = nil, spread: Spread = .unweighted
    ) throws(StatisticsError) {
        let weights = try Self.checked(count: levels.count, groups, weights)
        let sides = Self.rows(of: groups).map { rows -> LevelShares? in
            LevelShares(levels, rows, weights).map { weighted in
                var side = weighted
                if spread == .unweighted { side.measuring = LevelShares(levels, rows, nil)?.shares ?? weighted.shares }
                return side
            }
        }
        let isSigned = levels.levels.count == 2
        self.init(
            pairs: Self.pairs(groups.levels.count) { reference, compared in
                guard let one = sides[reference], let other = sides[compared] else {
                    return .failure(AbsentDifference(.noSubjects))
                }
                return Self.distance(one, other, isSigned: isSigned)
            })
    }

    /// The shares of the levels in a group.
    private struct LevelShares {
        let shares: [Double]
        /// The shares whose covariance measures.
        var measuring: [Double]

        /// Shares by weight, or by number if nil; absent where there is no weight.
        init?(_ levels: Factor, _ rows: [Int], _ weights: [Double]?) {
            var sums = [Double](repeating: 0, count: levels.levels.count)
            for row in rows { sums[Int(levels.codes[row])] += weights?[row] ?? 1 }
            let total = sums.reduce(0, +)
            guard total > 0 else { return nil }
            shares = sums.map { $0 / total }
            measuring = shares
        }
    }

    private static func distance(
        _ reference: LevelShares, _ compared: LevelShares, isSigned: Bool
    ) -> Result<Double, AbsentDifference> {
        let (p0, p1) = (reference.measuring, compared.measuring)
        let present = p0.indices.filter { p0[$0] > 0 || p1[$0] > 0 }
        guard present.count > 1 else { return .failure(AbsentDifference(.noVariation)) }
        // The covariance is singular exactly where no level is in both groups.
        guard present.contains(where: { p0[$0] > 0 && p1[$0] > 0 }) else {
            return .failure(AbsentDifference(.noCommonLevel))
        }
        let kept = Array(present.dropFirst())
        let difference = kept.map { compared.shares[$0] - reference.shares[$0] }
        let elements: [Double] = kept.flatMap { row -> [Double] in
            kept.map { column in (multinomial(p0, row, column) + multinomial(p1, row, column)) / 2 }
        }
        let covariance = SymmetricMatrix(order: kept.count, lowerTriangleOf: elements)
        guard let solution = (try? CholeskyFactorization(covariance))?.solve(difference) else {
            return .failure(AbsentDifference(.noCommonLevel))
        }
        let distance = max(0, zip(difference, solution).reduce(0) { $0 + $1.0 * $1.1 }).squareRoot()
        return .success(isSigned && difference[0] < 0 ? -distance : distance)
    }

    /// The covariance of the indicators of two levels, one draw from shares p.
    private static func multinomial(_ p: [Double], _ one: Int, _ other: Int) -> Double {
        one == other ? p[one] * (1 - p[one]) : -p[one] * p[other]
    }
}
