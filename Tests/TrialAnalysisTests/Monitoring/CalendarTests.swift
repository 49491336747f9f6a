import TestSupport
import Testing
import TrialAnalysis
import TrialStatistics
import TrialTables
import TrialValues

private func day(_ text: String) throws -> Day { try #require(Day(text)) }

private func followUp(
    _ rows: [(entry: String?, time: Double, event: Bool)], unit: FollowUpUnit = .days, stale: Double = 10_000
) throws -> FollowUp {
    let table = try Table(columns: [
        Column("entry", days: rows.map { $0.entry.flatMap { Day($0) } }), Column("time", numbers: rows.map(\.time)),
        Column("event", flags: rows.map(\.event)),
    ])
    return try FollowUp(
        table, FollowUpPlan(time: "time", event: .flag(column: "event"), entry: "entry", unit: unit, stale: stale))
}

/// Virtual subjects on the days of real calendars.
@Suite("Follow-up on the calendar · ByHand")
struct CalendarTests {
    /// Two days after February 28th are March 1st in 2024 and March 2nd in 2023.
    @Test(arguments: [("2024-02-28", "2024-03-01"), ("2023-02-28", "2023-03-02"), ("2000-02-28", "2000-03-01")])
    func `an event two days after the end of February`(entry: String, known: String) throws {
        let trial = try followUp([(entry, 2, true)])
        let date = try day(known)
        let before = try #require(date.adding(days: -1).flatMap(trial.asOf))
        #expect((before.events, before.totalTime, before.subjects) == (0, 1, 1))
        let then = try #require(trial.asOf(date))
        #expect((then.events, then.totalTime) == (1, 2))
    }

    /// 1900 was no leap year: 28 February and 2 days are 2 March.
    @Test func `a century year that is no leap year`() throws {
        let trial = try followUp([("1900-02-28", 2, true)])
        #expect(try #require(trial.asOf(try day("1900-03-01"))).events == 0)
        #expect(try #require(trial.asOf(try day("1900-03-02"))).events == 1)
    }

    /// A year of follow-up is 365.25 days: looks from a leap day fall on 365, 731, 1096 and 1461 days after it.
    @Test func `yearly looks from a leap day`() throws {
        let trial = try followUp([("2020-02-29", 5, false)], unit: .years)
        let looks = trial.looks(every: 1, until: try day("2024-02-29"))
        #expect(
            looks.map { $0.day?.description } == ["2021-02-28", "2022-03-01", "2023-03-01", "2024-02-29"])
        #expect(
            zip(looks, [365.0, 731, 1096, 1461]).allSatisfy { isClose($0.totalTime, $1 / 365.25, relative: 1e-12) })
    }

    /// Two months are 60.875 days: printed to two places they are the 61st day, not the 60th.
    @Test func `months are told to the day`() throws {
        let trial = try followUp([("2024-01-01", 2, true)], unit: .months)
        #expect(try #require(trial.asOf(try day("2024-03-01"))).events == 0)
        #expect(try #require(trial.asOf(try day("2024-03-02"))).events == 1)
        #expect(trial.lastNews == Day("2024-03-02"))
    }

    @Test func `an event on the day of entry, and an entry on the day of the cut`() throws {
        let trial = try followUp([("2024-02-29", 0, true), ("2024-03-10", 30, true), ("2024-03-11", 0, true)])
        let entry = try #require(trial.asOf(try day("2024-02-29")))
        #expect((entry.subjects, entry.events, entry.totalTime, entry.notEntered) == (1, 1, 0, 2))
        let cut = try #require(trial.asOf(try day("2024-03-10")))
        #expect((cut.subjects, cut.events, cut.totalTime, cut.notEntered) == (2, 1, 0, 1))
    }

    @Test func `an event after the cut is none, the follow-up ends at the cut`() throws {
        let trial = try followUp([("2019-12-31", 70, true), ("2020-03-01", 10, true)])
        let look = try #require(trial.asOf(try day("2020-02-29")))
        // 31 December to 29 February are 60 days in a leap year.
        #expect((look.subjects, look.events, look.totalTime, look.notEntered) == (1, 0, 60, 1))
    }

    @Test func `nothing is known before the first entry, and rules go on`() throws {
        let trial = try followUp([("2024-02-29", 100, true)])
        let look = try #require(trial.asOf(try day("2024-02-28")))
        #expect((look.subjects, look.events, look.totalTime, look.notEntered, look.stale) == (0, 0, 0, 1, 0))
        #expect(trial.looks(every: 30, until: try day("2024-02-28")).map(\.subjects) == [0])
        let exposure = try look.exposure(cuts: [6])
        #expect(exposure.events == [0, 0] && exposure.times == [0, 0])
        let monitor = try ExponentialMonitor(
            prior: .weaklyInformative(mean: 40, of: .median), standard: .fixed(40, .median), gain: 12, stopBelow: 0.035)
        #expect(monitor.decision(events: look.events, totalTime: look.totalTime) == .goOn)
    }

    @Test func `a trial without subjects has no first look but an empty one`() throws {
        let trial = try followUp([])
        #expect(trial.firstEntry == nil && trial.lastNews == nil && trial.whole.subjects == 0)
        #expect(trial.looks(every: 6, until: try day("2024-02-29")).isEmpty)
        #expect(try #require(trial.asOf(try day("2024-02-29"))).totalTime == 0)
    }

    @Test func `who has no day of entry counts nowhere`() throws {
        let trial = try followUp([("2024-01-01", 10, true), (nil, 10, true)])
        #expect(trial.whole.subjects == 1 && trial.notes.contains { $0.contains("1 of 2 subjects are not evaluable") })
    }

    /// Silent since 31 January: 29 days on the leap day, 30 on 1 March.
    @Test func `staleness is counted in days of the calendar`() throws {
        let trial = try followUp([("2024-01-01", 30, false), ("2024-01-01", 30, true)], stale: 29)
        #expect(try #require(trial.asOf(try day("2024-02-29"))).stale == 0)
        #expect(try #require(trial.asOf(try day("2024-03-01"))).stale == 1)
    }

    /// Three events in the first month of a year of a weak belief stop the rule; later follow-up without events undoes it.
    @Test func `a decision of the past is what was known then, not what is known now`() throws {
        let trial = try followUp(
            [("2016-02-29", 0.5, true), ("2016-02-29", 0.5, true), ("2016-02-29", 0.5, true)]
                + (0..<40).map { _ in ("2016-02-29", 48, false) }, unit: .months)
        let monitor = try ExponentialMonitor(
            prior: .weaklyInformative(mean: 40, of: .median), standard: .fixed(40, .median), gain: 12, stopBelow: 0.035)
        let looks = trial.looks(every: 1, until: try day("2020-02-29"))
        let decisions = looks.map { monitor.decision(events: $0.events, totalTime: $0.totalTime) }
        // After a month: three events in 1.5 + 40 months; the boundary asks for 63.8.
        #expect(looks[0].day == Day("2016-03-30") && looks[0].events == 3 && decisions[0] == .stopForFutility)
        #expect(decisions[1] == .goOn && decisions.last == .goOn)
        // The same from data cut by hand on that day.
        let cut = try followUp(
            (0..<3).map { _ in ("2016-02-29", 0.5, true) }
                + (0..<40).map { _ in ("2016-02-29", 30 / 30.4375, false) }, unit: .months)
        #expect(isClose(cut.whole.totalTime, looks[0].totalTime, relative: 1e-12))
    }
}

/// Looks of generated trials against data cut by an independent hand.
@Suite("Follow-up on the calendar · Naive, Property")
struct CalendarPropertyTests {
    /// Entries over three years with a leap day, whole days of follow-up.
    private func rows(_ seed: UInt64) -> [(entry: Int, days: Int, event: Bool)] {
        let drawn = GeneratedFollowUp(seed: seed, count: 60, distinctTimes: 400)
        return drawn.times.indices.map { index in
            (Int(drawn.entries[index] * 2) + index * 7, Int(drawn.times[index]), drawn.events[index])
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `looks are those of data cut by hand, and only grow`(seed: UInt64) throws {
        let (rows, start) = (rows(seed), try day("2019-06-01"))
        let trial = try followUp(
            rows.map { (start.adding(days: $0.entry)?.description, Double($0.days), $0.event) })
        var before: FollowUpSnapshot?
        for offset in stride(from: 0, through: 1200, by: 37) {
            let date = try #require(start.adding(days: offset))
            let look = try #require(trial.asOf(date))
            var (events, total, entered) = (0, 0, 0)
            for row in rows where row.entry <= offset {
                entered += 1
                total += min(row.days, offset - row.entry)
                if row.event, row.entry + row.days <= offset { events += 1 }
            }
            #expect((look.events, look.totalTime, look.subjects) == (events, Double(total), entered))
            #expect(look.notEntered == rows.count - entered)
            if let before {
                #expect(look.events >= before.events && look.totalTime >= before.totalTime)
            }
            before = look
        }
    }
}

@Suite("Data cut at a day · ByHand")
struct DataCutTests {
    private func table() throws -> Table {
        try Table(columns: [
            Column("entry", days: [Day("2020-01-01"), Day("2020-01-01"), Day("2020-02-01"), Day("2020-06-01"), nil]),
            Column("arm", texts: ["A", "B", "A", "B", "A"]),
            Column("days", numbers: [59, 100, 10, 5, 5]),
            Column("status", texts: ["dead", "dead", "alive", "dead", "dead"]),
        ])
    }

    @Test func `an event on the leap day is known then, later ones are not`() throws {
        let cut = DataCut(entry: "entry", day: try day("2020-02-29"), unit: .days)
        let known = try cut.table(try table(), time: "days", event: .value(column: "status", value: "dead"))
        // 1 January + 59 days is 29 February.
        #expect(known.table["days"]?.numbers.map { numbers in (0..<5).map { numbers[$0] } } == [59, 59, 10, nil, nil])
        #expect(
            known.table["status"]?.flags.map { flags in (0..<5).map { flags[$0] } } == [true, false, false, nil, nil])
        let arm = try table()["arm"]
        #expect(known.notEntered == 1 && known.table["arm"] == arm)
    }

    @Test func `the look at an endpoint is that of the data known then`() throws {
        let rows = (0..<20).map { index in
            (arm: index % 2 == 0 ? "T" : "P", entry: index * 15, days: 40 + (index * 37) % 200)
        }
        let start = try day("2019-11-15")
        let cutDay = 250
        func table(_ rows: [(arm: String, entry: Int, days: Int, event: Bool)]) throws -> Table {
            try Table(columns: [
                Column("entry", days: rows.map { start.adding(days: $0.entry) }), Column("arm", texts: rows.map(\.arm)),
                Column("days", numbers: rows.map { Double($0.days) }), Column("event", flags: rows.map(\.event)),
            ])
        }
        var plan = SurvivalPlan(time: "days", event: .flag(column: "event"))
        (plan.group, plan.reference) = ("arm", "P")
        let all = try table(rows.map { ($0.arm, $0.entry, $0.days, true) })
        let cut = DataCut(entry: "entry", day: try #require(start.adding(days: cutDay)), unit: .days)
        let look = try EndpointLook(all, name: "OS", plan, cut: cut)
        let byHand = try table(
            rows.filter { $0.entry <= cutDay }.map {
                ($0.arm, $0.entry, min($0.days, cutDay - $0.entry), $0.entry + $0.days <= cutDay)
            })
        let wanted = try EndpointLook(byHand, name: "OS", plan)
        #expect(look.z == wanted.z && look.z != nil && look.events == wanted.events && look.counts == wanted.counts)
        #expect(look.notes.contains { $0.contains("3 had not entered by 2020-07-22") })
    }

    @Test func `nobody had entered, nobody had died: no look, and no error`() throws {
        var plan = SurvivalPlan(time: "days", event: .value(column: "status", value: "dead"))
        (plan.group, plan.reference) = ("arm", "A")
        let none = try EndpointLook(
            try table(), name: "OS", plan, cut: DataCut(entry: "entry", day: try day("2019-01-01"), unit: .days))
        #expect(none.z == nil && none.events == 0)
        let quiet = try EndpointLook(
            try table(), name: "OS", plan, cut: DataCut(entry: "entry", day: try day("2020-01-20"), unit: .days))
        #expect(quiet.z == nil && quiet.events == 0 && quiet.notes.contains { $0.contains("without an event yet") })
    }
}
