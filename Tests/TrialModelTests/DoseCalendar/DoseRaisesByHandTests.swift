import Testing
import TrialValues

@testable import TrialModel

/// Doses that are raised, and what the plan was at the time. Cycles of 28 days from 2024-03-04; cycle 3 begins on 2024-04-29.
@Suite("Dose raises · ByHand")
struct DoseRaisesByHandTests {
    private static let byCycle =
        "{drug: ixazomib, dose: [{cycles: 1-2, amount: 3 mg}, {cycles: 3-, amount: 4 mg, if: tolerated}], days: [1, 8, 15], levels: [4 mg, 3 mg]}"
    private static let escalation =
        "{drug: ixazomib, dose: 3 mg, days: [1, 8, 15], levels: [4 mg, 3 mg], escalation: {to: 4 mg, from cycle: 3, decided by: the physician}}"

    private func calendar(_ drugs: String, _ event: String, asOf: String = "2024-05-27") throws -> DoseCalendar {
        try Reading.calendar(drugs, record: "{start: 2024-03-04, events: [{\(event)}]}", asOf: asOf)
    }

    private func third(_ calendar: DoseCalendar) -> [String?] {
        calendar.doses.filter { $0.cycle == 3 }.map { $0.due?.description }
    }

    @Test(arguments: [byCycle, escalation])
    func `tolerated on the first day of the cycle raises it`(drugs: String) throws {
        let calendar = try calendar(drugs, "date: 2024-04-29, event: tolerated")
        #expect(third(calendar) == ["4 mg", "4 mg", "4 mg"])
        let intensity = try #require(calendar.intensities.first)
        // 6 · 3 + 3 · 4 mg, given and planned.
        #expect(intensity.given == 30 && intensity.planned == 30 && intensity.plannedWithoutDelay == 30)
    }

    @Test(arguments: [byCycle, escalation])
    func `tolerated on a later day raises the next cycle, and splits none`(drugs: String) throws {
        let calendar = try calendar(drugs, "date: 2024-05-02, event: tolerated")
        #expect(third(calendar) == ["3 mg", "3 mg", "3 mg"])
        #expect(calendar.doses.first { $0.cycle == 4 }?.due == DoseAmount("4 mg"))
        #expect(calendar.intensities.first?.relativeDoseIntensity == 1)
    }

    @Test(arguments: [byCycle, escalation])
    func `tolerated counts from the last cycle before the raise on, and an earlier one is told`(drugs: String) throws {
        let early = try calendar(drugs, "date: 2024-03-31, event: tolerated")
        #expect(third(early) == ["3 mg", "3 mg", "3 mg"])
        #expect(early.notes.map(\.rule) == ["events.early-tolerated"])
        #expect(early.notes.first?.message.contains("tolerated on 2024-03-31, before cycle 2") == true)
        // Cycle 2, the last before the raise, begins on 1 April.
        let inTime = try calendar(drugs, "date: 2024-04-01, event: tolerated")
        #expect(third(inTime) == ["4 mg", "4 mg", "4 mg"] && inTime.notes.isEmpty)
        #expect(inTime.doses.last?.due == DoseAmount("4 mg"))
    }

    @Test(arguments: [byCycle, escalation])
    func `raised by a person holds from its day, and the plan with it`(drugs: String) throws {
        let calendar = try calendar(drugs, "date: 2024-05-02, event: raised, drug: ixazomib")
        #expect(third(calendar) == ["3 mg", "4 mg", "4 mg"])
        let intensity = try #require(calendar.intensities.first)
        // 7 · 3 + 2 · 4 mg.
        #expect(intensity.given == 29 && intensity.planned == 29 && intensity.relativeDoseIntensity == 1)
    }

    @Test(arguments: [byCycle, escalation])
    func `raised before the plan may raise it leaves the dose open`(drugs: String) throws {
        let calendar = try calendar(drugs, "date: 2024-04-03, event: raised, drug: ixazomib, to: 4 mg")
        #expect(calendar.doses.filter { $0.cycle == 2 }.map(\.status) == [.assumedGiven, .open, .open])
        #expect(calendar.decisions.first?.openQuestions.first?.contains("more than the plan has in cycle 2") == true)
    }

    @Test func `not tolerated within the cycle lowers it at once`() throws {
        let calendar = try Reading.calendar(
            Self.byCycle,
            record:
                "{start: 2024-03-04, events: [{date: 2024-04-29, event: tolerated}, {date: 2024-05-05, event: not tolerated}]}",
            asOf: "2024-05-27")
        #expect(third(calendar) == ["4 mg", "3 mg", "3 mg"])
    }

    @Test func `a delay keeps the intensity at what the plan had at the time`() throws {
        // Cycle 3 begins two weeks late, on 13 May, raised; up to 26 May: 6 · 3 + 2 · 4 of 6 · 3 + 3 · 4 mg.
        let calendar = try Reading.calendar(
            Self.byCycle,
            record:
                "{start: 2024-03-04, events: [{date: 2024-04-28, event: delay, days: 14}, {date: 2024-05-13, event: tolerated}]}",
            asOf: "2024-05-27")
        let intensity = try #require(calendar.intensities.first)
        #expect(intensity.given == 26 && intensity.planned == 26 && intensity.plannedWithoutDelay == 30)
    }
}
