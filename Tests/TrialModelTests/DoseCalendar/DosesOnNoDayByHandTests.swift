import Testing
import TrialValues

@testable import TrialModel

/// Doses that can be given on no day are open, no dose moves beyond its treatment, and months are those of the calendar.
@Suite("Doses on no day · ByHand")
struct DosesOnNoDayByHandTests {
    private static let sundays = "{drug: f, dose: 4 mg, days: [1], weekdays: [Sunday], levels: [4 mg]}"

    @Test func `a dose without an open day is open, and among the questions`() throws {
        // 2024-03-05 and 2024-04-02 are Tuesdays.
        let calendar = try Reading.calendar(
            Self.sundays, record: "{start: 2024-03-05}", regimen: "cycle: 28 days, cycles: 2", asOf: "2024-03-20")
        #expect(calendar.doses.map(\.status) == [.open, .open] && calendar.doses.allSatisfy { $0.due == nil })
        #expect(calendar.decisions.flatMap(\.openQuestions).first?.contains("2024-03-05, 2024-04-02") == true)
        #expect(calendar.intensities.first?.relativeDose == nil)
    }

    @Test func `it is settled by what was done`() throws {
        let calendar = try Reading.calendar(
            Self.sundays,
            record:
                "{start: 2024-03-05, events: [{date: 2024-03-10, event: given, drug: f, amount: 4 mg, dose of: 2024-03-05}, {date: 2024-04-02, event: left out, drug: f}]}",
            regimen: "cycle: 28 days, cycles: 2", asOf: "2024-04-03")
        #expect(calendar.doses.map(\.status) == [.unplanned, .leftOut])
        #expect(calendar.intensities.first?.relativeDose == 0.5)
    }

    @Test func `a moved dose does not cross the end of the treatment or of its drug`() throws {
        // Day 56 is Saturday 2024-04-27, the treatment ends before 2024-04-28.
        func last(_ window: Int, _ events: String = "[]") throws -> CalendarDose? {
            try Reading.calendar(
                "{drug: e, dose: 4 mg, days: [28], window: \(window) days, weekdays: [Monday], levels: [4 mg]}, {drug: f, dose: 4 mg, days: 1}",
                record: "{start: 2024-03-03, events: \(events)}", regimen: "cycle: 28 days, cycles: 2"
            ).doses.last { $0.drug == "e" }
        }
        #expect(try last(3)?.status == .open)
        #expect(try last(5)?.day.description == "2024-04-22")
        // Day 28 is Saturday 2024-03-30; the drug is stopped on the Monday to which it would move.
        let stop = "[{date: 2024-04-01, event: stopped, drug: e}]"
        let first = try Reading.calendar(
            "{drug: e, dose: 4 mg, days: [28], window: 3 days, weekdays: [Monday], levels: [4 mg]}, {drug: f, dose: 4 mg, days: 1}",
            record: "{start: 2024-03-03, events: \(stop)}", regimen: "cycle: 28 days, cycles: 2"
        ).doses.first { $0.drug == "e" }
        #expect(first?.status == .open)
    }

    @Test(
        arguments: [
            ("2024-02-01", "1 month", "2024-03-01"), ("2024-01-31", "1 month", "2024-02-29"),
            ("2024-03-06", "12 months", "2025-03-06"), ("2024-03-01", "6 months", "2024-09-01"),
            ("2023-03-01", "1 year", "2024-03-01"), ("2024-03-01", "10 days", "2024-03-11"),
            ("2024-03-01", "2 weeks", "2024-03-15"), ("2024-03-01", "1.5 years", "2025-09-01"),
        ])
    func `the longest time counts months of the calendar`(start: String, longest: String, end: String) throws {
        let calendar = try Reading.calendar(
            "{drug: f, dose: 4 mg, days: 1}", record: "{start: \(start)}",
            regimen: "cycle: 28 days, longest: \(longest)"
        ) { $0.cycles = 30 }
        #expect(calendar.end?.day.description == end)
    }

    @Test func `cycles beyond the last day of the calendar are refused`() {
        let refusal = #expect(throws: Diagnostics.self) {
            try Reading.calendar("{drug: f, dose: 4 mg, days: 1}", record: "{start: 9999-12-20}")
        }
        #expect(refusal?.all.first?.message == "6 cycles of 28 days from 9999-12-20 go beyond 9999-12-31")
    }

    @Test(arguments: [("25", "open"), ("70", "given (no record)"), ("29.9", "open"), ("30", "open")])
    func `a clearance that falls to a lower row opens the dose`(value: String, status: String) throws {
        let drug =
            "{drug: lenalidomide, dose: 25 mg, days: 1-21, levels: [25 mg, 10 mg, 5 mg], renal: [{jurisdiction: site, rows: [{clearance: from 60, dose: as planned}, {clearance: 30 to below 60, dose: 10 mg}, {clearance: below 30, dose: not started}]}]}"
        func doses(_ more: String = "", _ events: String = "[]") throws -> [CalendarDose] {
            try Reading.calendar(
                drug,
                record:
                    "{start: 2024-03-04, facts: {creatinine clearance: [{value: 80 mL/min, date: 2024-03-04}, {value: \(value) mL/min, date: 2024-03-06}\(more)], dialysis: no}, events: \(events)}",
                asOf: "2024-03-09"
            ).doses
        }
        let open = try doses()
        #expect(open[1].status == .assumedGiven && open[2].status.words == status && open[4].status.words == status)
        // It rises again, or a person settles it.
        #expect(try doses(", {value: 65 mL/min, date: 2024-03-08}")[4].status == .assumedGiven)
        let settled = try doses("", "[{date: 2024-03-08, event: reduced, drug: lenalidomide, to: 5 mg}]")
        #expect(settled[4].given == DoseAmount("5 mg"))
    }
}
