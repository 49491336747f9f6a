import Testing
import TrialValues

@testable import TrialModel

/// A cycle that nobody can judge stays open until a value or a `cycle start` comes. Cycles of 28 days from 2024-03-04; the second is due on 2024-04-01.
@Suite("Cycles in doubt · ByHand")
struct CyclesInDoubtByHandTests {
    private static let drug = "{drug: ixazomib, dose: 4 mg, days: [1, 2, 3, 8], levels: [4 mg, 3 mg]}"
    private static let plain = "platelets >= 75 10^9/L"
    private static let windowed = "platelets >= 75 10^9/L within 3 days"

    private func calendar(_ needs: String, _ facts: String, events: String = "[]", asOf: String? = nil) throws
        -> DoseCalendar
    {
        try Reading.calendar(
            Self.drug, rules: "[{id: C, new cycle: \"\(needs)\"}]",
            record: "{start: 2024-03-04, facts: {\(facts)}, events: \(events)}", asOf: asOf)
    }

    private func second(_ calendar: DoseCalendar) -> [CalendarDose] { calendar.doses.filter { $0.cycle == 2 } }

    @Test(arguments: [(plain, ""), (windowed, "platelets: {value: 140 10^9/L, date: 2024-03-04}")])
    func `stays open on the days after its first`(needs: String, facts: String) throws {
        for (today, open) in [("2024-04-01", 1), ("2024-04-02", 2), ("2024-04-07", 3), ("2024-04-08", 4)] {
            let calendar = try calendar(needs, facts, asOf: today)
            let doses = second(calendar)
            #expect(
                doses.prefix(open).allSatisfy { $0.status == .open && $0.due == nil && $0.given == nil }, "\(today)")
            #expect(doses.dropFirst(open).allSatisfy { $0.status == .due && $0.condition?.description == needs })
            #expect(calendar.intensities.first?.relativeDose == nil || today == "2024-04-01")
            #expect(calendar.decisions.contains { !$0.openQuestions.isEmpty && $0.day.description == "2024-04-01" })
        }
    }

    @Test func `the cycles after one that stays in doubt are open too`() throws {
        let doses = try calendar(Self.plain, "", asOf: "2024-06-01").doses
        #expect(doses.filter { $0.cycle == 1 }.allSatisfy { $0.status == .assumedGiven })
        #expect(doses.filter { $0.cycle == 2 || $0.cycle == 3 }.allSatisfy { $0.status == .open })
    }

    @Test(arguments: [plain, windowed])
    func `begins on the day of the value that judges it, and that is told`(needs: String) throws {
        let calendar = try calendar(needs, "platelets: {value: 80 10^9/L, date: 2024-04-03}", asOf: "2024-04-08")
        #expect(calendar.cycles[1].start.description == "2024-04-03" && calendar.cycles[1].delay == 2)
        #expect(calendar.cycles[1].reasons.first?.contains("it was not known whether cycle 2 may begin") == true)
        #expect(calendar.notes.map(\.rule) == ["events.late-needs"])
        #expect(second(calendar).map(\.status) == [.assumedGiven, .assumedGiven, .assumedGiven, .due])
    }

    @Test func `waits where the value that judges it is too low`() throws {
        let calendar = try calendar(
            Self.plain, "platelets: {value: 60 10^9/L, date: 2024-04-03}", asOf: "2024-04-08")
        #expect(calendar.waiting?.contains("cycle 2 waits, C: platelets 60") == true)
        #expect(second(calendar).first?.day.description == "2024-04-09")
    }

    @Test func `a cycle start settles it`() throws {
        let calendar = try calendar(
            Self.plain, "", events: "[{date: 2024-04-02, event: cycle start, cycle: 2}]", asOf: "2024-04-09")
        #expect(second(calendar).map(\.status) == [.assumedGiven, .assumedGiven, .assumedGiven, .due])
        #expect(calendar.cycles[1].start.description == "2024-04-02")
    }

    @Test func `open doses of the past are settled one by one`() throws {
        let calendar = try calendar(
            Self.plain, "",
            events:
                "[{date: 2024-04-01, event: given, drug: ixazomib, amount: 4 mg}, {date: 2024-04-02, event: left out, drug: ixazomib}]",
            asOf: "2024-04-03")
        #expect(second(calendar).prefix(3).map(\.status) == [.unplanned, .leftOut, .open])
    }

    @Test(arguments: [("2024-03-25", 0), ("2024-03-24", 1)])
    func `a value older than a week is told with its age`(date: String, notes: Int) throws {
        let facts = "platelets: {value: 140 10^9/L, date: \(date)}"
        let calendar = try calendar(Self.plain, facts, asOf: "2024-04-01")
        #expect(calendar.notes.map(\.rule) == Array(repeating: "events.old-value", count: notes))
        if notes == 1 {
            #expect(calendar.notes[0].message.contains("platelets 140 10^9/L, of 2024-03-24, 8 days old"))
            #expect(calendar.decisions.last?.because.first?.contains("8 days old") == true)
        }
        // Where the protocol says how old a value may be, it is its word that counts.
        #expect(try self.calendar("platelets >= 75 10^9/L within 14 days", facts, asOf: "2024-04-01").notes.isEmpty)
    }

    @Test func `a value without a date is told`() throws {
        let calendar = try calendar(Self.plain, "platelets: 140 10^9/L", asOf: "2024-04-01")
        #expect(calendar.notes.first?.message.contains("whose date is not recorded") == true)
    }
}
