import TrialNumerics

/// Cox's regression of a case-cohort sample: covariates are known of all cases and of a random subcohort only.
///
/// A subcohort is drawn from the whole cohort at the start; cases are all events of the cohort, in the subcohort or not.
/// Comparing cases with everybody in the sample would overstate their share; the methods differ in who stands for the
/// cohort at an event time:
///
/// ```
/// prentice      the subcohort at risk, and the case itself
/// selfPrentice  the subcohort at risk only
/// linYing       all who are at risk; those without event weigh (N − n_events)/(n_subcohort − n_subcohort events)
/// ```
///
/// The covariance is that of the fit plus what drawing the subcohort adds, with D the influences on β of those drawn:
/// (1 − n_subcohort/N) Σ DDᵀ for the first two, and (1 − m/M) Σ (D − D̄)(D − D̄)ᵀ over the m of M without event for the last.
///
/// ```swift
/// let fit = try CaseCohort(followUp, covariates: matrix, inSubcohort: drawn, cohortSize: 4028)
/// fit.coefficients, fit.standardError(of: 0)
/// ```
///
/// ## Edge cases
/// A row without event that is not in the subcohort has no place in the sample and is refused, and so are a cohort smaller
/// than the sample, weights, and strata. Separated data have no estimate: ``coefficients`` are absent.
///
/// ## Validated against
/// R `survival::cch` on Wilms' tumour data (`Validation/R/case-cohort.json`).
///
/// ## References
/// Prentice, *Biometrika* 73 (1986) 1–11; Self & Prentice, *Annals of Statistics* 16 (1988) 64–81; Lin & Ying, *JASA* 88
/// (1993) 1341–1349; Therneau & Li, *Lifetime Data Analysis* 5 (1999) 99–112, on computing all of these as Cox models with
/// offsets. R `survival::cch` (ties Efron, which for the first two differs from Breslow's only where cases die together).
public struct CaseCohort: Sendable {
    /// Who stands for the cohort at an event time.
    public enum Method: String, Sendable, Hashable, CaseIterable {
        case prentice
        case selfPrentice = "self-prentice"
        case linYing = "lin-ying"
    }

    /// Who stands for the cohort at an event time.
    public let method: Method
    /// The names of the covariates.
    public let names: [String]
    /// The number of observations in the sample.
    public let count: Int
    /// The cases in the sample, all of the cohort.
    public let eventCount: Int
    /// The number in the subcohort.
    public let subcohortCount: Int
    /// The number in the cohort.
    public let cohortSize: Int
    /// How the search for the maximum ended.
    public let convergence: CoxRegression.Convergence
    /// β; absent where it cannot be estimated.
    public let coefficients: [Double?]
    /// The covariance of β with what drawing the subcohort adds, row by row; empty where a coefficient is absent.
    public let covariance: [Double]

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - followUp: times, events and entries of the sample, without weights.
    ///   - covariates: one row an observation.
    ///   - inSubcohort: whether each observation was drawn.
    ///   - cohortSize: the number in the whole cohort, N.
    ///   - method: who stands for the cohort at an event time.
    /// - Throws: ``StatisticsError`` naming what does not fit.
    public init(
        _ followUp: SurvivalTimes, covariates: CovariateMatrix, inSubcohort: [Bool], cohortSize: Int,
        method: Method = .prentice
    ) throws(StatisticsError) {
        try Self.requireSample(followUp, covariates, inSubcohort, cohortSize)
        self.method = method
        names = covariates.names
        count = followUp.count
        eventCount = followUp.events.filter { $0 }.count
        subcohortCount = inSubcohort.filter { $0 }.count
        self.cohortSize = cohortSize
        let sample = Sample(
            followUp: followUp, covariates: covariates, inSubcohort: inSubcohort, cohortSize: cohortSize)
        let answer: (model: CoxRegression, covariance: [Double])
        switch method {
        case .prentice:
            let model = try sample.prentice()
            // Its influences are those of the other estimate, to which it comes as near as to the truth.
            answer = (model, try sample.selfPrentice().covariance)
        case .selfPrentice: answer = try sample.selfPrentice()
        case .linYing: answer = try sample.linYing()
        }
        convergence = answer.model.convergence
        coefficients = answer.model.coefficients
        covariance = coefficients.contains(nil) ? [] : answer.covariance
    }

    /// The standard error of a coefficient.
    public func standardError(of index: Int) -> Double? {
        guard !covariance.isEmpty else { return nil }
        return covariance[index * names.count + index].squareRoot()
    }

    /// exp(β) with Wald limits.
    public func hazardRatio(
        of index: Int, level: ConfidenceLevel = .ninetyFivePercent
    ) -> CoxRegression.HazardRatio? {
        guard let beta = coefficients[index], let error = standardError(of: index) else { return nil }
        return CoxRegression.HazardRatio(
            estimate: Elementary.exponential(beta),
            lower: Elementary.exponential(beta - level.normalQuantile * error),
            upper: Elementary.exponential(beta + level.normalQuantile * error))
    }

    /// Wald's test of one coefficient being 0.
    public func waldTest(of index: Int) -> ChiSquaredTest? {
        guard let beta = coefficients[index], let error = standardError(of: index) else { return nil }
        return ChiSquaredTest(statistic: (beta / error) * (beta / error), degreesOfFreedom: 1)
    }

    private static func requireSample(
        _ followUp: SurvivalTimes, _ covariates: CovariateMatrix, _ inSubcohort: [Bool], _ cohortSize: Int
    ) throws(StatisticsError) {
        guard inSubcohort.count == followUp.count else {
            throw .length("inSubcohort", inSubcohort.count, expected: followUp.count)
        }
        guard covariates.count == followUp.count else {
            throw .length("covariates", covariates.count, expected: followUp.count)
        }
        if followUp.weights != nil {
            throw StatisticsError(
                .invalidValue, argument: "followUp",
                "followUp has weights; a case-cohort sample has those of its design")
        }
        for index in inSubcohort.indices where !inSubcohort[index] && !followUp.events[index] {
            throw StatisticsError(
                .invalidValue, argument: "inSubcohort", index: index,
                "inSubcohort[\(index)] is false of an observation without event; expected all of those to be drawn")
        }
        guard cohortSize >= followUp.count else {
            throw StatisticsError(
                .invalidValue, argument: "cohortSize",
                "cohortSize is \(cohortSize); expected at least the \(followUp.count) of the sample")
        }
        guard inSubcohort.contains(true) else {
            throw StatisticsError(.empty, argument: "inSubcohort", "inSubcohort holds nobody; expected a subcohort")
        }
    }
}

/// The rows that each method makes of a sample.
private struct Sample {
    let followUp: SurvivalTimes
    let covariates: CovariateMatrix
    let inSubcohort: [Bool]
    let cohortSize: Int

    private var order: Int { covariates.columns.count }

    /// Cases outside the subcohort are at risk at their own time only.
    func prentice() throws(StatisticsError) -> CoxRegression {
        var entries = followUp.entries ?? [Double](repeating: 0, count: followUp.count)
        if followUp.entries == nil { for row in entries.indices { entries[row] = min(0, followUp.times[row] - 1) } }
        let before = justBefore()
        for row in entries.indices where !inSubcohort[row] { entries[row] = before[row] }
        let late = SurvivalTimes(
            times: followUp.times, events: followUp.events, entries: entries, weights: nil, gap: followUp.gap)
        return try CoxRegression(late, covariates: covariates)
    }

    /// For each row a time before its own that no other event time lies between.
    private func justBefore() -> [Double] {
        let order = RiskOrder(followUp, strata: nil)
        var result = [Double](repeating: 0, count: followUp.count)
        var previous = -1.0
        var before = -1.0
        for position in 0..<order.count {
            let row = Int(order.rows[position])
            if order.marks[position].contains(.beginsTime) {
                let start = followUp.times[row]
                before = position == 0 ? start - 1 : previous + (start - previous) / 2
            }
            result[row] = before
            previous = followUp.times[row]
        }
        return result
    }

    /// Cases once as events that nobody else is compared with, the subcohort once as those at risk.
    func selfPrentice() throws(StatisticsError) -> (model: CoxRegression, covariance: [Double]) {
        let cases = followUp.events.indices.filter { followUp.events[$0] }
        let drawn = inSubcohort.indices.filter { inSubcohort[$0] }
        let rows = cases + drawn
        let doubled = SurvivalTimes(
            times: rows.map { followUp.times[$0] }, events: rows.indices.map { $0 < cases.count },
            entries: followUp.entries.map { entries in rows.map { entries[$0] } }, weights: nil, gap: followUp.gap)
        let matrix = try CovariateMatrix(
            names: covariates.names, columns: covariates.columns.map { column in rows.map { column[$0] } })
        // e^−100 of a person: what remains of a case in the risk sets is below rounding.
        let offset = rows.indices.map { $0 < cases.count ? -100.0 : 0 }
        let model = try CoxRegression(doubled, covariates: matrix, offset: offset)
        let influences = influences(model, doubled, matrix, offset)
        let share = 1 - Double(drawn.count) / Double(cohortSize)
        var covariance = model.covariance
        add(influences, rows: cases.count..<rows.count, share: share, isCentred: false, to: &covariance)
        return (model, covariance)
    }

    /// Everybody at risk, those without event weighted up to the cohort's.
    func linYing() throws(StatisticsError) -> (model: CoxRegression, covariance: [Double]) {
        let events = followUp.events.filter { $0 }.count
        let without = followUp.events.indices.filter { !followUp.events[$0] }
        guard !without.isEmpty else {
            throw StatisticsError(
                .empty, argument: "followUp", "followUp holds events only; expected some of the subcohort without one")
        }
        let weight = Double(cohortSize - events) / Double(without.count)
        let offset = followUp.events.map { $0 ? 0 : Elementary.logarithm(weight) }
        let model = try CoxRegression(followUp, covariates: covariates, offset: offset)
        let influences = influences(model, followUp, covariates, offset)
        var covariance = model.covariance
        let censored = without.flatMap { Array(influences[$0 * order..<($0 + 1) * order]) }
        let share = 1 - Double(without.count) / Double(cohortSize - events)
        add(censored, rows: 0..<without.count, share: share, isCentred: true, to: &covariance)
        return (model, covariance)
    }

    /// By row the change of β that each observation makes: its score residual times the covariance.
    private func influences(
        _ model: CoxRegression, _ followUp: SurvivalTimes, _ matrix: CovariateMatrix, _ offset: [Double]
    ) -> [Double] {
        let beta = model.coefficients.compactMap { $0 }
        guard beta.count == order else { return [Double](repeating: 0, count: followUp.count * order) }
        var likelihood = CoxLikelihood(followUp, matrix, strata: nil, ties: model.ties, offset: offset)
        let residuals = likelihood.weightedScoreResiduals(at: beta)
        var result = [Double](repeating: 0, count: followUp.count * order)
        for (position, row) in likelihood.order.rows.enumerated() {
            for column in 0..<order {
                var sum = 0.0
                for k in 0..<order { sum += residuals[position * order + k] * model.covariance[k * order + column] }
                result[Int(row) * order + column] = sum
            }
        }
        return result
    }

    /// Adds share · Σ DDᵀ over some rows, about their mean or about 0.
    private func add(
        _ influences: [Double], rows: Range<Int>, share: Double, isCentred: Bool, to covariance: inout [Double]
    ) {
        var mean = [Double](repeating: 0, count: order)
        if isCentred {
            for row in rows { for k in 0..<order { mean[k] += influences[row * order + k] / Double(rows.count) } }
        }
        for row in rows {
            for i in 0..<order {
                for j in 0..<order {
                    covariance[i * order + j] +=
                        share * (influences[row * order + i] - mean[i]) * (influences[row * order + j] - mean[j])
                }
            }
        }
    }
}
