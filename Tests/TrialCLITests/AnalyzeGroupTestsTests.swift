import Foundation
import TestSupport
import Testing
import TrialCLI

private let mgus2 = Repository.file("Examples/mgus2/mgus2.csv").path(percentEncoded: false)

/// Twelve subjects of three doses, in two centres.
private let doses = """
    time,event,dose,centre,reference,id
    5,1,0,x,0.5,1
    8,1,0,y,0.8,2
    12,1,0,x,1.2,3
    3,0,0,y,0.3,4
    9,1,5,x,0.9,5
    14,1,5,y,1.4,6
    20,0,5,x,2,7
    11,1,5,y,1.1,8
    18,1,10,x,1.8,9
    25,0,10,y,2.5,10
    30,1,10,x,3,11
    28,0,10,y,,11
    """

@Suite("equipoise analyze, tests of the groups · Golden and ByHand")
struct AnalyzeGroupTestsTests {
    private let columns = ["--time", "time", "--event", "event"]

    private func json(_ arguments: [String]) throws -> [String: Any] {
        let run = Run(arguments: arguments + ["--json"])
        #expect(run.outcome == .done, "\(run.error)")
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    private func part(_ key: String, _ arguments: [String]) throws -> [String: Any] {
        try #require(try json(arguments)[key] as? [String: Any])
    }

    @Test func `MaxCombo and its direction`() throws {
        let options = [
            "analyze", mgus2, "--time", "futime", "--event", "death", "--by", "sex", "--test", "maxcombo:0,0;0,1",
        ]
        let both = try part("maxCombo", options)
        #expect(both["test"] as? String == "maxcombo:0,0;0,1" && both["alternative"] as? String == "two-sided")
        let components = try #require(both["components"] as? [[String: Any]])
        #expect(components.map { $0["test"] as? String } == ["fh:0,0", "fh:0,1"])
        // The log-rank test's χ² is 9.6654673.
        #expect(isClose(components[0]["z"] as? Double, -9.6654673.squareRoot(), relative: 1e-7))
        #expect(isClose(both["statistic"] as? Double, 9.6654673.squareRoot(), relative: 1e-7))
        let higher = try part("maxCombo", options + ["--alternative", "higher"])
        let (one, two) = (try #require(higher["p"] as? Double), try #require(both["p"] as? Double))
        #expect(one > 0.49 * two && one < 0.51 * two)
        let text = Run(arguments: options).output
        #expect(text.contains("MaxCombo test: largest |Z| = 3.11, p = 0.0"))
        #expect(!text.contains("Log-rank test:"))
    }

    @Test func `direction and hazard ratios of the log-rank test`() throws {
        let options = ["analyze", mgus2, "--time", "futime", "--event", "death", "--by", "sex"]
        let test = try part("logRank", options + ["--alternative", "higher", "--log-rank-ratios"])
        #expect(isClose(test["z"] as? Double, -9.6654673.squareRoot(), relative: 1e-7))
        #expect(isClose(test["oneSidedP"] as? Double, (test["p"] as? Double ?? 0) / 2, relative: 1e-9))
        let peto = try #require(test["peto"] as? [String: Any])
        let ratio = try #require(peto["hazardRatio"] as? Double)
        #expect(ratio > 1.2 && ratio < 1.25)
        #expect(try part("logRank", options)["z"] == nil)
        #expect(
            Run(arguments: options + ["--alternative", "higher"]).output.contains("(higher hazard of M than of F)"))
    }

    @Test func `trend over doses, whatever the reference`() throws {
        try withFile(doses) { file in
            let options = ["analyze", file] + columns + ["--by", "dose"]
            let plain = try part("trend", options + ["--trend"])
            #expect(
                isClose(
                    plain["z"] as? Double,
                    try part("trend", options + ["--trend", "--reference", "5"])["z"] as? Double, relative: 1e-12))
            let values = try part("trend", options + ["--trend-scores", "values"])
            for other in ["0,5,10", "10=10,0=0,5=5", "1,2,3"] {
                let trend = try part("trend", options + ["--trend-scores", other])
                #expect(isClose(trend["z"] as? Double, values["z"] as? Double, relative: 1e-12))
            }
            #expect((plain["z"] as? Double ?? 0) < 0, "the highest dose lives longest")
            let text = Run(arguments: options + ["--trend-scores", "values", "--reference", "5"]).output
            #expect(text.contains("along the scores 5 for dose 5, 0 for dose 0 and 10 for dose 10"))
            for (scores, words) in [
                ("0,5", "2 scores for 3 groups"), ("0=1,5=2", "does not name every group"),
                ("0=1,5=2,9=3", "'9', which is no group"),
            ] {
                let run = Run(arguments: options + ["--trend-scores", scores])
                #expect(run.outcome == .refused && run.error.contains(words), "\(run.error)")
            }
        }
    }

    @Test func `pairs of doses`() throws {
        try withFile(doses) { file in
            let options = ["analyze", file] + columns + ["--by", "dose", "--pairwise", "holm"]
            let pairs = try part("pairwise", options)
            let comparisons = try #require(pairs["comparisons"] as? [[String: Any]])
            #expect(comparisons.count == 3 && pairs["adjustment"] as? String == "holm")
            let p = comparisons.compactMap { $0["p"] as? Double }
            let least = try #require(p.min())
            #expect(isClose(comparisons.compactMap { $0["adjustedP"] as? Double }.min(), 3 * least, relative: 1e-12))
            let reference = try part("pairwise", options + ["--pairs", "reference"])
            #expect((reference["comparisons"] as? [[String: Any]])?.count == 2)
            #expect(Run(arguments: options).output.contains("10 against 0"))
            let maxCombo = try json(options + ["--test", "maxcombo"])
            #expect(
                maxCombo["maxCombo"] == nil
                    && (maxCombo["pairwise"] as? [String: Any])?["test"] as? String == "maxcombo")
            let refused = Run(arguments: ["analyze", file] + columns + ["--by", "dose", "--test", "maxcombo"])
            #expect(
                refused.outcome == .refused
                    && refused.error.contains("MaxCombo compares two groups and column 'dose' has 3"))
        }
    }

    @Test func `permutations, all where they are few`() throws {
        try withFile(doses) { file in
            let options = ["analyze", file] + columns + ["--by", "dose"]
            let all = try part("permutation", options + ["--permutations", "100"])
            // 12!/(4!)³.
            #expect(all["arrangements"] as? Int == 34650 && all["exact"] as? Bool == true && all["lower"] is NSNull)
            let strata = try part("permutation", options + ["--permutations", "all", "--strata", "centre"])
            // (6!/(2!)³)².
            #expect(strata["arrangements"] as? Int == 8100)
            #expect(
                Run(arguments: options + ["--permutations", "all"]).output.contains(
                    "of 34650 arrangements of the labels"))
            let shared = Run(arguments: options + ["--permutations", "100", "--cluster", "id"])
            #expect(shared.outcome == .refused && shared.error.contains("rows of column 'id' belong together"))
        }
        let options = [
            "analyze", mgus2, "--time", "futime", "--event", "death", "--by", "sex", "--permutations", "200",
        ]
        let one = try part("permutation", options + ["--seed", "7", "--cores", "1"])
        let two = try part("permutation", options + ["--seed", "7", "--cores", "2"])
        #expect(one["exceedances"] as? Int == two["exceedances"] as? Int && one["seed"] as? Int == 7)
        #expect(one["exact"] as? Bool == false && one["upper"] is Double)
    }

    @Test func `against a reference hazard, given or by column`() throws {
        try withFile(doses) { file in
            let options = ["analyze", file] + columns
            // 183 units of time at a rate of a tenth, 8 events.
            for reference in ["rate=0.1", "hazard=0.1@0", "survival=0.36787944117144233@10", "weibull=1,10"] {
                let test = try part("oneSample", options + ["--one-sample", reference])
                let group = try #require((test["groups"] as? [[String: Any]])?.first)
                #expect(isClose(group["expected"] as? Double, 18.3, relative: 1e-12))
                #expect(group["observed"] as? Double == 8 && test["reference"] as? String == reference)
            }
            let column = try json(options + ["--by", "dose", "--expected", "reference", "--alternative", "lower"])
            let groups = try #require((column["oneSample"] as? [String: Any])?["groups"] as? [[String: Any]])
            #expect(groups.map { $0["n"] as? Int } == [4, 4, 3])
            #expect(isClose(groups[2]["expected"] as? Double, 7.3, relative: 1e-12))
            #expect(
                (column["notes"] as? [String])?.contains { $0.hasPrefix("1 rows were left out of the one-sample test") }
                    == true)
            #expect(
                Run(arguments: options + ["--one-sample", "median=10"]).output.contains(
                    "One-sample log-rank test against median=10"))
            let negative = Run(arguments: options + ["--expected", "centre"])
            #expect(
                negative.outcome == .refused && negative.error.contains("column 'centre' cannot give expected hazards"))
        }
    }

    @Test func `the bootstrap gives limits around the model's hazard ratio`() throws {
        let options = ["analyze", mgus2, "--time", "futime", "--event", "death", "--by", "sex", "--bootstrap", "400"]
        let one = try part("bootstrap", options + ["--seed", "2", "--cores", "1"])
        let two = try part("bootstrap", options + ["--seed", "2", "--cores", "2"])
        let (term, again) = (
            try #require((one["terms"] as? [[String: Any]])?.first),
            try #require((two["terms"] as? [[String: Any]])?.first)
        )
        for key in ["percentileLower", "basicUpper", "bcaLower", "bcaUpper", "standardError"] {
            #expect(term[key] as? Double == again[key] as? Double && term[key] is Double)
        }
        let (lower, upper) = (try #require(term["bcaLower"] as? Double), try #require(term["bcaUpper"] as? Double))
        #expect(lower < 1.224 && upper > 1.224 && one["separated"] as? Int == 0)
        #expect(Run(arguments: options).output.contains("Bootstrap of the Cox model: 400 resamples of rows, seed 1"))
    }

    @Test(arguments: [
        (["--trend"], "--trend needs --by"), (["--pairwise", "holm"], "--pairwise needs --by"),
        (["--permutations", "9"], "--permutations needs --by"),
        (["--alternative", "lower"], "--alternative needs --by"),
        (["--by", "sex", "--pairs", "all"], "--pairs needs --pairwise"),
        (["--by", "sex", "--seed", "1"], "--seed and --cores"),
        (["--bootstrap", "10"], "needs a Cox model"), (["--by", "sex", "--bootstrap", "0"], "--bootstrap is 0"),
        (["--by", "sex", "--bootstrap", "9", "--resample", "strata"], "needs --strata"),
        (["--by", "sex", "--bootstrap", "9", "--resample", "clusters"], "needs --cluster"),
        (["--by", "sex", "--resample", "rows"], "--resample needs --bootstrap"),
        (["--by", "sex", "--bootstrap", "9", "--cores", "0"], "--cores is 0"),
        (["--one-sample", "rate=1", "--expected", "age"], "not both"), (["--one-sample", "rate=-1"], "--one-sample"),
        (["--one-sample", "survival=0.5"], "--one-sample"), (["--one-sample", "mean=4"], "--one-sample"),
        (["--by", "sex", "--trend-scores", "a,b"], "--trend-scores"),
        (["--by", "sex", "--pairwise", "tukey"], "--pairwise"),
        (["--by", "sex", "--test", "maxcombo:0,0;0,0"], "--test"), (["--by", "sex", "--test", "maxcombo:"], "--test"),
        (["--by", "sex", "--permutations", "0"], "--permutations"),
    ])
    func `what cannot be asked is refused in words`(options: [String], words: String) {
        let run = Run(arguments: ["analyze", mgus2, "--time", "futime", "--event", "death"] + options)
        #expect(run.outcome == .refused && run.error.contains(words), "\(run.error)")
    }
}
