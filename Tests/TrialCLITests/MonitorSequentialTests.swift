import Foundation
import TestSupport
import Testing
import TrialCLI

/// The numbers under a path of keys and places, such as `looks`, 0, `criticalZ`.
private func number(_ json: Any?, _ path: Any...) -> Double? {
    var value = json
    for step in path {
        switch step {
        case let key as String: value = (value as? [String: Any])?[key]
        case let place as Int: value = (value as? [Any]).flatMap { $0.indices.contains(place) ? $0[place] : nil }
        default: return nil
        }
    }
    return value as? Double
}

@Suite("equipoise monitor, group sequential · ByHand")
struct MonitorSequentialTests {
    @Test func `a look that goes on, with its outlook`() throws {
        let run = Run("monitor", "--z", "1.5", "--information", "0.5", "--drift", "2.8", "--json")
        let json = try run.json
        #expect(run.outcome == .done && json["decision"] as? String == "continue" && json["stop"] as? Bool == false)
        #expect(isClose(number(json, "looks", 0, "criticalZ"), 2.96258804, relative: 3e-9))
        #expect(isClose(number(json, "toCome", 0, "criticalZ"), 1.96859564, relative: 3e-9))
        // rpact's getConditionalPower, as in Validation/R/sequential-inference.json.
        #expect(isClose(number(json, "conditionalPower", 1, "power"), 0.7567493656618619, relative: 1e-7))
        #expect(json["final"] is NSNull)
    }

    @Test func `a crossing stops with status 1 and the inference after it`() throws {
        let run = Run(
            "monitor", "--z", "2.1,2.5", "--information", "150,225", "--planned", "300", "--ratio", "1:1", "--json")
        let json = try run.json
        #expect(run.outcome == .no && json["decision"] as? String == "stop for efficacy")
        // rpact: final p 0.0068293; its hazard ratios are turned round.
        #expect(isClose(number(json, "final", "p"), 0.006829306902, relative: 1e-6))
        let text = Run("monitor", "--z", "2.1,2.5", "--information", "150,225", "--planned", "300", "--ratio", "1:1")
            .output
        #expect(text.hasPrefix("Stop for efficacy: at look 2 z = 2.5000 reaches the critical value 2.3590."))
        #expect(text.contains("hazard ratio, median-unbiased"))
    }

    @Test func `futility, the last look, the other side`() throws {
        func decision(_ more: String...) throws -> String? {
            try Run(arguments: ["monitor", "--json"] + more).json["decision"] as? String
        }
        #expect(try decision("--z", "-0.3", "--information", "0.5", "--futility-z", "0") == "stop for futility")
        #expect(try decision("--z", "1,1.5", "--information", "0.5,0.9", "--last-look") == "ended without rejection")
        #expect(
            try decision("--z=-3.1", "--information", "0.5", "--alpha", "0.05", "--two-sided")
                == "stop against the treatment")
        #expect(
            try decision("--z", "1,5", "--information", "0.5,0.9", "--futility-z", "1.1,1.2", "--binding")
                == "stop for futility")
    }

    @Test func `a promising look enlarges the trial`() throws {
        let run = Run("monitor", "--z", "1.5", "--information", "0.5", "--enlarge-to", "2", "--json")
        let json = try run.json
        #expect(run.outcome == .done && (json["decision"] as? [String: Any])?["zone"] as? String == "promising")
        #expect(isClose(number(json, "leastConditionalPower"), 0.35698731695598873, relative: 1e-4))
        #expect((number(json, "operatingCharacteristics", 0, "power") ?? 1) < 0.025)
        #expect(json["holdsLevel"] as? Bool == true)
        let wide = try Run(
            "monitor", "--z", "1", "--information", "0.5", "--enlarge-to", "2", "--least-power", "0.1",
            "--fixed-weights", "--json"
        ).json
        #expect(isClose(number(wide, "operatingCharacteristics", 0, "power"), 0.025, relative: 1e-9))
        try withFolder { folder in
            let path = folder.path(percentEncoded: false)
            #expect(
                Run("monitor", "--z", "1.5", "--information", "0.5", "--enlarge-to", "2", "-o", path).outcome == .done)
            for file in ["report.html", "design.json", "conditional-power.svg", "re-estimated-size.svg"] {
                #expect(FileManager.default.fileExists(atPath: path + "/" + file))
            }
        }
    }

    @Test func `OS stays untested while PFS fails, whatever its z`() throws {
        let json = try Run("monitor", "--hypothesis", "PFS=0.84162@1", "--hypothesis", "OS=9@0.5", "--json").json
        let states = (json["hypotheses"] as? [[String: Any]])?.compactMap { $0["state"] as? String }
        #expect(states == ["not rejected", "untested"])
        let text = Run("monitor", "--hypothesis", "PFS=0.84162@1", "--hypothesis", "OS=9@0.5").output
        #expect(
            text.contains("not tested: waits for PFS") && text.contains("A hypothesis without a level is not tested"))
    }

    @Test func `a graph with spending of its own`() throws {
        let run = Run(
            "monitor", "--hypothesis", "H1=2.1@0.5,2.3@1", "--hypothesis", "H2=-,2.6@0.6", "--spending-of", "H2=hsd:-4",
            "--weights", "0.5,0.5", "--transitions", "0,1/1,0", "--json")
        let json = try run.json
        #expect((json["rejections"] as? [Any])?.count == 2)
        let second = (json["hypotheses"] as? [[String: Any]])?[1]
        #expect(second?["spending"] as? String == "hsd:-4" && second?["analysis"] as? Int == 2)
    }

    /// Ten a group: progressions as good as alike, deaths in the control group alone, one a month.
    private var trial: String {
        let rows = (1...10).flatMap { month in
            ["P,\(month),1,\(month),dead,a", "T,\(month).5,1,12,alive,\(month % 2 == 0 ? "a" : "b")"]
        }
        return (["arm,pfs,progressed,os,status,site"] + rows).joined(separator: "\n") + "\n"
    }

    @Test func `patient data drive the graph`() throws {
        try withFile(trial) { path in
            let json = try Run(
                "monitor", path, "--by", "arm", "--reference", "P", "--endpoint", "PFS=pfs,progressed/20", "--endpoint",
                "OS=os,status=dead/20", "--json"
            ).json
            let hypotheses = try #require(json["hypotheses"] as? [[String: Any]])
            #expect(hypotheses.compactMap { $0["state"] as? String } == ["not rejected", "untested"])
            let survival = try Run("analyze", path, "--time", "os", "--event", "status=dead", "--by", "arm", "--json")
                .json
            let z = try #require(number(hypotheses[1], "z"))
            #expect(z > 3 && isClose(z * z, number(survival, "logRank", "chiSquare"), relative: 1e-10))
            // OS first: the same data reject it, half of its events at the first look.
            let first = try Run(
                "monitor", path, "--by", "arm", "--reference", "P", "--endpoint", "OS=os,status=dead/20", "--json"
            ).json
            #expect(
                first["decision"] as? String == "stop for efficacy" && number(first, "looks", 0, "information") == 10)
            // With an earlier look of the command line there are two.
            let second = try Run(
                "monitor", path, "--by", "arm", "--reference", "P", "--endpoint", "OS=os,status=dead/20", "--z", "1",
                "--information", "6", "--json"
            ).json
            #expect((second["looks"] as? [Any])?.count == 2)
        }
    }

    @Test func `what cannot be is refused by the option's name`() {
        for (arguments, name) in [
            ([], "--z"), (["--z", "1"], "--information"),
            (["--z", "1,2", "--information", "0.5,0.4"], "--information"),
            (["--z", "1", "--information", "0.5", "--alpha", "0.7"], "--alpha"),
            (["--z", "1", "--information", "50", "--ratio", "1:1"], "--planned"),
            (["--z", "1.5", "--information", "118"], "--planned is missing"),
            (["--z", "1", "--information", "50", "--planned", "100", "--ratio", "0"], "--ratio"),
            (["--z", "1", "--information", "0.5", "--enlarge-to", "0.5"], "--enlarge-to"),
            (["--z", "1", "--information", "0.5", "--target-power", "0.8"], "--target-power"),
            (["--z", "1", "--information", "0.5", "--next", "0.4"], "--next"),
            (["--z", "1", "--information", "0.5", "--prior", "1"], "--prior"),
            (["--z", "1", "--information", "0.5", "--weights", "1"], "--weights"),
            (["--hypothesis", "A=1@0.5", "--weights", "0.5,0.5"], "--weights"),
            (["--hypothesis", "A=1"], "--hypothesis"), (["--hypothesis", "A=1@1", "--z", "1"], "--z"),
            (["--endpoint", "A=t,e/10"], "--endpoint"), (["--endpoint", "A=t,e"], "--endpoint"),
            (["data.csv"], "--endpoint"),
        ] as [([String], String)] {
            let run = Run(arguments: ["monitor"] + arguments)
            #expect(run.outcome == .refused && run.error.contains(name), "\(arguments): \(run.error)")
        }
    }
}
