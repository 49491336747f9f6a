import Testing
import TrialModel
import TrialTables
import TrialValues

@testable import TrialAnalysis

@Suite struct `Studies for a patient, ByHand` {
    private func study(_ id: String, _ rules: String...) throws -> SubjectMatches.Study {
        let criteria = rules.enumerated().map { "    - {id: I\($0 + 1), text: t, rule: '\($1)'}\n" }.joined()
        let document = try StudyDocument(
            "equipoise: 1\nstudy: {id: \(id), title: x}\npopulation:\n  inclusion:\n\(criteria)", file: "study.yaml")
        return SubjectMatches.Study(id: id, population: try ScreeningPlan(document).population)
    }

    private func patient(_ table: String) throws -> SubjectFacts {
        try #require(try TabledSubjects(.text(table), facts: .shipped).subjects.first)
    }

    @Test func `eligible first, then the fewest things missing, then the fewest criteria not met`() throws {
        let studies = [
            try study("TWO-FAIL", "platelets > 500 10^9/L", "age < 18 years"),
            try study("TWO-MISSING", "ECOG in 0...2", "consent signed"),
            try study("ONE-FAILS", "platelets > 500 10^9/L", "ECOG in 0...2"),
            try study("ONE-MISSING", "ECOG in 0...2", "ECOG in 0...3"), try study("TAKES", "platelets > 100 10^9/L"),
            try study("TAKES-TOO", "age >= 18 years"),
        ]
        let matches = SubjectMatches(
            of: try patient("id,platelets [10^9/L],age [years]\nP,200,60\n"), among: studies)
        #expect(
            matches.studies.map(\.study) == [
                "TAKES", "TAKES-TOO", "ONE-MISSING", "TWO-MISSING", "ONE-FAILS", "TWO-FAIL",
            ])
        #expect(matches.studies.map(\.missing) == [0, 0, 1, 2, 0, 0])
        #expect(matches.subject.id == "P")
    }

    @Test func `the subjects of a table`() throws {
        let table = try TabledSubjects(
            .text(
                "platelets [10^9/L],platelets date,ALT [U/L],ALT ULN [U/L],days since transplant,remark\n82,2024-02,NA,40,75,x\n"
            ),
            facts: .shipped)
        let subject = try #require(table.subjects.first)
        #expect(subject.id == "1")
        let observation = try #require(subject["platelets"].first)
        #expect(observation.value == .quantity(try #require(Quantity("82 10^9/L"))))
        #expect(observation.happened == PartialDay("2024-02"))
        #expect(subject["ALT"].isEmpty)
        #expect(subject["days since transplant"].first?.value == .number(try #require(ExactDecimal("75"))))
        #expect(table.notes.map(\.rule) == ["subjects.unknown-column"])
    }

    @Test func `a table with wrong cells is no table`() throws {
        let problems = try #require(throws: Diagnostics.self) {
            try TabledSubjects(
                .text("id,platelets [10^9/L],ECOG\nP,many,9\nQ,1\n", name: "p.csv"), facts: .shipped)
        }
        #expect(problems.all.map(\.rule) == ["facts.type", "csv.ragged-row"])
    }

    @Test func `a person's verdict counts for the study that it is meant for`() throws {
        let studies = try ["A", "B"].map { try study($0, "unspecified") } + [try study("C", "age >= 18 years")]
        func eligibility(_ judged: String, _ studies: [SubjectMatches.Study]) throws -> [String] {
            let patient = try SubjectFacts(StudyDocument("{age: 20 years, judged: {\(judged)}}"))
            return SubjectMatches(of: patient, among: studies).studies
                .sorted { $0.study < $1.study }.map(\.screening.eligibility.rawValue)
        }
        #expect(try eligibility("I1: met", studies) == ["unknown", "unknown", "eligible"])
        #expect(try eligibility("A I1: met, B I1: not met", studies) == ["eligible", "not eligible", "eligible"])
        #expect(try eligibility("I1: met", [studies[0], studies[2]]) == ["eligible", "eligible"])
        #expect(SubjectMatches.ambiguousCriteria(of: studies) == ["I1"])
    }
}
