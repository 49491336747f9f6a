import Foundation
import TestSupport
import Testing
import TrialCLI

@Suite("equipoise boundaries, binary outcomes · ByHand, Published")
struct BinaryBoundariesCommandTests {
    private static let rule = [
        "boundaries", "--beta-binomial", "0.3,0.7", "--limit", "0.30", "--stop-above", "0.95", "--cohort", "4", "--max",
        "64",
    ]

    private func json(_ arguments: [String]) throws -> [String: Any] {
        let run = Run(arguments: arguments + ["--json"])
        try #require(run.outcome == .done, "\(run.error)")
        return try run.json
    }

    @Test func `the toxicity rule of the founding trial`() throws {
        let answer = try json(Self.rule + ["--rates", "0.1,0.3,0.5"])
        let looks = try #require(answer["looks"] as? [[String: Any]])
        #expect(looks.compactMap { $0["subjects"] as? Int } == Array(stride(from: 4, through: 60, by: 4)))
        #expect(
            looks.compactMap { $0["stopAt"] as? Int } == [3, 5, 7, 9, 10, 12, 13, 15, 16, 18, 19, 20, 22, 23, 25])
        #expect(abs(try #require(looks[0]["posterior"] as? Double) - 0.953298) < 5e-7)
        let characteristics = try #require(answer["operatingCharacteristics"] as? [[String: Any]])
        for (one, expected) in zip(characteristics.compactMap { $0["stopsEarly"] as? Double }, [0.004, 0.195, 0.964]) {
            #expect(abs(one - expected) < 5e-4)
        }
        let text = Run(arguments: Self.rule).output
        #expect(text.contains("P(rate > 0.3 | data) > 0.95") && text.contains("0.953298"))
    }

    @Test func `a look at which no count stops is null`() throws {
        let answer = try json(
            [
                "boundaries", "--beta-binomial", "0.3,0.7", "--limit", "0.3", "--stop-above", "0.95", "--looks", "1,4",
                "--max", "9",
            ])
        let looks = try #require(answer["looks"] as? [[String: Any]])
        #expect(looks[0]["stopAt"] is NSNull && looks[0]["posterior"] is NSNull && looks[1]["stopAt"] as? Int == 3)
    }

    @Test func `rules that never stop and those that always do are said so`() throws {
        let never = Run(
            "boundaries", "--beta-binomial", "1,1", "--limit", "0.5", "--stop-above", "0.99", "--cohort", "1", "--max",
            "4")
        #expect(never.outcome == .done && never.output.contains("can never stop"))
        let always = Run(
            "boundaries", "--beta-binomial", "1,1", "--limit", "0.1", "--stop-above", "0.8", "--cohort", "1", "--max",
            "4")
        #expect(always.output.contains("always stops") && always.output.contains("0 events among 1"))
    }

    @Test func `priors in other forms, a random standard and other priors`() throws {
        let base = ["boundaries", "--limit", "0.3", "--stop-above", "0.95", "--cohort", "4", "--max", "64"]
        let expected = try json(Self.rule)["looks"] as? [[String: Any]]
        let mean = try json(base + ["--beta-binomial", "mean=0.3,size=1"])["looks"] as? [[String: Any]]
        #expect(mean?.compactMap { $0["stopAt"] as? Int } == expected?.compactMap { $0["stopAt"] as? Int })
        let flat = try json(base + ["--beta-binomial", "q0.2=0.2,q0.7=0.7"])["prior"] as? [String: Double]
        #expect(abs(try #require(flat?["alpha"]) - 1) < 1e-8)
        let random = try json(
            [
                "boundaries", "--beta-binomial", "0.3,0.7", "--standard", "300,700", "--stop-above", "0.95", "--looks",
                "4", "--max", "8", "--priors", "1,1/0.6,1.4",
            ])
        let look = try #require((random["looks"] as? [[String: Any]])?.first)
        #expect(abs(try #require(look["posterior"] as? Double) - 0.9529612911) < 1e-9)
        #expect((random["otherPriors"] as? [Any])?.count == 2)
    }

    @Test func `the design of Lee and Liu's paper`() throws {
        let answer = try json([
            "boundaries", "--predictive", "0.2,0.8", "--null", "0.2", "--success", "0.9", "--stop-below", "0.001",
            "--min",
            "10", "--max", "36", "--rates", "0.2,0.4",
        ])
        #expect(answer["successAt"] as? Int == 11)
        let characteristics = try #require(answer["operatingCharacteristics"] as? [[String: Any]])
        #expect(abs(try #require(characteristics[0]["stopForMany"] as? Double) - 0.088) < 5e-4)
        let search = Run(
            "boundaries", "--predictive-search", "0.1,0.3", "--errors", "0.1,0.2", "--min", "5", "--max", "20")
        #expect(search.outcome == .done && search.output.contains("N = 18"), "\(search.error)")
    }

    @Test func `Simon's designs and a result`() throws {
        let answer = try json(["boundaries", "--simon", "0.1,0.3", "--errors", "0.05,0.2"])
        let optimal = try #require(answer["optimal"] as? [String: Any])
        #expect(["futility", "first", "rejectAbove", "total"].map { optimal[$0] as? Int } == [1, 10, 5, 29])
        let result = try json(["boundaries", "--two-stage", "0/2,2/4", "--result", "3/4", "--null", "0.5"])["result"]
        let values = try #require(result as? [String: Any])
        #expect(abs(try #require(values["p"] as? Double) - 0.3125) < 1e-12)
        #expect(abs(try #require(values["unbiased"] as? Double) - 0.75) < 1e-12)
    }

    @Test func `doses`() throws {
        let boin = try json(["boundaries", "--boin", "0.3", "--max", "12", "--true-toxicity", "0.1,0.3,0.5"])
        let decisions = try #require(boin["decisions"] as? [[String: Any]])
        #expect(decisions.compactMap { $0["deescalateAtLeast"] as? Int } == [1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5])
        #expect((boin["operatingCharacteristics"] as? [String: Any])?["isExact"] as? Bool == true)
        let crm = try json([
            "boundaries", "--crm", "0.25", "--skeleton", "0.05,5,3", "--treated", "3,0,0,0,0", "--toxicities",
            "0,0,0,0,0",
        ])
        #expect((crm["next"] as? [String: Any])?["dose"] as? Int == 2)
        #expect(Run("boundaries", "--mtpi2", "0.3").output.contains("out at least"))
        #expect(
            Run("boundaries", "--three-plus-three", "--true-toxicity", "0.1,0.4").output.contains("all paths"))
    }

    @Test func `a report with its figures`() throws {
        try withFolder { folder in
            let run = Run(arguments: Self.rule + ["-o", folder.path(percentEncoded: false)])
            #expect(run.outcome == .done)
            for name in ["report.html", "design.json", "boundary.svg", "operating-characteristics.svg"] {
                #expect(FileManager.default.fileExists(atPath: folder.appending(path: name).path), "\(name)")
            }
        }
    }

    @Test(arguments: [
        (["--beta-binomial", "0,0.7"], "--beta-binomial: error: alpha is 0"),
        (["--beta-binomial", "0.3"], "--beta-binomial"),
        (["--beta-binomial", "1,1", "--stop-above", "0.9"], "--limit"),
        (["--beta-binomial", "1,1", "--limit", "0.3"], "--stop-above"),
        (["--beta-binomial", "1,1", "--limit", "0.3", "--stop-above", "0.9"], "--max"),
        (
            ["--beta-binomial", "1,1", "--limit", "0.3", "--stop-above", "9", "--max", "9"],
            "--stop-above: error: it is 9"
        ),
        (
            ["--beta-binomial", "1,1", "--limit", "3", "--stop-above", "0.9", "--max", "9"],
            "--limit: error: it is 3"
        ),
        (
            ["--beta-binomial", "1,1", "--limit", "0.3", "--stop-above", "0.9", "--max", "9", "--cohort", "9"],
            "--cohort: error: cohort is 9"
        ),
        (
            ["--beta-binomial", "1,1", "--limit", "0.3", "--stop-above", "0.9", "--max", "9", "--cohort", "0"],
            "--cohort: error: cohort is 0"
        ),
        (
            ["--beta-binomial", "1,1", "--limit", "0.3", "--stop-above", "0.9", "--max", "9", "--looks", "4,4"],
            "--looks: error: looks[1] is 4"
        ),
        (
            ["--beta-binomial", "1,1", "--limit", "0.3", "--stop-above", "0.9", "--max", "9", "--rates", "2"],
            "--rates: error: it is 2"
        ),
        (["--beta-binomial", "1,1", "--limit", "0.3", "--standard", "3,7", "--stop-above", "0.9"], "--standard"),
        (
            ["--beta-binomial", "1,1", "--limit", "0.3", "--errors", "0.1,0.1"],
            "--errors: error: --beta-binomial does not take it"
        ),
        (["--simon", "0.3,0.1", "--errors", "0.05,0.2"], "--simon: error: alternative is 0.1"),
        (["--simon", "0.1,0.3"], "--errors"),
        (["--simon", "0.1,0.3", "--errors", "0.05,2"], "--errors: error: beta is 2"),
        (["--two-stage", "1/10,5/29", "--result", "3/12", "--null", "0.1"], "--result: error: subjects is 12"),
        (["--two-stage", "10/10,5/29"], "--two-stage: error: futility is 10"),
        (
            ["--predictive", "1,1", "--null", "0.5", "--success", "0.9999", "--max", "6"],
            "--success: error: success is 0.9999"
        ),
        (["--boin", "0.3", "--mtpi2", "0.3"], "--boin and --mtpi2 are given"),
        (["--crm", "0.25"], "--skeleton"), (["--boin", "3"], "--boin: error: it is 3"),
        (["--boin", "0.3", "--max", "0"], "--max: error: it is 0; expected a count of 1 or more"),
        (["--mtpi2", "0.3", "--cohort", "0"], "--cohort: error: it is 0; expected a count of 1 or more"),
        (
            ["--simon", "0.1,0.3", "--errors", "0.05,0.2", "--max", "9"],
            "with which no design keeps both errors; expected more, 400"
        ),
        (["--boin", "0.3", "--true-toxicity", "0.1,1.2"], "--true-toxicity: error: number 2 is 1.2"),
        (["--beta-binomial", "1,1", "--simon", "0.1,0.3"], "different rules"),
    ])
    func `slips get a sentence that names the option`(arguments: [String], words: String) {
        let run = Run(arguments: ["boundaries"] + arguments)
        #expect(run.outcome == .refused && run.error.contains(words), "\(run.error)")
    }
}
