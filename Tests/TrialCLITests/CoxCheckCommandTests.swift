import Foundation
import TestSupport
import Testing
import TrialCLI

@Suite("equipoise analyze: checks of the Cox model · ByHand")
struct CoxCheckCommandTests {
    private static let file = """
        time,event,x,marker,id
        1,1,1,5,a
        2,1,0,4,b
        3,1,1,3,c

        4,1,0,,d
        5,0,1,1,e
        5,0,0,0,f
        """

    /// exp(β): the root of 3r/(3r + 3) + 2r/(2r + 3) + 2r/(2r + 2) + r/(r + 2) = 2.
    private static let r = 1.3151461726038374

    private func run(_ more: String..., body: (Run) throws -> Void) throws {
        try withFile(Self.file) { path in
            try body(Run(arguments: ["analyze", path, "--time", "time", "--event", "event"] + more))
        }
    }

    /// The test of `ProportionalHazardsByHandTests`, here with ranks.
    @Test func `the test of proportional hazards in table, JSON and results`() throws {
        let r = Self.r
        let means = [(3.0, 3.0), (2, 3), (2, 2), (1, 2)].map { $0 * r / ($0 * r + $1) }
        #expect(abs(2 - means.reduce(0, +)) < 1e-14)
        var (u, v, gv, ggv) = (0.0, 0.0, 0.0, 0.0)
        for (event, x) in [1.0, 0, 1, 0].enumerated() {
            let (g, variance) = (Double(event + 1), means[event] * (1 - means[event]))
            u += g * (x - means[event])
            v += variance
            gv += g * variance
            ggv += g * g * variance
        }
        let expected = u * u / (ggv - gv * gv / v)
        try run("--covariates", "x", "--ph-test", "rank", "--json") { run in
            let test = try #require(try run.json["proportionalHazards"] as? [String: Any])
            #expect(test["transform"] as? String == "rank" && test["variance"] as? String == "model")
            let global = try #require(test["global"] as? [String: Any])
            #expect(abs(try #require(global["chiSquare"] as? Double) - expected) < 1e-7)
            let terms = try #require(test["terms"] as? [[String: Any]])
            #expect(terms.map { $0["term"] as? String } == ["x"])
        }
        try run("--covariates", "x", "--ph-test", "rank", "--cluster", "id") { run in
            #expect(run.outcome == .done)
            #expect(run.output.contains("Test of proportional hazards against the rank of time, robust variance"))
        }
        try run("--covariates", "x", "--json") { run in
            let json = try run.json
            #expect(json["proportionalHazards"] == nil)
        }
    }

    @Test func `residuals are written with row and line`() throws {
        try withFolder { folder in
            let path = folder.path(percentEncoded: false)
            try run("--covariates", "x", "--residuals", "martingale,schoenfeld", "--ph-test", "km", "-o", path) { run in
                #expect(run.outcome == .done && run.error.contains("residuals.csv"))
            }
            let text = try String(contentsOf: folder.appending(path: "residuals.csv"), encoding: .utf8)
            let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            #expect(lines[0].joined(separator: ",") == "row,line,martingale,schoenfeld:x")
            #expect(lines.count == 7)
            // The blank line of the file is none of its rows.
            #expect(lines[4].prefix(2).joined(separator: " ") == "4 6")
            #expect(lines[5][3].isEmpty && !lines[4][3].isEmpty)
            // The first death: 1 − r/(3r + 3).
            let residual = try #require(Double(lines[1][2]))
            #expect(abs(residual - (1 - Self.r / (3 * Self.r + 3))) < 1e-8)
            let page = try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8)
            #expect(page.contains("Proportional hazards") && page.contains("data-part=\"residuals\""))
            #expect(!page.contains("Whether hazards are proportional was not tested"))
            let results = try String(contentsOf: folder.appending(path: "results.json"), encoding: .utf8)
            #expect(results.contains("\"analysis\" : \"proportional-hazards\""))
        }
    }

    /// The marker orders all its pairs: 5 + 4 + 3 at least as high as all later ones. Model and marker share five rows.
    @Test func `concordance of the model and of a marker, and their difference`() throws {
        try run("--covariates", "x", "--concordance", "harrell", "--marker", "marker", "--json") { run in
            let scores = try #require(try run.json["concordance"] as? [[String: Any]])
            #expect(scores.count == 2)
            // β > 0. At 1: x = 1 against 0, 1, 0, 1, 0: 3 concordant, 2 tied. At 2: x = 0 against 1, 0, 1, 0: 2 discordant, 2 tied.
            // At 3: 1 against 0, 1, 0: 2 concordant, 1 tied. At 4: 0 against 1, 0: 1 discordant, 1 tied.
            #expect(scores[0]["score"] is NSNull && scores[0]["n"] as? Int == 6)
            #expect(scores[0]["concordance"] as? Double == 8.0 / 14)
            #expect(scores[0]["tiedScore"] as? Double == 6)
            #expect(scores[1]["score"] as? String == "marker" && scores[1]["n"] as? Int == 5)
            #expect(scores[1]["concordance"] as? Double == 1 && scores[1]["standardError"] is NSNull)
            let difference = try #require(scores[1]["difference"] as? [String: Any])
            // Without the fourth row: at 1 2 concordant, 2 tied; at 2 2 discordant, 1 tied; at 3 1 concordant, 1 tied.
            let own = 5.0 / 9
            #expect(abs(try #require(difference["estimate"] as? Double) - (own - 1)) < 1e-12)
        }
    }

    @Test func `a minus turns a marker`() throws {
        try run("--marker=-marker", "--json") { run in
            let scores = try #require(try run.json["concordance"] as? [[String: Any]])
            #expect(scores.map { $0["score"] as? String } == ["-marker"] && scores[0]["concordance"] as? Double == 0)
        }
    }

    @Test(arguments: [
        (["--ph-test", "km"], "--ph-test needs a Cox model"),
        (["--concordance", "uno"], "--concordance needs a score"),
        (["--covariates", "x", "--residuals", "all"], "say with -o where"),
        (["--covariates", "x", "--residuals", "marting", "-o", "r"], "residuals"),
        (["--covariates", "x", "--ph-test", "cubic"], "--ph-test: 'cubic' is not one of km"),
        (["--covariates", "x", "--ph-test=rnak"], "--ph-test: 'rnak' is not one of km"),
        (["--covariates", "x", "--concordance=harell"], "--concordance: 'harell' is not one of harrell"),
        (["--covariates", "x", "--concordance-tau", "3"], "--concordance-tau needs"),
        (["--marker", "x", "--concordance-tau=-1"], "expected a number > 0"),
        (["--marker", "id"], "cannot be a marker"),
        (["--marker", "nothing"], "nothing"),
    ])
    func `what cannot be is refused`(_ more: [String], _ message: String) throws {
        try withFile(Self.file) { path in
            let run = Run(arguments: ["analyze", path, "--time", "time", "--event", "event"] + more)
            #expect(run.outcome == .refused && run.error.contains(message), "\(run.error)")
        }
    }

    @Test func `what has no answer is noted`() throws {
        try withFile("time,event,x,start\n1,1,1,0\n2,1,1,0\n3,0,0,0\n4,0,0,0\n") { path in
            let run = Run(
                "analyze", path, "--time", "time", "--event", "event", "--covariates", "x", "--ph-test", "km",
                "--concordance", "harrell")
            #expect(run.outcome == .done)
            #expect(run.output.contains("The checks of the Cox model are not estimable"))
            #expect(run.output.contains("The concordance of the Cox model is not estimable"))
            let late = Run(
                "analyze", path, "--time", "time", "--event", "event", "--entry", "start", "--marker", "x",
                "--concordance", "uno")
            #expect(late.outcome == .done && late.output.contains("needs the distribution of censoring"))
        }
    }
}
