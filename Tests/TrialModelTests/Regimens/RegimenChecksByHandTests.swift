import Testing
import TrialValues

@testable import TrialModel

/// What is well formed and cannot be is refused, with its place.
@Suite("Regimen checks · ByHand")
struct RegimenChecksByHandTests {
    @Test func `a slip is told with place and advice`() throws {
        let (_, problems) = try Reading.arms(
            """
            - id: A
              regimen:
                cycle: 28 days
                drugs:
                  - drug: ixazomib
                    dosage: 4 mg
                    days: [1, 8, 15]
            """)
        #expect(problems.map(\.rule).sorted() == ["study.missing-key", "study.unknown-key"])
        let slip = problems.first { $0.rule == "study.unknown-key" }
        #expect(
            slip?.description
                == "s.yaml:6:9: error: `dosage` is not a key of a drug; did you mean `dose`? [study.unknown-key]")
    }

    @Test(
        arguments: [
            ("{drug: A, dose: 4, days: 1}", "study.unit"),
            ("{drug: A, dose: 4 mg, days: [1, 29]}", "study.range"),
            ("{drug: A, dose: 4 mg, days: [1, 8, 8]}", "study.duplicate-day"),
            ("{drug: A, dose: 4 mg, days: 1, levels: [3 mg, 2 mg]}", "study.level"),
            ("{drug: A, dose: 4 mg, days: 1, levels: [2 mg, 4 mg]}", "study.range"),
            ("{drug: A, dose: [{cycles: 1-2, amount: 3 mg}, {cycles: 2-3, amount: 4 mg}], days: 1}", "study.overlap"),
            ("{drug: A, dose: [{cycles: 1, amount: 3 mg}, {cycles: 3, amount: 4 mg}], days: 1}", "study.gap"),
            ("{drug: A, dose: [{cycles: 1, amount: 3 mg}, {cycles: 2, amount: 4 mg}], days: 1}", "study.gap"),
            ("{drug: A, dose: [{cycles: 1-3, amount: 3 mg}, {cycles: 4-5, amount: 4 mg}], days: 1}", "study.range"),
            ("{drug: A, dose: [{subjects: 2-16, amount: 3 mg}, {subjects: 17-, amount: 4 mg}], days: 1}", "study.gap"),
            (
                "{drug: A, dose: [{subjects: 1-16, amount: 3 mg}, {subjects: 16-, amount: 4 mg}], days: 1}",
                "study.overlap"
            ),
            ("{drug: A, dose: 4 mg, days: 1, escalation: {to: 3 mg, from cycle: 2}}", "study.range"),
            ("{drug: A, dose: 4 mg, days: 1, escalation: {to: 5 mg, from cycle: 2, after cycle: 2}}", "study.conflict"),
            ("{drug: A, dose: 4 mg, days: 1, escalation: {to: 5 mg}}", "study.missing-key"),
            ("{drug: A, dose: [{cycles: 1-3, amount: 3 mg, if: tolerated}], days: 1}", "study.condition"),
            ("{drug: A, dose: 4 mg, days: 1, missed: 72}", "study.unit"),
            ("{drug: A, dose: 4 mg, days: 1, weekdays: [Mon]}", "study.choice"),
            ("{drug: A, dose: 4 mg, days: 1, renal: lenalidomide US}", "study.unknown-name"),
            (
                "{drug: A, dose: 4 mg, days: 1, renal: [{rows: [{clearance: below 30, dose: 2 mg}, {clearance: above 30, dose: as planned}]}]}",
                "study.gap"
            ),
            (
                "{drug: A, dose: 4 mg, days: 1, renal: [{rows: [{clearance: up to 30, dose: 2 mg}, {clearance: from 30, dose: as planned}]}]}",
                "study.overlap"
            ),
            ("{drug: A, dose: 4 mg, days: 1}, {drug: A, dose: 3 mg, days: 2}", "study.duplicate-id"),
        ])
    func `is refused`(drugs: String, rule: String) throws {
        #expect(try Reading.rules(drugs) == [rule], "\(drugs)")
    }

    @Test(
        arguments: [
            ("{drug: A, dose: 4 mg, days: [0]}", "`days` has 0; days are counted from 1 to 9999"),
            ("{drug: A, dose: 4 mg, days: 0}", "`days` has 0; days are counted from 1 to 9999"),
            ("{drug: A, dose: 4 mg, days: [1, 1.5]}", "`days` has 1.5; days are whole numbers"),
            ("{drug: A, dose: 4 mg, days: [1, often]}", "`days` has often; expected days of the cycle, such as"),
            ("{drug: A, dose: 4 mg, days: []}", "`days` is an empty list; expected days of the cycle"),
            ("{drug: A, dose: 0 mg, days: 1}", "`0 mg` is no dose; an amount is above 0"),
            ("{drug: A, dose: 500 mg twice daily, days: 1}", "that stands in `days`, such as 1-14 twice daily"),
            ("{drug: A, dose: 4 mg, days: 1, levels: [4 mg, 0 mg]}", "`0 mg` is no dose"),
            ("{drug: A, dose: 4 mg, days: 1, levels: [4 mg, 3 mg d0]}", "`3 mg d0`: `d0` is no days of a cycle"),
            ("{drug: A, dose: 4 mg, days: 1, levels: [4 mg, 3]}", "`levels[2]` is 3; expected an amount"),
            ("{drug: A, dose: 4 mg}", "has no `days`"),
            ("{drug: A, dose: [{cycles: 1, amount: 4 mg, days: 1}, {cycles: 2-, amount: 4 mg}]}", "has no `days`"),
            (
                "{drug: A, dose: [{cycles: 1, amount: 4 mg}, {cycles: 2-, amount: 1 capsule}], days: 1}",
                "has 1 capsule, which cannot be compared with its dose of 4 mg"
            ),
            ("{drug: A, dose: 4 mg, days: 1, loading: {amount: 8 mg/kg}}", "`loading` of A has 8 mg/kg"),
            ("{drug: A, dose: 1 capsule, days: 1, renal: ixazomib US}", "`renal` of A has 3 mg"),
        ])
    func `says what is wrong`(drugs: String, words: String) throws {
        let problems = try Reading.arms("[{id: A, regimen: {cycle: 28 days, drugs: [\(drugs)]}}]").problems
        #expect(problems.count == 1 && problems[0].message.contains(words), "\(problems)")
    }

    @Test func `where each dose has its days the drug needs none`() throws {
        let arm = try Reading.arm(
            "{drug: A, dose: [{cycles: 1-2, amount: 1.3 mg/m2, days: [1, 4, 8, 11]}, {cycles: 3-, amount: 1.3 mg/m2, days: [1, 15]}], levels: [1.3 mg/m2, 1 mg/m2]}"
        )
        let lowered = try DoseCalendar(
            arm,
            record: TreatmentRecord(
                start: Day("2024-03-04"),
                events: [DoseEvent(try #require(Day("2024-03-05")), .reduced(drug: "A", to: nil))]))
        // A level without days is given on those of the plan: four days in the first cycles, two in the third.
        #expect((1...3).map { cycle in lowered.doses.count { $0.cycle == cycle && $0.due != nil } } == [4, 4, 2])
        #expect(lowered.doses.last?.due == DoseAmount("1 mg/m2"))
    }

    @Test func `a cohort that ends before the subjects that are planned`() throws {
        let (_, problems) = try Reading.arms(
            "[{id: A, subjects: 64, regimen: {cycle: 28 days, drugs: [{drug: X, dose: [{subjects: 1-16, amount: 4 mg}, {subjects: 17-60, amount: 3 mg}], days: 1}]}}]"
        )
        #expect(problems.map(\.rule) == ["study.gap"])
    }

    @Test func `gaps stay gaps`() throws {
        let (arms, problems) = try Reading.arms(
            "[{id: A, regimen: {cycle: unspecified, drugs: [{drug: X, dose: 4 mg, days: 1, levels: {unspecified: by the physician}}]}}, {id: B, regimen: unspecified}]"
        )
        #expect(problems.isEmpty)
        let drug = try #require(arms?.first?.regimen?.value?.drugs.first)
        #expect(drug.levels == .unspecified(note: "by the physician"))
        let problem = #expect(throws: Diagnostics.self) {
            try DoseCalendar(try #require(arms?.first), record: TreatmentRecord(start: Day("2024-03-04")))
        }
        #expect(problem?.all.map(\.rule) == ["calendar.unspecified"])
        var options = DoseCalendar.Options()
        options.cycleLength = 28
        let calendar = try DoseCalendar(
            try #require(arms?.first), record: TreatmentRecord(start: Day("2024-03-04")), options: options)
        #expect(calendar.doses.count == 6)
    }

    @Test func `shipped tables pass the checks of a study file`() {
        #expect(
            ShippedTables.renal.map(\.name) == [
                "lenalidomide combination US", "lenalidomide maintenance US", "lenalidomide EU", "ixazomib US",
            ])
        #expect(ShippedTables.renal.allSatisfy { $0.version != nil && $0.source != nil && $0.jurisdiction != nil })
    }
}
