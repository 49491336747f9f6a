import Foundation
import TestSupport
import Testing
import TrialCLI

@Suite("match · Command")
struct MatchCommandTests {
    private static let taking = """
        equipoise: 1
        study: {id: TAKING, title: Takes most}
        population:
          inclusion:
            - {id: I1, text: adults, rule: age >= 18 years}

        """
    private static let asking = """
        equipoise: 1
        study: {id: ASKING, title: Asks more}
        population:
          inclusion:
            - {id: I1, text: fit, rule: ECOG in 0...1}
          exclusion:
            - {id: E1, text: platelets, rule: "platelets < 100,000 /mm3"}

        """

    /// Runs with two studies in a folder and patients in files.
    private func match(_ patients: [String: String], _ target: String, _ options: String...) throws -> Run {
        try withFolder { folder in
            let studies = folder.appending(path: "studies")
            try FileManager.default.createDirectory(at: studies, withIntermediateDirectories: true)
            try Data(Self.asking.utf8).write(to: studies.appending(path: "a.yaml"))
            try Data(Self.taking.utf8).write(to: studies.appending(path: "b.yaml"))
            for (name, text) in patients { try Data(text.utf8).write(to: folder.appending(path: name)) }
            func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }
            return Run(arguments: ["match", path(target), path("studies")] + options)
        }
    }

    private let table = "id,age [years],platelets [10^9/L],ECOG\nP1,60,120,\nP2,60,99,1\nP3,12,120,0\n"

    @Test func `ranks the studies of each patient`() throws {
        let run = try match(["p.csv": table], "p.csv")
        #expect(run.outcome == .done)
        #expect(
            run.output == """
                Patient P1: 1 eligible, 1 unknown
                  1  TAKING  eligible
                  2  ASKING  unknown, 1 thing missing
                               ask for ECOG

                Patient P2: 1 eligible, 1 not eligible
                  1  TAKING  eligible
                  2  ASKING  not eligible
                               E1: platelets 99 10^9/L is below 100,000 /mm3

                Patient P3: 1 eligible, 1 not eligible
                  1  ASKING  eligible
                  2  TAKING  not eligible
                               I1: age 12 years is not at least 18 years

                """)
    }

    @Test func `CSV has a row for each patient and study`() throws {
        let run = try match(["p.csv": table], "p.csv", "--csv", "--top", "2")
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 7)
        #expect(lines[0] == "subject,rank,study,eligibility,missing,not met,unknown,reasons,ask next")
        #expect(lines[2] == "P1,2,ASKING,unknown,1,,I1,I1: ECOG is not known,ECOG")
        #expect(lines[4] == "P2,2,ASKING,not eligible,,E1,,\"E1: platelets 99 10^9/L is below 100,000 /mm3\",")
    }

    @Test func `JSON is a list of patients`() throws {
        let run = try match(["p.csv": table], "p.csv", "--json", "--top", "1")
        let list = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
        #expect(list.compactMap { $0["subject"] as? String } == ["P1", "P2", "P3"])
        let first = try #require((list[0]["studies"] as? [[String: Any]])?.first)
        #expect(first["study"] as? String == "TAKING")
        #expect(first["title"] as? String == "Takes most")
        #expect((list[0]["studies"] as? [Any])?.count == 1)
    }

    @Test func `takes files of patients, and the day on which one looks`() throws {
        let patients = [
            "x.yaml":
                "subject: 007\nbirth date: 2006-03-01\nECOG: 1\nplatelets: {value: 120 10^9/L, date: 2024-02-01}\n"
        ]
        let run = try match(patients, "x.yaml", "--on", "2024-02-29", "--csv")
        #expect(run.output.contains("007,1,ASKING,eligible"))
        #expect(run.output.contains("I1: age 17 years (born 2006-03-01, on 2024-02-29) is not at least 18 years"))
        let later = try match(patients, "x.yaml", "--on", "2024-03-01", "--csv")
        #expect(later.output.contains("007,2,TAKING,eligible") || later.output.contains("007,1,TAKING,eligible"))
        let earlier = try match(patients, "x.yaml", "--on", "2024-01-01", "--csv")
        #expect(earlier.output.contains("ASKING,unknown"))
    }

    @Test func `a folder of patients, named by their files where they have no name`() throws {
        try withFolder { folder in
            for (name, text) in [
                ("b.yaml", "age: 60 years\n"), ("a.yaml", "age: 60 years\n"), ("s.study", Self.taking),
            ] {
                try Data(text.utf8).write(to: folder.appending(path: name))
            }
            let path = folder.path(percentEncoded: false)
            let run = Run("match", path, path + "/s.study", "--csv")
            #expect(run.output.split(separator: "\n").dropFirst().map { $0.prefix(1) } == ["a", "b"])
        }
    }

    @Test func `refuses what it cannot read, and names it`() throws {
        #expect(try match([:], "none.csv").error.contains("none.csv: error: there is no such file or folder"))
        #expect(try match(["p.csv": "id,platelets [mg]\nP,1\n"], "p.csv").error.contains("subjects.unit"))
        #expect(try match(["p.csv": table], "p.csv", "--on", "soon").error.contains("--on is 'soon'"))
        #expect(try match(["p.csv": table], "p.csv", "--top", "0").error.contains("--top is 0"))
        #expect(try match(["p.csv": table], "p.csv", "--csv", "--json").error.contains("exclude each other"))
        let broken = try match(
            ["p.csv": table, "broken.yaml": "population: {inclusion: [{id: I1, text: t, rule: plateles > 3}]}"],
            "broken.yaml")
        #expect(broken.outcome == .refused)
    }

    @Test func `a study that is named twice is refused, by whatever path`() throws {
        try withFolder { folder in
            let path = folder.path(percentEncoded: false)
            try Data(Self.taking.utf8).write(to: folder.appending(path: "s.yaml"))
            try Data("age: 60 years\n".utf8).write(to: folder.appending(path: "p.yml"))
            for again in ["s.yaml", "./s.yaml"] {
                let run = Run("match", path + "/p.yml", path + "/s.yaml", path + "/" + again)
                #expect(run.outcome == .refused)
                #expect(run.error.contains("error: the study is named twice; name it once"), "\(run.error)")
            }
            #expect(Run("match", path + "/p.yml", path + "/s.yaml").outcome == .done)
        }
    }

    /// A folder with a folder for each study, as examples are kept.
    private func matchFolders(_ files: [String: String], _ target: String = "studies") throws -> Run {
        try withFolder { folder in
            for (name, text) in files {
                let url = folder.appending(path: "studies/\(name)")
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: url)
            }
            func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }
            return try withFile("age: 20 years\n", kind: "yaml") { Run("match", $0, path(target)) }
        }
    }

    @Test func `studies lie in folders within a folder, among other files`() throws {
        let run = try matchFolders([
            "a/study.yaml": Self.asking, "a/published.yaml": "paper: {id: X, title: T}\n", "b.yaml": Self.taking,
            "published.yaml": "paper: {id: X, title: T}\n", "c/study.yaml": "study: {id: C, title: T}\n",
            "d/study.yaml": "study: {id: D, title: T}\npopulation: {unspecified: still discussed}\n",
        ])
        #expect(run.outcome == .done)
        #expect(run.output.contains("1 eligible, 1 unknown"), "\(run.output)")
        let notes = run.error.split(separator: "\n")
        #expect(notes.count == 3, "\(run.error)")
        #expect(notes.contains { $0.contains("c/study.yaml: remark: the file has no section `population`") })
        #expect(
            notes.contains {
                $0.contains("this study's file leaves the population open: still discussed; the study is passed over")
            })
        #expect(notes.contains { $0.contains("published.yaml: remark: it is no study file") })
    }

    @Test func `a study that is named and has no population is an error, and so are studies of which none is left`()
        throws
    {
        let named = try matchFolders(["c.yaml": "study: {id: C, title: T}\n"], "studies/c.yaml")
        #expect(named.outcome == .refused && named.error.contains("has no section `population`"))
        let open = try matchFolders(["c.yaml": "study: {id: C, title: T}\npopulation: unspecified\n"])
        #expect(open.outcome == .refused && open.error.contains("no study is left to match"))
        let none = try matchFolders(["c.yaml": "paper: {id: C, title: T}\n"])
        #expect(none.outcome == .refused && none.error.contains("there is no study file in the folder"))
        let broken = try matchFolders(["a/study.yaml": "a: [", "b.yaml": Self.taking])
        #expect(broken.outcome == .refused && broken.error.contains("a/study.yaml:"))
    }

    @Test func `a pathway that ends without the goal is named among the reasons`() throws {
        let study = """
            study: {id: WAY, title: T}
            population:
              inclusion: [{id: I1, text: adults, rule: age >= 18 years}]
              pathway: {goal: response >= PR, total courses: 1...9, steps: [{id: first, look after: 1}]}
            """
        try withFile(study, kind: "yaml") { path in
            try withFile("subject,age [years],courses\nP1,20,VRD: SD\n") { table in
                let csv = Run("match", table, path, "--csv").output
                #expect(
                    csv.contains(
                        "P1,1,WAY,not eligible,,pathway,,\"pathway: not recruited: response >= PR is not reached"),
                    "\(csv)")
                let json = Run("match", table, path, "--json").output
                #expect(json.replacing(#/\s/#, with: "").contains(#""failed":["pathway"]"#), "\(json)")
            }
        }
    }
}
