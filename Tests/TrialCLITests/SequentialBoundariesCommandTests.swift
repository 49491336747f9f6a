import Foundation
import TestSupport
import Testing
import TrialCLI

@Suite("equipoise boundaries, group sequential · ByHand")
struct SequentialBoundariesCommandTests {
    private func looks(_ arguments: String...) throws -> [[String: Any]] {
        let run = Run(arguments: ["boundaries"] + arguments + ["--json"])
        try #require(run.outcome == .done, "\(run.error)")
        return try #require(try run.json["looks"] as? [[String: Any]])
    }

    private func expect(_ looks: [[String: Any]], _ key: String, _ expected: [Double], _ tolerance: Double) {
        let values = looks.compactMap { $0[key] as? Double }
        #expect(values.count == expected.count, "\(key)")
        for (value, wanted) in zip(values, expected) {
            #expect(abs(value - wanted) <= tolerance, "\(key): \(value), \(wanted)")
        }
    }

    @Test func `Lan-DeMets O'Brien-Fleming at three looks`() throws {
        let looks = try looks("--alpha", "0.025", "--fractions", "0.5,0.75,1", "--spending", "lan-demets-obf")
        expect(looks, "upperZ", [2.96258804, 2.35901771, 2.01408367], 0.5e-8)
        expect(looks, "upperP", [0.0015253228, 0.0091616907, 0.0220003749], 0.6e-10)
        expect(looks, "spent", [0.0015253228, 0.0096493250, 0.025], 0.6e-10)
        expect(looks, "fraction", [0.5, 0.75, 1], 0)
        #expect(looks.allSatisfy { $0["lowerZ"] == nil && $0["futilityZ"] == nil && $0["events"] == nil })
    }

    @Test(arguments: [
        ("lan-demets-pocock", [2.15699922, 2.20097697]), ("hsd:0", [2.24140273, 2.12511880]),
        ("power:1", [2.24140273, 2.12511880]), ("obf", [2.79650968, 1.97743096]), ("pocock", [2.17827210, 2.17827210]),
        ("wang-tsiatis:0.5", [2.17827210, 2.17827210]), ("haybittle-peto:3", [3, 1.96729424]),
        ("fixed:3,2", [3, 2]), ("table:0.5=0.5", [2.24140273, 2.12511880]),
    ])
    func `every name is understood`(name: String, expected: [Double]) throws {
        try expect(looks("--fractions", "0.5,1", "--spending", name), "upperZ", expected, 0.6e-7)
    }

    @Test func `the level of two sides is the total`() throws {
        let looks = try looks("--fractions", "0.5,0.73,1", "--alpha", "0.05", "--two-sided")
        expect(looks, "spent", [0.0031, 0.0174, 0.05], 0.5e-4)
        expect(looks, "lowerZ", looks.compactMap { ($0["upperZ"] as? Double).map { -$0 } }, 1e-14)
        try expect(self.looks("--fractions", "0.5,0.73,1", "--alpha", "0.05"), "spent", [0.0056, 0.0218, 0.05], 0.5e-4)
    }

    @Test func `futility, harm and hazard ratios`() throws {
        let looks = try looks(
            "--fractions", "0.5,1", "--events", "100", "--ratio", "3:2", "--futility-hazard-ratio", "0.9",
            "--harm-spending", "pocock", "--harm-alpha", "0.05", "--power", "0.9")
        // Z = −log(0.9) √(50 · 6/25).
        expect(looks, "futilityZ", [0.36498], 1e-5)
        expect(looks, "futilityHazardRatio", [0.9], 1e-12)
        // exp(−2.96258804/√12).
        expect(Array(looks.prefix(1)), "upperHazardRatio", [0.42519], 1e-5)
        expect(looks, "events", [50, 100], 0)
        // Pocock at one side 0.05 with two looks, a little less for those that stopped for efficacy.
        expect(looks, "lowerZ", [-1.8754, -1.8754], 1e-3)
    }

    @Test func `the answer in words`() {
        let run = Run(
            "boundaries", "--fractions", "0.5,0.75,1", "--futility-spending", "hsd:-2", "--power", "0.9", "--binding")
        #expect(run.output.contains("3 looks at 50 %, 75 % and 100 % of the information, one-sided level 0.025"))
        #expect(run.output.contains("Stop for futility") && run.output.contains("0.4247"))
        #expect(run.output.contains("if it is overruled, the level rises to 0.027318"))
    }

    @Test func `futility below 0 follows its option like any other value`() throws {
        let looks = try looks("--fractions", "0.5,0.7,1", "--futility-z", "-0.5,0")
        expect(looks, "futilityZ", [-0.5, 0], 0)
        try expect(self.looks("--fractions", "0.5,0.7,1", "--futility-z=-0.5,0"), "futilityZ", [-0.5, 0], 0)
        try expect(self.looks("--fractions", "0.5,0.7,1", "--futility-z", "-,0"), "futilityZ", [0], 0)
    }

    @Test func `a design brought up to date`() throws {
        let looks = try looks("--fractions", "0.5,0.75,1", "--actual", "0.48,0.81")
        expect(looks, "fraction", [0.48, 0.81, 1], 0)
        let over = try self.looks("--fractions", "0.5,0.75,1", "--actual", "0.48,0.81,1.1")
        expect(over, "spent", [0.001216, 0.012758, 0.025], 1e-6)
        let under = try self.looks("--fractions", "0.5,0.75,1", "--actual", "0.48,0.9", "--final")
        expect(under, "fraction", [0.48, 0.9], 0)
        expect(Array(under.suffix(1)), "spent", [0.025], 1e-12)
    }

    @Test func `files of the report`() throws {
        try withFolder { folder in
            let run = Run(
                "boundaries", "--fractions", "0.5,1", "--observed", "1.2", "-o", folder.path(percentEncoded: false))
            #expect(run.outcome == .done)
            let figure = try String(contentsOf: folder.appending(path: "boundary.svg"), encoding: .utf8)
            #expect(figure.contains(">Stop: efficacy<") && figure.contains("Seen: 1.20"))
            let page = try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8)
            #expect(page.contains("Stop for efficacy"))
        }
    }

    @Test(arguments: [
        ([], "no rule is named"), (["--alpha", "0.025"], "--fractions is missing"),
        (["--fractions", "0.5,0.4,1"], "--fractions: error: fractions[1] is 0.4"),
        (["--fractions", "0.5,0.9"], "--fractions: error: fractions[1] is 0.9"),
        (["--fractions", "0.5,x"], "--fractions"),
        (["--fractions", "0.5,1", "--alpha", "0.5"], "--alpha: error: alpha is 0.5"),
        (["--fractions", "0.5,1", "--alpha", "0"], "--alpha: error"),
        (["--fractions", "0.5,1", "--spending", "lan"], "--spending"),
        (["--fractions", "0.5,1", "--spending", "power:-1"], "--spending: error: rho is -1;"),
        (["--fractions", "0.5,1", "--power", "1"], "--power: error: power is 1;"),
        (["--fractions", "0.5,1", "--futility-spending", "hsd:1"], "--power: error: power is missing"),
        (["--fractions", "0.5,1", "--events", "100", "--ratio", "0:2"], "--ratio: error: ratio is 0;"),
        (["--fractions", "0.5,1", "--events", "-1"], "--events"),
        (["--fractions", "0.5,1", "--ratio", "2"], "--ratio: error"),
        (["--fractions", "0.5,1", "--futility-z", "3"], "--futility-z: error: number 1 is 3;"),
        (
            ["--fractions", "0.5,1", "--power", "0.9", "--futility-planned-power", "2"],
            "--futility-planned-power: error: number 1 is 2;"
        ),
        (["--fractions", "0.5,1", "--alpha", "-0.1"], "--alpha: error: alpha is -0.1"),
        (["--fractions", "-0.5,1"], "--fractions: error: fractions[0] is -0.5"),
        (["--fractions", "0.5,0.5000001,1"], "--fractions: error: fractions[1] is 0.5000001"),
        (["--fractions", "0.5,1", "--spending-times", "0.3,0.9"], "--spending-times: error: number 2 is 0.9"),
        (["--fractions", "0.5,1", "--binding"], "--binding: error"),
        (["--fractions", "0.5,1", "--spending-times", "0.5"], "--spending-times: error: it has 1"),
        (["--fractions", "0.5,1", "--harm-spending", "pocock"], "--harm-alpha: error"),
        (["--fractions", "0.5,1", "--two-sided", "--lower-alpha", "0.01"], "--lower-alpha: error"),
        (["--fractions", "0.5,1", "--final"], "--final: error"),
        (["--fractions", "0.5,1", "--actual", "0.6,0.5"], "--actual: error"),
        (["--fractions", "0.5,1", "--spending", "haybittle-peto:1"], "--spending: error"),
    ])
    func `slips get a sentence`(arguments: [String], words: String) {
        let run = Run(arguments: ["boundaries"] + arguments)
        #expect(run.outcome == .refused && run.error.contains(words), "\(run.error)")
    }
}
