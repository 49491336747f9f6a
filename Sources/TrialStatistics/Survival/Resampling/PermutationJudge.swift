import TrialNumerics

/// Turns the sums of scores by group into the statistic that is permuted.
struct PermutationJudge: Sendable {
    let groupCount: Int
    private let components: Int
    private let alternative: HazardAlternative
    /// Of two groups for each component 1/σ, 0 where labels move nothing.
    private var precisions: [Double] = []
    /// Of more groups, those on which Σ is not singular, and its inverse there, row by row.
    private var kept: [Int] = []
    private var inverse: [Double] = []

    /// Statistics that differ by less are equal: the same scores added in another order.
    private static let slack = 1e-9

    /// `nil` where no arrangement differs from another.
    init?(
        _ scores: [Double], _ codes: [Int32], _ bounds: [Int], components: Int, groupCount: Int, _ test: GroupTest,
        _ alternative: HazardAlternative
    ) {
        self.groupCount = groupCount
        self.components = components
        self.alternative = alternative
        let covariances = (0..<components).map {
            Self.covariance(scores, codes, bounds, components: components, groupCount: groupCount, $0)
        }
        if groupCount == 2 {
            precisions = covariances.map { $0[0] > 0 ? 1 / $0[0].squareRoot() : 0 }
            guard precisions.contains(where: { $0 > 0 }) else { return nil }
            return
        }
        let matrix = SymmetricMatrix(order: groupCount, lowerTriangleOf: covariances[0])
        guard let independent = try? PivotedCholesky(matrix, tolerance: 1e-9).independent, !independent.isEmpty else {
            return nil
        }
        let block = independent.flatMap { row in independent.map { matrix[row, $0] } }
        guard
            let factor = try? CholeskyFactorization(
                SymmetricMatrix(order: independent.count, lowerTriangleOf: block))
        else { return nil }
        kept = independent
        inverse = factor.inverse.elements
    }

    /// Σ of the sums of one component: what the permutations give, over strata.
    private static func covariance(
        _ scores: [Double], _ codes: [Int32], _ bounds: [Int], components: Int, groupCount: Int, _ component: Int
    ) -> [Double] {
        var covariance = [Double](repeating: 0, count: groupCount * groupCount)
        for stratum in 0..<bounds.count - 1 {
            let places = bounds[stratum]..<bounds[stratum + 1]
            guard places.count > 1 else { continue }
            var counts = [Double](repeating: 0, count: groupCount)
            for place in places { counts[Int(codes[place])] += 1 }
            let size = Double(places.count)
            let mean = places.reduce(0) { $0 + scores[$1 * components + component] } / size
            let squares = places.reduce(0) { sum, place in
                let score = scores[place * components + component] - mean
                return sum + score * score
            }
            for row in 0..<groupCount {
                for column in 0..<groupCount {
                    let pairs = (row == column ? counts[row] : 0) - counts[row] * counts[column] / size
                    covariance[row * groupCount + column] += pairs / (size - 1) * squares
                }
            }
        }
        return covariance
    }

    /// The statistic of sums by group and component.
    @inline(__always)
    func statistic(_ sums: UnsafeBufferPointer<Double>) -> Double {
        if groupCount == 2 {
            var largest = -Double.infinity
            for component in 0..<components where precisions[component] > 0 {
                largest = max(largest, alternative.extent(of: sums[component] * precisions[component]))
            }
            return largest
        }
        var form = 0.0
        for row in kept.indices {
            for column in kept.indices {
                form += inverse[row * kept.count + column] * sums[kept[row]] * sums[kept[column]]
            }
        }
        return form
    }

    @inline(__always)
    func isAsFarOut(_ sums: UnsafeBufferPointer<Double>, as observed: Double?) -> Bool {
        guard let observed else { return false }
        return statistic(sums) >= observed - Self.slack * max(1, abs(observed))
    }
}
