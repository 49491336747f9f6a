import Testing
import TrialValues

@testable import TrialModel

/// What is told of criteria: their units, their reasons, and what to ask for.
@Suite struct `Words of criteria, ByHand` {
    private func reason(_ rule: String, _ facts: String) throws -> String {
        try Criterion(rule).finding(given: SubjectFacts(StudyDocument(facts)), in: context).reason
    }

    private let context = EvaluationContext(on: Day("2024-03-01"))

    @Test(
        arguments: [
            ("18 <= age < 75 years", "age in 18 years..<75 years"),
            ("18 years <= age < 75", "age in 18 years..<75 years"),
            ("75 years > age >= 18", "age in 18 years..<75 years"),
            ("1 < ALT <= 3 x ULN", "1 x ULN < ALT <= 3 x ULN"), ("age in 18 years...75", "age in 18 years...75 years"),
            ("8 <= haemoglobin <= 10 g/dL", "haemoglobin in 8 g/dL...10 g/dL"),
            ("0 <= ECOG <= 2", "ECOG in 0...2"),
        ])
    func `a unit that stands at one end of a range holds for both`(text: String, printed: String) throws {
        let criterion = try Criterion(text)
        #expect(try Criterion(criterion.description) == criterion)
        #expect(try criterion == Criterion(printed))
    }

    @Test(arguments: ["18 <= age", "18 <= age < 75", "age in 18...75"])
    func `a range without any unit needs one`(text: String) {
        #expect {
            try Criterion(text)
        } throws: { error in
            (error as? Diagnostics)?.all.first?.rule == "criterion.unit"
        }
    }

    @Test(
        arguments: [
            ("18 <= age < 75 years", "age: 80 years", "age 80 years is not from 18 years to below 75 years"),
            ("60 < KPS <= 80", "KPS: 60", "KPS 60 is not both above 60 and at most 80"),
            ("60 < KPS < 80", "KPS: 70", "KPS 70 is both above 60 and below 80"),
            ("KPS in 60...80", "KPS: 50", "KPS 50 is not from 60 to 80"),
            (
                "at least 1 of (pregnant, dialysis)", "{pregnant: yes, dialysis: no}",
                "1 of 2 holds, 1 is needed: pregnant: yes"
            ),
            (
                "at least 2 of (pregnant, dialysis)", "{pregnant: no, dialysis: no}",
                "0 of 2 hold, 2 are needed: pregnant: no; dialysis: no"
            ),
        ])
    func `reasons are English`(rule: String, facts: String, words: String) throws {
        #expect(try reason(rule, facts) == words)
    }

    @Test func `the date of a value that is there is asked for before another value`() throws {
        let rule = try Criterion("creatinine clearance >= 30 mL/min within 14 days before start")
        let facts = """
            start: 2024-03-01
            age: 60 years
            sex: male
            weight: 70 kg
            creatinine: {value: 1 mg/dL, date: 2024-02-25}
            """
        let finding = try rule.finding(given: SubjectFacts(StudyDocument(facts)), in: context)
        #expect(finding.truth == .unknown && finding.asks == [FactAsk("weight", .date)])
        #expect(finding.asks.map(\.description) == ["the date of weight"])
    }

    @Test(
        arguments: [
            ("crea", "creatinine"), ("plat", "platelets"), ("bili", "bilirubin"), ("platlets", "platelets"),
            ("neutrophiles", "neutrophils"),
        ])
    func `the beginning of a name means the name`(written: String, meant: String) {
        #expect(FactDictionary.shipped.nearest(to: written).flatMap { FactDictionary.shipped[$0]?.name } == meant)
    }

    @Test(arguments: [
        ("platelets: 1,0 10^9/L", "1.0 10^9/L"), ("INR: 1,5", "1.5"), ("creatinine: -0,25 mg/dL", "-0.25"),
    ])
    func `a decimal comma is told as one`(facts: String, advice: String) {
        #expect {
            try SubjectFacts(StudyDocument(facts))
        } throws: { error in
            (error as? Diagnostics)?.all.first?.advice?.contains("write a decimal point: \(advice)") ?? false
        }
    }

    @Test(
        arguments: [
            ("a: {kind: ordinal, levels: [a, A, b]}", "`A` stands twice among the `levels` of the fact `a`"),
            ("a: {kind: choice, values: [a, b, a]}", "`a` stands twice among the `values` of the fact `a`"),
            ("a: {kind: number, range: [5, 1]}", "`range` runs from 5 down to 1"),
        ])
    func `levels and ranges of a fact are told for what is wrong with them`(text: String, words: String) throws {
        var problems: [Diagnostic] = []
        _ = FactDictionary.read(try StudyDocument(text).root, &problems)
        #expect(problems.map(\.message) == [words])
    }
}
