import Foundation
import TestSupport
import Testing
import TrialTables

@testable import TrialRecheck

/// The papers of the examples have the findings that stand beside them, and no others.
@Suite("Published papers · Examples")
struct ExamplePapersTests {
    static let folders = ["id-vs-rd", "nct01718743", "nct04217967", "tourmaline-mm3", "tourmaline-mm4"]

    static func recheck(_ folder: String) throws -> Recheck {
        let bytes = try Data(contentsOf: Repository.file("Examples/\(folder)/published.yaml"))
        let file = try PublishedFile(bytes: Array(bytes), name: "published.yaml")
        return Recheck(try #require(file.papers.first))
    }

    /// The rows of the findings that stand beside a paper; a header alone means none.
    private static func expected(_ folder: String) throws -> [[String]] {
        let bytes = Array(try Data(contentsOf: Repository.file("Examples/\(folder)/findings.csv")))
        guard bytes.count(where: { $0 == 0x0A }) > 1 else { return [] }
        let table = try Table(csv: .bytes(bytes, name: "findings.csv"), isText: true)
        let columns = ["kind", "check", "place", "quantity", "group", "printed"].map { table[$0] }
        return (0..<table.rowCount).map { row in columns.map { $0?.text(row) ?? "" } }
    }

    @Test(arguments: folders) func `the findings are those expected`(folder: String) throws {
        let recheck = try Self.recheck(folder)
        let expected = try Self.expected(folder)
        let found = recheck.findings.map { finding in
            let number = recheck.paper.numbers[finding.number]
            return [
                finding.kind.rawValue, finding.check, number.place, number.quantity, number.group, finding.printed,
            ]
        }
        for finding in found where !expected.contains(finding) { Issue.record("not expected: \(finding)") }
        for finding in expected where !found.contains(finding) { Issue.record("not found: \(finding)") }
    }

    @Test func `the hazard ratios of MM3 and MM4 all pass`() throws {
        for folder in ["tourmaline-mm3", "tourmaline-mm4"] {
            let recheck = try Self.recheck(folder)
            #expect(recheck.contradictions.isEmpty)
            #expect(recheck.paper.numbers.count { $0.isHazardRatio && $0.lower != nil } >= 8)
        }
    }

    @Test func `the copied statistic is named a duplicate of the remission row`() throws {
        let recheck = try Self.recheck("id-vs-rd")
        let finding = try #require(recheck.contradictions.first { $0.check == "chi-square" && $0.printed == "4.588" })
        #expect(recheck.paper.numbers[finding.number].quantity == "peripheral neuropathy chi-square")
        #expect(finding.explanation.contains("CR chi-square in Table 2: it looks like a duplicate of that row"))
        #expect(finding.severity == .conclusion)
    }

    /// No file has a sentence of a paper: labels are short, and notes are ours.
    @Test(arguments: folders) func `no sentence of a paper stands in a file`(folder: String) throws {
        for number in try Self.recheck(folder).paper.numbers {
            #expect(number.quantity.count <= 80 && number.quantity.split(separator: " ").count <= 16)
        }
    }
}
