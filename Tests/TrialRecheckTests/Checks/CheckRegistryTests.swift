import Foundation
import TestSupport
import Testing

@testable import TrialRecheck

/// Every check has an id of its own, a question, a reference and a section of the guide.
@Suite("Checks of published numbers · Registry")
struct CheckRegistryTests {
    static let ids = CheckRegistry.all.map { $0.id }

    @Test func `ids are different`() {
        #expect(Set(Self.ids).count == Self.ids.count)
        #expect(Self.ids.count > 30)
    }

    @Test func `every check is in the guide with its question and reference`() throws {
        let guide = try String(contentsOf: Repository.file("Documentation/Guides/recheck.md"), encoding: .utf8)
        for check in CheckRegistry.all {
            #expect(guide.contains("### `\(check.id)`"), "recheck.md has no section `\(check.id)`")
            #expect(guide.contains(check.question), "recheck.md does not ask: \(check.question)")
            #expect(guide.contains(check.reference), "recheck.md has not the reference of \(check.id)")
        }
        let sections = guide.matches(of: #/(?m)^### `([a-z-]+)`/#).map { String($0.1) }
        #expect(sections.filter { !Self.ids.contains($0) } == [], "sections without a check")
    }

    @Test func `every relation and every key is in the guide`() throws {
        let guide = try String(contentsOf: Repository.file("Documentation/Guides/recheck.md"), encoding: .utf8)
        for kind in Relation.Kind.allCases {
            #expect(guide.contains("`\(kind.rawValue)`"), "recheck.md has not \(kind.rawValue)")
            for role in kind.roles { #expect(guide.contains("`\(role.key)`"), "\(kind.rawValue) \(role.key)") }
        }
        for key in PublishedReading.numberKeys + [] { #expect(guide.contains("`\(key.name)`"), "key \(key.name)") }
        for column in PublishedTable.columns { #expect(guide.contains("`\(column.name)`"), "column \(column.name)") }
    }

    @Test func `the file of the guide is read, and its copied statistic is found`() throws {
        let guide = try String(contentsOf: Repository.file("Documentation/Guides/recheck.md"), encoding: .utf8)
        let block = try #require(guide.firstMatch(of: #/```yaml\n([^`]*)```/#))
        let file = try PublishedFile(bytes: Array(String(block.1).utf8), name: "guide.yaml")
        let recheck = Recheck(file.papers[0])
        #expect(recheck.contradictions.map(\.check) == ["chi-square", "p-of-counts"])
        #expect(recheck.idleExceptions.isEmpty)
    }
}
