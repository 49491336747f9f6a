import TrialStatistics
import TrialTables
import TrialValues

/// The survival analysis of one flat file: curves by group, their comparison, and a Cox model.
///
/// Each part uses the rows that have all it needs: the curves those with time, event and group, the log-rank test
/// those with strata too, the Cox model those with every covariate as well. What was left out is counted and said.
///
/// ```swift
/// let analysis = try SurvivalAnalysis(table, plan)
/// analysis.groups[0].median.estimate
/// analysis.cox?.terms[0].hazardRatio
/// ```
public struct SurvivalAnalysis: Sendable {
    /// What was asked for.
    public let plan: SurvivalPlan
    /// The rows of the file.
    public let rowCount: Int
    /// The rows in the curves.
    public let count: Int
    /// The events in the curves.
    public let eventCount: Int
    /// The rows left out of any part for a missing value.
    public let dropped: Int
    /// The groups, the reference first; one group named "all" where none was asked for.
    public let groups: [GroupSurvival]
    /// What was asked of the curves beyond that; absent where nothing was.
    public let curveAnswers: CurveAnswers?
    /// Each group by itself, where that was asked for.
    public let singleArms: SingleArmAnalysis?
    /// The comparison of the groups; absent where there is only one.
    public let logRank: LogRankTest?
    /// What was asked of the comparison beyond its test.
    public let testAnswers: TestAnswers?
    /// Each group against a reference hazard, where that was asked for.
    public let oneSample: OneSampleAnalysis?
    /// The Cox model; absent where there is nothing to regress on, or nothing can be estimated.
    public let cox: CoxAnalysis?
    /// What checks the Cox model, where that was asked for.
    public let checks: CoxChecks?
    /// What was asked of the Cox model beyond its terms; absent where nothing was, or there is no model.
    public let coxAnswers: CoxAnswers?
    /// The bootstrap of the Cox model, where that was asked for.
    public let bootstrap: CoxBootstrap?
    /// What a reader of the numbers has to know, in sentences.
    public let notes: [String]

    /// Runs a plan on a table.
    ///
    /// - Parameter progress: told how far permutations and resamples are.
    /// - Throws: ``TrialValues/Diagnostics`` with everything in the way: unknown columns, values that cannot be, no rows.
    public init(_ table: Table, _ plan: SurvivalPlan, progress: LongWork? = nil) throws(Diagnostics) {
        var notes: [String] = []
        let rows = try SurvivalRows(table, plan, notes: &notes)
        let complete = rows.complete
        guard !complete.isEmpty else { throw Diagnostics([.noRows(table, plan)]) }
        let spans = rows.spans(complete, byStrata: false)
        let group = try rows.groupFactor(spans.map(\.last), plan)
        let followUp = try statistics { () throws(StatisticsError) in try rows.followUp(spans, plan) }
        groups = try statistics { () throws(StatisticsError) in
            try GroupSurvival.all(followUp, group, rows.continuing(complete), plan)
        }
        curveAnswers = try CurveAnswers(
            groups, CurveContext(rows: rows, complete: complete, plan: plan), notes: &notes)
        singleArms = try statistics { () throws(StatisticsError) in try SingleArmAnalysis(followUp, group, plan) }
        let logRank = try Self.compare(rows, complete, plan, &notes)
        self.logRank = logRank
        testAnswers = try TestAnswers(rows, complete, logRank, plan, &notes, progress: progress)
        oneSample = try OneSampleAnalysis(table, rows, complete, plan, &notes)
        let modelRows = rows.withCluster(rows.withStrata(complete))
        let design = try DesignMatrix(table, plan, rows.group, rows: modelRows, notes: &notes)
        let fit = try Self.model(rows, design, plan, &notes)
        cox = fit.map { CoxAnalysis($0.model, design, level: plan.level, dropped: complete.count - design.rows.count) }
        if let cox { notes += Remarks.convergence(cox) + Remarks.ofFitting(cox, plan) + Remarks.ofTerms(cox, plan) }
        coxAnswers = try Self.answers(rows, design, fit, plan, &notes)
        checks = try CoxChecks(rows, complete, design, fit, plan, notes: &notes)
        bootstrap = try Self.bootstrap(rows, design, fit, plan, &notes, progress)
        self.plan = plan
        rowCount = table.rowCount
        count = rows.subjectCount(complete) ?? complete.count
        eventCount = groups.reduce(0) { $0 + $1.curve.eventCount }
        dropped = rows.observedCount - design.rows.count
        self.notes =
            notes + rows.remarksOnSubjects(complete, plan) + Remarks.all(rows, complete, design, groups, plan)
            + SingleArmAnalysis.remarks(plan)
    }

    /// The log-rank test of the groups, or one of its weighted family, where there are two.
    private static func compare(
        _ rows: SurvivalRows, _ complete: [Int], _ plan: SurvivalPlan, _ notes: inout [String]
    ) throws(Diagnostics) -> LogRankTest? {
        guard let column = plan.group else { return nil }
        let spans = rows.spans(rows.withStrata(complete), byStrata: true)
        let kept = spans.map(\.last)
        guard let group = try rows.groupFactor(kept, plan), group.levels.count > 1 else {
            notes.append("Column '\(column)' has one level only; there is nothing to compare.")
            return nil
        }
        let test = try statistics { () throws(StatisticsError) in
            try LogRankTest(
                rows.followUp(spans, plan), groups: group, strata: rows.strataFactor(kept), weighting: plan.weighting)
        }
        if test.test == nil {
            notes.append("\(plan.weighting.subject) is not estimable: \(plan.weighting.reasonForAbsence).")
        }
        return test
    }

    /// The Cox model of the group and the covariates, where there are any.
    private static func model(
        _ rows: SurvivalRows, _ design: DesignMatrix, _ plan: SurvivalPlan, _ notes: inout [String]
    ) throws(Diagnostics) -> ModelFit? {
        guard !design.terms.isEmpty else { return nil }
        guard design.rows.contains(where: { rows.counts($0) }) else {
            notes.append("There is no event in the rows of the Cox model: hazard ratios are not estimable.")
            return nil
        }
        if let remark = Remarks.vanishedReference(rows, design, plan) {
            notes.append(remark)
            return nil
        }
        do {
            return try ModelFit(rows, design.rows, design.terms.map(\.name), design.columns, plan)
        } catch  where error.code == .collinear {
            notes.append("The Cox model is not estimable: \(error.description).")
            return nil
        } catch {
            throw Diagnostics([Diagnostic(.error, "analyze.\(error.code)", error.description)])
        }
    }

    /// What was asked of the model beyond its terms.
    private static func answers(
        _ rows: SurvivalRows, _ design: DesignMatrix, _ fit: ModelFit?, _ plan: SurvivalPlan, _ notes: inout [String]
    ) throws(Diagnostics) -> CoxAnswers? {
        guard let fit else {
            if plan.questions != CoxQuestions() {
                notes.append("What was asked of the Cox model has no answer, as there is no model.")
            }
            return nil
        }
        return try CoxAnswers(ModelContext(rows: rows, design: design, fit: fit, plan: plan), notes: &notes)
    }
}

/// Runs a piece of statistics and turns its error into a diagnostic.
func statistics<Value>(_ body: () throws(StatisticsError) -> Value) throws(Diagnostics) -> Value {
    do { return try body() } catch {
        throw Diagnostics([Diagnostic(.error, "analyze.\(error.code)", error.description)])
    }
}

extension Diagnostic {
    fileprivate static func noRows(_ table: Table, _ plan: SurvivalPlan) -> Diagnostic {
        let columns = [plan.time, plan.event.column, plan.entry, plan.group, plan.weights].compactMap { $0 }
        let names = columns.map { "'\($0)'" }.joined(separator: ", ")
        let start = plan.startTime.map { " and a time after \($0)" } ?? ""
        return Diagnostic(
            .error, "analyze.no-rows", "none of the \(table.rowCount) rows has a value in all of \(names)\(start)",
            at: Diagnostic.Place(file: table.source))
    }
}
