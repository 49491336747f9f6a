import TrialStatistics
import TrialTables
import TrialValues

/// The propensity score of the subjects who have all covariates, their weights, and how far the scores overlap.
public struct PropensityAnalysis: Sendable {
    /// The rows of the table that have a weight above 0.
    public let rows: [Int]
    /// The groups of these rows, the reference first.
    public let groups: Factor
    /// The number of rows that have a group but not all covariates.
    public let incompleteCount: Int
    /// For each group the number of complete rows that were trimmed away.
    public let trimmed: [Int]
    private let trimmedRows: [Int]
    /// The model of the score, fitted to ``rows``.
    public let model: LogisticRegression
    /// The weights of these rows.
    public let weights: PropensityWeights
    /// How far the scores of these rows overlap.
    public let overlap: PropensityOverlap

    /// - Throws: What is in the way of weights, each naming the option.
    init(_ table: Table, _ columns: BalanceColumns, _ plan: BalancePlan, _ weighting: BalancePlan.Weighting)
        throws(Diagnostics)
    {
        let fault = PropensityFault(table, plan)
        guard columns.groups.levels.count == 2 else {
            throw fault.groups(columns.groups.levels)
        }
        let complete = columns.complete
        incompleteCount = columns.rows.count - complete.count
        guard !complete.isEmpty else { throw fault.noRows(columns) }
        let first = try PropensityScore(columns, complete, weighting, fault)
        do {
            let untrimmed = try PropensityWeights(
                scores: first.model.probabilities, isCompared: first.isCompared, target: weighting.target,
                trim: weighting.trim)
            trimmed = [untrimmed.reference.trimmedCount, untrimmed.compared.trimmedCount]
            let kept = complete.indices.filter { untrimmed.weights[$0] > 0 }.map { complete[$0] }
            trimmedRows = complete.indices.filter { untrimmed.weights[$0] == 0 }.map { columns.rows[complete[$0]] }
            let score =
                kept.count == complete.count ? first : try PropensityScore(columns, kept, weighting, fault)
            rows = kept.map { columns.rows[$0] }
            groups = Factor(uncheckedCodes: kept.map { columns.groups.codes[$0] }, levels: columns.groups.levels)
            model = score.model
            weights = try PropensityWeights(
                scores: score.model.probabilities, isCompared: score.isCompared, target: weighting.target,
                isStabilized: weighting.isStabilized)
            overlap = try PropensityOverlap(scores: score.model.probabilities, isCompared: score.isCompared)
        } catch let problem as StatisticsError {
            throw fault.scores(problem)
        } catch let problems as Diagnostics {
            throw problems
        } catch {
            throw fault.other("\(error)")
        }
    }

    /// For each row of a table its weight: absent where a covariate or the group is missing, 0 where it was trimmed away.
    public func rowWeights(rowCount: Int) -> [Double?] {
        var column = [Double?](repeating: nil, count: rowCount)
        for row in trimmedRows { column[row] = 0 }
        for (row, weight) in zip(rows, weights.weights) { column[row] = weight }
        return column
    }
}

/// The model of the score in some rows.
private struct PropensityScore {
    let model: LogisticRegression
    let isCompared: [Bool]

    /// - Parameter places: the rows, as places in those of the columns.
    init(
        _ columns: BalanceColumns, _ places: [Int], _ weighting: BalancePlan.Weighting, _ fault: PropensityFault
    ) throws(Diagnostics) {
        isCompared = places.map { columns.groups.codes[$0] == 1 }
        guard isCompared.contains(true), isCompared.contains(false) else {
            throw fault.oneGroup(columns, places)
        }
        let rows = places.map { columns.rows[$0] }
        let terms = columns.covariates.flatMap { name, source in Self.terms(name, source, rows) }
        guard !terms.isEmpty else { throw fault.nothingVaries }
        do {
            let matrix = try CovariateMatrix(names: terms.map(\.name), columns: terms.map(\.values))
            model = try LogisticRegression(isCompared, covariates: matrix, penalty: weighting.penalty)
        } catch { throw fault.scores(error) }
        guard model.aliases.count < terms.count else { throw fault.nothingVaries }
        switch model.convergence {
        case .converged: break
        case .notConverged: throw fault.notConverged
        case .separated(let covariates): throw fault.separated(covariates.map { terms[$0].name })
        }
    }

    /// A number as it is, a factor as an indicator of each level but the first that occurs.
    private static func terms(
        _ name: String, _ source: DesignSource, _ rows: [Int]
    ) -> [(name: String, values: [Double])] {
        switch source {
        case .numbers(let cells): return [(name, rows.map { cells.values[$0] })]
        case .levels(let values, _):
            let factor = SurvivalRows.factor(values, rows)
            return factor.levels.indices.dropFirst().map { code in
                ("\(name)[\(factor.levels[code])]", factor.codes.map { $0 == Int32(code) ? 1 : 0 })
            }
        }
    }
}
