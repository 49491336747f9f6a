import TrialStatistics
import TrialTables
import TrialValues

/// What to analyse in the flat file of a case-cohort sample.
public struct CaseCohortPlan: Sendable, Hashable {
    /// The columns of follow-up, group and covariates, and the conventions.
    public var survival: SurvivalPlan
    /// The column that says of each row whether it was drawn: 0 and 1, or true and false.
    public var subcohort: String
    /// The number in the whole cohort.
    public var cohortSize: Int
    /// Who stands for the cohort at an event time.
    public var method = CaseCohort.Method.prentice

    /// A plan by Prentice's method.
    public init(_ survival: SurvivalPlan, subcohort: String, cohortSize: Int) {
        self.survival = survival
        self.subcohort = subcohort
        self.cohortSize = cohortSize
    }
}

/// Cox's regression of the flat file of a case-cohort sample.
///
/// Rows without a value in a column of the model are left out, and a note says how many. A row that is neither case nor
/// drawn is refused by its number.
///
/// ```swift
/// let analysis = try CaseCohortAnalysis(table, CaseCohortPlan(plan, subcohort: "drawn", cohortSize: 4028))
/// analysis.fit.hazardRatio(of: 0)
/// ```
public struct CaseCohortAnalysis: Sendable {
    /// What was asked for.
    public let plan: CaseCohortPlan
    /// The rows of the file.
    public let rowCount: Int
    /// The cases that were drawn.
    public let casesInside: Int
    /// The cases that were not.
    public let casesOutside: Int
    /// The model.
    public let fit: CaseCohort
    /// What a reader of the numbers has to know, in sentences.
    public let notes: [String]

    /// Runs a plan on a table.
    ///
    /// - Throws: ``TrialValues/Diagnostics`` with what is in the way.
    public init(_ table: Table, _ plan: CaseCohortPlan) throws(Diagnostics) {
        var notes: [String] = []
        let read = try SurvivalRows(table, plan.survival, notes: &notes)
        let drawn = try Self.drawn(table, plan.subcohort)
        for row in 0..<table.rowCount where drawn[row] == false && read.events[row] == false {
            throw Self.refusal(
                "row", "row \(row + 1) is neither case nor in the subcohort",
                "leave such rows out of the file, or look for a slip in column '\(plan.subcohort)'")
        }
        let complete = read.complete.filter { drawn[$0] != nil }
        let design = try DesignMatrix(table, plan.survival, read.group, rows: complete, notes: &notes)
        let rows = design.rows
        guard !rows.isEmpty, !design.terms.isEmpty else {
            throw Self.refusal("no-rows", "no row has a value in all columns, or no covariate varies", nil)
        }
        // The check of the reference level.
        _ = try read.groupFactor(rows, plan.survival)
        let inside = rows.map { drawn[$0] == true }
        do {
            fit = try CaseCohort(
                read.followUp(rows, plan.survival),
                covariates: CovariateMatrix(names: design.terms.map(\.name), columns: design.columns),
                inSubcohort: inside, cohortSize: plan.cohortSize, method: plan.method)
        } catch {
            throw Self.refusal("\(error.code)", error.description, nil)
        }
        casesInside = rows.filter { read.events[$0] == true && drawn[$0] == true }.count
        casesOutside = fit.eventCount - casesInside
        self.plan = plan
        rowCount = table.rowCount
        self.notes = notes + Self.remarks(fit, left: table.rowCount - rows.count)
    }

    private static func remarks(_ fit: CaseCohort, left: Int) -> [String] {
        var notes: [String] = []
        if left > 0 {
            notes.append(
                "Rows left out for a missing value: \(left). The cohort size stands as given, with those rows counted.")
        }
        if fit.coefficients.contains(nil) {
            notes.append("The hazard ratios cannot be estimated: a covariate separates the cases or repeats others.")
        }
        return notes
    }

    private static func drawn(_ table: Table, _ name: String) throws(Diagnostics) -> [Bool?] {
        let column: Column
        do { column = try table.column(named: name) } catch { throw Diagnostics([error]) }
        let values = DistinctValues(column)
        guard values.areFlags else {
            throw refusal(
                "subcohort", "column '\(name)' holds \(values.list(values.texts)); expected 0 and 1, or true and false",
                "1 or true is for those who were drawn")
        }
        return values.matching { $0 == "1" || $0 == "true" }
    }

    private static func refusal(_ rule: String, _ message: String, _ advice: String?) -> Diagnostics {
        Diagnostics([Diagnostic(.error, "case-cohort.\(rule)", message, advice: advice)])
    }
}
