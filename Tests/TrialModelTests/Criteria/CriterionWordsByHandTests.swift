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

    @Test(
        arguments: [
            ("creatinine < 1,5 mg/dL", "1.5"), ("INR <= 1,5", "1.5"), ("ALT <= 2,5 x ULN", "2.5"),
            ("0,5 <= INR <= 3", "0.5"), ("0.5 <= INR <= 1,5", "1.5"), ("INR in 0,5...1", "0.5"),
            ("days since transplant > 7,5", "7.5"),
        ])
    func `a decimal comma in a rule is told as one`(rule: String, number: String) {
        #expect {
            try Criterion(rule)
        } throws: { error in
            let problems = (error as? Diagnostics)?.all ?? []
            return problems.count == 1 && problems[0].advice == "write a decimal point: \(number)"
        }
    }

    @Test func `commas of thousands and of lists are none`() throws {
        #expect(try Criterion("platelets > 100,000 /mm3").description == "platelets > 100,000 /mm3")
        #expect(try Criterion("lines of treatment in [1,2]").description == "lines of treatment in [1, 2]")
        #expect(try Criterion("any of (KPS > 50, ECOG < 2)").parts.count == 2)
    }

    @Test func `a multiple of what is no limit is told`() {
        #expect {
            try Criterion("creatinine >= 2 x baseline")
        } throws: { error in
            (error as? Diagnostics)?.all.first?.advice?.contains("as in 2 x ULN") ?? false
        }
    }

    @Test func `a window ends with the calendar`() throws {
        let facts = "{start: 9999-12-31, platelets: {value: 200 10^9/L, date: 9999-12-31}}"
        for side in ["of", "after", "before"] {
            let rule = try Criterion("platelets > 100 10^9/L within 14 days \(side) start")
            #expect(try rule.finding(given: SubjectFacts(StudyDocument(facts))).truth == .yes)
        }
        let first = "{start: 0001-01-02, platelets: {value: 200 10^9/L, date: 0001-01-01}}"
        let rule = try Criterion("platelets > 100 10^9/L within 2 years before start")
        #expect(try rule.finding(given: SubjectFacts(StudyDocument(first))).truth == .yes)
    }
}
