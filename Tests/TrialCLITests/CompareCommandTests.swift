import Foundation
import TestSupport
import Testing
import TrialCLI

extension Run {
    fileprivate init(compare arguments: [String]) { self.init(arguments: ["compare"] + arguments) }

    /// One value of the test of a name.
    func test(_ name: String, _ key: String) throws -> Double? {
        let tests = try #require(try json["tests"] as? [[String: Any]])
        return try #require(tests.first { $0["test"] as? String == name })[key] as? Double
    }

    /// One value of the estimate of a measure and a method.
    func estimate(_ measure: String, _ method: String, _ key: String) throws -> Double? {
        let estimates = try #require(try json["estimates"] as? [[String: Any]])
        let found = estimates.first { $0["measure"] as? String == measure && $0["method"] as? String == method }
        return try #require(found)[key] as? Double
    }
}

/// Runs the command on a file that exists while the test runs.
private func run(on text: String, _ arguments: String...) throws -> Run {
    try withFile(text) { Run(compare: [$0] + arguments) }
}

private let trial = Repository.file("Examples/virtual-maintenance/trial.csv").path(percentEncoded: false)
private let answers = "id,visit,pain,better\na,1,5,0\na,2,3,1\nb,1,6,0\nb,2,5,1\nc,1,4,1\nc,2,1,1\nd,1,7,0\n"

@Suite("equipoise compare · Published: counts and means of a paper")
struct ComparePublishedTests {
    @Test func `counts on the command line`() {
        let run = Run(compare: ["--table", "13,27/5,35"])
        #expect(run.outcome == .done && run.error.isEmpty)
        for words in ["χ² = 4.588", "0.032", "χ² = 3.513", "0.061", "0.059", "expected", "13 (32.5%)"] {
            #expect(run.output.contains(words), "\(words)")
        }
        #expect(!run.output.contains("below 5"))
    }

    @Test func `means on the command line`() throws {
        let run = Run(compare: ["--means", "70.05,10.62,40/67.51,11.35,40", "--json"])
        #expect(abs(try #require(try run.test("pooledT", "statistic")) - 1.033) < 0.0006)
        #expect(abs(try #require(try run.test("pooledT", "p")) - 0.305) < 0.0006)
        #expect(try run.json["kind"] as? String == "means")
    }

    @Test func `small expected counts are warned of`() {
        #expect(Run(compare: ["--table", "3,1/1,3"]).output.contains("smallest expected count is 2.0, below 5"))
    }
}

@Suite("equipoise compare · ByHand: files")
struct CompareFileTests {
    @Test func `two-valued outcomes are counted, the flag first`() throws {
        let run = Run(compare: [trial, "--outcome", "event", "--by", "arm", "--strata", "iss", "--json"])
        let table = try #require(try run.json["table"] as? [String: Any])
        #expect(table["counts"] as? [[Int]] == [[146, 94], [130, 30]])
        #expect(table["columns"] as? [String] == ["1", "0"])
        #expect(try run.test("mantelHaenszel", "p") != nil)
        #expect(try run.estimate("commonOddsRatio", "mantelHaenszel", "estimate") != nil)
    }

    @Test func `categories, and one of them against the others`() throws {
        let all = Run(compare: [trial, "--outcome", "iss", "--by", "arm", "--json"])
        #expect(try all.test("fisher", "p") != nil && all.test("pearson", "p") != nil)
        let one = Run(compare: [trial, "--outcome", "iss=III", "--by", "arm", "--json"])
        let table = try #require(try one.json["table"] as? [String: Any])
        #expect(table["columns"] as? [String] == ["III", "not III"])
    }

    @Test func `numbers are compared by means and ranks`() throws {
        let two = Run(compare: [trial, "--outcome", "age", "--by", "arm", "--json"])
        #expect(try two.test("welchT", "p") != nil && two.test("rankSumNormal", "p") != nil)
        let three = Run(compare: [trial, "--outcome", "age", "--by", "iss", "--json"])
        #expect(try three.test("anova", "p") != nil && three.test("kruskalWallis", "p") != nil)
        #expect(try three.test("pairwiseWelchHolm", "p") != nil)
    }

    @Test func `pairs of numbers, one without its other half`() throws {
        let one = try run(on: answers, "--outcome", "pain", "--by", "visit", "--paired", "id", "--json")
        // Differences 2, 1, 3: mean 2, t = 2 / (1/√3).
        #expect(isClose(try one.test("pairedT", "statistic"), 2 * 3.0.squareRoot(), relative: 1e-12))
        #expect(try one.json["dropped"] as? Int == 1)
    }

    @Test func `pairs of answers`() throws {
        let one = try run(on: answers, "--outcome", "better", "--by", "visit", "--paired", "id", "--json")
        #expect(try one.test("mcNemar", "statistic") == 2 && one.test("mcNemarExact", "p") == 0.5)
    }

    @Test func `a flag that nobody has is still counted`() throws {
        let one = try run(on: "arm,cr\na,0\na,0\nb,0\nb,0\n", "--outcome", "cr", "--by", "arm", "--json")
        #expect(one.outcome == .done)
        #expect(try one.test("pearson", "p") == nil && one.test("fisher", "p") == 1)
        #expect(try one.estimate("proportion", "clopperPearson", "estimate") == 0)
        let words = try run(
            on: "arm,cr\na,true\na,false\nb,true\nb,true\n", "--outcome", "cr=1", "--by", "arm", "--json")
        #expect((try words.json["table"] as? [String: Any])?["counts"] as? [[Int]] == [[1, 1], [2, 0]])
    }
}

@Suite("equipoise compare · ByHand: what a slip gets")
struct CompareRefusalTests {
    @Test(arguments: [
        ([], "one of FILE, --table and --means"),
        ([trial], "--outcome COLUMN and --by COLUMN"),
        ([trial, "--table", "1,2/3,4"], "one of FILE, --table and --means"),
        (["--table", "1,2/3,4", "--by", "arm"], "there is none"),
        (["--table", "1,x/3,4"], "--table"),
        (["--table", "1,2/3"], "table[1]"),
        (["--table", "0,0/0,0"], "no subjects"),
        (["--table", "1,2"], "at least two"),
        (["--means", "1,2"], "--means"),
        (["--means", "1,2,3"], "one group"),
        (["--means", "1,-2,3/1,2,3"], "standardDeviation is -2.0"),
        (["--table", "1,2/3,4", "--level", "95"], "--level"),
        ([trial, "--outcome", "agee", "--by", "arm"], "did you mean 'age'?"),
        ([trial, "--outcome", "iss=V", "--by", "arm"], "it holds 'I', 'II', 'III'"),
        ([trial, "--outcome", "age", "--by", "arm", "--strata", "iss"], "two outcomes"),
        ([trial, "--outcome", "event", "--by", "iss", "--strata", "arm"], "two outcomes"),
        ([trial, "--outcome", "age", "--by", "arm", "--paired", "iss"], "more than one row"),
        ([trial, "--outcome", "age", "--by", "arm", "--paired", "subject"], "no pair"),
        (["/nowhere.csv", "--outcome", "a", "--by", "b"], "/nowhere.csv"),
    ])
    func `bad usage says what to do and ends with 2`(arguments: [String], words: String) {
        let run = Run(compare: arguments)
        #expect(run.outcome == .refused && run.output.isEmpty)
        #expect(run.error.contains(words), "\(run.error)")
    }

    @Test func `help is no failure`() {
        let run = Run(compare: ["--help"])
        #expect(run.outcome == .done && run.output.contains("Examples:"))
    }
}
