import Foundation
import TestSupport
import Testing
import TrialCLI

/// What once gave a wrong dose, a wrong success or a crash, with the files that did.
@Suite("Study files and commands · Regressions")
struct StudyFileRegressionTests {
    private let doses = Repository.file("Examples/dose-calendar/study.yaml").path(percentEncoded: false)

    private func calendar(_ events: String, _ more: String...) throws -> String {
        try withFile("{start: 2024-03-04, number: 17, events: [\(events)]}", kind: "yaml") { path in
            Run(
                arguments: ["calendar", doses, "--events", path, "--on", "2024-05-13", "--list", "--cycles", "3"] + more
            )
            .output
        }
    }

    @Test(
        arguments: [
            ("{date: 2024-03-12, event: reduced, drug: ixazomib, to: 77 mg}", "77 mg is no level of ixazomib"),
            ("{date: 2024-03-12, event: reduced, drug: ixazomib, to: 4 mg}", "a higher dose is recorded as `raised`"),
            ("{date: 2024-03-12, event: raised, drug: ixazomib, to: 77 mg}", "77 mg is no level of ixazomib"),
            ("{date: 2024-03-12, event: resumed, drug: lenalidomide}", "was not held"),
            (
                "{date: 2024-03-12, event: stopped, drug: ixazomib}, {date: 2024-03-19, event: raised, drug: ixazomib}",
                "was stopped for good"
            ),
        ])
    func `a record that cannot be carried out is asked about, not believed`(events: String, question: String) throws {
        let output = try calendar(events)
        #expect(output.contains(question), "\(output)")
        #expect(!output.contains("reduced to 77 mg") && !output.contains("raised to"))
    }

    @Test func `a treatment resumed as a whole means the drugs that were held`() throws {
        let output = try calendar(
            "{date: 2024-03-12, event: held, drug: ixazomib}, {date: 2024-03-19, event: resumed}")
        #expect(output.contains("resumed at the same dose") && !output.contains("was not held"), "\(output)")
    }

    @Test func `a drug resumed at no level of its ladder stays held`() throws {
        let output = try calendar(
            "{date: 2024-03-12, event: held, drug: lenalidomide}, "
                + "{date: 2024-03-19, event: resumed, drug: lenalidomide, to: 33 mg}")
        #expect(output.contains("stays held") && output.contains("33 mg is no level of lenalidomide"), "\(output)")
    }

    private static let rules = """
        study: {id: X, title: T}
        arms:
          - id: A
            regimen: {cycle: 28 days, drugs: [{drug: foo, dose: 4 mg, days: [1], levels: [4 mg, 3 mg]}]}
        modifications:
          - {id: D1, when: grade of rash >= 3, drug: foo, do: hold, until: grade of rash <= 1, resume: 9 mg}
          - {id: D2, when: delay > 4 weeks, drug: foo, do: reduce, to: 7 mg}
        """

    @Test func `doses of rules are steps of the ladder`() throws {
        try withFile(Self.rules, kind: "yaml") { path in
            let run = Run("check", path)
            #expect(run.outcome == .no)
            #expect(
                run.output.contains("D1: 9 mg is no level of foo") && run.output.contains("D2: 7 mg is no level of foo")
            )
        }
        try withFile(Self.rules.replacing("9 mg", with: "3 mg").replacing("7 mg", with: "3 mg"), kind: "yaml") { path in
            #expect(Run("check", path).outcome == .done)
        }
    }

    @Test func `no dose moves to before the treatment`() throws {
        let study = """
            study: {id: X, title: T}
            arms:
              - id: A
                regimen: {cycle: 28 days, drugs: [{drug: foo, dose: 4 mg, days: [1], window: 3 days, weekdays: [Monday]}]}
            """
        try withFile(study, kind: "yaml") { path in
            let run = Run("calendar", path, "--arm", "A", "--start", "2024-01-03", "--list", "--cycles", "1")
            #expect(run.outcome == .done && !run.output.contains("2024-01-01"))
        }
    }

    @Test func `the only renal table of a drug holds under any jurisdiction`() throws {
        let study = """
            study: {id: X, title: T}
            arms:
              - id: A
                regimen:
                  cycle: 28 days
                  drugs:
                    - {drug: ixazomib, dose: 4 mg, days: [1, 8, 15], levels: [4 mg, 3 mg, 2.3 mg], renal: ixazomib US}
                    - drug: lenalidomide
                      dose: 25 mg
                      days: 1-21
                      levels: [25 mg, 15 mg, 10 mg]
                      renal: [{table: lenalidomide combination US}, {table: lenalidomide EU}]
            """
        try withFile(study, kind: "yaml") { path in
            try withFile("{start: 2024-03-04, facts: {creatinine clearance: 29 mL/min, dialysis: no}}", kind: "yaml") {
                events in
                for more in [[], ["--jurisdiction", "EU"]] {
                    let run = Run(
                        arguments: ["calendar", path, "--arm", "A", "--events", events, "--on", "2024-03-04"] + more)
                    #expect(run.output.contains("ixazomib: 3 mg"), "\(run.output) \(run.error)")
                }
                let other = Run("calendar", path, "--arm", "A", "--events", events, "--jurisdiction", "XX")
                #expect(other.outcome == .refused && other.error.contains("its tables are of EU, US"), "\(other.error)")
            }
        }
    }

    @Test func `an endpoint ends with what an assessment yields, even where a fact has the name`() throws {
        let study = """
            study: {id: X, title: T}
            assessments: {survival: {schedule: every 12 weeks}}
            endpoints: [{id: PFS, role: primary, from: randomisation, event: [progression, death]}]
            """
        try withFile(study, kind: "yaml") { path in
            let run = Run("check", path)
            #expect(
                run.outcome == .no && run.output.contains("PFS ends with `progression`, which no assessment yields"))
        }
        try withFile(study.replacing("{survival:", with: "{response: {criteria: a}, survival:"), kind: "yaml") { path in
            #expect(Run("check", path).outcome == .done)
        }
    }

    @Test(arguments: ["not ", "not ("]) func `conditions within conditions have an end`(opening: String) throws {
        let rule = String(repeating: opening, count: 20_000) + "pregnant"
        try withFile(
            "study: {id: X, title: T}\npopulation: {exclusion: [{id: E1, text: a, rule: \"\(rule)\"}]}", kind: "yaml"
        ) { path in
            let run = Run("check", path)
            #expect(run.outcome == .no && run.output.contains("more than 64 levels deep"))
        }
    }

    @Test(arguments: ["{id: survival, endpoint: OS}", "{id: OS, endpoint: overall survival}", "{id: OS}"])
    func `OS is not a success of its own while PFS fails, however the rules call it`(hypothesis: String) throws {
        let design = """
            - rule: closed
              alpha: 0.025
              hypotheses: [{id: PFS, events: [170]}, \(hypothesis.dropLast()), events: [60, 120]}]
            - {id: alone, rule: group-sequential, endpoint: OS, alpha: 0.025, events: [60, 120]}
            """
        let data = Repository.file("Examples/tourmaline-mm3/virtual.csv").path(percentEncoded: false)
        try withFile(design, kind: "yaml") { path in
            // The control taken for the treatment: PFS cannot be rejected.
            let run = Run(
                "monitor", data, "--design", path, "--by", "arm", "--reference", "ixazomib", "--item", "alone",
                "--endpoint", "OS=os:died")
            #expect(run.outcome == .refused && !run.output.contains("STOP"), "\(run.output) \(run.error)")
        }
    }

    @Test func `honest differences of percentages and grades that overlap are no contradictions`() throws {
        let paper = """
            equipoise: 1
            paper: {id: X, title: T}
            numbers:
              Table 2:
                - {quantity: MRD negative, group: A, value: 13.3, unit: "%", count: 4, of: 30}
                - {quantity: MRD negative, group: B, value: 50.0, unit: "%", count: 15, of: 30}
                - {quantity: MRD negative difference, group: A - B, value: -36.7, unit: "%"}
                - {quantity: nausea total, group: A, value: 10, unit: patients, of: 50}
                - {quantity: nausea grade 3-4, group: A, value: 2, unit: patients, of: 50}
                - {quantity: nausea grade >=3, group: A, value: 2, unit: patients, of: 50}
            """
        try withFile(paper, kind: "yaml") { path in
            let run = Run("recheck", path)
            #expect(run.output.contains("0 contradictions"), "\(run.output) \(run.error)")
        }
    }

    @Test func `a command that needs a section that is open says so`() throws {
        func run(_ section: String, _ arguments: String..., after: String...) throws -> Run {
            try withFile("study: {id: X, title: T}\n\(section): {unspecified: no answer yet}\n", kind: "yaml") { path in
                Run(arguments: arguments + [path] + after)
            }
        }
        let runs = [
            ("population", try run("population", "screen", after: "--questions")),
            ("arms", try run("arms", "calendar", after: "--arm", "A", "--start", "2024-01-01")),
            ("design", try run("design", "design")), ("monitoring", try run("monitoring", "design")),
        ]
        for (section, run) in runs {
            #expect(run.outcome == .refused)
            let words = "this study's file leaves the \(section) open: no answer yet"
            #expect(run.error.contains(words), "\(run.error)")
        }
    }

    @Test func `a folder in place of a file is told as one`() throws {
        try withFolder { folder in
            let path = folder.path(percentEncoded: false)
            let study = Repository.file("Examples/nct01718743/study.yaml").path(percentEncoded: false)
            for arguments in [
                ["check", path], ["screen", study, "--facts", path], ["screen", study, "--table", path],
                ["screen", study, "--answers", path], ["calendar", doses, "--events", path, "--arm", "A"],
            ] {
                let run = Run(arguments: arguments)
                #expect(run.outcome == .refused && run.error.contains("it is a folder"), "\(run.error)")
            }
        }
    }

    @Test func `a byte order mark before a study, a subject or a table changes nothing`() throws {
        let study = "study: {id: X, title: T}\npopulation: {inclusion: [{id: I1, text: a, rule: age >= 18 years}]}\n"
        try withFile("\u{FEFF}" + study, kind: "yaml") { path in
            #expect(Run("check", path).outcome == .done)
            try withFile("\u{FEFF}age: 18 years\n", kind: "yaml") { facts in
                #expect(Run("screen", path, "--facts", facts).outcome == .done)
            }
            try withFile("\u{FEFF}age [years]\n18\n") { table in
                #expect(Run("screen", path, "--table", table).output.contains("1 subject for X: 1 eligible"))
            }
        }
    }
}
