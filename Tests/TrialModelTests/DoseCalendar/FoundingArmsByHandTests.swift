import Foundation
import TestSupport
import Testing
import TrialValues

@testable import TrialModel

/// The arms of the five founding trials, counted on paper.
@Suite("Founding arms · ByHand")
struct FoundingArmsByHandTests {
    private let start = Day("2024-03-04")

    private func calendar(_ drugs: String, _ regimen: String, number: Int? = nil, events: [DoseEvent] = []) throws
        -> DoseCalendar
    {
        try DoseCalendar(
            try Reading.arm(drugs, regimen: regimen),
            record: TreatmentRecord(number: number, start: start, events: events))
    }

    @Test func `NCT04217967: ixazomib, and lenalidomide every other day`() throws {
        let calendar = try calendar(
            "{drug: ixazomib, dose: 4 mg, days: [1, 8, 15]}, {drug: lenalidomide, dose: 25 mg, days: 1-21 every other day}",
            "cycle: 28 days, until: [progression]")
        for cycle in 1...6 {
            let doses = calendar.doses.filter { $0.cycle == cycle }
            #expect(doses.count { $0.drug == "ixazomib" } == 3)
            #expect(doses.count { $0.drug == "lenalidomide" } == 11)
        }
        #expect(calendar.cycles.count == 6 && calendar.end == nil)
    }

    @Test func `NCT01718743: the first sixteen subjects begin at 4 mg, all later ones at 3 mg`() throws {
        let drugs =
            "{drug: lenalidomide, dose: 10 mg, days: 1-28, levels: [15 mg d1-28, 10 mg d1-28, 10 mg d1-21, 5 mg d1-28, 5 mg d1-21], escalation: {to: 15 mg, after cycle: 3, decided by: physician}}, "
            + "{drug: ixazomib, dose: [{subjects: 1-16, amount: 4 mg}, {subjects: 17-, amount: 3 mg}], days: [1, 8, 15], levels: [4 mg, 3 mg, 2.4 mg, 1.5 mg]}"
        for (number, amount) in [(1, "4 mg"), (16, "4 mg"), (17, "3 mg"), (64, "3 mg")] {
            let calendar = try calendar(drugs, "cycle: 28 days", number: number)
            let amounts = Set(calendar.doses.filter { $0.drug == "ixazomib" }.map { $0.due?.description })
            #expect(amounts == [amount], "subject \(number)")
            let lenalidomide = calendar.doses.filter { $0.drug == "lenalidomide" }
            #expect(lenalidomide.filter { $0.cycle == 1 }.count == 28)
            #expect(
                lenalidomide.filter { $0.cycle <= 3 }.allSatisfy {
                    $0.due == DoseAmount("10 mg") && $0.condition == nil
                })
            #expect(
                lenalidomide.filter { $0.cycle >= 4 }.allSatisfy {
                    $0.due == DoseAmount("15 mg") && $0.condition?.description == "tolerated"
                })
        }
        let refusal = #expect(throws: Diagnostics.self) { try calendar(drugs, "cycle: 28 days") }
        #expect(refusal?.all.map(\.rule) == ["calendar.subject-number"])
    }

    @Test func `TOURMALINE: 26 cycles are 728 days with 78 doses, and end the treatment`() throws {
        let calendar = try calendar(
            "{drug: ixazomib, dose: [{cycles: 1-4, amount: 3 mg}, {cycles: 5-26, amount: 4 mg, if: tolerated}], days: [1, 8, 15]}",
            "cycle: 28 days, cycles: 26, until: [progression, unacceptable toxicity]")
        #expect(calendar.doses.count == 78 && calendar.cycles.count == 26)
        let last = try #require(calendar.cycles.last?.end), first = try #require(start)
        #expect(last - first + 1 == 728)
        #expect(calendar.end == TreatmentEnd(day: try #require(first.adding(days: 728)), reason: "26 cycles completed"))
        #expect(calendar.doses.filter { $0.due == DoseAmount("3 mg") }.count == 12)
    }

    @Test func `ID and RD: dexamethasone on days 1, 8, 15 and 22, lenalidomide on 21 days`() throws {
        let calendar = try calendar(
            "{drug: lenalidomide, dose: 25 mg, days: 1-21}, {drug: dexamethasone, dose: 20 mg, days: [1, 8, 15, 22]}",
            "cycle: 28 days, cycles: 2")
        #expect(calendar.doses.count { $0.drug == "lenalidomide" } == 42)
        let days = calendar.doses.filter { $0.drug == "dexamethasone" && $0.cycle == 1 }.map(\.day.description)
        #expect(days == ["2024-03-04", "2024-03-11", "2024-03-18", "2024-03-25"])
    }

    @Test func `a tolerated and a non-tolerated subject part at cycle 5, and from and after differ by a cycle`() throws
    {
        func first(_ escalation: String, _ kind: DoseEvent.Kind) throws -> Int? {
            let day = try #require(start?.adding(days: 100))
            let calendar = try calendar(
                "{drug: ixazomib, dose: 3 mg, days: [1, 8, 15], escalation: {to: 4 mg, \(escalation), if: tolerated}}",
                "cycle: 28 days, cycles: 26", events: [DoseEvent(day, kind)])
            return calendar.doses.first { $0.due == DoseAmount("4 mg") }?.cycle
        }
        #expect(try first("from cycle: 5", .tolerated(drug: "ixazomib", true)) == 5)
        #expect(try first("after cycle: 5", .tolerated(drug: nil, true)) == 6)
        #expect(try first("after cycle: 4", .tolerated(drug: nil, true)) == 5)
        #expect(try first("from cycle: 5", .tolerated(drug: "ixazomib", false)) == nil)
    }

    @Test(
        arguments: [
            ("nct04217967", ["ixazomib": 3, "lenalidomide": 11, "both": 14]), ("nct01718743", ["IXA-LEN": 31]),
            ("tourmaline-mm3", ["ixazomib": 3, "placebo": 3]), ("tourmaline-mm4", ["ixazomib": 3, "placebo": 3]),
            ("id-vs-rd", ["ID": 7, "RD": 25]),
        ] as [(String, [String: Int])])
    func `the study files give the doses of a first cycle`(study: String, doses: [String: Int]) throws {
        let url = Repository.file("Examples/\(study)/study.yaml")
        let plan = try TreatmentPlan(StudyDocument(bytes: Array(Data(contentsOf: url)), file: "study.yaml"))
        #expect(Set(plan.arms.map(\.id)) == Set(doses.keys))
        for arm in plan.arms {
            let calendar = try DoseCalendar(
                arm, record: TreatmentRecord(number: 17, start: start), modifications: plan.modifications)
            #expect(calendar.doses.count { $0.cycle == 1 } == doses[arm.id], "\(arm.id)")
        }
    }
}
