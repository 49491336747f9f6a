import Foundation
import TestSupport
import Testing
import TrialCLI

/// Every kind of rule is simulated from its file.
@Suite("equipoise design simulate · every rule, exact")
struct DesignSimulateRulesTests {
    private static let family = """
        rule: RULE
        alpha: 0.05
        control: 10 months
        hypotheses:
          - {id: PFS, events: [40]WEIGHT1}
          - {id: OS, events: [20, 35]WEIGHT2}
        design:
          sample size: 80
          accrual: 10 per month
          follow-up: 40 months
          visits: 1 month
          drop-out: 3% per year
          truth:
            hazard ratios: [1, 0.5]
            death: {before progression: 100 months, after progression: 15 months, hazard ratio after: 0.8}
            strata: [{share: 50%, hazard ratio: 1}, {share: 50%, hazard ratio: 1.5}]
        """
    private static let counts = "\ndesign: {accrual: 2 per month, truth: {rates: [0.2, 0.4]}}"
    private static let times = "\ndesign: {sample size: 30, accrual: 2 per month, follow-up: 12 months}"
    private static let doses = "\ndesign: {accrual: 2 per month, truth: {curves: [[0.1, 0.3, 0.5], [0.3, 0.5, 0.6]]}}"

    static let rules: [(String, Int)] = [
        (
            "rule: beta-binomial\nevent: t\nprior: [0.3, 0.7]\nlimit: 0.3\nstop above: 0.9\ncohort: 5\nmaximum: 30"
                + counts, 2
        ),
        (
            "rule: predictive-probability\nevent: r\nprior: [0.6, 0.4]\nnull rate: 0.2\nsuccess above: 0.9\nstop below: 0.05\ncohort: 5\nmaximum: 30"
                + counts, 2
        ),
        ("rule: simon\nevent: r\nnull rate: 0.2\ntarget rate: 0.4\nalpha: 0.05\npower: 80%" + counts, 2),
        (
            "rule: bayes-factor\nevent: r\nnull rate: 0.2\ntarget rate: 0.4\nstop below: 0.1\nstop above: 0.9\ncohort: 5\nmaximum: 30"
                + counts, 2
        ),
        (
            "rule: bayes-factor\nendpoint: PFS\ncontrol: 10 months\ntarget: 20 months\nstop below: 0.1\nevery: 6 months"
                + times,
            2
        ),
        (
            "rule: exponential-median\nendpoint: PFS\ncontrol: 10 months\ngain: 5 months\nstop below: 0.05\nevery: 6 months\nprior: {mean: 10 months, events: 2}"
                + times, 2
        ),
        (
            "rule: piecewise-exponential\nendpoint: PFS\ncuts: [6 months]\ncontrol: 10 months\ngain: 5 months\nstop below: 0.05\nevery: 6 months\nprior: {median: 10 months, events: 1}"
                + times, 2
        ),
        (
            "rule: group-sequential\nendpoint: OS\nalpha: 0.025\nfractions: [0.5, 1]\npower: 80%\nhazard ratio: 0.5\ncontrol: 10 months\ntimes: [9 months, 30 months]"
                + times.replacing("30, accrual: 2", with: "90, accrual: 10"), 2
        ),
        (
            family.replacing("RULE", with: "closed").replacing("WEIGHT1", with: "").replacing("WEIGHT2", with: ""), 2
        ),
        (
            family.replacing("RULE", with: "graph").replacing("WEIGHT1", with: ", weight: 0.5, passes on: {OS: 1}")
                .replacing("WEIGHT2", with: ", weight: 0.5, passes on: {PFS: 1}"), 2
        ),
        ("rule: boin\nevent: t\ntarget: 0.3\ndoses: 3\nmaximum: 12" + doses, 2),
        ("rule: mtpi-2\nevent: t\ntarget: 0.3\ndoses: 3\nmaximum: 12" + doses, 2),
        ("rule: crm\nevent: t\ntarget: 0.3\ndoses: 3\nskeleton: [0.1, 0.3, 0.5]\nmaximum: 12" + doses, 2),
    ]

    private func truths(_ text: String, _ more: String...) throws -> [[String: Any]] {
        try withFile(text) { path in
            let run = Run(arguments: ["design", "simulate", path, "--replicates", "200", "--json"] + more)
            #expect(run.outcome == .done && run.error.isEmpty, "\(run.error)")
            return try #require(try run.json["truths"] as? [[String: Any]])
        }
    }

    private func number(_ value: Any?, _ key: String = "probability") -> Double {
        (value as? [String: Any])?[key] as? Double ?? -1
    }

    @Test(arguments: rules) func `a file of the rule is simulated, and shards merge`(text: String, count: Int) throws {
        let truths = try truths(text)
        #expect(truths.count == count)
        for truth in truths {
            let ends = try #require(truth["ends"] as? [String: Any])
            let all = ends.values.reduce(0.0) { $0 + (number($1)) }
            #expect(abs(all - 1) < 1e-12)
            #expect(number(truth["duration"], "mean") > 0)
            for (end, exact) in (truth["known"] as? [String: Any])?["stop"] as? [String: Double] ?? [:]
            where (truth["known"] as? [String: Any])?["kind"] as? String == "exact" {
                #expect(abs(number(ends[end]) - exact) <= 4 * (exact * (1 - exact) / 200).squareRoot() + 1e-9)
            }
        }
        try withFile(text) { path in
            try withFolder { folder in
                let parts = try (1...2).map { number in
                    let run = Run("design", "simulate", path, "--replicates", "200", "--shard", "\(number)/2")
                    let url = folder.appending(path: "part\(number).json")
                    try Data(run.output.utf8).write(to: url)
                    return url.path(percentEncoded: false)
                }
                let merged = Run("design", "merge", parts[1], parts[0], "--json")
                #expect(merged.output == Run("design", "simulate", path, "--replicates", "200", "--json").output)
            }
        }
    }

    @Test func `a rule of two stages has its own size, whatever the sample size`() throws {
        // The optimal design has 43 subjects.
        let simon = "rule: simon\nevent: r\nnull rate: 0.2\ntarget rate: 0.4\nalpha: 0.05\npower: 80%\n"
        for size in [20, 60] {
            try withFile(simon + "design: {sample size: \(size), accrual: 2 per month, truth: {rates: [0.2]}}") {
                path in
                let run = Run("design", "simulate", path, "--replicates", "200", "--json")
                let subjects = try run.json["subjects"] as? Int
                #expect(subjects == max(size, 43))
                for command in [["design", "simulate"], ["design"]] {
                    let text = Run(arguments: command + [path, "--replicates", "100"]).output.replacing(
                        #/\s+/#, with: " ")
                    #expect(text.contains("up to 43 subjects, the size of the rule simon") == (size < 43))
                }
                let asked = Run("design", "simulate", path, "--replicates", "100", "--max", "30")
                #expect(
                    asked.error.contains("--max: error: it is 30; expected at least 43, the size of the rule simon"))
                #expect(Run("design", "simulate", path, "--replicates", "100", "--max", "50").outcome == .done)
            }
        }
    }

    @Test func `a failed sequence ends because nothing is left to test`() throws {
        let closed = try #require(Self.rules.first { $0.0.contains("rule: closed") }).0
        let ends = try #require(try truths(closed, "--hazard-ratios", "1")[0]["ends"] as? [String: Any])
        #expect(number(ends["futility"]) == 0 && number(ends["exhausted"]) > 0.5)
        try withFile(closed) { path in
            let text = Run("design", "simulate", path, "--replicates", "100").output
            #expect(text.contains("nothing left to test") && !text.contains("stops for futility"))
        }
    }

    @Test func `shards are no more than the blocks that there are`() throws {
        let simon = try #require(Self.rules.first { $0.0.contains("rule: simon") }).0
        try withFile(simon) { path in
            let run = Run("design", "simulate", path, "--replicates", "1000", "--shard", "50/100")
            #expect(
                run.error.contains("at most 10: 1000 virtual trials are 10 blocks of 100, and a shard has at least one")
            )
        }
    }

    @Test func `PFS, then OS has the power of each and the family-wise error`() throws {
        let closed = try #require(Self.rules.first { $0.0.contains("rule: closed") }).0
        let truths = try truths(closed, "--hazard-ratios", "1,0.2")
        let rejections = truths.map { ($0["rejections"] as? [[String: Any]] ?? []).map { number($0["simulated"]) } }
        #expect(rejections[0][0] < 0.15 && rejections[1][0] > 0.9 && rejections.allSatisfy { $0[1] <= $0[0] })
        #expect(number(truths[0]["familyWiseError"]) == rejections[0][0] && truths[1]["familyWiseError"] == nil)
    }

    @Test func `the doses found are those along all paths`() throws {
        let boin = try #require(Self.rules.first { $0.0.contains("rule: boin") }).0
        for truth in try truths(boin) {
            let exact = try #require((truth["known"] as? [String: Any])?["rejections"] as? [Double])
            let doses = try #require(truth["doses"] as? [[String: Any]])
            #expect(doses.compactMap { $0["dose"] as? Int } == [1, 2, 3])
            for (dose, found) in zip(doses, exact) {
                #expect(abs(number(dose["found"]) - found) <= 4 * (found * (1 - found) / 200).squareRoot())
            }
        }
    }

    @Test func `a delayed effect has less power`() throws {
        let text = try #require(Self.rules.first { $0.0.contains("rule: group-sequential") }).0
        func power(_ more: String...) throws -> Double {
            try withFile(text) { path in
                let run = Run(arguments: ["design", "simulate", path, "--replicates", "200", "--json"] + more)
                let truths = try #require(try run.json["truths"] as? [[String: Any]])
                return number((truths[1]["rejections"] as? [[String: Any]])?.first?["simulated"])
            }
        }
        let (whole, late) = (try power(), try power("--effect-from", "6"))
        #expect(whole > 0.6 && late < whole - 0.2)
    }

    @Test func `rules together tell which of them ends the trial`() throws {
        let text = """
            design: {sample size: 30, accrual: 2 per month, follow-up: 12 months, truth: {rates: [0.4], medians: [6 months]}}
            monitoring:
              - {rule: beta-binomial, id: toxicity, event: t, prior: [0.3, 0.7], limit: 0.3, stop above: 0.9, cohort: 5}
              - {rule: exponential-median, id: futility, endpoint: PFS, control: 10 months, gain: 5 months,
                 stop below: 0.05, every: 6 months, prior: {mean: 10 months, events: 2}}
            """
        try withFile(text) { path in
            let joint = Run("design", "simulate", path, "--replicates", "200", "--json")
            let truth = try #require((try joint.json["truths"] as? [[String: Any]])?.first)
            let rules = try #require(truth["rules"] as? [[String: Any]])
            let stops = rules.map { number($0["stop"]) }
            #expect(stops.allSatisfy { $0 > 0.1 } && abs(stops.reduce(0, +) - number(truth["stop"])) < 1e-12)
            let named = Run(
                "design", "simulate", path, "--replicates", "200", "--json", "--item", "toxicity", "--item", "futility")
            #expect(named.output == joint.output)
            #expect(Run("design", "simulate", path, "--replicates", "100").output.contains("Which rule ends trials"))
            #expect(
                Run("design", "simulate", path, "--item", "futility", "--item", "futility").error.contains(
                    "named twice"))
            // The report says the same with --jointly.
            let report = try Run("design", path, "--jointly", "--replicates", "200", "--json").json
            #expect(try (report["together"] as? NSDictionary)?.isEqual(to: joint.json) == true)
            #expect(try Run("design", path, "--replicates", "200", "--json").json["together"] == nil)
            #expect(Run("design", path, "--jointly", "--item", "futility").error.contains("--jointly and --item"))
            #expect(Run("design", path, "--jointly", "--replicates", "0").error.contains("--replicates is 0"))
        }
    }

    @Test(arguments: [
        ("boin", ["--max", "6"], "--max: error: it is 6; expected at least 12, the size of the rule boin"),
        ("boin", ["--rates", "0.1,0.2"], "--rates: error: rates has 2 elements; expected 3, one for each dose"),
        ("boin", ["--medians", "10"], "--medians: error: no rule has a use for it"),
        ("simon", ["--hazard-ratios", "1"], "--hazard-ratios: error: no rule has a use for it"),
        ("closed", ["--rates", "0.1"], "--rates: error: no rule has a use for it"),
        ("closed", ["--response-rates", "0.1"], "--response-rates: error: no rule has a use for it"),
        ("closed", ["--events", "40"], "--events: error: no rule has a use for it; expected a group-sequential rule"),
        ("closed", ["--control", "0"], "--control: error: control is 0;"),
        ("group-sequential", ["--effect-from", "-1"], "--effect-from"),
        ("exponential-median", ["--control", "10"], "--control: error: no rule has a use for it"),
    ])
    func `options that cannot be are refused by name`(_ rule: String, _ words: [String], _ message: String) throws {
        let text = try #require(Self.rules.first { $0.0.contains("rule: \(rule)") }).0
        try withFile(text) { path in
            let run = Run(arguments: ["design", "simulate", path, "--replicates", "200"] + words)
            #expect(run.outcome == .refused && run.error.contains(message), "\(run.error)")
        }
    }

    @Test(arguments: [
        ("closed", "death: {", "deaths: {", "`deaths` is not a key of `truth`; did you mean `death`?"),
        ("closed", "{id: PFS, events: [40]}", "{id: PFS, looks: 1}", "PFS says no 'events'"),
        ("closed", "{id: PFS,", "{id: EFS, endpoint: OS,", "are both on death"),
        ("closed", "control: 10 months\n", "", "--control: error: control is missing"),
        (
            "closed", "share: 50%, hazard ratio: 1.5", "share: 20%, hazard ratio: 1.5",
            "shares of `strata` do not add up to 1"
        ),
        ("closed", "hazard ratio after: 0.8", "hazard ratio after: 0", "`hazard ratio after` is 0"),
        ("group-sequential", "times: [9 months, 30 months]", "times: [30 months, 9 months]", "`times` do not increase"),
        ("group-sequential", "times: [9 months, 30 months]", "times: [9 months]", "expected 2, one for each look"),
        // Without a power the trial of the file is the plan; without the control there is no such trial either.
        (
            "group-sequential", "power: 80%\nhazard ratio: 0.5\ncontrol: 10 months\n", "hazard ratio: 0.5\n",
            "no 'power' at a 'hazard ratio'"
        ),
        ("boin", "[0.3, 0.5, 0.6]", "[0.3, 0.5]", "`curves` has 3 rates in the first and 2 in list 2"),
        ("boin", "doses: 3", "doses: 4", "curves[0] has 3 rates; expected 4, one for each dose"),
        (
            "boin", "truth: {curves: [[0.1, 0.3, 0.5], [0.3, 0.5, 0.6]]}", "evaluation: 1 month",
            "no 'curves' under 'truth'"
        ),
    ])
    func `what is wrong or missing is said`(_ rule: String, _ old: String, _ new: String, _ message: String) throws {
        let text = try #require(Self.rules.first { $0.0.contains("rule: \(rule)") }).0
        #expect(text.contains(old))
        try withFile(text.replacing(old, with: new)) { path in
            let run = Run("design", "simulate", path, "--replicates", "200")
            #expect(run.outcome == .refused && run.error.contains(message), "\(run.error)")
        }
    }
}
