import Foundation
import TestSupport
import Testing
import TrialCLI

/// NCT01718743: toxicity in cohorts of four, progression every six months.
private let rules = """
    monitoring:
      - {rule: beta-binomial, id: toxicity, event: toxicity, prior: [0.3, 0.7], limit: 0.30, stop above: 0.95,
         cohort: 4, maximum: 64}
      - {rule: exponential-median, id: PFS, endpoint: PFS, control: 40 months, gain: 12 months, stop below: 0.035,
         every: 6 months, prior: {shape: 3, scale: 120 months}, maximum: 64}
    """

@Suite("equipoise design simulate and merge · Property and exact")
struct DesignSimulateCommandTests {
    private let common = [
        "--medians", "20,40", "--rates", "0.1,0.5", "--accrual", "2", "--follow-up", "12", "--replicates", "300",
        "--seed", "7",
    ]

    private func simulate(_ path: String, _ more: String...) -> Run {
        Run(arguments: ["design", "simulate", path] + common + more)
    }

    @Test func `a grid of medians and rates, the same from the same seed on any number of cores`() throws {
        try withFile(rules) { path in
            let run = simulate(path, "--json", "--cores", "1")
            #expect(run.outcome == .done && run.error.isEmpty, "\(run.error)")
            #expect(run.output == simulate(path, "--json", "--cores", "2").output)
            let truths = try #require(try run.json["truths"] as? [[String: Any]])
            #expect(
                truths.compactMap { $0["truth"] as? String } == [
                    "median 20, rate 0.1", "median 40, rate 0.1", "median 20, rate 0.5", "median 40, rate 0.5",
                ])
            let stops = try truths.map { truth in
                try #require((truth["stop"] as? [String: Any])?["probability"] as? Double)
            }
            // 20 months is far from the 52 that are wanted, half with a toxicity far above 30 %.
            #expect(stops[0] > stops[1] && stops[2] > 0.9 && stops[3] > 0.9)
            let text = simulate(path)
            #expect(text.output.contains("stop early") && text.output.contains("median 40, rate 0.5"))
            #expect(text.output.contains("Trials that end at a look of toxicity") && text.output.contains("4 subjects"))
        }
    }

    @Test func `shards merge to the answer of one process`() throws {
        try withFile(rules) { path in
            let whole = simulate(path, "--json")
            try withFolder { folder in
                let parts = try (1...3).map { number in
                    let run = simulate(path, "--shard", "\(number)/3")
                    #expect(run.outcome == .done)
                    let url = folder.appending(path: "part\(number).json")
                    try Data(run.output.utf8).write(to: url)
                    return url.path(percentEncoded: false)
                }
                let merged = Run(arguments: ["design", "merge"] + [parts[2], parts[0], parts[1]] + ["--json"])
                #expect(merged.outcome == .done && merged.output == whole.output)
                let lacking = Run("design", "merge", parts[0], parts[2])
                #expect(lacking.outcome == .refused && lacking.error.contains("1 of 3 blocks are in no shard: 1"))
                let twice = Run("design", "merge", parts[0], parts[1], parts[1])
                #expect(twice.outcome == .refused && twice.error.contains("\(parts[1]) repeats block 1"))
                let other = folder.appending(path: "other.json")
                try Data(simulate(path, "--shard", "2/3", "--visits", "3").output.utf8).write(to: other)
                let mixed = Run("design", "merge", parts[0], other.path(percentEncoded: false), parts[2])
                #expect(mixed.outcome == .refused && mixed.error.contains("other.json is of another simulation"))
                #expect(Run("design", "merge", path).error.contains("is no shard of a simulation"))
            }
        }
    }

    /// The exact 0.004, 0.195 and 0.964 stand beside what is simulated.
    @Test func `a rule on counts alone has its exact probabilities beside`() throws {
        try withFile(rules) { path in
            let run = Run(
                "design", "simulate", path, "--item", "toxicity", "--rates", "0.1,0.3,0.5", "--accrual", "2",
                "--replicates", "200", "--json")
            let truths = try #require(try run.json["truths"] as? [[String: Any]])
            let known = truths.compactMap {
                (($0["known"] as? [String: Any])?["stop"] as? [String: Double])?["toxicity"]
            }
            #expect(known.map { ($0 * 1000).rounded() / 1000 } == [0.004, 0.195, 0.964])
        }
    }

    @Test func `a report with its figure`() throws {
        try withFile(rules) { path in
            try withFolder { folder in
                let run = simulate(path, "-o", folder.path(percentEncoded: false))
                #expect(run.outcome == .done)
                let figure = try String(contentsOf: folder.appending(path: "characteristics.svg"), encoding: .utf8)
                #expect(figure.contains("True median (months)") && figure.contains("stop early, rate 0.5"))
                let page = try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8)
                #expect(page.contains("How trials end") && page.contains("<svg"))
            }
        }
    }

    @Test func `a comparison stands beside the normal theory`() throws {
        let rule = """
            rule: group-sequential
            endpoint: OS
            alpha: 0.025
            events: [40, 80]
            control: 12 months
            hazard ratio: 0.6
            ratio: 3:2
            """
        try withFile(rule) { path in
            let run = Run(
                "design", "simulate", path, "--max", "120", "--accrual", "10", "--replicates", "200", "--json")
            #expect(run.outcome == .done, "\(run.error)")
            let truths = try #require(try run.json["truths"] as? [[String: Any]])
            #expect(truths.compactMap { $0["value"] as? Double } == [1, 0.6])
            let null = try #require((truths[0]["known"] as? [String: Any])?["stop"] as? [String: Double])
            #expect(isClose(null["efficacy"] ?? 0, 0.025, relative: 1e-7))
        }
    }

    @Test(arguments: [
        (["--accrual", "0"], "--accrual: error: number 1 is 0;"), (["--accrual", "x"], "--accrual"),
        (["--replicates", "0"], "--replicates: error: replicates is 0;"), (["--shard", "4/3"], "--shard"),
        (["--shard", "1/9", "--replicates", "200"], "--shard: error: it is 9;"),
        (["--medians", "0"], "--medians: error: it is 0"), (["--rates", "1.5"], "--rates: error:"),
        (["--visits", "-1"], "--visits"), (["--drop-out", "1"], "--drop-out: error:"), (["--cores", "0"], "--cores"),
    ])
    func `what makes no sense is refused by the option's name`(_ words: [String], _ message: String) throws {
        try withFile(rules) { path in
            let run = Run(arguments: ["design", "simulate", path] + common + words)
            #expect(run.outcome == .refused && run.error.contains(message), "\(run.error)")
        }
    }

    @Test func `what is missing is said`() throws {
        try withFile(rules) { path in
            let run = Run("design", "simulate", path, "--medians", "40", "--rates", "0.1")
            #expect(run.outcome == .refused && run.error.hasPrefix("--accrual: error: accrual is missing"))
            let rates = Run("design", "simulate", path, "--medians", "40", "--accrual", "2")
            #expect(rates.error.hasPrefix("--rates: error: rates is missing"))
        }
    }
}
