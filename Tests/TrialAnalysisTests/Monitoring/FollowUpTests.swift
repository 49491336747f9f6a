import TestSupport
import Testing
import TrialAnalysis
import TrialTables
import TrialValues

/// Virtual subjects, in days: three entered before 2024-04-01, one after.
@Suite("Follow-up as of a day · ByHand")
struct FollowUpTests {
    private func followUp(_ stale: Double = 1000) throws -> FollowUp {
        let table = try Table(columns: [
            Column("entered", days: [Day("2024-01-01"), Day("2024-02-01"), Day("2024-03-01"), Day("2024-06-01"), nil]),
            Column("days", numbers: [60, 200, 20, 50, 10]), Column("event", numbers: [1, 1, 0, 0, 1]),
        ])
        return try FollowUp(
            table,
            FollowUpPlan(time: "days", event: .flag(column: "event"), entry: "entered", unit: .days, stale: stale))
    }

    @Test func `an event after the day is none yet`() throws {
        let day = try #require(Day("2024-04-01"))
        let look = try #require(try followUp().asOf(day))
        // 2024-01-01 + 60 days is over; 2024-02-01 has been followed for 60 of 200 days; 2024-03-01 was last seen after 20.
        #expect(look.subjects == 3)
        #expect(look.times == [60, 60, 20])
        #expect(look.hasEvent == [true, false, false])
        #expect((look.events, look.totalTime, look.notEntered) == (1, 140, 1))
    }

    @Test func `the whole counts who is evaluable`() throws {
        let followUp = try followUp()
        #expect((followUp.whole.events, followUp.whole.totalTime) == (2, 330))
        #expect(followUp.notes.contains { $0.contains("1 of 5 subjects are not evaluable") })
        #expect(followUp.firstEntry == Day("2024-01-01"))
        #expect(followUp.lastNews == Day("2024-08-19"))
    }

    @Test func `who was not heard of for long is stale`() throws {
        let day = try #require(Day("2024-04-01"))
        // 2024-03-01 to 2024-04-01 are 31 days, of which 20 are known.
        #expect(try followUp(10).asOf(day)?.stale == 1)
        #expect(try followUp(11).asOf(day)?.stale == 0)
    }

    @Test func `looks every thirty days, and one at the day`() throws {
        let day = try #require(Day("2024-04-01"))
        let looks = try followUp().looks(every: 30, until: day)
        #expect(looks.map { $0.day?.description } == ["2024-01-31", "2024-03-01", "2024-03-31", "2024-04-01"])
        #expect(looks.map(\.subjects) == [1, 3, 3, 3])
        #expect(looks.map(\.events) == [0, 1, 1, 1])
        // 30; 60 + 29; 60 + 59 + 20; and a day more of one.
        let times: [Double] = looks.map(\.totalTime)
        #expect(times == [30, 89, 139, 140])
    }

    @Test func `counts of an outcome in the order of entry`() throws {
        let table = try Table(columns: [
            Column("entered", days: [Day("2024-03-01"), Day("2024-01-01"), Day("2024-02-01"), Day("2024-09-01")]),
            Column("toxicity", texts: ["yes", "no", nil, "yes"]),
        ])
        let counts = try OutcomeCounts(
            table, event: .value(column: "toxicity", value: "yes"), entry: "entered", asOf: Day("2024-06-01"))
        #expect((counts.subjects, counts.events, counts.notEvaluable) == (2, 1, 1))
        #expect(counts.path.map(\.events) == [0, 1])
        #expect(counts.notes.contains { $0.contains("1 of 3 subjects are not evaluable") })
    }

    @Test func `a negative time is refused with its row`() throws {
        let table = try Table(columns: [Column("t", numbers: [1, -1]), Column("e", numbers: [0, 1])])
        #expect {
            try FollowUp(table, FollowUpPlan(time: "t", event: .flag(column: "e")))
        } throws: {
            "\($0)".contains("row 2: time is -1.0")
        }
    }
}
