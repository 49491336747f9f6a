import Foundation
import TestSupport
import Testing
import TrialCLI

private let mgus2 = Repository.file("Examples/mgus2/mgus2.csv").path(percentEncoded: false)
private let columns = ["analyze", mgus2, "--time", "futime", "--event", "death", "--by", "sex"]

/// A file of six rows in two groups, solved by hand in the suites of the methods.
private let small = "t,e,g,w\n1,1,a,1\n2,1,a,2\n4,0,a,0.5\n4,0,a,1\n2,1,b,1\n4,0,b,0\n"

private func json(_ arguments: [String], input: String? = nil) throws -> [String: Any] {
    let run = Run(arguments: arguments + ["--json"])
    #expect(run.outcome == .done && run.error.isEmpty, "\(run.error)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
}

@Suite("equipoise analyze, readings of curves · Golden: R survival 3.5-3 on mgus2")
struct CurveAnswersGoldenTests {
    @Test func `restricted means and their comparison`() throws {
        let answer = try json(columns + ["--rmst", "120"])
        let means = try #require(answer["restrictedMeans"] as? [String: Any])
        let groups = try #require(means["groups"] as? [[String: Any]])
        // print(survfit(Surv(futime, death) ~ sex, mgus2), rmean = 120)
        #expect(isClose(groups[0]["mean"] as? Double, rmst.female.mean, relative: 1e-12))
        #expect(isClose(groups[0]["standardError"] as? Double, rmst.female.error, relative: 1e-10))
        #expect(isClose(groups[1]["mean"] as? Double, rmst.male.mean, relative: 1e-12))
        #expect(isClose(groups[1]["standardError"] as? Double, rmst.male.error, relative: 1e-10))
        let comparison = try #require((means["comparisons"] as? [[String: Any]])?.first)
        let difference = try #require(comparison["difference"] as? [String: Any])
        #expect(isClose(difference["estimate"] as? Double, rmst.male.mean - rmst.female.mean, relative: 1e-10))
        #expect(comparison["reference"] as? String == "F" && comparison["group"] as? String == "M")
    }

    let rmst = (
        female: (mean: 84.65860075481777, error: 1.6951627835205607),
        male: (mean: 76.02090337783098, error: 1.6280720911061808)
    )

    @Test func `cumulative hazards, quantiles and conditional survival`() throws {
        let answer = try json(
            columns + [
                "--at", "60,120", "--cumulative-hazard", "fleming-harrington", "--quantiles", "0.25,0.75", "--given",
                "60",
            ])
        let female = try #require((answer["groups"] as? [[String: Any]])?.first)
        let hazards = try #require(female["cumulativeHazard"] as? [[String: Any]])
        // summary(survfit(…, stype = 2, ctype = 2), times = c(60, 120))$cumhaz, $std.chaz, $surv
        #expect(isClose(hazards[0]["estimate"] as? Double, 0.3346564306905866, relative: 1e-11))
        #expect(isClose(hazards[0]["standardError"] as? Double, 0.025136043167299987, relative: 1e-11))
        #expect(isClose(hazards[1]["survival"] as? Double, 0.46266008231136824, relative: 1e-11))
        let quantiles = try #require(female["quantiles"] as? [[String: Any]])
        // quantile(survfit(Surv(futime, death) ~ 1, mgus2, sex == "F"), c(0.25, 0.75))
        #expect(quantiles.map { $0["estimate"] as? Double } == [48.0, 208.0])
        let conditional = try #require(female["conditional"] as? [[String: Any]])
        // S(120)/S(60)
        #expect(conditional.count == 1)
        #expect(isClose(conditional[0]["estimate"] as? Double, 0.6460972106578614, relative: 1e-11))
    }
}

@Suite("equipoise analyze, readings of curves · ByHand")
struct CurveAnswersByHandTests {
    @Test func `the JSON has what was asked for and nothing else`() throws {
        let plain = try json(columns)
        #expect(plain["milestones"] == nil && plain["restrictedMeans"] == nil)
        let group = try #require((plain["groups"] as? [[String: Any]])?.first)
        #expect(Set(group.keys).isDisjoint(with: ["quantiles", "cumulativeHazard", "band", "conditional", "survival"]))
        let asked = try json(
            columns + [
                "--at", "60", "--milestone", "log-log", "--bands", "equal-precision", "--band-range", "12,180",
            ])
        let band = try #require(((asked["groups"] as? [[String: Any]])?.first)?["band"] as? [String: Any])
        #expect(band["kind"] as? String == "equal-precision" && band["from"] as? Double == 12)
        let steps = try #require(band["steps"] as? [[String: Any]])
        #expect(steps.allSatisfy { ($0["time"] as? Double ?? 0) <= 180 && $0["lower"] is Double })
        let milestone = try #require((asked["milestones"] as? [[String: Any]])?.first)
        #expect(milestone["scale"] as? String == "log-log" && milestone["test"] is [String: Any])
    }

    @Test func `weights stand beside the numbers at risk`() throws {
        try withFile(small) { path in
            let answer = try json(
                ["analyze", path, "--time", "t", "--event", "e", "--by", "g", "--weights", "w", "--at", "2"])
            let groups = try #require(answer["groups"] as? [[String: Any]])
            let landmark = try #require((groups[0]["survival"] as? [[String: Any]])?.first)
            #expect(landmark["atRisk"] as? Int == 3 && landmark["weightedAtRisk"] as? Double == 3.5)
            let table = Run(
                "analyze", path, "--time", "t", "--event", "e", "--by", "g", "--weights", "w", "--at", "2")
            #expect(table.output.contains("weight at risk") && table.output.contains("3.5"))
        }
    }

    @Test func `the rule past the end of follow-up`() throws {
        try withFile(small) { path in
            func times(_ rule: String) throws -> [[Double?]] {
                let answer = try json(
                    [
                        "analyze", path, "--time", "t", "--event", "e", "--by", "g", "--at", "3,9", "--landmark-rule",
                        rule,
                    ])
                let groups = try #require(answer["groups"] as? [[String: Any]])
                return groups.map { ($0["survival"] as? [[String: Any]] ?? []).map { $0["estimate"] as? Double } }
            }
            let (strict, extended, leftOut) = (
                try times("strict"), try times("extend"), try times("leave-out")
            )
            #expect(strict == [[0.5, nil], [0.5, nil]])
            #expect(extended == [[0.5, 0.5], [0.5, 0.5]])
            #expect(leftOut == [[0.5], [0.5]])
        }
    }

    @Test func `restricted means by hand, and what is not followed`() throws {
        try withFile(small) { path in
            let columns = ["analyze", path, "--time", "t", "--event", "e", "--by", "g"]
            let answer = try json(columns + ["--rmst", "4"])
            let means = try #require((answer["restrictedMeans"] as? [String: Any])?["groups"] as? [[String: Any]])
            #expect(means.map { $0["mean"] as? Double } == [2.75, 3])
            let last = try json(columns + ["--rmst", "last-time"])
            #expect((last["restrictedMeans"] as? [String: Any])?["to"] as? Double == 4)
            #expect((last["notes"] as? [String])?.contains { $0.contains("read off the data") } == true)
            let refused = Run(arguments: columns + ["--rmst", "5"])
            #expect(refused.outcome != .done && refused.error.contains("no group is followed to 5"))
        }
    }

    @Test(arguments: [
        (["--given", "12"], "--given needs --at"), (["--at", "12", "--given", "12"], "before one of --at"),
        (["--milestone", "plain"], "--milestone needs --at"),
        (["--cumulative-hazard", "nelson-aalen"], "needs --at"),
        (["--at", "12", "--hazard-variance", "binomial"], "need --cumulative-hazard"),
        (["--band-range", "1,2"], "--band-range needs --bands"), (["--bands", "hall"], "'hall' is invalid"),
        (["--bands", "hall-wellner", "--band-range", "3,1"], "'3,1' is invalid"),
        (["--quantiles", "25"], "'25' is invalid"), (["--rmst", "0"], "'0' is invalid"),
        (["--rmst", "9", "--window", "3,9"], "not both"), (["--rmst-variance", "greenwood"], "needs --rmst"),
        (["--rmst", "24", "--start-time", "36"], "after --start-time"),
    ])
    func `bad usage says what to do`(arguments: [String], words: String) {
        let run = Run(arguments: columns + arguments)
        #expect(run.outcome != .done && run.error.contains(words), "\(run.error)")
    }

    @Test func `a milestone needs groups`() {
        let run = Run(
            "analyze", mgus2, "--time", "futime", "--event", "death", "--at", "60", "--milestone", "plain")
        #expect(run.outcome != .done && run.error.contains("--milestone needs --by"))
    }
}
