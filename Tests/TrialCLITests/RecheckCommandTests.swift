import Foundation
import TestSupport
import Testing
import TrialCLI

/// `equipoise recheck` as a reader of papers runs it.
@Suite("equipoise recheck")
struct RecheckCommandTests {
    private static func example(_ folder: String) -> String {
        Repository.file("Examples/\(folder)/published.yaml").path(percentEncoded: false)
    }

    @Test func `contradictions are told like a compiler's errors and end with 1`() {
        let run = Run("recheck", Self.example("id-vs-rd"))
        #expect(run.outcome == .no)
        #expect(run.output.contains("AJTR2021-ID-RD: 201 numbers"))
        #expect(run.output.contains("published.yaml:"))
        #expect(run.output.contains("printed 4.588, recomputed 1.067"))
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func `remarks alone end with 0`() {
        let run = Run("recheck", Self.example("tourmaline-mm3"), Self.example("nct04217967"))
        #expect(run.outcome == .done)
        #expect(run.output.contains("NCT02181413") && run.output.contains("0 contradictions"))
    }

    @Test func `JSON has the shape of the guide`() throws {
        let json = try Run("recheck", Self.example("id-vs-rd"), "--json", "--relations").json
        #expect((json["checks"] as? Int ?? 0) > 300)
        let findings = try #require(json["findings"] as? [[String: Any]])
        let copied = try #require(findings.first { $0["printed"] as? String == "4.588" })
        #expect(copied["id"] as? String == "chi-square" && copied["kind"] as? String == "contradiction")
        #expect(copied["severity"] as? String == "conclusion" && copied["study"] as? String == "AJTR2021-ID-RD")
        let interval = try #require(copied["recomputed"] as? [Double])
        #expect(interval[0] <= 16.0 / 15 && interval[1] >= 16.0 / 15)
        #expect((json["relations"] as? [[String: Any]])?.isEmpty == false)
    }

    @Test func `a table of several studies, and one of them`() throws {
        let table =
            "study,location,quantity,group,value,unit,n,denominator\nX,Table 1,rash,A,32.5,%,12,40\nY,Table 1,rash,A,30.0,%,12,40\nexternal|Y,Text,rash,A,99,%,12,40\n"
        try withFile(table) { path in
            let both = Run("recheck", path)
            #expect(both.outcome == .no && both.output.contains("quoted from other papers, which are not checked: 1"))
            #expect(Run("recheck", path, "--study", "Y").outcome == .done)
            let slip = Run("recheck", path, "--study", "Z")
            #expect(slip.outcome == .refused && slip.error.contains("the studies are X, Y"))
        }
    }

    @Test func `a report with its page`() throws {
        try withFolder { folder in
            let path = folder.path(percentEncoded: false)
            let run = Run("recheck", Self.example("id-vs-rd"), "-o", path, "--title", "ID & RD")
            #expect(run.error.contains("report.html, recheck.json"))
            let page = try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8)
            #expect(page.contains("ID &amp; RD") && page.contains("4.588") && page.contains("1.067"))
        }
    }

    @Test func `bad usage and bad files`() throws {
        #expect(Run("recheck").outcome == .refused)
        #expect(Run("recheck", "absent.yaml").error.contains("absent.yaml: error: there is no such file"))
        try withFolder { folder in
            #expect(Run("recheck", folder.path(percentEncoded: false)).error.contains("error: it is a folder"))
        }
        #expect(Run("recheck", "-", "-").error.contains("there is one standard input"))
        #expect(Run("recheck", "x.yaml", "-o", "").error.contains("-o is empty"))
        try withFile("quantity,value,unit,n\nrash,few,%,some\n") { path in
            let run = Run("recheck", path)
            #expect(run.outcome == .refused)
            #expect(run.error.contains(":2:2: error: `few` is no number") && run.error.contains(":2:4: error: `some`"))
        }
    }
}
