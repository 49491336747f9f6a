import Testing
import TrialAnalysis
import TrialTables

@Suite("Remarks · ByHand: what is said where the likelihood has no maximum")
struct MonotoneRemarksTests {
    /// Sixteen rows, one a time; the event is where `hasEvent` says, by the level of the group and the value of x.
    private func notes(
        levels: [String], covariates: [String] = [], hasEvent: (_ level: String, _ row: Int) -> Bool
    ) throws -> [String] {
        let groups = (0..<16).map { levels[$0 % levels.count] }
        let table = try Table(columns: [
            Column("t", numbers: (0..<16).map { Double($0 * 7 % 16 + 1) }), Column("g", texts: groups),
            Column("e", flags: (0..<16).map { hasEvent(groups[$0], $0) }),
            Column("x", numbers: (0..<16).map { Double($0 * $0 % 7) }),
        ])
        var plan = SurvivalPlan(time: "t", event: .flag(column: "e"))
        plan.group = "g"
        plan.covariates = covariates
        return try SurvivalAnalysis(table, plan).notes
    }

    @Test func `a level without events has the hazard ratio 0`() throws {
        let notes = try notes(levels: ["a", "b"]) { level, _ in level == "a" }
        #expect(
            notes.contains(
                "The likelihood of the Cox model has no maximum, because the events can be told apart by its covariates: the hazard ratio of 'g[b]' is 0. Wald limits and p-values do not exist there, nor does Wald's test of the whole model. The likelihood-ratio test stays valid. Ask for --firth, which has estimates and limits there, or for the one limit that --profile finds."
            ))
    }

    @Test func `a reference without events makes the others infinite`() throws {
        let notes = try notes(levels: ["a", "b", "c"]) { level, _ in level != "a" }
        #expect(notes.contains { $0.contains("the hazard ratios of 'g[b]' and 'g[c]' are infinite.") })
    }

    @Test func `two levels without events, neither of them the reference`() throws {
        let notes = try notes(levels: ["a", "b", "c"]) { level, _ in level == "a" }
        #expect(notes.contains { $0.contains("the hazard ratios of 'g[b]' and 'g[c]' are 0.") })
    }

    @Test func `a level without events beside a reference without any is undetermined`() throws {
        let notes = try notes(levels: ["a", "b", "c"]) { level, _ in level == "c" }
        #expect(
            notes.contains {
                $0.contains("the hazard ratio of 'g[c]' is infinite, the hazard ratio of 'g[b]' is undetermined.")
            })
    }

    @Test func `other terms are mentioned only where there are some`() throws {
        let alone = try notes(levels: ["a", "b"]) { level, _ in level == "a" }
        #expect(!alone.contains { $0.contains("other terms") })
        let adjusted = try notes(levels: ["a", "b"], covariates: ["x"]) { level, _ in level == "a" }
        #expect(
            adjusted.contains { $0.contains("The estimates of the other terms hold; they are those in the limit.") })
    }

    @Test func `no note prints a number, which the table has`() throws {
        let notes = try notes(levels: ["a", "b"]) { level, _ in level == "a" }
        #expect(!notes.joined().contains("p ="))
    }

    @Test func `where every level has events nothing is said`() throws {
        #expect(try notes(levels: ["a", "b"]) { _, row in row % 3 != 0 }.isEmpty)
    }

    @Test func `says whom a start time leaves out`() throws {
        let table = try Table(columns: [Column("t", numbers: [1, 2, 3, 4]), Column("e", numbers: [1, 1, 0, 1])])
        var plan = SurvivalPlan(time: "t", event: .flag(column: "e"))
        plan.startTime = 2
        #expect(
            try SurvivalAnalysis(table, plan).notes
                == ["1 row was left out: the time is before the start time 2."])
    }
}
