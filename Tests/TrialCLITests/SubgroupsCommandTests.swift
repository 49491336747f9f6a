import Foundation
import TestSupport
import Testing
import TrialCLI

private let trial = Repository.file("Examples/virtual-maintenance/trial.csv").path(percentEncoded: false)
private let columns = ["--time", "pfs", "--event", "event", "--by", "arm", "--reference", "placebo"]

private func run(_ options: String...) -> Run { Run(arguments: ["subgroups", trial] + columns + options) }

@Suite("equipoise subgroups · Golden: what the example says R gives")
struct SubgroupsAnswersTests {
    private struct Answer {
        let json: [String: Any]

        init(_ run: Run) throws { json = try run.json }

        func variable(_ index: Int) throws -> [String: Any] {
            try #require((json["subgroups"] as? [[String: Any]])?[index])
        }

        func effect(_ variable: Int, _ level: Int) throws -> [String: Any] {
            try #require(
                (try self.variable(variable)["levels"] as? [[String: Any]])?[level]["effect"] as? [String: Any])
        }
    }

    @Test func `levels, interaction and heterogeneity as JSON`() throws {
        let answer = try Answer(run("--subgroups", "iss,sex", "--strata", "iss", "--json"))
        #expect(answer.json["n"] as? Int == 400 && answer.json["events"] as? Int == 276)
        #expect(isClose(try answer.effect(0, 0)["coefficient"] as? Double, -0.5344791527171381, relative: 1e-8))
        #expect(isClose(try answer.effect(1, 1)["coefficient"] as? Double, -0.5714534930317006, relative: 1e-8))
        #expect(try answer.effect(1, 1)["method"] as? String == "maximum-likelihood")
        let interaction = try #require(try answer.variable(1)["interaction"] as? [String: Any])
        let likelihoodRatio = try #require(interaction["likelihoodRatio"] as? [String: Any])
        #expect(isClose(likelihoodRatio["chiSquare"] as? Double, 0.2615822320967709, relative: 1e-7))
        let heterogeneity = try #require(try answer.variable(1)["heterogeneity"] as? [String: Any])
        let test = try #require(heterogeneity["test"] as? [String: Any])
        #expect(isClose(test["chiSquare"] as? Double, 0.21861680753272394, relative: 1e-7))
    }

    @Test func `the table of the example`() {
        let run = run(
            "--subgroups", "iss,age", "--cut", "age=65,75", "--strata", "iss", "--stepp", "age", "--window", "100",
            "--permutations", "99")
        #expect(run.outcome == .done && run.error.isEmpty)
        for words in [
            "41/55", "0.59 (0.39–0.89)", "0.975", "≥75", "0.70 (0.17–2.89) †", "36–54", "0.57 (0.35–0.94)",
            "Permutation test of equal effects in all windows: p = ", "in age ≥75.",
        ] {
            #expect(run.output.contains(words), "\(words)")
        }
        #expect(!run.output.contains("\u{A0}") && !run.output.contains(" \n"))
    }

    @Test func `Firth only where there is no other estimate`() throws {
        let answer = try Answer(run("--subgroups", "age", "--cut", "age=75", "--firth-below", "0", "--json"))
        #expect(try answer.effect(0, 1)["method"] as? String == "maximum-likelihood")
    }

    @Test func `windows of a difference of survival`() throws {
        let answer = try Answer(
            run("--stepp", "age", "--window", "100", "--overlap", "50", "--stepp-measure", "survival:24", "--json"))
        let windows = try #require((answer.json["slidingWindows"] as? [String: Any])?["windows"] as? [[String: Any]])
        let effect = try #require(windows[0]["effect"] as? [String: Any])
        #expect(isClose(effect["difference"] as? Double, 0.14134887122592021, relative: 1e-12))
        #expect((answer.json["subgroups"] as? [Any])?.isEmpty == true)
    }

    @Test func `a report in a folder`() throws {
        try withFolder { folder in
            let run = run(
                "--subgroups", "iss", "--favours", "maintenance better|placebo better", "--title", "PFS", "-o",
                folder.path(percentEncoded: false))
            #expect(run.outcome == .done && run.error.contains("Wrote report.html, results.json, forest.svg to"))
            let figure = try String(contentsOf: folder.appending(path: "forest.svg"), encoding: .utf8)
            #expect(figure.contains("maintenance better") && figure.contains("placebo better"))
            let results = try String(contentsOf: folder.appending(path: "results.json"), encoding: .utf8)
            #expect(results.contains("\"term\" : \"iss[II]\"") && results.contains("\"strataIn\" : \"everywhere\""))
        }
    }
}

@Suite("equipoise subgroups · ByHand: what a slip gets")
struct SubgroupsRefusalTests {
    @Test(arguments: [
        ([], "--subgroups COLUMNS"), (["--subgroups", "iss,iss"], "names iss twice"),
        (["--subgroups", "isss"], "did you mean 'iss'?"), (["--subgroups", "arm"], "given twice"),
        (["--subgroups", "event"], "the outcome does not make subgroups"),
        (["--stepp", "pfs", "--window", "100"], "the outcome does not make subgroups"),
        (["--stepp", "age", "--window", "100", "--permutations", "-1"], "--permutations is -1; expected"),
        (["--subgroups", "subject"], "expected at most 20 levels"), (["--subgroups", "ldh"], "--cut ldh="),
        (["--subgroups", "iss", "--cut", "age=65"], "--cut age: the column is not among the --subgroups"),
        (["--subgroups", "age", "--cut", "age=75,65"], "'age=75,65' is invalid"),
        (["--subgroups", "age", "--cut", "age=65", "--cut", "age=70"], "given twice for age"),
        (["--subgroups", "iss", "--levels", "iss=IV"], "it holds 'I', 'II', 'III'"),
        (["--subgroups", "iss", "--cut", "iss=2"], "cannot be cut"),
        (["--subgroups", "age", "--cut", "age=65", "--levels", "age=1"], "both --cut and --levels"),
        (["--subgroups", "iss", "--firth-below", "-1"], "--firth-below is -1; expected"),
        (["--subgroups", "iss", "--favours", "left"], "'left' is invalid"),
        (["--subgroups", "iss", "--interaction", "score"], "'score' is invalid"),
        (["--subgroups", "iss", "--versus", "drug"], "--versus is 'drug'"),
        (["--subgroups", "iss", "--window", "100"], "--stepp COLUMN"),
        (["--stepp", "age"], "--stepp needs --window"), (["--stepp", "iss", "--window", "50"], "expected numbers"),
        (["--stepp", "age", "--window", "50", "--overlap", "50"], "less than --window"),
        (["--stepp", "age", "--window", "500"], "--window is 500; expected at least 1 and at most the 400 subjects"),
        (["--stepp", "age", "--window", "50", "--stepp-measure", "rmst:12"], "'rmst:12' is invalid"),
        (["--subgroups", "iss", "--level", "95"], "write 0.95"),
        (["--subgroups", "iss", "--covariates", "age"], "--covariates"),
    ])
    func `bad usage says what to do and ends with 2`(options: [String], words: String) {
        let run = Run(arguments: ["subgroups", trial] + columns + options)
        #expect(run.outcome == .refused && run.output.isEmpty)
        #expect(run.error.contains(words), "\(run.error)")
    }

    @Test func `a marker of many digits is shown with five of them, and told apart with all`() throws {
        let rows = (0..<40).map {
            "\(1 + $0),\($0 % 3 == 0 ? 0 : 1),\($0 % 2 == 0 ? "a" : "b"),\(58.7652292950034 + Double($0) / 3)"
        }
        let text = (["t,e,g,age"] + rows).joined(separator: "\n") + "\n"
        try withFile(text) { file in
            let options = [
                "subgroups", file, "--time", "t", "--event", "e", "--by", "g", "--stepp", "age", "--window", "20",
                "--permutations", "0",
            ]
            let run = Run(arguments: options)
            #expect(run.outcome == .done && run.output.contains("58.765–65.099"), "\(run.output)")
            #expect(!run.output.contains("58.7652"))
            let json = try Run(arguments: options + ["--json"]).json
            let windows = try #require((json["slidingWindows"] as? [String: Any])?["windows"] as? [[String: Any]])
            #expect(windows[0]["lower"] as? Double == 58.7652292950034)
        }
    }

    @Test func `a difference after the follow-up is not estimable, and the notes say why`() {
        let run = run("--stepp", "age", "--window", "100", "--stepp-measure", "survival:999", "--permutations", "0")
        let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(run.outcome == .done && words.contains("The difference at 999 is not estimable in"), "\(run.output)")
    }

    @Test func `a cut beyond every value leaves a level without anybody, and the notes say so`() {
        let text = run("--subgroups", "age", "--cut", "age=65,300").output
        #expect(text.contains("Nobody has a value of 'age' in ≥300"))
        #expect(!run("--subgroups", "age", "--cut", "age=65").output.contains("Nobody has"))
    }

    @Test func `groups are needed`() {
        let run = Run("subgroups", trial, "--time", "pfs", "--event", "event", "--subgroups", "iss")
        #expect(run.outcome == .refused && run.error.contains("--by COLUMN"))
    }
}
