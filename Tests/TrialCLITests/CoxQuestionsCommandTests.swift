import Foundation
import TestSupport
import Testing

/// A small trial of two arms, whose columns have awkward names.
private let trial = """
    time,"died=1","arm, coded",age,sex,site
    1,1,A,61,F,n
    2,1,A,55,M,n
    3,0,A,47,F,s
    4,1,B,66,M,s
    5,1,A,71,F,n
    6,1,B,52,M,s
    7,0,B,49,F,n
    8,1,A,58,M,s
    9,1,B,63,F,n
    10,0,B,44,M,s
    11,1,B,69,F,s
    12,0,A,50,M,n
    13,1,B,57,F,n
    14,0,B,60,M,s
    """

private let columns = ["--time", "time", "--event", "\"died=1\"", "--by", "arm, coded"]

@Suite("equipoise analyze: asked of the Cox model · ByHand")
struct CoxQuestionsCommandTests {
    private func run(_ options: String...) throws -> Run {
        try withFile(trial) { file in Run(arguments: ["analyze", file] + columns + options) }
    }

    @Test func `names with commas and equals signs stand in quotes`() throws {
        let run = try run("--covariates", "age", "--interactions", "\"arm, coded\"*age")
        #expect(run.outcome == .done, "\(run.error)")
        #expect(run.output.contains("arm, coded[B]:age"))
        #expect(run.output.contains("Interaction of arm, coded and age"))
    }

    @Test func `every question has its table`() throws {
        let run = try run(
            "--covariates", "age,sex", "--reference-of", "sex=M", "--contrast", "10*age; \"arm, coded[B]\" - sex[F]",
            "--without",
            "age", "--drop", "--side-by-side", "--predict", "\"arm, coded\"=A,age=60,sex=F;\"arm, coded\"=B", "--at",
            "5",
            "--adjusted-curves")
        #expect(run.outcome == .done, "\(run.error)")
        for table in [
            "Hazard ratios side by side", "Contrasts", "Comparison with a smaller model",
            "Each term left out by itself",
            "Predicted curves", "Curves standardised to the sample", "Differences of the standardised curves",
            "B vs A, unadjusted", "B vs A, adjusted", "p, Holm", "arm, coded=A, age=60, sex=F", "B − A at 5",
            "sex[F] against M",
        ] {
            #expect(run.output.contains(table), "\(table)")
        }
        #expect(run.output.contains("Predicted curves take what their profile leaves out at the mean"))
    }

    @Test func `the JSON has a key for each option that was given, and no other`() throws {
        let plain = try run("--covariates", "age", "--json").json
        #expect(plain["coxAnswers"] == nil)
        let asked = try run(
            "--covariates", "age", "--json", "--contrast", "arm, coded[B]", "--baseline", "zero", "--scores", "strata",
            "--spline",
            "age:2"
        ).json
        let answers = try #require(asked["coxAnswers"] as? [String: Any])
        #expect(Set(answers.keys) == ["contrasts", "baseline", "scores", "splines"])
        let scores = try #require((answers["scores"] as? [String: Any])?["rows"] as? [[String: Any]])
        #expect(scores.count == 14 && scores[0]["row"] as? Int == 1)
        let expected = scores.reduce(0.0) { $0 + ($1["expected"] as? Double ?? .nan) }
        #expect(isClose(expected, 9, relative: 1e-9))
        let spline = try #require((answers["splines"] as? [[String: Any]])?.first)
        #expect((spline["curve"] as? [Any])?.count == 101 && (spline["knots"] as? [Double]) == [57.5])
    }

    @Test func `the folder has the figures and the tables`() throws {
        try withFolder { folder in
            let run = try run(
                "--covariates", "age", "--spline", "age:2", "--predict", "\"arm, coded\"=A,age=60", "--adjusted-curves",
                "--baseline",
                "sample", "--scores", "zero", "-o", folder.path(percentEncoded: false))
            #expect(run.outcome == .done, "\(run.error)")
            func text(_ name: String) throws -> String {
                try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            }
            for name in ["predicted.svg", "adjusted.svg", "spline-1.svg"] {
                #expect(try text(name).hasPrefix("<svg"))
            }
            #expect(
                try text("predicted.csv").hasPrefix(
                    "profile,time,logCumulativeHazard,cumulativeHazard,survival,standardErrorOfLog,lower,upper\n\"arm, coded=A, age=60\",1,"
                ))
            #expect(try text("baseline.csv").split(separator: "\n").count == 10)
            #expect(try text("scores.csv").hasPrefix("row,linearPredictor,standardError,risk,expected\n1,"))
            #expect(try text("adjusted.csv").hasPrefix("group,time,survival,standardError,lower,upper\nA,1,"))
            let page = try text("report.html")
            #expect(
                page.contains("Asked of the Cox model") && page.contains("standardised to the covariates of all rows"))
            #expect(try text("results.json").contains("\"cox-prediction\""))
        }
    }

    @Test func `profiles come from a file as well`() throws {
        try withFile("\"arm, coded\",age\nA,50\nB,60\n") { profiles in
            let run = try run("--covariates", "age", "--predict-from", profiles)
            #expect(run.outcome == .done, "\(run.error)")
            #expect(run.output.contains("arm, coded=A, age=50") && run.output.contains("arm, coded=B, age=60"))
        }
    }

    @Test(arguments: [
        (["--predict", "arm"], "is no list of COLUMN=VALUE"),
        (["--predict", "\"arm, coded\"=A;\"arm, coded\"=A"], "is given twice"),
        (["--predict", "age=60"], "'age' of the profile 'age=60' is not in the Cox model"),
        (["--contrast", "arm"], "there is no term at 'arm'"), (["--without", "age"], "no term 'age'"),
        (["--baseline", "zero"], "--baseline gives many rows"), (["--scores", "mean"], "scores"),
        (["--covariates", "age", "--spline", "age:1"], "spline"),
        (["--covariates", "age", "--spline", "age,age"], "--spline names age twice"),
        (["--interactions", "arm"], "interactions"), (["--reference-of", "sex"], "reference-of"),
        (["--reference-of", "sex=F"], "'sex', which is no covariate"),
        (["--contrast", "age;age"], "names 'age' twice"),
    ])
    func `what cannot be asked is refused with the reason`(options: [String], reason: String) throws {
        try withFile(trial) { file in
            let run = Run(arguments: ["analyze", file] + columns + options)
            #expect(run.outcome != .done && run.error.contains(reason), "\(run.error)")
        }
    }

    @Test func `questions need a model, and groups where they are of groups`() throws {
        try withFile(trial) { file in
            let alone = ["analyze", file, "--time", "time", "--event", "\"died=1\""]
            #expect(Run(arguments: alone + ["--drop"]).error.contains("give it --by or --covariates"))
            for option in ["--adjusted-curves", "--side-by-side"] {
                #expect(Run(arguments: alone + ["--covariates", "age", option]).error.contains("\(option) needs --by"))
            }
        }
    }
}
