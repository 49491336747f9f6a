import Testing
import TrialValues

@testable import TrialModel

/// The second look at arms and rules together.
@Suite("Dose checks · ByHand")
struct DoseChecksByHandTests {
    private func problems(_ drug: String, rules: String = "[{id: R, when: delay > 4 weeks, do: hold, drug: d}]") throws
        -> [Diagnostic]
    {
        let text = """
            arms: [{id: A, regimen: {cycle: 28 days, cycles: 2, drugs: [{drug: d, \(drug)}]}}]
            modifications: \(rules)
            """
        var problems: [Diagnostic] = []
        _ = TreatmentPlan.read(try StudyDocument(text, file: "s.yaml"), .shipped, &problems)
        return problems
    }

    @Test(
        arguments: [
            ("weekdays: [Monday]", ["study.weekdays"]), ("weekdays: [Monday], window: 2 days", ["study.weekdays"]),
            ("weekdays: [Monday], window: 3 days", []), ("weekdays: [Monday, Thursday], window: 2 days", []),
        ])
    func `weekdays that no window reaches`(keys: String, rules: [String]) throws {
        let found = try problems("dose: 4 mg, days: 1, \(keys)")
        #expect(found.map(\.rule) == rules && found.allSatisfy { $0.severity == .warning && $0.place.line == 1 })
    }

    @Test(
        arguments: [
            ("12.5 mg", ["study.level"]), ("30 mg", ["study.level", "study.range"]), ("10 mg", []),
            ("25 mg", []),
        ])
    func `renal rows off the ladder or above the plan`(dose: String, rules: [String]) throws {
        let found = try problems(
            "dose: 25 mg, days: 1-21, levels: [25 mg, 15 mg, 10 mg, 5 mg], renal: [{jurisdiction: site, rows: [{clearance: from 60, dose: as planned}, {clearance: below 60, dose: \(dose)}]}]"
        )
        #expect(found.map(\.rule) == rules && found.allSatisfy { $0.severity == .warning })
    }

    @Test func `rules are not held against arms that could not be read whole`() throws {
        #expect(try problems("dose: 4 mgg, days: 1").allSatisfy { $0.rule != "study.unknown-drug" })
        #expect(try problems("dose: 4 mgg, days: 1").count == 1)
        let whole = try problems("dose: 4 mg, days: 1", rules: "[{when: delay > 4 weeks, do: hold, drug: e}]")
        #expect(whole.map(\.rule) == ["study.unknown-drug"])
    }

    @Test func `a row of one grade is said once`() throws {
        let rules = try Reading.modifications(
            "[{id: N, by: grade of rash, rows: [{is: 0 to 1, do: continue}, {is: 2, do: reduce}, {is: 3 to 5, do: stop}]}]"
        ).rules
        #expect(
            rules.map(\.when.description) == [
                "grade of rash >= 0 and grade of rash <= 1", "grade of rash = 2",
                "grade of rash >= 3 and grade of rash <= 5",
            ])
    }
}
