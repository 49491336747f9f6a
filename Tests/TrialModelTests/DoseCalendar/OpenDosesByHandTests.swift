import Testing
import TrialValues

@testable import TrialModel

/// No dose is due while a question about it is open. Cycles of 28 days from 2024-03-04.
@Suite("Open doses · ByHand")
struct OpenDosesByHandTests {
    private static let lenalidomide =
        "{drug: lenalidomide, dose: 25 mg, days: 1-21, levels: [25 mg, 20 mg, 15 mg, 10 mg, 5 mg], renal: [{table: lenalidomide combination US}, {table: lenalidomide EU}]}"
    private static let ixazomib = "{drug: ixazomib, dose: 4 mg, days: [1, 8, 15], levels: [4 mg, 3 mg, 2.3 mg]}"

    private func first(_ calendar: DoseCalendar, _ drug: String = "lenalidomide") -> [CalendarDose] {
        calendar.doses.filter { $0.drug == drug && $0.cycle == 1 }
    }

    @Test func `two renal tables and none chosen: open, never the full dose`() throws {
        let record = "{start: 2024-03-04, facts: {creatinine clearance: 55 mL/min, dialysis: no}}"
        let open = try Reading.calendar(Self.lenalidomide, record: record)
        #expect(first(open).allSatisfy { $0.status == .open && $0.due == nil && $0.planned == DoseAmount("25 mg") })
        #expect(open.doses.first?.reasons.first?.contains("(US, EU): choose the jurisdiction") == true)
        let chosen = try Reading.calendar(Self.lenalidomide, record: record) { $0.jurisdiction = "EU" }
        #expect(first(chosen).allSatisfy { $0.due == DoseAmount("25 mg") })
    }

    @Test func `a clearance that becomes known on the third day makes doses due from that day on`() throws {
        let calendar = try Reading.calendar(
            Self.lenalidomide,
            record:
                "{start: 2024-03-04, facts: {creatinine clearance: {value: 55 mL/min, date: 2024-03-06}, dialysis: no}}",
            asOf: "2024-03-07"
        ) { $0.jurisdiction = "US" }
        let doses = first(calendar)
        #expect(doses.prefix(4).map(\.status) == [.open, .open, .assumedGiven, .due])
        #expect(doses[3].due == DoseAmount("10 mg"))
        // Two doses of the past are not known, so that no relative dose is reckoned.
        #expect(calendar.intensities.first?.counts.notRecorded == 2 && calendar.intensities.first?.relativeDose == nil)
    }

    @Test func `a person settles the dose by naming it`() throws {
        let record = "start: 2024-03-04\nevents: [{date: 2024-03-05, event: resumed, drug: lenalidomide, to: 10 mg}]"
        let doses = first(try Reading.calendar(Self.lenalidomide, record: record))
        #expect(doses[0].status == .open && doses[1].due == DoseAmount("10 mg"))
    }

    @Test func `a rule on the first dose that cannot be judged opens it`() throws {
        let rules = "[{table: ixazomib US}]"
        let open = try Reading.calendar(Self.ixazomib, rules: rules, record: "{start: 2024-03-04}")
        #expect(first(open, "ixazomib").allSatisfy { $0.status == .open })
        #expect(open.doses[0].reasons[0].contains("ixazomib-US-bilirubin (ixazomib US, version 2024-03)"))
        let late = try Reading.calendar(
            Self.ixazomib, rules: rules,
            record:
                "{start: 2024-03-04, facts: {bilirubin: {value: 2 mg/dL, date: 2024-03-08, upper limit: 1.2 mg/dL}}}")
        #expect(first(late, "ixazomib").map(\.status) == [.open, .due, .due])
        #expect(first(late, "ixazomib").last?.due == DoseAmount("3 mg"))
    }

    @Test(
        arguments: [
            ("lenalidomide combination EU", "49.9", CalendarDose.Status.held),
            ("lenalidomide combination EU", "50.0", .assumedGiven), ("lenalidomide maintenance EU", "74.9", .held),
            ("lenalidomide maintenance EU", "75", .assumedGiven), ("lenalidomide maintenance US", "74.9", .held),
            ("lenalidomide maintenance US", "75", .assumedGiven),
        ])
    func `labels that say when lenalidomide may begin`(table: String, platelets: String, status: CalendarDose.Status)
        throws
    {
        func first(_ facts: String) throws -> CalendarDose.Status? {
            try Reading.calendar(
                "{drug: lenalidomide, dose: 10 mg, days: 1-28, levels: [10 mg, 5 mg]}", rules: "[{table: \(table)}]",
                record: "{start: 2024-03-04, facts: {\(facts)}}"
            ).doses.first?.status
        }
        let count = "platelets: {value: \(platelets) 10^9/L, date: 2024-03-04}"
        #expect(try first(count + ", neutrophils: {value: 1.0 10^9/L, date: 2024-03-04}") == status)
        #expect(try first(count + ", neutrophils: {value: 0.9 10^9/L, date: 2024-03-04}") == .held)
        // Low platelets hold whatever the neutrophils are; good ones leave the question open.
        #expect(try first(count) == (status == .held ? .held : .open))
    }

    @Test func `rules that disagree leave the dose open until a person names it`() throws {
        let rules =
            "[{id: A, when: grade of rash >= 2, do: reduce, to: 3 mg}, {id: B, when: grade of peripheral neuropathy >= 2, do: reduce, to: 2.3 mg}]"
        let record =
            "start: 2024-03-04\nfacts: {grade of rash: [{value: 2, date: 2024-03-08}], grade of peripheral neuropathy: [{value: 2, date: 2024-03-08}]}\n"
        let open = try Reading.calendar(Self.ixazomib, rules: rules, record: record)
        #expect(first(open, "ixazomib").map(\.status) == [.assumedGiven, .open, .open])
        let settled = try Reading.calendar(
            Self.ixazomib, rules: rules,
            record: record + "events: [{date: 2024-03-09, event: reduced, drug: ixazomib, to: 2.3 mg}]")
        #expect(settled.doses[1].due == DoseAmount("2.3 mg"))
    }

    @Test func `a level that the ladder does not have, and a raise beyond the plan, leave the dose open`() throws {
        func statuses(_ event: String) throws -> [CalendarDose.Status] {
            try first(
                Reading.calendar(
                    Self.ixazomib, record: "{start: 2024-03-04, events: [{date: 2024-03-08, drug: ixazomib, \(event)}]}"
                ),
                "ixazomib"
            ).map(\.status)
        }
        #expect(try statuses("event: reduced, to: 2 mg") == [.assumedGiven, .open, .open])
        #expect(try statuses("event: raised") == [.assumedGiven, .open, .open])
        #expect(try statuses("event: resumed, to: 3 mg") == [.assumedGiven, .open, .open])
        #expect(try statuses("event: reduced, to: 3 mg") == [.assumedGiven, .due, .due])
    }

    @Test func `a rule never raises a dose that is lower already`() throws {
        let rules = "[{id: A, when: grade of rash >= 2, do: reduce, to: 3 mg}]"
        let calendar = try Reading.calendar(
            Self.ixazomib, rules: rules,
            record:
                "{start: 2024-03-04, events: [{date: 2024-03-05, event: reduced, drug: ixazomib, to: 2.3 mg}], facts: {grade of rash: [{value: 2, date: 2024-03-08}]}}"
        )
        #expect(calendar.doses.dropFirst().allSatisfy { $0.due == DoseAmount("2.3 mg") })
        #expect(calendar.decisions.last?.action == "stays at 2.3 mg d1, 8, 15")
    }

    @Test func `the doses of a cycle that waits are due only if it has what it needs`() throws {
        let calendar = try Reading.calendar(
            Self.ixazomib, rules: "[{id: C, new cycle: \"platelets >= 75 10^9/L\"}]",
            record: "{start: 2024-03-04, facts: {platelets: {value: 60 10^9/L, date: 2024-03-29}}}", asOf: "2024-04-03")
        let second = calendar.doses.filter { $0.cycle == 2 }
        #expect(second.first?.day.description == "2024-04-04")
        #expect(second.allSatisfy { $0.condition?.description == "platelets >= 75 10^9/L" })
        #expect(calendar.doses.filter { $0.cycle == 3 }.allSatisfy { $0.condition == nil })
    }

    @Test func `today's new cycle is open while what it needs is not known`() throws {
        let rules = "[{id: C, new cycle: \"platelets >= 75 10^9/L\"}]"
        func today(_ facts: String, _ events: String = "[]") throws -> [CalendarDose] {
            let calendar = try Reading.calendar(
                Self.ixazomib, rules: rules, record: "{start: 2024-03-04, facts: {\(facts)}, events: \(events)}",
                asOf: "2024-04-01")
            return calendar.doses(on: try #require(Day("2024-04-01")))
        }
        #expect(try today("").map(\.status) == [.open])
        #expect(try today("").first?.reasons.first?.contains("platelets") == true)
        #expect(try today("platelets: {value: 80 10^9/L, date: 2024-04-01}").map(\.status) == [.due])
        #expect(try today("", "[{date: 2024-04-01, event: cycle start, cycle: 2}]").map(\.status) == [.due])
    }
}
