import Foundation
import TestSupport
import Testing

@testable import TrialReports

@Suite("Results document, by hand")
struct ResultsDocumentByHandTests {
    private func object(_ text: String) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `holds schema, program, data, study and conventions`() throws {
        let document = ResultsDocument(try Sample.twoArms { $0.landmarks = [12] }, provenance: Sample.provenance)
        let file = try object(try document.text())
        #expect(file["schema"] as? String == "equipoise-results/1")
        #expect(file["study"] is NSNull)
        #expect(file["title"] is NSNull)
        #expect(file["date"] is NSNull)
        #expect((file["program"] as? [String: Any])?["name"] as? String == "equipoise")
        #expect((file["program"] as? [String: Any])?["sha256"] is NSNull)
        #expect((file["data"] as? [String: Any])?["sha256"] as? String == Sample.provenance.dataHash)
        #expect((file["conventions"] as? [String: Any])?["reference"] as? String == "A")
        #expect((file["conventions"] as? [String: Any])?["test"] as? String == "log-rank")
    }

    @Test func `says what the report is called`() throws {
        let document = ResultsDocument(
            try Sample.twoArms { $0.title = "Overall survival" }, provenance: Sample.provenance)
        #expect(try object(try document.text())["title"] as? String == "Overall survival")
    }

    @Test func `gives every row every key and null for what is not estimable`() throws {
        let document = ResultsDocument(try Sample.twoArms { $0.landmarks = [99] }, provenance: Sample.provenance)
        let rows = try #require(try object(try document.text())["results"] as? [[String: Any]])
        let keys: Set = [
            "analysis", "set", "endpoint", "group", "reference", "term", "time", "statistic", "value", "unit", "text",
            "notes",
        ]
        #expect(rows.count == document.results.rows.count)
        #expect(rows.allSatisfy { Set($0.keys) == keys })
        for row in rows { #expect((row["value"] is NSNull) == (row["text"] as? String == "NE")) }
    }

    @Test func `gives back each number bit for bit`() throws {
        let document = ResultsDocument(try Sample.twoArms(), provenance: Sample.provenance)
        let file = try JSONDecoder().decode(Values.self, from: Data(try document.text().utf8))
        #expect(file.results.map(\.value) == document.results.rows.map(\.value))
    }

    private struct Values: Decodable {
        struct Row: Decodable { let value: Double? }
        let results: [Row]
    }

    @Test(arguments: Statistic.allCases)
    func `the guide says what each statistic means`(statistic: Statistic) throws {
        let guide = try String(contentsOf: Repository.file("Documentation/Guides/results-json.md"), encoding: .utf8)
        #expect(guide.contains("`\(statistic.rawValue)`"))
    }
}
