import Foundation
import Testing
import TrialModel
import TrialTables
import TrialValues

@testable import TrialAnalysis

/// What columns may say, and what is wrong with a table as a whole.
@Suite("Columns of a table of subjects · ByHand")
struct TableColumnsByHandTests {
    private static let study = """
        study: {id: X, title: x}
        population:
          reference: start
          inclusion:
            - {id: I1, text: adults, rule: age >= 18 years}
            - {id: I2, text: response, rule: response >= PR}
            - {id: I3, text: further criteria, rule: unspecified}
          exclusion:
            - {id: E1, text: liver, rule: ALT > 2 x ULN}
            - {id: E2, text: others, rule: unspecified}
          pathway:
            goal: response >= PR
            total courses: 4...9
            consolidation: [ASCT]
            steps: [{id: first, look after: 4}, {id: second, look after: 1...5}]
        """

    private func plan(_ text: String = study) throws -> ScreeningPlan { try ScreeningPlan(StudyDocument(text)) }

    private func csv(_ table: String, _ plan: ScreeningPlan) throws(Diagnostics) -> [String] {
        var bytes: [UInt8] = []
        var screening = try TableScreening(
            .text(table, name: "t.csv"), facts: plan.facts, population: plan.population, on: Day("2024-03-01"))
        _ = try screening.write(.csv) { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map(String.init)
    }

    private func problems(_ table: String, _ plan: ScreeningPlan) -> [String] {
        do throws(Diagnostics) {
            _ = try csv(table, plan)
            return []
        } catch {
            return error.all.map(\.description)
        }
    }

    @Test func `verdicts of persons, courses and multiples of limits have columns`() throws {
        let table = """
            subject,age [years],ALT [x ULN],judged I3,judged E2,courses
            S1,18,2.0,met,met,VRD: SD; VRD: SD; VRD: MR; VRD: PR (2023-05); consolidation ASCT: VGPR
            S2,17.9,2,met,,VRD; VRD; VRD; VRD: PR
            S3,60,2.01,not met,met,VRD: SD; VRD: SD; VRD: SD; VRD: SD; IRD: SD; IRD; IRD; IRD; IRD: MR
            S4,60,80 U/L,met,met,
            S5,60,1,met,met,none
            """
        let rows = try csv(table, plan())
        #expect(rows[0] == "S1,eligible,,,,")
        #expect(rows[1] == "S2,not eligible,I1,E2,I1: age 17 years (17.9 years given) is not at least 18 years,")
        #expect(rows[2].hasPrefix("S3,not eligible,I2 I3 E1 pathway,,\"I2: response MR (from the list of 9 courses)"))
        #expect(
            rows[2].contains("I3: judged by a person")
                && rows[2].contains("pathway: not recruited: response >= PR is not"))
        #expect(rows[3].hasPrefix("S4,unknown,,I2 E1 pathway,"))
        #expect(rows[4].hasPrefix("S5,unknown,,I2 pathway,") && rows[4].contains("no course was given yet"))
    }

    /// The same facts as a file of one subject.
    @Test(
        arguments: [
            (
                "VRD: SD; VRD: MR; VRD: MR; VRD: PR (2023-05)",
                "[{regimen: VRD, response: SD}, {regimen: VRD, response: MR}, "
                    + "{regimen: VRD, response: MR}, {regimen: VRD, response: PR, date: 2023-05}]"
            ),
            ("VRD: unknown", "[{regimen: VRD}]"),
            (
                "Dara-VRD: very good partial response ; Consolidation ASCT:CR(2023)",
                "[{regimen: Dara-VRD, response: VGPR}, {consolidation: ASCT, response: CR, date: 2023}]"
            ),
        ])
    func `courses in a cell are those of a list`(cell: String, list: String) throws {
        let plan = try plan()
        let table = try TabledSubjects(.text("subject,courses\nS1,\(cell)\n", name: "t.csv"), facts: plan.facts)
        let file = try SubjectFacts(StudyDocument("{subject: S1, courses: \(list)}"), facts: plan.facts)
        #expect(table.subjects == [file])
        let screening = Screening(of: file, for: plan.population, on: Day("2024-03-01"))
        let row = try csv("subject,courses\nS1,\(cell)\n", plan)[0]
        #expect(row.hasPrefix("S1,\(screening.eligibility.rawValue),"))
    }

    @Test(
        arguments: [
            ("courses\nVRD: XX\n", "`XX` is no level of response"), ("courses\nVRD;;VRD\n", "`` is no course"),
            ("courses\nVRD (May)\n", "`May` is no date"), ("judged I3\nyes\n", "the verdict on I3 is `yes`"),
            ("judged I1\nmet\n", "the column judges I1, which a rule decides"),
            ("judged I9\nmet\n", "the column judges I9, which is no criterion of the study"),
            ("subject,ECOG\nS1,1\n", "looked for: age, response, judged I3, ALT, judged E2, courses"),
            ("subject,aeg\nS1,1\n", "no column is a fact that the criteria look at; the columns are subject, aeg"),
            ("subject,age [years]\nS1,20\nS2,20\nS1,30\n", "t.csv:4:1"),
            ("subject,age [years]\nS1,20\nS1,30\n", "the subject S1 stands in a row above too"),
            ("subject,age [years]\nS1,20\n,30\n", "the row names no subject"),
            ("age [years]\n\"17,9\"\n", "write a decimal point: 17.9"),
            ("lines of treatment,age [years]\n2,1.5 lines\n", "is not a unit"),
        ])
    func `what is wrong is told`(table: String, words: String) throws {
        let found = try problems(table, plan())
        #expect(found.contains { $0.contains(words) }, "\(found)")
    }

    @Test func `a table of patients to match needs a fact, and each patient once`() throws {
        func problem(_ table: String) -> String? {
            do throws(Diagnostics) {
                _ = try TabledSubjects(.text(table, name: "t.csv"), facts: .shipped)
                return nil
            } catch {
                return error.all.first?.rule
            }
        }
        #expect(problem("subject,remark\nS1,x\n") == "subjects.no-column")
        #expect(problem("subject,ECOG\nS1,1\nS1,2\n") == "subjects.duplicate-subject")
        #expect(problem("subject,ECOG\nS1,1\nS2,2\n") == nil)
    }

    /// Row 100,001 repeats the first name: beyond the rows that are remembered, which is said.
    @Test func `repeats are looked for among the first 100,000 rows, and that is said`() throws {
        func screened(_ rows: Int) throws -> Diagnostic? {
            let names = (0..<100_000).map { "S\($0),20" } + ["S0,20"]
            let table = (["subject,age [years]"] + names.prefix(rows)).joined(separator: "\n")
            let plan = try plan()
            var screening = try TableScreening(
                .text(table, name: "t.csv"), facts: plan.facts, population: plan.population)
            let summary = try screening.write(nil) { _ in }
            #expect(summary.subjects == rows)
            return screening.noteOnNames(summary)
        }
        #expect(try screened(100_000) == nil)
        #expect(
            try screened(100_001)?.message == "subjects that stand twice are looked for in the first 100,000 rows only")
    }

    /// A thousand names, of which one comes back after the store has grown twice.
    @Test func `a subject is found again among thousands`() throws {
        let rows = (0..<5000).map { "S\($0),20" }
        let found = try problems((["subject,age [years]"] + rows + ["S17,20"]).joined(separator: "\n"), plan())
        #expect(found.count == 1 && found[0].contains("S17 stands in a row above too"))
        #expect(try problems((["subject,age [years]"] + rows).joined(separator: "\n"), plan()).isEmpty)
    }
}

/// Ages and counts in tables come to what they come to for one subject, by whatever way a row is looked at.
@Suite("Ages in tables · Property")
struct TableAgesPropertyTests {
    private static let rules = [
        "age >= 18 years", "age > 18 years", "age < 75 years", "age in 18..<75 years", "18 < age <= 75 years",
        "age in [18, 19] or age >= 65 years",
    ].map { $0.replacing("[18, 19]", with: "[18 years, 19 years]") }

    @Test(arguments: rules) func `given in years or months, with fractions, or by the birth date`(rule: String) throws {
        let plan = try ScreeningPlan(
            StudyDocument(
                "study: {id: X, title: x}\npopulation: {inclusion: [{id: I1, text: a, rule: '\(rule)'}]}"))
        let ages = ["", "17.9", "18", "18.0", "18.5", "74.99", "75", "75.01", "216 months", "215 months", "unknown"]
        let births = [
            "", "2006-03-01", "2006-03-02", "1949-03-01", "1949-03-02", "2006", "2030-01-01", "1700-01-01",
            "2024-03-01", "2024-03-02", "2024",
        ]
        var table = "subject,age [years],birth date\n"
        var expected: [String] = []
        for (index, age) in ages.enumerated() {
            for (other, birth) in births.enumerated() {
                table += "S\(index)-\(other),\(age),\(birth)\n"
                let given = age.isEmpty ? "unknown" : age.hasSuffix("s") || age == "unknown" ? age : "\(age) years"
                let facts = "{age: \(given), birth date: \(birth.isEmpty ? "unknown" : birth)}"
                let screening = Screening(
                    of: try SubjectFacts(StudyDocument(facts), facts: plan.facts), for: plan.population,
                    on: Day("2024-03-01"))
                let reason = screening.verdicts[0].finding.reason
                expected.append(
                    "\(screening.eligibility.rawValue): \(screening.eligibility == .eligible ? "" : reason)")
            }
        }
        var bytes: [UInt8] = []
        var screening = try TableScreening(
            .text(table, name: "t.csv"), facts: plan.facts, population: plan.population, on: Day("2024-03-01"))
        _ = try screening.write(.json) { bytes.append(contentsOf: $0) }
        let rows = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
        let found = rows.map { row in
            let reasons = row["reasons"] as? [String: String]
            return "\(row["eligibility"] as? String ?? ""): \(reasons?["I1"] ?? "")"
        }
        #expect(found == expected)
    }
}
