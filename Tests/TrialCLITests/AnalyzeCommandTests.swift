import Foundation
import TestSupport
import Testing
import TrialCLI

private let mgus2 = Repository.file("Examples/mgus2/mgus2.csv").path(percentEncoded: false)

@Suite("equipoise analyze · Golden: what the examples say R gives")
struct AnalyzeAnswersTests {
    @Test func `the table of an example`() {
        let run = Run("analyze", mgus2, "--time", "futime", "--event", "death", "--by", "sex", "--covariates", "age")
        #expect(run.outcome == .done && run.error.isEmpty)
        #expect(["631", "423", "108 (100–121)", "185"].allSatisfy(run.output.contains))
        #expect(run.output.contains("χ² = 9.67 on 1 df"))
        #expect(run.output.contains("1.43 (1.26–1.63)"))
    }

    @Test func `a weighted test by its name`() throws {
        let options = ["analyze", mgus2, "--time", "futime", "--event", "death", "--by", "sex", "--test", "fh:1,0"]
        let table = Run(arguments: options)
        #expect(table.outcome == .done && table.error.isEmpty)
        #expect(table.output.contains("Fleming-Harrington (1, 0) test: χ² = 11.90 on 1 df"))
        let json = try JSONSerialization.jsonObject(with: Data(Run(arguments: options + ["--json"]).output.utf8))
        let test = try #require((json as? [String: Any])?["logRank"] as? [String: Any])
        #expect(test["test"] as? String == "fh:1,0")
        #expect(isClose(test["chiSquare"] as? Double, 11.9009094530627, relative: 1e-12))
    }

    @Test func `the JSON of an example`() throws {
        let run = Run(
            "analyze", mgus2, "--time", "futime", "--event", "death=1", "--by", "sex", "--covariates", "age", "--at",
            "60,500",
            "--json")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let logRank = try #require(json["logRank"] as? [String: Any])
        #expect(isClose(logRank["chiSquare"] as? Double, 9.6654673, relative: 1e-7))
        let cox = try #require(json["cox"] as? [String: Any])
        let terms = try #require(cox["terms"] as? [[String: Any]])
        #expect(terms.map { $0["term"] as? String } == ["sex[M]", "age"])
        #expect(isClose(terms[0]["coefficient"] as? Double, 0.3582582556, relative: 1e-8))
        let groups = try #require(json["groups"] as? [[String: Any]])
        let landmarks = try #require(groups[0]["survival"] as? [[String: Any]])
        #expect(landmarks[1]["estimate"] is NSNull && landmarks[1]["atRisk"] as? Int == 0)
    }
}

@Suite("equipoise analyze · ByHand: what a report is given")
struct AnalyzeReportTests {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "equipoise-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        try body(url)
    }

    private func text(_ name: String, in folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test func `title, unit and shading reach page, figure and results; JSON is printed as well`() throws {
        try withFolder { folder in
            let run = Run(
                "analyze", mgus2, "--time", "futime", "--event", "death", "--by", "sex", "--title",
                "Overall <survival>",
                "--unit", "months", "--shade", "--json", "-o", folder.path(percentEncoded: false))
            #expect(run.outcome == .done && run.error.contains("report.html, results.json, km.svg"))
            #expect(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) is [String: Any])
            let page = try text("report.html", in: folder)
            #expect(page.contains("<h1>Overall &lt;survival&gt;</h1>") && page.contains("Median, months"))
            let figure = try text("km.svg", in: folder)
            #expect(figure.contains("futime (months)") && figure.contains("data-part=\"band\""))
            #expect(figure.contains("<title id=\"km-title\">Overall &lt;survival&gt;</title>"))
            let results = try text("results.json", in: folder)
            #expect(results.contains("\"unit\" : \"months\"") && results.contains("\"title\" : \"Overall <survival>\""))
        }
    }

    @Test func `title and unit stand in the table`() {
        let run = Run(
            "analyze", mgus2, "--time", "futime", "--event", "death", "--title", "Overall survival", "--unit", "months")
        #expect(run.output.hasPrefix("Overall survival\nmgus2.csv: 1384 rows"))
        #expect(run.output.contains("median, months (95% CI)"))
    }

    @Test(arguments: [
        (["--title", " "], "--title is empty"), (["--unit", ""], "--unit is empty"), (["--shade"], "say with -o where"),
    ])
    func `what would do nothing is refused`(options: [String], words: String) {
        let run = Run(arguments: ["analyze", mgus2, "--time", "futime", "--event", "death"] + options)
        #expect(run.outcome == .refused && run.error.contains(words), "\(run.error)")
    }
}

@Suite("equipoise analyze · ByHand: what a slip gets")
struct AnalyzeRefusalTests {
    @Test(arguments: [
        (["--time", "futme", "--event", "death"], "did you mean 'futime'?"),
        (["--time", "sex", "--event", "death"], "column 'sex' cannot give times"),
        (["--time", "futime", "--event", "dxyr"], "expected 0 and 1"),
        (["--time", "futime"], "--event COLUMN"),
        (["--event", "death"], "--time"),
        (["--time", "futime", "--event", "death", "--level", "95"], "--level"),
        (["--time", "futime", "--event", "death", "--ties", "exact", "--firth"], "--firth goes with --ties efron"),
        (["--time", "futime", "--event", "death", "--ties", "discrete", "--robust"], "have no residuals by row"),
        (["--time", "futime", "--event", "death", "--by", "sex", "--profile", "--robust"], "take rows as independent"),
        (["--time", "futime", "--event", "death", "--ridge", "2"], "--ridge draws the coefficients of --covariates"),
        (["--time", "futime", "--event", "death", "--covariates", "age", "--ridge=-2"], "expected a number ≥ 0"),
        (["--time", "futime", "--event", "death", "--covariates", "age", "--firth", "--ridge", "2"], "not both"),
        (["--time", "futime", "--event", "death", "--competing"], "comes with a later version"),
        (["--time", "futime", "--event", "death", "--by", "sex", "--reference", "X"], "it holds 'F', 'M'"),
        (["--time", "futime", "--event", "death", "--test", "gehan"], "--test needs --by"),
        (["--time", "futime", "--event", "death", "--by", "sex", "--test", "fh:1"], "'fh:1' is invalid"),
        (["--time", "futime", "--event", "death", "--by", "sex", "--test", "mwlr:2"], "'mwlr:2' is invalid"),
        (["--time", "futime", "--event", "death", "--at", "12,,24"], "--at"),
        (["--time", "futime", "--event", "death", "--factor", "age"], "not among the --covariates"),
        (["--time", "futime", "--event", "death", "--strata", "nosuch"], "no column 'nosuch'"),
    ])
    func `bad usage says what to do and ends with 2`(options: [String], words: String) {
        let run = Run(arguments: ["analyze", mgus2] + options)
        #expect(run.outcome == .refused && run.output.isEmpty)
        #expect(run.error.contains(words), "\(run.error)")
    }

    @Test func `a file that is not there`() {
        let run = Run("analyze", "/nowhere/trial.csv", "--time", "t", "--event", "e")
        #expect(run.outcome == .refused && run.error.contains("/nowhere/trial.csv"))
    }

    @Test func `a ragged row is named by line`() throws {
        try withFile("t,e\n1,1\n2\n3,0\n") { path in
            let run = Run("analyze", path, "--time", "t", "--event", "e")
            #expect(run.outcome == .refused && run.error.contains(":3:"))
        }
    }

    @Test func `negative times are named by line`() throws {
        try withFile("t,e\n1,1\n-2,1\n") { path in
            let run = Run("analyze", path, "--time", "t", "--event", "e")
            #expect(run.outcome == .refused && run.error.contains(":3:") && run.error.contains("time is -2"))
        }
    }

    @Test func `help is no failure`() {
        #expect(Run("analyze", "--help").outcome == .done)
        #expect(Run("analyze", "--help").output.contains("Examples:"))
        #expect(Run("--version").output == "equipoise \(Program.version)\n")
    }
}

@Suite("equipoise analyze · ByHand: single arms")
struct AnalyzeSingleArmTests {
    @Test func `a historical median and the times of the events, in table and JSON`() throws {
        try withFile("t [months],e\n4,1\n8,0\n") { path in
            let arguments = [
                "analyze", path, "--time", "t [months]", "--event", "e", "--historical-median", "6-12",
                "--event-times",
            ]
            let run = Run(arguments: arguments)
            #expect(run.outcome == .done)
            // One event in 12 months: 1 − 2^(−12/6) = 0.75 and 1 − 2^(−12/12) = 0.5.
            for words in ["0.750", "0.500", "8.32 (2.25–328.53)", "4.00 (4.00–4.00)", "nobody was"] {
                #expect(run.output.contains(words), "\(words)")
            }
            let arms = try #require(Run(arguments: arguments + ["--json"]).json["singleArms"] as? [[String: Any]])
            let historical = try #require(arms[0]["historical"] as? [[String: Any]])
            #expect(historical.map { $0["median"] as? Double } == [6, 12])
            #expect((historical[0]["exponentialProbability"] as? Double).map { abs($0 - 0.75) < 1e-14 } == true)
        }
    }

    @Test(arguments: ["0", "40-", "52-41", "a", "-3", "1-2-3"])
    func `what is no median or range is refused`(text: String) {
        let run = Run("analyze", mgus2, "--time", "futime", "--event", "death", "--historical-median=\(text)")
        #expect(run.outcome == .refused && run.error.contains("--historical-median"))
    }
}
