import Foundation
import TestSupport
import Testing
import TrialCLI

@Suite("equipoise allocate · ByHand")
struct AllocateCommandTests {
    static let strata = "induction=PI,IMiD;ISS=I,II,III"
    static let stratified = [
        "allocate", "--method", "permuted-blocks", "--ratio", "3:2", "--arms", "ixazomib,placebo", "--blocks", "5,10",
        "--strata", strata, "--seed", "7",
    ]

    /// The text of a list's file.
    private func list(_ more: [String] = ["--per-stratum", "40"], of base: [String] = stratified) throws -> String {
        try withFolder { folder in
            let file = folder.appending(path: "list.csv")
            let run = Run(arguments: base + more + ["--csv", file.path(percentEncoded: false)])
            try #require(run.outcome == .done, "\(run.error)")
            return try String(contentsOf: file, encoding: .utf8)
        }
    }

    @Test func `a list on standard output is the file, and the answer stands beside it`() throws {
        let run = Run(arguments: Self.stratified + ["--per-stratum", "40", "--csv", "-"])
        let file = try list()
        #expect(run.outcome == .done && run.output == file)
        #expect(run.error.contains("240 allocations"))
        let two = Run(arguments: Self.stratified + ["--per-stratum", "40", "--csv", "-", "--json"])
        #expect(two.outcome == .refused && two.error.contains("--csv - and --json are both standard output"))
    }

    @Test func `a stratified list says how it was made and how it is balanced`() throws {
        let run = Run(arguments: Self.stratified + ["--per-stratum", "40"])
        #expect(run.outcome == .done && run.output.contains("240 allocations by permuted blocks of 5, 10 at random"))
        #expect(run.output.contains("induction=IMiD; ISS=III") && run.output.contains("Blocks allow at most 2.4"))
        let json = try Run(arguments: Self.stratified + ["--per-stratum", "40", "--json"]).json
        let strata = try #require(json["strata"] as? [[String: Any]])
        #expect(strata.count == 6 && strata.allSatisfy { ($0["offAtMost"] as? Double ?? 9) <= 2.4 + 1e-12 })
        #expect((json["allocations"] as? [Any])?.count == 240)
        #expect((json["scheme"] as? [String: Any])?["seed"] as? String == "7")
    }

    @Test func `a seed that is not given is made, said and gives the list again`() throws {
        let base = ["allocate", "--method", "simple", "--subjects", "12", "--json"]
        let (one, two) = (try Run(arguments: base).json, try Run(arguments: base).json)
        let seed = try #require((one["scheme"] as? [String: Any])?["seed"] as? String)
        #expect(try #require(UInt64(seed)) >= 1 << 32 && one["seal"] as? String != two["seal"] as? String)
        #expect(try Run(arguments: base + ["--seed", seed]).json["seal"] as? String == one["seal"] as? String)
    }

    @Test func `a list verifies, and a changed row, a cut file and another seed do not`() throws {
        let text = try list()
        let seal = try #require(text.split(separator: "\n").last?.split(separator: ",").last).description
        func verify(_ text: String, _ more: String...) throws -> Run {
            try withFile(text) { Run(arguments: Self.stratified + ["--verify", $0] + more) }
        }
        let genuine = try verify(text, "--seal", seal)
        #expect(
            genuine.outcome == .done
                && genuine.output.contains("240 allocations of the file are those of the seed. Its"))
        var lines = text.split(separator: "\n").map(String.init)
        lines[17] =
            lines[17].contains("ixazomib")
            ? lines[17].replacing("ixazomib", with: "placebo") : lines[17].replacing("placebo", with: "ixazomib")
        let changed = try verify(lines.joined(separator: "\n"))
        #expect(changed.outcome == .no && changed.output.contains("1 of 240 rows") && changed.output.contains("17"))
        let short = text.split(separator: "\n").dropLast().joined(separator: "\n")
        let unsealed = try verify(short)
        #expect(unsealed.outcome == .done && unsealed.output.contains("Rows cut off at the end do not show"))
        let cut = try verify(short, "--seal", seal)
        #expect(cut.outcome == .no && cut.output.contains("not the one kept"))
        let other = try withFile(text) {
            Run(arguments: Self.stratified.dropLast() + ["8", "--verify", $0, "--json"])
        }
        #expect(other.outcome == .no)
        #expect(try other.json["genuine"] as? Bool == false)
    }

    @Test func `a blinded list has neither arms nor seed, printed or written`() throws {
        try withFolder { folder in
            let path = folder.path(percentEncoded: false)
            let arguments = Self.stratified + ["--per-stratum", "10", "--blinded", "-o", path]
            for run in [Run(arguments: arguments), Run(arguments: arguments + ["--json"])] {
                #expect(run.outcome == .done && !run.output.contains("placebo,"))
                let rows = run.output.split(separator: "\n").filter { $0.contains("IMiD") && !$0.contains("Strata") }
                #expect(rows.allSatisfy { !$0.contains("ixazomib") && !$0.contains("placebo") })
                #expect(!run.output.contains("\"seed\" : \"7\"") && !run.output.contains("--seed 7"))
            }
            let list = try String(contentsOf: folder.appending(path: "list.csv"), encoding: .utf8)
            #expect(list.hasPrefix("number,induction,ISS,place,code\n1,PI,I,1,") && !list.contains("placebo"))
        }
        #expect(
            Run("allocate", "--method", "simple", "--subjects", "4", "--blinded").error.contains("give it by --seed"))
    }

    @Test func `the next subject is the next row of the list`() throws {
        let rows = try list().split(separator: "\n").map(String.init)
        let stratum = rows.filter { $0.contains(",IMiD,II,") }
        let history = ([rows[0]] + stratum.prefix(6)).joined(separator: "\n")
        let run = try withFile(history) {
            Run(arguments: Self.stratified + ["--history", $0, "--next", "ISS=II,induction=IMiD", "--json"])
        }
        let json = try run.json
        #expect(json["place"] as? Int == 7 && (json["overrides"] as? [Any])?.isEmpty == true)
        #expect(stratum[6].contains(",\(try #require(json["arm"] as? String)),"))
        let first = Run(arguments: Self.stratified + ["--next", "ISS=I,induction=PI"])
        #expect(first.outcome == .done && first.output.contains("number 1 of the stratum"))
    }

    @Test func `an override in the history is listed`() throws {
        let history = "induction,ISS,arm\nPI,I,placebo\nPI,I,placebo\nPI,I,placebo\nPI,I,placebo\nPI,I,placebo\n"
        let run = try withFile(history) {
            Run(arguments: Self.stratified + ["--history", $0, "--next", "ISS=I,induction=PI"])
        }
        #expect(run.outcome == .done && run.output.contains("Allocated otherwise than the seed says"))
    }

    @Test func `minimisation allocates those who come, one by one or all`() throws {
        let base = [
            "allocate", "--method", "minimization", "--strata", "ISS=I,II,III;age=<75,>=75", "--weights", "2,1",
            "--seed", "3",
        ]
        let arrivals = "ISS,age\nI,<75\nII,>=75\nI,>=75\nIII,<75\nII,<75\nI,<75\n"
        let list = try withFile(arrivals) { try self.list(["--arrivals", $0], of: base) }
        let rows = list.split(separator: "\n").map(String.init)
        #expect(rows.count == 7)
        let history = rows.prefix(6).joined(separator: "\n")
        let next = try withFile(history) {
            Run(arguments: base + ["--history", $0, "--next", "ISS=I,age=<75", "--json"])
        }
        #expect(rows[6].contains(",\(try #require(try next.json["arm"] as? String)),"))
        #expect(try withFile(list) { Run(arguments: base + ["--verify", $0]) }.outcome == .done)
        #expect(Run(arguments: base + ["--subjects", "20"]).error.contains("--arrivals: error: missing"))
    }

    @Test func `eighty patients from a table of digits come to forty and forty`() throws {
        let base = ["allocate", "--method", "table", "--arms", "ID,RD", "--subjects", "80", "--rule", "even=ID,odd=RD"]
        let made = try Run(arguments: base + ["--seed", "2014", "--json"]).json
        #expect(made["counts"] as? [Int] == [40, 40])
        let digits = try #require(made["digits"] as? [String]).joined(separator: "\n")
        let read = try withFile(digits) { try Run(arguments: base + ["--digits", $0, "--json"]).json }
        #expect(read["digitsHash"] as? String == made["digitsHash"] as? String && read["seed"] == nil)
        func arms(_ json: [String: Any]) -> [String] {
            (json["allocations"] as? [[String: Any]] ?? []).compactMap { $0["arm"] as? String }
        }
        #expect(arms(read) == arms(made) && arms(made).count == 80)
        let ranked = Run(
            arguments: base.dropLast() + [
                "rank", "--width", "3", "--direction", "down", "--start", "3,11", "--seed", "1",
            ])
        #expect(ranked.outcome == .done && ranked.output.contains("80 subjects by rank: ID 40, RD 40."))
    }

    @Test func `what blocks of four give away`() throws {
        let json = try Run(
            "allocate", "--method", "permuted-blocks", "--blocks", "4", "--subjects", "80", "--assess", "--json"
        ).json
        func mean(_ key: String) -> Double? { (json[key] as? [String: Any])?["mean"] as? Double }
        #expect(json["lists"] == nil || json["lists"] is NSNull)
        #expect(
            isClose(mean("guessed"), 17.0 / 24, relative: 1e-12) && isClose(mean("certain"), 1.0 / 3, relative: 1e-12))
        #expect(isClose(json["excess"] as? Double, 20 * 5.0 / 6, relative: 1e-9))
        let strata = Run(
            arguments: Self.stratified + [
                "--subjects", "60", "--lists", "50", "--assess", "--prevalences", "1,2/1,1,2",
            ])
        #expect(
            strata.outcome == .done && strata.output.contains("ISS=III")
                && strata.output.contains("Simulated: 50 lists"))
    }

    @Test func `all methods side by side`() throws {
        let run = Run("allocate", "--compare", "--subjects", "20", "--lists", "100")
        #expect(
            run.outcome == .done && run.output.contains("maximal procedure")
                && run.output.contains("All numbers are exact, but"))
        let unequal = Run("allocate", "--compare", "--ratio", "3:2", "--subjects", "10", "--lists", "100", "--json")
        #expect((try unequal.json["methods"] as? [Any])?.count == 8)
    }

    @Test func `the re-randomisation test of a column`() throws {
        let history = "arm,response\nA,9\nB,1\nA,8\nB,2\n"
        let run = try withFile(history) {
            Run(
                "allocate", "--method", "permuted-blocks", "--blocks", "4", "--history", $0, "--test", "response",
                "--json")
        }
        // A third of the orders of a block part 8 and 9 from 1 and 2.
        #expect(abs(try #require(try run.json["p"] as? Double) - 1.0 / 3) < 0.02)
        #expect(try run.json["statistic"] as? Double == 7)
    }

    @Test func `a report with its figures and its list`() throws {
        try withFolder { folder in
            let run = Run(
                arguments: Self.stratified + ["--per-stratum", "20", "-o", folder.path(percentEncoded: false)])
            #expect(run.outcome == .done)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
            #expect(names == ["design.json", "imbalance.svg", "list.csv", "report.html"])
            let page = try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8)
            #expect(page.contains("Seal (SHA-256)") && page.contains("Imbalance within strata"))
        }
    }

    @Test(arguments: [
        (["--method", "simple", "--ratio", "3:0", "--subjects", "5"], "--ratio: error: ratio[1] is 0"),
        (["--method", "simple", "--ratio", "x", "--subjects", "5"], "--ratio"),
        (["--method", "permuted-blocks", "--ratio", "3:2", "--blocks", "5,8", "--subjects", "5"], "such as 5 or 10"),
        (["--method", "permuted-blocks", "--subjects", "5"], "--blocks: error: missing"),
        (["--method", "simple", "--strata", "ISS", "--per-stratum", "5"], "factor 'ISS' has 0 levels"),
        (["--method", "simple", "--strata", "ISS=I,II", "--subjects", "5"], "--per-stratum: error: missing"),
        (["--method", "simple"], "--subjects: error: missing"),
        (["--method", "simple", "--subjects", "0"], "--subjects: error: subjects is 0"),
        (
            ["--method", "simple", "--strata", "ISS=I,II", "--per-stratum", "0"],
            "--per-stratum: error: perStratum is 0"
        ), (["--subjects", "5"], "--method: error: missing"),
        (["--method", "simple", "--blocks", "4", "--subjects", "5"], "--blocks is an option of permuted-blocks"),
        (
            ["--method", "simple", "--strata", "ISS=I,II", "--seed", "1", "--next", "ISS=IV"],
            "ISS is 'IV'; expected one of I, II"
        ),
        (
            ["--method", "simple", "--strata", "ISS=I,II", "--seed", "1", "--next", "iss=I"],
            "'iss' is none of the factors"
        ),
        (["--method", "simple", "--strata", "ISS=I,II", "--seed", "1", "--next", ""], "'ISS' is missing"),
        (["--method", "simple", "--next", ""], "--seed: error: --next needs the seed"),
        (["--method", "simple", "--next", "", "--assess"], "--next and --assess are two tasks"),
        (["--method", "simple", "--compare", "--subjects", "5"], "--compare sets all methods side by side"),
        (["--method", "simple", "--subjects", "5", "--rule", "rank"], "--rule is an option of --method table"),
        (["--method", "table", "--subjects", "5"], "--rule: error: missing"),
        (["--method", "table", "--subjects", "5", "--rule", "rank"], "--subjects: error: subjects is 5"),
        (["--method", "table", "--subjects", "6", "--rule", "even=A"], "--rule: error: rule"),
        (["--method", "table", "--subjects", "6", "--rule", "rank", "--start", "1"], "--start has 1 numbers"),
        (["--method", "minimization", "--subjects", "6", "--assess"], "--strata: error: strata is empty"),
        (["--method", "maximal", "--limit", "3", "--ratio", "2:1", "--subjects", "6"], "expected 1:1"),
        (["--method", "simple", "--subjects", "5", "--history", "x.csv"], "--history does not go with a list"),
        (["--method", "biased-coin", "--probability", "0.4", "--subjects", "5"], "--probability: error:"),
    ])
    func `slips get a sentence`(arguments: [String], words: String) {
        let run = Run(arguments: ["allocate"] + arguments)
        #expect(run.outcome == .refused && run.error.contains(words), "\(run.error)")
    }

    @Test func `a level or a cell of the history that cannot be is named with its place`() throws {
        func error(_ text: String, _ more: [String]) throws -> String {
            try withFile(text) { Run(arguments: Self.stratified + ["--history", $0] + more).error }
        }
        let next = ["--next", "ISS=I,induction=PI"]
        #expect(
            try error("induction,ISS,arm\nPI,I,placebo\nPI,V,placebo\n", next).contains(
                "ISS is 'V'; expected one of I, II, III"))
        #expect(try error("induction,ISS,arm\nPI,I,active\n", next).contains("history[0] is 'active'"))
        #expect(try error("induction,arm\nPI,placebo\n", next).contains("no column 'ISS'"))
        #expect(try error("induction,ISS,arm\nPI,I,\nPI,I,placebo\n", next).contains("arm is missing"))
        #expect(try error("induction,ISS,arm,y\nPI,I,placebo,a\n", ["--test", "y"]).contains("expected numbers"))
    }
}
