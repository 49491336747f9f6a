import Foundation
import TestSupport
import Testing

@testable import TrialModel

/// Every key of arms, modifications, prophylaxis and events is in its guide, and every table that ships.
@Suite("Doses and their guides · Registry")
struct DosesGuideRegistryTests {
    private func guide(_ name: String) throws -> String {
        try String(contentsOf: Repository.file("Documentation/Guides/\(name).md"), encoding: .utf8)
    }

    @Test func `every key of a treatment plan`() throws {
        let guide = try guide("doses")
        let groups: [[MappingReader.Key]] = [
            MappingReader.keys { _ = Arm(&$0, .shipped) }, MappingReader.keys { _ = Regimen(&$0, .shipped) },
            MappingReader.keys { _ = RegimenDrug(&$0, .shipped) }, MappingReader.keys { _ = Escalation(&$0, .shipped) },
            MappingReader.keys { _ = ModificationItem(&$0, .shipped, number: 1, table: nil) },
            MappingReader.keys { _ = ProphylaxisRule(&$0, .shipped) }, MappingReader.keys { _ = RenalTable(&$0) },
        ]
        for key in Set(groups.joined().map(\.name)).sorted() {
            #expect(guide.contains("`\(key)`") || guide.contains("\(key):"), "\(key) is not in doses.md")
        }
    }

    @Test func `every key and word of an events file`() throws {
        let guide = try guide("calendar")
        for key in TreatmentRecord.keys { #expect(guide.contains("`\(key.name)`"), "\(key.name)") }
        for word in DoseEvent.Word.allCases {
            #expect(guide.contains("`\(word.rawValue)`"), "\(word.rawValue)")
            for key in word.keys.needed + word.keys.allowed { #expect(guide.contains("`\(key)`"), "\(key)") }
        }
    }

    @Test func `every table that ships`() throws {
        let guide = try guide("doses")
        for name in ShippedTables.renal.map(\.name) + ShippedModificationTable.names {
            #expect(guide.contains("`\(name)`"), "\(name)")
        }
    }
}
