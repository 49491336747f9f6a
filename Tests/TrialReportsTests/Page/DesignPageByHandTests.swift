import Testing

@testable import TrialReports

@Suite("Pages of designs · ByHand")
struct DesignPageByHandTests {
    private func page(_ block: DesignAnswer.Block) throws -> ParsedPage {
        let answer = DesignAnswer(
            title: "Title", summary: "Summary.", sections: [.init("Section", [block])], json: [String: String]())
        let provenance = Provenance(command: "test", dataName: "test", dataHash: "0", programVersion: "1")
        let files = try DesignReport(answer, provenance: provenance).files
        return ParsedPage(try #require(files.first { $0.name == "report.html" }).contents)
    }

    @Test func `heads of columns stay as they are written: names of data, β, p`() throws {
        let page = try page(
            .table(
                "Caption", ["look", "induction", "ixazomib %", "β spent", "p ≤"], [["1", "PI", "60", "0.01", "0.02"]]))
        let heads = page.all("th").filter { $0.attributes["scope"] == "col" }.map {
            $0.text.split(separator: " ").joined(separator: " ")
        }
        #expect(heads == ["look", "induction", "ixazomib %", "β spent", "p ≤"])
    }

    @Test func `a table of many columns is set smaller`() throws {
        let many = (1...8).map(String.init)
        #expect(try page(.table("Caption", many, [many])).all("table").map { $0.attributes["class"] } == ["wide"])
        let few = Array(many.dropLast())
        #expect(try page(.table("Caption", few, [few])).all("table").map { $0.attributes["class"] } == [nil])
    }

    @Test func `a dash is explained where there is one`() {
        #expect([["4", "–"], ["8", "5"]].remark(onDashes: "none.") == ["–: none."])
        #expect([["4", "0.1–0.2"]].remark(onDashes: "none.").isEmpty)
    }
}
