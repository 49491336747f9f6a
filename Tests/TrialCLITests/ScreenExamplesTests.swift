import Foundation
import TestSupport
import Testing

/// The five founding studies screen their constructed subjects as the files of verdicts beside them say.
@Suite("equipoise screen, the founding studies · ByHand")
struct ScreenExamplesTests {
    @Test(arguments: ["nct04217967", "nct01718743", "tourmaline-mm3", "tourmaline-mm4", "id-vs-rd"])
    func `each subject has the verdict that is expected`(study: String) throws {
        func path(_ file: String) -> String {
            Repository.file("Examples/\(study)/\(file)").path(percentEncoded: false)
        }
        let run = Run("screen", path("study.yaml"), "--table", path("subjects.csv"), "--csv")
        #expect(run.outcome == .done, "\(run.error)")
        let expected = try String(contentsOfFile: path("verdicts.csv"), encoding: .utf8).split(separator: "\n")
        let found = run.output.split(separator: "\n")
        #expect(found.count == expected.count)
        for (line, verdict) in zip(found, expected) { #expect(line.hasPrefix(verdict + ","), "\(line)") }
    }
}
