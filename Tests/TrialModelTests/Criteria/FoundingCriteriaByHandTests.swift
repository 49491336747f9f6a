import Testing
import TrialValues

@testable import TrialModel

/// The criteria of the five founding studies, at their boundaries.
@Suite struct `Founding criteria, ByHand` {
    private func truth(_ rule: String, _ facts: String, on: String? = "2024-03-01") throws -> Truth {
        try finding(rule, facts, on: on).truth
    }

    private func finding(_ rule: String, _ facts: String, on: String? = "2024-03-01") throws -> CriterionFinding {
        let subject = try SubjectFacts(StudyDocument(facts))
        return try Criterion(rule).finding(
            given: subject, in: EvaluationContext(on: on.flatMap { Day($0) }, reference: "start"))
    }

    @Test(
        arguments: [
            ("age > 18 years", "age: 18.0 years", Truth.no), ("age > 18 years", "age: 19 years", .yes),
            ("age >= 18 years", "age: 18.0 years", .yes), ("age >= 18 years", "age: 17 years", .no),
            ("age in 18...65 years", "age: 65 years", .yes), ("age in 18...65 years", "age: 66 years", .no),
            ("age >= 18 years", "birth date: 2006-03-01", .yes), ("age >= 18 years", "birth date: 2006-03-02", .no),
            ("age > 18 years", "birth date: 2005-03-02", .no), ("age > 18 years", "birth date: 2005-03-01", .yes),
            ("age >= 18 years", "birth date: 2006-03", .unknown), ("age >= 18 years", "birth date: 2006-02", .yes),
            ("age >= 18 years", "birth date: 2006", .unknown), ("age >= 18 years", "birth date: 2005", .yes),
            ("neutrophils > 1000 /mm3", "neutrophils: 1000 /mm3", .no), ("ANC > 1000 /mm3", "ANC: 1.0 10^9/L", .no),
            ("ANC > 1000 /mm3", "ANC: 1.001 10^9/L", .yes), ("ANC > 1000 /mm3", "neutrophils: 1001 /uL", .yes),
            ("neutrophils <= 1.0 10^9/L", "neutrophils: 1000 /mm3", .yes),
            ("platelets > 100,000 /mm3", "platelets: 100 10^9/L", .no),
            ("platelets > 100,000 /mm3", "platelets: 100.001 x10^9/L", .yes),
            ("platelets <= 75 10^9/L", "platelets: 75,000 /mm3", .yes),
            ("creatinine < 2.5 mg/dL", "creatinine: 2.5 mg/dL", .no),
            ("creatinine < 2.5 mg/dL", "creatinine: 221 umol/L", .yes),
            ("creatinine < 2.5 mg/dL", "creatinine: 221.01 umol/L", .no),
            ("creatinine < 2.5 mg/dL", "creatinine: 2.50 mg/dL", .no),
            ("ALT > 2 x ULN", "ALT: {value: 80 U/L, upper limit: 40 U/L}", .no),
            ("ALT > 2 x ULN", "ALT: {value: 80.1 U/L, upper limit: 40}", .yes), ("ALT > 2 x ULN", "ALT: 2 x ULN", .no),
            ("ALT > 2 x ULN", "ALT: 2.01 x ULN", .yes), ("ALT > 2 x ULN", "ALT: 80 U/L", .unknown),
            (
                "ALT > 2 x ULN or bilirubin > 2 x ULN",
                "ALT: 2 x ULN\nbilirubin: {value: 2.4 mg/dL, upper limit: 1.2 mg/dL}", .no
            ),
            ("bilirubin > 2 x ULN", "bilirubin: {value: 41.1 umol/L, upper limit: 1.2 mg/dL}", .yes),
            ("creatinine clearance <= 30 mL/min", "creatinine clearance: 30.0 mL/min", .yes),
            ("CrCl <= 30 mL/min", "age: 60 years\nweight: 54 kg\nsex: male\ncreatinine: 2 mg/dL", .yes),
            ("CrCl > 30 mL/min", "age: 60 years\nweight: 54 kg\nsex: male\ncreatinine: 2 mg/dL", .no),
            ("CrCl > 30 mL/min", "age: 60 years\nweight: 54.001 kg\nsex: male\ncreatinine: 2 mg/dL", .yes),
            ("CrCl >= 30 mL/min", "age: 60 years\nweight: 54 kg\nsex: female\ncreatinine: 1.7 mg/dL", .yes),
            ("CrCl > 30 mL/min", "age: 60 years\nweight: 54 kg\nsex: female\ncreatinine: 1.7 mg/dL", .no),
            ("days since transplant in 60...180", "transplant: 2023-12-31\nstart: 2024-02-29", .yes),
            ("days since transplant in 60...180", "transplant: 2024-01-01\nstart: 2024-02-29", .no),
            ("days since transplant in 60...180", "transplant: 2023-09-03", .yes),
            ("days since transplant in 60...180", "transplant: 2023-09-02", .no),
            ("days since transplant in 60...180", "transplant: 2024-01", .unknown),
            ("days since transplant in 60...180", "transplant: 2023-11", .yes),
            ("days since transplant in 60...180", "transplant: 2024-02", .no),
            ("days since transplant in 60...180", "days since transplant: 60", .yes),
            ("days since transplant in 60...180", "days since transplant: 181", .no),
            ("days since transplant in 60...180", "transplant: never", .no),
            ("days since major surgery <= 14", "major surgery: never", .no),
            ("days since major surgery <= 14", "major surgery: 2024-02-16", .yes),
            ("days since major surgery <= 14", "major surgery: 2024-02-15", .no),
            ("ECOG = 2", "ECOG: 2", .yes), ("ECOG in 0...2", "ECOG: 3", .no),
            ("ECOG in 0...2", "performance status: 0", .yes),
            ("response >= PR", "response: PR", .yes), ("response >= PR", "response: MR", .no),
            ("response >= PR", "response: sCR", .yes),
            ("induction regimen in [PI, IMiD, PI+IMiD]", "induction regimen: PI+IMiD", .yes),
            ("induction regimen in [PI, IMiD, PI+IMiD]", "induction regimen: other", .no),
            ("months from diagnosis to transplant <= 12", "diagnosis: 2020-01-15\ntransplant: 2021-01-15", .yes),
            ("months from diagnosis to transplant <= 12", "diagnosis: 2020-01-15\ntransplant: 2021-01-16", .no),
            ("months from diagnosis to transplant <= 12", "diagnosis: 2020-02-29\ntransplant: 2021-02-28", .yes),
            ("days from transplant to randomisation <= 115", "transplant: 2023-11-07\nrandomisation: 2024-03-01", .yes),
            ("days from transplant to randomisation <= 115", "transplant: 2023-11-06\nrandomisation: 2024-03-01", .no),
            ("grade of peripheral neuropathy >= 2", "grade of peripheral neuropathy: 2", .yes),
            ("grade of peripheral neuropathy >= 2", "neuropathy grade: grade 1", .no),
            ("cytogenetics includes any of [del17p, t(4;14), t(14;16)]", "cytogenetics: none", .no),
            ("cytogenetics includes any of [del17p, t(4;14), t(14;16)]", "cytogenetics: [1q gain, t(4;14)]", .yes),
            ("cytogenetics includes all of [del17p, t(4;14)]", "cytogenetics: t(4;14)", .no),
            ("allergies includes any of [ixazomib, lenalidomide]", "allergies: [Lenalidomide]", .yes),
            ("allergies includes any of [ixazomib, lenalidomide]", "drug allergies: none", .no),
            ("not pregnant", "pregnant: no", .yes), ("not pregnant", "sex: male", .unknown),
            ("pregnant", "pregnant: unknown", .unknown),
            ("transplant", "transplant: 2024-03-01", .yes), ("transplant", "transplant: 2024-03-02", .no),
            ("transplant", "transplant: never", .no),
            ("transplant before start", "transplant: 2023-05\nstart: 2023-06-01", .yes),
            ("transplant before start", "transplant: 2023-06\nstart: 2023-06-01", .no),
            ("transplant before start", "transplant: 2023-06\nstart: 2023-06-02", .unknown),
            ("transplant >= 2020-05", "transplant: 2020-05-01", .yes),
            ("transplant > 2020-05", "transplant: 2020-05-31", .no),
            ("induction duration in 6...12 months", "induction duration: 12 months", .yes),
            ("haemoglobin >= 8 g/dL", "Hb: 80 g/L", .yes), ("haemoglobin > 8 g/dL", "Hb: 80 g/L", .no),
        ])
    func `a criterion at its boundary`(rule: String, facts: String, expected: Truth) throws {
        let finding = try finding(rule, facts)
        #expect(finding.truth == expected, "\(finding.reason)")
    }

    @Test func `the window decides which value counts`() throws {
        let facts = """
            start: 2024-03-01
            platelets:
              - {value: 90 10^9/L, date: 2024-02-15}
              - {value: 60 10^9/L, date: 2024-02-20}
              - {value: 120 10^9/L, date: 2024-02-16}
              - {value: 300 10^9/L, date: 2024-03-02}
            """
        #expect(try truth("platelets >= 75 10^9/L within 14 days before start", facts) == .no)
        #expect(try truth("highest platelets >= 120 10^9/L within 14 days before start", facts) == .yes)
        #expect(try truth("lowest platelets >= 60 10^9/L within 15 days before start", facts) == .yes)
        #expect(try truth("first platelets = 90 10^9/L within 15 days before start", facts) == .yes)
        #expect(try truth("first platelets = 90 10^9/L within 14 days before start", facts) == .no)
        #expect(try truth("platelets >= 75 10^9/L within 9 days before start", facts) == .unknown)
        #expect(try truth("platelets > 200 10^9/L", facts) == .no)
        #expect(try truth("platelets > 200 10^9/L", facts, on: "2024-03-02") == .yes)
        #expect(try truth("platelets > 200 10^9/L within 1 day after start", facts, on: nil) == .yes)
        #expect(try truth("platelets < 100 10^9/L within 3 days of start", facts) == .unknown)
    }

    @Test func `a value without a date does not count in a window, and its date is asked for`() throws {
        let finding = try finding("platelets >= 75 10^9/L within 14 days before start", "platelets: 90 10^9/L")
        #expect(finding.truth == .unknown)
        #expect(finding.asks == [FactAsk("platelets", .date)])
        let straddling = try self.finding(
            "platelets >= 75 10^9/L within 14 days before start", "platelets: {value: 90 10^9/L, date: 2024-02}")
        #expect(straddling.truth == .unknown)
    }

    @Test func `two values of one day must agree`() throws {
        let facts = "ECOG:\n  - {value: 1, date: 2024-02-20}\n  - {value: 3, date: 2024-02-20}"
        #expect(try truth("ECOG <= 2", facts) == .unknown)
        #expect(try truth("ECOG <= 3", facts) == .yes)
        #expect(try truth("highest ECOG <= 2", facts) == .no)
    }

    @Test func `reasons name values, dates and what was reckoned`() throws {
        #expect(
            try finding("platelets > 100,000 /mm3", "platelets: {value: 82 10^9/L, date: 2024-02-11}").reason
                == "platelets 82 10^9/L (2024-02-11) is not above 100,000 /mm3")
        #expect(
            try finding("CrCl > 30 mL/min", "birth date: 1963-08-05\nweight: 54 kg\nsex: male\ncreatinine: 2 mg/dL")
                .reason
                == "creatinine clearance 30.0 mL/min (Cockcroft-Gault from age 60 years, weight 54 kg, sex male, creatinine "
                + "2 mg/dL) is not above 30 mL/min")
        #expect(
            try finding("days since transplant in 60...180", "transplant: 2023-12-17\nstart: 2024-03-01").reason
                == "days since transplant 75 days (2023-12-17 to 2024-03-01) is from 60 to 180")
        #expect(
            try finding("ALT > 2 x ULN", "ALT: {value: 80 U/L, upper limit: 40 U/L}").reason
                == "ALT 80 U/L is not above 2 x ULN (80 U/L)")
        #expect(
            try finding("age >= 18 years", "birth date: 1960-05").reason
                == "age 63 years (born 1960-05, on 2024-03-01) is at least 18 years")
        #expect(try finding("days since major surgery <= 14", "major surgery: never").reason == "major surgery: never")
    }

    @Test func `the fewest things are asked for`() throws {
        #expect(try finding("CrCl <= 30 mL/min", "age: 60 years").asks == [FactAsk("creatinine clearance")])
        #expect(
            try finding("CrCl <= 30 mL/min", "age: 60 years\nweight: 54 kg\nsex: male").asks == [FactAsk("creatinine")])
        #expect(try finding("ALT > 2 x ULN", "ALT: 80 U/L").asks == [FactAsk("ALT", .upperLimit)])
        #expect(try finding("pregnant or HIV", "ECOG: 1").asks == [FactAsk("HIV")])
        #expect(
            try finding("pregnant and HIV", "ECOG: 1").settlement.fewestToHold == [FactAsk("HIV"), FactAsk("pregnant")])
        #expect(
            try finding("days since transplant <= 60", "ECOG: 1", on: nil).asks == [
                FactAsk("start"), FactAsk("transplant"),
            ])
        #expect(
            try finding("days since transplant <= 60", "transplant: 2024-01-01", on: nil).asks == [FactAsk("start")])
        #expect(
            try finding("at least 2 of (pregnant, HIV, dialysis)", "pregnant: yes").asks == [FactAsk("HIV")])
        #expect(
            try finding("at least 2 of (pregnant, HIV, dialysis)", "pregnant: no").settlement.toFail
                == [[FactAsk("HIV")], [FactAsk("dialysis")]])
        #expect(try finding("pregnant", "pregnant: no").asks == [])
    }
}
