import Foundation
import TestSupport
import Testing

/// `equipoise sets` as a user meets it.
@Suite("equipoise sets")
struct SetsCommandTests {
    @Test(arguments: [
        ("tourmaline-mm3", [["395", "261"], ["394", "259"]]), ("tourmaline-mm4", [["425", "281"], ["426", "276"]]),
    ])
    func `the founding trials' sets as randomised and as treated`(_ example: String, _ expected: [[String]]) throws {
        let folder = Repository.root.appending(path: "Examples/\(example)").path
        let arguments = ["sets", "\(folder)/study.yaml", "--table", "\(folder)/participants.csv"]
        let text = Run(arguments: arguments)
        #expect(text.outcome == .done)
        #expect(text.error.isEmpty)
        #expect(text.output.components(separatedBy: "  the same").count == 3)
        let json = try Run(arguments: arguments + ["--json"]).json
        let sets = try #require(json["sets"] as? [[String: Any]])
        for (set, numbers) in zip(sets, expected) {
            let arms = try #require(set["arms"] as? [[String: Any]])
            #expect(arms.compactMap { $0["subjects"] as? Int }.map(String.init) == numbers)
            #expect(set["agrees"] as? Bool == true)
        }
        #expect(json["allocation"] as? String == "randomised")
    }

    private static let study = """
        equipoise: 1
        study: {id: TRIAL-1, title: Two cohorts}
        arms: [{id: A, regimen: unspecified}, {id: B, regimen: unspecified}]
        allocation: {method: discretionary}
        analysis:
          sets:
            - {id: all, who: all enrolled, rule: enrolment, as: enrolled, subjects: {A: 2}}
            - {id: PP, who: those without a deviation}
        """

    private func sets(_ table: String, _ more: String..., study: String = study) throws -> Run {
        try withFile(study, kind: "yaml") { study in
            try withFile(table, kind: "csv") { Run(arguments: ["sets", study, "--table", $0] + more) }
        }
    }

    @Test func `arms that were chosen are not called randomised`() throws {
        let run = try sets("subject,arm,enrolment,reason for arm\n1,A,2020-01-01,wish\n2,B,2020-01-01,\n")
        #expect(run.output.contains("allocated"))
        #expect(run.output.contains("chosen by patient and doctor, not randomised"))
        #expect(run.output.contains("- 2: the arm B was chosen; the reason for arm is missing"))
        #expect(run.output.contains("differs: A 2"))
        #expect(run.output.contains("PP is not counted"))
    }

    @Test func `CSV has a row for each subject, with its remarks`() throws {
        let run = try sets(
            "subject,consent signed,arm,enrolment,reason for arm\n1,yes,A,2020-01-01,wish\n2,no,B,2020-01-01,wish\n",
            "--csv")
        #expect(
            run.output == """
                subject,arm,arm treated,all,remarks
                1,A,,yes,
                2,B,,no,allocated to B without consent: refused

                """)
    }

    @Test func `the figure tells who left and who was treated otherwise`() throws {
        let table =
            "subject,consent signed,arm,arm treated,enrolment\n1,yes,A,B,2020-01-01\n2,no,B,B,2020-01-01\n3,no,none,none,\n"
        try withFolder { folder in
            let path = folder.appending(path: "flow.svg").path
            let run = try sets(table, "--svg", path)
            #expect(run.error.contains("Wrote \(path)"))
            let svg = try String(contentsOfFile: path, encoding: .utf8)
            for text in ["consent not signed: 1", "allocated without consent, refused: 1", "treated as B: 1"] {
                #expect(svg.contains(text))
            }
        }
    }

    @Test func `wrong input is named`() throws {
        let bare = try sets("subject,age [years]\n1,60\n")
        #expect(bare.outcome == .refused)
        #expect(bare.error.contains("the table has no column `arm`"))
        let both = try sets("subject,arm\n1,A\n", "--csv", "--json")
        #expect(both.error.contains("--json and --csv do not go together"))
        let day = try sets("subject,arm\n1,A\n", "--on", "yesterday")
        #expect(day.error.contains("--on is 'yesterday'"))
        let rule = try sets(
            "subject,arm\n1,A\n", study: Self.study.replacing("rule: enrolment", with: "rule: enrolmnt"))
        #expect(rule.outcome == .refused)
        #expect(rule.error.contains("enrolment"))
    }
}
