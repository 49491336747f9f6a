import Testing
import TrialValues

@testable import TrialModel

@Suite struct `Population and screening, ByHand` {
    private static let study = """
        study: {id: NCT04217967}
        population:
          description: newly diagnosed multiple myeloma
          reference: start
          window: 14 days before start
          inclusion:
            - {id: I1, text: older than 18, rule: age > 18 years, question: "Are you 19 years old or older?"}
            - {id: I2, text: platelets, rule: platelets >= 75 10^9/L}
            - id: I5
              text: at least a partial response
              rule: response >= PR
            - id: I7
              text: consent
              question: Have you signed the consent form?
              rule: consent signed
            - {id: I9, text: as reported before, rule: unspecified, note: in reference 9}
          exclusion:
            - id: E3
              text: liver
              rule:
                any of:
                  - ALT > 2 x ULN
                  - bilirubin > 2 x ULN
            - {id: E6, text: pregnant, rule: pregnant or breast-feeding, question: Are you pregnant?}
        """

    private func plan(_ text: String = study) throws -> ScreeningPlan {
        try ScreeningPlan(StudyDocument(text, file: "study.yaml"))
    }

    private func screening(_ facts: String, on: String? = nil) throws -> Screening {
        let subject = try SubjectFacts(StudyDocument(facts))
        return Screening(of: subject, for: try plan().population, on: on.flatMap { Day($0) })
    }

    private let healthy = """
        subject: 001
        start: 2024-03-01
        birth date: 1960-05-14
        platelets: {value: 82 10^9/L, date: 2024-02-20}
        response: VGPR
        consent signed: yes
        ALT: {value: 80 U/L, date: 2024-02-20, upper limit: 40 U/L}
        bilirubin: {value: 1 mg/dL, date: 2024-02-20, upper limit: 1.2 mg/dL}
        pregnant: no
        lactating: no
        judged: {I9: met}
        """

    @Test func `all met is eligible`() throws {
        let screening = try screening(healthy)
        #expect(screening.verdicts.map(\.verdict) == Array(repeating: .met, count: 7))
        #expect(screening.eligibility == .eligible)
        #expect(screening.asks == [])
        #expect(screening.subject.id == "001")
    }

    @Test func `one not met is not eligible, whatever is unknown`() throws {
        let screening = try screening("response: MR")
        #expect(screening.eligibility == .notEligible)
        #expect(screening.failures.map(\.criterion.id) == ["I5"])
        #expect(screening.open.count == 6)
        #expect(screening.asks == [])
    }

    @Test func `an exclusion that holds is a demand that is not met`() throws {
        let screening = try screening(healthy.replacing("value: 80 U/L", with: "value: 80.1 U/L"))
        #expect(screening.eligibility == .notEligible)
        #expect(screening.failures.map(\.criterion.id) == ["E3"])
        #expect(screening.failures[0].finding.reason == "ALT 80.1 U/L (2024-02-20) is above 2 x ULN (80 U/L)")
    }

    @Test func `what is unknown is asked for, the fewest things first`() throws {
        let text = healthy.replacing("consent signed: yes", with: "").replacing("judged: {I9: met}", with: "")
        let screening = try screening(text)
        #expect(screening.eligibility == .unknown)
        #expect(screening.asks == [FactAsk("I9", .judgement), FactAsk("consent signed")])
        #expect(screening.asks.map(\.description) == ["a verdict on I9", "consent signed"])
    }

    @Test func `the window of the population applies to measured values`() throws {
        let old = healthy.replacing(
            "{value: 82 10^9/L, date: 2024-02-20}", with: "{value: 82 10^9/L, date: 2024-02-15}")
        let screening = try screening(old)
        #expect(screening.open.map(\.criterion.id) == ["I2"])
        #expect(
            screening.open[0].finding.reason
                == "there is no value of platelets within 14 days before start; there is one of 2024-02-15")
    }

    @Test func `the day of screening stands in for the reference`() throws {
        let text = healthy.replacing("start: 2024-03-01\n", with: "")
        #expect(try screening(text).eligibility == .unknown)
        #expect(try screening(text).asks == [FactAsk("start")])
        #expect(try screening(text, on: "2024-03-01").eligibility == .eligible)
    }

    @Test func `lay answers`() throws {
        let population = try plan().population
        func outcome(_ answers: [String: SelfScreening.Answer]) -> SelfScreening.Outcome {
            SelfScreening(answers, for: population).outcome
        }
        #expect(outcome(["I1": .yes, "I7": .yes, "E6": .no]) == .mayFit)
        #expect(outcome(["I1": .yes, "I7": .notSure, "E6": .no]) == .needsScreening)
        #expect(outcome(["I1": .yes, "E6": .no]) == .needsScreening)
        #expect(outcome(["I1": .yes, "I7": .notSure, "E6": .yes]) == .excluded)
        #expect(outcome([:]) == .needsScreening)
        let excluded = SelfScreening(["I1": .no, "I7": .yes, "E6": .no], for: population)
        #expect(excluded.failures.map(\.id) == ["I1"])
        #expect(excluded.unasked.map(\.id) == ["I2", "I5", "I9", "E3"])
        let read = try SelfScreening(StudyDocument("I1: Yes\nI7: not sure\nE6: No"), for: population)
        #expect(read.verdicts.map(\.verdict) == [.met, .unknown, .met])
    }

    @Test(arguments: [
        ("I2: yes", "answers.unknown-criterion"), ("I77: yes", "answers.unknown-criterion"),
        ("I1: maybe", "answers.answer"), ("- yes", "study.type"),
    ])
    func `wrong answers`(text: String, rule: String) throws {
        let population = try plan().population
        let error = #expect(throws: Diagnostics.self) { try SelfScreening(StudyDocument(text), for: population) }
        #expect(error?.all.first?.rule == rule)
    }

    private func problems(_ text: String) -> [Diagnostic] {
        do throws(Diagnostics) {
            return try ScreeningPlan(StudyDocument(text, file: "study.yaml")).warnings
        } catch {
            return error.all
        }
    }

    @Test func `a misspelt reference is one problem`() throws {
        do throws(Diagnostics) {
            _ = try ScreeningPlan(
                StudyDocument(
                    "population: {reference: strat, inclusion: [{id: I1, text: a, rule: days since transplant < 3}]}"))
            Issue.record("no problem was found")
        } catch {
            #expect(error.all.map(\.rule) == ["criterion.unknown-fact"], "\(error)")
        }
    }

    @Test(
        arguments: [
            ("    - {id: I1, text: a, rule: platlets > 1 /mm3}", "criterion.unknown-fact", 4, 31),
            ("    - {id: I1, text: a, rule: \"ECOG <= 9\"}", "criterion.level", 4, 40),
            ("    - id: I1\n      text: a\n      rule: pregnant and HIV or dialysis", "criterion.mixed", 6, 30),
            ("    - {id: I1, text: a, rule: HIV}\n    - {id: I1, text: b, rule: HIV}", "study.duplicate-id", 5, 7),
            ("    - {id: I1, text: a}", "study.missing-key", 4, 7),
            ("    - {id: I1, text: a, rule: [HIV, dialysis]}", "study.type", 4, 31),
            ("    - {id: I1, text: a, rule: {some of: [HIV]}}", "study.unknown-key", 4, 32),
            ("    - {id: I1, text: a, rule: {at least 3 of: [HIV, dialysis]}}", "criterion.range", 4, 32),
            ("    - {id: I1, text: a, rule: HIV, windw: 3 days}", "study.unknown-key", 4, 36),
            ("    - {id: I1, text: a, rule: HIV, window: 3 days before age}", "criterion.kind", 4, 58),
            ("    - {id: I1, text: a, rule: HIV, window: 3 days}", "population.idle-window", 4, 44),
            ("    - {id: I1, text: a, rule: days since transplant < 3}", "population.no-reference", 4, 7),
            ("    - {id: I1, text: a, rule: HIV, not printed: [window]}", "study.unknown-name", 4, 49),
            ("    - id: I1\n      text: a\n      rule: >\n        pregnant =\n        yes", "criterion.flag", 6, 13),
        ])
    func `what is wrong in a population is told with its place`(criteria: String, rule: String, line: Int, column: Int)
        throws
    {
        let found = problems("study: {id: X}\npopulation:\n  inclusion:\n" + criteria)
        let first = try #require(found.first)
        #expect(first.rule == rule, "\(first)")
        #expect(first.place == .init(file: "study.yaml", line: line, column: column), "\(first)")
    }
}
