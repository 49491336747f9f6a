import Testing
import TrialRecheck

@testable import TrialReports

/// A recheck as page, text and JSON, of numbers whose labels hold markup.
@Suite("Recheck reports · ByHand")
struct RecheckReportTests {
    private static let file = """
        equipoise: 1
        paper: {id: "X & <Y>", title: "A <trial>"}
        numbers:
          Table <1>:
            - {quantity: rash & itch, group: "A < B", value: 32.5 %, count: 12, of: 40}
            - {quantity: nausea, group: A, value: 30.0 %, count: 12, of: 40}
        """

    private var answer: RecheckAnswer {
        get throws {
            let file = try PublishedFile(bytes: Array(Self.file.utf8), name: "x.yaml")
            return RecheckAnswer(file.papers.map { Recheck($0) })
        }
    }

    @Test func `the page is well formed and shows printed beside recomputed`() throws {
        let provenance = Provenance(
            command: "equipoise recheck x.yaml", dataName: "x.yaml", dataHash: "0", programVersion: "test")
        let page = ParsedPage(RecheckReport(try answer, provenance: provenance).page)
        #expect(page.problem == nil)
        #expect(page.outline.contains("tr: Table <1> rash & itch, A < B 32.5 % 30 percentage: number"))
        #expect(page.outline.contains("12 of 40 is 30 %, printed is 32.5 %; 32.5 % is 13 of 40."))
        let identifiers = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(identifiers).count == identifiers.count)
    }

    @Test func `the text names file, line, check and severity`() throws {
        let lines = RecheckText(try answer).lines
        #expect(lines[0] == "X & <Y>: 2 numbers, 2 checks: 1 contradiction, 0 remarks")
        #expect(lines.contains("x.yaml:5: contradiction: Table <1> > rash & itch > A < B [percentage: number]"))
        #expect(lines.contains("    printed 32.5 %, recomputed 30"))
    }

    @Test func `JSON holds the interval`() throws {
        let text = try RecheckJSON(try answer).text()
        #expect(text.contains("\"checks\" : 2") && text.contains("\"kind\" : \"contradiction\""))
        #expect(text.contains("\"reading\" : null"))
    }
}
