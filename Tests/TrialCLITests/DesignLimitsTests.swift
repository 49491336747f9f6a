import Foundation
import Testing

@testable import TrialCLI

@Suite("Numbers and questions that designs refuse · ByHand")
struct DesignLimitsTests {
    private static let comparison = """
        design:
          sample size: 400
          accrual: 20 per month
          follow-up: 36 months
          truth: {hazard ratios: [1, 0.7]}
        monitoring:
          - {id: gs, rule: group-sequential, endpoint: PFS, alpha: 0.025, fractions: [0.5, 0.75, 1], spending: obf,
             power: 90%, hazard ratio: 0.7, ratio: "3:2", control: 21 months}

        """

    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "limits-\(UUID().uuidString).yaml")
        try text.write(to: url, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: url) }
        try body(url.path)
    }

    @Test func `a number may be a name, a file or a title`() {
        for words in [
            "boundaries --fractions 0.5,1 --title nan", "boundaries --fractions 0.5,1 --title 20261125120000",
            "allocate --arms 10000000000,B --subjects 4 --seed 1 --method simple",
        ] {
            #expect(Run(arguments: words.split(separator: " ").map(String.init)).outcome == .done, "\(words)")
        }
        // Whatever the help calls by such a name is exempt.
        let names: Set<Substring> = ["file", "column", "columns", "text", "dir", "id", "names", "unit", "date", "day"]
        for command in [
            ["allocate"], ["boundaries"], ["design"], ["design", "simulate"], ["forecast"], ["monitor"],
            ["samplesize", "survival"],
        ] {
            let help = Run(arguments: command + ["--help"]).output
            for match in help.matches(of: #/(--[a-z-]+) <([a-z]+)>/#) where names.contains(match.2) {
                #expect(NumberLimits.words.contains(String(match.1)), "\(command) \(match.1)")
            }
        }
    }

    @Test(arguments: [
        ("monitor --z 1 --information 0.5 --drift nan", "--drift: error: it has nan"),
        ("monitor --z 1 --information 0.5 --drift inf", "--drift: error: it has inf"),
        ("boundaries --exponential-median 1e308 --gain 1e308", "--exponential-median: error: it has 1e308"),
        ("samplesize survival --hazard-ratio 0.7 --ratio 1e300", "--ratio: error: it has 1e300"),
        ("samplesize survival --hazard-ratio 0.7 --control-hazard 1e-300", "--control-hazard: error: it has 1e-300"),
        ("samplesize survival --hazard-ratio 0.7 --fixed-follow-up=1e-300", "--fixed-follow-up: error: it has 1e-300"),
        ("samplesize survival --hazard-ratio 0.9999999999", "--hazard-ratio: error:"),
        ("samplesize pairs --discordant 0,1e-12", "--discordant: error: it has 1e-12"),
        ("design simulate none.yaml --events 9223372036854775807", "--events: error: it has 9223372036854775807"),
        (
            "samplesize survival --hazard-ratio 0.7 --fractions 0.5,1 --spending fixed:1,1",
            "--spending: error: these limits spend 0.232446 on the side of the effect; expected 0.025"
        ),
        ("boundaries --fractions 0.5,1 --spending fixed:0,-5", "--spending: error:"),
        ("monitor --z 1 --information 0.5 --futility-z 5,6", "--futility-z: error: it has 2 limits; expected 1"),
        ("monitor --z 1 --information 0.5 --futility-z 40 --binding", "--futility-z: error: number 1 is 40"),
        ("boundaries --boin 0.3 --max 2 --cohort 3", "--cohort: error: it is 3; expected at most 2"),
        (
            "samplesize means --difference 1 --standard-deviation 1 --subjects 2",
            "--subjects: error: it is 2; expected at least 3: the t test has no degree"
        ),
        (
            "samplesize proportions --treatment 0.6 --control 0.4 --exact fisher --subjects 5000",
            "--subjects: error: they are 2500 on treatment and 2500 on control"
        ),
        ("samplesize proportions --treatment 0.55 --control 0.5 --exact boschloo", "--exact: error:"),
        ("boundaries --predictive-search 0.2,0.4 --errors 0.1,0.1 --min 10 --max 400", "expected at most 150"),
        ("forecast none.csv --time t --entry e --target 5 --event ev --lost ev", "--event and --lost are both ev"),
        (
            "samplesize survival --hazard-ratio 0.7 --control-median 12 --accrual 10 --fixed-follow-up 0",
            "--fixed-follow-up is 0"
        ),
        ("boundaries --bayes-factor median --null 40 --alternative 1e9 --stop-below 0.1", "--alternative: error:"),
        (
            "allocate --method table --rule even=A,odd=B --subjects 10000 --seed 5",
            "--rows: error: they end after 1250 numbers"
        ),
        ("monitor --hypothesis PFS=2.6@262/0", "--hypothesis"),
    ])
    func `what no trial has is refused under its option`(words: String, expected: String) {
        let run = Run(arguments: words.split(separator: " ").map(String.init))
        #expect(run.outcome == .refused && run.error.contains(expected), "\(run.error)")
    }

    @Test func `one plan of events in the report, its virtual trials and the monitoring`() throws {
        try withFile(Self.comparison) { path in
            let report = Run("design", path, "--replicates", "0").output.replacing(#/\s+/#, with: " ")
            #expect(report.contains("400 subjects with 281 events"))
            let trials = Run("design", "simulate", path, "--replicates", "200")
            #expect(trials.output.contains("281 events or end of follow-up"), "\(trials.output)")
            let look = Run("monitor", "--design", path, "--hypothesis", "PFS=1.0@140")
            #expect(
                look.output.replacing(#/\s+/#, with: " ").contains("planned at 281 events"),
                "\(look.output)\(look.error)")
        }
    }

    @Test func `planned events that never come are a note`() throws {
        try withFile(Self.comparison) { path in
            let output = Run("design", "simulate", path, "--replicates", "50", "--events", "100000").output
            let text = output.replacing(#/\s+/#, with: " ")
            #expect(
                text.contains("The 100000 events planned for the last look of gs are not always reached"), "\(text)")
        }
    }

    @Test func `one reading of very many events makes no table of them`() {
        let run = Run(
            "monitor", "--exponential-median", "40", "--gain", "12", "--stop-below", "0.035", "--events", "1000000000",
            "--total-time", "120")
        #expect(run.outcome == .no && run.output.contains("futility"), "\(run.error)")
    }

    @Test func `a number that was given stays, and an immense effect has all power`() {
        let given = Run(
            "samplesize", "proportions", "--treatment", "0.6", "--control", "0.4", "--subjects", "1e9")
        #expect(given.output.contains("1000000000 in all"), "\(given.output)\(given.error)")
        let means = ["samplesize", "means", "--difference", "1e6", "--standard-deviation", "10"]
        #expect(Run(arguments: means).output.contains("4 in all"), "\(Run(arguments: means).output)")
        #expect(Run(arguments: means + ["--subjects", "4"]).output.contains("100.0 % power"))
    }

    @Test(arguments: [
        (["--hazard-ratio", "1.5"], "power to show that the treatment harms"),
        (["--hazard-ratio", "0.7,1.2", "--hazard-ratio-changes", "4"], "The treatment harms in part"),
    ]) func `a treatment that harms is told`(effect: [String], note: String) {
        let trial = ["samplesize", "survival", "--control-median", "12", "--accrual", "10", "--follow-up", "20"]
        let text = Run(arguments: trial + effect).output.replacing(#/\s+/#, with: " ")
        #expect(text.contains("harm"), "\(text)")
        if effect.count == 2 { #expect(text.contains(note), "\(text)") }
    }

    @Test func `a repeated p-value above one half is said alike`() {
        #expect(Run("monitor", "--z", "0.0", "--information", "0.5").output.contains("≥ 0.5"))
        #expect(Run("monitor", "--hypothesis", "PFS=0@0.5/1").output.contains("≥ 0.5"))
    }

    @Test func `a bayes factor of a rate that stops at even odds is of no use`() {
        let run = Run(
            "boundaries", "--bayes-factor", "rate", "--null", "0.1", "--alternative", "0.3", "--stop-below", "0.6",
            "--max", "10")
        #expect(run.output.contains("stops before the first subject"), "\(run.output)\(run.error)")
    }

    @Test func `limits have conditional power under the trend and as planned`() throws {
        // At z = 2 of half the information and the last limit u: trend 1 − Φ((u − 4 √½)/√½), planned drift δ: 1 − Φ((u − 2 √½ − δ/2)/√½).
        let json = try Run(
            "boundaries", "--fractions", "0.5,1", "--spending", "fixed:2,2", "--alpha", "0.025", "--power", "0.9",
            "--json"
        ).json
        let looks = try #require(json["looks"] as? [[String: Any]])
        let drift = try #require(json["drift"] as? Double)
        func upper(_ x: Double) -> Double { 0.5 * erfc(x / 2.0.squareRoot()) }
        let root = 0.5.squareRoot()
        let trend = try #require(looks[0]["upperConditionalPower"] as? Double)
        let planned = try #require(looks[0]["upperConditionalPowerAsPlanned"] as? Double)
        #expect(abs(trend - upper((2 - 4 * root) / root)) < 1e-9)
        #expect(abs(planned - upper((2 - 2 * root - drift / 2) / root)) < 1e-9)
        #expect(looks[1]["upperConditionalPower"] == nil)
    }

    /// BOIN without an accrual: one subject a month is supposed, which the merged shards say too.
    @Test func `merged shards have the remarks of one process`() throws {
        let text = """
            rule: boin
            event: DLT
            target: 0.30
            doses: 3
            maximum: 12
            design:
              evaluation: 28 days
              truth: {curves: [[0.1, 0.3, 0.5]]}

            """
        try withFile(text) { path in
            let options = ["design", "simulate", path, "--replicates", "400"]
            let whole = Run(arguments: options)
            #expect(whole.output.contains("one subject a month is supposed"))
            var shards: [String] = []
            defer { for shard in shards { try? FileManager.default.removeItem(atPath: shard) } }
            for part in 1...2 {
                let shard = path + "-\(part).json"
                try Run(arguments: options + ["--shard", "\(part)/2"]).output.write(
                    toFile: shard, atomically: true, encoding: .utf8)
                shards.append(shard)
            }
            #expect(Run(arguments: ["design", "merge"] + shards).output == whole.output)
        }
    }
}
