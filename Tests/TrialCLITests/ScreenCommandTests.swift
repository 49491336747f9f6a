import Foundation
import Testing

/// `equipoise screen` as a user meets it.
@Suite("equipoise screen")
struct ScreenCommandTests {
    private static let study = """
        equipoise: 1
        study: {id: TRIAL-1}
        facts:
          fit for transplant: flag
        population:
          reference: start
          inclusion:
            - {id: I1, text: adults, rule: age >= 18 years, question: Are you 18 or older?}
            - {id: I2, text: platelets, rule: "platelets > 100,000 /mm3"}
            - {id: I3, text: consent, rule: consent signed, question: Have you signed the consent?}
          exclusion:
            - {id: E1, text: pregnancy, rule: pregnant, question: Are you pregnant?}
        """
    private static let facts = """
        subject: 001
        start: 2024-03-01
        birth date: 1960-05-14
        platelets: {value: 120 10^9/L, date: 2024-02-20}
        consent signed: yes
        pregnant: no
        """

    private func screen(_ kind: String, _ text: String, _ more: String..., study: String = study) throws -> Run {
        try withFile(study) { study in
            try withFile(text) { file in Run(arguments: ["screen", study, kind, file] + more) }
        }
    }

    @Test func `an eligible subject ends with 0, and the answer names the values`() throws {
        let run = try screen("--facts", Self.facts)
        #expect(run.outcome == .done)
        #expect(run.output.contains("Subject 001 for TRIAL-1"))
        #expect(run.output.contains("platelets 120 10^9/L (2024-02-20) is above 100,000 /mm3"))
        #expect(run.output.contains("age 63 years (born 1960-05-14, on 2024-03-01) is at least 18 years"))
        #expect(run.output.contains("Eligible: every criterion is met."))
        #expect(run.error.isEmpty)
    }

    @Test func `not eligible and unknown end with 1`() throws {
        let low = try screen("--facts", Self.facts.replacing("120 10^9/L", with: "100 10^9/L"))
        #expect(low.outcome == .no)
        #expect(low.output.contains("Not eligible, by I2."))
        let open = try screen("--facts", Self.facts.replacing("consent signed: yes\n", with: ""))
        #expect(open.outcome == .no)
        #expect(open.output.contains("Unknown: 1 of 4 criteria cannot be told."))
        #expect(open.output.contains("To be eligible, ask for: consent signed"))
    }

    @Test func `JSON and CSV say the same`() throws {
        let run = try screen("--facts", Self.facts.replacing("pregnant: no", with: "pregnant: yes"), "--json")
        let json = try run.json
        #expect(json["eligibility"] as? String == "not eligible")
        #expect(json["failed"] as? [String] == ["E1"])
        let criteria = try #require(json["criteria"] as? [[String: Any]])
        #expect(criteria.map { $0["verdict"] as? String } == ["met", "met", "met", "not met"])
        #expect(criteria[3]["truth"] as? String == "yes")
        let csv = try screen("--facts", Self.facts, "--csv")
        #expect(csv.output.hasPrefix("subject,criterion,verdict,values,reason,ask\n001,I1,met,age 63 years,"))
        #expect(csv.output.contains("\n001,overall,eligible,,,\n"))
        #expect(csv.output.contains("\"platelets 120 10^9/L (2024-02-20) is above 100,000 /mm3\""))
    }

    @Test func `the day of screening stands in for the reference`() throws {
        let undated = Self.facts.replacing("start: 2024-03-01\n", with: "")
        #expect(try screen("--facts", undated).output.contains("ask for: start"))
        #expect(try screen("--facts", undated, "--on", "2024-03-01").outcome == .done)
        #expect(
            try screen("--facts", undated, "--on", "2024-02-19").output.contains(
                "there is no value of platelets up to 2024-02-19"))
    }

    @Test func `answers of visitors`() throws {
        let fits = try screen("--answers", "I1: yes\nI3: Yes\nE1: no")
        #expect(fits.outcome == .done)
        #expect(fits.output.contains("May be eligible: every answer fits."))
        #expect(fits.output.contains("The study team looks at: I2."))
        let unsure = try screen("--answers", "I1: yes\nI3: not sure\nE1: no")
        #expect(unsure.outcome == .no)
        #expect(unsure.output.contains("Needs screening: I3 cannot be told."))
        let excluded = try screen("--answers", "I1: yes\nI3: yes\nE1: yes", "--json")
        #expect(excluded.outcome == .no)
        #expect(try excluded.json["outcome"] as? String == "excluded")
        #expect(try excluded.json["failed"] as? [String] == ["E1"])
    }

    @Test func `the questionnaire is a file of answers`() throws {
        try withFile(Self.study) { study in
            let questions = Run("screen", study, "--questions")
            #expect(questions.outcome == .done)
            #expect(questions.output.contains("# Are you pregnant?\nE1: not sure"))
            try withFile(questions.output) { file in
                #expect(Run("screen", study, "--answers", file).output.contains("Needs screening: I1, I3, E1"))
            }
        }
    }

    @Test(
        arguments: [
            ([], "give --facts, --table, --answers or --questions"),
            (["--facts", "a", "--questions"], "do not go together"),
            (["--facts", "a", "--json", "--csv"], "--json and --csv"),
            (["--questions", "--on", "2024-03-01"], "--on goes with"),
            (["--facts", "a", "--on", "1.3.2024"], "expected a day"), (["--answers", "a", "--csv"], "--csv goes with"),
            (["--facts", "/nowhere.yaml"], "/nowhere.yaml: error: the file cannot be read"),
            (["--facts", "-", "--xyz"], "--xyz"),
        ] as [([String], String)])
    func `bad usage is refused`(arguments: [String], words: String) throws {
        try withFile(Self.study) { study in
            let run = Run(arguments: ["screen", study] + arguments)
            #expect(run.outcome == .refused)
            #expect(run.error.contains(words), "\(run.error)")
        }
    }

    @Test func `all problems of the files are told with their places`() throws {
        let bad = try screen("--facts", "platlets: 3 10^9/L\nECOG: 9\nALT: 40 mg/dL")
        #expect(bad.outcome == .refused)
        let lines = bad.error.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(bad.error.contains(":1:1: error: `platlets` is not a known fact; did you mean `platelets`?"))
        #expect(bad.error.contains(":2:7: error: `9` is not a level of `ECOG`"))
        #expect(bad.error.contains(":3:6: error: `mg/dL` is not a unit of `ALT`; units that fit are U/L"))
        let study = try screen(
            "--facts", Self.facts, study: Self.study.replacing("rule: pregnant,", with: "rule: pregnant is yes,"))
        #expect(study.outcome == .refused)
        #expect(study.error.contains("[criterion.flag]"))
        let judged = try screen("--facts", Self.facts + "\njudged: {I1: met}")
        #expect(judged.error.contains("`judged` names I1, which a rule decides"))
        #expect(try screen("--facts", Self.facts, study: "study: {id: X}").error.contains("no section `population`"))
        let unasked = Self.study.replacing(", question: Are you 18 or older?", with: "")
            .replacing(", question: Have you signed the consent?", with: "").replacing(
                ", question: Are you pregnant?", with: "")
        #expect(try screen("--answers", "I1: yes", study: unasked).error.contains("no criterion has a question"))
    }
}
