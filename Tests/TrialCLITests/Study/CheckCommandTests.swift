import Foundation
import TestSupport
import Testing

@testable import TrialCLI

@Suite struct `equipoise check and new` {
    private static let studies = ["nct04217967", "nct01718743", "tourmaline-mm3", "tourmaline-mm4", "id-vs-rd"]

    @Test(arguments: studies) func `the founding studies have no errors and no warnings`(name: String) throws {
        let run = Run(
            "check", Repository.file("Examples/\(name)/study.yaml").path(percentEncoded: false), "--strict", "--gaps")
        #expect(run.outcome == .done, "\(run.output)")
        #expect(run.error.isEmpty && run.output.contains("Left open, with nothing in its place:"))
    }

    @Test func `a file with errors fails with every problem, its line and a mark`() throws {
        try withFile("study: {id: X, title: T, fase: 2}\nendpoints: [{id: PFS, role: frist}]\n") { path in
            let run = Run("check", path)
            #expect(run.outcome == .no)
            #expect(run.output.contains("`fase` is not a key of `study`") && run.output.contains("^~~~"))
            #expect(run.output.contains("did you mean first?") || run.output.contains("`frist` is none of"))
            #expect(run.output.hasSuffix("2 errors. No study is made of it.\n"))
        }
    }

    @Test func `what is no YAML fails with its line`() throws {
        try withFile("study: {id: X, title: T\n") { path in
            let run = Run("check", path)
            #expect(run.outcome == .no && run.output.contains("1 error. No study is made of it."))
        }
    }

    @Test func `an amendment is told in words and as JSON`() throws {
        try withFile("study: {id: X, title: T, version: 1}\nendpoints: [{id: OS, role: primary, definition: a}]\n") {
            old in
            try withFile(
                "study: {id: X, title: T, version: 2}\nendpoints: [{id: OS, role: secondary, definition: a}]\n"
            ) { new in
                let run = Run("check", new, "--against", old)
                #expect(run.outcome == .done)
                #expect(run.output.contains("line 2: Endpoint OS: the role was `primary` and is now `secondary`."))
                let json = try Run("check", new, "--against", old, "--json").json
                let changes = try #require(json["changes"] as? [[String: Any]])
                #expect(changes.count == 2 && json["passes"] as? Bool == true)
                #expect(changes.last?["path"] as? [String] == ["endpoints", "OS", "role"])
            }
        }
    }

    @Test func `warnings fail with strict only`() throws {
        try withFile("study: {id: X, title: T, participants: 80}\ndesign: {sample size: 64}\n") { path in
            #expect(Run("check", path).outcome == .done)
            let run = Run("check", path, "--strict")
            #expect(run.outcome == .no && run.output.contains("warning: `participants` is 80"))
            let json = try Run("check", path, "--json").json
            #expect(json["warnings"] as? Int == 1)
        }
    }

    @Test func `files that are not there are refused by name`() throws {
        #expect(Run("check", "/nowhere/study.yaml").outcome == .refused)
        try withFile("study: {id: X, title: T}") { path in
            let run = Run("check", path, "--against", "/nowhere/old.yaml")
            #expect(run.outcome == .refused && run.error.contains("/nowhere/old.yaml"))
        }
    }

    @Test func `new writes a file that check takes, and does not write over one`() throws {
        try withFolder { folder in
            let path = folder.appending(path: "study.yaml").path(percentEncoded: false)
            let run = Run("new", "NCT1", "--kind", "randomised", "--arms", "DRUG,PLACEBO", "-o", path)
            #expect(run.outcome == .done && run.output.contains("equipoise check"))
            #expect(Run("check", path, "--strict").outcome == .done)
            let again = Run("new", "NCT1", "-o", path)
            #expect(again.outcome == .refused && again.error.contains("--force"))
            #expect(Run("new", "NCT1", "-o", path, "--force").outcome == .done)
        }
        #expect(Run("new", "a b").outcome == .refused)
        #expect(Run("new", "X", "--arms", "A,B").error.contains("a one-arm study has one"))
        #expect(Run("new", "X").output.contains("equipoise: 1"))
    }
}
