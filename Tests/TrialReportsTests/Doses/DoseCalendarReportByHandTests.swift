import TestSupport
import Testing
import TrialModel
import TrialReports
import TrialValues

/// A calendar as text, CSV and iCalendar.
@Suite("Dose calendar report · ByHand")
struct DoseCalendarReportByHandTests {
    private func report(
        _ record: String, arm: String = "{drug: A, route: oral, dose: 4 mg, days: [1, 8], levels: [4 mg, 3 mg]}",
        asOf: String? = nil,
        name: String? = "Ann; B, \\ C", study: String = "S-1"
    ) throws -> DoseCalendarReport {
        let plan = try TreatmentPlan(
            StudyDocument("{arms: [{id: X, regimen: {cycle: 14 days, cycles: 2, drugs: [\(arm)]}}]}"))
        var options = DoseCalendar.Options()
        options.asOf = asOf.flatMap { Day($0) }
        let calendar = try DoseCalendar(
            try #require(plan.arms.first), record: TreatmentRecord(try StudyDocument(record), facts: plan.facts),
            options: options)
        return DoseCalendarReport(calendar, subject: name, study: study)
    }

    @Test func `the iCalendar file keeps the rules of RFC 5545`() throws {
        let why = String(repeating: "a long reason with ümläuts 日本語 and a, comma; ", count: 6)
        let file = try report(
            "{start: 2024-02-28, events: [{date: 2024-03-06, event: held, reason: \"\(why)\"}, {date: 2024-03-14, event: reduced, drug: A}, {date: 2024-03-15, event: resumed}]}"
        )
        let calendar = ICalendarFile(file.iCalendar(stamp: try #require(ICalendarStamp("2024-03-04T08:00:00Z"))))
        #expect(calendar.faults.isEmpty, "\(calendar.faults)")
        #expect(calendar.events.count == 4)
        #expect(calendar.value("DTSTAMP", of: 0) == "20240304T080000Z")
        #expect(calendar.value("DTSTART", of: 0) == "20240228" && calendar.value("DTEND", of: 0) == "20240229")
        #expect(calendar.value("SUMMARY", of: 0) == #"Ann\; B\, \\ C: A 4 mg (cycle 1\, day 1)"#)
        #expect(
            (0..<4).map { calendar.value("STATUS", of: $0) } == ["CONFIRMED", "CANCELLED", "CANCELLED", "CONFIRMED"])
    }

    @Test func `the checks find faults`() {
        let good = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
        #expect(ICalendarFile(good).faults.isEmpty)
        for bad in [
            good.replacing("\r\n", with: "\n"), good.replacing("PRODID:x\r\n", with: ""),
            good.replacing("PRODID:x", with: "PRODID:" + String(repeating: "x", count: 80)),
            good.replacing(
                "END:VCALENDAR",
                with:
                    "BEGIN:VEVENT\r\nUID:a@b\r\nDTSTAMP:2024\r\nDTSTART;VALUE=DATE:20240101\r\nEND:VEVENT\r\nEND:VCALENDAR"
            ),
        ] {
            #expect(!ICalendarFile(bad).faults.isEmpty)
        }
    }

    @Test func `ids stay the same when a dose moves, and no two are alike`() throws {
        let stamp = try #require(ICalendarStamp("20240304T080000Z"))
        func ids(_ record: String) throws -> [String?] {
            let file = ICalendarFile(try report(record).iCalendar(stamp: stamp))
            return file.events.indices.map { file.value("UID", of: $0) }
        }
        let plan = try ids("{start: 2024-02-28}")
        #expect(try ids("{start: 2024-02-28, events: [{date: 2024-03-10, event: delay, days: 3}]}") == plan)
        let more = try ids("{start: 2024-02-28, events: [{date: 2024-03-01, event: given, drug: A, amount: 1 mg}]}")
        #expect(more.count == 5 && Set(more).count == 5)
    }

    @Test(arguments: ["2024-03-04", "2024-13-04T08:00:00Z", "2024-03-04T24:00:00Z", "2024-03-04T08:00:00", ""])
    func `no instant`(text: String) { #expect(ICalendarStamp(text) == nil) }

    @Test func `a dose a line as CSV, quoted where needed`() throws {
        let csv = try report(
            "{start: 2024-02-28, events: [{date: 2024-03-06, event: missed, drug: A, reason: 'lost, \"twice\"'}]}"
        ).csv
        #expect(
            csv.split(separator: "\n").prefix(3) == [
                "date,weekday,cycle,day,time,drug,route,planned,due,given,status,condition,reason",
                "2024-02-28,Wednesday,1,1,1,A,oral,4 mg,4 mg,4 mg,given (no record),,",
                "2024-03-06,Wednesday,1,8,1,A,oral,4 mg,4 mg,,missed,,\"lost, \"\"twice\"\"\"",
            ])
    }

    @Test func `today is told with what is due and why`() throws {
        let text = try report(
            "{start: 2024-02-28, events: [{date: 2024-03-05, event: reduced, drug: A, reason: rash}]}",
            asOf: "2024-03-06"
        ).text(.list)
        #expect(
            text.contains(
                "Today, Wednesday 2024-03-06: cycle 1, day 8\n  A: 3 mg (plan: 4 mg)\n    because: reduced to 3 mg on 2024-03-05: rash"
            ))
        let next = try report("{start: 2024-02-28}", asOf: "2024-03-01").text(.list)
        #expect(next.contains("no dose; the next: A 4 mg on 2024-03-06"))
    }

    @Test func `months have their days under their weekdays`() throws {
        let text = try report("{start: 2024-02-28}").text(.months(2))
        let lines = text.split(separator: "\n").map(String.init)
        // February 2024 ends on Thursday the 29th; March begins on a Friday.
        #expect(lines.contains("                26  27  28  29               cycle 1 from 28"))
        #expect(lines.contains("                                 1   2   3"))
        #expect(text.contains("○ due as planned"))
    }
}
