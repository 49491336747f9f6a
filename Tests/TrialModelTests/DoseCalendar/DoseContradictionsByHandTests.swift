import Testing
import TrialValues

@testable import TrialModel

/// Records of which one must be wrong are refused with their places; what can be and should not is told.
@Suite("Contradictory records · ByHand")
struct DoseContradictionsByHandTests {
    private static let drugs = "{drug: ixazomib, dose: 4 mg, days: [1, 8, 15], levels: [4 mg, 3 mg], missed: 72 hours}"
    private static let prophylaxis = "[{against: herpes zoster, drug: [acyclovir, valaciclovir]}]"

    private func calendar(_ events: [String], facts: String = "", rules: String? = nil) throws -> DoseCalendar {
        let lines = events.map { "  - {\($0)}" }.joined(separator: "\n")
        return try Reading.calendar(
            Self.drugs, rules: rules, record: "start: 2024-03-04\nfacts: {\(facts)}\nevents:\n\(lines)\n",
            regimen: "cycle: 28 days, cycles: 3", prophylaxis: Self.prophylaxis)
    }

    private func faults(_ events: [String]) throws -> [(rule: String, line: Int?)] {
        do {
            _ = try calendar(events)
            return []
        } catch let problems as Diagnostics {
            return problems.all.filter { $0.severity == .error }.map { ($0.rule, $0.place.line) }
        }
    }

    @Test(
        arguments: [
            (["missed", "given"], "events.conflict"), (["given", "missed"], "events.conflict"),
            (["given", "given"], "events.conflict"), (["missed", "missed"], "events.conflict"),
            (["left out", "given"], "events.conflict"), (["vomited", "missed"], "events.conflict"),
        ])
    func `one dose has one fate`(words: [String], rule: String) throws {
        let faults = try faults(words.map { "date: 2024-03-11, event: \($0), drug: ixazomib" })
        #expect(faults.map(\.rule) == [rule] && faults.first?.line == 5)
    }

    @Test func `given and vomited go together, and so do missed and taken late`() throws {
        let vomited = try calendar(
            [
                "date: 2024-03-11, event: given, drug: ixazomib, amount: 3 mg",
                "date: 2024-03-11, event: vomited, drug: ixazomib",
            ])
        #expect(vomited.doses[1].status == .vomited && vomited.doses[1].given == DoseAmount("3 mg"))
        let late = try calendar(
            [
                "date: 2024-03-11, event: missed, drug: ixazomib",
                "date: 2024-03-14, event: given, drug: ixazomib, dose of: 2024-03-11",
            ])
        #expect(late.doses[1].status == .givenLate(days: 3) && late.notes.isEmpty)
    }

    @Test(
        arguments: [
            ("date: 2024-03-11, event: given, drug: ixazomib, amount: 4000 g", "events.amount"),
            ("date: 2024-03-11, event: given, drug: ixazomib, amount: 4 ug", "events.amount"),
            ("date: 2024-03-11, event: given, drug: ixazomib, amount: 1 capsule", "events.unit"),
            ("date: 2024-03-12, event: given, drug: ixazomib", "events.no-dose"),
            ("date: 2024-03-11, event: given, drug: ixazomib, time: 2", "events.no-dose"),
            ("date: 2024-03-01, event: reduced, drug: ixazomib", "events.before-start"),
            ("date: 2024-03-20, event: cycle start, cycle: 3", "events.cycle-order"),
            ("date: 2024-05-28, event: cycle start, cycle: 4", "events.cycle-order"),
            ("date: 2024-03-04, event: prophylaxis, drug: acyclovr", "events.unknown-drug"),
            ("date: 2024-03-04, event: contraindicated, drug: aspirin", "events.unknown-drug"),
            ("date: 2024-03-04, event: prophylaxis, drug: acyclovir, until: 2024-03-01", "events.range"),
            ("date: 2024-03-11, event: given, drug: ixazomib, additional: yes", "events.conflict"),
        ])
    func `is refused`(event: String, rule: String) throws {
        let faults = try faults([event])
        #expect(faults.map(\.rule) == [rule] && faults.first?.line == 4, "\(faults)")
    }

    @Test(
        arguments: [
            ("date: 2024-03-11, event: given, drug: ixazomib, amount: 8 mg", "events.deviation"),
            ("date: 2024-03-12, event: given, drug: ixazomib, amount: 4 mg", "events.deviation"),
            ("date: 2024-03-11, event: given, drug: ixazomib, amount: 4 mg, additional: yes", "events.deviation"),
            ("date: 2024-03-25, event: cycle start, cycle: 2", "events.early-cycle"),
            ("date: 2024-06-10, event: held, drug: ixazomib", "events.after-end"),
        ])
    func `is told`(event: String, rule: String) throws {
        #expect(try calendar([event]).notes.map(\.rule) == [rule])
    }

    @Test func `an additional dose counts as given`() throws {
        let calendar = try calendar(["date: 2024-03-11, event: given, drug: ixazomib, amount: 4 mg, additional: yes"])
        #expect(calendar.intensities.first?.given == 12 && calendar.intensities.first?.planned == 8)
    }

    @Test func `a cycle that is recorded to begin without what it needs is told`() throws {
        let calendar = try calendar(
            ["date: 2024-04-01, event: cycle start, cycle: 2"],
            facts: "platelets: {value: 60 10^9/L, date: 2024-04-01}",
            rules: "[{id: C, new cycle: \"platelets >= 75 10^9/L\"}]")
        #expect(calendar.notes.map(\.rule) == ["events.cycle-needs"] && calendar.cycles[1].delay == 0)
    }

    @Test func `a drug that is resumed before what its hold waits for is told`() throws {
        let rules = "[{id: T, when: \"platelets < 30 10^9/L\", do: hold, until: \"platelets >= 30 10^9/L\"}]"
        func notes(_ next: String) throws -> [String] {
            try calendar(
                ["date: 2024-03-15, event: resumed, drug: ixazomib"],
                facts: "platelets: [{value: 28 10^9/L, date: 2024-03-13}, {value: \(next) 10^9/L, date: 2024-03-15}]",
                rules: rules
            ).notes.map(\.rule)
        }
        #expect(try notes("29") == ["events.against-rule"])
        #expect(try notes("30") == [])
    }

    @Test func `tolerated and not tolerated on one day`() throws {
        let faults = try faults(["date: 2024-03-11, event: tolerated", "date: 2024-03-11, event: not tolerated"])
        #expect(faults.map(\.rule) == ["events.conflict"])
    }

    @Test(
        arguments: [
            "date: 2024-03-20, event: delay, days: 7", "date: 2024-03-20, event: reduced, drug: ixazomib",
            "date: 2024-03-20, event: held", "date: 2024-03-20, event: tolerated, drug: ixazomib",
            "date: 2024-03-12, event: given, drug: ixazomib, amount: 4 mg",
            "date: 2024-03-11, event: given, drug: ixazomib, amount: 4 mg, additional: yes",
        ])
    func `a record that repeats another of its day is refused`(event: String) throws {
        let faults = try faults([event, event + ", reason: again"])
        #expect(faults.map(\.rule) == ["events.conflict"] && faults.first?.line == 5, "\(faults)")
    }

    @Test(arguments: [false, true])
    func `a delay and a cycle start of one day`(isFirst: Bool) throws {
        let events = ["date: 2024-04-01, event: delay, days: 7", "date: 2024-04-01, event: cycle start, cycle: 2"]
        #expect(try faults(isFirst ? events : events.reversed()).map(\.rule) == ["events.conflict"])
    }

    @Test func `a cycle that begins before the day to which it was put off is told`() throws {
        func notes(_ day: Int) throws -> [Diagnostic] {
            try calendar([
                "date: 2024-03-28, event: delay, days: 7", "date: 2024-04-0\(day), event: cycle start, cycle: 2",
            ]).notes
        }
        #expect(try notes(3).map(\.rule) == ["events.early-cycle"])
        #expect(try notes(3).first?.message.contains("5 days before its day, 2024-04-08") == true)
        #expect(try notes(8).isEmpty)
    }

    @Test func `a delay on the first day of all puts the second cycle off`() throws {
        let calendar = try calendar(["date: 2024-03-04, event: delay, days: 7, reason: leave"])
        #expect(calendar.cycles.map(\.delay) == [0, 7, 0] && calendar.cycles[1].reasons == ["leave"])
    }

    @Test func `a drug that was stopped stays stopped, also where it was held`() throws {
        let calendar = try calendar([
            "date: 2024-03-05, event: held, drug: ixazomib", "date: 2024-03-05, event: held",
            "date: 2024-03-06, event: stopped, drug: ixazomib",
        ])
        #expect(calendar.end?.day.description == "2024-03-06")
    }
}
