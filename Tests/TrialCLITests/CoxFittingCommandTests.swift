import Foundation
import TestSupport
import Testing

@Suite("equipoise analyze · Published and ByHand: how the Cox model is fitted")
struct CoxFittingCommandTests {
    /// Freireich et al. 1963: weeks of remission.
    private static let freireich: String = {
        let placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map { "\($0),1,placebo" }
        let drug = ["6,1", "6,1", "6,1", "6,0", "7,1", "9,0", "10,1", "10,0", "11,0", "13,1", "16,1", "17,0", "19,0"]
        let late = ["20,0", "22,1", "23,1", "25,0", "32,0", "32,0", "34,0", "35,0"]
        return (["weeks,relapse,arm"] + placebo + (drug + late).map { "\($0),6-MP" }).joined(separator: "\n") + "\n"
    }()

    private func term(_ options: String...) throws -> (term: [String: Any], cox: [String: Any], json: [String: Any]) {
        let run = try withFile(Self.freireich) { file in
            Run(
                arguments: ["analyze", file, "--time", "weeks", "--event", "relapse", "--by", "arm", "--json"] + options
            )
        }
        #expect(run.outcome == .done, "\(run.error)")
        let json = try run.json
        let cox = try #require(json["cox"] as? [String: Any])
        return (try #require((cox["terms"] as? [[String: Any]])?.first), cox, json)
    }

    @Test(arguments: [("efron", 1.572125), ("breslow", 1.509191), ("discrete", 1.628244), ("exact", 1.598191)])
    func `T6: each treatment of ties by its name`(_ ties: String, _ beta: Double) throws {
        let answer = try term("--ties", ties)
        #expect(isClose(answer.term["coefficient"] as? Double, beta, relative: 0, absolute: 5e-7))
        #expect(answer.cox["ties"] as? String == ties)
        #expect(answer.cox["limits"] == nil && answer.cox["penalty"] == nil)
        let notes = try #require(answer.json["notes"] as? [String])
        #expect(notes.contains { $0.contains("ratio of the odds") } == (ties == "discrete"))
    }

    @Test func `profile limits of the exact likelihood`() throws {
        let answer = try term("--ties", "exact", "--profile")
        #expect(isClose(answer.term["lower"] as? Double, 2.2449, relative: 0, absolute: 5e-5))
        #expect(isClose(answer.term["upper"] as? Double, 11.9960, relative: 0, absolute: 5e-5))
        #expect(answer.cox["limits"] as? String == "profile")
    }

    @Test func `Firth's penalty, in JSON and in the table`() throws {
        let answer = try term("--firth")
        #expect(isClose(answer.term["coefficient"] as? Double, 1.5417393898, relative: 1e-7))
        #expect(answer.cox["penalty"] as? String == "firth" && answer.cox["limits"] as? String == "profile")
        let table = try withFile(Self.freireich) { file in
            Run("analyze", file, "--time", "weeks", "--event", "relapse", "--by", "arm", "--firth").output
        }
        #expect(table.contains("Cox model, ties Efron, Firth's penalty, profile limits: 42 rows, 30 events"))
        #expect(table.contains("4.67 (2.18–10.8)"))
    }

    @Test func `separated data: the note names the way out, and each way gives its limits`() throws {
        let text = "t,e,g,x\n1,1,b,1\n2,1,b,2\n3,1,b,1\n4,0,b,2\n5,0,a,1\n6,0,a,2\n7,0,a,1\n8,0,b,1\n"
        let options = ["--time", "t", "--event", "e", "--by", "g", "--json"]
        try withFile(text) { file in
            func term(_ more: String...) throws -> ([String: Any], String) {
                let json = try Run(arguments: ["analyze", file] + options + more).json
                let terms = (json["cox"] as? [String: Any])?["terms"] as? [[String: Any]]
                return (try #require(terms?.first), (json["notes"] as? [String] ?? []).joined())
            }
            let (plain, note) = try term()
            #expect(plain["lower"] is NSNull && plain["upper"] is NSNull && note.contains("Ask for --firth"))
            let (profile, said) = try term("--profile")
            #expect(profile["hazardRatio"] is NSNull && profile["upper"] is NSNull)
            #expect(try #require(profile["lower"] as? Double) > 0 && said.contains("a missing one is infinite or 0"))
            let (firth, _) = try term("--firth")
            #expect(try #require(firth["lower"] as? Double) < #require(firth["hazardRatio"] as? Double))
            #expect(try #require(firth["upper"] as? Double) > #require(firth["hazardRatio"] as? Double))
        }
    }

    @Test func `a ridge leaves the groups alone and says what it leaves`() throws {
        let text =
            "t,e,g,x\n"
            + (1...24).map { "\($0),\($0 % 3 == 0 ? 0 : 1),\($0 % 2 == 0 ? "a" : "b"),\($0 * 7 % 11)" }
            .joined(separator: "\n") + "\n"
        try withFile(text) { file in
            let options = ["analyze", file, "--time", "t", "--event", "e", "--by", "g", "--covariates", "x", "--json"]
            let cox = try #require(try Run(arguments: options + ["--ridge", "1e9"]).json["cox"] as? [String: Any])
            let terms = try #require(cox["terms"] as? [[String: Any]])
            let alone = try #require(
                try Run("analyze", file, "--time", "t", "--event", "e", "--by", "g", "--json").json["cox"]
                    as? [String: Any])
            let only = try #require((alone["terms"] as? [[String: Any]])?.first)
            #expect(
                isClose(
                    terms[0]["coefficient"] as? Double, only["coefficient"] as? Double, relative: 1e-5, absolute: 1e-6))
            #expect(isClose(terms[1]["coefficient"] as? Double, 0, relative: 0, absolute: 1e-8))
            #expect(isClose(cox["effectiveDegreesOfFreedom"] as? Double, 1, relative: 1e-6))
            // With x at 0 the test is that of the model without it, on as many degrees of freedom as the ridge leaves.
            func test(_ text: String) -> Substring? {
                text.split(separator: "\n").first { $0.hasPrefix("Likelihood-ratio test: χ² = ") }
            }
            let ridge = try #require(test(Run(arguments: options.dropLast() + ["--ridge", "1e9"]).output))
            let plain = try #require(test(Run(arguments: options.dropLast(3)).output))
            #expect(ridge == plain.replacing(" on 1 df", with: " on 1.00 df"))
        }
    }

    @Test func `an offset is a covariate whose coefficient is 1`() throws {
        let rows = (1...20).map {
            "\($0),\($0 % 4 == 0 ? 0 : 1),\($0 % 2 == 0 ? "a" : "b"),\(Double($0 * 7 % 11) / 10)"
        }
        try withFile("t,e,g,o\n" + rows.joined(separator: "\n") + "\n") { file in
            let run = Run("analyze", file, "--time", "t", "--event", "e", "--by", "g", "--offset", "o", "--json")
            let shown = try #require(try run.json["cox"] as? [String: Any])
            #expect(shown["converged"] as? Bool == true)
            let missing = Run("analyze", file, "--time", "t", "--event", "e", "--by", "g", "--offset", "nosuch")
            #expect(missing.outcome == .refused && missing.error.contains("nosuch"))
        }
    }
}

@Suite("equipoise analyze · ByHand: intervals of subjects")
struct SubjectIntervalCommandTests {
    private static let whole = "t0,t,e,g,id\n0,9,1,a,1\n0,7,0,a,2\n0,5,1,b,3\n0,8,1,b,4\n"
    private static let cut =
        "t0,t,e,g,id\n0,4,0,a,1\n4,9,1,a,1\n0,3,0,a,2\n3,7,0,a,2\n0,5,1,b,3\n0,2,0,b,4\n2,8,1,b,4\n"

    private func answer(_ text: String, _ options: String...) throws -> [String: Any] {
        try withFile(text) { file in
            let run = Run(
                arguments: ["analyze", file, "--time", "t", "--event", "e", "--entry", "t0", "--by", "g", "--json"]
                    + options)
            #expect(run.outcome == .done, "\(run.error)")
            return try run.json
        }
    }

    @Test func `cut follow-up gives what whole follow-up gives`() throws {
        let whole = try answer(Self.whole)
        let cut = try answer(Self.cut, "--id", "id")
        #expect(cut["n"] as? Int == 4)
        for part in ["groups", "logRank"] {
            let (one, other) = (try #require(whole[part]), try #require(cut[part]))
            let sorted: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed]
            #expect(
                try JSONSerialization.data(withJSONObject: one, options: sorted)
                    == JSONSerialization.data(withJSONObject: other, options: sorted))
        }
        let notes = try #require(cut["notes"] as? [String])
        #expect(notes.contains { $0.hasPrefix("7 rows are intervals of 4 subjects, told by 'id'") })
    }

    @Test func `intervals that overlap are named by their rows`() throws {
        let text = "t0,t,e,g,id\n0,4,0,a,1\n3,9,1,a,1\n0,7,0,b,2\n"
        try withFile(text) { file in
            let run = Run("analyze", file, "--time", "t", "--event", "e", "--entry", "t0", "--id", "id")
            #expect(run.outcome == .refused)
            #expect(run.error.contains("rows 1 and 2 of id '1' overlap: (0, 4] and (3, 9]"))
            let without = Run("analyze", file, "--time", "t", "--event", "e", "--id", "id")
            #expect(without.outcome == .refused && without.error.contains("by --entry"))
        }
    }

    @Test func `gaps, changes of group and recurrent events are said`() throws {
        let text = "t0,t,e,g,id\n0,4,0,a,1\n5,9,1,a,1\n0,3,0,a,2\n3,7,0,b,2\n0,5,1,b,3\n5,6,0,b,3\n0,8,1,b,4\n"
        let notes = try #require(try answer(text, "--id", "id")["notes"] as? [String]).joined(separator: "\n")
        #expect(notes.contains("1 subject has a gap between intervals"))
        #expect(notes.contains("Some subjects change their group"))
        #expect(notes.contains("1 subject has an interval after an event"))
    }
}
