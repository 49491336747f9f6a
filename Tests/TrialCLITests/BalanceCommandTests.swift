import Foundation
import TestSupport
import Testing
import TrialCLI

private func example(_ path: String) -> String {
    Repository.file("Examples/\(path)").path(percentEncoded: false)
}

private let chosen = example("nct04217967/virtual-arms.csv")
private let trial = example("virtual-maintenance/trial.csv")
private let covariates = ["--by", "arm", "--covariates", "age,sex,iss,creatinine"]

private func run(_ options: String...) -> Run { Run(arguments: ["balance", chosen] + covariates + options) }

/// A path into JSON: keys, and indices of arrays.
private func value(_ json: Any?, _ path: Any...) -> Any? {
    path.reduce(json) { json, step in
        if let key = step as? String { return (json as? [String: Any])?[key] }
        guard let index = step as? Int, let list = json as? [Any], list.indices.contains(index) else { return nil }
        return list[index]
    }
}

@Suite("equipoise balance · Golden: what the examples say R gives")
struct BalanceAnswersTests {
    @Test func `differences, effective sizes and the model of the score`() throws {
        let json = try run("--weights", "overlap", "--json").json
        #expect(
            isClose(value(json, "covariates", 0, "differences", 0, "smd") as? Double, -0.519915801322, relative: 1e-11))
        let sizes = [0, 1].map { value(json, "weights", "groups", $0, "effectiveN") as? Double }
        #expect(isClose(sizes[0], 123.479938361, relative: 1e-10) && isClose(sizes[1], 135.672256196, relative: 1e-10))
        let tenths = value(json, "weights", "groups", 0, "tenths") as? [Int]
        #expect(tenths?.count == 10 && tenths?.reduce(0, +) == value(json, "weights", "groups", 0, "n") as? Int)
        let model = (0..<6).map { value(json, "weights", "model", $0, "coefficient") as? Double }
        let expected = [
            4.31416416825259, -0.06203319722549, -0.22551362231371, 0.58212745893111, -0.06914496958043,
            -0.00592691897464,
        ]
        for (own, expected) in zip(model, expected) { #expect(isClose(own, expected, relative: 1e-9)) }
        for index in 0..<4 {
            let after = try #require(value(json, "covariates", index, "weighted", "differences", 0, "smd") as? Double)
            #expect(abs(after) < 1e-7)
            #expect(value(json, "covariates", index, "weighted", "marked") as? Bool == false)
        }
    }

    @Test(arguments: [
        ("overlap", -0.139299137, 0.1629832114), ("average", -0.09981370948, 0.1688481771),
    ])
    func `the weighted analysis`(_ target: String, _ coefficient: Double, _ error: Double) throws {
        try withFolder { folder in
            let file = folder.appending(path: "weighted.csv").path(percentEncoded: false)
            let made = run("--weights", target, "--csv", file)
            #expect(made.outcome == .done && made.error == "Wrote \(file)\n")
            let json = try Run(
                "analyze", file, "--time", "pfs", "--event", "event", "--by", "arm", "--weights", "weight", "--robust",
                "--json"
            ).json
            let text = String(describing: json)
            let term = value(json, "cox", "terms", 0)
            #expect(isClose(value(term, "coefficient") as? Double, coefficient, relative: 1e-7), "\(text)")
            #expect(isClose(value(term, "standardError") as? Double, error, relative: 1e-7))
        }
    }

    @Test func `the table of a randomised trial`() {
        let run = Run(
            "balance", trial, "--by", "arm", "--reference", "placebo", "--covariates", "age,sex,iss,cytogenetics,ldh",
            "--medians", "ldh", "--study", example("tourmaline-mm3/study.yaml"))
        #expect(run.outcome == .done && run.error.isEmpty)
        for words in [
            "trial.csv: 400 rows, placebo 160, maintenance 240", "The arms were randomised (",
            "2 of 5 covariates differ by more than 0.1 SD: age and sex.", "60.50 (7.43)", "* −0.108",
            "132 (55.0%)  * −0.114", "0.099", "0.073", "182 (158–228)", "19 (11.9%)", "* −0.103",
            "maintenance less placebo", "also where medians are shown",
        ] {
            #expect(run.output.contains(words), "\(words)")
        }
        #expect(!run.output.contains("\u{A0}") && !run.output.contains(" \n") && !run.output.contains("Weights"))
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func `more than two groups have a difference for each pair`() throws {
        let run = Run("balance", trial, "--by", "iss", "--covariates", "age,sex")
        #expect(run.output.contains("Standardised differences by pair") && run.output.contains("III vs II"))
        #expect(run.output.contains("largest SMD"))
        let json = try Run("balance", trial, "--by", "iss", "--covariates", "age,sex", "--json").json
        #expect((value(json, "covariates", 0, "differences") as? [Any])?.count == 3)
    }
}

@Suite("equipoise balance · What allocation makes of a difference")
struct BalanceAllocationTests {
    private static let chosenWords =
        "The arms were not randomised: patient and doctor chose. Differences between them are not effects of treatment alone."

    @Test func `arms that were chosen are called so in every output`() throws {
        let study = example("nct04217967/study.yaml")
        let text = run("--study", study)
        #expect(text.output.replacing("\n", with: " ").contains(Self.chosenWords))
        let json = try run("--study", study, "--json").json
        #expect(value(json, "allocation", "statement") as? String == Self.chosenWords)
        #expect(value(json, "allocation", "randomised") as? Bool == false)
        #expect((value(json, "notes", 0) as? String) == Self.chosenWords)
        try withFolder { folder in
            let run = run("--study", study, "--weights", "overlap", "-o", folder.path(percentEncoded: false))
            #expect(run.error.contains("Wrote report.html, results.json, balance.svg to"))
            let files = try ["report.html", "results.json"].map {
                try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
            }
            for file in files { #expect(file.contains(Self.chosenWords)) }
            #expect(files[0].contains("study.yaml") && files[1].contains(#""studyFile" : "study.yaml""#))
            let figure = try String(contentsOf: folder.appending(path: "balance.svg"), encoding: .utf8)
            #expect(figure.contains("The arms were not randomised: patient and doctor chose."))
        }
    }

    private static let kinds: [(study: String?, words: String, isRandom: Bool?)] = [
        ("nct01718743", "The groups were not randomised: the study has one arm.", false),
        ("tourmaline-mm3", "The arms were randomised (", true), (nil, "a study file does (--study)", nil),
    ]

    @Test(arguments: kinds)
    func `others by their kind`(_ study: String?, _ words: String, _ isRandom: Bool?) throws {
        let options = study.map { ["--study", example("\($0)/study.yaml")] } ?? []
        let json = try Run(arguments: ["balance", chosen] + covariates + options + ["--json"]).json
        #expect((value(json, "allocation", "statement") as? String)?.contains(words) == true)
        #expect(value(json, "allocation", "randomised") as? Bool == isRandom)
    }

    @Test func `a study without the section says nothing of it`() throws {
        try withFile("equipoise: 1\nstudy: {id: X, title: T, version: 1, phase: 3}\n", kind: "yaml") { study in
            let run = run("--study", study)
            #expect(run.output.contains("The study file does not say how subjects came to their arms."), "\(run.error)")
        }
    }
}

@Suite("equipoise balance · What a stranger may ask")
struct BalanceRefusalTests {
    @Test(arguments: [
        (["--trim", "0.1"], "--trim goes with --weights."), (["--csv", "w.csv"], "--csv goes with --weights."),
        (["--spread", "weighted"], "--spread goes with --weights."), (["--firth"], "--firth goes with --weights."),
        (["--weights", "overlap", "--stabilized"], "--stabilized goes with --weights average."),
        (["--weights", "overlap", "--trim", "-0.1"], "--trim is -0.1; expected a number from 0 to below 0.5."),
        (["--weights", "overlap", "--trim", "0.5"], "--trim is 0.5"), (["--weights", "iptw"], "--weights"),
        (["--threshold", "-1"], "--threshold is -1.0; expected a number ≥ 0."),
        (["--factor", "x"], "--factor x is not among the --covariates."),
        (["--medians", "x"], "--medians x is not among the --covariates."),
        (["--factor", "age", "--medians", "age"], "age has both --factor and --medians"),
        (["--weights", "overlap", "--csv", ""], "--csv is empty"),
        (["--medians", "sex"], "column 'sex' is a factor and has no median"),
        (["--reference", "placebo"], "no row of column 'arm' is 'placebo'"),
        (["--study", "/no/such.yaml"], "/no/such.yaml: error: the file cannot be read"),
    ])
    func `options that do not go`(_ options: [String], _ words: String) {
        let run = Run(arguments: ["balance", chosen] + covariates + options)
        #expect(run.outcome == .refused && run.error.contains(words) && run.output.isEmpty, "\(run.error)")
    }

    @Test func `columns that are not there are named together`() {
        let run = Run("balance", chosen, "--by", "arms", "--covariates", "aeg,sex,sexx")
        #expect(run.outcome == .refused)
        for words in ["did you mean 'arm'", "did you mean 'age'", "did you mean 'sex'"] {
            #expect(run.error.contains(words), "\(words)")
        }
        #expect(Run("balance", chosen, "--by", "arm", "--covariates", "age,arm").error.contains("given twice"))
        #expect(Run("balance", chosen, "--by", "arm", "--covariates", "age,age").error.contains("names age twice"))
        #expect(Run("balance", "-", "--by", "a", "--covariates", "b", "--study", "-").error.contains("read once"))
    }

    private static let file = """
        arm,same,stage,marker,empty,flag,x,twice
        A,5,I,low,,0,1,2
        A,5,I,low,,1,2,4
        A,5,II,low,,0,3,6
        A,5,II,low,,0,4,8
        B,5,II,high,,0,3,6
        B,5,II,high,,0,5,10
        B,5,I,high,,1,2,4
        B,5,II,high,,1,,
        """

    private func run(_ options: String...) throws -> Run {
        try withFile(Self.file) { Run(arguments: ["balance", $0, "--by", "arm"] + options) }
    }

    @Test func `what does not vary, has no level in common, or is missing everywhere is NE with its reason`() throws {
        let run = try run("--covariates", "same,marker,empty,x")
        #expect(run.outcome == .done)
        for words in [
            "'same' has no standardised difference: the values vary in neither group.",
            "'marker' has no standardised difference: the groups have no level in common.",
            "'empty' has no standardised difference: a group has no subject with a value.", "4 (100.0%)",
            "1 of 1 covariate differs by more than 0.1 SD: x.",
        ] {
            #expect(run.output.contains(words), "\(words)\n\(run.output)")
        }
    }

    @Test func `a single subject a group, and nothing to say`() throws {
        try withFile("arm,x\nA,1\nB,2\n") { file in
            let run = Run("balance", file, "--by", "arm", "--covariates", "x")
            #expect(run.outcome == .done && run.output.contains("No covariate has a standardised difference."))
            #expect(run.output.contains("1 (NE)") && run.output.contains("a group has one subject only"))
        }
    }

    @Test func `weights that cannot be are refused with the way out`() throws {
        #expect(
            try run("--covariates", "marker,x", "--weights", "overlap").error.contains(
                "--weights: 'marker[low]' tells the groups apart"))
        #expect(
            try run("--covariates", "empty,x", "--weights", "overlap").error.contains(
                "leave 'empty' out of --covariates"))
        #expect(try run("--covariates", "same", "--weights", "overlap").error.contains("no covariate varies"))
        let firth = try run("--covariates", "marker,x", "--weights", "overlap", "--firth")
        #expect(firth.outcome == .done && firth.output.contains("Firth's penalised likelihood"))
        let groups = Run("balance", trial, "--by", "iss", "--covariates", "age", "--weights", "overlap")
        #expect(groups.outcome == .refused && groups.error.contains("column 'iss' has 3 groups: 'I', 'II', 'III'"))
        try withFile("arm,x\nA,1\nA,2\n") { file in
            let one = Run("balance", file, "--by", "arm", "--covariates", "x")
            #expect(
                one.outcome == .refused
                    && one.error.contains("column 'arm' holds only 'A'; expected at least two groups"))
        }
        let identifier = Run("balance", chosen, "--by", "subject", "--covariates", "age")
        #expect(identifier.error.contains("an identifier is no group"))
    }

    @Test func `what follows from others, and codes of 0 and 1, are told`() throws {
        let run = try run("--covariates", "x,twice,same,flag", "--weights", "overlap")
        let text = run.output.replacing("\n  ", with: " ")
        #expect(text.contains("'twice' follows from 'x' and adds nothing to the score."), "\(run.error)")
        #expect(text.contains("'same' does not vary in the rows of the score and adds nothing to it."))
        #expect(text.contains("--factor flag counts them."))
        #expect(text.contains("1 row has no value in some covariate and so no weight"))
    }

    @Test func `data on standard output stand alone`() {
        let run = Run(arguments: ["balance", chosen] + covariates + ["--weights", "overlap", "--csv", "-"])
        #expect(run.outcome == .done && run.output.hasPrefix("subject,arm,age,sex,iss,creatinine,pfs,event,weight\n"))
        #expect(run.output.split(separator: "\n").count == 301 && run.error.contains("a study file does (--study)"))
    }

    @Test func `rows without a weight have none, trimmed ones 0, and a column of that name stays`() throws {
        try withFolder { folder in
            let target = folder.appending(path: "w.csv").path(percentEncoded: false)
            let run = Run(
                arguments: ["balance", chosen] + covariates + [
                    "--weights", "average", "--trim", "0.3", "--csv", target,
                ])
            #expect(run.output.replacing("\n  ", with: " ").contains("trimmed for a score below 0.3 or above 1 − 0.3"))
            let lines = try String(contentsOfFile: target, encoding: .utf8).split(separator: "\n")
            #expect(lines[0] == "subject,arm,age,sex,iss,creatinine,pfs,event,weight" && lines.count == 301)
            #expect(lines.count { $0.hasSuffix(",") } == 12 && lines.contains { $0.hasSuffix(",0.0") })
            let again = Run(
                arguments: ["balance", target] + covariates + ["--weights", "average", "--csv", target])
            #expect(again.outcome == .refused && again.error.contains("the file has a column 'weight' already"))
        }
    }
}
