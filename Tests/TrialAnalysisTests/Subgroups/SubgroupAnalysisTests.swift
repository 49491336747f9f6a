import TestSupport
import Testing
import TrialAnalysis
import TrialStatistics
import TrialTables
import TrialValues

/// Two arms of six with a stage, an age that is missing once, and a site that is in one arm only.
private func trial() throws -> Table {
    try Table(columns: [
        Column("time", numbers: [6, 6, 6, 6, 7, 10, 8, 9, 11, 12, 13, 14]),
        Column("event", numbers: [1, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]),
        Column("arm", texts: (0..<12).map { $0 < 6 ? "A" : "B" }),
        Column("age", numbers: [50, 65, 43, 55, 75, nil, 65, 49, 66, 75, 71, 62]),
        Column("stage", texts: (0..<12).map { ["I", "II", "III"][$0 % 3] }),
        Column("site", texts: (0..<12).map { $0 < 3 ? "x" : "y+z" }),
        Column("three", texts: (0..<12).map { ["p", "q", "r"][$0 % 3] }),
    ])
}

private func analysis(
    _ variables: [SubgroupVariable], _ change: (inout SubgroupPlan) -> Void = { _ in }
) throws -> SubgroupAnalysis {
    var survival = SurvivalPlan(time: "time", event: .flag(column: "event"))
    survival.group = "arm"
    var plan = SubgroupPlan(survival: survival, variables: variables)
    plan.thinCells = .separationOnly
    change(&plan)
    return try SubgroupAnalysis(trial(), plan)
}

private func failure(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "no error"
    } catch { return "\(error)" }
}

@Suite("Subgroup analysis · ByHand")
struct SubgroupAnalysisTests {
    @Test func `a cut belongs to the level above it, and a missing value to none`() throws {
        let found = try analysis([.init("age", cuts: [65, 75])])
        let age = found.variables[0]
        #expect(age.rows.map(\.level) == ["<65", "65–<75", "≥75"])
        #expect(age.rows.map(\.count) == [5, 4, 2])
        #expect(age.missing == 1 && age.unlisted.isEmpty && !age.isPartition)
        #expect(found.overall.count == 12 && found.overall.eventCount == 7)
        #expect(
            found.notes.contains {
                $0.hasPrefix(
                    "The levels of 'age' hold 11 of 12 subjects: 1 whose value is missing are in the overall row")
            })
    }

    @Test func `levels as they come, chosen, ordered and joined`() throws {
        #expect(try analysis([.init("stage")]).variables[0].rows.map(\.level) == ["I", "II", "III"])
        let joined = try analysis([.init("stage", levels: ["III", "I+II"])])
        #expect(joined.variables[0].rows.map(\.level) == ["III", "I or II"])
        #expect(joined.variables[0].rows.map(\.count) == [4, 8] && joined.variables[0].isPartition)
        let chosen = try analysis([.init("stage", levels: ["II", "I"])])
        #expect(chosen.variables[0].rows.map(\.level) == ["II", "I"])
        #expect(chosen.variables[0].unlisted.map(\.level) == ["III"])
        #expect(chosen.variables[0].unlisted.map(\.count) == [4])
        #expect(
            chosen.notes.contains { $0.contains("hold 8 of 12 subjects: 4 of level 'III' are in the overall row only") }
        )
        // A + that is part of a name joins nothing.
        #expect(try analysis([.init("site", levels: ["y+z", "x"])]).variables[0].rows.map(\.level) == ["y+z", "x"])
    }

    @Test func `counts, medians and hazard ratio of a level are those of its subjects alone`() throws {
        let row = try analysis([.init("stage")]).variables[0].rows[0]
        // Stage I: 6*, 6 in A; 8*, 12 in B.
        #expect(row.arms.map(\.count) == [2, 2] && row.arms.map(\.eventCount) == [1, 1])
        #expect(row.arms.map(\.median.estimate) == [6, 8])
        #expect(row.effect.method == .firth && row.effect.absence == nil)
    }

    @Test func `nothing can be said where one group is alone, and the note says why`() throws {
        let found = try analysis([.init("site")])
        #expect(found.variables[0].rows[0].effect.absence == .noObservations(group: "B"))
        #expect(found.notes.contains("The hazard ratio of site x is not estimable: no subject of group 'B'."))
        #expect(found.variables[0].interactionP == nil && found.variables[0].adjustedP == nil)
        #expect(found.notes.contains { $0.hasPrefix("There is no test of interaction of 'site'") })
    }

    @Test func `Holm counts the variables that have a test`() throws {
        let found = try analysis([.init("stage"), .init("site"), .init("age", cuts: [65])])
        let p = try [0, 2].map { try #require(found.variables[$0].interactionP) }
        let adjusted = try [0, 2].map { try #require(found.variables[$0].adjustedP) }
        let smaller = p[0] <= p[1] ? 0 : 1
        #expect(adjusted[smaller] == min(1, 2 * p[smaller]))
        #expect(adjusted[1 - smaller] == max(adjusted[smaller], p[1 - smaller]))
        #expect(
            found.notes.contains { $0.hasPrefix("2 tests of interaction were done") && $0.contains("probability 0.10") }
        )
    }

    @Test func `a stratum that is a subgroup variable stratifies its levels no further`() throws {
        let found = try analysis([.init("stage")]) { $0.survival.strata = ["stage"] }
        let plain = try analysis([.init("stage")])
        #expect(found.variables[0].rows == plain.variables[0].rows)
        #expect(
            found.variables[0].interaction.isStratifiedByLevel && !plain.variables[0].interaction.isStratifiedByLevel)
        #expect(
            found.notes.contains(
                "'stage' is a stratum as well: its levels are unstratified, and have no main effect in the test of interaction."
            ))
    }

    @Test func `strata may hold in the overall row alone`() throws {
        let found = try analysis([.init("three")]) {
            $0.survival.strata = ["stage"]
            $0.strataScope = .overall
        }
        let plain = try analysis([.init("three")])
        #expect(found.variables[0].rows == plain.variables[0].rows)
        #expect(found.overall.effect != plain.overall.effect)
    }

    @Test func `two of three groups, the others counted`() throws {
        let found = try analysis([.init("arm")]) {
            $0.survival.group = "three"
            $0.versus = "r"
        }
        #expect(found.groups == ["p", "r"] && found.overall.count == 8)
        #expect(found.notes.contains("4 subjects of group 'q' are not compared and in no row of the forest."))
    }

    @Test func `the test of interaction that is shown`() throws {
        let wald = try analysis([.init("stage")]) { $0.interaction = .wald }
        #expect(wald.variables[0].interactionP == wald.variables[0].interaction.wald?.pValue)
        let robust = try analysis([.init("stage")]) { $0.survival.isRobust = true }
        #expect(robust.plan.shownInteraction == .wald)
        #expect(robust.notes.contains { $0.contains("Wald's tests of interaction are robust") })
    }

    @Test func `what late entry, weights and a start time do to the rows is said`() throws {
        let table = try Table(columns: [
            Column("time", numbers: [2, 9, 8, 7, 4, 9, 6, 8]), Column("event", numbers: [1, 0, 1, 1, 1, 0, 1, 1]),
            Column("entry", numbers: [0, 3, 3, 3, 0, 0, 0, 0]), Column("weight", numbers: [1, 1, 1, 1, 1.5, 1, 1, 1]),
            Column("arm", texts: (0..<8).map { $0 < 4 ? "A" : "B" }), Column("sex", texts: (0..<8).map { _ in "F" }),
        ])
        var survival = SurvivalPlan(time: "time", event: .flag(column: "event"))
        (survival.group, survival.entry, survival.weights) = ("arm", "entry", "weight")
        let plan = SubgroupPlan(survival: survival, variables: [.init("sex")])
        let notes = try SubgroupAnalysis(table, plan).notes
        #expect(
            notes.contains { $0.hasPrefix("In sex F all of group 'A' who had entered by time 2 had the event then") })
        #expect(notes.contains { $0.contains("for sampling weights ask for --robust") })
        survival.startTime = 3
        let later = try SubgroupAnalysis(table, SubgroupPlan(survival: survival, variables: [.init("sex")]))
        #expect(later.notes.first == "1 row was left out: the time is before the start time 3." && later.dropped == 0)
    }

    @Test func `windows over a marker leave out those without it`() throws {
        let found = try analysis([]) {
            var windows = SlidingWindowPlan(marker: "age", size: 5, overlap: 2)
            windows.permutations = 20
            $0.slidingWindows = windows
        }
        let sliding = try #require(found.slidingWindows)
        #expect(sliding.missing == 1 && sliding.pattern.windows.windows.map(\.count).allSatisfy { $0 >= 5 })
        #expect(found.notes.contains("1 subject without 'age' is in no window."))
        #expect(sliding.test?.permutations == 20)
    }

    @Test(arguments: [
        ([SubgroupVariable("stge")], "did you mean 'stage'?"),
        ([SubgroupVariable("arm")], "given twice, by --by and --subgroups"),
        ([SubgroupVariable("stage", cuts: [1])], "holds text values, which cannot be cut"),
        ([SubgroupVariable("stage", levels: ["IV"])], "no row of column 'stage' is 'IV'; it holds 'I', 'II', 'III'"),
        ([SubgroupVariable("stage", levels: ["I", "I+II"])], "twice: a subject is in one level only"),
    ])
    func `what cannot be is named`(variables: [SubgroupVariable], words: String) {
        let text = failure { _ = try analysis(variables) }
        #expect(text.contains(words), "\(text)")
    }

    @Test func `groups that make no comparison`() {
        let three = failure { _ = try analysis([.init("stage")]) { $0.survival.group = "three" } }
        #expect(three.contains("column 'three' has 3 groups: 'p', 'q', 'r'; a forest compares two"))
        let stranger = failure { _ = try analysis([.init("stage")]) { $0.versus = "C" } }
        #expect(stranger.contains("--versus is 'C'; expected a level of column 'arm' other than the reference 'A'"))
        let windows = failure {
            _ = try analysis([]) { $0.slidingWindows = SlidingWindowPlan(marker: "age", size: 50, overlap: 2) }
        }
        #expect(windows.contains("--window is 50; expected at least 1 and at most the 11 subjects"))
    }

    @Test func `a measurement is cut before it makes levels`() throws {
        let table = try Table(columns: [
            Column("time", numbers: (0..<60).map { Double($0 + 1) }), Column("event", numbers: (0..<60).map { _ in 1 }),
            Column("arm", texts: (0..<60).map { $0 % 2 == 0 ? "A" : "B" }),
            Column("ldh", numbers: (0..<60).map { Double($0) / 4 }),
        ])
        var survival = SurvivalPlan(time: "time", event: .flag(column: "event"))
        survival.group = "arm"
        let plan = SubgroupPlan(survival: survival, variables: [.init("ldh")])
        let text = failure { _ = try SubgroupAnalysis(table, plan) }
        #expect(text.contains("column 'ldh' has 60 values") && text.contains("--cut ldh=7.5"), "\(text)")
    }
}
