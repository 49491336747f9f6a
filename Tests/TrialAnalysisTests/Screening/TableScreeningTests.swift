import Foundation
import Testing
import TrialModel
import TrialTables
import TrialValues

@testable import TrialAnalysis

/// What came of a table: the verdicts as objects, or the problems.
private struct Outcome {
    var objects: [[String: Any]] = []
    var text = ""
    var summary: ScreeningSummary?
    var problems: [Diagnostic] = []

    init(_ table: String, _ plan: ScreeningPlan, on: Day? = nil, _ format: VerdictFormat = .json) throws {
        var bytes: [UInt8] = []
        do throws(Diagnostics) {
            var screening = try TableScreening(
                .text(table, name: "subjects.csv"), facts: plan.facts, population: plan.population, on: on)
            summary = try screening.write(format) { bytes.append(contentsOf: $0) }
        } catch {
            problems = error.all
        }
        text = String(decoding: bytes, as: UTF8.self)
        guard format == .json, problems.isEmpty else { return }
        objects = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
    }
}

private func plan(_ criteria: String, _ more: String = "") throws -> ScreeningPlan {
    try ScreeningPlan(
        StudyDocument("equipoise: 1\nstudy: {id: X, title: x}\npopulation:\n\(more)\(criteria)", file: "study.yaml"))
}

@Suite struct `Table screening, ByHand` {
    private let criteria = """
          inclusion:
            - {id: I1, text: platelets, rule: 'platelets > 100,000 /mm3'}
            - {id: I2, text: time, rule: days since transplant in 60...180}
          exclusion:
            - {id: E1, text: liver, rule: ALT > 2 x ULN}

        """

    @Test func `a row a subject, with reasons and what to ask next`() throws {
        let table = """
            subject,platelets [10^9/L],ALT [U/L],ALT ULN [U/L],transplant,start
            S1,101,80,40,2024-01-01,2024-03-01
            S2,100,81,40,2024-01-01,2024-02-29
            S3,100.1,,40,2024-01-01,2024-03-01
            "S,4",,80,,,2024-03-01

            """
        let outcome = try Outcome(table, plan(criteria, "  reference: start\n"), .csv)
        #expect(
            outcome.text == """
                subject,eligibility,not met,unknown,reasons,ask next
                S1,eligible,,,,
                S2,not eligible,I1 I2 E1,,"I1: platelets 100 10^9/L is not above 100,000 /mm3 | \
                I2: days since transplant 59 days (2024-01-01 to 2024-02-29) is not from 60 to 180 | \
                E1: ALT 81 U/L is above 2 x ULN (80 U/L)",
                S3,unknown,,E1,E1: ALT is not known,ALT
                "S,4",unknown,,I1 I2 E1,I1: platelets is not known | I2: transplant is not known | \
                E1: ALT 80 U/L: the upper limit of normal of ALT is not known,\
                the upper limit of normal of ALT; platelets; transplant

                """)
        let summary = try #require(outcome.summary)
        let numbers: [Int] = [summary.subjects, summary.eligible, summary.notEligible, summary.unknown]
        #expect(numbers == [4, 1, 1, 2])
        #expect(summary.counts.map(\.notMet) == [1, 1, 1])
        #expect(summary.counts.map(\.unknown) == [1, 1, 2])
    }

    @Test func `without a column of names the rows are numbered`() throws {
        let outcome = try Outcome("platelets [10^9/L]\n120\n90\n", plan(criteria), .json)
        #expect(outcome.objects.compactMap { $0["subject"] as? String } == ["1", "2"])
        #expect(outcome.objects.compactMap { $0["eligibility"] as? String } == ["unknown", "not eligible"])
    }

    @Test func `what is wrong with cells is told with their places, each once`() throws {
        let table = """
            subject,platelets [10^9/L],transplant,start,ALT [U/L]
            S1,many,2024-13-01,2024-03-01,40
            S2,100000,2024-01-01,2024-03-01,40
            S3,12 mg/dL,2024-01-01,soon,40
            """
        let outcome = try Outcome(table, plan(criteria, "  reference: start\n"))
        #expect(
            outcome.problems.map { "\($0.place.line ?? 0):\($0.place.column ?? 0) \($0.rule)" } == [
                "2:2 facts.type", "2:3 facts.date", "3:2 facts.implausible", "4:2 facts.unit", "4:4 facts.date",
            ])
        #expect(
            outcome.problems.map(\.place.field) == [
                "platelets [10^9/L]", "transplant", "platelets [10^9/L]", "platelets [10^9/L]", "start",
            ])
        #expect(!outcome.text.contains("S1"))
    }

    @Test func `what is wrong with the header is told at once`() throws {
        let outcome = try Outcome(
            "platelets [mg/dL],ECOG [kg],PLT [10^9/L],platelets,ALT [U/Q]\n1,2,3,4,5\n", plan(criteria))
        #expect(
            outcome.problems.map { "\($0.place.column ?? 0) \($0.rule)" } == [
                "1 subjects.unit", "2 subjects.unit", "4 subjects.duplicate", "5 subjects.unit",
            ])
    }

    @Test func `columns that name no fact are passed over and told`() throws {
        let columns = try SubjectColumns(names: ["id", "platlets [10^9/L]", "site remark"], facts: .shipped)
        #expect(columns.subject == 0)
        #expect(columns.notes.map(\.severity) == [.warning, .remark])
        #expect(columns.notes.first?.advice == "did you mean `platelets`?")
    }

    @Test func `ragged rows are told beside other problems, in their order`() throws {
        let outcome = try Outcome("subject,platelets [10^9/L]\nS1\nS2,few\nS3,1,2\n", plan(criteria))
        #expect(outcome.problems.map(\.rule) == ["csv.ragged-row", "facts.type", "csv.ragged-row"])
    }
}

@Suite struct `Table screening, Property` {
    @Test(arguments: 0..<150)
    func `verdicts, reasons and asks are those of each subject alone`(seed: UInt64) throws {
        let drawn = GeneratedScreening(seed: seed, rows: 40)
        let plan = try ScreeningPlan(StudyDocument(drawn.study, file: "study.yaml"))
        let outcome = try Outcome(drawn.table, plan, on: drawn.on)
        try #require(outcome.problems.isEmpty, "\(outcome.problems)\n\(drawn.table)")
        let subjects = try TabledSubjects(.text(drawn.table), facts: plan.facts).subjects
        #expect(outcome.objects.count == subjects.count)
        for (subject, object) in zip(subjects, outcome.objects) {
            let screening = Screening(of: subject, for: plan.population, on: drawn.on)
            #expect(object["eligibility"] as? String == screening.eligibility.rawValue)
            #expect(object["failed"] as? [String] == screening.failures.map(\.criterion.id))
            #expect(object["open"] as? [String] == screening.open.map(\.criterion.id))
            #expect(object["ask"] as? [String] == screening.asks.map(\.description))
            var reasons: [String: String] = [:]
            for verdict in screening.verdicts where verdict.verdict != .met {
                reasons[verdict.criterion.id] = verdict.finding.reason
            }
            #expect(object["reasons"] as? [String: String] == reasons, "\(drawn.study)\n\(subject)")
        }
    }

    @Test(arguments: 0..<4)
    func `a long table gives what its parts give`(seed: UInt64) throws {
        let drawn = GeneratedScreening(seed: seed &+ 5000, rows: 900)
        let plan = try ScreeningPlan(StudyDocument(drawn.study, file: "study.yaml"))
        let lines = drawn.table.split(separator: "\n").map(String.init)
        let whole = try Outcome(drawn.table, plan, on: drawn.on, .csv).text.split(separator: "\n").map(String.init)
        var parts: [String] = []
        for start in stride(from: 1, to: lines.count, by: 37) {
            let part = ([lines[0]] + lines[start..<min(start + 37, lines.count)]).joined(separator: "\n")
            parts += try Outcome(part, plan, on: drawn.on, .csv).text.split(separator: "\n").dropFirst().map(
                String.init)
        }
        #expect(Array(whole.dropFirst()) == parts)
    }
}
