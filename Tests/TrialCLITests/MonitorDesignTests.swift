import Foundation
import TestSupport
import Testing
import TrialCLI

private func study(_ name: String) -> String {
    Repository.file("Examples/\(name)/study.yaml").path(percentEncoded: false)
}

private func patients(_ name: String) -> String {
    Repository.file("Examples/\(name)/virtual.csv").path(percentEncoded: false)
}

/// One trial with every rule that can be read.
private let allRules = """
    equipoise: 1
    design: {sample size: 40}
    monitoring:
      - {id: tox, rule: beta-binomial, event: toxicity, prior: [0.3, 0.7], limit: 0.30, stop above: 0.95, cohort: 4}
      - {id: pp, rule: predictive-probability, event: response, prior: [0.2, 0.8], null rate: 0.2, success above: 0.9, stop below: 0.001}
      - {id: two, rule: simon, event: response, null rate: 0.1, target rate: 0.3, alpha: 0.05, power: 80%}
      - {id: bf, rule: bayes-factor, event: response, null rate: 0.2, target rate: 0.4, stop below: 0.1, cohort: 5}
      - {id: median, rule: exponential-median, endpoint: PFS, control: 5 months, stop below: 0.05, prior: {mean: 5 months, events: 2}, every: 3 months}
      - {id: pieces, rule: piecewise-exponential, endpoint: PFS, cuts: [3 months], control: 5 months, stop below: 0.05, prior: {median: 5 months, events: 1}, every: 3 months}
      - {id: bfm, rule: bayes-factor, endpoint: PFS, control: 5 months, target: 9 months, stop below: 0.05}
      - {id: OS, rule: group-sequential, endpoint: OS, alpha: 0.025, events: [10, 20]}
      - {id: dose, rule: boin, event: DLT, target: 0.3, doses: 4, cohort: 3}
    """

/// Twenty virtual subjects: ten an arm, one entering every ten days.
private let twenty: String = {
    let rows = (1...20).map { index in
        let arm = index % 2 == 0 ? "T" : "P"
        let entry = "2024-\(index <= 9 ? "01" : "02")-\(index <= 9 ? "0" : "")\(index <= 9 ? index : index)"
        return
            "\(index),\(entry),\(arm),\(2 + index % 5),\(index % 3 == 0 ? 1 : 0),\(3 + index),\(index % 2),\(index % 4 == 0 ? "yes" : "no"),\(index % 2)"
    }
    return (["id,entry,arm,pfs,progressed,os,died,toxic,response"] + rows).joined(separator: "\n") + "\n"
}()

@Suite("equipoise monitor of design files · ByHand")
struct MonitorDesignTests {
    private static let data = [
        "--endpoint", "tox=toxic=yes", "--endpoint", "pp=response", "--endpoint", "two=response", "--endpoint",
        "bf=response", "--endpoint", "PFS=pfs:progressed", "--endpoint", "OS=os:died", "--by", "arm", "--reference",
        "P", "--entry", "entry",
    ]

    @Test func `every rule is read on one trial, and that on doses is named`() throws {
        try withFile(allRules) { design in
            try withFile(twenty) { path in
                let run = Run(arguments: ["monitor", path, "--design", design, "--json"] + Self.data)
                let rules = try #require(try run.json["rules"] as? [[String: Any]], "\(run.error)")
                #expect(
                    rules.map { $0["name"] as? String } == [
                        "tox", "pp", "two", "bf", "median", "pieces", "bfm", "OS",
                    ])
                #expect(rules[0]["events"] as? Int == 5 && rules[1]["events"] as? Int == 10)
                let notes = try #require(try run.json["notes"] as? [String])
                #expect(notes.contains { $0.contains("dose (boin) was not read") && $0.contains("boundaries") })
                #expect((rules[4]["looks"] as? [Any])?.count ?? 0 >= 2)
                let stops = rules.contains { $0["stops"] as? Bool == true }
                #expect(run.outcome == (stops ? .no : .done))
            }
        }
    }

    @Test func `what is missing is said by name with its option`() throws {
        try withFile(allRules) { design in
            try withFile(twenty) { path in
                let text = Run("monitor", path, "--design", design, "--endpoint", "tox=toxic=yes").output
                    .replacing("\n", with: " ").replacing(#/ +/#, with: " ")
                for part in [
                    "pp (predictive-probability) was not read: it needs --outcome, or --endpoint pp=EVENT.",
                    "median (exponential-median) was not read: it needs --time and --event, or --endpoint PFS=TIME:EVENT.",
                    "OS (group-sequential) was not read: it needs --endpoint OS=TIME:EVENT/EVENTS",
                ] { #expect(text.contains(part), "\(text)") }
                let asked = Run("monitor", path, "--design", design, "--item", "OS")
                #expect(asked.outcome == .refused && asked.error.contains("--endpoint OS="))
            }
        }
    }

    @Test func `a group sequential rule takes its earlier looks from the command line`() throws {
        try withFile(allRules) { design in
            let run = Run("monitor", "--design", design, "--item", "OS", "--hypothesis", "OS=1@10,2@20", "--json")
            let rule = try #require((try run.json["rules"] as? [[String: Any]])?.first)
            #expect(rule["decision"] as? String == "stopForEfficacy" && run.outcome == .no)
            let looks = (rule["analysis"] as? [String: Any])?["looks"] as? [[String: Any]]
            // Half of the level's information: 2.963, as in the issue; then 1.9686.
            #expect(isClose(looks?[0]["criticalZ"] as? Double, 2.96258804, relative: 3e-9))
            #expect(isClose(looks?[1]["criticalZ"] as? Double, 1.96859564, relative: 3e-9))
        }
    }

    @Test func `MM3 on virtual patients: PFS rejected, OS open at its own deaths`() throws {
        let run = Run(
            "monitor", patients("tourmaline-mm3"), "--design", study("tourmaline-mm3"), "--by", "arm", "--reference",
            "placebo", "--strata", "iss", "--endpoint", "PFS=pfs:progressed/last", "--endpoint", "OS=os:died/190",
            "--json")
        let rules = try #require(try run.json["rules"] as? [[String: Any]], "\(run.error)")
        #expect(run.outcome == .done && rules.map { $0["name"] as? String } == ["closed"])
        let hypotheses = try #require((rules[0]["analysis"] as? [String: Any])?["hypotheses"] as? [[String: Any]])
        #expect(hypotheses.map { $0["state"] as? String } == ["rejected", "open"])
        #expect(hypotheses.map { (($0["z"] as? Double ?? 0) * 1e4).rounded() } == [27728, 11107])
    }

    /// Placebo and ixazomib exchanged: PFS fails, and OS with a huge z is never called significant.
    @Test func `an OS p-value is never significant while PFS fails, by any way of asking`() throws {
        let failing = [
            "monitor", patients("tourmaline-mm3"), "--design", study("tourmaline-mm3"), "--by", "arm", "--reference",
            "ixazomib", "--endpoint", "PFS=pfs:progressed/last", "--hypothesis", "OS=9@190/190",
        ]
        let run = Run(arguments: failing + ["--json"])
        let rules = try #require(try run.json["rules"] as? [[String: Any]], "\(run.error)")
        let analysis = try #require(rules[0]["analysis"] as? [String: Any])
        #expect((analysis["rejections"] as? [Any])?.isEmpty == true)
        #expect((analysis["hypotheses"] as? [[String: Any]])?[1]["state"] as? String == "untested")
        #expect(run.outcome == .no && rules[0]["decision"] as? String == "end")
        let alone = Run(arguments: failing + ["--item", "OS"])
        #expect(alone.outcome == .refused && alone.error.contains("--item closed"))
    }

    @Test func `the past is replayed as it was known, with the data cut at the day`() throws {
        func hypotheses(_ day: String) throws -> [[String: Any]] {
            let run = Run(
                "monitor", patients("tourmaline-mm4"), "--design", study("tourmaline-mm4"), "--by", "arm",
                "--reference", "placebo", "--endpoint", "PFS=pfs:progressed/400", "--endpoint", "OS=os:died/350",
                "--entry", "randomised", "--as-of", day, "--json")
            let rules = try #require(try run.json["rules"] as? [[String: Any]], "\(run.error)")
            return try #require((rules[0]["analysis"] as? [String: Any])?["hypotheses"] as? [[String: Any]])
        }
        #expect(try hypotheses("2016-02-29").map { $0["state"] as? String } == ["open", "untested"])
        #expect(try hypotheses("2019-08-12").map { $0["state"] as? String } == ["rejected", "open"])
        let early = Run(
            "monitor", patients("tourmaline-mm4"), "--design", study("tourmaline-mm4"), "--by", "arm", "--reference",
            "placebo", "--endpoint", "PFS=pfs:progressed/400", "--entry", "randomised", "--as-of", "2010-01-01")
        #expect(early.outcome == .refused && early.error.contains("had entered"))
    }

    @Test func `the founding trial on virtual patients, both rules`() throws {
        let run = Run(
            "monitor", patients("nct01718743"), "--design", study("nct01718743"), "--endpoint", "toxicity=toxicity",
            "--endpoint", "PFS=pfs:progressed", "--entry", "entry", "--as-of", "2015-06-30")
        #expect(run.outcome == .done && run.output.hasPrefix("CONTINUE. toxicity: 10 events among 64 subjects"))
        #expect(run.output.contains("2013-06-16        14       1        45.8       0.1706  continue"))
    }

    @Test func `the report has the boundaries with what was seen`() throws {
        try withFolder { folder in
            let path = folder.path(percentEncoded: false)
            let run = Run(
                "monitor", patients("tourmaline-mm3"), "--design", study("tourmaline-mm3"), "--by", "arm",
                "--reference", "placebo", "--endpoint", "PFS=pfs:progressed/last", "--endpoint", "OS=os:died/190",
                "-o", path)
            #expect(run.outcome == .done, "\(run.error)")
            for file in ["boundary-closed-boundary-os.svg", "boundary-closed-graph.svg", "report.html"] {
                #expect(FileManager.default.fileExists(atPath: path + "/" + file), "\(file)")
            }
        }
        try withFolder { folder in
            let path = folder.path(percentEncoded: false)
            _ = Run("monitor", "--z", "1.5,2.1", "--information", "0.5,0.75", "-o", path)
            let svg = try String(contentsOf: folder.appending(path: "boundary.svg"), encoding: .utf8)
            #expect(svg.contains("seen") && svg.contains("2.36"))
        }
    }

    @Test func `what cannot be is refused by the option's name`() throws {
        try withFile(allRules) { design in
            try withFile(twenty) { path in
                let base = ["monitor", path, "--design", design]
                for (more, named) in [
                    (["--endpoint", "PSF=pfs:progressed"], "did you mean PFS"),
                    (["--endpoint", "tox=pfs:progressed"], "tox=EVENT"),
                    (["--endpoint", "PFS=progressed"], "PFS=TIME:EVENT"),
                    (["--endpoint", "OS=os:died"], "--by"),
                    (["--endpoint", "OS=os:died", "--by", "arm", "--reference", "X"], "X"),
                    (["--endpoint", "PFS=nothing:progressed"], "nothing"),
                    (["--outcome", "toxic=yes"], "--outcome"), (["--z", "1"], "--z"), (["--alpha", "0.01"], "--alpha"),
                    (["--weights", "1"], "--weights"), (["--subjects", "3", "--events", "1"], "without a file"),
                    (["--item", "nobody"], "--item"),
                    (["--time-unit", "days", "--endpoint", "tox=toxic=yes"], "--time-unit"),
                    (["--endpoint", "tox=toxic=yes", "--endpoint", "tox=response"], "twice"),
                    (["--beta-binomial", "1,1"], "different rules"),
                ] as [([String], String)] {
                    let run = Run(arguments: base + more)
                    #expect(run.outcome == .refused && run.error.contains(named), "\(more): \(run.error)")
                }
            }
        }
        let nothing = Run("monitor", "--item", "x")
        #expect(nothing.outcome == .refused && nothing.error.contains("--design"))
        let columns = Run("monitor", "--beta-binomial", "1,1", "--outcome", "x")
        #expect(columns.outcome == .refused && columns.error.contains("--outcome"))
    }
}

@Suite("equipoise monitor of single rules · Published, ByHand")
struct MonitorSingleRuleTests {
    /// O'Brien and Fleming, three looks at 0.025 one side: C = 2.0045 (Jennison and Turnbull 2000, table 2.3: 2.004).
    @Test(arguments: [
        ("obf", [3.4719, 2.4549]), ("pocock", [2.2895, 2.2895]), ("haybittle-peto:3", [3, 3]),
        ("wang-tsiatis:0.25", [2.7407, 2.3046]),
    ])
    func `classical shapes at the looks planned`(shape: String, wanted: [Double]) throws {
        let json = try Run(
            "monitor", "--spending", shape, "--fractions", "0.33333333333333333,0.66666666666666667,1", "--z", "1,1",
            "--information", "0.33333333333333333,0.66666666666666667", "--json"
        ).json
        let looks = try #require(json["looks"] as? [[String: Any]])
        for (look, value) in zip(looks, wanted) {
            #expect(abs((look["criticalZ"] as? Double ?? 0) - value) < 0.002, "\(look)")
        }
        #expect(json["spending"] as? String == shape && (json["toCome"] as? [Any])?.count == 1)
    }

    @Test func `a shape without its looks is refused`() {
        let run = Run("monitor", "--spending", "obf", "--z", "1", "--information", "0.5")
        #expect(run.outcome == .refused && run.error.contains("--fractions"))
    }

    private let both = [
        "--toxicity", "0.3,0.7", "--toxicity-limit", "0.3", "--toxicity-above", "0.95", "--response", "0.4,0.6",
        "--response-limit", "0.4", "--response-below", "0.05", "--cohort", "4", "--max", "64",
    ]

    @Test func `toxicity and response: one that stops stops the trial`() throws {
        func outcome(_ toxicities: String, _ responses: String) -> Program.Outcome {
            Run(
                arguments: ["monitor"] + both
                    + ["--subjects", "8", "--toxicities", toxicities, "--responses", responses]
            ).outcome
        }
        // Five of eight stop for toxicity (the founding table); no response of eight has P(rate > 0.4) < 0.05.
        #expect(outcome("4", "4") == .done && outcome("5", "4") == .no && outcome("4", "0") == .no)
        let csv = "t,r\n" + (1...8).map { "\($0 <= 5 ? 1 : 0),\($0 % 2)" }.joined(separator: "\n") + "\n"
        try withFile(csv) { path in
            let run = Run(
                arguments: ["monitor", path] + both + ["--endpoint", "toxicity=t", "--endpoint", "response=r"])
            #expect(run.outcome == .no && run.output.contains("STOP. toxicity: 5 events among 8 subjects"))
        }
        let missing = Run(arguments: ["monitor"] + both + ["--subjects", "8", "--toxicities", "1"])
        #expect(missing.outcome == .refused && missing.error.contains("--responses"))
    }

    @Test func `toxicity and response together in the long run`() throws {
        func characteristics(_ more: String...) throws -> [[String: Any]] {
            try #require(
                try Run(arguments: ["boundaries", "--json"] + both + more).json["operatingCharacteristics"]
                    as? [[String: Any]])
        }
        // A response of 1 never stops for few: the founding rule alone, 0.195 at 0.3.
        let alone = try characteristics("--joint-rates", "0.3,1/0,0.5")
        #expect(abs((alone[0]["stopsEarly"] as? Double ?? 0) - 0.195) < 0.0005)
        #expect(alone[1]["stopForToxicity"] as? Double == 0)
        let (free, tied) = (
            try characteristics("--joint-rates", "0.3,0.3"),
            try characteristics("--joint-rates", "0.3,0.3", "--odds-ratio", "5")
        )
        #expect(isClose(free[0]["both"] as? Double, 0.09, relative: 1e-12))
        #expect((tied[0]["both"] as? Double ?? 0) > 0.09)
        // The marginal rule on toxicity does not know of the association, its share at equal looks does.
        #expect(free[0]["stopsEarly"] as? Double != tied[0]["stopsEarly"] as? Double)
    }

    @Test func `predictive probability and two stages from sums and files`() throws {
        let predictive = [
            "monitor", "--predictive", "0.2,0.8", "--null", "0.2", "--success", "0.9", "--stop-below", "0.001", "--min",
            "10", "--max", "36", "--subjects", "17", "--events",
        ]
        #expect(
            Run(arguments: predictive + ["1"]).outcome == .no && Run(arguments: predictive + ["2"]).outcome == .done)
        let stages = ["--two-stage", "1/10,5/29", "--null", "0.1"]
        #expect(Run(arguments: ["monitor"] + stages + ["--subjects", "10", "--events", "1"]).outcome == .no)
        let csv = "r\n" + (1...12).map { $0 % 4 == 0 ? "1" : "0" }.joined(separator: "\n") + "\n"
        try withFile(csv) { path in
            let run = Run(arguments: ["monitor", path, "--outcome", "r"] + stages)
            #expect(run.outcome == .done && run.output.contains("the second stage runs"), "\(run.error)\(run.output)")
        }
    }

    @Test(arguments: [
        (["--toxicity", "0.3,0.7"], "--response-below"),
        (["--predictive", "0.2,0.8"], "--null"), (["--two-stage", "1/10"], "--two-stage"),
        (["--two-stage", "1/10,5/29"], "--null"),
        (["--two-stage", "1/10,5/29", "--null", "0.1", "--subjects", "30", "--events", "3"], "--subjects"),
        (["--two-stage", "1/10,5/29", "--null", "0.1", "--subjects", "3", "--events", "4"], "--events"),
        (["--predictive", "0.2,0.8", "--two-stage", "1/10,5/29"], "different rules"),
        (["--two-stage", "1/10,5/29", "--null", "0.1", "--alpha", "0.05"], "--alpha"),
        (["--exponential-median", "40", "--stop-below", "0.05", "--as-of", "2024-02-30", "--entry", "e"], "--as-of"),
    ])
    func `wrong options are refused by name`(words: [String], named: String) {
        let run = Run(arguments: ["monitor"] + words)
        #expect(run.outcome == .refused && run.error.contains(named), "\(run.error)")
    }
}
