import Testing
import TrialValues

@testable import TrialModel

@Suite struct `Language of criteria, ByHand` {
    @Test(
        arguments: [
            ("platelets > 100,000 /mm3", nil), ("age >= 18 years", nil), ("creatinine < 2.5 mg/dL", nil),
            ("ALT > 2 x ULN or bilirubin > 2 x ULN", nil), ("days since transplant in 60...180", nil),
            ("60 <= days since transplant <= 180", "days since transplant in 60...180"),
            ("180 >= days since transplant >= 60", "days since transplant in 60...180"),
            ("60 < days since transplant <= 180", nil),
            ("60 <= days since transplant < 180", "days since transplant in 60..<180"),
            ("ECOG in 0...2", nil), ("response >= PR", nil), ("response >= partial response", "response >= PR"),
            ("ISS in [I, II]", nil), ("induction regimen in [PI, IMiD, PI+IMiD]", nil), ("consent signed", nil),
            ("not pregnant", nil), ("days from transplant to randomisation <= 115", nil),
            ("months from diagnosis to transplant <= 12", nil), ("grade of peripheral neuropathy >= 2", nil),
            ("at least 2 of (pregnant, HIV, dialysis)", nil), ("any of (pregnant, HIV)", "pregnant or HIV"),
            ("all of (consent signed, ECOG <= 2)", "consent signed and ECOG <= 2"),
            ("none of (pregnant, HIV)", "not (pregnant or HIV)"), ("any of (pregnant)", "pregnant"),
            ("platelets >= 75 10^9/L within 14 days before start", nil),
            (
                "platelets within 14 days before start >= 75 10^9/L",
                "platelets >= 75 10^9/L within 14 days before start"
            ),
            (
                "lowest neutrophils within 28 days before start > 0.5 10^9/L",
                "lowest neutrophils > 0.5 10^9/L within 28 days before start"
            ),
            ("ANC is above 1000/mm3", "neutrophils > 1000 /mm3"),
            ("Platelet Count >= 75 x10^9/L", "platelets >= 75 x10^9/L"),
            ("bone marrow plasma cells <= 5%", nil), ("sex is female", "sex = female"),
            ("sex is not Male", "sex != male"),
            ("cytogenetics includes any of [del17p, t(4;14)]", nil), ("cytogenetics includes t(4;14)", nil),
            ("cytogenetics includes all of [del17p, 1q gain]", nil), ("not (age < 18 years)", nil),
            ("(pregnant or HIV) and consent signed", nil), ("pregnant and (HIV or (dialysis and hepatitis B))", nil),
            ("transplant before randomisation", "transplant < randomisation"), ("transplant >= 2020-05", nil),
            ("transplant is known", nil), ("creatinine is known", nil), ("ECOG not in 3...4", "not (ECOG in 3...4)"),
            ("creatinine clearance <= 30 mL/min", nil),
            (
                "allergies includes any of [ixazomib, lenalidomide]",
                "allergies and intolerances includes any of [\"ixazomib\", \"lenalidomide\"]"
            ),
            ("delay > 4 weeks", nil), ("platelets in 50...100 10^9/L", "platelets in 50 10^9/L...100 10^9/L"),
            ("ALT in 1...2 x ULN", "ALT in ULN...2 x ULN"), ("ALT <= ULN", nil), ("albumin >= LLN", nil),
            ("lines of treatment in [1, 2]", nil), ("response in PR...CR", nil),
            ("disease is \"multiple myeloma\"", "disease = \"multiple myeloma\""),
            ("days since transplant <= 8 weeks", "days since transplant <= 56"), ("years since diagnosis < 3", nil),
            ("creatinine within 14 days <= 2 mg/dL", "creatinine <= 2 mg/dL within 14 days"),
            ("induction duration in 6...12 months", "induction duration in 6 months...12 months"),
            ("highest response >= VGPR", nil), ("not not pregnant", "not (not pregnant)"),
            ("2 x ULN < ALT", "ALT > 2 x ULN"), ("grade of rash > grade of nausea", nil),
            ("age at least 18 years", "age >= 18 years"),
        ] as [(String, String?)])
    func `a criterion prints as it is read`(text: String, printed: String?) throws {
        let criterion = try Criterion(text)
        #expect(criterion.description == printed ?? text)
        #expect(try Criterion(criterion.description) == criterion)
    }

    private func problems(_ text: String) -> [Diagnostic] {
        do throws(Diagnostics) {
            _ = try Criterion(text, place: .init(file: "s.yaml", line: 7, column: 11))
            return []
        } catch {
            return error.all
        }
    }

    @Test(
        arguments: [
            ("platlets > 100,000 /mm3", "criterion.unknown-fact", 0, "did you mean `platelets`?"),
            ("age >= 18 years and bilirubine < 1 mg/dL", "criterion.unknown-fact", 20, "`bilirubin`"),
            ("platelets > 100 mg/dL", "criterion.unit", 16, "10^9/L"),
            ("platelets > 100", "criterion.unit", 12, "10^9/L"),
            ("creatinine < 2.5 mgdl", "criterion.unit", 17, "mg/dL"), ("ECOG <= 6", "criterion.level", 8, "0 < 1 < 2"),
            ("response >= XR", "criterion.level", 12, "PD < SD"),
            ("sex is femal", "criterion.level", 7, "did you mean female?"),
            ("pregnant or HIV and dialysis", "criterion.mixed", 16, "parentheses"),
            ("days since transplant in 180...60", "criterion.range", 25, "lower end first"),
            ("180 <= days since transplant <= 60", "criterion.range", 0, "lower end first"),
            ("60 <= days since transplant >= 60", "criterion.range", 28, "write for example"),
            ("pregnant = yes", "criterion.flag", 0, "`not pregnant`"), ("pregnant is no", "criterion.flag", 0, "alone"),
            ("age between 18 and 65 years", "criterion.range", 4, "..<"),
            ("platelets", "criterion.kind", 0, "compare it"),
            ("days since pregnant > 3", "criterion.kind", 11, "date"), ("sex > female", "criterion.kind", 0, "is …"),
            ("", "criterion.syntax", 0, "age"), ("age >=", "criterion.syntax", 6, "as in"),
            ("(pregnant", "criterion.syntax", 0, ""),
            ("pregnant)", "criterion.syntax", 8, "join"), ("pregnant and", "criterion.syntax", 12, ""),
            ("at least 4 of (pregnant, HIV)", "criterion.range", 9, "from 1 to 2"),
            ("any of pregnant", "criterion.syntax", 7, "any of (a, b)"),
            ("platelets > 100000 10^9/L", "criterion.implausible", 12, "unit"),
            ("months since transplant > 1.5", "criterion.range", 26, "days since"),
            ("days since transplant < 2 months", "criterion.unit", 26, "months since"),
            ("creatinine is unknown", "criterion.unknown", 0, ""),
            ("cytogenetics = del17p", "criterion.kind", 0, "includes"),
            ("ECOG includes 2", "criterion.kind", 0, "compare"),
            ("platelets > 5 10^9/L within two weeks", "criterion.window", 28, "within 14 days"),
            ("age =< 65 years", "criterion.syntax", 4, "write <="),
            ("ISS in []", "criterion.syntax", 7, ""), ("ISS in [I, II", "criterion.syntax", 7, "close it"),
            ("ECOG in 0-2", "criterion.level", 8, "three points"),
            ("pregnant but not HIV", "criterion.syntax", 9, "and not"),
            ("lowest sex = female", "criterion.kind", 0, ""),
            ("transplant within 3 days after age", "criterion.kind", 31, ""),
            ("age in 20..<20 years", "criterion.range", 7, ""),
        ])
    func `what is wrong is told with its column`(text: String, rule: String, offset: Int, advice: String) throws {
        let found = problems(text)
        let first = try #require(found.first)
        #expect(first.rule == rule)
        #expect(first.place == .init(file: "s.yaml", line: 7, column: 11 + offset), "\(first)")
        #expect(advice.isEmpty || "\(first.message) \(first.advice ?? "")".contains(advice), "\(first)")
    }

    @Test func `all that is wrong is told at once`() {
        let found = problems("platlets > 5 10^9/L and ECOG <= 9 and pregnant = no and age >= 18 years")
        #expect(found.map(\.rule) == ["criterion.unknown-fact", "criterion.level", "criterion.flag"])
        #expect(
            problems("age between 18 and 65 years and pregnant = no").map(\.rule) == [
                "criterion.range", "criterion.flag",
            ])
        #expect(problems("18").map(\.message) == ["a number alone is no condition"])
        let units = problems("creatinine > 2 10^9/L").first?.advice
        #expect(units == "units that fit are mg/dL, g/dL, g/L, mg/L, ug/dL, mmol/L, umol/L, nmol/L")
    }
}
