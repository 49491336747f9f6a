import TestSupport
import Testing
import TrialAnalysis
import TrialStatistics
import TrialTables
import TrialValues

/// The follow-up of the 42 patients of Freireich et al. 1963 as a file would hold it.
private func leukaemia() throws -> Table {
    let treated: [Double?] = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    let control: [Double?] = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
    let relapses: [Double?] =
        Array(repeating: 1, count: 9) + Array(repeating: 0, count: 12) + Array(repeating: 1, count: 21)
    return try Table(columns: [
        Column("weeks", numbers: treated + control), Column("relapse", numbers: relapses),
        Column("drug", texts: Array(repeating: "6-MP", count: 21) + Array(repeating: "placebo", count: 21)),
    ])
}

private func plan(_ configure: (inout SurvivalPlan) -> Void = { _ in }) -> SurvivalPlan {
    var plan = SurvivalPlan(time: "weeks", event: .flag(column: "relapse"))
    plan.group = "drug"
    configure(&plan)
    return plan
}

private func failure(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "no error"
    } catch { return "\(error)" }
}

@Suite("Survival analysis · Published: Freireich et al. 1963")
struct FreireichAnalysisTests {
    @Test func `medians, log-rank and hazard ratio are the textbook's`() throws {
        let analysis = try SurvivalAnalysis(leukaemia(), plan())
        #expect(analysis.groups.map(\.name) == ["6-MP", "placebo"])
        #expect(analysis.groups.map(\.median.estimate) == [23, 8])
        #expect(isClose(analysis.logRank?.test?.statistic, 16.792940989216, relative: 1e-12))
        #expect(isClose(analysis.cox?.terms[0].coefficient, 1.57212514, relative: 1e-8))
        #expect(analysis.cox?.terms[0].name == "drug[placebo]")
    }

    @Test func `a plan may weigh the test of the groups`() throws {
        let analysis = try SurvivalAnalysis(leukaemia(), plan { $0.weighting = .flemingHarrington(rho: 1, gamma: 0) })
        #expect(isClose(analysis.logRank?.test?.statistic, 14.4571508187171, relative: 1e-12))
        #expect(analysis.logRank?.weighting == .flemingHarrington(rho: 1, gamma: 0))
        #expect(isClose(analysis.cox?.terms[0].coefficient, 1.57212514, relative: 1e-8))
    }

    @Test func `another reference turns the hazard ratio over`() throws {
        let analysis = try SurvivalAnalysis(leukaemia(), plan { $0.reference = "placebo" })
        #expect(analysis.groups.map(\.name) == ["placebo", "6-MP"])
        #expect(isClose(analysis.cox?.terms[0].coefficient, -1.57212514, relative: 1e-8))
        #expect(isClose(analysis.logRank?.test?.statistic, 16.792940989216, relative: 1e-12))
    }
}

@Suite("Survival analysis · ByHand: which rows count")
struct RowsTests {
    static func table() throws -> Table {
        try Table(columns: [
            Column("t", numbers: [1, 2, 3, 4, nil, 6, 7, 8]), Column("e", numbers: [1, 1, 0, 1, 1, 1, nil, 1]),
            Column("g", texts: ["a", "b", "a", "b", "a", nil, "b", "a"]),
            Column("x", numbers: [5, nil, 7, 2, 1, 1, 1, 3]),
        ])
    }

    @Test func `curves keep rows that only the model must leave out`() throws {
        var plan = SurvivalPlan(time: "t", event: .flag(column: "e"))
        plan.group = "g"
        plan.covariates = ["x"]
        let analysis = try SurvivalAnalysis(Self.table(), plan)
        #expect(analysis.rowCount == 8 && analysis.count == 5)
        #expect(analysis.cox?.model.count == 4 && analysis.cox?.dropped == 1)
        #expect(analysis.dropped == 4)
        #expect(analysis.notes.contains { $0.contains("3 rows were left out of everything") })
        #expect(analysis.notes.contains { $0.contains("1 further row was left out of the Cox model") })
    }

    @Test func `a start time keeps those observed to it or longer, as R does, and is not missingness`() throws {
        var plan = SurvivalPlan(time: "t", event: .flag(column: "e"))
        plan.startTime = 2
        plan.landmarks = [1, 3]
        let analysis = try SurvivalAnalysis(Self.table(), plan)
        // Times 2, 3, 4, 6 and 8 with the event at all but 3.
        #expect(analysis.count == 5 && analysis.groups[0].curve.atRisk(at: 3) == 4)
        #expect(analysis.groups[0].landmarks[0].estimate == nil)
        #expect(isClose(analysis.groups[0].landmarks[1].estimate?.survival, 0.8, relative: 1e-15))
        #expect(analysis.dropped == 2)
    }

    @Test func `groups of numbers stand in the order of numbers`() throws {
        let table = try Table(columns: [
            Column("t", numbers: [1, 2, 3]), Column("e", numbers: [1, 1, 1]), Column("dose", numbers: [10, 2.5, 9]),
        ])
        var plan = SurvivalPlan(time: "t", event: .flag(column: "e"))
        plan.group = "dose"
        #expect(try SurvivalAnalysis(table, plan).groups.map(\.name) == ["2.5", "9", "10"])
    }
}

@Suite("Survival analysis · ByHand: how the event is said")
struct EventRuleTests {
    static func table() throws -> Table {
        try Table(columns: [
            Column("t", numbers: [1, 2, 3, 4]), Column("status", texts: ["dead", "alive", "lost", nil]),
            Column("CNSR", numbers: [0, 1, 2, 0]), Column("coded", numbers: [1, 2, 2, 1]),
            Column("flag", flags: [true, false, true, true]),
        ])
    }

    static func events(_ rule: EventRule) throws -> (events: Int, notes: [String]) {
        let analysis = try SurvivalAnalysis(table(), SurvivalPlan(time: "t", event: rule))
        return (analysis.eventCount, analysis.notes)
    }

    @Test func `a value of a column, with a remark on the others`() throws {
        let (events, notes) = try Self.events(.value(column: "status", value: "dead"))
        #expect(events == 1)
        #expect(notes.contains { $0.contains("'alive', 'lost'") })
        #expect(try Self.events(.value(column: "coded", value: "2.0")).events == 2)
    }

    @Test func `true and false, and the flag of ADaM`() throws {
        #expect(try Self.events(.flag(column: "flag")).events == 3)
        #expect(try Self.events(.censoringFlag(column: "CNSR")).events == 2)
        #expect(try Self.events(.censoring(column: "coded", value: "1")).events == 2)
    }

    @Test func `refuses what would guess`() {
        #expect(failure { _ = try Self.events(.flag(column: "coded")) }.contains("--event coded=2"))
        #expect(failure { _ = try Self.events(.censoring(column: "CNSR", value: "1")) }.contains("more than one value"))
        #expect(
            failure { _ = try Self.events(.value(column: "status", value: "daed")) }.contains(
                "it holds 'alive', 'dead', 'lost'"))
    }
}

@Suite("Survival analysis · ByHand: what cannot be estimated is said")
struct NotEstimableTests {
    static func analyse(
        _ times: [Double?], _ events: [Double?], _ groups: [String?], x: [Double?]? = nil, strata: [String?]? = nil
    ) throws -> SurvivalAnalysis {
        var columns = [try Column("t", numbers: times), try Column("e", numbers: events), Column("g", texts: groups)]
        if let x { columns.append(try Column("x", numbers: x)) }
        if let strata { columns.append(Column("s", texts: strata)) }
        var plan = SurvivalPlan(time: "t", event: .flag(column: "e"))
        plan.group = "g"
        plan.covariates = x == nil ? [] : ["x"]
        plan.strata = strata == nil ? [] : ["s"]
        return try SurvivalAnalysis(Table(columns: columns), plan)
    }

    @Test func `no events at all`() throws {
        let analysis = try Self.analyse([1, 2, 3, 4], [0, 0, 0, 0], ["a", "a", "b", "b"])
        #expect(analysis.logRank?.test == nil && analysis.cox == nil)
        #expect(analysis.groups.allSatisfy { $0.median.estimate == nil && $0.followUp.estimate != nil })
        #expect(analysis.notes.contains { $0.contains("not estimable") })
    }

    @Test func `one group`() throws {
        let analysis = try Self.analyse([1, 2], [1, 1], ["a", "a"])
        #expect(analysis.logRank == nil && analysis.cox == nil)
        #expect(analysis.notes.contains { $0.contains("nothing to compare") })
    }

    @Test func `events in one group only: the hazard ratio is named infinite, not printed`() throws {
        let analysis = try Self.analyse([1, 2, 3, 4, 5, 6], [1, 1, 1, 0, 0, 0], ["b", "b", "b", "a", "a", "a"])
        let cox = try #require(analysis.cox)
        #expect(cox.model.convergence == .monotoneLikelihood(covariates: [0]))
        #expect(cox.terms[0].coefficient == nil && cox.terms[0].hazardRatio == nil && cox.terms[0].pValue == nil)
        // At β → ∞ the group's three deaths face 3, 2 and 1 of their own: log L → −log 6; at 0 they face 6, 5 and 4.
        #expect(isClose(cox.model.logLikelihood, -1.791759469228055, relative: 1e-7))
        #expect(isClose(cox.model.logLikelihoodNull, -4.787491742782046, relative: 1e-12))
        #expect(analysis.notes.contains { $0.contains("'g[b]'") && $0.contains("infinite") })
    }

    @Test func `constant and collinear covariates are named, and the curves stand`() throws {
        let times: [Double?] = [1, 2, 3, 4]
        let constant = try Self.analyse(times, [1, 1, 1, 1], ["a", "b", "a", "b"], x: [2, 2, 2, 2])
        #expect(constant.cox == nil && constant.logRank?.test != nil)
        #expect(constant.notes.contains { $0.contains("not estimable: covariate 'x' is constant") })
        let collinear = try Self.analyse(times, [1, 1, 1, 1], ["a", "b", "a", "b"], x: [3, 5, 3, 5])
        #expect(collinear.cox == nil)
        #expect(collinear.notes.contains { $0.contains("'x' is a linear combination of 'g[b]'") })
    }

    @Test func `a group that is its own stratum cannot be compared`() throws {
        let times: [Double?] = [1, 2, 3, 4]
        let analysis = try Self.analyse(times, [1, 1, 1, 1], ["a", "a", "b", "b"], strata: ["u", "u", "v", "v"])
        #expect(analysis.cox == nil && analysis.logRank?.test == nil && analysis.groups[0].median.estimate != nil)
        #expect(analysis.notes.contains { $0.contains("'g[b]' is constant") })
    }

    @Test func `a group censored before the first event leaves the others compared`() throws {
        let analysis = try Self.analyse([1, 2, 3, 4, 5, 6], [0, 0, 1, 1, 0, 1], ["c", "c", "a", "b", "a", "b"])
        #expect(analysis.cox == nil && analysis.logRank?.test?.degreesOfFreedom == 1)
        #expect(analysis.notes.contains { $0.contains("'g[c]' is constant") })
    }

    @Test func `a reference that the model lost is not replaced in silence`() throws {
        let analysis = try Self.analyse(
            [1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 0, 1, 1, 1, 0], ["A", "A", "B", "B", "C", "C", "B", "C"],
            x: [nil, nil, 1, 2, 3, 1, 2, 5])
        #expect(analysis.groups[0].name == "A" && analysis.cox == nil)
        #expect(analysis.notes.contains { $0.contains("'A', the reference of 'g', has no row in it") })
    }

    @Test func `an identifier is no group`() throws {
        let count = 101
        let message = failure {
            _ = try Self.analyse(
                (0..<count).map { Double($0) }, (0..<count).map { _ in 1 }, (0..<count).map { "id\($0)" })
        }
        #expect(message.contains("column 'g' has 101 levels; expected at most 100 groups"))
    }

    @Test func `every impossible row is named at once`() throws {
        let message = failure { _ = try Self.analyse([1, -2, 3, -4], [1, 1, 1, 1], ["a", "b", "a", "b"]) }
        #expect(message.contains("row 2: time is -2") && message.contains("row 4: time is -4"))
    }
}

@Suite("Survival analysis · Property: intervals of one subject")
struct IntervalTests {
    @Test func `splitting follow-up changes neither the curve nor the median follow-up`() throws {
        let times: [Double?] = [3, 5, 8, 9, 12, 15, 20, 21]
        let events: [Double?] = [1, 0, 1, 0, 1, 0, 0, 1]
        let whole = try Table(columns: [Column("t", numbers: times), Column("e", numbers: events)])
        let split = try Table(columns: [
            Column("s", numbers: times.map { _ in 0 } + times.map { _ in 2 }),
            Column("t", numbers: times.map { _ in 2 } + times), Column("e", numbers: times.map { _ in 0 } + events),
            Column("id", texts: (0..<16).map { "subject \($0 % 8)" }),
        ])
        let one = try SurvivalAnalysis(whole, SurvivalPlan(time: "t", event: .flag(column: "e")))
        var plan = SurvivalPlan(time: "t", event: .flag(column: "e"))
        plan.entry = "s"
        plan.cluster = "id"
        let other = try SurvivalAnalysis(split, plan)
        #expect(other.groups[0].median == one.groups[0].median)
        #expect(other.groups[0].followUp == one.groups[0].followUp)
        #expect(other.notes.contains { $0.contains("8 rows are followed by another interval of the same 'id'") })
    }
}
