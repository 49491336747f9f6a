import Foundation
import TestSupport
import Testing
import TrialCLI

/// Forty virtual subjects, two arms, one entering every other day.
private let forty: String = {
    let rows = (1...40).map { index in
        let day = 1 + index / 2
        let arm = index % 2 == 0 ? "T" : "P"
        return
            "\(index),2024-01-\(day < 10 ? "0" : "")\(day),\(arm),\(2 + index % 5),\(index % 3 == 0 ? 1 : 0),\(3 + index % 7),\(index % 2),\(index % 4 == 0 ? 1 : 0)"
    }
    return (["id,entry,arm,pfs,progressed,os,died,toxic"] + rows).joined(separator: "\n") + "\n"
}()

private func words(_ run: Run) -> String { run.output.replacing(#/\s+/#, with: " ") }

@Suite("equipoise monitor · what a committee is told")
struct MonitorWordsTests {
    private static let comparison = ["--by", "arm", "--reference", "P"]

    @Test func `comparisons that no family holds together carry a remark`() throws {
        let separate = """
            - {id: PFS, rule: group-sequential, endpoint: PFS, alpha: 0.025, events: [13]}
            - {id: OS, rule: group-sequential, endpoint: OS, alpha: 0.025, events: [10, 20]}
            """
        let data = ["--endpoint", "PFS=pfs:progressed", "--endpoint", "OS=os:died"] + Self.comparison
        try withFile(separate, kind: "yaml") { design in
            try withFile(forty) { path in
                let text = words(Run(arguments: ["monitor", path, "--design", design] + data))
                #expect(text.contains("PFS and OS are each tested at a level of their own"), "\(text)")
                let one = words(Run(arguments: ["monitor", path, "--design", design, "--item", "OS"] + data))
                #expect(!one.contains("level of their own"))
            }
        }
        let closed = """
            rule: closed
            alpha: 0.025
            hypotheses: [{id: PFS, events: [13]}, {id: OS, events: [10, 20]}]
            """
        try withFile(closed, kind: "yaml") { design in
            try withFile(forty) { path in
                let text = words(Run(arguments: ["monitor", path, "--design", design] + data))
                #expect(text.contains("PFS") && !text.contains("level of their own"))
            }
        }
    }

    @Test func `the endpoint of a hypothesis names its data as its id does`() throws {
        let closed = """
            rule: closed
            alpha: 0.025
            hypotheses: [{id: H1, endpoint: PFS, events: [13]}, {id: H2, endpoint: OS, events: [10, 20]}]
            """
        try withFile(closed, kind: "yaml") { design in
            try withFile(forty) { path in
                func output(_ first: String, _ second: String) throws -> [String: Any] {
                    try Run(
                        arguments: [
                            "monitor", path, "--design", design, "--json", "--endpoint", "\(first)=pfs:progressed",
                            "--endpoint", "\(second)=os:died",
                        ] + Self.comparison
                    ).json
                }
                let byID = try output("H1", "H2")
                let byEndpoint = try output("PFS", "OS")
                func analysis(_ json: [String: Any]) -> NSDictionary? {
                    ((json["rules"] as? [[String: Any]])?.first?["analysis"]) as? NSDictionary
                }
                let reference = try #require(analysis(byID))
                #expect(reference == analysis(byEndpoint))
                let looks = Run("monitor", "--design", design, "--hypothesis", "PFS=2.1@13/13")
                #expect(looks.error.isEmpty, "\(looks.error)")
                let stray = Run(
                    arguments: ["monitor", path, "--design", design, "--endpoint", "DFS=pfs:progressed"]
                        + Self.comparison)
                #expect(stray.error.contains("its endpoints are H1, PFS, H2, OS"), "\(stray.error)")
            }
        }
    }

    @Test func `a rule that is not read is told in one sentence`() throws {
        let rule = "{rule: group-sequential, endpoint: PFS, alpha: 0.025, events: [13]}"
        let none = forty.split(separator: "\n").map { line in
            let cells = line.split(separator: ",")
            return (cells[0] == "id" ? cells : cells[..<4] + ["0"] + cells[5...]).joined(separator: ",")
        }.joined(separator: "\n")
        try withFile(rule, kind: "yaml") { design in
            try withFile(none) { path in
                let run = Run(
                    arguments: ["monitor", path, "--design", design, "--endpoint", "PFS=pfs:progressed"]
                        + Self.comparison)
                #expect(run.error.contains("was not read") && !run.error.contains(".."), "\(run.error)")
            }
        }
    }

    @Test func `a count at a day says who had not entered by then`() throws {
        try withFile(forty) { path in
            let run = Run(
                "monitor", path, "--beta-binomial", "0.3,0.7", "--limit", "0.3", "--stop-above", "0.95", "--cohort",
                "4",
                "--max", "64", "--outcome", "toxic", "--entry", "entry", "--as-of", "2024-01-11")
            // Subject n enters on day 1 + n/2: those up to 21 by the eleventh.
            #expect(words(run).contains("19 of 40 subjects had not entered by 2024-01-11."), "\(run.output)")
        }
    }

    @Test func `more subjects than the trial has are refused as a sum, and told of data`() throws {
        let rule = [
            "--beta-binomial", "0.3,0.7", "--limit", "0.3", "--stop-above", "0.95", "--cohort", "4", "--max", "20",
        ]
        let sums = Run(arguments: ["monitor"] + rule + ["--subjects", "24", "--events", "5"])
        #expect(sums.outcome == .refused)
        #expect(
            sums.error.contains("--subjects: error: it is 24; expected at most 20, the subjects of the trial"),
            "\(sums.error)")
        try withFile(forty) { path in
            let run = Run(arguments: ["monitor", path] + rule + ["--outcome", "toxic"])
            #expect(words(run).contains("The trial has over-run: 40 subjects are more than its 20."), "\(run.error)")
        }
    }

    @Test(arguments: [
        (["--effect", "1.3", "--ratio", "1:1"], "--effect 1.3 is harm: a hazard ratio above 1"),
        (["--drift", "-2", "--ratio", "1:1"], "--drift -2.0 is harm: below 0"),
    ])
    func `an effect assumed that is harm is called so`(_ effect: [String], _ message: String) {
        let look = ["monitor", "--z", "1.5", "--information", "118", "--planned", "235"]
        #expect(words(Run(arguments: look + effect)).contains(message))
        #expect(!Run(arguments: look + ["--effect", "0.7", "--ratio", "1:1"]).output.contains("is harm"))
    }

    @Test func `a second stage that should not have begun is told so`() {
        // Simon's 1/10, 5/29: one event among 15 says that the first ten had one at most.
        let run = Run("monitor", "--two-stage", "1/10,5/29", "--null", "0.1", "--subjects", "15", "--events", "1")
        let text = words(run)
        #expect(run.outcome == .no && text.contains("the second should not have begun"), "\(text)")
        #expect(!text.contains("the second stage runs"))
        let running = words(
            Run("monitor", "--two-stage", "1/10,5/29", "--null", "0.1", "--subjects", "15", "--events", "3"))
        #expect(running.contains("the second stage runs: continue"))
    }

    @Test(arguments: [
        (
            ["--z", "1,2", "--information", "0.5,0.4"],
            "--information: error: information[1] is 0.4; expected a finite number above that of the look before it, 0.5"
        ),
        (
            ["--z", "1,2", "--information", "118,100", "--planned", "235", "--ratio", "1:1"],
            "--information: error: information[1] is 100; expected a finite number above that of the look before it, 118"
        ),
        (["--z", "1", "--information", "118", "--planned", "-1", "--ratio", "1:1"], "--planned: error: it is -1"),
        (
            ["--z", "1", "--information", "0.5", "--next", "0.4"],
            "--next: error: next[0] is 0.4; expected a finite number above that of the look before it, 0.5"
        ),
        (
            ["--z", "1", "--information", "0.5", "--enlarge-to", "2", "--drifts", "nan"],
            "--drifts: error: it has nan"
        ),
        (
            ["--z", "1", "--information", "0.5", "--planned", "0.4", "--enlarge-to", "2"],
            "--planned: error: planned is 0.4; expected more than the interim look has, 0.5"
        ),
        (
            ["--hypothesis", "A=1@0.5", "--hypothesis", "B=1@0.5", "--weights", "1"],
            "--weights: error: weights has 1 numbers; expected 2, one for each hypothesis"
        ),
    ])
    func `a slip is told by its option, with the value as it was written`(_ arguments: [String], _ message: String) {
        let run = Run(arguments: ["monitor"] + arguments)
        #expect(run.outcome == .refused && run.error.contains(message), "\(run.error)")
    }
}
