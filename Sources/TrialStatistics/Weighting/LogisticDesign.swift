import TrialNumerics

/// The covariates of a logistic model, those that others determine left out, each centred and scaled to unit variance: Newton's
/// method then loses no digits to years such as 1980, and coefficients turn back by a linear map.
struct LogisticDesign {
    /// The columns in the model, standardised.
    let columns: [[Double]]
    /// For each of them its index among the covariates.
    let kept: [Int]
    let aliases: [LogisticRegression.Alias]
    private let means: [Double]
    private let scales: [Double]
    private let covariateCount: Int

    /// The least share of a covariate's variance that must be its own.
    private static let ownVariance = 1e-11

    init(_ covariates: CovariateMatrix) {
        let n = Double(covariates.count)
        covariateCount = covariates.columns.count
        var standardised: [[Double]] = []
        var (places, centers, spreads): ([Int], [Double], [Double]) = ([], [], [])
        var aliases: [LogisticRegression.Alias] = []
        for (index, column) in covariates.columns.enumerated() {
            let rough = column.reduce(0) { $0 + $1 / n }
            let mean = rough + column.reduce(0) { $0 + ($1 - rough) / n }
            let largest = column.reduce(0) { max($0, abs($1 - mean)) }
            let scale = (column.reduce(0) { $0 + (($1 - mean) / largest) * (($1 - mean) / largest) } / n).squareRoot()
            // What is no more than the rounding of the largest value is no variance.
            guard largest > 1e-13 * abs(mean), largest * scale > 0 else {
                aliases.append(.init(covariate: index, others: []))
                continue
            }
            standardised.append(column.map { ($0 - mean) / largest / scale })
            places.append(index)
            centers.append(mean)
            spreads.append(largest * scale)
        }
        var independent = Array(places.indices)
        let products = standardised.flatMap { one in
            standardised.map { other in zip(one, other).reduce(0) { $0 + $1.0 * $1.1 } / n }
        }
        let matrix = SymmetricMatrix(order: places.count, lowerTriangleOf: products)
        if let check = try? PivotedCholesky(matrix, tolerance: Self.ownVariance) {
            independent = check.independent
            aliases += check.dependent.map { dependent in
                .init(covariate: places[dependent.column], others: dependent.terms.map { places[$0.column] })
            }
        }
        columns = independent.map { standardised[$0] }
        kept = independent.map { places[$0] }
        means = independent.map { centers[$0] }
        scales = independent.map { spreads[$0] }
        self.aliases = aliases.sorted { $0.covariate < $1.covariate }
    }

    /// Coefficients and errors of the covariates as they came, from those of standardised columns, the intercept first.
    func unscaled(
        _ beta: [Double], _ covariance: [Double]
    ) -> (intercept: Double, interceptError: Double?, coefficients: [Double?], errors: [Double?]) {
        let order = beta.count
        var coefficients = [Double?](repeating: nil, count: covariateCount)
        var errors = coefficients
        var map = [1.0]
        for (place, index) in kept.enumerated() {
            coefficients[index] = beta[place + 1] / scales[place]
            errors[index] = covariance[(place + 1) * order + place + 1].squareRoot() / scales[place]
            map.append(-means[place] / scales[place])
        }
        let intercept = zip(map, beta).reduce(0) { $0 + $1.0 * $1.1 }
        var variance = 0.0
        for row in 0..<order {
            for column in 0..<order { variance += map[row] * covariance[row * order + column] * map[column] }
        }
        return (intercept, variance > 0 ? variance.squareRoot() : nil, coefficients, errors)
    }
}
