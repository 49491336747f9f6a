import Foundation
import TestSupport
import Testing
import TrialCLI

/// The founding trials' rules under Examples/ give the numbers that follow from what was printed.
@Suite struct `Examples of design files, Published` {
    private func run(_ name: String, _ arguments: String...) -> Run {
        let path = Repository.file("Examples/\(name)/study.yaml").path(percentEncoded: false)
        return Run(arguments: ["design", path] + arguments)
    }

    private func answer(_ name: String, item: String, _ arguments: String...) throws -> [String: Any] {
        let path = Repository.file("Examples/\(name)/study.yaml").path(percentEncoded: false)
        let json = try Run(arguments: ["design", path, "--item", item, "--json"] + arguments).json
        return try #require((json["items"] as? [[String: Any]])?.first)
    }

    private func looks(_ item: [String: Any]) throws -> [[String: Any]] {
        try #require((item["answer"] as? [String: Any])?["looks"] as? [[String: Any]])
    }

    @Test func `NCT01718743, the toxicity boundary of Beta(0.3, 0.7), 0.30, 0.95 in cohorts of 4`() throws {
        let item = try answer("nct01718743", item: "toxicity", "--replicates", "0")
        let looks = try looks(item)
        #expect(looks.map { $0["subjects"] as? Int } == Array(stride(from: 4, through: 60, by: 4)))
        #expect(looks.map { $0["stopAt"] as? Int } == [3, 5, 7, 9, 10, 12, 13, 15, 16, 18, 19, 20, 22, 23, 25])
        #expect(item["notPrinted"] as? [String] == ["maximum"])
        let exact = try #require((item["answer"] as? [String: Any])?["operatingCharacteristics"] as? [[String: Any]])
        let stops = exact.map { $0["stopsEarly"] as? Double ?? -1 }
        for (rate, stop) in zip([0, 2, 4], [0.004, 0.195, 0.964]) { #expect(abs(stops[rate] - stop) < 0.0005) }
    }

    @Test func `NCT01718743, the PFS monitor marks its prior as a choice`() throws {
        let item = try answer("nct01718743", item: "futility", "--replicates", "200")
        #expect(item["notPrinted"] as? [String] == ["prior", "control"])
        let words = try #require(item["words"] as? String)
        #expect(
            words.contains(
                "Every 6 months, stop if the probability that it reaches 40 months + 12 months is below 0.035"))
        let truths = try #require((item["simulation"] as? [String: Any])?["truths"] as? [[String: Any]])
        #expect(truths.map { $0["value"] as? Double } == [30, 40, 52, 60])
        let stops = truths.map { ($0["stop"] as? [String: Any])?["probability"] as? Double ?? -1 }
        #expect(stops == stops.sorted(by: >) && stops[0] > stops[3])
    }

    /// (1.959964 + 1.281552)² / (0.6 · 0.4 · log² θ), and θ at the bound exp(−1.959964 / √(0.24 d)).
    @Test(arguments: [("tourmaline-mm3", 0.72), ("tourmaline-mm4", 0.66)])
    func `MM3 and MM4, the events for the published effect`(name: String, ratio: Double) throws {
        let item = try answer(name, item: "PFS", "--replicates", "0")
        let look = try #require(((item["answer"] as? [String: Any])?["events"] as? [[String: Any]])?.first)
        let (alpha, beta) = (1.959963984540054, 1.2815515655446004)
        let events = pow((alpha + beta) / log(ratio), 2) / 0.24
        #expect(isClose(look["events"] as? Double, events, relative: 1e-9))
        #expect(isClose(look["hazardRatio"] as? Double, exp(-alpha / (0.24 * events).squareRoot()), relative: 1e-9))
        #expect(run(name, "--item", "PFS", "--replicates", "0").output.contains("Events for 90.0"))
    }

    @Test(arguments: ["tourmaline-mm3", "tourmaline-mm4"])
    func `MM3 and MM4, the level spent on OS and OS behind PFS`(name: String) throws {
        let looks = try looks(answer(name, item: "OS", "--replicates", "0"))
        for (look, spent) in zip(looks, [0.0031, 0.0174, 0.0500]) {
            #expect(abs((look["spent"] as? Double ?? -1) - spent) < 0.00005)
        }
        let closed = try answer(name, item: "closed", "--replicates", "0")
        let hypotheses = try #require((closed["answer"] as? [String: Any])?["hypotheses"] as? [[String: Any]])
        #expect(hypotheses.map { $0["name"] as? String } == ["PFS", "OS"])
        #expect(hypotheses.map { $0["waits"] as? Bool } == [false, true])
        let text = run(name, "--item", "closed", "--replicates", "0").output.replacing("\n", with: " ")
        #expect(text.contains("OS is tested only once PFS is rejected"))
        #expect(try #require(closed["notPrinted"] as? [String]).contains("alpha"))
    }

    @Test func `ID against RD, one two-sided look at 0,05`() throws {
        let look = try #require(looks(answer("id-vs-rd", item: "PFS", "--replicates", "0")).first)
        #expect(abs((look["upperZ"] as? Double ?? 0) - 1.959963984540054) < 1e-9)
    }

    @Test func `NCT04217967 has no rule, and none is invented`() {
        let run = run("nct04217967")
        #expect(run.outcome == .refused)
        #expect(run.error.contains("study.yaml: error: the file has no rule"))
    }

    @Test(arguments: ["nct01718743", "tourmaline-mm3", "tourmaline-mm4", "id-vs-rd"])
    func `every example reports`(name: String) throws {
        try withFolder { folder in
            let run = run(name, "--replicates", "50", "-o", folder.path(percentEncoded: false))
            #expect(run.outcome == .done, "\(run.error)")
            let page = try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8)
            #expect(page.contains("<svg"))
        }
    }
}
