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

    @Test func `a file that cannot be read says why`() throws {
        try withFolder { folder in
            func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }
            #expect(Run("design", path("")).error.contains("the file cannot be read: Is a directory"))
            let missing = Run("design", path("none.yaml"))
            #expect(
                missing.outcome == .refused && missing.error.contains("No such file or directory"), "\(missing.error)")
            try Data("x".utf8).write(to: folder.appending(path: "taken"))
            let taken = Run("boundaries", "--fractions", "1", "-o", path("taken/report"))
            #expect(taken.outcome == .refused && taken.error.contains("Not a directory"), "\(taken.error)")
        }
    }
}
