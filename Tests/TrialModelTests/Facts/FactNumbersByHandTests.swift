import Testing
import TrialValues

@testable import TrialModel

/// Counts, completed years, and ages that cannot be.
@Suite struct `Counts and completed years, ByHand` {
    private func finding(_ rule: String, _ facts: String, on: String? = "2024-03-01") throws -> CriterionFinding {
        try Criterion(rule).finding(
            given: SubjectFacts(StudyDocument(facts)), in: EvaluationContext(on: on.flatMap { Day($0) }))
    }

    private func rule(_ facts: String) -> String? {
        do throws(Diagnostics) {
            _ = try SubjectFacts(StudyDocument(facts))
            return nil
        } catch {
            return error.all.first?.rule
        }
    }

    @Test(
        arguments: [
            ("17.9 years", "age >= 18 years", Truth.no), ("17.999999999999999 years", "age >= 18 years", .no),
            ("18.0 years", "age >= 18 years", .yes), ("18 years", "age >= 18.0 years", .yes),
            ("18.5 years", "age > 18 years", .no), ("19 years", "age > 18 years", .yes),
            ("74.9 years", "age < 75 years", .yes), ("75.9 years", "age <= 75 years", .yes),
            ("75.9 years", "age in 65...75 years", .yes), ("215 months", "age >= 18 years", .no),
            ("216 months", "age >= 18 years", .yes), ("0.4 years", "age >= 0 years", .yes),
        ])
    func `a given age counts in completed years, as one reckoned from the birth date`(
        age: String, rule: String, truth: Truth
    ) throws {
        #expect(try finding(rule, "age: \(age)").truth == truth)
    }

    @Test func `the reason says what was given`() throws {
        let reason = try finding("age >= 18 years", "age: 17.9 years").reason
        #expect(reason == "age 17 years (17.9 years given) is not at least 18 years")
        #expect(try finding("age >= 18 years", "age: 18.0 years").reason == "age 18.0 years is at least 18 years")
    }

    @Test(
        arguments: [
            "lines of treatment: 1.5", "front-line courses: 4.2", "KPS: 72.5", "transplants: {value: 0.5}",
            "cycle: [{value: 1.1}]",
        ])
    func `a part of what is counted is a slip`(facts: String) {
        #expect(rule(facts) == "facts.fraction")
    }

    @Test(arguments: ["lines of treatment: 2.0", "light-chain ratio: 1.65", "INR: 1.1", "pain score: 2.5"])
    func `whole numbers and what is no count are taken`(facts: String) {
        #expect(rule(facts) == nil)
    }

    @Test(
        arguments: [
            "age >= 17.5 years", "age > 216 months", "lines of treatment <= 1.5", "front-line courses in [4, 4.5]",
            "17.5 <= age < 75 years",
        ])
    func `a rule that compares with a part of what is counted is refused`(rule: String) {
        #expect {
            try Criterion(rule)
        } throws: { error in
            (error as? Diagnostics)?.all.map(\.rule) == ["criterion.fraction"]
        }
    }

    @Test(
        arguments: [
            ("2024-03-02", "the birth date 2024-03-02 lies after 2024-03-01, the day that is counted to"),
            ("2025", "the birth date 2025 lies after 2024-03-01, the day that is counted to"),
            (
                "1850-01-01",
                "an age of 174 years, born 1850-01-01, cannot be: it lies between 0 and 130 years"
            ),
        ])
    func `nobody is younger than nothing or older than can be`(birth: String, why: String) throws {
        for rule in ["age >= 18 years", "age < 75 years", "not (age >= 75 years)"] {
            let finding = try finding(rule, "birth date: \(birth)")
            #expect(finding.truth == .unknown && finding.reason == why)
            #expect(finding.asks == [FactAsk("birth date")])
        }
    }

    @Test func `of one born in the year of the day that is counted to the age is 0`() throws {
        let finding = try finding("age < 18 years", "birth date: 2024")
        #expect(finding.truth == .yes && finding.reason.hasPrefix("age 0 years (born 2024"))
    }

    @Test func `a study's own range holds for ages that are reckoned`() throws {
        var problems: [Diagnostic] = []
        let document = try StudyDocument("age: {kind: quantity, unit: years, range: [18, 90]}\nvisits: count")
        let facts = FactDictionary.read(document.root, &problems)
        let subject = try SubjectFacts(StudyDocument("birth date: 2014-01-01"), facts: facts)
        let finding = try Criterion("age < 75 years", facts: facts)
            .finding(given: subject, in: EvaluationContext(on: Day("2024-03-01")))
        #expect(finding.truth == .unknown && finding.reason.contains("it lies between 18 and 90 years"))
        #expect(problems.isEmpty && facts["visits"]?.numbers == .whole)
    }

    @Test func `a clearance that cannot be is not believed`() throws {
        let facts = "age: 20 years\nsex: male\nweight: 400 kg\ncreatinine: 0.05 mg/dL"
        let finding = try finding("creatinine clearance >= 30 mL/min", facts)
        #expect(finding.truth == .unknown && finding.reason.contains("cannot be: it lies between"))
    }

    @Test(
        arguments: [
            ("17.9", "17"), ("-0.5", "-1"), ("-2", "-2"), ("0.999999999999999999", "0"), ("1200", "1200"),
            ("1e-40", "0"), ("-1e-40", "-1"), ("18.0", "18"),
        ])
    func `the whole part of a decimal is exact`(number: String, floor: String) throws {
        #expect(try #require(ExactDecimal(number)).floor == ExactDecimal(floor))
    }
}
