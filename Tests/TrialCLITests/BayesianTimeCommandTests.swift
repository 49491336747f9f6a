import Foundation
import TestSupport
import Testing
import TrialCLI

private let rule = ["--exponential-median", "40", "--gain", "12", "--stop-below", "0.035"]
private let study = Repository.file("Examples/nct01718743/study.yaml").path(percentEncoded: false)

@Suite("equipoise boundaries · rules that never or always stop")
struct ExtremeRulesTests {
    @Test(arguments: [
        (
            ["--predictive", "0.2,0.8", "--null", "0.2", "--success", "0.9", "--min", "30", "--max", "31"],
            "No count stops the trial before its end."
        ),
        (
            [
                "--bayes-factor", "rate", "--null", "0.2", "--alternative", "0.4", "--stop-below", "0.000001",
                "--cohort", "5", "--max", "20",
            ], "The rule can never stop: no count at any look does."
        ),
        (
            [
                "--bayes-factor", "rate", "--null", "0.2", "--alternative", "0.4", "--stop-below", "0.49",
                "--stop-above", "0.51", "--cohort", "5", "--max", "20",
            ], "The rule always stops, at 5 subjects at the latest"
        ),
        (
            [
                "--bayes-factor", "median", "--null", "40", "--alternative", "52", "--stop-below", "0.00001",
                "--factor-events", "3",
            ], "With up to 3 events no total time stops"
        ),
        (
            [
                "--bayes-factor", "median", "--null", "40", "--alternative", "52", "--stop-below", "0.7",
                "--factor-events", "3",
            ], "The rule stops before the first subject: even odds alone do."
        ),
        (
            [
                "--exponential-median", "40", "--gain", "12", "--stop-below", "0.00000001", "--cuts", "12",
                "--max-events", "3",
            ], "With up to 3 events no total time stops"
        ),
        (
            ["--exponential-median", "40", "--gain", "12", "--stop-below", "0.9", "--cuts", "12", "--max-events", "3"],
            "The rule stops before the first subject: the prior alone does."
        ),
    ])
    func `such a rule is told so`(_ rule: [String], _ note: String) {
        let run = Run(arguments: ["boundaries"] + rule)
        #expect(run.output.replacing(#/\s+/#, with: " ").contains(note), "\(run.output)\(run.error)")
    }
}

@Suite("equipoise boundaries of times and Bayes factors · ByHand")
struct BayesianTimeBoundaryTests {
    private func looks(_ run: Run) throws -> [[String: Any]] { try #require(try run.json["looks"] as? [[String: Any]]) }

    /// With no event and no follow-up the belief IG(3, 80) has P(median > 52) = 1 − e^−x(1 + x + x²/2), x = 80/52.
    @Test func `the least total time of the founding rule`() throws {
        let looks = try looks(Run(arguments: ["boundaries"] + rule + ["--max-events", "3", "--json"]))
        let x = 80.0 / 52
        #expect(looks.map { $0["events"] as? Int } == [0, 1, 2, 3])
        let tail: Double = exp(-x) * (1 + x + x * x / 2)
        #expect(isClose(looks[0]["posterior"] as? Double, 1 - tail, relative: 1e-12))
        #expect(looks[0]["leastTotalTime"] as? Double == 0 && looks[1]["leastTotalTime"] as? Double == 0)
        // At the bound T of three events 1 − e^−y Σ yᵏ/k! (k < 6) is the cut-off, y = (80 + T ln 2)/52.
        let time = try #require(looks[3]["leastTotalTime"] as? Double)
        let y = (80 + time * log(2.0)) / 52
        var (term, sum) = (1.0, 1.0)
        for k in 1..<6 {
            term *= y / Double(k)
            sum += term
        }
        let gained: Double = 1 - exp(-y) * sum
        #expect(isClose(gained, 0.035, relative: 1e-8))
    }

    @Test func `any time goes on where the belief alone would`() {
        let text = Run(arguments: ["boundaries"] + rule + ["--max-events", "2"]).output
        #expect(text.contains("least time to go on") && text.contains("any") && text.contains("18.14"))
        #expect(text.contains("No prior was given"))
    }

    @Test func `any time goes on also where the hazard may change`() {
        let run = Run(
            "boundaries", "--exponential-median", "40", "--gain", "12", "--stop-below", "0.035", "--cuts", "12,24")
        let rows = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows.contains(["3", "any"]) && rows.contains(["4", "57.05"]))
    }

    @Test func `a Bayes factor has a column for each of its rules`() {
        let below = [
            "boundaries", "--bayes-factor", "median", "--null", "40", "--alternative", "52", "--stop-below", "0.1",
        ]
        let one = Run(arguments: below).output
        #expect(one.contains("inferior") && !one.contains("superior"))
        let both = Run(arguments: below + ["--stop-above", "0.9"]).output
        #expect(both.contains("inferior") && both.contains("superior"))
    }

    @Test func `the printed bounds of the reference`() throws {
        let looks = try looks(
            Run(
                "boundaries", "--exponential-median", "6", "--time-prior", "3,12", "--stop-below", "0.05",
                "--max-events", "4", "--json"))
        for (look, wanted) in zip(looks, [0, 0, 0, 5.3064, 11.1259]) {
            #expect(abs((look["leastTotalTime"] as? Double ?? -1) - wanted) < 5e-5)
        }
    }

    @Test func `a Bayes factor of a rate`() throws {
        let run = Run(
            "boundaries", "--bayes-factor", "rate", "--null", "0.2", "--alternative", "0.4", "--stop-below", "0.1",
            "--cohort", "10", "--max", "40")
        #expect(run.outcome == .done && run.output.contains("0 to 4"))
    }

    @Test(arguments: [
        (["boundaries", "--gain", "12", "--stop-below", "0.035"], "--exponential-median"),
        (["boundaries", "--exponential-median", "-1", "--stop-below", "0.035"], "--exponential-median"),
        (["boundaries", "--exponential-median", "40", "--stop-below", "1.5"], "--stop-below: error"),
        (["boundaries", "--exponential-median", "40", "--stop-above", "1.5"], "--stop-above: error"),
        (["boundaries", "--exponential-median", "40", "--cuts", "12", "--stop-above", "1.5"], "--stop-above: error"),
        (
            ["boundaries", "--bayes-factor", "median", "--null", "40", "--alternative", "52", "--stop-above", "1.5"],
            "--stop-above: error"
        ),
        (["boundaries", "--exponential-median", "40", "--stop-below", "0.05", "--time-prior", "0,80"], "--time-prior"),
        (["boundaries", "--exponential-median", "40", "--stop-below", "0.05", "--max-events", "0"], "--max-events"),
        (["boundaries", "--exponential-median", "40", "--beta-binomial", "0.3,0.7"], "different rules"),
        (["boundaries", "--bayes-factor", "rate", "--alternative", "0.4", "--stop-below", "0.1"], "--null"),
    ])
    func `wrong options are refused by name`(words: [String], named: String) {
        let run = Run(arguments: words)
        #expect(run.outcome == .refused && run.error.contains(named), "\(run.error)")
    }
}

@Suite("equipoise monitor of Bayesian rules · ByHand")
struct BayesianMonitorCommandTests {
    @Test func `five of eight stop the toxicity rule, four do not`() {
        let toxicity = [
            "monitor", "--beta-binomial", "0.3,0.7", "--limit", "0.30", "--stop-above", "0.95", "--cohort", "4",
            "--max", "64", "--subjects", "8", "--events",
        ]
        let stop = Run(arguments: toxicity + ["5"])
        #expect(stop.outcome == .no && stop.output.hasPrefix("STOP.") && stop.output.contains("0.9628"))
        let goOn = Run(arguments: toxicity + ["4"])
        #expect(goOn.outcome == .done && goOn.output.hasPrefix("CONTINUE.") && goOn.output.contains("0.8593"))
    }

    @Test func `sums of follow-up decide as the boundary says`() throws {
        let below = Run(arguments: ["monitor"] + rule + ["--events", "3", "--total-time", "63.7"])
        let above = Run(arguments: ["monitor"] + rule + ["--events", "3", "--total-time", "63.9"])
        #expect(below.outcome == .no && above.outcome == .done)
    }

    @Test func `the rules of a file are read on one trial, look by look`() throws {
        // Virtual subjects: one in three has the toxicity, and nobody progresses in 30 months.
        let rows = (1...12).map { "\($0),2013-0\(1 + $0 / 4)-0\(1 + $0 % 4),30,0,\($0 % 3 == 0 ? 1 : 0)" }
        let csv = "subject,entry,pfs,progressed,toxic\n" + rows.joined(separator: "\n") + "\n"
        try withFile(csv) { path in
            let run = Run(
                "monitor", path, "--design", study, "--time", "pfs", "--event", "progressed", "--outcome", "toxic",
                "--entry", "entry", "--json")
            #expect(run.outcome == .done, "\(run.error)")
            let rules = try #require(try run.json["rules"] as? [[String: Any]])
            #expect(rules.count == 2 && rules.allSatisfy { $0["stops"] as? Bool == false })
            #expect(rules[0]["subjects"] as? Int == 12 && rules[0]["events"] as? Int == 4)
            let looks = try #require(rules[1]["looks"] as? [[String: Any]])
            #expect(looks.count >= 5)
        }
    }

    @Test(arguments: [
        (["monitor"] + rule, "--total-time"), (["monitor"] + rule + ["--design", study], "different rules"),
        (["monitor"] + rule + ["--events", "-1", "--total-time", "3"], "--events"),
        (["monitor"] + rule + ["--every", "6"], "--entry"),
    ])
    func `what is missing is named`(words: [String], named: String) {
        let run = Run(arguments: words)
        #expect(run.outcome == .refused && run.error.contains(named), "\(run.error)")
    }
}
