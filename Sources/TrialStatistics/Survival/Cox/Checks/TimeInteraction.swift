import TrialNumerics

/// The score and the variance of the products of a model's covariates with a function g of time, at the model's β.
struct TimeInteraction {
    /// Uγ less what U_β takes from it.
    let score: [Double]
    /// Its variance with β estimated, row by row.
    private let variance: [Double]
    /// The number of contributions that a robust variance is made of.
    private let contributions: Int
    /// The least share of a product's own information that must be left when the others have taken theirs.
    private static let ownInformation = 1e-10

    /// - Returns: `nil` where the information of the model itself is singular.
    init?(_ sums: TimeSums, _ likelihood: borrowing CoxLikelihood, _ robust: CoxRegression.RobustVariance?) {
        let order = sums.score.count
        guard let slopes = Self.slopes(of: sums, order) else { return nil }
        score = (0..<order).map { k in
            (0..<order).reduce(sums.score[k]) { $0 - slopes[$1 * order + k] * sums.ownScore[$1] }
        }
        contributions = likelihood.independentCount(robust)
        if let robust {
            variance = sums.robustVariance(robust, likelihood, slopes)
        } else {
            variance = (0..<order * order).map { element in
                let (row, column) = (element / order, element % order)
                return (0..<order).reduce(sums.second[element]) {
                    $0 - sums.first[row * order + $1] * slopes[$1 * order + column]
                }
            }
        }
    }

    /// I_ββ⁻¹ I_βγ.
    private static func slopes(of sums: TimeSums, _ order: Int) -> [Double]? {
        var factor = sums.information
        var slopes = [Double](repeating: 0, count: order * order)
        var column = [Double](repeating: 0, count: order)
        let isDefinite = factor.withUnsafeMutableBufferPointer { factor in
            guard SymmetricSolve.factor(factor, order: order) else { return false }
            for k in 0..<order {
                for row in 0..<order { column[row] = sums.first[row * order + k] }
                column.withUnsafeMutableBufferPointer { SymmetricSolve.solve(factor, order: order, $0) }
                for row in 0..<order { slopes[row * order + k] = column[row] }
            }
            return true
        }
        return isDefinite ? slopes : nil
    }

    /// The test of γ = 0 for some columns.
    func test(of columns: [Int]) -> ChiSquaredTest? {
        let order = score.count
        let size = columns.count
        guard contributions > size else { return nil }
        var block = columns.flatMap { row in columns.map { variance[row * order + $0] } }
        let diagonal = (0..<size).map { block[$0 * size + $0] }
        let part = columns.map { score[$0] }
        var solution = part
        let isDefinite = block.withUnsafeMutableBufferPointer { block in
            guard SymmetricSolve.factor(block, order: size) else { return false }
            for k in 0..<size {
                let own = block[k * size + k] * block[k * size + k]
                guard own > Self.ownInformation * diagonal[k] else { return false }
            }
            solution.withUnsafeMutableBufferPointer { SymmetricSolve.solve(block, order: size, $0) }
            return true
        }
        guard isDefinite else { return nil }
        return ChiSquaredTest(
            statistic: zip(part, solution).reduce(0) { $0 + $1.0 * $1.1 }, degreesOfFreedom: size)
    }
}

extension CoxLikelihood {
    /// The number of observations, or of clusters that have any.
    func independentCount(_ robust: CoxRegression.RobustVariance?) -> Int {
        guard case .clusters(let clusters) = robust else { return count }
        return Set(order.rows.map { clusters.codes[Int($0)] }).count
    }

    /// Numbers by event time less their mean over the deaths.
    func centredOnDeaths(_ values: [Double]) -> [Double] {
        var sum = 0.0
        for event in 0..<eventTimeCount {
            sum += Double(deathBounds[event + 1] - deathBounds[event]) * values[event]
        }
        let mean = sum / Double(deathBounds[eventTimeCount])
        return values.map { $0 - mean }
    }
}
