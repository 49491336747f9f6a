import Foundation
import TestSupport
import Testing

@Suite struct `equipoise design, ByHand` {
    private let toxicity = """
        rule: beta-binomial
        event: dose-limiting toxicity
        prior: [0.3, 0.7]
        limit: 0.30
        stop above: 0.95
        cohort: 4
        maximum: 64
        """

    @Test func `says what the rule says`() throws {
        try withFile(toxicity) { path in
            let run = Run("design", path)
            #expect(run.outcome == .done)
            let words = run.output.replacing("\n", with: " ")
            #expect(words.contains("Counts dose-limiting toxicity. Before the trial its rate is Beta(0.3, 0.7)."))
            #expect(words.contains("stop if the probability that the rate exceeds 0.30 is above 0.95."))
            #expect(Run("design", "report", path).output == run.output)
        }
    }

    @Test func `names the items and what the protocol does not print`() throws {
        try withFile(
            "monitoring:\n  - {rule: simon, id: a, event: r, null rate: 0.2, target rate: 0.4, alpha: 0.05, power: 0.8, not printed: [alpha]}\n"
        ) {
            path in
            let items = try #require(try Run("design", path, "--json").json["items"] as? [[String: Any]])
            #expect(items.map { $0["id"] as? String } == ["a"])
            #expect(items.map { $0["notPrinted"] as? [String] } == [["alpha"]])
            let wrong = Run("design", path, "--item", "b")
            #expect(wrong.outcome == .refused)
            #expect(wrong.error.contains("--item: error:") && wrong.error.contains("its rules are a"))
        }
    }

    @Test func `tells all problems with their places`() throws {
        try withFile(toxicity.replacing("limit", with: "limits").replacing("cohort: 4", with: "cohort: four")) { path in
            let run = Run("design", path)
            #expect(run.outcome == .refused)
            #expect(
                run.error.contains(
                    "\(path):4:1: error: `limits` is not a key of the rule beta-binomial; did you mean `limit`? [study.unknown-key]"
                ))
            #expect(
                run.error.contains("\(path):6:9: error: `cohort` is four; expected a whole number from 1 [study.type]"))
        }
        #expect(Run("design", "/nowhere/x.yaml").error.contains("/nowhere/x.yaml: error: the file cannot be read"))
        try withFile("study: {id: X}") { path in #expect(Run("design", path).error.contains("the file has no rule")) }
    }

    /// A comparison in a trial whose numbers follow from what is left out.
    private static func comparison(_ facts: String, _ more: String) -> String {
        "design: {ratio: 3:2, accrual: 20 per month, truth: {hazard ratios: [1, 0.8, 0.7]}, \(facts)}\n"
            + "monitoring:\n  - {rule: group-sequential, endpoint: PFS, alpha: 0.025, control: 20 months, \(more)}\n"
    }

    private func trial(_ text: String) throws -> [String: Any] {
        var trial: [String: Any] = [:]
        try withFile(text) { path in
            let items = try #require(
                try Run("design", path, "--replicates", "0", "--json").json["items"] as? [[String: Any]])
            let answer = try #require(items[0]["answer"] as? [String: Any])
            trial = try #require(answer["trial"] as? [String: Any])
        }
        return trial
    }

    @Test(arguments: [
        ("sample size: 600, follow-up: 18 months", "fractions: [0.5, 1], hazard ratio: 0.7", "power"),
        ("sample size: 600", "events: [150, 300], hazard ratio: 0.7", "power"),
        ("follow-up: 18 months", "fractions: [0.5, 1], hazard ratio: 0.7, power: 90%", "subjects"),
        ("sample size: 600", "fractions: [0.5, 1], hazard ratio: 0.7, power: 80%", "follow-up"),
        ("sample size: 600, follow-up: 18 months", "fractions: [0.5, 1], power: 90%", "hazard ratio"),
        ("sample size: 600", "events: [150, 300]", "hazard ratio"),
    ]) func `what a comparison leaves out is found`(facts: String, rule: String, sought: String) throws {
        let trial = try trial(Self.comparison(facts, rule))
        #expect(trial["sought"] as? String == sought)
        let design = try #require(trial["design"] as? [String: Any])
        // The same question to samplesize gives the same power.
        let hazard = try #require((design["hazardRatios"] as? [[Double]])?[0][0])
        func number(_ key: String) throws -> Double { try #require(design[key] as? Double, "\(key)") }
        // Subjects that were sought are no whole number and are sought again.
        let given = sought == "subjects" ? ["--power", "0.9"] : ["--subjects", "\(try number("subjects"))"]
        let size = try Run(
            arguments: [
                "samplesize", "survival", "--ratio", "3:2", "--control-median", "20", "--hazard-ratio", "\(hazard)",
                "--accrual", "\(number("accrualDuration"))", "--follow-up", "\(number("afterLastEntry"))",
                "--fractions", "0.5,1", "--json",
            ] + given
        ).json
        #expect(isClose(try number("power"), try #require(size["power"] as? Double), relative: 1e-7))
        #expect(isClose(try number("events"), try #require(size["events"] as? Double), relative: 1e-7))
        let powers = try #require(trial["powers"] as? [[String: Any]])
        #expect(powers.compactMap { $0["hazardRatio"] as? Double } == [0.8, 0.7])
        let reached = powers.compactMap { $0["power"] as? Double }
        #expect(reached[0] < reached[1])
        if hazard == 0.7 { #expect(isClose(reached[1], try number("power"), relative: 1e-7)) }
    }

    @Test(arguments: [
        ("sample size: 500, follow-up: 12 months", "fractions: [0.5, 1], hazard ratio: 0.7, power: 90%", true),
        ("sample size: 600", "events: [150, 300], hazard ratio: 0.7, power: 90%", true),
        ("follow-up: 18 months", "fractions: [0.5, 1], hazard ratio: 0.7, power: 90%", false),
        ("sample size: 600", "fractions: [0.5, 1], hazard ratio: 0.7, power: 80%", false),
    ]) func `of two sets of events the report says which is the plan`(
        facts: String, rule: String, areTwo: Bool
    ) throws {
        let text = Self.comparison(facts, rule)
        let design = try #require(try trial(text)["design"] as? [String: Any])
        let events = try #require(design["targetEvents"] as? Int)
        try withFile(text) { path in
            let output = Run("design", path, "--replicates", "0").output.replacing(#/\s+/#, with: " ")
            #expect(
                output.contains("The plan is the trial that the file gives: \(events) events") == areTwo, "\(output)")
            #expect(output.contains("are not the plan.") == areTwo)
        }
    }

    @Test func `what a comparison lacks for dates is a note, and what never comes is told at its key`() throws {
        try withFile("rule: group-sequential\nendpoint: OS\nalpha: 0.025\nlooks: 2\npower: 90%\nhazard ratio: 0.7\n") {
            path in
            let output = Run("design", path).output.replacing("\n", with: " ")
            #expect(output.contains("No subjects and dates: the file says no `control`"))
            #expect(output.contains("Events for 90.0 % power") && !output.contains("not the plan"))
        }
        try withFile(Self.comparison("sample size: 100", "events: [50, 101], hazard ratio: 0.7")) { path in
            let run = Run("design", path)
            #expect(run.outcome == .refused && run.error.contains("events is 101;"), "\(run.error)")
        }
    }

    @Test func `a file that cannot be read says why`() throws {
        try withFolder { folder in
            func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }
            #expect(Run("design", path("")).error.contains("the file cannot be read: it is a folder"))
            let missing = Run("design", path("none.yaml"))
            #expect(
                missing.outcome == .refused && missing.error.contains("No such file or directory"), "\(missing.error)")
            try Data("x".utf8).write(to: folder.appending(path: "taken"))
            let taken = Run("boundaries", "--fractions", "1", "-o", path("taken/report"))
            #expect(taken.outcome == .refused && taken.error.contains("Not a directory"), "\(taken.error)")
        }
    }
}
