import TrialNumerics

/// The log likelihood of a logistic model with its derivatives, over contiguous columns; the intercept is coefficient 0.
///
/// Under Firth's penalty the score is Σ (y − π + h(½ − π)) x with h the leverages, and the information stays XᵀWX.
///
/// ## References
/// Heinze & Schemper, *Stat Med* 21 (2002) 2409–2419, section 2.
struct LogisticLikelihood: SmoothLikelihood {
    private let outcomes: [Double]
    private let design: LogisticDesign
    private let penalty: LogisticRegression.Penalty
    /// π at the last evaluation.
    private(set) var probabilities: [Double]
    /// log L without penalty at the last evaluation.
    private(set) var unpenalized = 0.0
    private var linear: [Double]
    private var weights: [Double]
    private var residuals: [Double]
    private let ones: [Double]

    /// Whether Firth's penalty holds the maximum this side of infinity.
    var isPenalized: Bool { penalty == .firth }

    /// The number of coefficients, the intercept among them.
    var order: Int { design.columns.count + 1 }

    init(_ outcomes: [Bool], _ design: LogisticDesign, penalty: LogisticRegression.Penalty) {
        self.outcomes = outcomes.map { $0 ? 1 : 0 }
        self.design = design
        self.penalty = penalty
        ones = [Double](repeating: 1, count: outcomes.count)
        probabilities = ones
        linear = ones
        weights = ones
        residuals = ones
    }

    mutating func evaluate(at beta: [Double], into result: inout LikelihoodEvaluation) {
        predict(beta)
        unpenalized = 0
        for row in outcomes.indices {
            let eta = linear[row]
            // e^{−|η|} does not overflow, and neither π nor 1 − π loses its digits.
            let small = Elementary.exponential(-abs(eta))
            let larger = 1 / (1 + small)
            let smaller = small / (1 + small)
            probabilities[row] = eta >= 0 ? larger : smaller
            weights[row] = larger * smaller
            let isEvent = outcomes[row] == 1
            residuals[row] = isEvent ? (eta >= 0 ? smaller : larger) : -(eta >= 0 ? larger : smaller)
            unpenalized += (isEvent == (eta >= 0) ? 0 : -abs(eta)) - Elementary.logarithmOnePlus(small)
        }
        result.logLikelihood = unpenalized
        fillInformation(&result.information)
        if penalty == .firth { addPenalty(&result) }
        for index in 0..<order {
            result.score[index] = Self.product(residuals, ones, index == 0 ? ones : design.columns[index - 1])
        }
    }

    private mutating func predict(_ beta: [Double]) {
        for row in linear.indices { linear[row] = beta[0] }
        for (index, column) in design.columns.enumerated() {
            let slope = beta[index + 1]
            for row in linear.indices { linear[row] += slope * column[row] }
        }
    }

    private func fillInformation(_ information: inout [Double]) {
        for row in 0..<order {
            for column in 0...row {
                information[row * order + column] = Self.product(
                    weights, row == 0 ? ones : design.columns[row - 1], column == 0 ? ones : design.columns[column - 1])
            }
        }
    }

    /// Adds ½ log det I and turns the residuals into those of Firth's score.
    private mutating func addPenalty(_ result: inout LikelihoodEvaluation) {
        guard let inverse = result.addFirthPenalty() else { return }
        for row in outcomes.indices {
            var leverage = inverse[0]
            for (one, column) in design.columns.enumerated() {
                var sum = 2 * inverse[(one + 1) * order]
                for other in design.columns.indices {
                    sum += inverse[(one + 1) * order + other + 1] * design.columns[other][row]
                }
                leverage += sum * column[row]
            }
            residuals[row] += weights[row] * leverage * (0.5 - probabilities[row])
        }
    }

    /// Σ aᵢbᵢcᵢ, four at a time.
    private static func product(_ a: [Double], _ b: [Double], _ c: [Double]) -> Double {
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                c.withUnsafeBufferPointer { c in
                    var sums = SIMD4<Double>.zero
                    var index = 0
                    while index + 4 <= a.count {
                        let (x, y, z) = (load(a, index), load(b, index), load(c, index))
                        sums += x * y * z
                        index += 4
                    }
                    var sum = sums.sum()
                    while index < a.count {
                        sum += a[index] * b[index] * c[index]
                        index += 1
                    }
                    return sum
                }
            }
        }
    }

    @inline(__always)
    private static func load(_ values: UnsafeBufferPointer<Double>, _ index: Int) -> SIMD4<Double> {
        SIMD4(values[index], values[index + 1], values[index + 2], values[index + 3])
    }
}

extension LogisticLikelihood {
    /// The columns that separate the outcomes along a direction: all with the outcome lie on one side of a plane and all
    /// without on the other, and not all on it. Empty where they do not. Columns that do so by themselves are named first.
    ///
    /// ## References
    /// Albert & Anderson, *Biometrika* 71 (1984) 1–10.
    func separatingColumns(along direction: [Double]) -> [Int] {
        let places = outcomes.indices.map { row in
            design.columns.indices.reduce(direction[0]) { $0 + direction[$1 + 1] * design.columns[$1][row] }
        }
        let range = places.reduce(0) { max($0, abs($1)) }
        guard range > 0, range.isFinite else { return [] }
        let tolerance = 1e-6 * range
        for (place, outcome) in zip(places, outcomes) where (outcome == 1 ? place : -place) < -tolerance { return [] }
        let alone = design.columns.indices.filter(separatesAlone)
        guard alone.isEmpty else { return alone }
        // The columns have unit variance, so that coefficients compare as they are.
        let most = direction.dropFirst().reduce(0) { max($0, abs($1)) }
        return design.columns.indices.filter { abs(direction[$0 + 1]) > 1e-3 * most }
    }

    /// Whether no value of a column with the outcome lies below one without it, or the other way round.
    private func separatesAlone(_ column: Int) -> Bool {
        var (lowest, highest) = ([Double.infinity, .infinity], [-Double.infinity, -.infinity])
        for (value, outcome) in zip(design.columns[column], outcomes) {
            let side = outcome == 1 ? 1 : 0
            lowest[side] = min(lowest[side], value)
            highest[side] = max(highest[side], value)
        }
        return highest[0] <= lowest[1] || highest[1] <= lowest[0]
    }
}
