import Foundation
import TestSupport
import Testing

/// Every public type of the methods stands on a page of the catalogue, and the pages are whole.
@Suite("Pages of the methods · Registry")
struct MethodPagesTests {
    static let folder = Repository.file("Sources/TrialStatistics")
    static let headings = [
        "What it answers", "How to ask for it", "How it is computed", "Where programs differ",
        "When nothing can be estimated", "Evidence", "References", "Topics",
    ]

    /// The files below the room with an ending, by path.
    private static func files(_ ending: String) -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
        return (all ?? []).filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
    }

    private static func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

    /// The names of the public types that are no part of another.
    private static func types() throws -> Set<String> {
        try Set(
            files("swift").flatMap { file in
                try text(file).matches(of: #/(?m)^public (?:struct|enum|protocol|actor) (\w+)/#).map { String($0.1) }
            })
    }

    /// The types that a page lists under its topics.
    private static func topics(_ page: String) -> [String] {
        guard let start = page.range(of: "\n## Topics") else { return [] }
        return page[start.upperBound...].matches(of: #/(?m)^- ``(\w+)/#).map { String($0.1) }
    }

    @Test func `every public type stands on a page, and every name on a page is one`() throws {
        let listed = try Set(Self.files("md").flatMap { Self.topics(try Self.text($0)) })
        let types = try Self.types()
        #expect(types.count > 30)
        #expect(types.subtracting(listed).sorted() == [])
        #expect(listed.subtracting(types).sorted() == [])
    }

    @Test(arguments: files("md").filter { $0.lastPathComponent != "TrialStatistics.md" })
    func `a page has its headings in order`(page: URL) throws {
        let found = try Self.text(page).matches(of: #/(?m)^## (.+)$/#).map { String($0.1) }
        #expect(found == Self.headings, "\(page.lastPathComponent)")
    }

    @Test(arguments: files("md").filter { $0.lastPathComponent != "TrialStatistics.md" })
    func `the front page leads to every page`(page: URL) throws {
        let front = try Self.text(Self.folder.appending(path: "TrialStatistics.docc/TrialStatistics.md"))
        let name = page.deletingPathExtension().lastPathComponent
        #expect(front.contains("<doc:\(name)>"), "\(name)")
    }
}
