import TrialStatistics
import TrialTables
import TrialValues

/// The concordance of one score: that of the Cox model, or a column of the file.
public struct ScoreConcordance: Sendable {
    /// The column, with a minus before it where low values go with early events; absent for the linear predictor of the
    /// Cox model.
    public let marker: String?
    /// The number of rows it was computed on, without those of weight 0.
    public let count: Int
    /// Its concordance; high values go with early events.
    public let concordance: Concordance
    /// The model's concordance less the marker's, on the rows of the model that have the marker.
    public let difference: ConcordanceDifference?

    /// The model first, then the markers in the order given.
    static func all(
        _ rows: SurvivalRows, _ complete: [Int], _ design: DesignMatrix, _ fit: ModelFit?, _ plan: SurvivalPlan,
        _ notes: inout [String]
    ) throws(Diagnostics) -> [ScoreConcordance] {
        guard let weighting = plan.concordance else { return [] }
        let scoring = ScoringPlan(rows: rows, plan: plan, weighting: weighting)
        do {
            var found: [ScoreConcordance] = []
            let predictors = fit.linearPredictors
            if let predictors {
                let concordance = try scoring.concordance(of: predictors, design.rows)
                found.append(
                    ScoreConcordance(
                        marker: nil, count: scoring.count(design.rows), concordance: concordance, difference: nil))
            } else if !design.terms.isEmpty {
                notes.append(
                    "The concordance of the Cox model is not estimable: \(fit.reasonForNoChecks ?? "there is no model")."
                )
            }
            for name in plan.markers {
                found.append(try scoring.marker(name, rows.withStrata(complete), design.rows, predictors))
            }
            return found
        } catch let error as Diagnostics {
            throw error
        } catch {
            notes.append("The concordance is not estimable: \(error).")
            return []
        }
    }
}

/// How scores are compared with follow-up.
private struct ScoringPlan {
    let rows: SurvivalRows
    let plan: SurvivalPlan
    let weighting: Concordance.TimeWeight

    func concordance(of score: [Double], _ kept: [Int]) throws(StatisticsError) -> Concordance {
        try Concordance(
            rows.followUp(kept, plan), score: score, strata: rows.strataFactor(kept), weighting: weighting,
            upTo: plan.concordanceEnd, clusters: rows.clusterFactor(kept))
    }

    /// How many of some rows have any weight.
    func count(_ kept: [Int]) -> Int { kept.count { rows.weights?.values[$0] != 0 } }

    /// A marker on the rows that have it, and its difference from the model on those of them that are in the model.
    func marker(
        _ name: String, _ complete: [Int], _ ofModel: [Int], _ predictors: [Double]?
    ) throws -> ScoreConcordance {
        let cells = try values(name)
        let kept = rows.withCluster(complete).filter { !cells.missing[$0] }
        guard !kept.isEmpty else {
            throw Diagnostics([
                Diagnostic(.error, "analyze.marker", "no row with follow-up has a value of the marker '\(name)'")
            ])
        }
        let own = try concordance(of: kept.map { cells.values[$0] }, kept)
        guard let predictors else {
            return ScoreConcordance(marker: name, count: count(kept), concordance: own, difference: nil)
        }
        let both = ofModel.indices.filter { !cells.missing[ofModel[$0]] }
        let shared = both.map { ofModel[$0] }
        guard !shared.isEmpty else {
            return ScoreConcordance(marker: name, count: count(kept), concordance: own, difference: nil)
        }
        let difference = try ConcordanceDifference(
            concordance(of: both.map { predictors[$0] }, shared),
            concordance(of: shared.map { cells.values[$0] }, shared), clusters: rows.clusterFactor(shared))
        return ScoreConcordance(marker: name, count: count(kept), concordance: own, difference: difference)
    }

    /// The numbers of a marker, turned where its name has a minus that is no part of the column's.
    private func values(_ name: String) throws(Diagnostics) -> (values: [Double], missing: MissingRows) {
        do throws(Diagnostic) {
            let isTurned = name.hasPrefix("-") && rows.table[name] == nil
            let column = try rows.table.column(named: isTurned ? String(name.dropFirst()) : name)
            guard let numbers = column.numbers else {
                throw Diagnostic(
                    .error, "analyze.marker",
                    "column '\(column.name)' cannot be a marker: it holds \(column.kind.rawValue) values",
                    advice: "a marker is a column of numbers, whose high values should go with early events")
            }
            return (isTurned ? numbers.values.map { -$0 } : numbers.values, numbers.missing)
        } catch {
            throw Diagnostics([error])
        }
    }
}
