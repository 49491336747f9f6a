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

    @Test func `a group without subjects has no shares`() {
        let run = Run(compare: ["--table", "0,0/5,3"])
        #expect(run.outcome == .done && !run.output.contains("NE%") && run.output.contains("5 (62.5%)"))
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
        #expect(try two.test("bartlett", "p") != nil && two.test("brownForsythe", "p") != nil)
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
        ([], "one of FILE, --table, --means and --rate"),
        ([trial], "--outcome COLUMN and --by COLUMN"),
        ([trial, "--table", "1,2/3,4"], "one of FILE, --table, --means and --rate"),
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
        ([trial, "--outcome", "age", "--by", "arm", "--strata", "iss"], "outcomes that are counted"),
        ([trial, "--outcome", "age", "--by", "arm", "--paired", "iss"], "more than one row"),
        ([trial, "--outcome", "age", "--by", "arm", "--paired", "subject"], "no pair"),
        ([trial, "--outcome", "arm", "--by", "arm"], "'arm' is given twice, by --outcome and --by"),
        ([trial, "--outcome", "iss=I", "--by", "arm", "--strata", "iss"], "by --outcome and --strata"),
        ([trial, "--outcome", "event", "--by", "arm", "--strata", "iss,iss"], "given twice, by --strata"),
        (
            [trial, "--outcome", "event", "--by", "arm", "--strata", "iss", "--paired", "subject"],
            "take one of them away"
        ),
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

@Suite("equipoise compare · ByHand: rates, margins, pairs from summaries")
struct CompareQuestionTests {
    @Test func `a rate with its limits, and against a null hypothesis`() throws {
        let run = Run(compare: ["--rate", "27/64"])
        #expect(run.output.contains("42.2% (29.9–55.2%)") && !run.output.contains("binomial"))
        let tested = Run(compare: ["--rate", "27/64", "--null", "0.3", "--json"])
        #expect(try tested.test("binomial", "p") ?? 1 < 0.05)
        #expect(try tested.estimate("proportion", "midP", "lower") ?? 0 > 0.3)
        #expect((try tested.json["rate"] as? [String: Any])?["null"] as? Double == 0.3)
    }

    @Test func `the answer of a margin is the exit code`() throws {
        let no = Run(compare: ["--table", "83,17/69,7", "--margin", "0.1"])
        #expect(no.outcome == .no && no.output.contains("Non-inferiority is not shown"))
        let yes = Run(compare: ["--table", "83,17/69,7", "--margin", "0.2", "--json"])
        #expect(yes.outcome == .done)
        let margin = try #require(try yes.json["margin"] as? [String: Any])
        #expect(margin["answer"] as? Bool == true && margin["lowerMargin"] as? Double == -0.2)
        #expect((margin["results"] as? [[String: Any]])?.count == 3)
        let ratio = Run(compare: [
            "--table", "40,10/38,12", "--margin", "1.25", "--measure", "ratio", "--alternative", "equivalence",
            "--level", "0.9", "--json",
        ])
        #expect(ratio.outcome == .no)
        #expect((try ratio.json["margin"] as? [String: Any])?["lowerMargin"] as? Double == 0.8)
        let means = Run(compare: [
            "--means", "10,2,50/10.1,2,50", "--margin", "1.5", "--better", "lower", "--alternative", "non-inferiority",
        ])
        #expect(means.outcome == .done && means.output.contains("below 1.50"))
        let superior = Run(compare: ["--table", "60,40/30,70", "--margin", "0", "--alternative", "superiority"])
        #expect(superior.outcome == .done && superior.output.contains("Superiority by a margin is shown"))
    }

    @Test func `margins in strata and of pairs of answers`() throws {
        let strata = Run(compare: [
            trial, "--outcome", "event", "--by", "arm", "--strata", "iss", "--margin", "0.05", "--better", "lower",
            "--json",
        ])
        #expect(strata.outcome == .done)
        #expect((try strata.json["margin"] as? [String: Any])?["measure"] as? String == "commonRiskDifference")
        let pairs = try run(
            on: answers, "--outcome", "better", "--by", "visit", "--paired", "id", "--margin", "0.1", "--json")
        // Nobody got worse, two of three better.
        #expect(pairs.outcome == .no)
        #expect(isClose(try pairs.estimate("riskDifference", "tango", "estimate"), -2.0 / 3, relative: 1e-12))
    }

    @Test func `pairs from means and a correlation`() throws {
        // s² = 9 + 16 − 12 = 13 of 13 pairs: t = 2 on 12.
        let run = Run(compare: ["--means", "7,3,13/5,4,13", "--correlation", "0.5", "--json"])
        #expect(isClose(try run.test("pairedT", "statistic"), 2, relative: 1e-12))
        #expect(try run.json["kind"] as? String == "pairedMeans")
    }

    @Test func `exact tests that fix only the groups, and their one-sided p-values on request`() throws {
        let run = Run(compare: ["--table", "7,8/12,3", "--json"])
        #expect(isClose(try run.test("barnard", "p"), 0.0682183093, relative: 1e-8))
        let more = Run(compare: [
            "--table", "7,8/12,3", "--one-sided", "--barnard", "unpooled", "--berger-boos", "0.001", "--json",
        ])
        #expect(try more.test("boschlooLess", "p") ?? 1 < 0.05 && more.test("barnardGreater", "p") ?? 0 > 0.9)
        let exact = Run(compare: ["--table", "7,8/12,3", "--exact-difference", "--margin", "0.1", "--json"])
        #expect(isClose(try exact.estimate("riskDifference", "chanZhang", "lower"), -0.6369863, relative: 1e-5))
        #expect(exact.outcome == .no && exact.output.contains("chanZhang"))
        #expect(Run(compare: ["--table", "300,1/3,4", "--exact-difference"]).outcome == .refused)
        let large = Run(compare: ["--table", "300,301/200,401", "--json"])
        #expect(try large.test("boschloo", "p") == nil)
    }

    @Test func `strata of larger tables and of two by two`() throws {
        let larger = Run(compare: [trial, "--outcome", "iss", "--by", "arm", "--strata", "event", "--json"])
        #expect(try larger.test("cmhGeneral", "p") != nil && larger.test("cmhRowMeans", "p") != nil)
        let plain = Run(compare: [trial, "--outcome", "event", "--by", "arm", "--strata", "iss", "--json"])
        #expect(try plain.test("breslowDayTarone", "p") != nil)
        #expect(try plain.estimate("commonRiskDifference", "sato", "lower") != nil)
    }

    @Test func `numbers are described, with the quartiles asked for`() throws {
        let csv = "g,x\na,1\na,2\na,4\na,8\nb,3\nb,5\nb,5\n"
        let run = try run(on: csv, "--outcome", "x", "--by", "g", "--quartiles", "averaged", "--json")
        let groups = try #require(try run.json["groups"] as? [[String: Any]])
        #expect(groups[0]["lowerQuartile"] as? Double == 1.5 && groups[0]["largest"] as? Double == 8)
        #expect(try run.test("rankSumPermutation", "p") != nil)
        #expect(try run.estimate("shift", "hodgesLehmannNormal", "estimate") != nil)
    }

    @Test(arguments: [
        (["--rate", "27"], "--rate"), (["--rate", "70/64"], "successes is 70"),
        (["--rate", "27/64", "--null", "2"], "null is 2"), (["--table", "1,2/3,4", "--null", "0.2"], "--rate"),
        (["--rate", "27/64", "--margin", "0.1"], "for two groups"),
        (["--table", "1,2/3,4/5,6", "--margin", "0.1"], "for two groups"),
        (
            [trial, "--outcome", "event", "--by", "arm", "--strata", "iss", "--margin", "0.8", "--measure", "ratio"],
            "no ratio"
        ),
        (["--table", "1,2/3,4", "--margin", "0"], "expected a difference > 0"),
        (["--table", "1,2/3,4", "--margin", "-0.1"], "the margin is -0.1; expected a difference > 0"),
        (["--table", "1,2/3,4", "--margin", "2"], "in −1...1"),
        (["--table", "1,2/3,4", "--better", "lower"], "there is none"),
        (["--means", "1,2,3/1,2,3", "--margin", "0.8", "--measure", "ratio"], "no ratio"),
        (["--means", "1,2,3/1,2,4", "--correlation", "0.5"], "one for each pair"),
        (["--table", "1,2/3,4", "--correlation", "0.5"], "--correlation"),
        (["--table", "1,2/3,4", "--berger-boos", "1"], "--berger-boos"),
    ])
    func `slips get a sentence`(arguments: [String], words: String) {
        let run = Run(compare: arguments)
        #expect(run.outcome == .refused && run.error.contains(words), "\(run.error)")
    }
}
